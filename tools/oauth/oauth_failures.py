"""What an authority's refusals and failures mean, as one of our errors."""

from __future__ import annotations

import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus

import requests
from google.auth.exceptions import GoogleAuthError
from msal.exceptions import MsalError
from oauthlib.oauth2 import OAuth2Error
from urllib3.exceptions import HTTPError

from ..errors import (
    FixSettings,
    MailboxError,
    ReconnectNeeded,
    RetryLater,
    ServerWords,
    printable,
)

# What is asked for: consent (in the browser), code (its exchange), renewal, and a
# token for the application itself.
CONSENT, CODE, RENEWAL, APPLICATION = "consent", "code", "renewal", "application"

# The grant is not (any more) good: RFC 6749, 5.2; OpenID Connect Core, 3.1.2.6;
# Microsoft also says so in words of its own.
_GRANT_GONE = frozenset(
    {"invalid_grant", "interaction_required", "consent_required", "login_required"}
    | {"account_selection_required", "bad_token", "token_expired"}
)
_GRANT_GONE_ERRORS: dict[str, MailboxError] = {
    CONSENT: FixSettings("consent_denied"),
    CODE: ReconnectNeeded("code_refused"),
    RENEWAL: ReconnectNeeded("consent_lost"),
    APPLICATION: FixSettings("client_refused"),
}
_PASSING = frozenset(
    {"temporarily_unavailable", "server_error", "slow_down", "internal_failure"}
    | {"rate_limit_exceeded", "too_many_requests"}
)
_PASSING_STATUS = frozenset({408, 425, 429})
# RFC 6749, 4.1.2.1 and 5.2, RFC 8707, 2, and the providers' own.
_CODES = {
    "access_denied": "consent_denied",
    "admin_policy_enforced": "consent_denied",
    "deleted_client": "client_refused",
    "disabled_client": "client_refused",
    "invalid_client": "client_refused",
    "org_internal": "client_refused",
    "unauthorized_client": "client_refused",
    "invalid_resource": "scope_refused",
    "invalid_scope": "scope_refused",
    "invalid_target": "scope_refused",
    "redirect_uri_mismatch": "redirect_refused",
    "unsupported_grant_type": "grant_unsupported",
    "unsupported_response_type": "grant_unsupported",
    "invalid_tenant": "authority_url_refused",
}
# Microsoft's numbers say more than its error does. It warns that they may change: they
# only choose a better sentence, and what they do not know is left to the error.
_MICROSOFT_NUMBER = re.compile(r"AADSTS(\d+)")
_MICROSOFT_CODES = {
    number: code
    for code, numbers in {
        "scope_refused": "28002 28003 65005 70011 500011 650052 650053 650056 650057 "
        "700022 1002012",
        "redirect_refused": "50011 900971",
        # Addresses of a tenant that does not know this application or this account.
        "tenant_refused": "50020 50034 50194 90002 500208 9001023 9002332",
        "consent_denied": "65004",
        "client_refused": "700016 700025 7000218",
        "secret_wrong": "7000215",
        "secret_expired": "7000222",
        # Disabled, locked, or not assigned to the application.
        "account_blocked": "50053 50057 50105 7000112",
        # Conditional access, security defaults.
        "access_rule": "53000 53003 530032 530035",
        "clock_wrong": "700024",
    }.items()
    for number in numbers.split()
}
# "Need admin approval"; what is lost at a renewal is lost, whoever has to consent.
_ADMIN_NUMBERS = frozenset({"65001", "90093", "90094", "90095"})
_MICROSOFT_PASSING = frozenset({"50033", "50196", "90006", "90033", "90055"})
# RFC 6749, 5.2 has one error for a code and for its redirect URI; the text tells.
_REDIRECT_TEXT = re.compile(r"redirect[ _]ur[il]", re.I)
_CLOCK_TEXT = re.compile(r"reasonable timeframe|used too (early|late)", re.I)
_NOT_YET_VALID = 9  # X509_V_ERR_CERT_NOT_YET_VALID
# Of the network, of the libraries (which wrap those), and what these let out over JSON
# of another shape than they expect.
_FAILURES = (
    *(requests.RequestException, HTTPError, OSError),
    *(GoogleAuthError, MsalError, OAuth2Error, RuntimeError, Warning),
    *(AttributeError, LookupError, TypeError, ValueError),
)
# No answer came: no connection, or none within the time-out. The libraries' own errors
# over an answer that did come are no `OSError`, but for requests' other ones.
_UNREACHED = (
    *(requests.ConnectionError, requests.Timeout, HTTPError),
    *(ConnectionError, TimeoutError, socket.gaierror),
)
_TLS_PASSING = (ssl.SSLEOFError, TimeoutError)


@dataclass(frozen=True)
class Answer:
    """A refusal as it came: HTTP status, and the words of RFC 6749, 5.2 if any."""

    status: int
    error: str = ""
    description: str = ""

    @classmethod
    def read(cls, status: int, said: object) -> Answer:
        """Return what a decoded JSON body says; anything is a body."""
        words: dict[str, Any] = said if isinstance(said, dict) else {}
        error: Any = words.get("error")
        described: Any = words.get("error_description")
        if isinstance(error, dict):  # Google's other services: {"error": {...}}
            error, described = error.get("status"), error.get("message")
        return cls(status, _word(error), _word(described))


