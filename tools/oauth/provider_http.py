"""The one way by which this package asks an authority anything.

The libraries bring sessions of their own (`requests.Session` and its children), so
the rules sit in the adapter that such a session sends by; `guard` mounts it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from ..transport.tls import tls_context
from .oauth_failures import Answer, Refused
from .provider_addresses import check_address, check_url
from .quiet import silence_libraries

DEFAULT_TIMEOUT = 20.0  # seconds of silence; providers answer within one or two
ANSWER_BYTES = 2**20  # far above any answer of an authority; read before parsing
PIECE_BYTES = 2**14

AnySession = TypeVar("AnySession", bound=requests.Session)


@dataclass(frozen=True)
class HttpOptions:
    """How authorities are asked.

    ``ca_pem``: PEM text of the one authority to trust instead of the system's.
    ``allow_private``: hosts in private networks may be asked, too. ``timeout``:
    seconds an authority may be silent.
    """

    ca_pem: str | None = field(default=None, repr=False)
    allow_private: bool = False
    timeout: float = DEFAULT_TIMEOUT


def guard(session: AnySession, options: HttpOptions) -> AnySession:
    """Return the session, able to do nothing but what `GuardedAdapter` lets through.

    The environment is not trusted: REQUESTS_CA_BUNDLE would silently replace the
    authority to trust, .netrc would add a password to the client's own words, and
    behind a proxy of HTTPS_PROXY no connection could be checked. (The adapter takes
    neither the first nor the last, even when told.) The mail servers are reached
    without a proxy, too.
    """
    silence_libraries()
    session.trust_env = False
    for adapter in session.adapters.values():
        adapter.close()
    session.adapters.clear()
    session.mount("https://", GuardedAdapter(options))
    return session


class GuardedConnection(HTTPSConnection):
    """Looks at the address it got to, as a name may have changed since the check."""

    allow_private = False

    def _new_conn(self):
        connection = super()._new_conn()
        try:
            check_address(connection.getpeername()[0], self.allow_private)
        except BaseException:
            connection.close()
            raise
        return connection


class PrivateConnection(GuardedConnection):
    """One that may lead into a private network."""

    allow_private = True


class _PublicPool(HTTPSConnectionPool):
    ConnectionCls = GuardedConnection


class _PrivatePool(HTTPSConnectionPool):
    ConnectionCls = PrivateConnection


class GuardedAdapter(HTTPAdapter):
    """https only, verified TLS, a time-out always, no redirects, bounded answers.

    An answer that is not a JSON object, or says no, is raised as `Refused`: before
    the libraries, which each have exceptions of their own for it (and some a log
    line), get to see it.
    """

    def __init__(self, options: HttpOptions) -> None:
        self._options = options
        self._context = tls_context(options.ca_pem)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        pool = _PrivatePool if self._options.allow_private else _PublicPool
        self.poolmanager.pool_classes_by_scheme = {"https": pool}

    def cert_verify(self, conn, url, verify, cert) -> None:
        """The context has the authorities; requests would add those of certifi."""

    def send(self, request, *_args: Any, **_kwargs: Any) -> requests.Response:
        """Send, whatever the caller thinks of time-outs, verifying and proxies."""
        check_url(request.url, self._options.allow_private)
        # Small answers; and no decompressing of what turns out to be large.
        request.headers["Accept-Encoding"] = "identity"
        response = super().send(request, stream=True, timeout=self._options.timeout)
        with response:
            body = bytearray()
            for piece in response.iter_content(PIECE_BYTES):
                body += piece
                if len(body) > ANSWER_BYTES:
                    raise Refused(Answer(status=response.status_code))
        response._content = bytes(body)  # requests keeps what it has read there
        _check(response)
        return response


def _check(response: requests.Response) -> None:
    """Raise `Refused` for anything but a JSON object that is no error."""
    try:
        said = response.json()
    except (ValueError, RecursionError):
        said = None
    good = response.status_code == requests.codes.ok and isinstance(said, dict)
    if not good or "error" in said:
        raise Refused(Answer.read(response.status_code, said))
