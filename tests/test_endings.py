"""People are told before a secret, a certificate or an unused consent ends."""

from datetime import datetime, timedelta

from odoo.tests import freeze_time
from odoo.tools import html2plaintext

from .common import MailboxCase

NOW = datetime(2026, 3, 4, 10)


class TestEndings(MailboxCase):
    def setUp(self):
        super().setUp()
        self.mailbox.certificate_authority = False

    def told(self):
        """What the mailbox's activities say."""
        with freeze_time(NOW):
            self.env["fetchmail.server"]._tell_of_endings()
        return " ".join(str(a.note) for a in self.mailbox.activity_ids)

    def grant(self, provider, obtained_at, **values):
        """A token set of `provider`, as old as said."""
        self.mailbox.oauth_provider = provider
        self.env["fetchmail.oauth.token"].create(
            {
                "server_id": self.mailbox.id,
                "access_token": "access",
                "refresh_token": "refresh",
                "obtained_at": obtained_at,
                "expires_at": obtained_at + timedelta(hours=1),
                **values,
            }
        )

    def test_nothing_is_said_while_all_lasts(self):
        self.mailbox.oauth_secret_expires = NOW.date() + timedelta(days=15)
        self.assertEqual(self.told(), "")

    def test_a_client_secret_that_ends_soon(self):
        self.mailbox.oauth_secret_expires = NOW.date() + timedelta(days=13)
        self.assertIn("The client secret ends on 03/17/2026.", self.told())
        people = self.mailbox.activity_ids.user_id
        self.assertIn(self.manager, people)
        self.assertIn(self.admin, people)
        self.assertNotIn(self.agent, people)

    def test_a_person_is_told_once(self):
        self.mailbox.oauth_secret_expires = NOW.date()
        self.told()
        self.told()
        people = self.mailbox.activity_ids.mapped("user_id.login")
        self.assertIn("mailbox-manager", people)
        self.assertEqual(len(people), len(self.mailbox.activity_ids))

    def test_what_does_not_end_any_more_is_taken_back(self):
        self.mailbox.oauth_secret_expires = NOW.date()
        self.assertIn("The client secret ends on 03/04/2026.", self.told())
        self.mailbox.oauth_secret_expires = NOW.date() + timedelta(days=365)
        self.assertEqual(self.told(), "")

    def test_a_certificate_authority_that_ends_soon(self):
        self.mailbox.certificate_authority = self.dovecot.ca.pem
        end = self.mailbox._authority_certificate_end()
        with freeze_time(end - timedelta(days=1)):
            self.env["fetchmail.server"]._tell_of_endings()
        self.assertIn(
            f"The certificate authority that was entered here ends on {end:%m/%d/%Y}.",
            str(self.mailbox.activity_ids[0].note),
        )

    def test_a_consent_at_microsoft_that_nobody_uses(self):
        self.grant("microsoft", NOW - timedelta(days=80))
        self.assertIn(
            "Microsoft ends the access on 03/14/2026 because it was not used.",
            self.told(),
        )

    def test_an_access_that_google_grants_for_some_days(self):
        end = NOW + timedelta(days=6)
        self.grant("google", NOW - timedelta(days=1), refresh_expires_at=end)
        self.assertIn(
            "Google ends the access on 03/10/2026. If the application's publishing "
            "status is Testing, publish it in the Google Cloud console.",
            html2plaintext(self.told()).replace("\n", " "),
        )

    def test_an_access_that_google_grants_for_months_has_time(self):
        end = NOW + timedelta(days=15)
        self.grant("google", NOW, refresh_expires_at=end)
        self.assertEqual(self.told(), "")

    def test_an_end_that_each_renewal_moves_is_none(self):
        end = NOW + timedelta(minutes=30)
        self.grant("other", NOW, refresh_expires_at=end)
        self.assertEqual(self.told(), "")

    def test_a_consent_elsewhere_has_no_known_end(self):
        self.grant("google", NOW - timedelta(days=80))
        self.assertEqual(self.told(), "")
