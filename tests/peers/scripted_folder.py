"""The folder of a scripted IMAP server: it remembers what was stored and expunged.

    folder = ScriptedFolder({4: b"Subject: x\r\n\r\n", 9: b"..."})
    with ScriptedServer(imap_script(folder=folder)) as server: ...

It numbers messages anew as they leave, and reports that as RFC 9051 asks. A test's own
answers come before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

DATE = b'"03-Feb-2026 10:00:00 +0100"'
OK = b"{tag} OK done"
_SPAN = re.compile(rb"<(\d+)\.(\d+)>")


class ScriptedFolder:
    """Messages by UID; UIDVALIDITY is 7.

    ``sizes`` and ``dates`` (quoted) are stated where they differ from the truth;
    ``flags`` by UID; ``pending``: UIDs that another client expunged, which is reported
    when the protocol allows it next. ``copied`` has (UID, folder). ``uids_only``: as
    after ENABLE UIDONLY (RFC 9586). ``limit``: how many messages a command is about,
    those with the highest UIDs (RFC 9738).
    """

    def __init__(
        self,
        messages: Mapping[int, bytes] | None = None,
        uids_only: bool = False,
        limit: int | None = None,
    ) -> None:
        self.uids_only, self.limit = uids_only, limit
        self.messages = dict(messages or {})
        self.sizes: dict[int, int | str] = {}
        self.dates: dict[int, bytes] = {}
        self.flags: dict[int, set[bytes]] = {}
        self.pending: list[int] = []
        self.copied: list[tuple[int, bytes]] = []

    def answers(self) -> list[tuple[bytes, Callable[[bytes], bytes]]]:
        """What it answers to the commands of a session."""
        return [
            (rb"(SELECT|EXAMINE) .*", self._select),
            (rb"(UID )?FETCH .*", self._fetch),
            (rb"UID SEARCH UID .*", self._search),
            (rb"UID STORE .*", self._store),
            (rb"UID EXPUNGE .*", lambda line: self._expunge(_words(line)[2])),
            (rb"EXPUNGE", lambda _line: self._expunge()),
            (rb"UID COPY .*", self._copy),
            (rb"UID MOVE .*", self._move),
            (rb"NOOP", lambda _line: self._reported(self.pending)),
        ]

    def _select(self, line: bytes) -> bytes:
        for uid in self.pending:
            self.messages.pop(uid, None)
        self.pending = []
        return (
            b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n{tag} OK [READ-WRITE] selected"
            % len(self.messages)
        )

    def _fetch(self, line: bytes) -> bytes:
        by_uid = _words(line)[0] == b"UID"
        if self.uids_only and not by_uid:
            return b"{tag} BAD [UIDREQUIRED] no numbers"
        wanted, items = _words(line)[by_uid + 1], line.partition(b"(")[2].rstrip(b")")
        asked = [
            (number, uid)
            for number, uid in enumerate(sorted(self.messages), 1)
            if _has(wanted, uid if by_uid else number, max(self.messages))
            and uid not in self.pending
        ]
        kept, ending = self._limited([uid for _number, uid in asked])
        return (
            b"".join(self._row(n, uid, items) for n, uid in asked if uid in kept)
            + ending
        )

    def _limited(self, uids: list[int]) -> tuple[list[int], bytes]:
        """Those of ``uids`` that a command is about, and its last line."""
        if not self.limit or len(uids) <= self.limit:
            return uids, OK
        kept = uids[-self.limit :]
        return kept, b"{tag} OK [MESSAGELIMIT %d %d] partial" % (self.limit, kept[0])

    def _search(self, line: bytes) -> bytes:
        kept, ending = self._limited(self._uids(_words(line)[3]))
        return b"* SEARCH" + b"".join(b" %d" % uid for uid in kept) + b"\r\n" + ending

    def _row(self, number: int, uid: int, items: bytes) -> bytes:
        raw = self.messages[uid]
        parts = [] if self.uids_only else [b"UID %d" % uid]
        for item in items.split():
            if item == b"RFC822.SIZE":
                size = self.sizes.get(uid, len(raw))
                parts.append(b"RFC822.SIZE " + str(size).encode())
            elif item == b"INTERNALDATE":
                parts.append(b"INTERNALDATE " + self.dates.get(uid, DATE))
            elif item == b"FLAGS":
                parts.append(b"FLAGS (%s)" % b" ".join(self.flags.get(uid, ())))
            elif item.startswith(b"BODY.PEEK["):
                parts.append(_body(item, raw))
        if self.uids_only:
            return b"* %d UIDFETCH (%s)\r\n" % (uid, b" ".join(parts))
        return b"* %d FETCH (%s)\r\n" % (number, b" ".join(parts))

    def _store(self, line: bytes) -> bytes:
        for uid in self._uids(_words(line)[2]):
            self.flags.setdefault(uid, set()).add(b"\\Deleted")
        return OK

    def _copy(self, line: bytes) -> bytes:
        _uid, _copy, wanted, target = _words(line)
        self.copied += [(uid, target.strip(b'"')) for uid in self._uids(wanted)]
        return OK

    def _move(self, line: bytes) -> bytes:
        self._copy(line)
        return self._reported(self._uids(_words(line)[2]))

    def _expunge(self, wanted: bytes = b"1:*") -> bytes:
        deleted = [uid for uid in self._uids(wanted) if self._is_deleted(uid)]
        return self._reported(deleted)

    def _is_deleted(self, uid: int) -> bool:
        return b"\\Deleted" in self.flags.get(uid, ())

    def _reported(self, uids: list[int]) -> bytes:
        """Take these off, and say which numbers went, those pending as well."""
        lines = []
        for uid in sorted({*uids, *self.pending} & set(self.messages)):
            number = sorted(self.messages).index(uid) + 1
            expunged = b"* VANISHED %d" % uid if self.uids_only else None
            lines.append((expunged or b"* %d EXPUNGE" % number) + b"\r\n")
            del self.messages[uid]
        self.pending = []
        return b"".join(lines) + OK

    def _uids(self, wanted: bytes) -> list[int]:
        last = max(self.messages, default=0)
        return [uid for uid in sorted(self.messages) if _has(wanted, uid, last)]


def _words(line: bytes) -> list[bytes]:
    """The words of a command without its tag; a name of a folder has no blank."""
    return line.split(b" ")[1:]


def _has(wanted: bytes, number: int, last: int) -> bool:
    """Whether a set such as ``1,3:5,7:*`` names ``number``."""
    for part in wanted.split(b","):
        first, _colon, end = part.replace(b"*", b"%d" % last).partition(b":")
        if int(first) <= number <= int(end or first):
            return True
    return False


def _body(item: bytes, raw: bytes) -> bytes:
    """A literal of the part that is asked for."""
    name = item.replace(b".PEEK", b"")
    if span := _SPAN.search(name):
        first, length = map(int, span.groups())
        name, raw = _SPAN.sub(b"<%d>" % first, name), raw[first : first + length]
    if b"[HEADER]" in name:
        raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    return b"%s {%d}\r\n%s" % (name, len(raw), raw)
