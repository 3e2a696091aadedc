"""Answers that nobody wrote: vacation, out of office, acknowledgement, challenge."""

from ..reasons import Reason, because
from ..text.subject_marks import has_forward_mark
from . import (
    absence_phrases,
    answer_talk,
    arrival_phrases,
    phrases,
    self_phrases,
    subjects,
)
from . import program_fields as fields
from .evidence import Clues
from .program_senders import is_robot
from .reply_addresses import answers_reach_a_person

# Characters of a text within which a program introduces itself.
_FIRST_WORDS = 200


def is_auto_replied(clues: Clues) -> Reason | None:
    """An answer nobody wrote (RFC 3834 section 5)."""
    keyword = clues.auto_submitted
    return _submitted(keyword) if keyword == "auto-replied" else None


def has_answering_field(clues: Clues) -> Reason | None:
    """A field by which a program says that it answers for somebody."""
    return fields.answering(clues)


def is_generated_answer(clues: Clues) -> Reason | None:
    """A mail nobody wrote whose subject or text is that of an answer."""
    if clues.auto_submitted in ("", "no", "auto-replied"):
        return None
    said = _subject(clues) or subjects.ABSENCE.match(clues.subject)
    if not said and _answers(clues):
        said = _acknowledged(clues) or _absence(clues)
    sign = _submitted(clues.auto_submitted)
    return because("sign_words", sign=sign, said=said) if said else None


def is_machine_answer(clues: Clues) -> Reason | None:
    """An envelope or field of machines, and a subject or text of such answers."""
    sign = _machine(clues)
    if not sign:
        return None
    said = _subject(clues) or _acknowledged(clues)
    if not said and (_answers(clues) or subjects.ABSENCE.match(clues.subject)):
        said = clues.says(phrases.DECLARED)
    if not said and not answer_talk.asks(clues):
        said = _absence_of_machine(clues)
    if not said and clues.has_null_path:
        said = subjects.ACKNOWLEDGED.match(clues.subject)
    return because("sign_words", sign=sign, said=said) if said else None


def is_worded_answer(clues: Clues) -> Reason | None:
    """No field of a machine, but both the subject and the text of such answers."""
    prefix, absent = _subject(clues), subjects.ABSENCE.match(clues.subject)
    said = None
    if prefix:
        said = _says_more(clues)
    elif absent or subjects.ACKNOWLEDGED.match(clues.subject):
        said = _declared(clues)
    elif _starts_a_thread_as_answer(clues) and clues.says(arrival_phrases.ACKNOWLEDGED):
        said = _declared(clues)
    if not said or answer_talk.asks(clues):
        return None
    subject = prefix or absent or clues.subject[:60]
    return because("subject_text", subject=subject, said=said)


def is_declared_answer(clues: Clues) -> Reason | None:
    """The first words say that nobody wrote the answer, or the subject speaks of an
    absence and the text thanks for a mail and tells of the absence."""
    said = phrases.ANSWERED.search(clues.text[:_FIRST_WORDS])
    if said and not has_forward_mark(clues.subject):
        return because("begins_with", said=said)
    if (
        clues.is_answer
        or not subjects.ABSENCE.match(clues.subject)
        or answer_talk.asks(clues)
    ):
        return None
    thanks = clues.says(arrival_phrases.ACKNOWLEDGED)
    away = clues.says(absence_phrases.ABSENCE) if thanks else None
    return because("says_both", first=thanks, second=away) if away else None


def is_unthreaded_absence(clues: Clues) -> Reason | None:
    """The mail names the one it answers, but its subject is that of a program or of
    somebody who is away."""
    if not _starts_a_thread_as_answer(clues) or answer_talk.asks(clues):
        return None
    if prefix := _subject(clues):
        return because("answers_as", said=prefix)
    absent = subjects.ABSENCE.match(clues.subject)
    if not absent:
        return None
    said = _absence(clues) or clues.says(phrases.DECLARED)
    return because("subject_text", subject=absent, said=said) if said else None


def is_generated_receipt(clues: Clues) -> Reason | None:
    """An answer that says that a mail arrived, and itself that nobody wrote it."""
    if not _may_be_unwritten(clues):
        return None
    arrived = clues.says(arrival_phrases.TICKET) or clues.says(
        arrival_phrases.ACKNOWLEDGED
    )
    generated = answer_talk.generated(clues) if arrived else None
    if not generated:
        return None
    return because("says_both", first=arrived, second=generated)


