"""Bytes to text when the charset is missing, unknown or a lie."""

import re

from .charset_guess import guess_charset
from .charset_names import EUC_JP, ISO_2022_JP, codec_name
from .japanese import decode_euc_jp, decode_iso_2022_jp, has_jis
from .lacking_charsets import (
    ISO_2022_CN,
    VISCII,
    decode_iso_2022_cn,
    decode_viscii,
)
from .mixed_charsets import decode_mixed_utf_8, decode_mixed_western

# What no database column, or no XML and so no HTML parser takes (XML 1.0, 2.2).
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WESTERN = "cp1252"
_ASCII = bytes(range(128))

# Encodings with states or wide units: what looks like UTF-8 in them is chance.
_STATEFUL = ("iso2022", "utf-7", "utf-16", "utf-32", "hz")

# Encodings that cannot be meant where no byte is zero: relays recode, and forget.
_WIDE = ("utf-16", "utf-32")

# Where senders name one of two tables that differ in what vendors added, or a way of
# writing Japanese that is not the one in use.
_OTHERS_MEANT = {ISO_2022_JP: (EUC_JP, "cp932")} | {
    "cp950": ("cp950", "big5hkscs"),
    "big5hkscs": ("big5hkscs", "cp950"),
}

# Windows' tables, which are called by the name of the part of ISO 8859 that they are
# like. Only they have letters where ISO has control characters.
_WINDOWS = {
    "iso8859-2": "cp1250",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
}
_C1 = re.compile(rb"[\x80-\x84\x86-\x9f]")

# What says nothing about the bytes: programs write it without looking.
_NOT_DECLARED = (None, "utf-8")

# Byte order marks (the WHATWG Encoding Standard lets them win, section 6).
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

# A charset in HTML (HTML Standard, 4.2.5.4), which is within its first 1024 bytes.
_META = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)
_META_WITHIN = 4_096

# Encodings in which two high bytes stand side by side so often that a short text
# can be valid UTF-8 by chance; their declaration is believed first.
_DENSE = (
    "gb",
    "big5",
    "cp949",
    "cp950",
    "cp932",
    "cp874",
    "euc",
    "shift",
    "johab",
    "tis",
)


def decode_text(data: bytes, declared: str | None = None) -> str:
    """Text of `data`, whatever charset was declared. Never raises.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever 8-bit charset was
    declared: other text hardly ever is valid UTF-8 by chance. Control characters and
    lone surrogates, which no database column or HTML parser takes, go; see `clean`.
    """
    marked = next((n for mark, n in _MARKS if data.startswith(mark)), None)
    if marked and (marked == "utf-8" or b"\0" in data):
        return clean(data.decode(marked, "replace")).removeprefix("\ufeff")
    name = _usable(codec_name(declared), data)
    if name == ISO_2022_JP and (b"\x1b" in data or data.isascii()):
        return clean(decode_iso_2022_jp(data))
    if name and name != ISO_2022_JP and name.startswith(_STATEFUL):
        return clean(_decoded(data, name, "replace"))
    named = _OTHERS_MEANT.get(name, (name,)) if name else ()
    dense = name and name.startswith(_DENSE)
    for candidate in (*named, "utf-8") if dense else ("utf-8", *named):
        try:
            return clean(_decoded(data, candidate, "strict"))
        except ValueError:
            continue
    if name in (None, "utf-8", ISO_2022_JP):
        return _guess(data)
    return clean(_decoded(data, name, "replace"))


def _usable(name: str | None, data: bytes) -> str | None:
    """The codec of a declared charset, or another where the bytes tell of one."""
    if name and name.startswith(_WIDE) and b"\0" not in data:
        name = None
    if not (name and name.startswith(_STATEFUL)) and has_jis(data):
        return ISO_2022_JP
    if name in _WINDOWS and _C1.search(data):
        return _WINDOWS[name]
    return name


def _decoded(data: bytes, name: str, errors: str) -> str:
    """Text in a known codec. Raises ValueError where `errors` says so."""
    if name == EUC_JP:
        return decode_euc_jp(data, errors)
    if name == VISCII:
        return decode_viscii(data)
    if name == ISO_2022_CN:
        return decode_iso_2022_cn(data)
    if name == _WESTERN:
        return decode_mixed_western(data, errors)
    return data.decode(name, errors)


def decode_html(data: bytes, declared: str | None = None) -> str:
    """As `decode_text`; without a usable declaration the one in the HTML counts."""
    if codec_name(declared) in _NOT_DECLARED:
        found = _META.search(data[:_META_WITHIN])
        if found:
            inside = found[1].decode("ascii")
            declared = inside if codec_name(inside) not in (None, *_WIDE) else declared
    return decode_text(data, declared)


def _guess(data: bytes) -> str:
    """Text of bytes that are no valid UTF-8 and have no usable charset.

    A cut or slightly damaged UTF-8 text stays UTF-8: in Western 8-bit text nearly
    every high byte alone is an error, in UTF-8 few are.
    """
    text = data.decode("utf-8", "replace")
    high_bytes = len(data.translate(None, _ASCII))
    if text.count("\ufffd") * 4 <= high_bytes:
        return clean(decode_mixed_utf_8(data))
    name = codec_name(guess_charset(data)) or _WESTERN
    return clean(_decoded(data, name, "replace"))


def clean(text: str) -> str:
    """`text` without control characters (a page break is a space), and with U+FFFD
    for each lone surrogate and other character that cannot be."""
    if _UNWANTED.search(text) is None:
        return text
    return _UNWANTED.sub(_stand_in, text)


def _stand_in(unwanted: re.Match) -> str:
    if unwanted[0] in "\x0b\x0c":
        return " "
    return "" if unwanted[0] < " " else "\ufffd"
