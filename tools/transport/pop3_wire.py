"""The POP3 conversation: lines of any length, exact bytes, verified TLS, SASL."""

from __future__ import annotations

import poplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from ..errors import FixSettings, MailboxError, RetryLater, ServerWords, printable
from .bounded import MOST_MESSAGES, AnswerTooLong, BoundedReader, Meter
from .sasl import BearerExchange, bearer_mechanism, plain_response, sasl_secrets
from .session import BearerCredential, MailboxSettings
from .tls import check_carrier, explained, tls_context
from .wire_failures import (
    greeting_refusal,
    login_delay,
    login_refusal,
    network_error,
    session_refusal,
    token_refusal,
)

LINE_BYTES = 64 * 2**10  # a status or listing line; RFC 2449, 4 asks for 512
PIECE_BYTES = 64 * 2**10  # content is read in pieces, as its lines have any length
CRLF = b"\r\n"


class Pop3Wire(poplib.POP3):
    """poplib without its limit of 2,048 bytes a line, for this connection only."""

    # What poplib has and typeshed does not name.
    _shortcmd: Callable[[str], bytes]

    def __init__(
        self,
        meter: Meter,
        host: str,
        port: int,
        timeout: float,
        context: ssl.SSLContext | None,
    ) -> None:
        self._context = context
        self.meter = meter
        self._bounded: BoundedReader | None = None
        self._ends_by_lf = False  # as the server ended its last line
        self.sock = self.file = None  # type: ignore[assignment]  # until connected
        try:
            super().__init__(host, port, timeout)
        except BaseException:
            self.close()  # poplib leaves a bad greeting's connection open
            raise

    def _create_socket(self, timeout):
        connection = super()._create_socket(timeout)  # type: ignore[misc]  # poplib's
        if self._context is None:
            return connection
        return self._context.wrap_socket(connection, server_hostname=self.host)

    def _reader(self) -> BoundedReader:
        if self._bounded is None or self._bounded.connection is not self.sock:
            self._bounded = BoundedReader(self.sock, self.meter)
        return self._bounded

    def _putline(self, line):
        self.meter.begin()
        super()._putline(line)  # type: ignore[misc]  # poplib's

    def _getline(self):
        line = self._reader().readline(LINE_BYTES)
        if not line.endswith(b"\n"):
            if len(line) < LINE_BYTES:
                raise ConnectionAbortedError("the server closed the connection")
            raise poplib.error_proto("line too long")
        self._ends_by_lf = not line.endswith(CRLF)
        return line.rstrip(CRLF), len(line)

    def _getresp(self):
        """A status line; RFC 1939, 3 wants capitals, and some servers do not know."""
        line = self._getline()[0]
        word = line[:4].upper()
        if word.startswith(b"+OK"):
            return b"+OK" + line[3:]
        if line.startswith(b"+"):
            return line
        raise poplib.error_proto(b"-ERR" + line[4:] if word == b"-ERR" else line)

    def command(self, line: str) -> str:
        """Send one command; return what follows ``+OK``. Raises error_proto on -ERR."""
        answer = self._shortcmd(line)
        if not answer.startswith(b"+OK"):  # poplib takes "+ challenge" for success
            raise poplib.error_proto(answer)
        return text(answer[3:].strip())

    def lines(self, line: str) -> list[str]:
        """Send one command with a multi-line answer (RFC 1939, 3); return its lines."""
        self.command(line)
        rows: list[str] = []
        while (row := self._getline()[0]) != b".":
            rows.append(text(row.removeprefix(b".")))
            if len(rows) > MOST_MESSAGES:
                raise AnswerTooLong("the answer has too many lines")
        return rows

    def content(self, line: str, sink: Callable[[bytes], object]) -> None:
        """Send RETR or TOP; pass the message to ``sink`` piece by piece.

        Exactly the octets sent, CRLF included, without dot-stuffing (RFC 1939, 3).
        Only CRLF ends a line: a dot after a lone LF belongs to the message, unless the
        server ended its +OK by a lone LF, too.
        """
        self.command(line)
        tail = CRLF
        ending = b"\n" if self._ends_by_lf else CRLF
        while True:
            piece = self._reader().readline(PIECE_BYTES)
            if not piece:
                raise ConnectionAbortedError("the server closed the connection")
            if tail.endswith(ending) and piece.startswith(b"."):
                if piece.rstrip(CRLF) == b"." and piece.endswith(ending):
                    return
                sink(piece[1:])
            else:
                sink(piece)
            tail = (tail + piece)[-2:]

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Say STLS and shake hands; what was read in the clear is thrown away."""
        self.command("STLS")
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile("rb")

    def capabilities(self) -> dict[str, list[str]]:
        """Return what CAPA says (RFC 2449); nothing for a server without CAPA."""
        try:
            rows = [row.upper().split() for row in self.lines("CAPA")]
        except poplib.error_proto:
            return {}
        return {row[0]: row[1:] for row in rows if row}

    def challenge(self, line: str) -> str:
        """Send the start of a SASL exchange; return what the server asks for."""
        answer = self._shortcmd(line)
        if answer.startswith(b"+OK"):
            raise poplib.error_proto(answer)
        return text(answer[1:].strip())

    def bear(self, exchange: BearerExchange) -> None:
        """Log in by token (RFC 5034, 4); raises error_proto on -ERR.

        In two steps, as a token does not fit into the 255 octets of a command line.
        """
        asked = self.challenge(f"AUTH {exchange.mechanism}")
        answer = self._shortcmd(exchange.line(asked))
        if not answer.startswith(b"+OK"):
            # "+ challenge" is the first half of a refusal (RFC 7628, 3.2.3).
            last_word = self._shortcmd(exchange.line(text(answer[1:].strip())))
            raise poplib.error_proto(last_word)


def text(line: bytes) -> str:
    """A server's line as text; every byte has a character, so nothing is lost."""
    return line.decode("latin-1")


