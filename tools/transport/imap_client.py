"""imapclient over a connection that is read within bounds."""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.response_parser import parse_fetch_response, parse_response
from imapclient.tls import IMAP4_TLS

from ..errors import ServerWords
from .bounded import MOST_MESSAGES, AnswerTooLong, BoundedReader, Meter
from .imap_index import FolderIndex
from .imap_lines import readable_line, readable_rest, searched

# Untagged answers to one command that are kept until it ends: those of a listing are a
# thousand, folders may be more.
MOST_ANSWERS = 100_000
# Bytes of an answer that are no message: to read them costs some forty times as much
# memory. A row of a listing has two hundred.
MOST_TEXT = 4 * 2**20
# What an untagged answer leaves for later commands; all else belongs to the one before.
_LASTING = frozenset({"CAPABILITY", "PREAUTH", "BYE"})

# RFC 9051, 7.5.1, and what GNU Mailutils says.
_EXPUNGES = ("EXPUNGE", "EXPUNGED")
_MESSAGE_LIMIT = re.compile(rb"MESSAGELIMIT=([1-9]\d{0,9})")
_CUT_SHORT = re.compile(rb"\d+ (\d{1,10})")


class UnreadableLine(imaplib.IMAP4.abort):
    """A line that is not IMAP's; it is the error's argument, as `ServerWords`."""


def words_of(error: BaseException) -> str:
    """Return what an imaplib or imapclient error says: `ServerWords` where it was made
    of a server's answer by `BoundedClient`."""
    words = error.args[0] if error.args else ""
    if isinstance(words, bytes):  # imaplib's own use of an answer
        return _words(words)
    return words if isinstance(words, str) else str(error)


def _words(line: bytes) -> ServerWords:
    return ServerWords(line.decode("utf-8", "replace"))


class _Bounded(imaplib.IMAP4):
    """What imaplib reads of its file comes from a `BoundedReader`.

    A new one for each socket: what was sent in the clear before TLS is not read as if
    it had come encrypted. Messages that leave the folder are followed in ``index``.

    Errors over a server's answer hold its words alone, as `ServerWords`.
    """

    def __init__(self, meter: Meter, index: FolderIndex, *args: Any) -> None:
        self._meter = meter
        self._index = index
        self._bounded: BoundedReader | None = None
        self._answers = self._text = 0
        self._goes_on = False  # a literal came: the next line is the rest of its answer
        self._line = b""  # the last one that was read
        super().__init__(*args)

    def _get_capabilities(self) -> None:
        """What speaks IMAP4rev2 alone is understood, as nothing is asked that is not in
        both (RFC 9051, appendix E)."""
        super()._get_capabilities()  # type: ignore[misc]  # imaplib's
        if "IMAP4REV2" in self.capabilities:
            self.capabilities += ("IMAP4REV1",)

    def _reader(self) -> BoundedReader:
        if self._bounded is None or self._bounded.connection is not self.sock:
            self._bounded = BoundedReader(self.sock, self._meter)
        return self._bounded

    def read(self, size: int) -> bytes:
        self._goes_on = True
        return self._reader().read(size)

    def readline(self) -> bytes:
        self._line = self._bounded_line()
        return self._line

    def _bounded_line(self) -> bytes:
        """A line, ended by CRLF; GNU Mailutils ends some by LF alone."""
        line = self._reader().readline(MOST_TEXT + 1)
        if line[:8].upper() == b"* SEARCH":
            line += b"" if line.endswith(b"\n") else self._reader().readline()
            is_too_long = line.count(b" ") > MOST_MESSAGES + 1
        else:
            self._text += len(line)
            is_too_long = self._text > MOST_TEXT
        if is_too_long:
            raise AnswerTooLong("the answer has too many words")
        if line.endswith(b"\n") and not line.endswith(b"\r\n"):
            line = line[:-1] + b"\r\n"
        goes_on, self._goes_on = self._goes_on, False
        return readable_rest(line) if goes_on else readable_line(line)

    def send(self, data: Any) -> None:
        self._meter.begin()
        self._answers = self._text = 0
        super().send(data)

    def _command(self, name: str, *args: Any) -> bytes:
        self._forget_answers()
        return super()._command(name, *args)  # type: ignore[misc]  # imaplib's

    def _new_tag(self) -> bytes:
        self._forget_answers()
        return super()._new_tag()  # type: ignore[misc]  # imaplib's

    def _get_response(self) -> Any:
        try:
            return super()._get_response()  # type: ignore[misc]  # imaplib's
        except self.abort as error:
            if words_of(error).startswith("unexpected"):
                raise UnreadableLine(_words(self._line.strip())) from None
            raise

    def _check_bye(self) -> None:
        lines: Any = self.untagged_responses.get("BYE")
        if lines:
            raise self.abort(_words(lines[-1]))

    def _command_complete(self, name: str, tag: bytes) -> Any:
        """As imaplib's; NO and BAD raise, both."""
        if name == "LOGOUT":
            return super()._command_complete(name, tag)  # type: ignore[misc]
        self._check_bye()
        status, said = self._get_tagged_response(tag)
        self._check_bye()
        if status in ("NO", "BAD"):
            if name in ("SELECT", "EXAMINE"):  # RFC 9051, 6.3.2: none is selected then
                self.state = "AUTH"
            raise self.error(_words(said[-1]))
        return status, said

    def _forget_answers(self) -> None:
        """What no command asked for is no part of the next one's answer."""
        self.untagged_responses = {
            key: lines[-1:]
            for key, lines in self.untagged_responses.items()
            if key in _LASTING
        }

    def _append_untagged(self, typ: str, dat: Any) -> None:
        if typ in _EXPUNGES:
            self._index.expunge(int(dat))
        elif typ == "VANISHED":
            if dat.count(b",") > MOST_ANSWERS:
                raise AnswerTooLong("the answer has too many parts")
            self._index.vanish(dat)
        elif typ == "ESEARCH":
            self._append_untagged("SEARCH", searched(dat, MOST_MESSAGES))
        else:
            self._answers += 1
            if self._answers > MOST_ANSWERS:
                raise AnswerTooLong("the answer has too many parts")
            super()._append_untagged(typ, dat)  # type: ignore[misc]  # imaplib's


