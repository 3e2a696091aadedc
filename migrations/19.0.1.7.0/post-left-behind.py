"""What versions before made, and nothing uses any more or names so."""

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

SENDER_RULE = "helpdesk_mgmt_mailbox.fetchmail_sender_rule_company"


def migrate(cr, version):
    """Remove what Odoo leaves in the database; rename what updates do not write."""
    # The windows for moving and merging have other names now.
    cr.execute("DROP TABLE IF EXISTS helpdesk_ticket_move_mail_message_rel")
    for table in ("helpdesk_ticket_move_line", "helpdesk_ticket_move"):
        cr.execute(SQL("DROP TABLE IF EXISTS %s", SQL.identifier(table)))
    cr.execute("DROP INDEX IF EXISTS helpdesk_ticket__duplicate_id_index")
    env = api.Environment(cr, SUPERUSER_ID, {})
    # The window for merging had the name of that of OCA's add-on, and so its tables.
    theirs = [("name", "=", "helpdesk_mgmt_merge"), ("state", "!=", "uninstalled")]
    if not env["ir.module.module"].search_count(theirs):
        cr.execute("DROP TABLE IF EXISTS helpdesk_ticket_helpdesk_ticket_merge_rel")
        cr.execute("DROP TABLE IF EXISTS helpdesk_ticket_merge")
    rule = env.ref(SENDER_RULE, raise_if_not_found=False)
    if rule and rule.name == "Allowed and denied senders: companies":
        rule.name = "Allowed and blocked senders: companies"
