"""Content-Transfer-Encoding undone (RFC 2045 section 6)."""

import quopri

from ..text.base64_text import base64_body_size, decode_base64_body
from ..text.uuencoded import decode_uu

NOT_ENCODED = ("", "7bit", "8bit", "binary")
_BASE64 = "base64"
_PRINTABLE = "quoted-printable"
_UUENCODE = "x-uuencode"
_SPELLINGS = (
    (_BASE64, ("base64", "xbase64")),
    (_PRINTABLE, ("quotedprintable", "xquotedprintable", "quotedprint")),
    (_UUENCODE, ("uue", "xuue", "uuencode")),
)


def transfer_encoding(values: tuple[str, ...]) -> str:
    """The encoding that the fields of a part name, in lower case. Of several, the one
    that needs undoing: a text that was encoded can be called plain by a second field,
    and a plain one called encoded is left as it is."""
    names = [_name(value) for value in values]
    encoded = (n for n in names if n in (_BASE64, _PRINTABLE, _UUENCODE))
    return next(encoded, names[0] if names else "")


def _name(value: str) -> str:
    """The encoding that a field means, in whatever way it is spelt."""
    written = value.split(";")[0].split("(")[0].strip(" \t\"'").lower()
    letters = "".join(filter(str.isalnum, written))
    for known, begins in _SPELLINGS:
        if letters.startswith(begins):
            return known
    return written


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """`data` without its Content-Transfer-Encoding. Never raises."""
    if encoding == _BASE64:
        return decode_base64_body(data)
    if encoding == _PRINTABLE:
        return quopri.decodestring(data)
    return decode_uu(data) if encoding == _UUENCODE else data


def decoded_size(data: bytes, encoding: str) -> int:
    """Number of bytes that `decode_transfer` gives; base64 is not decoded for it."""
    if encoding == _BASE64:
        return base64_body_size(data)
    return len(decode_transfer(data, encoding))
