"""What we send from a case carries a token that the answer brings back."""

import secrets

from odoo import models

from ..tools.threading import OWN_MARK_FIELD, make_token


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_token(self):
        """A fresh signed token, in the form of a Message-ID, for this case."""
        self.ensure_one()
        domain = self.mailbox_id.sudo()._own_domain() or "localhost"
        return make_token(
            self.id, domain, self._mailbox_token_key(), secrets.token_hex(8)
        )

    def _notify_by_email_get_base_mail_values(
        self, message, recipients_data, additional_values=None
    ):
        """References carry a case token, also past a provider that rewrites our
        Message-ID (Odoo hook)."""
        values = super()._notify_by_email_get_base_mail_values(
            message, recipients_data, additional_values
        )
        if len(self) == 1:
            references = values.get("references") or ""
            values["references"] = f"{self._mailbox_token()} {references}".strip()
        return values

    def _notify_by_email_get_headers(self, headers=None):
        """What we send is known when it comes back, so that it is neither filed nor
        answered (Odoo hook, law 5)."""
        headers = super()._notify_by_email_get_headers(headers=headers)
        if len(self) == 1:
            headers[OWN_MARK_FIELD] = self._mailbox_token()
        return headers

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Answers come back to the mailbox of the case (Odoo hook)."""
        replies = super()._notify_get_reply_to(default=default, author_id=author_id)
        for ticket in self.filtered("mailbox_id"):
            replies[ticket.id] = ticket.mailbox_id.sudo().email_address
        return replies
