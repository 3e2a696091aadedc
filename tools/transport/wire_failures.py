"""What both wires share in turning failures into our errors.

`network_error` reads what the operating system and TLS say; `refusal` reads what a
server says. RFC 5530 and RFC 3206 define the response codes.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl

from ..errors import FixSettings, MailboxError, ReconnectNeeded, RetryLater
from .bounded import AnswerTooLong

# Too many connections (RFC 9051, 7.1; Dovecot and Exchange use it at the login).
LIMIT_CODES = frozenset({"LIMIT"})
# The server is fine and so are the settings: RFC 5530, RFC 3206, RFC 2449 8.1,
# and THROTTLED, which Exchange and Gmail send.
PASSING_CODES = frozenset(
    {"UNAVAILABLE", "INUSE", "IN-USE", "SERVERBUG", "SYS/TEMP", "LOGIN-DELAY"}
    | {"THROTTLED"}
)
CLEAR_TEXT_CODES = frozenset({"PRIVACYREQUIRED"})
# After one of these nothing more can be said on the connection.
BROKEN_CODES = frozenset(
    {"connection_lost", "timed_out", "protocol_error", "answer_too_long"}
)

_RESPONSE_CODE = re.compile(r"\[([A-Z][A-Z0-9/_-]*)(?: [^\]]*)?\]")
# RFC 1939, 4 has this sentence for a mailbox another client holds; servers without
# response codes still use it.
_LOCKED_MAILDROP = re.compile(r"(maildrop|mailbox)\b.*\b(locked|in use)", re.I)


def response_code(text: str) -> str:
    """Return the code of ``NO [CODE arguments] text``; empty if there is none."""
    match = _RESPONSE_CODE.search(text)
    return match.group(1) if match else ""


def passing_refusal(text: str, code: str) -> RetryLater | None:
    """Return the error of a refusal that will pass (``code``: its name); else None."""
    said = response_code(text)
    if said in LIMIT_CODES:
        return RetryLater("too_many_connections", text)
    return RetryLater(code, text) if said in PASSING_CODES else None


def login_refusal(text: str) -> MailboxError:
    """Return the error of a login by password that was answered with ``text``.

    Only the response code tells a wrong password from a tired server; where there is
    no code, the password is what is wrong.
    """
    return _refusal_beside_the_secret(text) or FixSettings("login_refused", text)


def token_refusal(text: str, challenge: str) -> MailboxError:
    """Return the error of a login by token; ``challenge``: what SASL said before.

    The same codes count as for a password; otherwise the token is what is wrong.
    """
    said = f"{text} ({challenge})" if challenge else text
    return _refusal_beside_the_secret(text) or ReconnectNeeded("token_refused", said)


def _refusal_beside_the_secret(text: str) -> MailboxError | None:
    """The error of a refused login that says nothing of the password or token."""
    if passing := passing_refusal(text, "login_unavailable"):
        return passing
    if response_code(text) in CLEAR_TEXT_CODES:
        return FixSettings("clear_text_refused", text)
    if _LOCKED_MAILDROP.search(text):
        return RetryLater("login_unavailable", text)
    return None


def greeting_refusal(text: str) -> RetryLater:
    """Return the error of a server that says no before anyone asked."""
    passing = passing_refusal(text, "login_unavailable")
    return passing or RetryLater("login_unavailable", text)


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
