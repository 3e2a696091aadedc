"""The OAuth settings of a mailbox, and the way to a person's consent."""

from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from ...tools.errors import MailboxError
from ...tools.oauth import (
    AUTHORITIES,
    Client,
    Consent,
    HttpOptions,
    preset,
    read_redirect,
    require_account,
)
from ...tools.transport import DEFAULT_PORTS
from ..groups import ADMINISTRATOR
from ..names import ALLOW_PRIVATE, SHARED_CLIENT

REDIRECT_PATH = "/helpdesk_mailbox/oauth"
PRESET_PROVIDERS = ("google", "microsoft")


class ConsentRefused(UserError):
    """No consent came of an attempt; its text says what to do. `mailbox`: whose it was,
    empty where that is not known."""

    def __init__(self, sentence, mailbox):
        super().__init__(sentence)
        self.mailbox = mailbox


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    authentication_type = fields.Selection(
        [("basic", "Password"), ("oauth", "OAuth")],
        default="basic",
        groups=ADMINISTRATOR,
        help="Password: user name and password. Google and Microsoft no longer accept "
        "that.\nOAuth: you allow access at the provider; no password is stored here.",
    )
    oauth_provider = fields.Selection(
        [("google", "Google"), ("microsoft", "Microsoft"), ("other", "Other")],
        string="Provider",
        groups=ADMINISTRATOR,
    )
    oauth_client_id = fields.Char(
        string="Client ID",
        copy=False,
        groups=ADMINISTRATOR,
        help="Of the application that you registered at the provider. Empty: the "
        "shared one of Settings > Helpdesk > Mailboxes.",
    )
    oauth_client_secret = fields.Char(
        string="Client Secret",
        copy=False,
        exportable=False,
        groups=ADMINISTRATOR,
        help="At Microsoft the secret's Value, not its ID.",
    )
    oauth_secret_expires = fields.Date(
        string="Secret expires on",
        copy=False,
        groups=ADMINISTRATOR,
        help="You are told in time before the client secret expires.",
    )
    oauth_scope = fields.Char(
        string="Scope",
        groups=ADMINISTRATOR,
        help="What the application may do; several separated by spaces.",
    )
    oauth_grant = fields.Selection(
        [
            ("authorization_code", "Authorization Code"),
            ("client_credentials", "Client Credentials"),
        ],
        string="Grant Type",
        default="authorization_code",
        groups=ADMINISTRATOR,
        help="Authorization Code: a person allows access once.\n"
        "Client Credentials: the application itself has access, without any person.",
    )
    oauth_auth_url = fields.Char(string="Auth URL", groups=ADMINISTRATOR)
    oauth_token_url = fields.Char(string="Access Token URL", groups=ADMINISTRATOR)
    oauth_redirect_uri = fields.Char(
        string="Redirect URI",
        groups=ADMINISTRATOR,
        help="Register this address at the provider, exactly as it stands here.",
    )
    oauth_code = fields.Char(
        string="Authorization Code",
        copy=False,
        exportable=False,
        groups=ADMINISTRATOR,
        help="Only where the registered redirect URI is another one: paste the code, "
        "or the whole address that the provider redirected you to.",
    )
    oauth_is_shared_mailbox = fields.Boolean(
        string="Shared Mailbox",
        groups=ADMINISTRATOR,
        help="A member consents with an account of their own.",
    )

    @api.constrains("authentication_type", "protocol", "starttls", "oauth_provider")
    def _check_oauth(self):
        for mailbox in self.filtered(
            lambda m: m.case_mailbox and m.authentication_type == "oauth"
        ):
            if not mailbox.oauth_provider:
                raise ValidationError(self.env._("Choose the provider for OAuth."))
            if mailbox.protocol in ("imap", "pop3") and not mailbox.starttls:
                raise ValidationError(
                    self.env._(
                        "With OAuth the connection must be encrypted: choose IMAPS, "
                        "POP3S, or STARTTLS."
                    )
                )

    @api.onchange("oauth_provider", "oauth_grant", "protocol", "authentication_type")
    def _onchange_oauth_provider(self):
        if self.authentication_type != "oauth" or not self.oauth_provider:
            return
        self.oauth_redirect_uri = self.oauth_redirect_uri or self._redirect_uri()
        values = preset(
            self.oauth_provider, self.protocol or "", self.oauth_grant or ""
        )
        for name, value in _preset_fields(values).items():
            # What a person has entered, such as a tenant, stays.
            if not self[name] or self[name] in known_values(name):
                self[name] = value
        if self.sends_by_account and self._lacks_sending_scope():
            self._add_sending_scope()

    @api.model
    def _redirect_uri(self):
        """Where our controller waits for the redirect."""
        return self.get_base_url().rstrip("/") + REDIRECT_PATH

    def _uses_oauth(self):
        self.ensure_one()
        return self.authentication_type == "oauth"

    def _oauth_client(self):
        """Our application at the authority (`Client`)."""
        return Client(
            client_id=self.oauth_client_id or self._shared("id"),
            client_secret=self.oauth_client_secret or self._shared("secret"),
            auth_url=(self.oauth_auth_url or self.oauth_token_url or "").strip(),
            token_url=(self.oauth_token_url or "").strip(),
            scopes=tuple((self.oauth_scope or "").split()),
            redirect_uri=self.oauth_redirect_uri or self._redirect_uri(),
        )

    def _shared(self, what):
        """Client id or secret of the provider's shared application, or ''."""
        name = SHARED_CLIENT % (self.oauth_provider, what)
        return self.env["ir.config_parameter"].sudo().get_param(name) or ""

    def _authority(self):
        """The adapter for this mailbox's authority."""
        allowed = self.env["ir.config_parameter"].sudo().get_param(ALLOW_PRIVATE)
        options = HttpOptions(
            ca_pem=(self.certificate_authority or "").strip() or None,
            allow_private=bool(allowed),
        )
        return AUTHORITIES[self.oauth_provider](options)

    def _waits_for_consent(self):
        """Whether a person has to consent before the mailbox can be opened."""
        return (
            self._uses_oauth()
            and self.oauth_grant == "authorization_code"
            and not self.oauth_connected
        )

    def action_oauth_consent(self):
        """Get Authorization Code: save, and open the provider's page."""
        self.ensure_one()
        self._check_may_connect()
        session_id = request.session.sid if request else None
        account = self.user or self.email_address
        Consents = self.env["fetchmail.oauth.consent"]
        try:
            state, verifier = Consents._open(self, session_id)
            consent = self._authority().begin(
                self._oauth_client(),
                None if self.oauth_is_shared_mailbox else account,
                state,
                verifier,
            )
        except MailboxError as error:
            raise UserError(self._consent_error_sentence(error)) from error
        return {"type": "ir.actions.act_url", "target": "self", "url": consent.url}

    def action_oauth_paste(self):
        """Go on with the pasted code or address, as the redirect would."""
        self.ensure_one()
        self._check_may_connect()
        try:
            pasted = read_redirect(self.oauth_code or "")
            verifier = self.env["fetchmail.oauth.consent"]._take_pasted(
                self, pasted.state
            )
            self._finish_consent(pasted.code, pasted.state or "", verifier)
        except MailboxError as error:
            raise UserError(self._consent_error_sentence(error)) from error
        return self.action_connect()

    @api.model
    def _oauth_redirected(self, query, session_id):
        """Take the redirect of an authority; returns the mailbox, connected.

        Raises UserError with a sentence that says what to do; `ConsentRefused` where
        the authority, or what it sent, is the cause.
        """
        mailbox = self.browse()
        try:
            state = query.get("state") or ""
            mailbox, verifier = self.env["fetchmail.oauth.consent"]._take(
                state, session_id
            )
            mailbox._check_may_connect()
            code = read_redirect(_query_text(query)).code
            mailbox._finish_consent(code, state, verifier)
        except MailboxError as error:
            sentence = mailbox._consent_error_sentence(error)
            raise ConsentRefused(sentence, mailbox) from error
        return mailbox

    def _finish_consent(self, code, state, verifier):
        """Exchange the code, keep the tokens; raises `MailboxError`.

        Commits before, for the attempt is used up, whatever goes wrong. All the rest
        has cursors of its own: over a conflict with a run Odoo would repeat the
        request, with a code that is spent.
        """
        self.env.cr.commit()  # pylint: disable=invalid-commit
        consent = Consent(url="", state=state, code_verifier=verifier)
        token_set = self._authority().finish(self._oauth_client(), consent, code)
        if not self.oauth_is_shared_mailbox:
            require_account(token_set, self.user or self.email_address)
        self._keep_token(token_set)
        self._reconnected()
        # What follows, such as opening a session, has to see all that.
        self.env.cr.commit()  # pylint: disable=invalid-commit


def _preset_fields(values):
    """A `Preset` as fields of a mailbox; {} for None."""
    if not values:
        return {}
    return {
        "server": values.host,
        "port": values.port,
        "oauth_scope": " ".join(values.scopes),
        "oauth_auth_url": values.auth_url,
        "oauth_token_url": values.token_url,
    }


def known_values(name):
    """What any preset gives for a field, and the ports of the protocols."""
    grants = ("authorization_code", "client_credentials")
    found = {
        _preset_fields(preset(provider, protocol, grant)).get(name)
        for provider in PRESET_PROVIDERS
        for protocol in ("imaps", "pop3s")
        for grant in grants
    }
    return found | (set(DEFAULT_PORTS.values()) if name == "port" else set())


def _query_text(query):
    """A redirect's parameters as `read_redirect` takes them."""
    return "?" + urlencode(query)