def is_closed_mailbox(clues: Clues) -> Reason | None:
    """An answer that says that nobody is there any more, and that the mail is not
    read."""
    if not _may_be_unwritten(clues):
        return None
    gone = clues.says(absence_phrases.GONE)
    unread = clues.says(absence_phrases.UNREAD) if gone else None
    return because("says_both", first=gone, second=unread) if unread else None


def is_challenge(clues: Clues) -> Reason | None:
    """A filter wants to know whether a person wrote; a machine's address or field."""
    said = clues.says(phrases.CHALLENGE)
    if not said:
        return None
    message = clues.message
    sign = _machine(clues)
    if not sign and is_robot(message.from_):
        sign = because("sent_by", address=message.from_.email)
    return because("sign_words", sign=sign, said=said[:80]) if sign else None


def _submitted(keyword: str) -> Reason:
    return because("field_value", field="Auto-Submitted", value=keyword)


def _subject(clues: Clues) -> str | None:
    """What the subject begins with, where only programs write so."""
    if clues.is_answer:
        return None
    subject, tag = clues.subject, subjects.AUTO_REPLY.match(clues.tag)
    if tag and tag == clues.tag:
        return tag
    return subjects.AUTO_REPLY.match(subject) or subjects.NOTES_AGENT.match(subject)


def _says_more(clues: Clues) -> str | None:
    """What the text says beside the name of such answers: that somebody is away, that a
    mail arrived, that nobody wrote it."""
    said = _absence_in(answer_talk.own_words(clues))
    return said or clues.says(arrival_phrases.ACKNOWLEDGED) or _declared(clues)


def _declared(clues: Clues) -> str | None:
    """That nobody wrote the mail; to name such answers says nothing."""
    declared = phrases.DECLARED.search(answer_talk.own_words(clues))
    return declared or answer_talk.calls_itself_answer(clues)


def _acknowledged(clues: Clues) -> str | None:
    """The sentence that says that a mail arrived."""
    if not _answers(clues) and not subjects.ACKNOWLEDGED.match(clues.subject):
        return None
    return clues.says(arrival_phrases.ACKNOWLEDGED)


def _absence(clues: Clues) -> str | None:
    """What the text says of somebody who is away, comes back or has a stand-in; enough
    only where something else says so, too."""
    return _absence_in(clues.text)


def _absence_in(text: str) -> str | None:
    words = (
        absence_phrases.ABSENCE,
        absence_phrases.MAYBE_AWAY,
        absence_phrases.RETURN,
        absence_phrases.STAND_IN,
    )
    return next(filter(None, (wording.search(text) for wording in words)), None)


def _absence_of_machine(clues: Clues) -> str | None:
    """What a mail with the sign of a machine says of an absence: enough if its subject
    does, or the envelope sender is empty."""
    if subjects.ABSENCE.match(clues.subject) and (said := _absence(clues)):
        return said
    return _clear_absence(clues) if clues.has_null_path else None


def _clear_absence(clues: Clues) -> str | None:
    """What the text says of somebody who is away, or comes back and has a stand-in;
    each of the latter a customer writes, too."""
    away = clues.says(absence_phrases.ABSENCE)
    return away or (
        clues.says(absence_phrases.STAND_IN) and clues.says(absence_phrases.RETURN)
    )


def _machine(clues: Clues) -> Reason | None:
    """The envelope or field of a machine, not of a list or of a form for a person."""
    if _to_many(clues) or answers_reach_a_person(clues):
        return None
    if clues.has_null_path:
        return because("null_path")
    if "X-Auto-Response-Suppress" in clues.headers:
        return because("field", field="X-Auto-Response-Suppress")
    return fields.bulk_precedence(clues)


def _to_many(clues: Clues) -> bool:
    """Whether the mail came through a list or is one of many."""
    named = fields.list_field(clues) or fields.campaign_field(clues)
    return bool(named) or clues.word("Precedence") == "list"


def _answers(clues: Clues) -> bool:
    """Whether the mail answers another, by its fields or its subject."""
    message = clues.message
    return bool(message.in_reply_to or message.references or clues.is_answer)


def _starts_a_thread_as_answer(clues: Clues) -> bool:
    """Whether the mail names one it answers, under a subject of its own."""
    return bool(clues.message.in_reply_to) and not clues.is_answer


def _may_be_unwritten(clues: Clues) -> bool:
    """Whether an answer has no words of a person, and forwards nothing."""
    return (
        _answers(clues)
        and not has_forward_mark(clues.subject)
        and not _to_many(clues)
        and clues.says(self_phrases.SELF) is None
        and not answer_talk.asks(clues)
    )