class Refused(Exception):
    """An authority has said no, or nothing that we can read."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def refusal(
    stage: str, error: str, description: str = "", secrets: Iterable[str] = ()
) -> MailboxError:
    """Return the error of a refusal in an authority's own words.

    ``stage``: what was asked for. The detail is those words without ``secrets``.
    """
    said = _said(error, description, secrets)
    return _of_kind(_kind(stage, error, description), said)


@contextmanager
def authority_failures(stage: str, secrets: Iterable[str] = ()) -> Iterator[None]:
    """Turn every failure of talking to an authority into one of our errors.

    The error stands alone: what the libraries say of it may quote what was sent.
    """
    try:
        yield
        return
    except Refused as refused:
        failure = _answer_failure(stage, refused.answer, secrets)
    except _FAILURES as error:
        failure = library_failure(error)
    raise failure from None


def secret_forms(client_id: str, *secrets: str | None) -> list[str]:
    """Return the secrets as an answer might quote them: plain, encoded, as Basic."""
    plain = [secret for secret in secrets if secret]
    encoded = [form(secret) for secret in plain for form in (quote, quote_plus)]
    pairs = [f"{quote_plus(client_id)}:{quote_plus(secret)}" for secret in plain]
    pairs += [f"{client_id}:{secret}" for secret in plain]
    return [*plain, *encoded, *(b64encode(pair.encode()).decode() for pair in pairs)]


def library_failure(error: Exception) -> MailboxError:
    """Return our error for a connection that did not come about, or a library that
    stumbled over an answer; what TLS says is looked for in all wrappings."""
    found = _cause(error, ssl.SSLError)
    if isinstance(found, ssl.SSLCertVerificationError):
        wrong_clock = found.verify_code == _NOT_YET_VALID
        code = "clock_wrong" if wrong_clock else "tls_untrusted"
        return FixSettings(code, found.verify_message)
    if isinstance(found, ssl.SSLError) and not isinstance(found, _TLS_PASSING):
        reason = getattr(found, "reason", None) or type(found).__name__
        return FixSettings("tls_failed", reason)
    if _cause(error, _UNREACHED) is None:
        return RetryLater("authority_unavailable", type(error).__name__)
    system = _cause(error, OSError, _is_of_system)
    reason = system.strerror if isinstance(system, OSError) else None
    return RetryLater("authority_unreachable", reason or type(error).__name__)


def _is_of_system(error: OSError) -> bool:
    """Whether it says a reason that is the operating system's, not a library's."""
    by_library = isinstance(error, requests.RequestException)
    return isinstance(error.strerror, str) and not by_library


def _answer_failure(stage: str, answer: Answer, secrets: Iterable[str]) -> MailboxError:
    status = answer.status
    if status >= 500 or status in _PASSING_STATUS:
        said = _said(answer.error, answer.description, secrets)
        return RetryLater("authority_unavailable", said or f"HTTP {status}")
    if answer.error:
        return refusal(stage, answer.error, answer.description, secrets)
    if 300 <= status < 400 or status in (404, 405, 410):
        return FixSettings("authority_url_refused", f"HTTP {status}")
    return RetryLater("authority_unavailable", f"HTTP {status}, not an answer of OAuth")


def _said(error: str, description: str, secrets: Iterable[str]) -> str:
    said = ": ".join(filter(None, [error, description]))
    return printable(ServerWords(said), secrets)


def _kind(stage: str, error: str, description: str) -> MailboxError | str:
    """An error to give anew, or the code of a `FixSettings`."""
    numbers = _MICROSOFT_NUMBER.findall(description)
    for number in numbers:
        if number in _MICROSOFT_CODES:
            return _MICROSOFT_CODES[number]
    if stage != RENEWAL and _ADMIN_NUMBERS.intersection(numbers):
        return "admin_consent_needed"
    if error in _PASSING or _MICROSOFT_PASSING.intersection(numbers):
        return RetryLater("authority_unavailable")
    if _CLOCK_TEXT.search(description):
        return "clock_wrong"
    if stage != RENEWAL and _REDIRECT_TEXT.search(description):
        return "redirect_refused"
    if error in _GRANT_GONE:
        return _GRANT_GONE_ERRORS[stage]
    return _CODES.get(error, "authority_refused")


def _of_kind(kind: MailboxError | str, detail: str) -> MailboxError:
    if isinstance(kind, str):
        return FixSettings(kind, detail)
    return type(kind)(kind.code, detail)


def _cause(
    error: BaseException,
    kinds: type[BaseException] | tuple[type[BaseException], ...],
    fits: Callable[[Any], bool] = lambda _found: True,
) -> BaseException | None:
    """The first of these kinds: libraries wrap what the network and TLS say, in their
    arguments or their cause."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop()
        if isinstance(current, kinds) and fits(current):
            return current
        if isinstance(current, BaseException) and id(current) not in seen:
            seen.add(id(current))
            waiting += [*current.args, getattr(current, "reason", None)]
            waiting += [current.__cause__, current.__context__]
    return None


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
