"""Which charset a few words are in, too few for their letters alone to tell."""

import re

from .charset_guess import CANDIDATES, guess_charset

_SAMPLE = 4_096
_OF_SCRIPT = 0.75  # of what is beyond ASCII in the text beside
_COMMON = 0.75  # of the characters; nearly all are, in a charset that is meant
# Chinese charsets, and the first bytes of the characters that they hold to be common.
_CHINESE = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
_FEWEST = 5  # different bytes beyond ASCII
_CAPITALS = range(
    0xC0, 0xE0
)  # of Greek and Russian, which are pairs of such bytes, too

_LATIN = re.compile(rb"[A-Za-z]")


def guess_charset_of_few(data: bytes, text: str) -> str | None:
    """Python's name of the charset of `data`, from a mail that holds `text` in the same
    script, or nothing but ASCII where `data` is Chinese. None where that is not clear,
    or clear to `guess_charset` without it. Never raises."""
    if guess_charset(data):
        return None
    data, text = data[:_SAMPLE], text[:_SAMPLE]
    beyond = sum(char > "\x7f" for char in text)
    if not beyond:
        return "gb18030" if _is_chinese(data) else None
    fits = [
        (_fit(data, name, script, often), name)
        for name, script, often, _share in CANDIDATES
        if len(script.findall(text)) > _OF_SCRIPT * beyond
    ]
    best = max((fit for fit, _name in fits), default=0.0)
    return next((name for fit, name in fits if fit == best > 0), None)


def _is_chinese(data: bytes) -> bool:
    """Whether nothing else than common Chinese can be written in these bytes."""
    high = {byte for byte in data if byte > 0x7F}
    told = len(high) >= _FEWEST and not high.issubset(_CAPITALS)
    return told and _chinese_fit(_decoded(data, "gb18030"), "gb18030") > 0


def _fit(data: bytes, name: str, script, often) -> float:
    """How well a charset fits, from 0 to 1: the share of letters that are common."""
    letters = _decoded(data, name)
    if name in _CHINESE:
        return _chinese_fit(letters, name)
    is_latin = len(letters) <= len(_LATIN.findall(data))
    if is_latin or len(script.findall(letters)) < len(letters):
        return 0.0
    return (1 + len(often.findall(letters.lower()))) / (1 + len(letters))


def _chinese_fit(letters: str, name: str) -> float:
    """The share of common characters, 0 where too many are rare."""
    first = (letter.encode(name)[0] for letter in letters)
    share = sum(byte in _CHINESE[name] for byte in first) / (len(letters) or 1)
    return share if share >= _COMMON else 0.0


def _decoded(data: bytes, name: str) -> str:
    """What is beyond ASCII; '' where these bytes are not of that charset."""
    try:
        return "".join(char for char in data.decode(name) if char > "\x7f")
    except ValueError:
        return ""
