"""Sending through a mailbox's own account: SMTP over verified TLS, always logged in."""

from __future__ import annotations

import smtplib
from base64 import b64encode
from dataclasses import dataclass, field

from ..errors import FixSettings, MailboxError, RetryLater, ServerWords, printable
from .bounded import ANSWER_SECONDS, BoundedReader, Meter
from .refusals import Place
from .sasl import BearerExchange, bearer_mechanism, plain_response, sasl_secrets
from .session import DEFAULT_TIMEOUT, BearerCredential, Credential
from .tls import explained, tls_context
from .wire_failures import (
    login_refusal,
    network_error,
    session_refusal,
    token_refusal,
)

SMTPS_PORT = 465  # RFC 8314, 3.3
STARTTLS_PORT = 587
_MOST_STEPS = 3  # of a SASL exchange; ours need two


@dataclass(frozen=True)
class SmtpSettings:
    """Everything needed to open a connection for sending.

    ``implicit_tls``: TLS from the first byte; else STARTTLS, and nothing is said
    without it. ``ca_pem``, the time-outs and ``answer_seconds`` as in
    `MailboxSettings`. Sending many mails may take as long as it takes.
    """

    host: str
    port: int
    username: str
    credential: Credential
    implicit_tls: bool
    ca_pem: str | None = field(default=None, repr=False)
    timeout: float = DEFAULT_TIMEOUT
    greeting_timeout: float = DEFAULT_TIMEOUT
    answer_seconds: float = ANSWER_SECONDS


class _Bounded(smtplib.SMTP):
    """What smtplib reads of its file comes from a `BoundedReader`."""

    def __init__(self, answer_seconds: float, **where):
        self._answer_seconds = answer_seconds
        super().__init__(**where)

    def getreply(self):
        if self.file is None:  # also after STARTTLS: what came in the clear is gone
            connection = self.sock  # there is one, as a command was sent
            meter = Meter(self._answer_seconds)
            self.file = BoundedReader(connection, meter)  # type: ignore[arg-type]
        self.file.meter.begin()
        return super().getreply()


class _Encrypted(_Bounded, smtplib.SMTP_SSL):
    pass


def open_smtp(settings: SmtpSettings) -> smtplib.SMTP:
    """Return an encrypted connection that is logged in; raises `MailboxError`."""
    client = _connected(settings)
    try:
        with_failures(lambda: _log_in(client, settings))
    except MailboxError:
        client.close()
        raise
    return client


def check_sender(client: smtplib.SMTP, address: str) -> None:
    """Ask whether mail from ``address`` is taken, without sending any.

    Raises `FixSettings` with sender_refused or sender_unsupported, or `RetryLater`.
    """
    sender, options = _sender(client, address)
    code, said = with_failures(lambda: client.mail(sender, options))
    if code >= 400:
        words = _words(code, said)
        raise _sending_refusal(words) or FixSettings("sender_refused", words)


def _sender(client: smtplib.SMTP, address: str) -> tuple[str, list[str]]:
    """The address as MAIL takes it, and MAIL's options: a domain in the form of
    RFC 5890, and SMTPUTF8 (RFC 6531) for a local part beyond ASCII."""
    local, _at, domain = address.rpartition("@")
    try:
        sender = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise FixSettings("sender_unsupported", address) from None
    if not sender.isprintable() or not (
        sender.isascii() or client.has_extn("smtputf8")
    ):
        raise FixSettings("sender_unsupported", address)
    return sender, [] if sender.isascii() else ["SMTPUTF8"]


def _sending_refusal(words: str) -> MailboxError | None:
    return session_refusal(words, Place.SENDING)


def with_failures(ask):
    """Return what ``ask()`` returns; its failures become `MailboxError`."""
    try:
        return ask()
    except smtplib.SMTPServerDisconnected as error:
        raise _disconnected(error) from None
    except smtplib.SMTPResponseException as error:
        said = _words(error.smtp_code, error.smtp_error)
        raise _sending_refusal(said) or RetryLater("server_busy", said) from None
    except ValueError as error:
        raise RetryLater("protocol_error", type(error).__name__) from None
    except OSError as error:
        raise network_error(error, connecting=False) from None


