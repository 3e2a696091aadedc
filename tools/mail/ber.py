"""ASN.1 values as they come: BER with lengths that are not told before (X.690, 8.1).

Read here and not by a package: those there are call themselves for each level, or walk
over what is inside at each of them, so that a small file can take all time and stack.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..parsing_limits import MAX_ASN1_DEPTH, MAX_ASN1_ELEMENTS

INTEGER, OCTET_STRING, OID, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
_CONSTRUCTED = 0x20
_LONG_TAG = 0x1F
_END = (0, 0)  # tag and length of what ends a value without a length


class BerError(ValueError):
    """These bytes are no BER, or more than is read."""


@dataclass(frozen=True, slots=True)
class Element:
    """A value: its tag octet, where it begins, where its content lies, and where the
    next one begins."""

    tag: int
    begin: int
    start: int
    end: int
    after: int

    @property
    def is_constructed(self) -> bool:
        """Whether the content is values again."""
        return bool(self.tag & _CONSTRUCTED)


def context_tag(number: int) -> int:
    """The tag octet of a constructed, context-specific value."""
    return 0xA0 | number


class BerReader:
    """Reads the values in `data`; what is cut off ends where the data ends."""

    def __init__(self, data: bytes):
        self.data = data
        self.room = MAX_ASN1_ELEMENTS
        self.ends: dict[int, int] = {}  # of values without a length, by their start

    def element(self, place: int) -> Element:
        """The value at `place`. Raises BerError."""
        tag, start, length = self._head(place)
        if length is not None:
            end = min(start + length, len(self.data))
            return Element(tag, place, start, end, end)
        if start not in self.ends:
            self._find_ends(start)
        end = self.ends[start]
        return Element(tag, place, start, end, min(end + 2, len(self.data)))

    def children(self, parent: Element) -> Iterator[Element]:
        """Yield the values in `parent`. Raises BerError."""
        place = parent.start
        while place < parent.end:
            child = self.element(place)
            yield child
            place = child.after

    def content(self, element: Element) -> bytes:
        """The content's bytes."""
        return self.data[element.start : element.end]

    def whole(self, element: Element) -> bytes:
        """The value's bytes, tag and length too."""
        return self.data[element.begin : element.after]

    def octets(self, element: Element) -> bytes:
        """The bytes of an octet string, which may come in pieces (X.690, 8.7.3)."""
        pieces: list[bytes] = []
        waiting = [iter((element,))]
        while waiting:
            piece = next(waiting[-1], None)
            if piece is None:
                waiting.pop()
            elif piece.is_constructed:
                _check_depth(waiting)
                waiting.append(self.children(piece))
            else:
                pieces.append(self.content(piece))
        return b"".join(pieces)

    def _head(self, place: int) -> tuple[int, int, int | None]:
        """Tag, start and length of the content at `place`; None for an open end."""
        self.room -= 1
        data = self.data
        if self.room < 0 or place + 2 > len(data):
            raise BerError("more values than are read, or cut")
        tag, length = data[place], data[place + 1]
        if tag & _LONG_TAG == _LONG_TAG:
            raise BerError("tags of several octets are in no CMS object")
        start = place + 2
        if length < 0x80:
            return tag, start, length
        if length == 0x80:
            if not tag & _CONSTRUCTED:
                raise BerError("only a constructed value can have an open end")
            return tag, start, None
        size = length & 0x7F
        if size > 8 or start + size > len(data):
            raise BerError("a length that nothing has")
        return tag, start + size, int.from_bytes(data[start : start + size], "big")

    def _find_ends(self, start: int) -> None:
        """Note the ends of the value without a length whose content begins at `start`,
        and of all such inside it, in one walk."""
        opened, place = [start], start
        while opened:
            if place + 2 > len(self.data):
                self.ends.update(dict.fromkeys(opened, len(self.data)))
                return
            tag, inside, length = self._head(place)
            if length is None:
                _check_depth(opened)
                opened.append(inside)
                place = inside
            elif (tag, length) == _END:
                self.ends[opened.pop()] = place
                place = inside
            else:
                place = inside + length


def _check_depth(levels: list) -> None:
    if len(levels) >= MAX_ASN1_DEPTH:
        raise BerError("values nested deeper than are read")
