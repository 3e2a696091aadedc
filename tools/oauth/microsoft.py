"""Microsoft's identity platform, on msal."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
from msal import ConfidentialClientApplication

from ..errors import FixSettings
from .adapter import Adapter, consent_secrets, failures, refresh_token
from .authority import Client, Consent, TokenSet
from .oauth_failures import APPLICATION, CODE, CONSENT, RENEWAL
from .pkce import challenge
from .provider_http import guard
from .token_answers import renewable

# msal adds these itself and refuses to be given them.
RESERVED_SCOPES = frozenset({"offline_access", "openid", "profile"})

# It asks for a form sent by POST; coming from another site, that would not carry the
# cookie of the person's session, to which the state is bound.
warnings.filterwarnings("ignore", message="response_mode='form_post' is recommended")


class MicrosoftAuthority(Adapter):
    """Entra ID and Microsoft accounts; the tenant is part of the two addresses.

    msal takes the addresses to ask from the tenant's discovery document, so every
    verb reads that first.
    """

    def begin(
        self, client: Client, login_hint: str | None, state: str, verifier: str
    ) -> Consent:
        with self._application(CONSENT, client, verifier) as application:
            flow = _flow(application, client, state, verifier, login_hint)
        return Consent(flow["auth_uri"], state, verifier)

    def finish(self, client: Client, consent: Consent, code: str) -> TokenSet:
        secrets = consent_secrets(consent, code)
        with self._application(CODE, client, *secrets) as application:
            flow = _flow(application, client, consent.state, consent.code_verifier)
            answer = application.acquire_token_by_auth_code_flow(
                flow, {"code": code, "state": consent.state}
            )
        return renewable(self._granted(answer, client))

    def renew(self, client: Client, token_set: TokenSet) -> TokenSet:
        held = refresh_token(token_set)
        secrets = (held, token_set.access_token)
        with self._application(RENEWAL, client, *secrets) as application:
            answer = application.acquire_token_by_refresh_token(held, _scopes(client))
        return self._granted(answer, client, token_set)

    def client_credentials(self, client: Client) -> TokenSet:
        with self._application(APPLICATION, client) as application:
            answer = application.acquire_token_for_client(_scopes(client))
        return self._granted(answer, client)

    @contextmanager
    def _application(
        self, stage: str, client: Client, *secrets: str
    ) -> Iterator[ConfidentialClientApplication]:
        """A new one each time: msal repeats refusals from memory for a minute."""
        address = authority_address(client)
        with failures(stage, client, *secrets):
            with guard(requests.Session(), self._options) as session:
                yield ConfidentialClientApplication(
                    client.client_id,
                    client_credential=client.client_secret,
                    authority=address,
                    # It would ask login.microsoftonline.com about other authorities,
                    # and asks nothing about Microsoft's own.
                    instance_discovery=False,
                    http_client=session,
                )


def authority_address(client: Client) -> str:
    """Return the tenant's address, which both of the client's addresses contain.

    ``https://host/tenant/oauth2/v2.0/authorize`` and ``…/token`` (of version 1:
    without ``/v2.0``) give ``https://host/tenant``; `FixSettings` with
    authority_url_refused if they have another shape or different tenants.
    """
    found = {
        _tenant_address(client.auth_url, "authorize"),
        _tenant_address(client.token_url, "token"),
    }
    address = found.pop()
    if found or address is None:
        raise FixSettings(
            "authority_url_refused",
            "wanted: https://HOST/TENANT/oauth2/v2.0/authorize and .../token",
        )
    return address


def _tenant_address(url: str, leaf: str) -> str | None:
    parts = urlsplit(url)
    match = re.fullmatch(rf"(/[^/]+)/oauth2(?:/v2\.0)?/{leaf}/?", parts.path)
    return f"https://{parts.netloc}{match[1]}" if match else None


def _scopes(client: Client) -> list[str]:
    return [scope for scope in client.scopes if scope not in RESERVED_SCOPES]


def _flow(
    application: ConfidentialClientApplication,
    client: Client,
    state: str,
    verifier: str,
    login_hint: str | None = None,
) -> dict[str, Any]:
    """msal's flow with our verifier in place of the one it draws.

    The same arguments give the same flow again, so nothing of msal's has to be kept
    until the redirect. As its nonce (of which the browser sees a digest, too) serves
    the verifier.
    """
    flow = application.initiate_auth_code_flow(
        _scopes(client),
        redirect_uri=client.redirect_uri,
        state=state,
        login_hint=login_hint,
        prompt=None if login_hint else "select_account",
    )
    flow["code_verifier"] = flow["nonce"] = verifier
    nonce = hashlib.sha256(verifier.encode("ascii")).hexdigest()
    flow["auth_uri"] = _with_query(
        flow["auth_uri"], code_challenge=challenge(verifier), nonce=nonce
    )
    return flow


def _with_query(url: str, **values: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | values
    return parts._replace(query=urlencode(query)).geturl()