def connect(settings: MailboxSettings) -> Pop3Wire:
    """Return a connection by the settings' kind of TLS, not yet logged in."""
    check_carrier(settings)
    context = tls_context(settings.ca_pem)
    wire = _greeted(settings, context)
    if settings.starttls and not settings.implicit_tls:
        try:
            _start_tls(wire, context)
        except MailboxError:
            drop(wire)
            raise
    return wire


def log_in(wire: Pop3Wire, settings: MailboxSettings) -> None:
    """Log in; raises a `MailboxError`, never with a secret in it.

    `FixSettings` with login_refused for a wrong password, `ReconnectNeeded` with
    token_refused for a token, `RetryLater` where the server cannot tell just now.
    """
    user, credential = settings.username, settings.credential
    try:
        offered = wire.capabilities()
        if "UTF8" in offered:
            _ask_for_utf8(wire)
        if isinstance(credential, BearerCredential):
            _log_in_by_token(wire, offered, user, credential.token)
        else:
            refusal = partial(login_refusal, secured=settings.secured)
            _log_in_by_password(wire, offered, user, credential.secret, refusal)
    except RetryLater as error:
        error.pause = login_delay(error, offered.get("LOGIN-DELAY", []))
        raise
    except OSError as error:
        raise network_error(error, connecting=False) from None


def _ask_for_utf8(wire: Pop3Wire) -> None:
    """Ask for messages beyond ASCII as they are (RFC 6856, 2.1), else Courier wraps
    them; after TLS and before the login. A server that refuses it goes on without."""
    try:
        wire.command("UTF8")
    except poplib.error_proto:
        return


