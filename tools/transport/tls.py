"""TLS as every session uses it: always verified, never optional."""

from __future__ import annotations

import socket
import ssl
from typing import Protocol

from ..errors import FixSettings, MailboxError
from .session import BearerCredential, MailboxSettings

PROBE_SECONDS = 5.0  # a port that speaks TLS answers a hello at once


class Endpoint(Protocol):
    """Where a server listens, and how it is spoken to (`MailboxSettings`,
    `SmtpSettings`); ``timeout`` in seconds."""

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...

    @property
    def timeout(self) -> float: ...

    @property
    def implicit_tls(self) -> bool: ...


def tls_context(ca_pem: str | None) -> ssl.SSLContext:
    """Return a context that verifies certificate and host name, TLS 1.2 or newer.

    ``ca_pem`` is the PEM text of the one authority (or server certificate) to trust;
    without it the system's authorities are trusted. Raises `FixSettings` with
    authority_invalid.
    """
    try:
        context = ssl.create_default_context(cadata=ca_pem or None)
    except (ssl.SSLError, TypeError, ValueError) as error:
        raise FixSettings("authority_invalid", str(error)) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # The named authority may be an intermediate one; Python 3.13 does so by itself.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def check_carrier(settings: MailboxSettings) -> None:
    """Raise `FixSettings` with token_needs_tls where a token would go in the clear.

    RFC 6750, 5.2 and RFC 7628, 3 ask for TLS; asked before anything is sent.
    """
    if isinstance(settings.credential, BearerCredential) and not settings.secured:
        raise FixSettings("token_needs_tls", settings.protocol)


def explained(
    failure: MailboxError, endpoint: Endpoint, context: ssl.SSLContext
) -> MailboxError:
    """Return the error of a greeting that did not come: `FixSettings` with
    tls_expected where a clear-text one was waited for at a TLS port, else ``failure``.
    """
    silent = failure.code in ("timed_out", "connection_lost")
    if not silent or endpoint.implicit_tls:
        return failure
    if speaks_tls(endpoint.host, endpoint.port, context, endpoint.timeout):
        return FixSettings("tls_expected", failure.detail)
    return failure


def speaks_tls(host: str, port: int, context: ssl.SSLContext, timeout: float) -> bool:
    """Tell whether a TLS server listens there; nothing is sent but the handshake.

    Asked after a clear-text greeting failed to come: a TLS port is silent until the
    client speaks, which looks like a dead server.
    """
    seconds = min(timeout, PROBE_SECONDS)
    try:
        with (
            socket.create_connection((host, port), timeout=seconds) as connection,
            context.wrap_socket(connection, server_hostname=host),
        ):
            return True
    except ssl.SSLCertVerificationError:
        return True
    except OSError:
        return False
