"""Notices without a field of their own: several weak signs that agree."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..reasons import Reason, because
from . import (
    account_phrases,
    action_links,
    answer_talk,
    arrival_phrases,
    bulk,
    machine_signs,
    phrases,
    self_phrases,
    subjects,
    topic_words,
    trade_phrases,
)
from . import program_fields as fields
from .evidence import Clues
from .notices import may_be_for_a_person, says_form
from .reply_addresses import answers_reach_a_person, is_role, same_organisation
from .sign_offs import personal_sign_off
from .wording import fold

Predicate = Callable[[Clues], Reason | None]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that programs do more often than people, and how much it weighs."""

    weight: int
    predicate: Predicate


def _says(wording) -> Predicate:
    """A predicate: the text has one of these wordings, not in somebody else's words."""

    def predicate(clues: Clues) -> Reason | None:
        said = clues.says(wording) and wording.search(clues.without_speech)
        return because("says", said=said[:60]) if said else None

    return predicate


def _subject(clues: Clues) -> Reason | None:
    """The subject is one of a notice."""
    said = subjects.NOTICE.match(clues.subject)
    return because("subject", subject=said[:60]) if said else None


def _topic(clues: Clues) -> Reason | None:
    """The subject is about what programs write about, if it is no notice's, and the
    text is more than a word."""
    known = _subject(clues) or len(clues.text) < _SHORTEST
    said = None if known else topic_words.SUBJECT.search(clues.subject)
    return because("subject_about", said=said[-60:]) if said else None


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
    Sign(1, action_links.own_link),
    Sign(1, action_links.senders_link),
    Sign(1, machine_signs.brand),
    Sign(1, machine_signs.named_by_domain),
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
    Sign(1, _topic),
    Sign(1, _says(topic_words.YOURS)),
)

# Characters of a text that says more than the subject.
_SHORTEST = 20

# Characters of a text without words of notices; people write letters.
_LONGEST = 1_500

# What stands before the first word of a sentence, or of what follows a salutation.
_BEGINS = re.compile(r"(?:\A|[.,:;!?-] ?)\Z")

ENOUGH = 4  # of all signs together, two of them in words


def is_acknowledgement(clues: Clues) -> Reason | None:
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
    return because("sign_words", sign=signs[0][1], said=said[:80])


def is_weighed_notice(clues: Clues) -> Reason | None:
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
    if _weight(words) < _enough_words(clues, way) or weight < ENOUGH:
        return None
    if len(words) == 1 and _topic(clues) and not _topic_is_enough(clues, way):
        return None
    if machine_signs.names_somebody(clues):
        return None
    if may_be_for_a_person(clues) and not _is_shops(clues):
        return None
    if personal_sign_off(clues) and not _found(clues, _EXPLAINING):
        return None
    asks = _asks(clues) or _reports_trouble(clues)
    if _weight(way) < 2 and asks and not _found(clues, _EXPLAINING):
        return None
    if bulk.is_to_many(clues) and not _is_of_one_reader(clues):
        return None
    return because(
        "signs", signs=tuple(sign for _weight, sign in (*way, *form, *words))
    )


def is_generated_notice(clues: Clues) -> Reason | None:
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
    return because("sign_says", sign=role, said=said[:80]) if said else None


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
    """Whether the text asks or complains; a question mark within an address is none,
    nor one behind an offer of help."""
    text = self_phrases.OFFERS_HELP.removed_from(clues.text)
    return "? " in f"{text} " or "？" in text or _complains(clues)


def _reports_trouble(clues: Clues) -> bool:
    """Whether subject or text say that something does not work."""
    words = f"{clues.subject} {clues.text}"
    return self_phrases.TROUBLE.search(words) is not None


def _complains(clues: Clues) -> bool:
    """Whether the text complains, or a sentence begins with what one asks for."""
    if clues.says(self_phrases.COMPLAINS):
        return True
    found = self_phrases.REQUESTS.all_in(clues.text)
    return any(_BEGINS.search(clues.text[: each.start()][-3:]) for each in found)


def _is_list(clues: Clues) -> bool:
    """Whether the mail came through a list, or is a newsletter."""
    return (
        clues.word("Precedence") == "list"
        or fields.discussion_field(clues) is not None
        or machine_signs.is_advertiser(clues)
        or bulk.is_newsletter_address(clues) is not None
        or bulk.is_newsletter_subject(clues) is not None
    )


def _found(clues: Clues, signs: tuple[Sign, ...]) -> list[tuple[int, Reason]]:
    """The signs that the mail has, with what they weigh."""
    said = ((sign.weight, sign.predicate(clues)) for sign in signs)
    return [(weight, sign) for weight, sign in said if sign]


def _enough_words(clues: Clues, way: list[tuple[int, Reason]]) -> int:
    """What the words have to weigh beside these signs of the way: nothing where a
    program leads into its own site and no person speaks, in whatever language."""
    weight = _weight(way)
    if weight and machine_signs.role(clues) and _is_impersonal(clues):
        if action_links.senders_link(clues):
            return 0
        if (
            action_links.own_link(clues)
            or machine_signs.brand(clues)
            or machine_signs.named_by_domain(clues)
        ):
            return 1
    return 1 if weight >= 2 else 2 if weight else 4


def _topic_is_enough(clues: Clues, way: list[tuple[int, Reason]]) -> bool:
    """Whether a subject is enough where the text says nothing that programs say."""
    led = action_links.own_link(clues) or action_links.senders_link(clues)
    known = led or machine_signs.brand(clues) or _weight(way) > 2
    return bool(known) and _is_impersonal(clues)


def _is_of_one_reader(clues: Clues) -> bool:
    """Whether a mail that tells how to get no more of its kind is of its one reader's
    account, order or thread, which newsletters are not."""
    if _subject(clues) and _found(clues, _OF_ONE_READER):
        return True
    return bool(_topic(clues) and clues.says(trade_phrases.TO_YOU))


def _is_shops(clues: Clues) -> bool:
    """Whether a service tells a buyer of an order, and Reply-To is the desk of the shop
    that the sender's name has: "Example Shop <store@service.example>"."""
    message = clues.message
    name = fold(message.from_.name[:100]).replace(" ", "")
    return bool(
        _subject(clues)
        and clues.says(trade_phrases.ORDER)
        and not says_form(clues)
        and all(
            is_role(one) and one.domain.partition(".")[0] in name
            for one in message.reply_to[:10]
        )
    )


def _is_impersonal(clues: Clues) -> bool:
    """Whether nothing in a mail that begins something says that a person wrote it, nor
    that a website wrote to its own people, as forms do."""
    message = clues.message
    return not (
        message.in_reply_to
        or message.references
        or message.attachments
        or len(clues.unquoted) > _LONGEST
        or any(same_organisation(one, message.from_) for one in message.to[:10])
        or _asks(clues)
        or _reports_trouble(clues)
        or personal_sign_off(clues)
        or says_form(clues)
    )


def _weight(found: list[tuple[int, Reason]]) -> int:
    return sum(weight for weight, _sign in found)
