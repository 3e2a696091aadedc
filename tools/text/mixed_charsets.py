"""Texts put together of UTF-8 and Windows-1252, such as one with a list's footer."""

import re

# Letters and signs of Western languages in UTF-8. As small letters stand in no word of
# capitals, two of which end in "\xc3", a line of capitals is left alone.
_UTF_8 = re.compile(
    rb"\xc3[\x80-\x9e]|(?<![A-Z\xc0-\xde]{2})\xc3[\x9f-\xbf]"
    rb"|\xc2[\xa0-\xbf]|\xe2\x80[\x93-\xa6]|\xe2\x82\xac"
)
# Bytes that are no UTF-8, as surrogates: a letter, several, or a sign alone, where no
# other script stands beside them and none of its characters is cut off.
_OTHER_SCRIPT = "\u0250-\u1fff\u2e80-\ud7ff\ue000-\uffff"
_STRAY = re.compile(
    rf"(?<![{_OTHER_SCRIPT}])"
    rf"(?:[\udcc0-\udcff]+|(?<![\udc80-\udcff])[\udc80-\udcff])"
    rf"(?![{_OTHER_SCRIPT}\udc80-\udcff]|\Z)"
)
_BROKEN = re.compile("[\udc80-\udcff]+")


def decode_mixed_western(data: bytes, errors: str) -> str:
    """Text in Windows-1252 in which UTF-8 may stand. Raises UnicodeDecodeError for a
    byte that is neither where `errors` is "strict"; linear time."""
    pieces: list[str] = []
    end = 0
    for found in _UTF_8.finditer(data):
        pieces.append(data[end : found.start()].decode("cp1252", errors))
        pieces.append(found[0].decode("utf-8"))
        end = found.end()
    return "".join(pieces) + data[end:].decode("cp1252", errors)


def decode_mixed_utf_8(data: bytes) -> str:
    """Text in UTF-8 in which Western letters of Windows-1252 may stand, with U+FFFD for
    what is neither. Never raises; linear time."""
    text = _STRAY.sub(_western, data.decode("utf-8", "surrogateescape"))
    return _BROKEN.sub("\ufffd", text)


def _western(found: re.Match) -> str:
    """The letters that stray bytes stand for."""
    return found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
