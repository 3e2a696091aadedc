"""Wordings of mail programs, and the one way in which texts are compared with them."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u200b-\u200f\ufeff]")
_SPACE = re.compile(r"\s+")
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "å": "a",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ß": "ss",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "：": ":",
    }
)


def plain(text: str) -> str:
    """`text` without accents and with one apostrophe, dash and colon, so that it
    compares equal however it was typed. Letters keep their case."""
    if text.isascii():
        return text.replace("`", "'")
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", _MARKS.sub("", text))


def fold(text: str) -> str:
    """`text` to compare: `plain`, in lower case, one blank for each run of them."""
    return _SPACE.sub(" ", plain(text.lower())).strip()


class Wording:
    """What mail programs write, in many languages: regular expressions in lower case.

    Accents are taken off, as `fold` does to the texts they are compared with. ASCII
    ones begin at a word; the others are tried only on texts that are not ASCII.
    Every quantifier must be bounded: texts come from strangers.
    """

    def __init__(self, *patterns: str):
        folded = [plain(p) for pattern in patterns for p in _alternatives(pattern)]
        self._ascii = _any_of([p for p in folded if p.isascii()], r"\b")
        self._other = _any_of([p for p in folded if not p.isascii()])

    def search(self, text: str) -> str | None:
        """The first wording found anywhere in a folded text, or None."""
        return self._found(text, "search")

    def match(self, text: str) -> str | None:
        """The wording that a folded text begins with, or None."""
        return self._found(text, "match")

    def all_in(self, text: str) -> list[re.Match]:
        """Every wording in a folded text, ASCII ones first."""
        return [m for p in self._tried_on(text) for m in p.finditer(text)]

    def removed_from(self, text: str) -> str:
        """A folded text with a blank for every wording."""
        for pattern in self._tried_on(text):
            text = pattern.sub(" ", text)
        return text

    def _tried_on(self, text: str) -> list[re.Pattern]:
        other = None if text.isascii() else self._other
        return [pattern for pattern in (self._ascii, other) if pattern]

    def _found(self, text: str, how: str) -> str | None:
        found = self._ascii and getattr(self._ascii, how)(text)
        if found is None and self._other and not text.isascii():
            found = getattr(self._other, how)(text)
        return found[0] if found else None


def _alternatives(pattern: str) -> list[str]:
    """What stands between the bars of `pattern` that are in no bracket."""
    found, begin, depth, place = [], 0, 0, 0
    while place < len(pattern):
        letter = pattern[place]
        if letter == "\\":
            place += 1
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "|" and not depth:
            found.append(pattern[begin:place])
            begin = place + 1
        place += 1
    return [*found, pattern[begin:]]


def _any_of(patterns: list[str], begin: str = "") -> re.Pattern | None:
    """One pattern that matches what any of `patterns` does; None without one."""
    return re.compile(f"{begin}(?:{'|'.join(patterns)})") if patterns else None
