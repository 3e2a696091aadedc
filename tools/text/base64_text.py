"""base64 as it is found in mail: in several pieces, cut, with words around it.

RFC 2045 section 6.8 has one padding, at the end. Scripts and mailing lists put texts
together that were encoded one by one, so that each has a padding of its own.
"""

import binascii
import re
from collections.abc import Iterator
from itertools import islice

from ..parsing_limits import MAX_BASE64_PIECES

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LINE_ENDS = b"\r\n"
_OTHERS = bytes(set(range(256)) - set(_LETTERS))
_URL_SAFE = bytes.maketrans(b"-_", b"+/")  # RFC 4648 section 5

# No word of a language is as long; what encoders write is, but for a last line.
_LONG_WORD = re.compile(rb"[A-Za-z0-9+/]{40}")
_LONG_LINE = re.compile(rb"^[A-Za-z0-9+/]{40,}={0,2}[ \t\r]*$", re.MULTILINE)
_BLANK_INSIDE = re.compile(rb"[^\s][ \t]+[^\s=]")
_CLEAN_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
# A rule such as "-- " or "____", or letters that no encoder writes.
_RULE = re.compile(rb"[^A-Za-z0-9+/=\s]{2,}\Z|[^\n]*[\x80-\xff]")
_PADDED = re.compile(rb"([^=]+)(=*)")


def decode_base64_body(data: bytes) -> bytes:
    """Bytes of a body that is said to be base64: words that gateways put above it stay
    as they are, and so does one that is nothing but words. Never raises."""
    begin = _end_of_words(data)
    return data[:begin] + decode_base64(data[begin:])


def base64_body_size(data: bytes) -> int:
    """Number of bytes that `decode_base64_body` gives, counted without decoding."""
    begin = _end_of_words(data)
    return begin + base64_size(data[begin:])


def _end_of_words(data: bytes) -> int:
    """Where base64 begins: its first line has no blanks inside."""
    if not _has_words(data[:1000].strip().split(b"\n", 1)[0].strip()):
        return 0
    found = _LONG_LINE.search(data)
    return found.start() if found else len(data)


def decode_base64(data: bytes) -> bytes:
    """Bytes of base64 text, of all its pieces; wrong padding and foreign characters
    are forgiven, words behind it left out. Never raises; linear time."""
    if _is_plain(data):
        return binascii.a2b_base64(data)
    return b"".join(map(_decoded, _pieces(data)))


def base64_size(data: bytes) -> int:
    """Number of bytes that `decode_base64` gives, counted without decoding."""
    pieces = [data.translate(None, _OTHERS)] if _is_plain(data) else _pieces(data)
    return sum(len(letters) * 3 // 4 for letters in pieces)


def _is_plain(data: bytes) -> bool:
    """Whether this is one piece of nothing but base64."""
    others = data.translate(None, _LETTERS + _LINE_ENDS)
    if others not in (b"", b"=", b"=="):
        return False
    line_ends = sum(data.count(line_end) for line_end in (b"\r", b"\n"))
    whole = (len(data) - line_ends) % 4 == 0
    return whole and data.rstrip(_LINE_ENDS).endswith(others)


def _pieces(data: bytes) -> Iterator[bytes]:
    """Yield the letters of each piece that was encoded by itself."""
    data = _without_words(data)
    if (b"-" in data or b"_" in data) and b"+" not in data and b"/" not in data:
        data = data.translate(_URL_SAFE)
    end = 0
    for number, piece in enumerate(islice(_PADDED.finditer(data), MAX_BASE64_PIECES)):
        letters = piece[1].translate(None, _OTHERS)
        if number and (len(letters) + len(piece[2])) % 4:
            return
        yield _whole(letters)
        end = piece.end()
    if end < len(data):
        yield _whole(data[end:].translate(None, _OTHERS))


def _whole(letters: bytes) -> bytes:
    """`letters` without a last one that is no byte."""
    return letters[: -1 if len(letters) % 4 == 1 else None]


def _without_words(data: bytes) -> bytes:
    """`data` up to the first line that is no base64. Behind a padding such a line is
    any that is not clean; before it, one with words or a rule."""
    place = 0
    is_padded = False
    for line in data.splitlines(keepends=True):
        text = line.strip()
        if text and place:
            is_end = not _CLEAN_LINE.fullmatch(text) if is_padded else _is_words(text)
            if is_end:
                return data[:place]
        is_padded = is_padded or text.endswith(b"=")
        place += len(line)
    return data


def _is_words(line: bytes) -> bool:
    if _CLEAN_LINE.fullmatch(line):
        return False
    return not _LONG_WORD.search(line) and (_has_words(line) or bool(_RULE.match(line)))


def _has_words(line: bytes) -> bool:
    """Whether blanks stand inside a line, and no word is as long as those of base64."""
    return bool(_BLANK_INSIDE.search(line)) and not _LONG_WORD.search(line)


def _decoded(letters: bytes) -> bytes:
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
