"""What versions before made, and nothing uses any more or names so."""

from odoo import SUPERUSER_ID, api

SENDER_RULE = "helpdesk_mgmt_mailbox.fetchmail_sender_rule_company"


def migrate(cr, version):
    """Remove what Odoo leaves in the database; rename what updates do not write."""
    # The messages of a window for moving, which is temporary, are a model now.
    cr.execute("DROP TABLE IF EXISTS helpdesk_ticket_move_mail_message_rel")
    cr.execute("DROP INDEX IF EXISTS helpdesk_ticket__duplicate_id_index")
    env = api.Environment(cr, SUPERUSER_ID, {})
    rule = env.ref(SENDER_RULE, raise_if_not_found=False)
    if rule and rule.name == "Allowed and denied senders: companies":
        rule.name = "Allowed and blocked senders: companies"
