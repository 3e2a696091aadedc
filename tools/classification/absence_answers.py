"""Answers of vacation programs that say so in no field: a subject of ours, and a text
that consists of an absence, its end and somebody else to ask."""

import re

from ..reasons import Reason, because
from ..text.subject_marks import has_forward_mark
from . import (
    absence_phrases,
    answer_talk,
    bulk,
    machine_signs,
    phrases,
    self_phrases,
)
from .absence_words import BEFORE_NAMES, CALENDAR, LANGUAGES, UNTIL
from .evidence import Clues
from .reply_addresses import answers_reach_a_person
from .wording import fold

_QUESTION_MARKS = "?;؟"
_LONGEST = 1_000  # characters; people write letters, vacation programs do not
_MOST_NAMES = 2  # words of one name
_ENOUGH = 2  # of: an end, somebody else, and that nobody reads it now
_ADDRESS = re.compile(r"[^\s@<>]{1,64}@[\w.-]{1,255}|https?://\S{1,200}")
_WORD = re.compile(r"[^\W_]{1,40}")
_NUMBER = re.compile(r"\d{1,12}(?:st|nd|rd|th|er|h|e)?")


def is_whole_absence(clues: Clues) -> Reason | None:
    """An answer to our mail that says that somebody is away, two things of: until when,
    whom else to ask, that it is not read now; and not a word beside."""
    if not _may_be_unwritten(clues):
        return None
    away = _away(clues)
    words = _WORD.findall(_ADDRESS.sub(" ", clues.unquoted)) if away else []
    said = (_end(words), _stand_in(clues), _unread(clues))
    if sum(map(bool, said)) < _ENOUGH or not _says_nothing_else(words, clues):
        return None
    return because("says_only", first=away, second=clues.text[:60])


def _may_be_unwritten(clues: Clues) -> bool:
    """Whether a short mail answers another, quotes and asks nothing, and neither a
    person's mail program nor a list sent it."""
    message = clues.message
    return not (
        not (message.in_reply_to or message.references)
        or message.attachments
        or has_forward_mark(clues.subject)
        or len(message.body_text) > _LONGEST
        or clues.unquoted != message.body_text
        or _asks(clues)
        or bulk.is_to_many(clues)
        or answers_reach_a_person(clues)
        or machine_signs.is_from_a_persons_program(clues)
    )


def _asks(clues: Clues) -> bool:
    """Whether somebody asks, reports that something does not work, or wants an
    answer."""
    wordings = (self_phrases.TROUBLE, absence_phrases.WANTS_ANSWER)
    return (
        any(mark in clues.text for mark in _QUESTION_MARKS)
        or any(map(clues.says, wordings))
        or answer_talk.asks(clues)
    )


def _away(clues: Clues) -> str | None:
    """The words by which somebody is away, or an office is closed."""
    wordings = (
        absence_phrases.ABSENCE,
        absence_phrases.GONE,
        absence_phrases.CLOSED,
        absence_phrases.RETURN,
    )
    return next(filter(None, map(clues.says, wordings)), None)


def _end(words: list[str]) -> bool:
    """Whether the words have a day, and one that stands before a return."""
    folded = {fold(word) for word in words}
    has_day = folded & CALENDAR or any(word[0].isdigit() for word in words)
    return bool(folded & UNTIL and has_day)


def _stand_in(clues: Clues) -> bool:
    """Whether somebody else is to be asked: in urgent matters, or at an address."""
    asked = clues.says(absence_phrases.CONTACT)
    found = clues.says(absence_phrases.URGENT) or _ADDRESS.search(clues.text)
    return bool(asked and found)


def _unread(clues: Clues) -> bool:
    """Whether nobody reads the mail now, or nobody wrote the answer."""
    wordings = (absence_phrases.UNREAD, absence_phrases.LATER, phrases.DECLARED)
    return any(map(clues.says, wordings))


def _says_nothing_else(words: list[str], clues: Clues) -> bool:
    """Whether one language has all words but names, days and numbers."""
    sender = clues.message.from_
    named = f"{fold(sender.name[:100])} {sender.email[:320]}"
    known = CALENDAR | set(_WORD.findall(named))
    rest = [word for word in _without_names(words) if not _NUMBER.fullmatch(word)]
    folded = {fold(word) for word in rest} - known
    return any(folded <= language for language in LANGUAGES)


def _without_names(words: list[str]) -> list[str]:
    """The words without those that begin with a capital behind what names stand
    behind."""
    kept: list[str] = []
    names = 0
    for word in words:
        names = max(0, names - 1)
        if fold(word) in BEFORE_NAMES:
            names = _MOST_NAMES + 1
        elif names and word[0].isupper():
            continue
        else:
            names = 0
        kept.append(word)
    return kept
