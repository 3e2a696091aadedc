"""Bytes to text when the charset is missing, unknown or a lie."""

import codecs
import re
from functools import lru_cache

from .charset_guess import guess_charset

# Names in use that Python does not know, and names whose senders mean a superset
# (the WHATWG Encoding Standard lists the same ones).
ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "unknown-8bit": "utf-8",
    "x-unknown": "utf-8",
    "8bit": "utf-8",
    "utf8mb4": "utf-8",
    "utf-8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "windows-874": "cp874",
    "x-mac-roman": "mac-roman",
}

# Codecs that are no charset of any mail, or whose time grows by the square.
REFUSED = frozenset(
    ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape")
)

_NAME = re.compile(r"[A-Za-z0-9._:+-]{1,40}\Z")
# What no database column, or no XML and so no HTML parser takes (XML 1.0, 2.2).
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ASCII = bytes(range(128))

# Encodings with states or wide units: what looks like UTF-8 in them is chance.
_STATEFUL = ("iso2022", "utf-7", "utf-16", "utf-32", "hz")

# Encodings that cannot be meant where no byte is zero: relays recode, and forget.
_WIDE = ("utf-16", "utf-32")

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
_DENSE = ("gb", "big5", "cp949", "cp932", "cp874", "euc", "shift", "johab", "tis")


def codec_name(declared: str | None) -> str | None:
    """Python's name of a declared charset, or None when there is no such charset."""
    name = (declared or "").strip().strip("\"'").lower()
    if not _NAME.match(name):
        return None
    return _known_codec(ALIASES.get(name, name))


@lru_cache(maxsize=256)
def _known_codec(name: str) -> str | None:
    """Name of the text codec called `name`, or None."""
    try:
        codec = codecs.lookup(name)
        b"a".decode(codec.name, "replace")
    except (LookupError, ValueError):
        return None
    return None if codec.name.replace("-", "_") in REFUSED else codec.name


def decode_text(data: bytes, declared: str | None = None) -> str:
    """Text of `data`, whatever charset was declared. Never raises.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever 8-bit charset was
    declared: other text hardly ever is valid UTF-8 by chance. Control characters and
    lone surrogates, which no database column or HTML parser takes, go; see `clean`.
    """
    marked = next((n for mark, n in _MARKS if data.startswith(mark)), None)
    if marked and (marked == "utf-8" or b"\0" in data):
        return clean(data.decode(marked, "replace")).removeprefix("\ufeff")
    name = codec_name(declared)
    if name and name.startswith(_WIDE) and b"\0" not in data:
        name = None
    if name in _NOT_DECLARED and b"\x1b$" in data:
        name = "iso2022_jp_2"
    if name and name.startswith(_STATEFUL):
        return clean(data.decode(name, "replace"))
    order = (name, "utf-8") if name and name.startswith(_DENSE) else ("utf-8", name)
    for candidate in order:
        try:
            return clean(data.decode(candidate)) if candidate else _guess(data)
        except ValueError:
            continue
    if name is None or name == "utf-8":
        return _guess(data)
    return clean(data.decode(name, "replace"))


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
        return clean(text)
    return clean(data.decode(guess_charset(data) or "cp1252", "replace"))


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
