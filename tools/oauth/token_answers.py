"""From a token endpoint's answer (RFC 6749, 5.1) to a `TokenSet`."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ..errors import FixSettings, RetryLater
from .authority import Client, TokenSet

# An authority need not tell (RFC 6749, 5.1); an hour is what nearly all grant.
USUAL_LIFETIME = timedelta(hours=1)
LONGEST_LIFETIME = timedelta(days=366)
# Who consented, by the OpenID Connect claims; Microsoft's "email" is not verified.
_ACCOUNT_CLAIMS = ("upn", "preferred_username", "email")
# Asked for besides the mailbox; whether they are named as granted does not matter.
_BESIDES = frozenset({"openid", "profile", "email", "offline_access", ".default"})


def token_set(
    answer: Mapping[str, Any],
    client: Client,
    now: datetime,
    previous: TokenSet | None = None,
) -> TokenSet:
    """Return what was granted; ``previous``: the token set that was renewed.

    Raises `RetryLater` with authority_unavailable for an answer without a token and
    `FixSettings` with scope_refused where a scope of the client was not granted.
    """
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise RetryLater("authority_unavailable", "an answer without a token")
    # No word about the scope means the one asked for, or granted before (RFC 6749, 5.1
    # and 6).
    scopes = words(answer.get("scope")) or (previous or client).scopes
    if previous is None:  # an error now would lose a renewed refresh token
        check_scopes(client.scopes, scopes)
    refresh = answer.get("refresh_token")
    if not isinstance(refresh, str) or not refresh:
        refresh = previous.refresh_token if previous else None
    return TokenSet(
        access_token=token,
        refresh_token=refresh,
        expires_at=now + lifetime(answer.get("expires_in")),
        obtained_at=now,
        scopes=scopes,
        account=account(answer.get("id_token"))
        or (previous.account if previous else None),
        refresh_expires_at=_refresh_end(answer, refresh, now, previous),
    )


def renewable(granted: TokenSet) -> TokenSet:
    """Return it; `FixSettings` with refresh_token_missing if it cannot be renewed."""
    if not granted.refresh_token:
        raise FixSettings("refresh_token_missing")
    return granted


def words(scope: object) -> tuple[str, ...]:
    """Return the scopes of an answer: a text (RFC 6749, 3.3), or a list of texts."""
    if isinstance(scope, str):
        return tuple(scope.split())
    if isinstance(scope, list | tuple | set):
        return tuple(word for word in scope if isinstance(word, str))
    return ()


def check_scopes(asked: Iterable[str], granted: Iterable[str]) -> None:
    """Raise `FixSettings` with scope_refused where one was left out.

    Google lets people untick single scopes; Microsoft may name another host than was
    asked, so that only the permission's own name counts.
    """
    held = {_permission(scope) for scope in granted}
    missing = [
        scope for scope in asked if _permission(scope) not in held.union(_BESIDES)
    ]
    if missing:
        raise FixSettings("scope_refused", f"not granted: {' '.join(missing)}")


def lifetime(expires_in: object) -> timedelta:
    """Return how long a token lasts; some authorities send the number as a text."""
    seconds = _seconds(expires_in)
    return USUAL_LIFETIME if seconds is None else timedelta(seconds=seconds)


def _seconds(told: object) -> float | None:
    """A number of seconds from 0 to `LONGEST_LIFETIME`; None if it is no number."""
    try:
        seconds = float(told)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    longest = LONGEST_LIFETIME.total_seconds()
    if not 0 <= seconds <= longest:
        return longest if seconds > 0 else 0.0
    return seconds


def _refresh_end(
    answer: Mapping[str, Any],
    refresh: str | None,
    now: datetime,
    previous: TokenSet | None,
) -> datetime | None:
    """When the refresh token ends. Google tells it at the consent: 7 days for an
    application in Testing, or the time that the person chose."""
    told = answer.get("refresh_token_expires_in")
    if told is not None:
        seconds = _seconds(told)
        return None if not seconds else now + timedelta(seconds=seconds)
    if previous is None or refresh != previous.refresh_token:
        return None
    return previous.refresh_expires_at


def account(id_token: object) -> str | None:
    """Return who consented by an ID token; None for anything that does not tell.

    It came from the token endpoint over verified TLS, so its signature says nothing
    more (OpenID Connect Core, 3.1.3.7, 6).
    """
    try:
        part = str(id_token).split(".")[1]
        claims = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        found = [claims.get(name) for name in _ACCOUNT_CLAIMS]
    except (AttributeError, LookupError, RecursionError, ValueError):
        return None
    return next((word for word in found if isinstance(word, str) and "@" in word), None)


def despite_other_scopes(
    ask: Callable[[], Mapping[str, Any]],
) -> Mapping[str, Any]:
    """Return the answer also where oauthlib does not like its scopes.

    It raises a plain Warning where they differ from those asked for, with the answer
    attached; the code is spent by then. `token_set` looks at the scopes itself.
    """
    try:
        return ask()
    except Warning as warning:
        answer = getattr(warning, "token", None)
        if not isinstance(answer, dict):
            raise
        return answer


def _permission(scope: str) -> str:
    """``IMAP.AccessAsUser.All`` of ``https://outlook.office.com/IMAP.Access…``."""
    return scope.rstrip("/").rsplit("/", 1)[-1].casefold()
