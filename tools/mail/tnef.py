"""winmail.dat: the text and the files in what Outlook sends (MS-OXTNEF).

Read here and not by a package: the one there is copies the rest of the file for each
object and trusts each count in it, so that a small file can take all time and memory.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..parsing_limits import MAX_MAPI_PROPERTIES, MAX_TNEF_FILES
from ..text.charsets import clean, decode_text
from ..text.header_text import one_line
from ..text.rtf import decompress_rtf, rtf_to_text

_SIGNATURE = b"\x78\x9f\x3e\x22"
_OBJECT = struct.Struct("<BHHI")  # level, attribute, type, length of the data
_CHECKSUM = 2  # bytes behind the data
_MAX_OBJECTS = 10_000
_MAX_LEVEL = 8  # messages inside messages

_ATT_BODY, _ATT_ATTACH_DATA, _ATT_ATTACH_TITLE = 0x800C, 0x800F, 0x8010
_ATT_ATTACH_BEGIN, _ATT_PROPERTIES, _ATT_ATTACHMENT = 0x9002, 0x9003, 0x9005
_ATT_CODEPAGE = 0x9007

_SUBJECT, _BODY, _RTF, _HTML = 0x0037, 0x1000, 0x1009, 0x1013
_DISPLAY_NAME, _DATA, _SHORT_NAME, _LONG_NAME = 0x3001, 0x3701, 0x3704, 0x3707
_MIME_TYPE, _CONTENT_ID, _INTERNET_CODEPAGE = 0x370E, 0x3712, 0x3FDE

_STRING8, _UNICODE, _OBJECT_TYPE, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_MANY = 0x1000
# Bytes that a value of fixed size takes, filled up to four.
_SIZES = {0x01: 0, 0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8}
_SIZES |= {0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = (0x00, _STRING8, _UNICODE, _OBJECT_TYPE, _BINARY)
_MESSAGE_ID = bytes.fromhex("0703020000000000c000000000000046")  # IID_IMessage

_CODEPAGES = {20127: "ascii", 20866: "koi8-r", 21866: "koi8-u", 65001: "utf-8"}
_CODEPAGES |= {50220: "iso-2022-jp", 51932: "euc-jp", 51949: "euc-kr"}
_CODEPAGES |= {28590 + n: f"iso-8859-{n}" for n in range(1, 17)}


@dataclass(slots=True)
class TnefFile:
    """A file in a winmail.dat; '' where its name, type or Content-ID is not told."""

    filename: str = ""
    data: bytes = field(default=b"", repr=False)
    content_type: str = ""
    content_id: str = ""


@dataclass(slots=True)
class Tnef:
    """What a winmail.dat holds: subject, text or HTML ('' without), and files."""

    subject: str = ""
    text: str = ""
    html: str = ""
    files: list[TnefFile] = field(default_factory=list)


def read_tnef(data: bytes) -> Tnef | None:
    """What is in the bytes of a winmail.dat, or None where they are none. Never
    raises; what lies behind a damaged place is left out."""
    return _read(memoryview(data), 1)


def _read(data: memoryview, level: int) -> Tnef | None:
    """As `read_tnef`; views, so that no level copies what is below it."""
    if data[: len(_SIGNATURE)] != _SIGNATURE:
        return None
    reader = _Reader(level)
    try:
        for attribute, value in _objects(data):
            reader.take(attribute, value)
    except struct.error:
        pass
    return reader.finish()


def _objects(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yield number and value of each attribute; the last one may be cut."""
    place = len(_SIGNATURE) + 2
    for _count in range(_MAX_OBJECTS):
        if place + _OBJECT.size > len(data):
            return
        _level, attribute, _type, length = _OBJECT.unpack_from(data, place)
        place += _OBJECT.size
        yield attribute, data[place : place + length]
        place += length + _CHECKSUM


def _properties(data: memoryview) -> Iterator[tuple[int, int, memoryview]]:
    """Yield number, type and first value of each MAPI property. Raises struct.error
    where the data ends too early."""
    count, place = _uint32(data, 0), 4
    for _count in range(min(count, MAX_MAPI_PROPERTIES)):
        kind, number = struct.unpack_from("<HH", data, place)
        place += 4
        if number >= 0x8000:
            place = _behind_name(data, place)
        place, value = _value(data, place, kind)
        if value is None:
            return
        yield number, kind & ~_MANY, value


def _behind_name(data: memoryview, place: int) -> int:
    """Where a named property goes on behind its GUID and its name or number."""
    if _uint32(data, place + 16) == 0:
        return place + 24
    return place + 24 + _filled(_uint32(data, place + 20))


def _value(data: memoryview, place: int, kind: int) -> tuple[int, memoryview | None]:
    """Where a property ends, and its first value; None for an unknown type."""
    many, kind = kind & _MANY, kind & ~_MANY
    count = 1
    if many or kind in _VARIABLE:
        count, place = _uint32(data, place), place + 4
    if kind in _SIZES:
        size = _SIZES[kind]
        return place + size * count, data[place : place + size]
    if kind not in _VARIABLE:
        return place, None
    first = data[:0]
    for number in range(count):
        length, place = _uint32(data, place), place + 4
        if number == 0:
            first = data[place : place + length]
        place += _filled(length)
    return place, first


