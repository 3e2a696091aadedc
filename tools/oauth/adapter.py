"""What the three adapters share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from ..errors import FixSettings, ReconnectNeeded
from .authority import Authority, Client, Consent, TokenSet, utc_now
from .oauth_failures import authority_failures, secret_forms
from .provider_addresses import https_host
from .provider_http import HttpOptions
from .token_answers import token_set


class Adapter(Authority):
    """Knows how to ask (``options``) and what time it is (``clock``: aware, UTC)."""

    def __init__(
        self,
        options: HttpOptions | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._options = options or HttpOptions()
        self._clock = clock

    def client_credentials(self, client: Client) -> TokenSet:
        raise FixSettings("grant_unsupported", "client_credentials")

    def _granted(
        self,
        answer: Mapping[str, Any],
        client: Client,
        previous: TokenSet | None = None,
    ) -> TokenSet:
        return token_set(answer, client, self._clock(), previous)


def failures(
    stage: str, client: Client, *secrets: str | None
) -> AbstractContextManager[None]:
    """Check the client's two addresses, then `authority_failures`."""
    https_host(client.auth_url)
    https_host(client.token_url)
    forms = secret_forms(client.client_id, client.client_secret, *secrets)
    return authority_failures(stage, forms)


def consent_secrets(consent: Consent, code: str) -> tuple[str, ...]:
    """Return what of a consent no error may show."""
    return (consent.state, consent.code_verifier, code)


def refresh_token(token_set: TokenSet) -> str:
    """Return it; `ReconnectNeeded` with consent_lost where there is none."""
    if not token_set.refresh_token:
        raise ReconnectNeeded("consent_lost", "there is no refresh token")
    return token_set.refresh_token
