"""Everything that a provider refuses is a sentence that says what to do."""

import socket
from urllib.parse import parse_qs, urlencode, urlsplit

from odoo.exceptions import ValidationError

from ..tools.errors import FixSettings
from .common import ADDRESS, SECOND
from .oauth_common import PROVIDERS, REDIRECT, OauthCase
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


class TestRefusals(OauthCase):
    """Nothing is kept, and nobody is left without a next step."""

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

    def test_needed_administrator_is_sent_the_link(self):
        self.mailbox.write(self.oauth_values("microsoft"))
        address = self.begin()
        state = parse_qs(urlsplit(address).query)["state"][0]
        said = "AADSTS90094: An administrator has to approve."
        words = {"error": "access_denied", "error_description": said, "state": state}
        with self.refused(
            "Only an administrator of your organisation can allow this access. Send "
            "your administrator this link, and connect again when it is allowed:\n"
            f"{self.mailbox.oauth_admin_link}\n"
            f"The server's words: access_denied: {said}"
        ):
            self.come_back(f"{REDIRECT}?{urlencode(words)}")
        self.assertIn("/v2.0/adminconsent?", self.mailbox.oauth_admin_link)

    def test_without_microsoft_there_is_no_link_for_an_administrator(self):
        self.assertFalse(self.mailbox.oauth_admin_link)
        self.mailbox.write(self.oauth_values("google"))
        self.assertFalse(self.mailbox.oauth_admin_link)

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

    def test_provider_that_is_down_says_what_to_do(self):
        address = self.consent()
        self.fail_tokens(status=503, body="")
        with self.refused(
            "The provider gave no usable answer. Connect again in a few minutes."
            "\nDetails: HTTP 503"
        ):
            self.come_back(address)
        self.authority.reset()
        self.come_back(self.consent())
        self.assertTrue(self.mailbox.oauth_connected)

    def test_provider_that_is_down_is_quoted(self):
        address = self.consent()
        words = {"error": "temporarily_unavailable", "error_description": "Back soon."}
        self.fail_tokens(status=503, json=words)
        with self.refused(
            "The provider gave no usable answer. Connect again in a few minutes."
            "\nThe server's words: temporarily_unavailable: Back soon."
        ):
            self.come_back(address)

    def test_provider_that_cannot_be_reached_is_told_as_that(self):
        address = self.consent()
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            self.mailbox.oauth_token_url = f"https://localhost:{port}/token"
            with self.refused(
                "The provider cannot be reached from here. Check Auth URL and Access "
                "Token URL, and that this system can reach the internet. Connect again "
                "in a few minutes.\nDetails: Connection refused"
            ):
                self.come_back(address)

    def test_mailbox_that_does_not_open_needs_no_new_consent(self):
        error = FixSettings("mailbox_unavailable_for_login")
        self.assertIn(
            "the account that signed in has full access to it. Nobody has to allow "
            "access again. It is tried again automatically.",
            self.mailbox._error_sentence(error),
        )

    def test_each_number_of_a_secret_says_what_to_do(self):
        sentences = {
            "7000222": "The client secret has expired. Make a new one in the "
            "registration of the application, and enter its Value as Client Secret.",
            "7000215": "The Client Secret is not the right one. Copy the secret's "
            "Value, not its ID; if the Value is not shown any more, make a new secret.",
        }
        for number, sentence in sentences.items():
            said = f"AADSTS{number}: no"
            address = self.consent()
            refusal = {"error": "invalid_client", "error_description": said}
            self.fail_tokens(status=401, json=refusal)
            with (
                self.subTest(number),
                self.refused(f"{sentence}\nThe server's words: invalid_client: {said}"),
            ):
                self.come_back(address)
            self.authority.reset()

    def test_wrong_clock_says_what_to_do(self):
        address = self.consent()
        said = "AADSTS700024: Client assertion is not within its valid time range."
        refusal = {"error": "invalid_client", "error_description": said}
        self.fail_tokens(status=401, json=refusal)
        with self.refused(
            "The clock of this server is wrong. Set it right. Then try again."
            f"\nThe server's words: invalid_client: {said}"
        ):
            self.come_back(address)

    def test_address_without_encryption_is_not_asked(self):
        for name in ("oauth_auth_url", "oauth_token_url"):
            url = self.mailbox[name]
            self.mailbox[name] = url.replace("https://", "http://")
            with (
                self.subTest(name),
                self.assertRaisesRegex(Exception, "is not an https address"),
            ):
                self.begin()
            self.mailbox[name] = url
        self.assertEqual(self.authority.log(), [])

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
            "Shared Mailbox.\nDetails: "
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
