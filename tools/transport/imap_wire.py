"""Connecting and logging in by IMAP, and what IMAP's failures mean."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from imapclient import SocketTimeout
from imapclient.exceptions import (
    IMAPClientAbortError,
    IMAPClientError,
    ProtocolError,
)

from ..errors import FixSettings, MailboxError, RetryLater, ServerWords, printable
from .bounded import Meter
from .imap_client import BoundedClient, UnreadableLine, words_of
from .sasl import BearerExchange, bearer_mechanism, escaped, sasl_secrets
from .session import BearerCredential, MailboxSettings
from .tls import check_carrier, explained, tls_context
from .wire_failures import (
    greeting_refusal,
    login_refusal,
    network_error,
    session_refusal,
    token_refusal,
)

# What imapclient raises over an answer that is not IMAP's, or nested without end.
_UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
)

# imapclient writes every line of the conversation to this logger, parts of mails too.
logging.getLogger("imapclient.imaplib").setLevel(logging.WARNING)


def connect(settings: MailboxSettings) -> BoundedClient:
    """Return a client connected by the settings' kind of TLS, not yet logged in."""
    check_carrier(settings)
    context = tls_context(settings.ca_pem)
    client = _greeted(settings, context)
    client.normalise_times = False  # dates with their zone, not in the host's time
    if settings.starttls and not settings.implicit_tls:
        try:
            _start_tls(client, context)
        except MailboxError:
            drop(client)
            raise
    return client


def log_in(client: BoundedClient, settings: MailboxSettings) -> None:
    """Log in; raises a `MailboxError`, never with a secret in it.

    `FixSettings` with login_refused for a wrong password, `ReconnectNeeded` with
    token_refused for a token, `RetryLater` where the server cannot tell just now. One
    that greeted with PREAUTH is not asked.
    """
    if client.is_logged_in:
        return
    if isinstance(settings.credential, BearerCredential):
        _log_in_by_token(client, settings.username, settings.credential.token)
    else:
        _log_in_by_password(client, settings, settings.credential.secret)


def _log_in_by_token(client: BoundedClient, user: str, token: str) -> None:
    exchange = BearerExchange(_offered_mechanism(client), user, token)
    try:
        client.sasl_login(exchange.mechanism, exchange.answer)
    except IMAPClientError as error:
        refusal = partial(token_refusal, challenge=exchange.challenge)
        raise _login_error(error, exchange.secrets, refusal) from None
    except OSError as error:
        raise network_error(error, connecting=False) from None
    except ValueError as error:
        raise RetryLater("protocol_error", type(error).__name__) from None


def _offered_mechanism(client: BoundedClient) -> str:
    """Ask the server, too: it may drop the connection meanwhile."""
    with imap_failures():
        offered = client.capabilities()
    words = [word.decode("latin-1").upper() for word in offered]
    prefix = "AUTH="
    return bearer_mechanism(w[len(prefix) :] for w in words if w.startswith(prefix))


def _log_in_by_password(
    client: BoundedClient, settings: MailboxSettings, secret: str
) -> None:
    user, secured = settings.username, settings.secured
    refusal = partial(login_refusal, secured=secured)
    try:
        if client.has_capability("AUTH=PLAIN") and "\0" not in user + secret:
            client.plain_login(user, secret)  # RFC 4616: UTF-8, any character
        else:
            _check_login_command(client, user + secret, secured)
            client.login(_quoted(user), secret)
    except IMAPClientError as error:
        # The error's own chain may quote what we sent, hence "from None".
        raise _login_error(error, sasl_secrets(user, secret), refusal) from None
    except OSError as error:
        raise network_error(error, connecting=False) from None
    except ValueError as error:
        raise RetryLater("protocol_error", type(error).__name__) from None


def drop(client: BoundedClient) -> None:
    """Close the connection without a word; never raises."""
    try:
        client.shutdown()
    except (OSError, IMAPClientError):
        return  # it is gone, which is what was asked for


