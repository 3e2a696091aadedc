"""Whether people in Cc follow cases."""

from odoo import api, fields, models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    cc_follow = fields.Boolean(
        string="Everybody in Cc Follows",
        help="People in Cc who are no contacts yet become contacts, and follow the "
        "case: they get the agents' answers, too. Off: only those who are contacts "
        "already follow. Addresses of mailboxes and aliases never do, nor machines.",
    )

    @api.model
    def _manager_fields(self):
        return super()._manager_fields() | {"cc_follow"}
