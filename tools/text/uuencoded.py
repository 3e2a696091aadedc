"""Files in letters of uuencode, as a transfer encoding and inside a text.

POSIX.1-2017, uuencode: "begin MODE NAME", lines that begin with their length, "end".
"""

import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from .header_text import one_line

_BEGIN = re.compile(r"^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n", re.MULTILINE)
BEGIN = b"begin "
_LAST_LINES = ("", "`", " ")


@dataclass(frozen=True, slots=True)
class UuencodedFile:
    """A file that stood inside a text."""

    filename: str
    data: bytes = field(repr=False)


def decode_uu(data: bytes) -> bytes:
    """Bytes of the first uuencoded file in `data`, or `data` when there is none."""
    lines = iter(data.splitlines())
    if not any(line.startswith(BEGIN) for line in lines):
        return data
    coded = takewhile(lambda line: line.rstrip() not in (b"end", b"`", b""), lines)
    try:
        return _decoded(coded)
    except binascii.Error:
        return data


def take_uuencoded(text: str, limit: int) -> tuple[str, tuple[UuencodedFile, ...]]:
    """`text` without its first `limit` uuencoded files, and these. What is damaged, has
    no end or only begins with the word "begin" stays text. Never raises; linear time.
    """
    left: list[str] = []
    files: list[UuencodedFile] = []
    place = 0
    for begin in _BEGIN.finditer(text):
        if len(files) == limit or begin.start() < place:
            continue
        data, end = _file_at(text, begin.end())
        if data is not None:
            name = one_line(re.split(r"[/\\]", begin[1])[-1])
            files.append(UuencodedFile(name, data))
            left.append(text[place : begin.start()])
            place = end
    return "".join((*left, text[place:])), tuple(files)


def _file_at(text: str, place: int) -> tuple[bytes | None, int]:
    """Bytes of the file whose lines begin at `place`, and where the text goes on; None
    where they are no such lines up to an "end"."""
    coded: list[bytes] = []
    while place < len(text):
        end = text.find("\n", place) + 1 or len(text)
        line = text[place:end].rstrip("\r\n")
        place = end
        if line.rstrip() == "end":
            return _decoded_or_none(coded), place
        if line.strip() in _LAST_LINES:
            continue
        if not _is_coded(line):
            break
        coded.append(line.encode("ascii"))
    return None, place


def _is_coded(line: str) -> bool:
    """Whether a line is as long as its first letter says; relays cut blanks at its end,
    and some encoders put letters more there."""
    if not line.isascii() or not " " < line[0] <= "`":
        return False
    missing = 1 + _letters(ord(line[0])) - len(line)
    return -3 <= missing <= 0 or (missing > 0 and line[-1] != " ")


def _letters(first: int) -> int:
    """Letters behind the first one of a line, which tells how many bytes they are."""
    return (((first - 32) & 63) + 2) // 3 * 4


def _decoded_or_none(coded: list[bytes]) -> bytes | None:
    try:
        return _decoded(coded)
    except binascii.Error:
        return None


def _decoded(coded: Iterable[bytes]) -> bytes:
    return b"".join(binascii.a2b_uu(_without_filling(line)) for line in coded)


def _without_filling(line: bytes) -> bytes:
    """A uuencoded line without what encoders put behind the length it names."""
    return line[: 1 + (((line[0] - 32) & 63) * 4 + 5) // 3] if line else line
