"""Rules of a mailbox: conditions on a mail, in words that a support lead knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import regex

from ..mail.address import Address
from ..mail.message import InboundMessage
from ..text.header_text import decode_words, one_line

FROM, TO, CC, SUBJECT, BODY = "from", "to", "cc", "subject", "body"
HEADER, KIND, SIZE = "header", "kind", "size"
PARTS = (FROM, TO, CC, SUBJECT, BODY, HEADER, KIND, SIZE)

CONTAINS, EQUALS, PATTERN, LARGER = "contains", "equals", "pattern", "larger"
OPERATORS = (CONTAINS, EQUALS, PATTERN, LARGER)

# Seconds that one pattern may take with one text; one that backtracks without end
# then counts as not matching, and says so.
PATTERN_SECONDS = 0.25

# Characters of a text that conditions look at.
MAX_TEXT = 100_000

# Characters of what matched that are told.
MAX_EVIDENCE = 80

KIB = 1024


class PatternTooSlow(Exception):
    """A pattern that took more than PATTERN_SECONDS; its text is the argument."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a rule: `part` of a mail (PARTS), `operator` (OPERATORS), `value`.

    `header`: name of the field where part is HEADER. A size is in KiB. Case never
    counts.
    """

    part: str
    operator: str
    value: str
    header: str = ""


def check_pattern(pattern: str) -> str | None:
    """What is wrong with a regular expression, in words; None where it is sound."""
    try:
        _compiled(pattern)
    except regex.error as error:
        return str(error)
    return None


def matches(
    conditions: Iterable[Condition], combine: Callable, message: InboundMessage, kind
) -> bool:
    """Whether a mail of this kind meets conditions; `combine` is `all` or `any`.

    No condition at all is met by every mail. Raises PatternTooSlow.
    """
    conditions = tuple(conditions)
    if not conditions:
        return True
    return combine(evidence(c, message, kind) is not None for c in conditions)


def evidence(condition: Condition, message: InboundMessage, kind: str) -> str | None:
    """The text that meets a condition, shortened; None where nothing does.

    Raises PatternTooSlow.
    """
    if condition.part == SIZE:
        size = message.size // KIB
        return f"{size} KiB" if size > int(condition.value) else None
    test = _TESTS[condition.operator]
    for text in _texts(condition, message, kind):
        if test(condition.value, text):
            return text[:MAX_EVIDENCE]
    return None


def _texts(condition: Condition, message: InboundMessage, kind: str) -> tuple[str, ...]:
    """The texts of the part that a condition looks at."""
    if condition.part == HEADER:
        values = message.headers.get_all(condition.header)
        return tuple(one_line(decode_words(value))[:MAX_TEXT] for value in values)
    if condition.part in (FROM, TO, CC):
        addresses = {
            FROM: (message.from_,),
            TO: message.to,
            CC: message.cc,
        }[condition.part]
        return tuple(t for a in addresses for t in _address_texts(condition, a))
    text = {SUBJECT: message.subject, BODY: message.body_text, KIND: kind}
    return (text[condition.part][:MAX_TEXT],)


def _address_texts(condition: Condition, address: Address) -> tuple[str, ...]:
    """How an address may be written: alone and, unless all of it must be equal, with
    its name."""
    if condition.operator == EQUALS:
        return (address.email, address.name)
    return (f"{address.name} <{address.email}>",)


def _contains(value: str, text: str) -> bool:
    return value.casefold() in text.casefold()


def _equals(value: str, text: str) -> bool:
    return value.strip().casefold() == text.strip().casefold()


def _pattern(value: str, text: str) -> bool:
    try:
        found = _compiled(value).search(text, timeout=PATTERN_SECONDS)
    except TimeoutError:
        raise PatternTooSlow(value) from None
    return found is not None


def _compiled(pattern: str):
    return regex.compile(pattern, regex.IGNORECASE)


_TESTS = {CONTAINS: _contains, EQUALS: _equals, PATTERN: _pattern}
