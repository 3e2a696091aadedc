"""What the tests of OAuth share: a real authority, and people's consent there."""

import logging
from contextlib import contextmanager

from kit import authority_env

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from .common import ADDRESS, PASSWORD, SECOND, MailboxMixin
from .peers import shared
from .peers.consent_browser import ConsentBrowser, answered

WEB_PASSWORD = "what people sign in with at the provider"
REDIRECT = "https://odoo.example.test/oauth/callback"
SCOPES = {
    "google": "https://mail.google.com/",
    "microsoft": "https://outlook.office.com/IMAP.AccessAsUser.All "
    "https://outlook.office.com/POP.AccessAsUser.All offline_access",
    "other": "mail openid",
}
PROVIDERS = tuple(SCOPES)
STATE_REFUSED = (
    "This consent was not started by you in this browser, was used already, or took "
    "longer than 15 minutes. Connect again."
)
CONSENT_LOST = (
    "The provider no longer lets this mailbox be fetched: access was withdrawn, has "
    "expired, or the password was changed. Press Reconnect and allow access again. No "
    "message is lost.\nThe server's words: invalid_grant"
)
RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"


class OauthMixin(MailboxMixin):
    """A mailbox by OAuth, whose Dovecot asks the authority of all classes."""

    @classmethod
    def _running_dovecot(cls):
        people = ((ADDRESS, WEB_PASSWORD), (SECOND, WEB_PASSWORD))
        cls.authority = shared.oauth_authority(
            people, authority_env.ensure(), REDIRECT, SECOND
        )
        users = ((ADDRESS, PASSWORD), (SECOND, PASSWORD))
        return shared.dovecot(users, cls.authority.introspection_url)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.allow_private(cls.env)

    @classmethod
    def allow_private(cls, env):
        """Let mailboxes ask the authority on loopback, as the settings do."""
        name = "helpdesk_mgmt_mailbox.oauth_allow_private"
        env["ir.config_parameter"].set_param(name, "True")

    def setUp(self):
        super().setUp()
        self.authority.reset()
        self.mailbox.unlink()
        self.mailbox = self.oauth_mailbox()

    def oauth_values(self, provider="other"):
        """The settings of a mailbox by OAuth."""
        ends = self.authority.plain
        if provider != "other":
            ends = getattr(self.authority, provider)
        return {
            "authentication_type": "oauth",
            "password": False,
            "oauth_provider": provider,
            "oauth_client_id": self.authority.application.client_id,
            "oauth_client_secret": self.authority.application.client_secret,
            "oauth_scope": SCOPES[provider],
            "oauth_auth_url": ends.auth_url,
            "oauth_token_url": ends.token_url,
            "oauth_redirect_uri": REDIRECT,
        }

    def oauth_mailbox(self, address=ADDRESS, provider="other", **values):
        """A mailbox by OAuth that nobody has consented for yet."""
        wanted = {**self.oauth_values(provider), **values}
        return self.make_mailbox(address, connected=False, **wanted)

    def begin(self, mailbox=None):
        """Press Get Authorization Code; returns the address it opens."""
        mailbox = (mailbox or self.mailbox).with_user(self.admin)
        action = mailbox.action_oauth_consent()
        self.assertEqual(action["type"], "ir.actions.act_url")
        return action["url"]

    def consent(self, mailbox=None, person=ADDRESS, allow=True):
        """Consent at the provider; returns the redirected address."""
        return self.browse(self.begin(mailbox), person, allow)

    def browse(self, url, person=ADDRESS, allow=True, redirect=REDIRECT):
        """What a person does in the browser; what that logs is not ours."""
        logging.disable(logging.CRITICAL)
        try:
            with ConsentBrowser(self.authority.ca.ca) as browser:
                return browser.consent(url, redirect, person, WEB_PASSWORD, allow)
        finally:
            logging.disable(logging.NOTSET)

    def come_back(self, address, user=None, session_id=None):
        """Take a redirected address; as in the controller, a refusal commits, too."""
        servers = self.env["fetchmail.server"].with_user(user or self.admin)
        with self.committing(servers) as servers:
            try:
                servers._oauth_redirected(answered(address), session_id)
            finally:
                servers.env.cr.commit()

    def paste(self, text):
        """Paste the code or the address and go on; returns the set-up window."""
        self.mailbox.oauth_code = text
        with self.committing(self.mailbox.with_user(self.admin)) as mailbox:
            action = mailbox.action_oauth_paste()
        return self.env[action["res_model"]].browse(action["res_id"])

    def signed_in(self, mailbox=None, **how):
        """A mailbox that somebody has consented for, and that is set up."""
        mailbox = mailbox or self.mailbox
        self.come_back(self.consent(mailbox, **how))
        mailbox._start([])
        return mailbox

    def token(self, mailbox=None):
        """The token row of a mailbox."""
        mailbox = mailbox or self.mailbox
        rows = self.env["fetchmail.oauth.token"]
        return rows.search([("server_id", "=", mailbox.id)])

    def fail_tokens(self, **fault):
        """Have the token endpoint go wrong."""
        self.authority.fault("/token/", times=9, **fault)

    def token_requests(self):
        """The grant types that the authority was asked for a token by."""
        asked = [r for r in self.authority.log() if r["path"] == "/token/"]
        return [request["form"]["grant_type"] for request in asked]

    @contextmanager
    def refused(self, sentence):
        """What is done is refused with this sentence, and with no secret in it."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertEqual(str(caught.exception), sentence)


@tagged("post_install", "-at_install")
class OauthCase(OauthMixin, TransactionCase):
    """A test with a mailbox by OAuth on a real authority and a real Dovecot."""
