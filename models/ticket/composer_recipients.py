"""Odoo's own window for an answer writes to mere addresses, too."""

from odoo import fields, models

from ..names import TICKET_MODEL


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    # Odoo's recipients are contacts, and who may not create contacts loses the others.
    mailbox_email_to = fields.Char(
        string="Also To",
        groups="base.group_user",
        help="Addresses without a contact that get this answer, too, separated by "
        "commas.",
    )

    def _mailbox_also_to(self, values):
        """Have values of `message_post` (id of a ticket -> dict) name those without a
        contact as recipients, each once."""
        if self.model != TICKET_MODEL or self.composition_mode != "comment":
            return
        if not self.mailbox_email_to or self.subtype_is_log:
            return
        for ticket in self.env[TICKET_MODEL].browse(values):
            reached = self.partner_ids | ticket.message_partner_ids
            emails = [self.mailbox_email_to]
            left = ticket._mailbox_without_contact(emails, reached.sudo())
            if left:
                values[ticket.id]["outgoing_email_to"] = left
