"""What the composer shows as recipients is what is sent."""

from odoo.http import request

from odoo.addons.mail.controllers.thread import ThreadController

from ..models.names import TICKET_MODEL


class MailboxThread(ThreadController):
    def _prepare_message_data(self, post_data, *, thread, **kwargs):
        """Who may not create contacts writes to mere addresses, which stock drops; no
        contact is made of them (Odoo hook)."""
        values = super()._prepare_message_data(post_data, thread=thread, **kwargs)
        emails = post_data.get("partner_emails")
        if (
            emails
            and kwargs.get("from_create")
            and thread._name == TICKET_MODEL
            and thread.sudo().mailbox_id
            and request.env.user._is_internal()
        ):
            partners = request.env["res.partner"].sudo()
            partners = partners.browse(values.get("partner_ids") or ())
            left = thread._mailbox_without_contact(emails, partners)
            if left:
                values["outgoing_email_to"] = left
        return values
