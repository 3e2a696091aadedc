"""Tokens that end: renewed, rotated, revoked, or the authority is down."""

from functools import partial
from unittest.mock import patch

from odoo.tools import mute_logger

from ..tools.oauth import HttpOptions
from .common import SECOND, mail
from .oauth_common import CONSENT_LOST, PROVIDERS, RUN_LOGGER, SCOPES, OauthCase
from .peers.ports import free_port

OAUTH_MODULE = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox.oauth_settings"
OUTAGE = "The provider gave no usable answer. It is tried again automatically."
UNREACHABLE = (
    "The provider cannot be reached from here. Check Auth URL and Access Token URL, "
    "and that this system can reach the internet. It is tried again automatically."
)
OUTAGES = {
    "400 without a word": {"status": 400, "body": ""},
    "429": {"status": 429, "json": {"error": "slow_down"}},
    "500": {"status": 500, "body": "Internal Server Error"},
    "HTML": {"status": 200, "body": "<html>", "content_type": "text/html"},
    "nothing": {"status": 200, "body": ""},
}


class TokenCase(OauthCase):
    """A mailbox in use, and things that happen to its tokens."""

    def setUp(self):
        super().setUp()
        muted = mute_logger(RUN_LOGGER)
        muted.__enter__()
        self.addCleanup(muted.__exit__, None, None, None)
        self.signed_in()
        self.authority.reset()

    def let_token_end(self):
        """The access token is over, and its row says so."""
        self.authority.expire("access")
        self.token().expires_at = "2020-01-01 00:00:00"

    def run_scheduled(self, *raws):
        """Deliver `raws`, and do what the scheduled action does."""
        self.deliver(*raws)
        with self.committing(self.mailbox) as mailbox:
            mailbox._run_mailbox(mailbox.id)

    def assertFiled(self, number):
        self.assertEqual(self.rows().mapped("state"), ["done"] * number)
        self.assertEqual(self.left(), [])


class TestRenewal(TokenCase):
    def test_fresh_token_is_not_renewed(self):
        self.fetch(mail())
        self.assertFiled(1)
        self.assertEqual(self.token_requests(), [])

    def test_ended_token_is_renewed_by_the_run(self):
        for provider in PROVIDERS:
            self.mailbox.unlink()
            self.mailbox = self.signed_in(self.oauth_mailbox(provider=provider))
            before = self.token().read(["access_token", "refresh_token"])[0]
            self.let_token_end()
            with self.subTest(provider):
                self.fetch(mail())
                self.assertFiled(1)
                after = self.token()
                self.assertNotEqual(after.access_token, before["access_token"])
                self.assertNotEqual(after.refresh_token, before["refresh_token"])
                self.assertTrue(after._is_fresh())

    def test_end_of_the_refresh_token_is_kept_where_it_is_told(self):
        self.mailbox.unlink()
        self.mailbox = self.oauth_mailbox(provider="google")
        answer = {
            "access_token": "access",
            "refresh_token": "refresh",
            "scope": SCOPES["google"],
            "refresh_token_expires_in": 604799,
        }
        address = self.consent()
        self.authority.fault("/token", status=200, json=answer)
        self.come_back(address)
        token = self.token()
        lasts = token.refresh_expires_at - token.obtained_at
        self.assertEqual(lasts.total_seconds(), 604799)

    def test_rotated_refresh_token_renews_again_and_again(self):
        for _time in range(3):
            self.let_token_end()
            self.fetch(mail())
        self.assertFiled(3)
        self.assertEqual(self.token_requests(), ["refresh_token"] * 3)

    def test_token_that_the_mail_server_refuses_early_is_renewed_once(self):
        self.authority.expire("access")  # its row does not know
        self.fetch(mail())
        self.assertFiled(1)
        self.assertEqual(self.token_requests(), ["refresh_token"])

    def test_token_about_to_end_is_renewed_before(self):
        self.authority.config(ACCESS_TOKEN_EXPIRE_SECONDS=200)
        self.let_token_end()
        for _time in range(2):
            self.fetch(mail())
        self.assertFiled(2)
        self.assertEqual(self.token_requests(), ["refresh_token"] * 2)

    def test_client_credentials_are_asked_for_anew(self):
        self.mailbox.oauth_grant = "client_credentials"
        self.mailbox.oauth_scope = "mail"
        self.let_token_end()
        with self.committing(self.mailbox) as mailbox:
            mailbox._fresh_access_token()
            mailbox._fresh_access_token()
        self.assertEqual(self.token_requests(), ["client_credentials"])