class _Plain(_Bounded, IMAP4WithTimeout):
    pass


class _Encrypted(_Bounded, IMAP4_TLS):
    pass


Rows = dict[int, dict[bytes, Any]]
# In place of a body that a server sent twice, in two ways.
CONTRADICTORY = object()


def _answers(lines: Sequence[Any]) -> Iterator[list[Any]]:
    """Each FETCH answer by itself: literals, and the text that ends it."""
    answer: list[Any] = []
    for line in lines:
        if line is not None:
            answer.append(line)
        if isinstance(line, bytes):
            yield answer
            answer = []


def _both(first: dict[bytes, Any], second: dict[bytes, Any]) -> dict[bytes, Any]:
    """What two answers say of one message."""
    row = {**first, **second}
    for name in first.keys() & second.keys():
        if name.startswith(b"BODY[") and first[name] != second[name]:
            row[name] = CONTRADICTORY
    return row


class BoundedClient(IMAPClient):
    """An `IMAPClient` whose ``meter`` bounds each answer.

    ``index`` follows which messages leave the selected folder. ``uids_only``: no
    sequence numbers may be used (RFC 9586). Its methods raise imapclient's errors.
    """

    def __init__(self, meter: Meter, *args: Any, **options: Any) -> None:
        self.meter = meter
        self.index = FolderIndex()
        self.uids_only = False
        super().__init__(*args, **options)

    def _create_IMAP4(self) -> imaplib.IMAP4:
        timeout = self._timeout.connect if self._timeout else None
        where = (self.meter, self.index, self.host, self.port)
        if self.ssl:
            return _Encrypted(*where, self.ssl_context, timeout)
        return _Plain(*where, timeout)

    @property
    def is_logged_in(self) -> bool:
        """Whether the server says so, perhaps before it was asked (RFC 9051, 7.1.4)."""
        return self._imap.state != "NONAUTH"

    def _check_resp(
        self, expected: str, _command: str, status: str, said: Sequence[bytes]
    ) -> None:
        if status != expected:
            raise IMAPClientError(_words(said[-1]))

    def introduce(self, fields: Mapping[str, str]) -> None:
        """Say who we are (RFC 2971); whatever the server is called is not read."""
        words = " ".join(f'"{word}"' for pair in fields.items() for word in pair)
        self._checkok("id", *self._imap._simple_command("ID", f"({words})"))

    def ask_status(self, folder: str) -> None:
        """Ask for the state of a folder; what it is is not read."""
        name = self._normalise_folder(folder)
        self._checkok("status", *self._imap.status(name, "(UIDNEXT)"))

    def use_uids_only(self) -> None:
        """Enable UIDONLY (RFC 9586, 3), before a folder is selected."""
        enabled = self.enable("UIDONLY")
        self.uids_only = b"UIDONLY" in (word.upper() for word in enabled)

    def fetch(self, messages: Sequence[int], data: Any, modifiers: Any = None) -> Any:
        """As imapclient's, where UIDFETCH comes as well (RFC 9586, 3.3).

        A message of which two answers have another body is `CONTRADICTORY`.
        """
        command = ["UID", "FETCH"] if self.use_uid else ["FETCH"]
        wanted = ",".join(map(str, messages))
        tag = self._imap._command(*command, wanted, f"({' '.join(data)})")
        status, said = self._imap._command_complete("FETCH", tag)
        self._checkok("fetch", status, said)
        kind = "UIDFETCH" if self.uids_only else "FETCH"
        status, lines = self._imap._untagged_response(status, said, kind)
        rows: Rows = {}
        for answer in _answers(lines):
            parsed = parse_fetch_response(answer, self.normalise_times, self.use_uid)
            for key, row in parsed.items():
                rows[key] = _both(rows.get(key, {}), row)
        if not self.uids_only:
            return rows
        return {uid: {**rows[uid], b"UID": uid} for uid in messages if uid in rows}

    def message_limit(self) -> int | None:
        """How many messages one command may name (RFC 9738, 3); None: as many as one
        likes."""
        for word in self.capabilities():
            if match := _MESSAGE_LIMIT.fullmatch(word):
                return int(match.group(1))
        return None

    def lowest_processed(self) -> int | None:
        """The UID that the last answer got down to before it was cut short (RFC 9738,
        3.1); None where it is whole."""
        said = self._imap.untagged_responses.pop("MESSAGELIMIT", None) or [b""]
        match = _CUT_SHORT.match(said[-1] or b"")
        return int(match.group(1)) if match else None

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
