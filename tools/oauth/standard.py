"""Any other OAuth 2 provider, by the standards alone, on requests-oauthlib."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote_plus, urlencode

from oauthlib.oauth2 import BackendApplicationClient, WebApplicationClient
from requests import PreparedRequest
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from .adapter import Adapter, consent_secrets, failures, refresh_token
from .authority import Client, Consent, TokenSet
from .oauth_failures import APPLICATION, CODE, CONSENT, RENEWAL, Refused
from .pkce import challenge
from .provider_http import guard
from .token_answers import despite_other_scopes, renewable


class StandardAuthority(Adapter):
    """An authorization server of RFC 6749 with PKCE (RFC 7636)."""

    def begin(
        self, client: Client, login_hint: str | None, state: str, verifier: str
    ) -> Consent:
        extra = {"login_hint": login_hint} if login_hint else {}
        if "offline_access" in client.scopes:
            extra["prompt"] = "consent"  # OpenID Connect Core, 11
        with failures(CONSENT, client), self._session(client) as session:
            url, _state = session.authorization_url(
                client.auth_url,
                state=state,
                code_challenge=challenge(verifier),
                code_challenge_method="S256",
                **extra,
            )
        return Consent(url, state, verifier)

    def finish(self, client: Client, consent: Consent, code: str) -> TokenSet:
        verifier = consent.code_verifier
        with failures(CODE, client, *consent_secrets(consent, code)):
            with self._session(client) as session:
                answer = _authenticated(
                    client,
                    lambda **words: session.fetch_token(
                        client.token_url, code=code, code_verifier=verifier, **words
                    ),
                )
        return renewable(self._granted(answer, client))

    def renew(self, client: Client, token_set: TokenSet) -> TokenSet:
        held = refresh_token(token_set)
        with failures(RENEWAL, client, held, token_set.access_token):
            with self._session(client) as session:
                answer = _authenticated(
                    client,
                    lambda **words: session.refresh_token(
                        client.token_url, refresh_token=held, **words
                    ),
                )
        return self._granted(answer, client, token_set)

    def client_credentials(self, client: Client) -> TokenSet:
        kind = BackendApplicationClient(client.client_id, scope=list(client.scopes))
        with failures(APPLICATION, client):
            with self._session(client, kind) as session:
                answer = _authenticated(
                    client,
                    lambda **words: session.fetch_token(client.token_url, **words),
                )
        return self._granted(answer, client)

    def _session(
        self, client: Client, kind: WebApplicationClient | None = None
    ) -> OAuth2Session:
        session = OAuth2Session(
            client.client_id,
            client=kind,
            scope=list(client.scopes),
            redirect_uri=None if kind else client.redirect_uri,
        )
        return guard(session, self._options)


def _authenticated(
    client: Client, ask: Callable[..., Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Ask as our client: with HTTP Basic, which every authority has to understand
    (RFC 6749, 2.3.1); if that is refused in the body, as some know no other way."""
    named = {"client_id": client.client_id}
    if not client.client_secret:
        return _asked(ask, _unsigned, named)
    # The standard wants both encoded; that leaves ordinary ones as they are.
    pair = map(quote_plus, (client.client_id, client.client_secret))
    try:
        return _asked(ask, HTTPBasicAuth(*pair), {})
    except Refused as refused:
        if refused.answer.error != "invalid_client":
            raise
    return _asked(ask, _unsigned, named | {"client_secret": client.client_secret})


def _asked(
    ask: Callable[..., Mapping[str, Any]],
    auth: Callable[[PreparedRequest], PreparedRequest],
    body: Mapping[str, str],
) -> Mapping[str, Any]:
    return despite_other_scopes(lambda: ask(auth=auth, body=urlencode(body)))


def _unsigned(request: PreparedRequest) -> PreparedRequest:
    """Keeps requests and the library from adding an Authorization header."""
    return request
