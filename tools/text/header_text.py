"""Text of header fields: encoded words and parameters, also malformed ones."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote_to_bytes

from ..parsing_limits import MAX_PARAMETERS
from .base64_text import decode_base64
from .charsets import clean, decode_text

# A question mark that was not encoded is taken where no blank is near.
_ENCODED_WORD = re.compile(
    r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*(?:(?<!=)\?(?!=)[^?\s]*){0,8})\?="
)
# The last one, which a program cut that keeps so many characters of a field.
_CUT_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]+)\??\Z")
_PARAMETER = re.compile(
    r';\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|\\?\Z)'
    # Programs forget the quotes of a name with a semicolon.
    r'|([^;]*(?:(?:;[^;="]{1,200}){1,4}?\.[^\W_]{2,5}[ \t]*(?=;|\Z))?))',
    re.DOTALL,
)
_LONGEST_WORD = 200  # characters; RFC 2047 section 2 allows 75
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
# Where programs write a path as a file's name, a pair is only what has to be one.
_WINDOWS_PATH = re.compile(r"[A-Za-z]:\\|\\\\")
_PAIR_IN_PATH = re.compile(r'\\(["\\])')
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*)?\Z")
_WHITE_SPACE = re.compile(r"\s+")
# Explicit direction (UAX #9 section 2): "\u202e" shows what follows from right to left.
_BIDI = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


@dataclass(frozen=True, slots=True)
class _Section:
    """A piece of a parameter (RFC 2231 section 3), or all of it: number None."""

    number: int | None
    is_extended: bool
    text: str


def decode_words(value: str) -> str:
    """`value` with its encoded words decoded (RFC 2047). Never raises.

    Words of one charset side by side are joined before decoding: senders cut them
    in the middle of a character (against section 5).
    """
    if "=?" not in value:
        return clean(value)
    pieces: list[tuple[str | None, bytes | str]] = []
    end = 0
    for word in _ENCODED_WORD.finditer(value):
        gap = value[end : word.start()]
        if gap and not (gap.isspace() and pieces and pieces[-1][0] is not None):
            pieces.append((None, gap))
        pieces.append((_charset(word[1]), _word_bytes(word[2], word[3])))
        end = word.end()
    cut = _CUT_WORD.search(value, max(end, len(value) - _LONGEST_WORD))
    if cut:
        gap = value[end : cut.start()]
        if gap.strip() or not pieces:
            pieces.append((None, gap))
        pieces.append((_charset(cut[1]), _word_bytes(cut[2], cut[3])))
        end = len(value)
    pieces.append((None, value[end:]))
    return clean("".join(_join(pieces)))


def _charset(token: str) -> str:
    """Charset of an encoded word without its language (RFC 2231 section 5)."""
    return token.split("*", 1)[0].lower()


def _word_bytes(encoding: str, text: str) -> bytes:
    """Bytes that one encoded word stands for."""
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data.replace(b" ", b"_"), header=True)
    return decode_base64(data)


def _join(pieces: list[tuple[str | None, Any]]) -> Iterator[str]:
    """Yield the text of each run of words in one charset, and of what lies between."""
    charset: str | None = None
    run: list[bytes] = []
    for next_charset, piece in pieces:
        if charset is not None and next_charset != charset:
            yield decode_text(b"".join(run), charset)
            run = []
        charset = next_charset
        if charset is None:
            yield piece
        else:
            run.append(piece)


def parse_parameters(value: str) -> tuple[str, MappingProxyType]:
    """First token of a MIME header, lower case, and its parameters by name.

    Takes RFC 2231 continuations and charsets, and encoded words where only they may
    not be. The first of two parameters with one name wins. A comment behind the token
    is left out, and the semicolon there may be missing.
    """
    token, value = _first_word(value)
    sections: dict[str, list[_Section]] = {}
    for count, found in enumerate(_PARAMETER.finditer(value)):
        if count == MAX_PARAMETERS:
            break
        name, number, extended = _SECTION.match(  # type: ignore[union-attr]  # matches any name
            found[1].lower()
        ).groups()
        quoted = found[2] is not None
        text = _unquoted(found[2]) if quoted else found[3].strip()
        section = _Section(int(number) if number else None, bool(extended), text)
        sections.setdefault(name, []).append(section)
    return token, MappingProxyType({k: _parameter(v) for k, v in sections.items()})


def _first_word(value: str) -> tuple[str, str]:
    """The token before the parameters, and these with a semicolon before them."""
    first, semicolon, rest = value.partition(";")
    words = first.split(None, 1)
    token = words[0].strip("\"',").lower() if words else ""
    parameters = f";{words[1]}" if len(words) > 1 and "=" in words[1] else ""
    return token.partition("(")[0], parameters + semicolon + rest


def _unquoted(text: str) -> str:
    """What stands between quotes, without quoted pairs (RFC 5322 section 3.2.1). The
    backslashes of a path are none: programs write it as it is."""
    pairs = _PAIR_IN_PATH if _WINDOWS_PATH.match(text) else _QUOTED_PAIR
    return pairs.sub(r"\1", text)


def _parameter(sections: list[_Section]) -> str:
    """One parameter's value from its sections (RFC 2231 sections 3 and 4)."""
    used = _used(sections)
    if not any(section.is_extended for section in used):
        return decode_words("".join(section.text for section in used))
    charset, data = None, b""
    for section in used:
        text = section.text
        if section.is_extended and not section.number and text.count("'") >= 2:
            charset, _language, text = text.split("'", 2)
        raw = text.encode("utf-8", "replace")
        data += unquote_to_bytes(raw) if section.is_extended else raw
    return decode_text(data, charset)


def _used(sections: list[_Section]) -> list[_Section]:
    """Those that make up the value: the extended one, else its pieces in their order,
    else the plain one, which is for who cannot read these (RFC 6266 section 4.3)."""
    whole = [section for section in sections if section.number is None]
    extended = [section for section in whole if section.is_extended and section.text]
    if extended:
        return extended[:1]
    pieces: dict[int, _Section] = {}
    for section in sections:
        if section.number is not None:
            pieces.setdefault(section.number, section)
    told = [section for section in whole if section.text] or whole
    if not pieces:
        return told[:1]
    if told:
        pieces.setdefault(0, told[0])
    return [pieces[number] for number in sorted(pieces)]


def shown_line(value: str) -> str:
    """`value` on one line as people are shown it in sentences of ours: without what
    turns the direction of text. Linear time."""
    return one_line(value.translate(_BIDI))


def one_line(value: str) -> str:
    """`value` with each run of white space as one blank, none at its ends."""
    return _WHITE_SPACE.sub(" ", value).strip()
