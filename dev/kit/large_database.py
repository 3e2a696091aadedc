"""A database with many tickets, to see whether the cost of a message stays the same."""

from .cluster import Cluster
from .say import say

# Rows are copied in the database itself: through the ORM it would take minutes.
_TICKETS = """
INSERT INTO helpdesk_ticket (number, name, description, company_id, stage_id,
    partner_name, partner_email, priority, active, sequence, create_date, write_date,
    last_stage_update)
SELECT 'OLD' || n, 'Old ticket ' || n, '<p>An old question about part ' || n || '</p>',
    (SELECT min(id) FROM res_company), (SELECT min(id) FROM helpdesk_ticket_stage),
    'Old customer ' || n % 9000, 'old' || n % 9000 || '@example.com', '1', true, 10,
    now() - n * interval '7 minutes', now(), now()
FROM generate_series(1, {count}) AS n
"""
_MESSAGES = """
INSERT INTO mail_message (model, res_id, message_type, subtype_id, subject, body,
    email_from, message_id, date, create_date, write_date)
SELECT 'helpdesk.ticket', id, 'email',
    (SELECT res_id FROM ir_model_data WHERE module = 'mail' AND name = 'mt_comment'),
    name, description, partner_email, '<old.' || id || '.' || copy || '@example.com>',
    create_date, create_date, create_date
FROM helpdesk_ticket, generate_series(1, 2) AS copy
"""
_FOLLOWERS = """
INSERT INTO res_partner (name, complete_name, email, email_normalized, active, type,
    company_id, create_date, write_date)
SELECT 'Old customer ' || n, 'Old customer ' || n, 'old' || n || '@example.com',
    'old' || n || '@example.com', true, 'contact', NULL, now(), now()
FROM generate_series(1, 9000) AS n
"""


def template(cluster: Cluster, empty: str, count: int) -> str:
    """The name of a copy of database `empty` with `count` tickets, made once."""
    database = empty.replace("template_addon", f"template_large{count}")
    if database in cluster.databases():
        return database
    say(f"Making a database with {count} tickets, once")
    for old in cluster.databases():
        if old.startswith("template_large"):
            cluster.drop(old)
    cluster.copy(empty, database + "_new")
    fill(cluster, database + "_new", count)
    cluster.query(f'ALTER DATABASE "{database}_new" RENAME TO "{database}"')
    return database


def fill(cluster: Cluster, database: str, count: int) -> None:
    """Put `count` old tickets with their history into `database`."""
    for statement in (_TICKETS, _MESSAGES, _FOLLOWERS, "ANALYZE"):
        cluster.query(statement.format(count=count), database)