class TestLostConsent(TokenCase):
    def setUp(self):
        super().setUp()
        self.authority.revoke()

    def assertReconnectNeeded(self):
        self.assertTrue(self.mailbox.reconnect_needed)
        self.assertFalse(self.mailbox.oauth_connected)
        self.assertEqual(self.mailbox.error_code, "consent_lost")
        self.assertEqual(self.mailbox.error_message, CONSENT_LOST)

    def test_revoked_consent_needs_a_person(self):
        self.run_scheduled(mail())
        self.assertReconnectNeeded()
        self.assertFalse(self.mailbox.retry_after or self.mailbox.next_run)

    def test_revoked_consent_is_seen_at_the_renewal_too(self):
        self.let_token_end()
        self.run_scheduled(mail())
        self.assertReconnectNeeded()

    def test_refresh_token_that_ended_needs_a_person(self):
        self.come_back(self.consent())
        self.authority.expire("refresh")
        self.run_scheduled(mail())
        self.assertReconnectNeeded()

    def test_scheduled_run_does_nothing_until_then(self):
        self.run_scheduled(mail())
        self.authority.reset()
        date = self.mailbox.date
        self.run_scheduled()
        self.assertEqual(self.authority.log(), [])
        self.assertEqual((self.mailbox.date, self.mailbox.failure_count), (date, 1))

    def test_no_mail_is_lost(self):
        raw = mail()
        self.run_scheduled(raw)
        self.assertEqual(self.left(), [raw])
        self.assertFalse(self.rows())

    def test_fetching_goes_on_after_consent_is_given_again(self):
        self.run_scheduled(mail())
        self.come_back(self.consent())
        mailbox = self.mailbox
        self.assertFalse(mailbox.reconnect_needed or mailbox.error_message)
        self.assertTrue(mailbox.oauth_connected)
        self.assertFalse(mailbox.activity_ids)
        self.run_scheduled(mail())
        self.assertFiled(2)

    def test_connect_opens_the_providers_page_again(self):
        self.run_scheduled()
        action = self.mailbox.with_user(self.admin).action_connect()
        self.assertTrue(action["url"].startswith(self.authority.plain.auth_url))

    def test_test_connection_says_what_to_do(self):
        with self.refused(CONSENT_LOST):
            with self.committing(self.mailbox.with_user(self.admin)) as mailbox:
                mailbox.action_test_connection()


class TestRefusedApplication(TokenCase):
    """Without a person there is no consent that could heal it."""

    def setUp(self):
        super().setUp()
        # It was admitted to the mailbox of SECOND, not to this one.
        self.mailbox.write({"oauth_grant": "client_credentials", "oauth_scope": "mail"})
        self.let_token_end()
        self.run_scheduled(mail())

    def test_refused_token_says_what_to_do(self):
        self.assertEqual(self.mailbox.error_code, "token_refused")
        self.assertTrue(self.mailbox.reconnect_needed)
        self.assertEqual(
            self.mailbox.error_message.partition("\n")[0],
            "The mail server refused the access that was granted. Press Reconnect. If "
            "this stays: check that IMAP or POP is allowed for this account, and that "
            "Scope is for the same protocol.",
        )
        self.assertEqual(self.token_requests(), ["client_credentials"] * 2)

    def test_fetching_goes_on_after_connecting_again(self):
        self.mailbox.user = SECOND
        self.dovecot.deliver(SECOND, mail())
        with self.committing(self.mailbox.with_user(self.admin)) as mailbox:
            self.assertEqual(self.connect(mailbox).message_count, 1)
        self.assertFalse(self.mailbox.reconnect_needed)
        self.run_scheduled()
        self.assertEqual(self.rows().mapped("state"), ["done"])
        self.assertEqual(self.left(SECOND), [])


class TestOutage(TokenCase):
    def assertTriedAgain(self, code="authority_unavailable", sentence=OUTAGE):
        self.assertEqual(self.mailbox.error_code, code)
        self.assertEqual(self.mailbox.error_message.partition("\n")[0], sentence)
        self.assertFalse(self.mailbox.reconnect_needed)
        self.assertTrue(self.mailbox.oauth_connected)
        self.assertTrue(self.mailbox.retry_after)
        self.assertFalse(self.mailbox.activity_ids)
        self.assertEqual(len(self.left()), 1)

    def test_outage_is_not_lost_consent(self):
        self.deliver(mail())
        self.let_token_end()
        for name, fault in OUTAGES.items():
            self.mailbox.write({"retry_after": False, "failure_count": 0})
            self.authority.reset()
            self.fail_tokens(**fault)
            with self.subTest(name):
                self.run_scheduled()
                self.assertTriedAgain()

    def test_authority_that_is_not_there_is_not_lost_consent(self):
        self.let_token_end()
        self.mailbox.oauth_token_url = f"https://localhost:{free_port()}/token/"
        self.run_scheduled(mail())
        self.assertTriedAgain("authority_unreachable", UNREACHABLE)

    def test_silence_is_not_lost_consent(self):
        self.let_token_end()
        self.fail_tokens(delay=1, status=200, body="")
        impatient = partial(HttpOptions, timeout=0.3)
        with patch(f"{OAUTH_MODULE}.HttpOptions", impatient):
            self.run_scheduled(mail())
        self.assertTriedAgain("authority_unreachable", UNREACHABLE)

    def test_fetching_goes_on_after_the_outage(self):
        self.let_token_end()
        self.fail_tokens(status=500)
        self.run_scheduled(mail())
        self.authority.reset()
        self.mailbox.retry_after = False
        self.run_scheduled()
        self.assertFiled(1)
        self.assertFalse(self.mailbox.error_message)

    def test_mail_server_that_cannot_check_tokens_is_tried_again(self):
        self.authority.fault("/introspect/", times=9, status=500)
        self.run_scheduled(mail())
        self.assertEqual(self.mailbox.error_code, "login_unavailable")
        self.assertFalse(self.mailbox.reconnect_needed)
        self.assertEqual(len(self.left()), 1)