def _log_in_by_token(
    wire: Pop3Wire, offered: dict[str, list[str]], user: str, token: str
) -> None:
    mechanism = bearer_mechanism(offered.get("SASL", []))
    exchange = BearerExchange(mechanism, user, token)
    try:
        wire.bear(exchange)
    except poplib.error_proto as error:
        said = printable(refusal_text(error), exchange.secrets)
        raise token_refusal(said, exchange.challenge) from None


def _log_in_by_password(
    wire: Pop3Wire,
    offered: dict[str, list[str]],
    user: str,
    secret: str,
    refusal: Callable[[str], MailboxError],
) -> None:
    try:
        if "PLAIN" in offered.get("SASL", []) and "\0" not in user + secret:
            wire.challenge("AUTH PLAIN")  # RFC 5034; RFC 4616: any character
            wire.command(plain_response(user, secret))
        else:
            _check_user_command(offered, user + secret)
            wire.command(f"USER {user}")
            wire.command(f"PASS {secret}")
    except poplib.error_proto as error:
        said = printable(refusal_text(error), sasl_secrets(user, secret))
        raise refusal(said) from None


def drop(wire: Pop3Wire) -> None:
    """Close the connection without QUIT, so that nothing is deleted; never raises."""
    try:
        wire.close()
    # On Linux, shutdown() fails with ENOTCONN alone, which poplib ignores itself.
    except OSError:  # pragma: no cover
        return  # it is gone, which is what was asked for


def refusal_text(error: poplib.error_proto) -> str:
    """poplib puts the server's line into the exception as bytes, its own as text."""
    said = error.args[0] if error.args else ""
    return ServerWords(text(said)) if isinstance(said, bytes) else str(said)


@contextmanager
def pop3_failures() -> Iterator[None]:
    """Turn every failure of a command after the login into one of our errors."""
    try:
        yield
    except poplib.error_proto as error:
        said = refusal_text(error)
        if not said.startswith("-ERR"):
            raise RetryLater("protocol_error", said) from None
        raise session_refusal(said) or RetryLater("command_refused", said) from None
    except OSError as error:
        raise network_error(error, connecting=False) from None
    except (ValueError, IndexError) as error:
        raise RetryLater("protocol_error", str(error)) from None


def _greeted(settings: MailboxSettings, context: ssl.SSLContext) -> Pop3Wire:
    implicit = context if settings.implicit_tls else None
    try:
        wire = Pop3Wire(
            Meter(settings.answer_seconds, settings.session_seconds),
            settings.host,
            settings.port,
            settings.first_timeout,
            implicit,
        )
        wire.sock.settimeout(settings.timeout)
        return wire
    except poplib.error_proto as error:
        said = refusal_text(error)
        if said.startswith("-ERR"):
            raise greeting_refusal(said) from None
        raise FixSettings("protocol_error", said) from None
    except (OSError, ValueError, OverflowError) as error:
        failure = network_error(error, connecting=True)
    raise explained(failure, settings, context)


def _start_tls(wire: Pop3Wire, context: ssl.SSLContext) -> None:
    """Begin TLS (RFC 2595, 4) or fail; never go on in the clear."""
    try:
        if "STLS" not in wire.capabilities():
            raise FixSettings("starttls_missing")
        wire.start_tls(context)
    except poplib.error_proto as error:
        said = refusal_text(error)
        raise session_refusal(said) or FixSettings("tls_failed", said) from None
    except OSError as error:
        raise network_error(error, connecting=True) from None


def _check_user_command(offered: dict[str, list[str]], words: str) -> None:
    """Refuse what USER and PASS cannot carry before anything is sent."""
    if any(char in words for char in "\r\n\0"):
        raise FixSettings("login_unsupported", "USER and PASS take one line only")
    if words.isascii() or "USER" in offered.get("UTF8", []):  # RFC 6856, 2.2
        return
    if "STLS" in offered:  # with TLS it may offer what carries them
        raise FixSettings("clear_text_refused", "the server offers STLS")
    raise FixSettings("login_unsupported", "the server takes ASCII only")
