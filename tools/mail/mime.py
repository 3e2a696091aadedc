"""The tree of a message's parts, read in one pass over its bytes (RFC 2046)."""

import re
from collections.abc import Mapping

from ..parsing_limits import MAX_ALL_HEADERS, MAX_DEPTH, MAX_HEADERS, MAX_PARTS
from ..text.charset_guess import guess_charset
from ..text.charset_names import UTF_8, codec_name
from ..text.charset_of_few import guess_charset_of_few
from ..text.header_text import parse_parameters
from .declared_names import declared_name
from .delimiters import (
    delimiter_of,
    read_content_type,
    search_end,
    used_content_type,
    used_delimiter,
)
from .headers import Head, read_head
from .mime_part import MimePart
from .transfer_encoding import NOT_ENCODED, decode_transfer, transfer_encoding

__all__ = ["MimePart", "read_mime"]

_CARRIERS = ("message/rfc822", "message/global", "message/news")
_DIRT = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*(?=(?:From |[!-9;-~]+[ \t]*:))")
_FIRST_LINE_END = re.compile(rb"\r*\n|\r")


def read_mime(
    raw: bytes, levels: int = MAX_DEPTH, most: int = MAX_PARTS
) -> tuple[MimePart, tuple[str, ...]]:
    """Root part of a mail, and what was wrong with it. Never raises; linear time.

    Not deeper than `levels` and not more than `most` parts; what lies beyond is noted
    as a defect.
    """
    first_end = _FIRST_LINE_END.search(raw)
    if first_end and first_end[0] == b"\r":
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    reader = _TreeReader(raw, levels, most)
    root = reader.read()
    return root, tuple(reader.defects)


class _Open:
    """A part whose end has not been met yet."""

    __slots__ = ("head", "type", "parameters", "encoding", "delimiter", "parts")

    def __init__(self, head: Head, default_type: str, content_type):
        self.head = head
        self.type: str = default_type
        self.parameters: Mapping[str, str] = {}
        if content_type:
            self.type, self.parameters = content_type
        self.encoding = transfer_encoding(
            head.headers.get_all("Content-Transfer-Encoding")
        )
        self.delimiter: bytes | None = None
        self.parts: list[MimePart] = []

    def read_in(self, charset: str) -> None:
        """Read the fields that are not in ASCII in this charset."""
        self.head = self.head.in_charset(charset)
        value = self.head.headers.get("Content-Type")
        self.parameters = read_content_type(value)[1] if value else {}


