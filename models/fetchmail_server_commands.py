"""What a mailbox asks of agents who answer by email."""

from odoo import api, fields, models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    agent_commands = fields.Boolean(
        string="Commands by Email",
        default=True,
        help="An agent who answers a notification by email may put one command alone "
        "on the first line: #action complete, #action approve, #action reject, #close, "
        "#assign me, #assign LOGIN, #note, #priority high, #tag NAME. The rest of the "
        "mail goes to the history.",
    )
    agent_dmarc = fields.Boolean(
        string="Agents Must Pass DMARC",
        help="A mail that an agent seems to have written is held, unless the "
        "authentication server named under Senders says that it passed DMARC. Without "
        "it, the signed reference in our notification is what an agent's answer must "
        "bring back.",
    )

    @api.model
    def _manager_fields(self):
        return super()._manager_fields() | {"agent_commands", "agent_dmarc"}
