"""What the OAuth tests share: one person's way from consent to an open mailbox."""

import logging
import secrets
import traceback
from contextlib import contextmanager
from dataclasses import replace

import pytest
from peers.consent_browser import ConsentBrowser, answered

from tools.oauth import AUTHORITIES, Client, Consent, HttpOptions, read_redirect
from tools.transport import BearerCredential, MailboxSettings, open_session

ALICE, BOB = "alice@example.test", "bob@example.test"
USERS = {ALICE: "alice's web password", BOB: "bob's web password"}
REDIRECT = "https://odoo.example.test/oauth/callback"
SCOPES = {
    "google": ("https://mail.google.com/",),
    "microsoft": (
        "https://outlook.office.com/IMAP.AccessAsUser.All",
        "https://outlook.office.com/POP.AccessAsUser.All",
        "offline_access",
    ),
    "other": ("mail", "openid"),
}


@contextmanager
def unheard():
    """What the person's browser logs (through urllib3, too) is not ours."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


class Connection:
    """A mailbox to be connected by the adapter of ``provider``.

    ``secrets`` (it is ``hidden``) collects everything that no log or error may show.
    """

    def __init__(self, provider, server, dovecot, hidden):
        self.provider, self.server, self.dovecot = provider, server, dovecot
        self.options = HttpOptions(server.ca.pem, allow_private=True, timeout=60)
        self.authority = AUTHORITIES[provider](self.options)
        ends = getattr(server, "plain" if provider == "other" else provider)
        self.client = Client(
            server.application.client_id,
            server.application.client_secret,
            ends.auth_url,
            ends.token_url,
            SCOPES[provider],
            REDIRECT,
        )
        self.secrets = hidden
        self.secrets += [self.client.client_secret, *USERS.values()]

    @property
    def token_path(self):
        """The end of the token endpoint's path, for faults."""
        return self.client.token_url.removeprefix(self.server.url)

    def begin(self, login_hint=ALICE):
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
        self.secrets += [state, verifier]
        return self.authority.begin(self.client, login_hint, state, verifier)

    def consent(self, consent: Consent, user=ALICE, allow=True):
        """Do what a person does in the browser; return the redirected address."""
        with unheard(), ConsentBrowser(self.server.ca.ca) as browser:
            address = browser.consent(
                consent.url, REDIRECT, user, USERS[user], allow=allow
            )
        self.secrets += filter(None, [answered(address).get("code")])
        return address

    def code(self, user=ALICE):
        """A consent with its code, not exchanged yet."""
        consent = self.begin()
        redirected = read_redirect(self.consent(consent, user))
        assert redirected.state == consent.state
        return consent, redirected.code

    def connect(self, user=ALICE):
        return self.hide(self.authority.finish(self.client, *self.code(user)))

    def renew(self, token_set):
        return self.hide(self.authority.renew(self.client, token_set))

    def hide(self, token_set):
        self.secrets += filter(None, [token_set.access_token, token_set.refresh_token])
        return token_set

    def change(self, **changes):
        self.client = replace(self.client, **changes)

    def open(self, protocol, token_set, user=ALICE, **changes):
        return open_session(
            MailboxSettings(
                protocol,
                "localhost",
                getattr(self.dovecot, protocol),
                user,
                BearerCredential(token_set.access_token),
                ca_pem=self.server.ca.pem,
                timeout=60,
                **changes,
            )
        )

    def refusal(self, kind, ask, *words):
        """Return the error of ``ask``, having looked for secrets in all of it."""
        with pytest.raises(kind) as caught:
            ask(*words)
        shown = f"{caught.value!r} {caught.value} {caught.value.detail}"
        shown += "".join(traceback.format_exception(caught.value))
        assert not [secret for secret in self.secrets if secret in shown]
        return caught.value

    def token_requests(self):
        return [
            request
            for request in self.server.log()
            if request["path"] == self.token_path
        ]
