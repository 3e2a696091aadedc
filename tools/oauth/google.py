"""Google, on google-auth-oauthlib and google-auth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timezone
from functools import partial
from typing import Any

import requests
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import Flow

from .adapter import Adapter, consent_secrets, failures, refresh_token
from .authority import Client, Consent, TokenSet, utc_now
from .oauth_failures import CODE, CONSENT, RENEWAL
from .pkce import check_verifier
from .provider_http import guard
from .token_answers import despite_other_scopes, renewable

# So that Google tells who consented; its scope for mail alone does not.
IDENTITY_SCOPES = ("openid", "email")


class GoogleAuthority(Adapter):
    """Google's authorization server, and whatever speaks its dialect."""

    def begin(
        self, client: Client, login_hint: str | None, state: str, verifier: str
    ) -> Consent:
        check_verifier(verifier)
        hint = {"login_hint": login_hint} if login_hint else {}
        with failures(CONSENT, client), self._session(client, verifier) as flow:
            # Both are needed for a refresh token, also at a second consent.
            url, _state = flow.authorization_url(
                access_type="offline", prompt="consent", state=state, **hint
            )
        return Consent(url, state, verifier)

    def finish(self, client: Client, consent: Consent, code: str) -> TokenSet:
        verifier = consent.code_verifier
        with failures(CODE, client, *consent_secrets(consent, code)):
            with self._session(client, verifier) as flow:
                # The secret goes into the body, as Google documents it; the library's
                # HTTP Basic lacks the encoding of RFC 6749, 2.3.1.
                ask = partial(flow.fetch_token, code=code, include_client_id=True)
                answer = despite_other_scopes(ask)
        return renewable(self._granted(answer, client))

    def renew(self, client: Client, token_set: TokenSet) -> TokenSet:
        held = refresh_token(token_set)
        credentials = Credentials(
            None,
            refresh_token=held,
            token_uri=client.token_url,
            client_id=client.client_id,
            client_secret=client.client_secret,
        )
        with failures(RENEWAL, client, held, token_set.access_token):
            with guard(requests.Session(), self._options) as session:
                credentials.refresh(Request(session=session))
        return self._granted(_answer(credentials), client, token_set)

    @contextmanager
    def _session(self, client: Client, verifier: str) -> Iterator[Flow]:
        config = {
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "auth_uri": client.auth_url,
            "token_uri": client.token_url,
        }
        flow = Flow.from_client_config(
            {"web": config},
            scopes=[*client.scopes, *IDENTITY_SCOPES],
            redirect_uri=client.redirect_uri,
            code_verifier=verifier,
        )
        with guard(flow.oauth2session, self._options):
            yield flow


def _answer(credentials: Credentials) -> dict[str, Any]:
    """google-auth keeps of the answer a time without a zone, in UTC."""
    answer = {
        "access_token": credentials.token,
        "refresh_token": credentials.refresh_token,
        "id_token": credentials.id_token,
        "scope": credentials.granted_scopes,
    }
    if credentials.expiry is not None:
        left = credentials.expiry.replace(tzinfo=timezone.utc) - utc_now()
        answer["expires_in"] = left.total_seconds()
    return answer