def delivery_failure(error: BaseException | None) -> MailboxError:
    """What ``error``, which smtplib raised over a message that was to be sent, is for
    people: the server's words where it has said no."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        error = smtplib.SMTPResponseException(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _disconnected(error)
    if isinstance(error, smtplib.SMTPResponseException):
        said = _words(error.smtp_code, error.smtp_error)
        return _sending_refusal(said) or FixSettings("not_sent", said)
    # smtplib's own errors are OSErrors, too.
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return network_error(error, connecting=False)
    return FixSettings("not_sent", printable(str(error)) if error else "")


def _connected(settings: SmtpSettings) -> smtplib.SMTP:
    context = tls_context(settings.ca_pem)
    client = _greeted(settings, context)
    client.sock.settimeout(settings.timeout)
    if settings.implicit_tls:
        return client
    try:
        _start_tls(client, context)
    except MailboxError:
        client.close()
        raise
    return client


def _greeted(settings, context):
    where = {"host": settings.host, "port": settings.port}
    where["answer_seconds"] = settings.answer_seconds
    where["timeout"] = min(settings.timeout, settings.greeting_timeout)
    try:
        if settings.implicit_tls:
            return _Encrypted(context=context, **where)
        return _Bounded(**where)
    except smtplib.SMTPConnectError as error:
        said = _words(error.smtp_code, error.smtp_error)
        if error.smtp_code < 400:
            raise FixSettings("protocol_error", said) from None
        refused = FixSettings("greeting_refused", said)  # RFC 5321, 3.1: 554
        raise _sending_refusal(said) or refused from None
    except smtplib.SMTPServerDisconnected as error:
        failure = _disconnected(error)
    except (OSError, ValueError, OverflowError) as error:
        failure = network_error(error, connecting=True)
    raise explained(failure, settings, context)


def _start_tls(client, context):
    """Begin TLS (RFC 3207) or fail; never go on in the clear."""
    with_failures(client.ehlo)
    if not client.has_extn("starttls"):
        raise FixSettings("starttls_missing")
    try:
        client.starttls(context=context)
    except smtplib.SMTPResponseException as error:
        said = _words(error.smtp_code, error.smtp_error)
        # RFC 3207, 4: 454 is a temporary reason.
        raise _sending_refusal(said) or FixSettings("tls_failed", said) from None
    except smtplib.SMTPServerDisconnected as error:
        raise _disconnected(error) from None
    except OSError as error:
        raise network_error(error, connecting=True) from None


def _log_in(client, settings):
    client.ehlo()
    offered = client.esmtp_features.get("auth", "").upper().split()
    if isinstance(settings.credential, BearerCredential):
        _log_in_by_token(client, offered, settings.username, settings.credential.token)
    else:
        secret = settings.credential.secret
        _log_in_by_password(client, offered, settings.username, secret)


def _log_in_by_token(client, offered, user, token):
    """In two steps, as a token does not fit into a command line (RFC 4954, 4)."""
    exchange = BearerExchange(bearer_mechanism(offered), user, token)
    code, said = client.docmd("AUTH", exchange.mechanism)
    for _step in range(_MOST_STEPS):
        if code != 334:
            break
        code, said = client.docmd(exchange.line(said.decode("latin-1")))
    if code != 235:
        words = printable(_words(code, said), exchange.secrets)
        raise token_refusal(words, exchange.challenge)


def _log_in_by_password(client, offered, user, secret):
    if "PLAIN" in offered and "\0" not in user + secret:
        code, said = client.docmd("AUTH", f"PLAIN {plain_response(user, secret)}")
    elif "LOGIN" in offered:
        code, said = client.docmd("AUTH", "LOGIN")
        for word in (user, secret):
            if code == 334:
                code, said = client.docmd(_base64(word))
    else:
        raise FixSettings(
            "login_unsupported", "the server offers neither PLAIN nor LOGIN"
        )
    if code != 235:
        secrets = [*sasl_secrets(user, secret), _base64(secret)]
        words = printable(_words(code, said), secrets)
        raise login_refusal(words, secured=True)


def _disconnected(error: smtplib.SMTPServerDisconnected) -> MailboxError:
    """smtplib makes one of every failure to read an answer."""
    cause = error.__context__
    if isinstance(cause, OSError):
        return network_error(cause, connecting=False)
    return RetryLater("connection_lost", str(error))


def _words(code, said):
    """A server's reply as text; smtplib has its own words as text already."""
    if not isinstance(said, bytes):
        return printable(f"{code} {said}")
    return printable(ServerWords(f"{code} {said.decode('utf-8', 'replace')}"))


def _base64(word):
    return b64encode(word.encode()).decode()
