"""What mail programs put before a subject: "Re:", "AW:", "Fwd:" in many languages."""

import re

_ANSWERS = "re aw antw sv rif odp res 回复 答复 回覆 返信 отв ответ"
_FORWARDS = (
    "fw fwd wg vb rv enc i pd ilt vl fs doorst továbbítás tovabbitas 转发 轉寄 転送"
    " 전달 πρθ пересл"
)
# An answer in one language or program, forwarded in another one.
_EITHER = "vs tr ynt"
# An answer to machines; people name a reference by it, which is no mark to take off.
_REFERENCE = "ref"


def _marks(*tables: str) -> str:
    """The pattern of one mark with a word of the tables: "Re:", "Re[2]:", "RE :"."""
    words = "|".join(" ".join(tables).split())
    return rf"\s*(?:{words})(?:\s?\[\d{{1,3}}\])?\s*[:：]\s*"


_ANSWER = re.compile(rf"(?:{_marks(_ANSWERS, _EITHER)})+", re.I)
_FORWARD = re.compile(_marks(_FORWARDS, _EITHER), re.I)
_ANSWER_OR_FORWARD = re.compile(_marks(_ANSWERS, _FORWARDS, _EITHER, _REFERENCE), re.I)
# Any short word before a colon, or a tag in brackets.
_ANY = re.compile(
    r"\s*(?:\[[^\[\]]{1,40}\]|[^\W\d_]{1,6}(?:\s?[\[(]\d{1,3}[\])]|\d{1,2})?\s?[:：])\s*"
)
_MOST_MARKS = 20


def has_mark(subject: str) -> bool:
    """Whether a subject begins like one of an answer or a forwarded mail."""
    return _ANSWER_OR_FORWARD.match(subject) is not None


def has_forward_mark(subject: str) -> bool:
    """Whether a subject begins like that of a forwarded mail."""
    return _FORWARD.match(subject) is not None


def without_answer_marks(subject: str) -> str:
    """`subject` without the marks of answers at its beginning."""
    found = _ANSWER.match(subject)
    return subject[found.end() :] if found else subject


def base_subject(subject: str) -> str:
    """What a subject is about, to compare: without the marks of answers and forwards
    in any language ("Re:", "AW:", "回复:", "Re[2]:") and tags in brackets before it,
    in lower case (RFC 5256 section 2.1, less strict)."""
    place = 0
    for _mark in range(_MOST_MARKS):
        found = _ANY.match(subject, place)
        if not found:
            break
        place = found.end()
    return " ".join(subject[place:].split()).lower()
