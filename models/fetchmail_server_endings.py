"""Looking ahead: what will end soon, and would leave the mailbox unfetched."""

from datetime import timedelta

from cryptography import x509

from odoo import api, fields, models

WARNING_DAYS = 14  # before the end; a person may be on leave
# A refresh token of Microsoft that is not used ends after this time.
MICROSOFT_IDLE = timedelta(days=90)


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    @api.model
    def _tell_of_endings(self):
        """The daily scheduled action: one activity per mailbox tells what ends soon."""
        for mailbox in self.search([("case_mailbox", "=", True)]):
            sentences = mailbox._endings(fields.Datetime.now())
            if sentences:
                mailbox._tell(
                    "helpdesk_mgmt_mailbox.activity_type_ends_soon",
                    "\n".join(sentences),
                )

    def _endings(self, now):
        """Sentences about what ends within the time of warning from `now` (UTC)."""
        self.ensure_one()
        soon = now + timedelta(days=WARNING_DAYS)
        return [
            sentence
            for moment, sentence in self._ending_dates()
            if moment and moment < soon
        ]

    def _ending_dates(self):
        """(naive UTC datetime or None, sentence) of all that has an end."""
        secret = fields.Datetime.to_datetime(self.oauth_secret_expires)
        authority = self._authority_certificate_end()
        idle = self._refresh_token_end()
        return [
            (
                secret,
                self.env._(
                    "The client secret ends on %(date)s. Make a new one at the "
                    "provider and enter its value here.",
                    date=self.oauth_secret_expires,
                ),
            ),
            (
                authority,
                self.env._(
                    "The certificate authority that was entered here ends on "
                    "%(date)s. Enter the new one.",
                    date=authority and authority.date(),
                ),
            ),
            (
                idle,
                self.env._(
                    "Microsoft ends the access on %(date)s because it was not used. "
                    "Enable the mailbox, or press Reconnect.",
                    date=idle and idle.date(),
                ),
            ),
        ]

    def _authority_certificate_end(self):
        pem = (self.certificate_authority or "").strip()
        if not pem:
            return None
        ends = [
            found.not_valid_after_utc.replace(tzinfo=None)
            for found in x509.load_pem_x509_certificates(pem.encode())
        ]
        return min(ends)

    def _refresh_token_end(self):
        row = self._token_row()
        if self.oauth_provider != "microsoft" or not row.refresh_token:
            return None
        return row.obtained_at + MICROSOFT_IDLE
