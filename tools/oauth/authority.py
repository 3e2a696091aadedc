"""The values and the contract that every authority adapter shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Protocol

from ..errors import FixSettings


@dataclass(frozen=True)
class Client:
    """Our application as it is registered at the authority (RFC 6749, 2).

    ``scopes`` are those a person wrote down; adapters add what they need besides.
    """

    client_id: str
    client_secret: str = field(repr=False)
    auth_url: str
    token_url: str
    scopes: tuple[str, ...]
    redirect_uri: str = ""


@dataclass(frozen=True)
class Consent:
    """One attempt to get a person's consent; good for one use.

    The person's browser goes to ``url``. The caller keeps ``state`` and
    ``code_verifier`` on the server until the redirect comes back, compares the state,
    and hands both to `Authority.finish`, which does not need the ``url`` again.
    """

    url: str = field(repr=False)  # holds the state
    state: str = field(repr=False)
    code_verifier: str = field(repr=False)


@dataclass(frozen=True)
class TokenSet:
    """What an authority granted. Times are aware, in UTC.

    ``account`` is the address or user principal name of whoever consented, where the
    authority tells; None where it does not. ``scopes`` are those granted.
    ``refresh_expires_at``: when the refresh token ends, where the authority tells.
    """

    access_token: str = field(repr=False)
    expires_at: datetime
    obtained_at: datetime
    refresh_token: str | None = field(default=None, repr=False)
    scopes: tuple[str, ...] = ()
    account: str | None = None
    refresh_expires_at: datetime | None = None

    def is_fresh(self, now: datetime, margin: timedelta = timedelta(0)) -> bool:
        """True where the access token lasts longer than ``margin`` from ``now``."""
        return now + margin < self.expires_at


class Authority(Protocol):
    """An OAuth 2 authorization server. Every verb raises a `MailboxError`.

    All of them may raise `RetryLater` with authority_unavailable or
    authority_unreachable and `FixSettings` with authority_url_refused,
    authority_refused, client_refused, secret_wrong, secret_expired, scope_refused,
    tls_untrusted, tls_failed, authority_invalid or clock_wrong.
    """

    def begin(
        self, client: Client, login_hint: str | None, state: str, verifier: str
    ) -> Consent:
        """Return where to send the person's browser (RFC 6749, 4.1.1).

        ``state`` and ``verifier`` come from `secrets`: 32 random bytes or more, the
        verifier as 43 to 128 characters of RFC 7636, 4.1 (ValueError otherwise).
        """

    def finish(self, client: Client, consent: Consent, code: str) -> TokenSet:
        """Exchange the code that came back, once (RFC 6749, 4.1.3).

        Raises `ReconnectNeeded` with code_refused, `FixSettings` with
        redirect_refused or refresh_token_missing, besides the common ones.
        """

    def renew(self, client: Client, token_set: TokenSet) -> TokenSet:
        """Return a new token set, to be stored at once (RFC 6749, 6).

        Its refresh token is the new one or, where none came, the old one. Raises
        `ReconnectNeeded` with consent_lost, besides the common ones.
        """

    def client_credentials(self, client: Client) -> TokenSet:
        """Return a token set of the application itself (RFC 6749, 4.4).

        Raises `FixSettings` with grant_unsupported, besides the common ones.
        """


def require_account(token_set: TokenSet, address: str) -> None:
    """Raise `FixSettings` with other_account where somebody else has consented.

    Nothing happens where the authority did not tell who it was. Not to be asked for
    a shared mailbox, where a member consents.
    """
    account = token_set.account
    if account is not None and account.casefold() != address.strip().casefold():
        raise FixSettings("other_account", f"{account} has signed in, not {address}")


def utc_now() -> datetime:
    """The clock of adapters that are given none."""
    return datetime.now(timezone.utc)
