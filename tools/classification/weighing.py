"""Notices without a field of their own: several weak signs that agree."""

from collections.abc import Callable
from dataclasses import dataclass

from . import (
    account_phrases,
    answer_talk,
    arrival_phrases,
    bulk,
    machine_signs,
    phrases,
    self_phrases,
    subjects,
    trade_phrases,
)
from . import program_fields as fields
from .evidence import Clues
from .notices import may_be_for_a_person
from .reply_addresses import answers_reach_a_person

Predicate = Callable[[Clues], str | None]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that programs do more often than people, and how much it weighs."""

    weight: int
    predicate: Predicate


def _says(wording) -> Predicate:
    """A predicate: the text has one of these wordings."""

    def predicate(clues: Clues) -> str | None:
        said = clues.says(wording)
        return f"says “{said[:60]}”" if said else None

    return predicate


def _subject(clues: Clues) -> str | None:
    """The subject is one of a notice."""
    said = subjects.NOTICE.match(clues.subject)
    return f"subject “{said[:60]}”" if said else None


# How the mail came; people's mail programs do none of it.
WAY = (
    Sign(2, machine_signs.robot),
    Sign(2, machine_signs.service),
    Sign(1, machine_signs.program_id),
    Sign(1, machine_signs.local_submission),
    Sign(1, machine_signs.bounce_path),
)
# How it is signed and built; people do so, too.
FORM = (
    Sign(1, machine_signs.role),
    Sign(1, machine_signs.table),
    Sign(1, machine_signs.own_link),
)
# What it says; a newsletter says nothing of its one reader's account or order.
_OF_ONE_READER = (
    Sign(2, _says(account_phrases.ACCOUNT)),
    Sign(2, _says(trade_phrases.ORDER)),
)
# People explain no mail of theirs.
_EXPLAINING = (
    Sign(2, _says(phrases.DECLARED)),
    Sign(2, _says(account_phrases.IGNORE)),
    Sign(2, _says(account_phrases.REASON)),
)
WORDS = (
    Sign(2, _subject),
    *_EXPLAINING,
    *_OF_ONE_READER,
    Sign(2, _says(trade_phrases.TO_YOU)),
    Sign(1, _says(account_phrases.CLICK)),
    Sign(1, _says(trade_phrases.NEWS)),
)

ENOUGH = 4  # of all signs together, two of them in words


def is_acknowledgement(clues: Clues) -> str | None:
    """What was written has arrived: the subject, if the mail answers none, and the text
    say so, and the sender or the way is that of a program."""
    answers = clues.message.in_reply_to or subjects.ACKNOWLEDGED.match(clues.subject)
    if clues.is_answer or not answers:
        return None
    way = _found(clues, WAY)
    signs = way or _found(clues, FORM)
    said = clues.says(arrival_phrases.TICKET) if signs else None
    if not said and way:
        said = clues.says(arrival_phrases.ACKNOWLEDGED)
    if not said or _is_list(clues) or bulk.is_to_many(clues):
        return None
    if _is_persons(clues) or answers_reach_a_person(clues):
        return None
    if machine_signs.names_somebody(clues):
        return None
    return f"{signs[0][1]}, “{said[:80]}”"


def is_weighed_notice(clues: Clues) -> str | None:
    """Signs that a program wrote: in the way, the form and the words together. Where
    the way says nothing, the text has to say itself that nobody wrote it."""
    way = _found(clues, WAY)
    if clues.is_answer or (not way and not machine_signs.role(clues)):
        return None
    if _is_persons(clues) or _is_list(clues):
        return None
    form = _found(clues, FORM)
    if _weight(way) < 2 and not form:
        return None
    if not way and not (clues.says(phrases.DECLARED) and not _complains(clues)):
        return None
    words = _found(clues, WORDS)
    weight = _weight(way) + _weight(form) + _weight(words)
    if _weight(words) < _enough_words(way) or weight < ENOUGH:
        return None
    if machine_signs.names_somebody(clues) or may_be_for_a_person(clues):
        return None
    if _weight(way) < 2 and _asks(clues) and not _found(clues, _EXPLAINING):
        return None
    if bulk.is_to_many(clues) and not (
        _subject(clues) and _found(clues, _OF_ONE_READER)
    ):
        return None
    return ", ".join(said for _weight, said in (*way, *form, *words))[:300]


def is_generated_notice(clues: Clues) -> str | None:
    """A mail from the name of a function that says itself that a program made it."""
    role = machine_signs.role(clues)
    if not role or clues.is_answer or clues.message.in_reply_to:
        return None
    if _is_persons(clues) or _is_list(clues) or bulk.is_to_many(clues):
        return None
    if _asks(clues) or may_be_for_a_person(clues):
        return None
    if machine_signs.names_somebody(clues):
        return None
    said = answer_talk.generated(clues)
    return f"{role}, says “{said[:80]}”" if said else None


def _is_persons(clues: Clues) -> bool:
    """Whether a person's name or mail program stands behind the mail."""
    if machine_signs.robot(clues):
        return False
    return (
        machine_signs.is_person(clues)
        or machine_signs.is_from_a_persons_program(clues)
        or clues.says(self_phrases.SELF) is not None
    )


def _asks(clues: Clues) -> bool:
    """Whether the text asks or complains; a question mark within an address is none."""
    return "? " in f"{clues.text} " or _complains(clues)


def _complains(clues: Clues) -> bool:
    return clues.says(self_phrases.COMPLAINS) is not None


def _is_list(clues: Clues) -> bool:
    """Whether the mail came through a list, or is a newsletter."""
    return (
        clues.word("Precedence") == "list"
        or fields.discussion_field(clues) is not None
        or machine_signs.is_advertiser(clues)
        or bulk.is_newsletter_address(clues) is not None
        or bulk.is_newsletter_subject(clues) is not None
    )


def _found(clues: Clues, signs: tuple[Sign, ...]) -> list[tuple[int, str]]:
    """The signs that the mail has, with what they weigh."""
    said = ((sign.weight, sign.predicate(clues)) for sign in signs)
    return [(weight, words) for weight, words in said if words]


def _enough_words(way: list[tuple[int, str]]) -> int:
    """What the words have to weigh beside these signs of the way."""
    weight = _weight(way)
    return 1 if weight >= 2 else 2 if weight else 4


def _weight(found: list[tuple[int, str]]) -> int:
    return sum(weight for weight, _words in found)
