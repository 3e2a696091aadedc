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
# Such as "-----BEGIN-----", with no words in it and base64 below.
_RULE_ABOVE = re.compile(
    rb"\s*[^A-Za-z0-9+/=\s]{2}[^\s]{0,200}[^A-Za-z0-9+/=\s]{2}[ \t\r]*\n"
    rb"(?=\s{0,100}[A-Za-z0-9+/])"
)
# What changes between capitals, small letters and digits, as hardly any word does;
# bytes that are zero are a run of one letter.
_CHANGE = re.compile(rb"[a-z](?=[A-Z0-9])|[0-9](?=[A-Za-z])|[A-Z]{2}(?=[a-z])")
_ONE_LETTER = re.compile(rb"([A-Za-z0-9])\1{7}")
_LETTERS_A_CHANGE = 6
_FEWEST_CHANGES = 3
_STRAY = re.compile(rb"[^A-Za-z0-9+/=\s]")
_NO_BREAK_SPACE = b"\xc2\xa0"  # in UTF-8, and its second byte in Latin-1
_PADDED = re.compile(rb"([^=]+)(=*)")


def decode_base64_body(data: bytes) -> bytes:
    """Bytes of a body that is said to be base64: words that gateways put above it stay
    as they are, and so does one that is nothing but words. Never raises."""
    words, encoded = _halves(data)
    return words + decode_base64(encoded)


def base64_body_size(data: bytes) -> int:
    """Number of bytes that `decode_base64_body` gives, counted without decoding."""
    words, encoded = _halves(data)
    return len(words) + base64_size(encoded)


def _halves(data: bytes) -> tuple[bytes, bytes]:
    """The words above base64, whose first line has no blanks inside, and that. A rule
    above it is left out."""
    rule = _RULE_ABOVE.match(data)
    start = rule.end() if rule else 0
    if not _has_words(data[start : start + 1000].strip().split(b"\n", 1)[0].strip()):
        return b"", data[start:]
    found = _LONG_LINE.search(data)
    end = found.start() if found else len(data)
    return data[:end], data[end:]


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
    is_padded = has_blanks = False
    for line in data.splitlines(keepends=True):
        text = line.translate(None, _NO_BREAK_SPACE).strip()
        if text and place and not (has_blanks and _is_end_with_blanks(text)):
            if _is_behind_padding(text) if is_padded else _is_words(text):
                return data[:place]
        is_padded = is_padded or text.endswith(b"=")
        has_blanks = has_blanks or bool(_BLANK_INSIDE.search(text))
        place += len(line)
    return data


def _is_end_with_blanks(line: bytes) -> bool:
    """Whether a line can be the last one, too short to tell much, of base64 in which
    blanks stand."""
    letters = line.translate(None, b" \t")
    if len(letters) % 4 or not _CLEAN_LINE.fullmatch(letters):
        return False
    return letters.endswith(b"=") or bool(_CHANGE.search(line))


def _is_behind_padding(line: bytes) -> bool:
    return not _CLEAN_LINE.fullmatch(line) and not _is_encoded(line)


def _is_words(line: bytes) -> bool:
    if _CLEAN_LINE.fullmatch(line) or _is_encoded(line):
        return False
    return _has_words(line) or bool(_RULE.match(line))


def _has_words(line: bytes) -> bool:
    """Whether blanks stand inside a line, and it is none of base64."""
    return bool(_BLANK_INSIDE.search(line)) and not _is_encoded(line)


def _is_encoded(line: bytes) -> bool:
    """Whether a line is base64 although blanks or other bytes stand in it, which are
    to be ignored (RFC 2045 section 6.8)."""
    if _LONG_WORD.search(line):
        return True
    if len(_STRAY.findall(line)) > 1:
        return False
    changes = len(_CHANGE.findall(line))
    dense = changes >= max(_FEWEST_CHANGES, len(line) / _LETTERS_A_CHANGE)
    return dense or bool(_ONE_LETTER.search(line))


def _decoded(letters: bytes) -> bytes:
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
