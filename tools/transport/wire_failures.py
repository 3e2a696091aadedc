"""What both wires share in turning failures into our errors.

`network_error` reads what the operating system and TLS say; what a server says is
looked up in `refusals`.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Sequence
from datetime import timedelta

from ..errors import (
    FixSettings,
    MailboxError,
    ReconnectNeeded,
    RetryLater,
    ServerWords,
)
from .asked_pause import asked_pause
from .bounded import AnswerTooLong
from .refusals import WORDS_READ, Place, readable, refusal_at

# After one of these nothing more can be said on the connection.
BROKEN_CODES = frozenset(
    {"connection_lost", "timed_out", "protocol_error", "answer_too_long"}
)

_RESPONSE_CODE = re.compile(r"\[([A-Z][A-Z0-9/_-]*)(?: [^\]]*)?\]")


def response_code(text: str) -> str:
    """Return the code of ``NO [CODE arguments] text``; empty if there is none."""
    match = _RESPONSE_CODE.search(text[:WORDS_READ])
    return match.group(1) if match else ""


def session_refusal(words: str, place: Place = Place.COMMAND) -> MailboxError | None:
    """Return the error of a refusal that says nothing of the very command or message:
    it passes, or the whole mailbox is refused; else None, also for words that are not a
    server's."""
    return refusal_at(place, words) if isinstance(words, ServerWords) else None


def login_refusal(text: str, secured: bool = False) -> MailboxError:
    """Return the error of a login by password that was answered with ``text``.

    ``secured``: by TLS, so that a server that refuses clear text takes no password at
    all. Where the words are not known, the password is what is wrong.
    """
    found = refusal_at(Place.PASSWORD, text)
    if found and found.code == "clear_text_refused" and secured:
        return FixSettings("password_login_ended", found.detail)
    return found or FixSettings("login_refused", readable(text))


def token_refusal(text: str, challenge: str) -> MailboxError:
    """Return the error of a login by token; ``challenge``: what SASL said before.

    Where the words are not known, the token is what is wrong.
    """
    said = f"{text} ({challenge})" if challenge else text
    found = refusal_at(Place.TOKEN, said)
    return found or ReconnectNeeded("token_refused", readable(said))


def login_delay(error: MailboxError, stated: Sequence[str]) -> timedelta | None:
    """Return the pause of a refused login: its words' own, else for [LOGIN-DELAY] what
    CAPA has ``stated`` (RFC 2449, 6.5: seconds, and perhaps USER)."""
    seconds = next(iter(stated), "")
    delayed = response_code(error.detail) == "LOGIN-DELAY"
    if not delayed or asked_pause(error.detail) or not seconds.isdecimal():
        return error.pause
    return asked_pause(f"{seconds} seconds")


def greeting_refusal(text: str) -> MailboxError:
    """Return the error of a server that says no before anyone asked."""
    found = refusal_at(Place.GREETING, text)
    return found or RetryLater("login_unavailable", readable(text))


def network_error(error: Exception, connecting: bool) -> MailboxError:
    """Return our error for a failure of the host name, the network or TLS.

    ``connecting`` is True until the greeting (and the TLS handshake) is over.
    """
    text = str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return FixSettings("tls_untrusted", error.verify_message or text)
    if isinstance(error, AnswerTooLong):
        return RetryLater("answer_too_long", text)
    if isinstance(error, TimeoutError):
        return RetryLater("timed_out", text)
    if isinstance(error, ssl.SSLError):
        return _tls_error(error, connecting)
    if isinstance(error, socket.gaierror):
        return RetryLater("host_unknown", text)
    if isinstance(error, ValueError | OverflowError):
        return FixSettings("host_invalid", text)
    if isinstance(error, ConnectionRefusedError):
        return RetryLater("port_closed", text)
    lost = isinstance(error, ConnectionError) or _number(error) == errno.ENOTCONN
    if lost or not connecting:
        return RetryLater("connection_lost", text)
    return RetryLater("unreachable", text)


def _number(error: Exception) -> int | None:
    return error.errno if isinstance(error, OSError) else None


def _tls_error(error: ssl.SSLError, connecting: bool) -> MailboxError:
    """Tell a port that speaks no TLS from a TLS connection that broke."""
    cut = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    if connecting and not cut:
        return FixSettings("tls_failed", str(error))
    return RetryLater("connection_lost", str(error))