@contextmanager
def imap_failures() -> Iterator[None]:
    """Turn every failure of a command after the login into one of our errors."""
    try:
        yield
    except IMAPClientAbortError as error:
        raise _broken(error) from None
    except (ProtocolError, *_UNREADABLE) as error:
        raise RetryLater("protocol_error", str(error)) from None
    except IMAPClientError as error:
        words = words_of(error)
        raise session_refusal(words) or RetryLater("command_refused", words) from None
    except OSError as error:
        raise network_error(error, connecting=False) from None


def _greeted(settings: MailboxSettings, context: ssl.SSLContext) -> BoundedClient:
    try:
        return BoundedClient(
            Meter(settings.answer_seconds, settings.session_seconds),
            settings.host,
            settings.port,
            ssl=settings.implicit_tls,
            ssl_context=context,
            timeout=SocketTimeout(settings.first_timeout, settings.timeout),
        )
    except IMAPClientError as error:
        failure = _greeting_error(error)
    except (OSError, ValueError, OverflowError) as error:
        failure = network_error(error, connecting=True)
    raise explained(failure, settings, context)


def _greeting_error(error: IMAPClientError) -> MailboxError:
    """imaplib gives the greeting itself when that is a BYE."""
    if not error.args or not error.args[0]:  # a line imaplib could make nothing of
        return FixSettings("protocol_error", "the greeting is not that of IMAP")
    words = words_of(error)
    if words.startswith("* BYE"):
        return greeting_refusal(words)
    lost = isinstance(error, IMAPClientAbortError)
    if lost and not isinstance(error, UnreadableLine):
        return _broken(error)
    return FixSettings("protocol_error", words)


def _start_tls(client: BoundedClient, context: ssl.SSLContext) -> None:
    """Begin TLS or fail; a server that says PREAUTH in the clear is refused too."""
    if not client.has_capability("STARTTLS"):
        raise FixSettings("starttls_missing")
    try:
        client.starttls(context)
    except IMAPClientAbortError as error:
        raise _broken(error) from None
    except IMAPClientError as error:
        words = words_of(error)
        raise session_refusal(words) or FixSettings("tls_failed", words) from None
    except OSError as error:
        raise network_error(error, connecting=True) from None


def _check_login_command(client: BoundedClient, words: str, secured: bool) -> None:
    """Refuse what LOGIN cannot carry before anything is sent."""
    if client.has_capability("LOGINDISABLED"):  # RFC 9051, 6.2.3
        code = "password_login_ended" if secured else "clear_text_refused"
        raise FixSettings(code, "LOGINDISABLED")
    if any(char in words for char in "\r\n\0"):
        raise FixSettings("login_unsupported", "LOGIN takes one line only")
    if words.isascii():
        return
    if client.has_capability("STARTTLS"):  # with TLS it may offer what carries them
        raise FixSettings("clear_text_refused", "the server offers STARTTLS")
    raise FixSettings("login_unsupported", "LOGIN takes ASCII only")


def _quoted(user: str) -> str:
    """imaplib quotes the password, but not the user name."""
    return f'"{escaped(user)}"'


def _login_error(
    error: IMAPClientError,
    secrets: list[str],
    refusal: Callable[[str], MailboxError],
) -> MailboxError:
    """imapclient makes every failure a LoginError, also a cut connection."""
    cause = error.__context__ or error
    words = printable(words_of(cause), secrets)
    by_server = isinstance(words, ServerWords)
    if not isinstance(cause, IMAPClientAbortError):
        # Else imaplib refuses to ask: the server greeted with PREAUTH.
        return refusal(words) if by_server else FixSettings("login_unsupported", words)
    if isinstance(cause, UnreadableLine):
        return RetryLater("protocol_error", words)
    return greeting_refusal(words) if by_server else _broken(cause)


def _broken(error: IMAPClientAbortError) -> MailboxError:
    """imaplib's abort: the connection broke, the server said BYE, or spoke nonsense."""
    words = words_of(error)
    if isinstance(error, UnreadableLine):
        return RetryLater("protocol_error", words)
    return session_refusal(words) or RetryLater("connection_lost", words)
