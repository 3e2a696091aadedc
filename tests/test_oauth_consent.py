"""A person's consent: from the button to filed mails, and all that is refused."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, new_test_user

from .common import ADDRESS, SECOND, mail
from .oauth_common import PROVIDERS, REDIRECT, STATE_REFUSED, OauthCase
from .peers.consent_browser import answered

CODE_REFUSED = (
    "The authorization code was used already or has expired. Connect again."
    "\nThe server's words: invalid_grant"
)
WRONG_SECRET = (
    "The provider does not accept Client ID and Client Secret. Copy both again; at "
    "Microsoft the secret's Value, not its ID, and look whether the secret has ended."
    "\nThe server's words: invalid_client"
)
NEEDS_TLS = "With OAuth the connection must be encrypted: choose IMAPS, POP3S, or "


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
        values = {"protocol": "imap", "starttls": True, "port": self.dovecot.imap}
        self.assertFiles(self.oauth_mailbox(SECOND, **values))

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


class TestRefusals(OauthCase):
    """Everything that a provider refuses is a sentence that says what to do."""

    def test_denied_consent_says_what_to_do(self):
        address = self.consent(allow=False)
        with self.refused(
            "Access was not allowed at the provider. Connect again and allow it, or "
            "ask the administrator of your organisation to do so."
            "\nThe server's words: access_denied"
        ):
            self.come_back(address)
        self.assertFalse(self.token())

    def test_wrong_secret_says_what_to_do(self):
        for provider in PROVIDERS:
            values = {**self.oauth_values(provider), "oauth_client_secret": "wr0ng"}
            self.mailbox.write(values)
            address = self.consent()
            with (
                self.subTest(provider),
                self.refused(WRONG_SECRET),
            ):
                self.come_back(address)

    def test_code_that_was_used_says_what_to_do(self):
        address = self.consent()
        self.come_back(address)
        self.begin()
        with self.refused(CODE_REFUSED):
            self.paste(answered(address)["code"])

    def test_code_that_expired_says_what_to_do(self):
        address = self.consent()
        self.authority.expire("code")
        with self.refused(CODE_REFUSED):
            self.come_back(address)

    def test_missing_refresh_token_says_what_to_do(self):
        address = self.consent()
        self.fail_tokens(omit=["refresh_token"])
        with self.refused(
            "The provider gave no refresh token, so that access would end within the "
            "hour. Microsoft: add offline_access to Scope. Google: remove the "
            "application's access in your Google account, then connect again."
        ):
            self.come_back(address)

    def test_unregistered_redirect_uri_says_which_to_register(self):
        address = self.consent()
        self.mailbox.oauth_redirect_uri = "https://elsewhere.example.test/x"
        with self.assertRaisesRegex(
            Exception,
            "^The redirect URI is not registered at the provider. Register "
            "https://elsewhere.example.test/x there, exactly as it stands here.",
        ):
            self.come_back(address)

    def test_unknown_scope_says_what_to_do(self):
        self.mailbox.oauth_scope = "https://mail.example.test/unknown"
        address = self.consent()
        with self.assertRaisesRegex(
            Exception,
            "^The provider did not grant the access that is needed. Check Scope, leave "
            "all boxes ticked when you consent, and add the permission to the "
            "registered application.",
        ):
            self.come_back(address)

    def test_private_address_is_asked_only_where_allowed(self):
        address = self.consent()
        name = "helpdesk_mgmt_mailbox.oauth_allow_private"
        self.env["ir.config_parameter"].set_param(name, False)
        with self.assertRaisesRegex(
            Exception,
            "^The Auth URL or the Access Token URL is not an https address that may be "
            "asked. Copy both from the provider again.",
        ):
            self.come_back(address)
        self.assertEqual(self.token_requests(), [])

    def test_another_account_says_who_has_signed_in(self):
        address = self.consent(person=SECOND)
        with self.refused(
            "Another account has signed in than the mailbox's. Sign out at the "
            f"provider and connect again with {ADDRESS}; for a shared mailbox tick "
            "Shared Mailbox.\nThe server's words: "
            f"{SECOND} has signed in, not {ADDRESS}"
        ):
            self.come_back(address)
        self.assertFalse(self.token())

    def test_member_consents_for_a_shared_mailbox(self):
        self.mailbox.oauth_is_shared_mailbox = True
        self.come_back(self.consent(person=SECOND))
        self.assertEqual(self.mailbox.oauth_account, SECOND)

    def test_only_an_administrator_gets_consent(self):
        for action in ("action_oauth_consent", "action_oauth_paste"):
            with (
                self.subTest(action),
                self.refused("Only an administrator can connect a mailbox."),
            ):
                getattr(self.mailbox.with_user(self.manager), action)()

    def test_token_without_encryption_is_refused_when_saving(self):
        for protocol in ("imap", "pop3"):
            values = {"protocol": protocol, "starttls": False}
            with self.subTest(protocol), self.assertRaises(ValidationError) as caught:
                self.mailbox.write(values)
            self.assertEqual(str(caught.exception), NEEDS_TLS + "STARTTLS.")
