"""Containers in which a program puts a quotation, or a person words of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .attribution import find_start
from .heads import find_head, role_and_value
from .signature import is_sent_from

if TYPE_CHECKING:
    from .labels import Line

INDENTED, REFERENCE = "indented", "reference"

# Lines between an attribution and the quotation below it.
MAX_GAP = 5

# What gateways write above a mail from outside, in the languages of the add-on and some
# more; a line of it is no answer.
_BANNER = re.compile(
    r"^\W{0,4}(?:caution|warning|attention|achtung|vorsicht|attenzione|atención|"
    r"atenção|let op|varning|uwaga|external|extern|externe|externo|esterno|"
    r"you don['’]t often get|"
    r"this (?:e-?mail|message) (?:was|is|came|originated|has been sent) (?:sent )?from "
    r"(?:an? )?(?:external|outside)|sie erhalten nicht häufig|"
    r"diese (?:e-?mail|nachricht) (?:kommt|stammt|wurde) von "
    r"(?:extern|au(?:ß|ss)erhalb))\b",
    re.I,
)


@dataclass(eq=False, slots=True)
class Box:
    """One such container. INDENTED: editors indent with it, too. REFERENCE: Outlook's
    for the mail that is answered, in which its editor on telephones lets people write.
    """

    kind: str


def boxed_lines(lines: Sequence[Line]) -> dict[int, bool]:
    """For each line in a box its index, and whether it is quoted. Linear time."""
    if not any(line.box for line in lines):
        return {}
    texts = [line.text for line in lines]
    alone = not any(map(_is_words, lines))
    found: dict[int, bool] = {}
    start = 0
    while start < len(lines):
        box = lines[start].box
        end = start + 1
        while box and end < len(lines) and lines[end].box is box:
            end += 1
        if box:
            if box.kind == INDENTED:
                first = _indented(texts, start, end)
            else:
                first = _reference(lines, texts, start, end, alone)
            for place in range(start, end):
                found[place] = lines[place].quoted or place >= first
        start = end
    return found


def _indented(texts: Sequence[str], start: int, end: int) -> int:
    """The first line that is quoted: none, unless somebody is said to have written
    it."""
    first = _filled(texts, start, end)
    above = next(
        (at for at in range(start - 1, start - MAX_GAP, -1) if _at(texts, at)), -1
    )
    if first < end and (_introduces(texts, first, start) or find_head(texts, first)):
        return start
    if above >= 0 and find_start(texts, above, 0, True) is not None:
        return start
    return end


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place].strip() if place >= 0 else ""


def _introduces(texts: Sequence[str], first: int, floor: int) -> bool:
    return find_start(texts, first, floor, True) is not None


def _reference(lines, texts: Sequence[str], start: int, end: int, alone: bool) -> int:
    """The first line that is quoted: the head of the mail that is answered, and what
    stands above that is new. Without one all is, unless it is `alone`."""
    first = _filled(texts, start, end)
    for place in range(first, end):
        if lines[place].tail or find_head(texts, place):
            return place
    if first < end and role_and_value(texts[first].strip())[0]:
        return start
    return end if alone else start


def _filled(texts: Sequence[str], start: int, end: int) -> int:
    """The first line that is not empty, or `end`."""
    return next((place for place in range(start, end) if texts[place].strip()), end)


def _is_words(line: Line) -> bool:
    """Whether a line may be somebody's answer."""
    text = line.text.strip()
    if not text or line.quoted or line.signature or line.box:
        return False
    return not is_sent_from(text) and _BANNER.match(text) is None
