"""Runs inside `odoo shell`: asks for what screens show, as their first page does."""

import json
import statistics
import time
from datetime import datetime, timedelta

SHARED_OUT = 10  # teams, and mailboxes; as the statements have it
TIMES = 5
PAGE = 80  # rows of a list
TICKET, MESSAGE, MAILBOX = "helpdesk.ticket", "fetchmail.message", "fetchmail.server"
TEAM = "helpdesk.ticket.team"
OVERVIEW = "helpdesk_mgmt_mailbox.fetchmail_server_view_overview"
FORM = "helpdesk_mgmt_mailbox.fetchmail_server_view_form"

# Every tenth ticket is open; a third of those wait for us.
_WAITING = """
UPDATE helpdesk_ticket SET
    stage_id = CASE WHEN id % 10 = 0
        THEN (SELECT id FROM helpdesk_ticket_stage WHERE NOT coalesce(closed, false)
              ORDER BY sequence LIMIT 1)
        ELSE (SELECT id FROM helpdesk_ticket_stage WHERE closed
              ORDER BY sequence LIMIT 1) END,
    waiting_for = CASE WHEN id % 10 <> 0 THEN NULL
        WHEN id % 30 = 0 THEN 'us' ELSE 'customer' END,
    last_message_kind = CASE WHEN id % 30 = 0 THEN 'reply' ELSE 'answer' END,
    last_message_date = create_date, last_message_author = partner_name,
    team_id = (SELECT max(id) - 9 FROM helpdesk_ticket_team) + id % 10,
    mailbox_id = (SELECT max(id) - 9 FROM fetchmail_server)
        + id % 10
"""
_RECEIVED = """
INSERT INTO fetchmail_message (server_id, remote_key, remote_state, state, kind,
    raw_state, ticket_id, create_date, write_date, settled_date, subject, email_from,
    digest, is_import)
SELECT (SELECT max(id) - 9 FROM fetchmail_server) + id % 10,
    'INBOX/1/' || id, 'removed',
    CASE WHEN id % 1000 = 0 THEN 'held' WHEN id % 1500 = 0 THEN 'parked'
        ELSE 'done' END,
    CASE WHEN id % 5 = 0 THEN 'notification' ELSE 'human' END, 'purged', id,
    create_date, create_date, create_date, name, partner_email, md5(id::text),
    id % 2 = 0
FROM helpdesk_ticket
"""


def prepare(env):
    """Share the tickets out among teams and mailboxes, with a message for each."""
    numbers = range(1, SHARED_OUT + 1)
    env[TEAM].create([{"name": f"Team {number}"} for number in numbers])
    env[MAILBOX].create(
        [
            {
                "case_mailbox": True,
                "name": f"Box {number}",
                "email_address": f"box{number}@example.com",
                "server": "localhost",
                "password": "none",
            }
            for number in numbers
        ]
    )
    env.flush_all()
    for statement in (_WAITING, _RECEIVED, "ANALYZE"):
        env.cr.execute(statement)
    env.cr.commit()


def shown(env, model, kind, view=False):
    """The specification of the fields that a view of a model asks for."""
    view_id = env.ref(view).id if view else False
    fields = env[model].get_view(view_id, kind)["models"][model]
    relational = env[model].fields_get(fields, ["type"])
    names = {"fields": {"display_name": {}}}
    return {
        name: names if relational[name]["type"] == "many2one" else {} for name in fields
    }


def page(env, model, kind, domain=(), view=False):
    """A call that reads the first page of a view."""
    specification = shown(env, model, kind, view)
    return lambda: env[model].web_search_read(list(domain), specification, limit=PAGE)


def group(env, model, by, domain=()):
    """A call that reads the groups of a view."""
    return lambda: env[model].formatted_read_group(list(domain), by, ["__count"])


def screens(env):
    """Name -> the call that fills the screen."""
    waiting = [("waiting_for", "=", "us")]
    month = [("create_date", ">=", datetime.now() - timedelta(days=30))]
    return {
        "ticket list": page(env, TICKET, "list"),
        "ticket list, waiting for us": page(env, TICKET, "list", waiting),
        "tickets by whom they wait for": group(env, TICKET, ["waiting_for"]),
        "team dashboard": page(env, TEAM, "kanban"),
        "received messages": page(env, MESSAGE, "list"),
        "messages by day and kind, 30 days": group(
            env, MESSAGE, ["create_date:day", "kind"], month
        ),
        "messages by day and kind, all": group(
            env, MESSAGE, ["create_date:day", "kind"]
        ),
        "email overview": page(
            env, MAILBOX, "kanban", [("case_mailbox", "=", True)], OVERVIEW
        ),
        "mailbox form": page(
            env, MAILBOX, "form", [("email_address", "=", "box1@example.com")], FORM
        ),
        "counts on menus": env[MAILBOX].get_menu_counts,
    }


def seconds(env, call):
    """How long a call takes with an empty cache, the median of TIMES."""
    taken = []
    for _time in range(TIMES + 1):
        env.invalidate_all()
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken[1:]), 3)


def main(env):
    """Measure each screen and print the figures."""
    prepare(env)
    admin = env["res.users"].search([("login", "=", "admin")])
    admin.group_ids += env.ref("helpdesk_mgmt.group_helpdesk_manager")
    env = env(user=admin, su=False)
    found = {name: seconds(env, call) for name, call in screens(env).items()}
    print("BENCH " + json.dumps(found), flush=True)
