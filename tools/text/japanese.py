"""Japanese texts with the characters that vendors added and Python's codecs lack.

Microsoft's code pages 50220 to 50222 (ISO-2022-JP) and 51932 (EUC-JP) have the rows of
NEC and IBM, such as the circled digits, and half-width katakana in three ways. Their
characters are those of code page 932, which Python knows.
"""

import codecs
import re

_KANA_SHIFT = re.compile(rb"\x0e([\x21-\x5f]*)\x0f?")  # JIS X 0201, by SO and SI
# Sequences that were never registered so, or announce nothing.
_ODD_ESCAPES = re.compile(rb"\x1b(?:\(H|\$\(([@B])|&@)")
# What is left of a text that lost its escape characters on the way.
_LOST_ESCAPES = re.compile(rb"(\$[@B](?:[!-~]{2}){1,40}?)(\([BJ])")
_KOREAN_OR_GREEK = re.compile(rb"\x1b(?:\$A|\$\(C|\.[AF])")  # RFC 1554
_JIS_2000, _JIS_2004 = re.compile(rb"\x1b\$\([OP]"), re.compile(rb"\x1b\$\(Q")
_ESCAPE = 0x1B


def has_jis(data: bytes) -> bool:
    """Whether these bytes are ISO-2022-JP, whatever they are called: no other text has
    its escape sequences."""
    if b"\x1b$" not in data:
        return False
    return any(escape in data for escape in (b"\x1b$B", b"\x1b$@", b"\x1b$(B"))


def decode_iso_2022_jp(data: bytes) -> str:
    """Text of ISO-2022-JP (RFC 1468, 1554) or one of its kin. Never raises."""
    if b"\x1b" not in data:
        data = _LOST_ESCAPES.sub(b"\x1b\\1\x1b\\2", data)
    if b"\x0e" in data:
        data = _KANA_SHIFT.sub(b"\x1b(I\\1\x1b(B", data)
    data = _ODD_ESCAPES.sub(_usual_escape, data)
    return data.decode(_variant(data), _VENDOR)


def decode_euc_jp(data: bytes, errors: str = "strict") -> str:
    """Text of EUC-JP. Raises ValueError where it is none and `errors` is "strict"."""
    return data.decode("euc_jp", _STRICT_VENDOR if errors == "strict" else _VENDOR)


def _usual_escape(found: re.Match) -> bytes:
    """The escape sequence that was meant."""
    if found[1]:
        return b"\x1b$" + found[1]
    return b"\x1b(J" if found[0].endswith(b"H") else b""


def _variant(data: bytes) -> str:
    """The codec that has the character sets which a text changes to."""
    if _KOREAN_OR_GREEK.search(data):
        return "iso2022_jp_2"
    if _JIS_2004.search(data):
        return "iso2022_jp_2004"
    return "iso2022_jp_3" if _JIS_2000.search(data) else "iso2022_jp_ext"


def _vendor_character(error: UnicodeError) -> tuple[str, int]:
    """What stands where a codec knows no character, and where the text goes on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    begin = error.start
    pair = error.object[begin : begin + 2]
    if pair[0] == _ESCAPE:
        return "", error.end
    if 0xA1 <= pair[0] <= 0xDF and error.encoding != "euc_jp":
        return chr(0xFF61 + pair[0] - 0xA1), begin + 1  # 8-bit kana
    found = _from_code_page_932(pair)
    return (found, begin + 2) if found else ("\ufffd", error.end)


def _strict_vendor_character(error: UnicodeError) -> tuple[str, int]:
    """As `_vendor_character`, for characters alone. Raises the error otherwise."""
    found, place = _vendor_character(error)
    if found == "\ufffd":
        raise error
    return found, place


def _from_code_page_932(pair: bytes) -> str:
    """The character of a cell of JIS X 0208, of both bytes with or without the highest
    bit (Shift_JIS is the same table, folded); '' where there is none."""
    row, cell = (byte & 0x7F for byte in (*pair, 0, 0)[:2])
    if not (0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E):
        return ""
    lead = (row - 0x21) // 2 + (0x81 if row < 0x5F else 0xC1)
    if row % 2:
        trail = cell + (0x1F if cell < 0x60 else 0x20)
    else:
        trail = cell + 0x7E
    try:
        return bytes((lead, trail)).decode("cp932")
    except ValueError:
        return ""


_VENDOR, _STRICT_VENDOR = "vendor-japanese", "vendor-japanese-strict"
codecs.register_error(_VENDOR, _vendor_character)
codecs.register_error(_STRICT_VENDOR, _strict_vendor_character)
