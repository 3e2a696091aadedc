"""One part of a message and what lies below it (RFC 2046)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..parsing_limits import MAX_ALL_HEADERS, MAX_HEADERS, MAX_PARTS
from ..text.charsets import decode_html, decode_text
from .headers import Headers, read_head
from .transfer_encoding import NOT_ENCODED, decode_transfer, decoded_size

_EMPTY_LINES = re.compile(rb"[\r\n]*")


@dataclass(frozen=True, slots=True, repr=False)
class MimePart:
    """One part: its headers, where its body lies in the mail's bytes, its children.

    `content_type` is what the part really is: a container without usable parts has
    become text/plain, one nested too deep application/octet-stream.
    """

    raw: bytes
    start: int
    end: int
    headers: Headers
    content_type: str
    parameters: Mapping[str, str]
    disposition: str
    filename: str
    encoding: str
    parts: tuple["MimePart", ...]

    @property
    def is_multipart(self) -> bool:
        """Whether this is a container of RFC 2046 section 5.1."""
        return self.content_type.startswith("multipart/")

    @property
    def is_carrier(self) -> bool:
        """Whether this holds another whole message (RFC 2046 section 5.2.1)."""
        return bool(self.parts) and not self.is_multipart

    @property
    def content_id(self) -> str:
        """What `cid:` links name it by (RFC 2392), without brackets; '' if nothing."""
        return "".join(self.headers.get("Content-ID").split()).strip("<>")

    def body(self) -> bytes:
        """The body's bytes as they came, still in their transfer encoding."""
        return self.raw[self.start : self.end]

    def content(self) -> bytes:
        """The body's bytes without transfer encoding. Never raises."""
        return decode_transfer(self.body(), self.encoding)

    def text(self, limit: int | None = None) -> str:
        """The body as text, with LF line ends, or the text of its first `limit`
        bytes. Never raises."""
        decode = decode_html if self.content_type == "text/html" else decode_text
        text = decode(self.content()[:limit], self.parameters.get("charset"))
        return text.replace("\r\n", "\n")

    def size(self) -> int:
        """Decoded size in bytes."""
        if self.encoding in NOT_ENCODED:
            return self.end - self.start
        return decoded_size(self.body(), self.encoding)

    def field_groups(self) -> tuple[Headers, ...]:
        """The body as groups of fields with empty lines between (RFC 3464 2.1)."""
        content, place, room = self.content(), 0, MAX_ALL_HEADERS
        groups: list[Headers] = []
        while place < len(content) and len(groups) < MAX_PARTS:
            head = read_head(content, place, (), min(room, MAX_HEADERS))
            room -= len(head.headers.fields)
            if head.headers.fields:
                groups.append(head.headers)
            line_end = content.find(b"\n", place) + 1 or len(content)
            lines = _EMPTY_LINES.match(content, max(head.body_start, line_end))
            place = lines.end()  # type: ignore[union-attr]  # matches anything
        return tuple(groups)

    def walk(self, into_messages: bool = True) -> Iterator["MimePart"]:
        """This part and all below it, in the order of the mail."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            if into_messages or not part.is_carrier:
                waiting.extend(reversed(part.parts))
