"""What a subject is about, apart from "Re:", "Fwd:" and a ticket's tag."""

import re

_MARK = re.compile(
    r"\s*(?:\[[^\[\]]{1,40}\]|[^\W\d_]{1,6}(?:\s?[\[(]\d{1,3}[\])]|\d{1,2})?\s?[::])\s*"
)
_MOST_MARKS = 20


def base_subject(subject: str) -> str:
    """`subject` without the marks of answers and forwards in any language ("Re:",
    "AW:", "回复:", "Re[2]:") and tags in brackets before it, in lower case
    (RFC 5256 section 2.1, less strict)."""
    place = 0
    for _mark in range(_MOST_MARKS):
        found = _MARK.match(subject, place)
        if not found:
            break
        place = found.end()
    return " ".join(subject[place:].split()).lower()
