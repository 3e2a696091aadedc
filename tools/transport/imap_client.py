"""imapclient over a connection that is read within bounds."""

from __future__ import annotations

import imaplib
from typing import Any

from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from .bounded import BoundedReader, Meter


class _Bounded(imaplib.IMAP4):
    """What imaplib reads of its file comes from a `BoundedReader`.

    A new one for each socket: what was sent in the clear before TLS is not read as if
    it had come encrypted.
    """

    def __init__(self, meter: Meter, *args: Any) -> None:
        self._meter = meter
        self._bounded: BoundedReader | None = None
        super().__init__(*args)

    def _reader(self) -> BoundedReader:
        if self._bounded is None or self._bounded.connection is not self.sock:
            self._bounded = BoundedReader(self.sock, self._meter)
        return self._bounded

    def read(self, size: int) -> bytes:
        return self._reader().read(size)

    def readline(self) -> bytes:
        return self._reader().readline()

    def send(self, data: Any) -> None:
        self._meter.begin()
        super().send(data)


class _Plain(_Bounded, IMAP4WithTimeout):
    pass


class _Encrypted(_Bounded, IMAP4_TLS):
    pass


class BoundedClient(IMAPClient):
    """An `IMAPClient` whose ``meter`` bounds each answer."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.meter = Meter()
        super().__init__(*args, **options)

    def _create_IMAP4(self) -> imaplib.IMAP4:
        timeout = self._timeout.connect if self._timeout else None
        where = (self.meter, self.host, self.port)
        if self.ssl:
            return _Encrypted(*where, self.ssl_context, timeout)
        return _Plain(*where, timeout)
