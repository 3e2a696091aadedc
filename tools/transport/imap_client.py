"""imapclient over a connection that is read within bounds."""

from __future__ import annotations

import imaplib
from typing import Any

from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.response_parser import parse_response
from imapclient.tls import IMAP4_TLS

from .bounded import AnswerTooLong, BoundedReader, Meter
from .imap_index import FolderIndex

# Untagged answers to one command that are kept until it ends: those of a listing are a
# thousand, folders may be more.
MOST_ANSWERS = 100_000
# What an untagged answer leaves for later commands; all else belongs to the one before.
_LASTING = frozenset({"CAPABILITY", "PREAUTH", "BYE"})


class _Bounded(imaplib.IMAP4):
    """What imaplib reads of its file comes from a `BoundedReader`.

    A new one for each socket: what was sent in the clear before TLS is not read as if
    it had come encrypted. Messages that leave the folder are followed in ``index``.
    """

    def __init__(self, meter: Meter, index: FolderIndex, *args: Any) -> None:
        self._meter = meter
        self._index = index
        self._bounded: BoundedReader | None = None
        self._answers = 0
        super().__init__(*args)

    def _reader(self) -> BoundedReader:
        if self._bounded is None or self._bounded.connection is not self.sock:
            self._bounded = BoundedReader(self.sock, self._meter)
        return self._bounded

    def read(self, size: int) -> bytes:
        return self._reader().read(size)

    def readline(self) -> bytes:
        """A line, ended by CRLF; GNU Mailutils ends some by LF alone."""
        line = self._reader().readline()
        if line.endswith(b"\n") and not line.endswith(b"\r\n"):
            return line[:-1] + b"\r\n"
        return line

    def send(self, data: Any) -> None:
        self._meter.begin()
        self._answers = 0
        super().send(data)

    def _command(self, name: str, *args: Any) -> bytes:
        self.untagged_responses = {
            key: lines[-1:]
            for key, lines in self.untagged_responses.items()
            if key in _LASTING
        }
        return super()._command(name, *args)  # type: ignore[misc]  # imaplib's

    def _append_untagged(self, typ: str, dat: Any) -> None:
        if typ == "EXPUNGE":
            self._index.expunge(int(dat))
        elif typ == "VANISHED":
            self._index.vanish(dat)
        else:
            self._answers += 1
            if self._answers > MOST_ANSWERS:
                raise AnswerTooLong("the answer has too many parts")
            super()._append_untagged(typ, dat)  # type: ignore[misc]  # imaplib's


class _Plain(_Bounded, IMAP4WithTimeout):
    pass


class _Encrypted(_Bounded, IMAP4_TLS):
    pass


class BoundedClient(IMAPClient):
    """An `IMAPClient` whose ``meter`` bounds each answer.

    ``index`` follows which messages leave the selected folder.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self.meter = Meter()
        self.index = FolderIndex()
        super().__init__(*args, **options)

    def _create_IMAP4(self) -> imaplib.IMAP4:
        timeout = self._timeout.connect if self._timeout else None
        where = (self.meter, self.index, self.host, self.port)
        if self.ssl:
            return _Encrypted(*where, self.ssl_context, timeout)
        return _Plain(*where, timeout)

    def my_rights(self, folder: str) -> str | None:
        """Letters of what the user may do in ``folder`` (RFC 4314, 3.5); None where the
        server does not say. Raises imapclient's errors."""
        if not self.has_capability("ACL"):
            return None
        status, lines = self._imap.myrights(self._normalise_folder(folder))
        words: tuple[Any, ...] = parse_response(lines) if status == "OK" else ()
        if len(words) < 2:
            return None
        return words[-1].decode("latin-1") if isinstance(words[-1], bytes) else ""
