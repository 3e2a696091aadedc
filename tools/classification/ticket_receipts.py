"""Acknowledgements of ticket systems that say nothing of themselves: what was written
has arrived, and has a number or will be answered."""

import re

from ..reasons import Reason, because
from ..text.subject_marks import has_forward_mark
from . import answer_talk, arrival_phrases, bulk, machine_signs, self_phrases, subjects
from .evidence import Clues
from .reply_addresses import answers_reach_a_person

# Characters of a text within which a ticket system says it.
_FIRST_WORDS = 600
_NUMBER = re.compile(r"\d{4,12}")
_LONGEST_SENTENCE = 100  # characters
_SENTENCE_MARKS = re.compile(r"[.!?。！？\n]")
_BEFORE = 40  # characters before what says it, for a word that denies it


def is_ticket_receipt(clues: Clues) -> Reason | None:
    """The first words say that what was written has arrived, it has a number or will be
    answered, and the sender or the way is none of a person's."""
    sign = _sign(clues)
    if not sign or not _is_about_a_ticket(clues) or not _may_be_a_receipt(clues):
        return None
    said = _received(clues)
    if not said or _asks_beside(clues, said):
        return None
    return because("sign_words", sign=sign, said=said[:80])


def _sign(clues: Clues) -> Reason | None:
    """What a ticket system has and a person has not."""
    if machine_signs.is_person(clues) or machine_signs.is_from_a_persons_program(clues):
        return None
    signs = (machine_signs.role, machine_signs.robot, machine_signs.service)
    found = next(filter(None, (sign(clues) for sign in signs)), None)
    return found or (because("null_path") if clues.has_null_path else None)


def _is_about_a_ticket(clues: Clues) -> bool:
    """Whether the mail names the one it answers, or a ticket, in its head, or a program
    sent it."""
    numbered = arrival_phrases.NUMBER.search(f"[{clues.tag}] {clues.subject}")
    return bool(
        clues.message.in_reply_to
        or clues.has_null_path
        or numbered
        or subjects.ACKNOWLEDGED.match(clues.subject)
        or _is_by_a_program(clues)
    )


def _may_be_a_receipt(clues: Clues) -> bool:
    """Whether nothing speaks of a person, a list or a form; who answers a question
    writes below its subject, and sends files."""
    return not (
        (clues.is_answer and not _only_receives(clues))
        or has_forward_mark(clues.subject)
        or clues.message.attachments
        or bulk.is_to_many(clues)
        or answers_reach_a_person(clues)
        or machine_signs.names_somebody(clues)
        or clues.says(self_phrases.SELF)
    )


def _only_receives(clues: Clues) -> bool:
    """Whether an answer has the number of its subject, and each sentence thanks, has
    that number, or says that something has arrived or will be answered."""
    numbers = _NUMBER.findall(clues.subject)
    sentences = [s.strip() for s in _SENTENCE_MARKS.split(clues.text)]
    return any(number in clues.text for number in numbers) and all(
        any(number in sentence for number in numbers) or _begins_as_receipt(sentence)
        for sentence in sentences
        if sentence
    )


def _begins_as_receipt(sentence: str) -> bool:
    """Whether a short sentence begins, be it behind an article, with thanks or with
    what says that something has arrived."""
    said = (arrival_phrases.ACKNOWLEDGED, arrival_phrases.TICKET)
    begins = (sentence, sentence.partition(" ")[2])
    return len(sentence) <= _LONGEST_SENTENCE and any(
        wording.match(begin) for wording in said for begin in begins
    )


def _received(clues: Clues) -> str | None:
    """The words that say that something has arrived which has a number, or will be
    answered."""
    text = clues.text[:_FIRST_WORDS]
    said = arrival_phrases.RECEIVED.search(text)
    head = f"[{clues.tag}] {clues.subject} {text}"
    numbered = arrival_phrases.NUMBER.search(head)
    if not said or not (numbered or arrival_phrases.PROMISE.search(text)):
        return None
    begin = max(0, text.index(said) - _BEFORE)
    told = text[begin : text.index(said) + len(said)]
    return None if arrival_phrases.NEGATED.search(told) else said


def _asks_beside(clues: Clues, said: str) -> bool:
    """Whether somebody asks or complains beside what says that it has arrived. That one
    can do something, or that "we have" something, a program says, too."""
    rest = clues.text.replace(said, " ", 1)
    complains = self_phrases.COMPLAINS.search(rest) and not _is_by_a_program(clues)
    asks = "? " in f"{rest} " or "？" in rest
    return bool(complains or asks or answer_talk.asks(clues))


def _is_by_a_program(clues: Clues) -> bool:
    """Whether what sent the mail is none that people write with."""
    return bool(machine_signs.program_id(clues) or machine_signs.service(clues))
