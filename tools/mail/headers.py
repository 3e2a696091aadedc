"""The header fields of a message or part, read once (RFC 5322 section 2.2)."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice

from ..parsing_limits import MAX_DIRT, MAX_HEADER_LENGTH, MAX_HEADERS
from ..text.charset_names import UTF_8, codec_name
from ..text.charsets import decode_text

_FIELD_NAME = re.compile(rb"([\x21-\x39\x3b-\x7e]+)[ \t]*:")
_ENVELOPE = (b"From ", b">From ")


@dataclass(frozen=True, slots=True)
class Headers:
    """Fields in their order: (name as written, value unfolded, stray 8-bit decoded).

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
    """A head as it was found: its fields, where its body begins, what was wrong.

    `stray` has number and bytes of each field that is not in ASCII (against RFC 5322
    section 2.2) while the head tells no charset of its own.
    """

    headers: Headers
    body_start: int
    defects: tuple[str, ...]
    stray: tuple[tuple[int, bytes], ...] = ()

    @property
    def stray_text(self) -> bytes:
        """The stray fields that are no UTF-8, one a line."""
        return b"\n".join(value for _n, value in self.stray if not _is_utf_8(value))

    def in_charset(self, charset: str) -> "Head":
        """This head, its stray fields read in the charset of a text of the mail: who
        writes such fields writes them in that one too."""
        fields = list(self.headers.fields)
        for number, value in self.stray:
            fields[number] = fields[number][0], _text(value, charset)
        return replace(self, headers=Headers(tuple(fields)), stray=())


def read_headers(raw: bytes) -> Headers:
    """The header fields of a mail alone. Never raises; linear time."""
    return read_head(raw, 0, ()).headers


def read_head(raw: bytes, start: int, delimiters, room: int = MAX_HEADERS) -> Head:
    """Read at most `room` fields of the head that begins at `start`. Never raises;
    linear time.

    Ends at the first empty line, at a line in `delimiters` (a part cut short), or at
    a line that is no header field unless fields go on behind it.
    """
    reader = _HeadReader(raw, delimiters, room)
    body_start = reader.read(start)
    reader.has_controls = _has_controls(raw, start, body_start)
    headers = Headers(tuple(reader.fields()))
    return Head(headers, body_start, tuple(reader.defects), tuple(reader.stray))


class _HeadReader:
    """Walks over the lines of one head."""

    def __init__(self, raw: bytes, delimiters, room: int):
        self.raw = raw
        self.room = room
        self.delimiters = delimiters
        self.found: list[tuple[bytes, list[bytes]]] = []
        self.next_usual = -1  # where the last search found a header behind dirt
        self.defects: dict[str, None] = {}
        self.stray: list[tuple[int, bytes]] = []
        self.has_controls = True

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
                if self._is_delimiter(line) or not self._goes_on(after):
                    self.defects["no empty line between head and body"] = None
                    return place
                self._take_dirt(line)
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
        if len(self.found) < self.room:
            self.found.append((name[1], [line[name.end() :]]))
        else:
            self.defects["more header fields than are read"] = None
        return True

    def _is_delimiter(self, line: bytes) -> bool:
        """Whether a line may begin a part; none can before the head of a mail."""
        return line[:2] == b"--" and bool(self.found or self.delimiters)

    def _take_dirt(self, line: bytes) -> None:
        """Note a line that is no header; it goes on with one that does not end."""
        self.defects["line in head that is no header"] = None
        if self.found and self.found[-1][1][-1].endswith(b";"):
            self.found[-1][1].append(line)

    def _goes_on(self, place: int) -> bool:
        """Whether the head goes on behind a line that is no header: one of the fields
        that mail has stands there before the next empty line, two where the head has
        not begun yet. Else the line is the beginning of a body."""
        if place <= self.next_usual:
            return True
        end = _EMPTY_LINE.search(self.raw, place, place + MAX_DIRT)
        fields = _USUAL_LINE.finditer(
            self.raw, place, end.start() + 1 if end else place + MAX_DIRT
        )
        wanted = list(islice(fields, 1 if self.found else 2))
        if not wanted or (len(wanted) < 2 and not self.found):
            return False
        self.next_usual = wanted[-1].start()
        return True

    def fields(self):
        """Yield name and value of each field."""
        charset = None
        for number, (name, lines) in enumerate(self.found):
            value = b"".join(lines) if len(lines) > 1 else lines[0]
            if len(value) > MAX_HEADER_LENGTH:
                self.defects["header field longer than is read"] = None
                value = value[:MAX_HEADER_LENGTH]
            odd = self.has_controls and _CONTROLS.search(value)
            if value.isascii() and not odd:
                yield name.decode("ascii"), value.decode("ascii").strip()
                continue
            charset = self._charset() if charset is None else charset
            if codec_name(charset) in (None, UTF_8):
                self.stray.append((number, value))
            yield name.decode("ascii"), _text(value, charset)

    def _charset(self) -> str:
        """Charset of the body: who writes 8-bit headers (against RFC 6532) writes
        them in that one too."""
        for name, lines in self.found:
            if name.lower() == b"content-type":
                found = _CHARSET.search(b"".join(lines)[:MAX_HEADER_LENGTH])
                return found[1].decode("ascii") if found else ""
        return ""


def _has_controls(raw: bytes, start: int, end: int) -> bool:
    """Whether there is any of `_CONTROLS` in a head."""
    lone = raw.count(b"\r", start, end) - raw.count(b"\r\n", start, end)
    return lone > 0 or any(raw.find(c, start, end) >= 0 for c in (b"\0", b"\x1b"))


def _is_utf_8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except ValueError:
        return False
    return True


def _text(value: bytes, charset: str) -> str:
    """A value that is not in plain ASCII."""
    return decode_text(value, charset).replace("\r", " ").strip()


# NUL, a lone return, and what begins a change of character set.
_CONTROLS = re.compile(rb"[\0\r\x1b]")
_EMPTY_LINE = re.compile(rb"\n\r?\n")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9._:+-]{1,40})", re.IGNORECASE)
_USUAL_LINE = re.compile(
    rb"^(?:content-[!-9;-~]{1,40}|x-[!-9;-~]{1,60}|list-[a-z-]{1,40}|resent-[a-z-]{1,20}"
    rb"|received|return-path|delivered-to|from|to|cc|subject|date|message-id"
    rb"|mime-version|reply-to|references|in-reply-to|sender|dkim-signature|arc-[a-z-]+"
    rb"|authentication-results)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
