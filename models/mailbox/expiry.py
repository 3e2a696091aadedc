"""Looking ahead: what will end soon, and would leave the mailbox unfetched."""

from datetime import timedelta

from cryptography import x509

from odoo import api, fields, models
from odoo.tools import format_date

ENDS_SOON = "helpdesk_mgmt_mailbox.activity_type_ends_soon"
WARNING_DAYS = 14  # before the end; a person may be on leave
# A refresh token of Microsoft that is not used ends after this time.
MICROSOFT_IDLE = timedelta(days=90)


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    @api.model
    def _tell_of_endings(self):
        """The daily scheduled action: an activity per person tells what ends soon."""
        for mailbox in self.search([("case_mailbox", "=", True)]):
            mailbox._tell_of_own_endings(fields.Datetime.now())

    def _tell_of_own_endings(self, now):
        """Tell each person in their language; take it back where nothing ends."""
        if not self._endings(now):
            self._untell(ENDS_SOON)
            return
        for person in self._people_of_connection():
            mailbox = self.with_context(lang=person.lang)
            note = "\n".join(mailbox._endings(now))
            mailbox._tell_person(ENDS_SOON, person, note)

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
        idle = self._idle_token_end()
        granted = self._refresh_token_end()
        return [
            (
                secret,
                self.env._(
                    "The client secret ends on %(date)s. Make a new one at the "
                    "provider and enter its value here.",
                    date=format_date(self.env, self.oauth_secret_expires),
                ),
            ),
            (
                authority,
                self.env._(
                    "The certificate authority that was entered here ends on "
                    "%(date)s. Enter the new one.",
                    date=format_date(self.env, authority and authority.date()),
                ),
            ),
            (
                idle,
                self.env._(
                    "Microsoft ends the access on %(date)s because it was not used. "
                    "Enable the mailbox, or press Reconnect.",
                    date=format_date(self.env, idle and idle.date()),
                ),
            ),
            (
                granted,
                self.env._(
                    "Google ends the access on %(date)s. If the application's "
                    "publishing status is Testing, publish it in the Google Cloud "
                    "console. Then press Reconnect.",
                    date=format_date(self.env, granted and granted.date()),
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
        """When Google ends an access that it granted for some days only.

        Elsewhere each renewal moves that end, so that there is nothing to tell.
        """
        row = self._token_row()
        return row.refresh_expires_at if self.oauth_provider == "google" else None

    def _idle_token_end(self):
        row = self._token_row()
        if self.oauth_provider != "microsoft" or not row.refresh_token:
            return None
        return row.obtained_at + MICROSOFT_IDLE
