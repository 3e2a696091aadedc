"""A sender who was asked to confirm, and the signed link that does it."""

import binascii
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import hash_sign, verify_hash_signed

from ...tools.policy import harmless
from ...tools.reasons import because, stored_reasons
from ..names import MODULE
from ..values import naive_timestamp
from .processing import DUE_BATCH
from .sender_filters import CONFIRMATION

SCOPE = "helpdesk_mgmt_mailbox.confirmation"
CONFIRM_PATH = "/helpdesk_mailbox/confirm"


class FetchmailConfirmation(models.Model):
    _name = "fetchmail.confirmation"
    _description = "Confirmation of a Sender"
    _order = "id desc"
    _rec_name = "address"

    server_id = fields.Many2one(
        "fetchmail.server",
        string="Mailbox",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    address = fields.Char(required=True, readonly=True, index=True)
    sent_on = fields.Date(required=True, readonly=True)
    expiry = fields.Datetime(required=True, readonly=True)
    used_date = fields.Datetime(string="Confirmed On", readonly=True)

    # At most one for a sender and day, however many workers there are.
    _one_a_day = models.UniqueIndex("(server_id, address, sent_on)")

    @api.model
    def _today_of(self, row):
        """Today's confirmation for a row's sender in its mailbox, or none."""
        return self.search(
            [
                ("server_id", "=", row.server_id.id),
                ("address", "=", row.sender_address),
                ("sent_on", "=", fields.Date.today()),
            ]
        )

    @api.model
    def _new_for(self, row):
        """A confirmation to be sent now to the sender of a held row."""
        days = row.server_id.confirmation_days
        return self.create(
            {
                "server_id": row.server_id.id,
                "address": row.sender_address,
                "sent_on": fields.Date.today(),
                "expiry": fields.Datetime.now() + timedelta(days=days),
            }
        )

    def _url(self):
        """The link; it says nothing but a number of ours and a time, which we signed.
        A database that is restored from a backup gives the number again."""
        said = [self.id, int(naive_timestamp(self.expiry))]
        token = hash_sign(self.env(su=True), SCOPE, said, expiration=self._lifetime())
        return f"{self.server_id.get_base_url()}{CONFIRM_PATH}?token={token}"

    def _lifetime(self):
        return self.expiry - fields.Datetime.now()

    @api.model
    def _of_token(self, token):
        """The confirmation that a link's token is of; none for a forged or old one."""
        try:
            found = verify_hash_signed(self.env(su=True), SCOPE, token)
        except (binascii.Error, ValueError, OverflowError):
            found = None
        # Versions before 1.7 signed the number alone.
        number, *expiry = found if isinstance(found, list) else [found]
        return (
            self.sudo()
            .browse(number or ())
            .exists()
            .filtered(
                lambda one: not expiry or expiry == [int(naive_timestamp(one.expiry))]
            )
        )

    def _confirm(self):
        """Release, in their order, all mail that waits for this sender, once.

        Other filters still apply, as only the sender's existence is proven now.
        Returns False where the link was used before.
        """
        self.ensure_one()
        if self.used_date:
            return False
        siblings = self.search(
            [
                ("server_id", "=", self.server_id.id),
                ("address", "=", self.address),
                ("used_date", "=", False),
            ]
        )
        siblings.used_date = fields.Datetime.now()
        rows = self._waiting_rows()
        rows._note_why_held()
        rows.write(
            {
                "state": "received",
                "is_confirmed": True,
                "attempts": 0,
                "next_attempt": False,
                "confirmation_due": False,
            }
        )
        # As the scheduled action does it, which takes what is more than a batch.
        processing = rows[:DUE_BATCH].with_user(SUPERUSER_ID)
        processing.with_company(self.server_id.company_id)._process_once()
        if len(rows) > DUE_BATCH:
            self.server_id._schedule_now()
        return True

    def _shown_subject(self):
        """The subject of the mail that waits, as its sender knows it; harmless, as the
        sender may be forged. "" where none waits."""
        return harmless(self._waiting_rows()[:1].subject or "")

    def _waiting_rows(self):
        return self.env["fetchmail.message"].search(
            [
                ("server_id", "=", self.server_id.id),
                ("sender_address", "=", self.address),
                ("state", "=", "held"),
                ("gate", "=", CONFIRMATION),
            ],
            order="id",
        )

    @api.autovacuum
    def _gc_old(self):
        """Forget confirmations whose links are long dead."""
        before = fields.Datetime.now() - timedelta(days=90)
        rows = self.search([("expiry", "<", before)], limit=1000)
        rows.unlink()
        return len(rows), len(rows) == 1000


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
            self._say_asked(because("asked_tomorrow"))
        else:
            self._say_asked(because("asked_today"))

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
            self._say_asked(because("asked"))
        else:
            confirmation.unlink()
            self._ask_tomorrow()
            self._note_not_asked(sent.reason)

    def _note_not_asked(self, why):
        self._say_asked(because("not_asked", why=why))

    def _say_asked(self, reason):
        self.reason_codes = stored_reasons(reason)

    def _ask_tomorrow(self):
        self.confirmation_due = fields.Date.today() + timedelta(days=1)