def _filled(length: int) -> int:
    """A length with what fills it up to a multiple of four."""
    return length + -length % 4


def _uint32(data: memoryview, place: int) -> int:
    return struct.unpack_from("<I", data, place)[0]


class _Reader:
    """Collects what the attributes say."""

    def __init__(self, level: int):
        self.level = level
        self.found = Tnef()
        self.codepage = "cp1252"
        self.internet_codepage = ""
        self.rtf = b""
        self.bodies: dict[int, tuple[int, memoryview]] = {}

    def take(self, attribute: int, value: memoryview) -> None:
        """Take one attribute of the message or of the file begun last."""
        files = self.found.files
        if attribute == _ATT_CODEPAGE:
            self.codepage = _codepage(_uint32(value, 0))
        elif attribute == _ATT_BODY:
            self.bodies.setdefault(_BODY, (_STRING8, value))
        elif attribute == _ATT_PROPERTIES:
            self._take_properties(value)
        elif attribute == _ATT_ATTACH_BEGIN:
            if len(files) < MAX_TNEF_FILES:
                files.append(TnefFile())
        elif files and attribute == _ATT_ATTACH_DATA:
            files[-1].data = bytes(value)
        elif files and attribute == _ATT_ATTACH_TITLE:
            files[-1].filename = files[-1].filename or self._string(_STRING8, value)
        elif files and attribute == _ATT_ATTACHMENT:
            self._take_file_properties(value)

    def _take_properties(self, value: memoryview) -> None:
        for number, kind, data in _safe(_properties(value)):
            if number in (_SUBJECT, _BODY, _HTML):
                self.bodies[number] = (kind, data)
            elif number == _RTF:
                self.rtf = bytes(data)
            elif number == _INTERNET_CODEPAGE and len(data) == 4:
                self.internet_codepage = _codepage(_uint32(data, 0))

    def _take_file_properties(self, value: memoryview) -> None:
        """What the file begun last says of itself; the long name wins."""
        file, names = self.found.files[-1], {}
        for number, kind, data in _safe(_properties(value)):
            if number in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME):
                names[number] = self._string(kind, data)
            elif number == _MIME_TYPE:
                file.content_type = self._string(kind, data).lower()
            elif number == _CONTENT_ID:
                file.content_id = self._string(kind, data).strip("<>")
            elif number == _DATA:
                self._take_data(file, data)
        file.filename = (
            names.get(_LONG_NAME)
            or names.get(_SHORT_NAME)
            or file.filename
            or names.get(_DISPLAY_NAME, "")
        )

    def _take_data(self, file: TnefFile, data: memoryview) -> None:
        """A file's bytes; those of a message inside are a winmail.dat of their own."""
        if data[: len(_MESSAGE_ID)] != _MESSAGE_ID:
            file.data = file.data or bytes(data)
            return
        data = data[len(_MESSAGE_ID) :]
        inner = _read(data, self.level + 1) if self.level < _MAX_LEVEL else None
        if inner is None:
            file.data = bytes(data)
        else:
            self._take_message(file, inner)

    def _take_message(self, file: TnefFile, inner: Tnef) -> None:
        """A message inside is shown as its text and its files."""
        file.filename = _name_of_text(inner)
        file.content_type = "text/html" if inner.html else "text/plain"
        file.data = (inner.html or inner.text).encode("utf-8", "replace")
        room = MAX_TNEF_FILES - len(self.found.files)
        self.found.files[-1:-1] = inner.files[:room]

    def finish(self) -> Tnef:
        """The finished value; text of the RTF where there is no other."""
        found, codepage = self.found, self.internet_codepage or self.codepage
        found.subject = self._string(*self.bodies.get(_SUBJECT, (_STRING8, b"")))
        kind, data = self.bodies.get(_HTML, (_STRING8, b""))
        found.html = _decoded(kind, data, codepage)
        kind, data = self.bodies.get(_BODY, (_STRING8, b""))
        found.text = _decoded(kind, data, self.codepage).replace("\r\n", "\n")
        if self.rtf and not (found.html.strip() or found.text.strip()):
            found.text = rtf_to_text(decompress_rtf(self.rtf))
        return found

    def _string(self, kind: int, data: memoryview | bytes) -> str:
        return one_line(_decoded(kind, data, self.codepage))[:255]


def _safe(properties):
    """The properties up to a damaged place."""
    try:
        yield from properties
    except struct.error:
        return


def _decoded(kind: int, data: memoryview | bytes, codepage: str) -> str:
    """A string property's text."""
    data = bytes(data)
    if kind == _UNICODE:
        return clean(data.decode("utf-16-le", "replace").rstrip("\0"))
    return decode_text(data.rstrip(b"\0"), codepage)


def _codepage(number: int) -> str:
    """Python's name of a Windows code page (MS-UCODEREF section 2.2.1)."""
    return _CODEPAGES.get(number) or f"cp{number}"


def _name_of_text(inner: Tnef) -> str:
    """A file name for the text of a message inside."""
    return (inner.subject or "message")[:100] + (".html" if inner.html else ".txt")
