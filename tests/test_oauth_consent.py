"""A person's consent: from the button to filed mails, and all that is refused."""

from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, new_test_user

from .common import ADDRESS, SECOND, mail
from .oauth_common import REDIRECT, STATE_REFUSED, OauthCase
from .peers.consent_browser import answered
from .peers.dovecot import Dovecot


class TestFetching(OauthCase):
    """From consent to mails that are filed and deleted."""

    def assertFiles(self, mailbox):
        """Set up with a mail in it, then fetched with a second one: both are filed."""
        self.deliver(mail(), to=mailbox.email_address)
        self.come_back(self.consent(mailbox, person=mailbox.email_address))
        self.assertTrue(mailbox.oauth_connected)
        self.assertEqual(mailbox.oauth_account, mailbox.email_address)
        with self.committing(mailbox.with_user(self.admin)) as working:
            self.connect(working).action_continue()
        outcome = self.fetch(mail(), mailbox=mailbox)
        self.assertEqual((outcome.settled, outcome.error), (2, None))
        self.assertEqual(set(self.rows(mailbox).mapped("state")), {"done"})
        self.assertEqual(self.left(mailbox.email_address), [])

    def connect(self, mailbox=None):
        window = super().connect(mailbox)
        self.assertEqual(window.message_count, 1)
        return window

    def test_consent_files_and_deletes_mails_over_imaps(self):
        self.assertFiles(self.mailbox)

    def test_consent_files_and_deletes_mails_over_pop3s(self):
        self.assertFiles(self.oauth_mailbox(SECOND, protocol="pop3s"))

    def test_google_files_and_deletes_mails(self):
        self.assertFiles(self.oauth_mailbox(SECOND, "google"))

    def test_microsoft_files_and_deletes_mails(self):
        self.assertFiles(self.oauth_mailbox(SECOND, "microsoft"))

    def test_starttls_carries_a_token(self):
        for protocol in ("imap", "pop3"):
            self.mailbox.unlink()
            port = getattr(self.dovecot, protocol)
            self.mailbox = self.oauth_mailbox(
                SECOND, protocol=protocol, starttls=True, port=port
            )
            with self.subTest(protocol):
                self.assertFiles(self.mailbox)

    def test_the_standards_mechanism_carries_a_token_where_it_is_alone(self):
        standard = Dovecot(
            self.place / "standard",
            self.dovecot.ca,
            self.dovecot.users,
            settings="auth_mechanisms = plain oauthbearer\n",
            introspection_url=self.authority.introspection_url,
        )
        for protocol in ("imaps", "pop3s"):
            self.mailbox.unlink()
            with self.subTest(protocol), standard:
                port = getattr(standard, protocol)
                self.mailbox = self.oauth_mailbox(protocol=protocol, port=port)
                self.come_back(self.consent())
                self.mailbox._start([])
                standard.deliver(ADDRESS, mail())
                outcome = self.fetch()
                self.assertEqual((outcome.settled, outcome.error), (1, None))
                self.assertEqual(standard.messages(ADDRESS), [])

    def test_client_credentials_need_no_person(self):
        scopes = {
            "microsoft": "https://outlook.office365.com/.default",
            "other": "mail",
        }
        for provider, scope in scopes.items():
            mailbox = self.oauth_mailbox(
                SECOND,
                provider,
                oauth_grant="client_credentials",
                oauth_scope=scope,
            )
            with self.subTest(provider):
                mailbox.with_user(self.admin)._start([])
                outcome = self.fetch(mail(), mailbox=mailbox)
                self.assertEqual((outcome.settled, outcome.error), (1, None))
            mailbox.unlink()

    def test_shared_application_serves_where_the_mailbox_has_none(self):
        client = self.authority.application
        settings = {"id": client.client_id, "secret": client.client_secret}
        for what, value in settings.items():
            self.env["ir.config_parameter"].set_param(
                f"helpdesk_mgmt_mailbox.google_client_{what}", value
            )
        empty = {"oauth_client_id": False, "oauth_client_secret": False}
        self.assertFiles(self.oauth_mailbox(SECOND, "google", **empty))


class TestPasted(OauthCase):
    def assertPasted(self, text):
        self.deliver(mail())
        window = self.paste(text)
        self.assertEqual(window.message_count, 1)
        self.assertTrue(self.mailbox.oauth_connected)
        self.assertFalse(self.mailbox.oauth_code)
        self.assertTrue(self.token().refresh_token)

    def test_pasted_code_opens_the_set_up_window(self):
        self.assertPasted(answered(self.consent())["code"])

    def test_pasted_address_opens_the_set_up_window(self):
        self.assertPasted(self.consent())

    def test_address_of_another_consent_is_refused(self):
        address, _newer = self.consent(), self.begin()
        with self.refused(STATE_REFUSED):
            self.paste(address)

    def test_something_else_pasted_is_named(self):
        self.begin()
        with self.refused(
            "There is no authorization code in what you pasted. Paste the code, or the "
            "whole address that the provider redirected you to."
        ):
            self.paste(REDIRECT)


class TestState(OauthCase):
    """Whose consent it was: state is for one use, person, browser and a short time."""

    def assertStateRefused(self, address, **how):
        with self.refused(STATE_REFUSED):
            self.come_back(address, **how)
        self.assertNotIn("authorization_code", self.token_requests())

    def test_forged_state_is_refused(self):
        address = self.consent()
        state = answered(address)["state"]
        self.assertStateRefused(address.replace(state, "x" * len(state)))
        self.assertFalse(self.token())

    def test_missing_state_is_refused(self):
        code = answered(self.consent())["code"]
        self.assertStateRefused(f"{REDIRECT}?code={code}")

    def test_replayed_state_is_refused(self):
        address = self.consent()
        self.come_back(address)
        before = self.token().access_token
        self.authority.reset()
        self.assertStateRefused(address)
        self.assertEqual(self.token().access_token, before)

    def test_state_of_a_consent_that_was_begun_anew_is_refused(self):
        address, _newer = self.consent(), self.begin()
        self.assertStateRefused(address)

    def test_expired_state_is_refused(self):
        address = self.consent()
        with freeze_time(fields.Datetime.now() + timedelta(minutes=16)):
            self.assertStateRefused(address)

    def test_state_of_another_user_is_refused(self):
        other = new_test_user(self.env, "second-admin", "base.group_system")
        self.assertStateRefused(self.consent(), user=other)

    def test_state_of_another_browser_session_is_refused(self):
        address = self.consent()
        self.assertStateRefused(address, session_id="another session" * 6)

    def test_state_survives_that_odoo_renews_the_session(self):
        consents = self.env["fetchmail.oauth.consent"].with_user(self.admin)
        state, verifier = consents._open(self.mailbox, "s" * 42 + "a" * 42)
        found = consents._take(state, "s" * 42 + "b" * 42)
        self.assertEqual(found, (self.mailbox, verifier))

    def test_forgotten_attempts_are_cleared_away(self):
        self.begin()
        consents = self.env["fetchmail.oauth.consent"]
        consents._gc_expired()
        self.assertEqual(consents.search_count([]), 1)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=16)):
            consents._gc_expired()
        self.assertEqual(consents.search_count([]), 0)
