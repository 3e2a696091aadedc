"""Charsets of mail that Python has no codec for: VISCII (RFC 1456) and ISO-2022-CN
(RFC 1922)."""

import codecs
import re

VISCII = "viscii"
ISO_2022_CN = "iso2022_cn"

# Vietnamese has more letters than there is room for above ASCII: six are below it.
_BELOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_ABOVE = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_TABLE = "".join(_BELOW.get(code, chr(code)) for code in range(128)) + _ABOVE

# What a shift out stands for from here on: GB 2312 (A), or sets of CNS 11643; or the
# text from a shift out to the next shift in, or the end of its line.
_SHIFTED = re.compile(rb"\x1b\$[)*+]([A-Z])|\x0e([^\x0f\r\n\x1b]*)\x0f?|\x0f")
_GB_2312 = b"A"
_HIGH = bytes(code | 0x80 for code in range(256))


def decode_viscii(data: bytes) -> str:
    """Text of VISCII. Never raises: each byte is a character."""
    return codecs.charmap_decode(data, "strict", _TABLE)[0]


def decode_iso_2022_cn(data: bytes) -> str:
    """Text of ISO-2022-CN with U+FFFD for each character of a set other than ASCII and
    GB 2312: Python has no table of CNS 11643. Never raises; linear time."""
    texts: list[str] = []
    shifted_to, place = _GB_2312, 0
    for found in _SHIFTED.finditer(data):
        texts.append(data[place : found.start()].decode("ascii", "replace"))
        place = found.end()
        shifted_to = found[1] or shifted_to
        texts.append(_characters(found[2] or b"", shifted_to))
    return "".join(texts) + data[place:].decode("ascii", "replace")


def _characters(pairs: bytes, shifted_to: bytes) -> str:
    """The characters that pairs of bytes stand for in a set."""
    if shifted_to != _GB_2312:
        return "\ufffd" * ((len(pairs) + 1) // 2)
    return pairs.translate(_HIGH).decode("gb2312", "replace")
