"""Notifications of machines: put aside, unless a mailbox wants them as cases."""

from odoo import fields, models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    accept_notifications = fields.Boolean(
        string="Accept Notifications of Machines",
        help="Mail that a machine wrote and that answers nothing of ours, such as an "
        "alarm or an order of a shop, becomes a case. It is never acknowledged. "
        "Bounces, receipts and automatic replies are ignored all the same.",
    )

    def _manager_fields(self):
        return super()._manager_fields() | {"accept_notifications"}
