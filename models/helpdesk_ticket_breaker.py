"""Notifications that an incoming mail causes count as automatic mail (law 5)."""

from odoo import fields, models
from odoo.tools.mail import email_normalize


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    automatic_pause = fields.Char(
        string="Automatic Mail Paused", compute="_compute_automatic_pause"
    )

    def _compute_automatic_pause(self):
        # Agents may not read the log, and need to see that it is paused.
        log = self.env["fetchmail.automatic.mail"].sudo()
        pauses = log._pauses("ticket_id", self.ids)
        for ticket in self:
            ticket.automatic_pause = pauses.get(ticket.id, False)

    def _notify_thread_by_email(
        self, message, recipients_data, *, msg_vals=False, **kwargs
    ):
        """The breaker looks at what an incoming mail causes (Odoo hook)."""
        desk = self.env.context.get("case_mailbox_desk")
        automatic = desk and desk.filing and not desk.agent_answer
        if automatic and len(self) == 1 and self.mailbox_id:
            recipients_data = [
                data
                for data in recipients_data
                if data["notif"] != "email" or self._breaker_lets_through(data, desk)
            ]
        return super()._notify_thread_by_email(
            message, recipients_data, msg_vals=msg_vals, **kwargs
        )

    def _breaker_lets_through(self, recipient, desk):
        """Note a notification by mail to `recipient` (Odoo's dict) in the log; False
        where it is withheld."""
        mailbox = self.mailbox_id.sudo()
        partner = self.env["res.partner"].sudo().browse(recipient["id"] or ())
        address = partner.email_normalized or email_normalize(partner.email) or "?"
        reason, until = mailbox._breaker_blocked("notification", address, self)
        self.env["fetchmail.automatic.mail"].sudo()._record(
            {
                "server_id": mailbox.id,
                "ticket_id": self.id,
                "received_message_id": desk.filing.row.id,
                "purpose": "notification",
                "address": address,
            },
            reason,
            until,
        )
        return not reason
