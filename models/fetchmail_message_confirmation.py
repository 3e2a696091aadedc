"""Asking the sender of a held message to confirm it."""

from datetime import timedelta

from odoo import fields, models

from .fetchmail_server_senders import MODULE


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _ask_to_confirm(self):
        """Send the one confirmation that a sender gets in a day, or say why not.

        A link that was sent today and is not used yet releases this message, too.
        """
        self.ensure_one()
        self.confirmation_due = False
        never = self.server_id._never_answered(self.sender_address or "", self)
        if never:
            self._note_not_asked(never)
            return
        today = self.env["fetchmail.confirmation"].sudo()._today_of(self)
        if not today:
            self._send_confirmation()
        elif today.used_date:
            self._ask_tomorrow()
            self.reason = self.env._(
                "The sender confirmed an earlier message today, and is asked about "
                "this one tomorrow."
            )
        else:
            self.reason = self.env._(
                "The sender is unknown, and was asked today to confirm."
            )

    def _send_confirmation(self):
        mailbox = self.server_id
        confirmation = self.env["fetchmail.confirmation"].sudo()._new_for(self)
        template = mailbox.confirmation_template_id or self.env.ref(
            f"{MODULE}.template_confirmation"
        )
        sent = mailbox._send_automatic(
            "confirmation",
            template.with_context(confirmation_url=confirmation._url()),
            self.sender_address,
            row=self,
        )
        if sent.state == "sent":
            self.reason = self.env._("The sender is unknown, and was asked to confirm.")
        else:
            confirmation.unlink()
            self._ask_tomorrow()
            self._note_not_asked(sent.reason)

    def _note_not_asked(self, why):
        self.reason = self.env._(
            "The sender is unknown, and was not asked to confirm: %(why)s", why=why
        )

    def _ask_tomorrow(self):
        self.confirmation_due = fields.Date.today() + timedelta(days=1)
