"""Odoo and other add-ons learn by Odoo's own hooks of mail that came back, and of who
writes again: contacts count bounces, mailings and trackers mark theirs."""

from odoo import models

from ...tools.mail import build_message
from ...tools.text import text_to_html


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _tell_bounce(self, mail, notification):
        """Call Odoo's hook for a bounce that is proven to be about `notification`
        (`mail.notification`)."""
        inbound = mail.inbound
        self.env["mail.thread"].sudo()._routing_handle_bounce(
            build_message(inbound.received, inbound.defects),
            {
                **self._bounce_values(inbound),
                **self._bounced_values(notification.sudo()),
                "is_bounce": True,
            },
        )

    def _bounce_values(self, inbound):
        """What Odoo's parser of mail would say of the report itself (dict)."""
        recipients = ",".join(address.email for address in inbound.to)
        return {
            "message_type": "email",
            "message_id": inbound.message_id or "",
            "subject": inbound.subject,
            "email_from": inbound.from_.email,
            "author_id": False,
            "to": recipients,
            "cc": "",
            "recipients": recipients,
            "body": text_to_html(inbound.body_text),
            "references": " ".join(inbound.references),
            "in_reply_to": " ".join(inbound.in_reply_to),
            "parent_id": False,
            "is_internal": False,
            "date": self._sent_date(inbound),
            "attachments": [],
        }

    def _bounced_values(self, notification):
        """What came back of whom, as Odoo's parser of mail says it (dict)."""
        message = notification.mail_message_id
        address = notification._address()
        contacts = self.env["res.partner"].sudo()
        found = contacts.search([("email_normalized", "=", address)])
        return {
            "bounced_email": address,
            "bounced_partner": found or notification.res_partner_id,
            "bounced_msg_ids": [message.message_id],
            "bounced_message": message,
        }

    def _tell_reached(self, gateway, email, msg_dict, mail, batch):
        """Call Odoo's hook for an address that can be reached, as its owner writes:
        once for a batch, and not for existing mail, nor for what is known as forged."""
        address = mail.inbound.from_.email
        author = batch.author(mail.inbound, self.server_id)
        is_told = address in batch.senders.reached
        if self.is_import or self.is_sent or is_told or not author.is_known:
            return
        batch.senders.reached.add(address)
        gateway.sudo()._routing_reset_bounce(email, msg_dict)
