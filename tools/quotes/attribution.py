"""Lines that say who wrote what follows: "On 5 March, Jane Doe wrote:"."""

import re
from collections.abc import Sequence

from .words import ATTRIBUTION_OPENERS, WROTE

# Longest such line that is looked at, all its pieces joined. Wrapped ones have up to
# four pieces; addresses in them may be long.
MAX_LENGTH = 500
MAX_PIECES = 5

_ENDS = (":", "：", "-", "*", ">")
_VERB = re.compile(rf"(?<!\w)(?:{WROTE})(?!\w)|(?:写道|寫道|のメール|작성|쓴 글)", re.I)
_VERB_LAST = re.compile(rf"(?<!\w)(?:{WROTE})(?:\s{{0,3}}[:：])?$", re.I)
_ANSWER_BEHIND = re.compile(rf"((?:{WROTE})\s?[:：])\s{{0,3}}>.*$", re.I)
_ADDRESS = re.compile(r"[^\s<>@()\[\],;:\"]{1,64}@[^\s<>@()\[\],;:\"]{2,255}")
_TIME = re.compile(r"\d{1,2}\s?[:.h時时시点]\s?\d{2}")
_DATE = re.compile(
    r"\d{1,4}\s?[./\-年년]\s?\d{1,2}\s?[./\-月월]\s?\d{0,4}|(?<!\d)(?:19|20)\d\d(?!\d)|"
    r"\d{1,2}\.?(?:st|nd|rd|th)?[ ](?:de[ ])?[^\W\d_]{3,}|"
    r"[^\W\d_]{3,10}\.?[ ]\d{1,2}[, ]"
)
_FIRST_DIGIT = re.compile(r"\d")
_CONTINUED_END = re.compile(rf"^>\s?(?:{WROTE})?\s?[:：]$", re.I)
_LIST_BEGIN = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s")


def find_start(texts: Sequence[str], end: int, floor: int, is_quoted_next: bool):
    """The index of the line where the attribution that ends in line `end` begins, or
    None where that line ends none.

    No line before `floor` is taken; `is_quoted_next` says whether a quotation follows.
    """
    last = texts[end].strip()
    if not _may_end(last):
        return None
    joined, breaks = "", 0
    for start in range(end, max(floor, end - MAX_PIECES) - 1, -1):
        piece = texts[start].strip()
        if not piece:
            breaks += 1
            if breaks > 1 or not _is_torn(last):
                break
            continue
        joined = f"{piece} {joined}".rstrip()
        if len(joined) > MAX_LENGTH:
            break
        if _opens(piece) and _says_who_wrote(joined, True, is_quoted_next):
            return start
    for start in (end, end - 1):
        if start < floor or not texts[start].strip():
            break
        joined = " ".join(text.strip() for text in texts[start : end + 1])
        if _says_who_wrote(joined, False, is_quoted_next):
            return start
    return None


def is_torn_end(text: str) -> bool:
    """Whether a line that looks quoted only ends an attribution: "> wrote:"."""
    return len(text) < 40 and _CONTINUED_END.match(text.strip()) is not None


def _may_end(last: str) -> bool:
    if not last or len(last) > MAX_LENGTH:
        return False
    return (
        last.endswith(_ENDS)
        or _VERB_LAST.search(last[-24:]) is not None
        or ":>" in last
    )


def _is_torn(last: str) -> bool:
    return last.startswith((">", "<", "mailto:"))


def _opens(piece: str) -> bool:
    """Whether an attribution may begin here: with a date or a few words and one."""
    text = piece.lstrip("-*> \u200b\ufeff")
    if text.lower().startswith(ATTRIBUTION_OPENERS):
        return True
    digit = _FIRST_DIGIT.search(text[:60])
    if digit is None or _LIST_BEGIN.match(piece):
        return False
    before = text[: digit.start()]
    if "@" in before or "<" in before:
        return False
    return len(before.split()) <= 4 and _DATE.search(text[:120]) is not None


def _says_who_wrote(joined: str, opened: bool, is_quoted_next: bool) -> bool:
    """Whether the whole is an attribution; `opened` where it begins with a date."""
    text = _ANSWER_BEHIND.sub(r"\1", joined).strip("-* \u200b\ufeff")
    has_colon = text.endswith((":", "："))
    verb = _VERB.search(text)
    address = _ADDRESS.search(text)
    if opened:
        when = _TIME.search(text) or _DATE.search(text)
        if address and when and (has_colon or _VERB_LAST.search(text)):
            return True
        if has_colon and verb and when:
            return True
        return bool(verb and when and _TIME.search(text) and is_quoted_next)
    if not has_colon or not verb:
        return False
    if address:
        return len(text) <= 300
    return is_quoted_next and len(text) <= 100
