"""The header fields of a message or part, read once (RFC 5322 section 2.2)."""

import re
from dataclasses import dataclass, field

from .charsets import decode_text
from .limits import MAX_HEADER_LENGTH, MAX_HEADERS

_FIELD_NAME = re.compile(rb"([\x21-\x39\x3b-\x7e]+)[ \t]*:")
_ENVELOPE = (b"From ", b">From ")


@dataclass(frozen=True, slots=True)
class Headers:
    """Fields in their order: (name as written, value unfolded and without 8-bit sins).

    Encoded words are left as they are. Look-up ignores case.
    """

    fields: tuple[tuple[str, str], ...] = ()
    _index: dict[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        index: dict[str, list[str]] = {}
        for name, value in self.fields:
            index.setdefault(name.lower(), []).append(value)
        object.__setattr__(self, "_index", index)

    def get_all(self, name: str) -> tuple[str, ...]:
        """Values of all fields called `name`, topmost first; () without one."""
        return tuple(self._index.get(name.lower(), ()))

    def get(self, name: str, default: str = "") -> str:
        """Value of the topmost field called `name`, or `default`."""
        values = self._index.get(name.lower())
        return values[0] if values else default

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._index


@dataclass(frozen=True, slots=True)
class Head:
    """A head as it was found: its fields, where its body begins, what was wrong."""

    headers: Headers
    body_start: int
    defects: tuple[str, ...]


def read_head(raw: bytes, start: int, delimiters) -> Head:
    """Read the head that begins at `start`. Never raises; linear time.

    Ends at the first empty line, at a line in `delimiters` (a part cut short), or at
    a line that is no header field unless fields go on behind it.
    """
    reader = _HeadReader(raw, delimiters)
    body_start = reader.read(start)
    return Head(Headers(tuple(reader.fields())), body_start, tuple(reader.defects))


class _HeadReader:
    """Walks over the lines of one head."""

    def __init__(self, raw: bytes, delimiters):
        self.raw = raw
        self.delimiters = delimiters
        self.found: list[tuple[bytes, list[bytes]]] = []
        self.defects: dict[str, None] = {}

    def read(self, start: int) -> int:
        """Collect the raw fields; return where the body begins."""
        raw, place, size = self.raw, start, len(self.raw)
        while place < size:
            end = raw.find(b"\n", place)
            after = size if end < 0 else end + 1
            line = raw[place:after].rstrip(b"\r\n")
            if not line:
                return after
            if line[:2] == b"--" and line.rstrip() in self.delimiters:
                self.defects["head cut by a boundary"] = None
                return place
            if not self._take(line, first=place == start):
                if line[:2] == b"--" or not self._goes_on(after):
                    self.defects["no empty line between head and body"] = None
                    return place
                self.defects["line in head that is no header"] = None
            place = after
        return place

    def _take(self, line: bytes, first: bool) -> bool:
        """Take one line of the head; False when it is no part of one."""
        if line[0] in b" \t":
            if self.found:
                self.found[-1][1].append(line)
                return True
            return not line.strip()
        name = _FIELD_NAME.match(line)
        if name is None:
            return first and line.startswith(_ENVELOPE)
        if len(self.found) < MAX_HEADERS:
            self.found.append((name[1], [line[name.end() :]]))
        else:
            self.defects["more header fields than are read"] = None
        return True

    def _goes_on(self, place: int) -> bool:
        """Whether the line at `place` is a header field or ends the head, so that
        the line before it is dirt in a head and not the beginning of a body."""
        match = _FIELD_NAME.match(self.raw, place)
        return bool(self.found) and match is not None and _is_usual(match[1])

    def fields(self):
        """Yield name and value of each field."""
        for name, lines in self.found:
            value = b"".join(lines) if len(lines) > 1 else lines[0]
            if len(value) > MAX_HEADER_LENGTH:
                self.defects["header field longer than is read"] = None
                value = value[:MAX_HEADER_LENGTH]
            yield name.decode("ascii"), _value_text(value)


def _value_text(value: bytes) -> str:
    """Text of a raw value; RFC 6532 and worse where it is not ASCII."""
    plain = value.isascii() and b"\0" not in value
    text = value.decode("ascii") if plain else decode_text(value)
    return text.replace("\r", " ").strip()


_USUAL = re.compile(
    rb"(?:content-|x-|list-|resent-|received|return-path|delivered-to|from\Z|to\Z|cc\Z"
    rb"|subject\Z|date\Z|message-id\Z|mime-version\Z|reply-to\Z|references\Z"
    rb"|in-reply-to\Z|sender\Z|dkim-|arc-|authentication-results)",
    re.IGNORECASE,
)


def _is_usual(name: bytes) -> bool:
    """Whether a field of this name belongs into the head of a mail."""
    return _USUAL.match(name) is not None