class _TreeReader:
    """Goes from delimiter line to delimiter line with a stack of open parts."""

    def __init__(self, raw: bytes, levels: int, most: int):
        self.raw = raw
        self.levels, self.most = levels, most
        self.stack: list[_Open] = []
        self.delimiters: dict[bytes, int] = {}
        self.defects: dict[str, None] = {}
        self.count = 0
        self.charset = ""  # of the first text part that tells one
        self.text: MimePart | None = None  # the first one that tells none
        self.beginning = ""  # of that
        self.room = MAX_ALL_HEADERS  # fields that may still be read
        self.root: MimePart | None = None

    def read(self) -> MimePart:
        """Read the whole mail."""
        dirt = _DIRT.match(self.raw)
        place = self._open(dirt.end() if dirt else 0, "text/plain")
        while self.delimiters:
            line_start, place, line = self._next_line(place)
            if line is None:
                break
            level = self.delimiters.get(line)
            if level is None:
                continue
            self._close_down_to(level + 1, self._before(line_start))
            if line == self.stack[level].delimiter and self.count < self.most:
                digest = self.stack[level].type == "multipart/digest"
                place = self._open(place, "message/rfc822" if digest else "text/plain")
            else:
                self._end_of_parts(level, line)
        if self.delimiters:
            self.defects["a multipart has no end"] = None
        self._close_down_to(0, len(self.raw))
        return self.root  # type: ignore[return-value]  # closing set it

    def _next_line(self, place: int) -> tuple[int, int, bytes | None]:
        """Start, end and text of the next line beginning with "--", from `place`."""
        raw = self.raw
        if not raw.startswith(b"--", place) or (place and raw[place - 1] != 10):
            place = raw.find(b"\n--", place) + 1
            if not place:
                return 0, 0, None
        end = raw.find(b"\n", place)
        after = len(raw) if end < 0 else end + 1
        return place, after, raw[place:after].rstrip()

    def _before(self, line_start: int) -> int:
        """End of a body before a delimiter: the line end between belongs to the
        delimiter (RFC 2046 section 5.1.1)."""
        end = line_start - (self.raw[line_start - 1 : line_start] == b"\n")
        return end - (self.raw[end - 1 : end] == b"\r")

    def _open(self, place: int, default_type: str) -> int:
        """Open the part at `place` and the messages it carries; return its body."""
        while True:
            room = min(self.room, MAX_HEADERS)
            head = read_head(self.raw, place, self.delimiters, room)
            self.room -= len(head.headers.fields)
            self.defects.update(dict.fromkeys(head.defects))
            part = _Open(head, default_type, self._content_type(head))
            self.stack.append(part)
            self.count += 1
            place = head.body_start
            if part.type.startswith("multipart/"):
                self._begin_parts(part)
            elif part.type in _CARRIERS and part.encoding in NOT_ENCODED:
                if self._may_go_down(part):
                    default_type = "text/plain"
                    continue
            return place

    def _content_type(self, head: Head):
        """Type and parameters that a head declares, or None."""
        values = head.headers.get_all("Content-Type")
        end = search_end(self.raw, head.body_start, is_whole=not self.count)
        value = used_content_type(values, self.raw, head.body_start, end)
        return read_content_type(value) if value else None

    def _may_go_down(self, part: _Open) -> bool:
        """Whether the limits allow a level below `part`; if not, it is a plain file."""
        if len(self.stack) < self.levels and self.count < self.most:
            return True
        self.defects["parts nested deeper than are read"] = None
        part.type = "application/octet-stream"
        return False

    def _begin_parts(self, part: _Open) -> None:
        """Begin to look for the delimiters of a multipart."""
        start = part.head.body_start
        end = search_end(self.raw, start, is_whole=self.count == 1)
        declared = delimiter_of(part.parameters)
        delimiter, is_other = used_delimiter(
            declared, self.raw, start, end, self.delimiters
        )
        if not delimiter:
            self.defects["a multipart has no boundary"] = None
            part.type = "text/plain"
        elif self._may_go_down(part):
            if is_other:
                self.defects["the boundary is not the declared one"] = None
            part.delimiter = delimiter
            self._list_delimiters()

    def _end_of_parts(self, level: int, line: bytes) -> None:
        """No more parts in the multipart at `level`: the rest is its epilogue."""
        if line == self.stack[level].delimiter:
            self.defects["more parts than are read"] = None
        self.stack[level].delimiter = None
        self._list_delimiters()

    def _list_delimiters(self) -> None:
        """The lines that mean something now; the innermost part wins."""
        self.delimiters = {}
        for level, part in enumerate(self.stack):
            if part.delimiter is not None:
                self.delimiters[part.delimiter + b"--"] = level
                self.delimiters[part.delimiter] = level

    def _close_down_to(self, level: int, end: int) -> None:
        """Close the open parts above `level`, whose bodies end at `end`."""
        had_delimiter = False
        while len(self.stack) > level:
            part = self.stack.pop()
            had_delimiter |= part.delimiter is not None
            self._close(part, max(end, part.head.body_start))
        if had_delimiter and self.stack:
            self.defects["a multipart has no end"] = None
            self._list_delimiters()

    def _close(self, part: _Open, end: int) -> None:
        """Freeze `part` and hand it to its parent."""
        if part.type.startswith("multipart/") and not part.parts:
            self.defects["a multipart has no parts"] = None
            part.type = "text/plain"
        frozen = _freeze(self.raw, part, end)
        self._note_charset(frozen)
        if part.head.stray:
            part.read_in(self._likely_charset() or self._charset_of(part.head))
            frozen = _freeze(self.raw, part, end)
        if self.stack:
            self.stack[-1].parts.append(frozen)
        else:
            self.root = frozen

    def _note_charset(self, part: MimePart) -> None:
        """Remember what the texts of the mail are written in."""
        if self.charset or not part.content_type.startswith("text/"):
            return
        declared = part.parameters.get("charset")
        if codec_name(declared) not in (None, UTF_8):
            self.charset = declared or ""
        elif self.text is None:
            self.text = part

    def _likely_charset(self) -> str:
        """The charset that fields are written in which tell none."""
        if not self.charset and self.text is not None:
            start, end = self.text.start, min(self.text.end, self.text.start + 8_192)
            beginning = decode_transfer(self.raw[start:end], self.text.encoding)
            self.charset = guess_charset(beginning) or ""
            self.beginning = beginning.decode("utf-8", "ignore")
            self.text = None
        return self.charset

    def _charset_of(self, head: Head) -> str:
        """The charset of a few words, whatever that of the texts is."""
        few = head.stray_text
        return guess_charset_of_few(few, self.beginning) or "" if few else ""


def _freeze(raw: bytes, part: _Open, end: int) -> MimePart:
    """The finished value of a part."""
    headers = part.head.headers
    value = headers.get("Content-Disposition")
    disposition, parameters = parse_parameters(value) if value else ("", {})
    return MimePart(
        raw=raw,
        start=part.head.body_start,
        end=end,
        headers=headers,
        content_type=part.type,
        parameters=part.parameters,
        disposition=disposition,
        filename=declared_name(parameters, part.parameters),
        encoding=part.encoding,
        parts=tuple(part.parts),
    )
