"""The portal names who wrote a ticket's message without being a contact."""

from odoo import models

from ..names import TICKET_MODEL
from ..values import named_sender


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _portal_message_format(self, properties_names, options=None):
        """Odoo calls everybody "Unnamed" who is no contact; an address alone stays
        among us (Odoo hook)."""
        shown = super()._portal_message_format(properties_names, options=options)
        for entry, values in zip(self.sudo(), shown, strict=True):
            name = named_sender(entry.email_from)
            is_of_ticket = entry.model == TICKET_MODEL and not entry.author_id
            if is_of_ticket and "@" not in name:
                values["mailbox_sender_name"] = name
        return shown
