"""Rules of a mailbox: conditions on a mail, in words that a support lead knows."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import regex

from ..mail.address import Address
from ..mail.message import InboundMessage
from ..text.header_text import decode_words, one_line
from ..text.readable import readable
from .pattern_limits import pattern_excess
from .shown_texts import ShownTexts, shown_texts

FROM, TO, CC, SUBJECT, BODY = "from", "to", "cc", "subject", "body"
HEADER, KIND, SIZE = "header", "kind", "size"
PARTS = (FROM, TO, CC, SUBJECT, BODY, HEADER, KIND, SIZE)

CONTAINS, EQUALS, PATTERN, LARGER = "contains", "equals", "pattern", "larger"
OPERATORS = (CONTAINS, EQUALS, PATTERN, LARGER)

# Seconds of computing that all rules of one mail may take, and one pattern of them with
# one text: one that backtracks without end leaves time for the others.
MAIL_SECONDS = 1.0
PATTERN_SECONDS = 0.25

# Characters of what matched that are told.
MAX_EVIDENCE = 80

KIB = 1024


Result = TypeVar("Result")


class ConditionUntried(Exception):
    """Whether a mail meets a condition was not found out; its value is the
    argument."""


class ConditionTooSlow(ConditionUntried):
    """Not in time."""


class TextTooLong(ConditionUntried):
    """Not in what was read of a text that goes on."""


class Budget:
    """What is left of the `seconds` that the rules of one mail may take, by `clock`.

    The clock counts computing: what else the host does makes no rule slow.
    """

    def __init__(
        self,
        seconds: float = MAIL_SECONDS,
        clock: Callable[[], float] = time.thread_time,
    ) -> None:
        self._left = seconds
        self._clock = clock
        self._texts: ShownTexts | None = None

    def spend(self, work: Callable[[float], Result]) -> Result:
        """Return what `work` returns for the seconds that it may take, and count them.

        Raises TimeoutError where nothing is left.
        """
        if self._left <= 0:
            raise TimeoutError
        begun = self._clock()
        try:
            return work(min(self._left, PATTERN_SECONDS))
        finally:
            self._left -= self._clock() - begun

    def shown_texts(self, message: InboundMessage) -> ShownTexts:
        """Those of the one mail, read once. Raises TimeoutError."""
        if self._texts is None:
            self._texts = self.spend(lambda _seconds: _readable_texts(message))
        return self._texts


def _readable_texts(message: InboundMessage) -> ShownTexts:
    found = shown_texts(message)
    return replace(found, texts=_as_read(found.texts))


def _as_read(texts: Iterable[str]) -> tuple[str, ...]:
    """`texts` as they were written, as a pattern may be, and as they are read."""
    return tuple(
        each for text in texts for each in dict.fromkeys((text, readable(text)))
    )


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a rule: `part` of a mail (PARTS), `operator` (OPERATORS), `value`.

    `header`: name of the field where part is HEADER. A size is in KiB. Case never
    counts, and texts are compared as they are read (`readable`).
    """

    part: str
    operator: str
    value: str
    header: str = ""


def check_pattern(pattern: str) -> str | None:
    """What is wrong with a regular expression of bounded size (`pattern_excess`), in
    words; None where it is sound."""
    try:
        compiled(pattern)
    except (
        regex.error,
        RecursionError,
        MemoryError,
        OverflowError,
        ValueError,
    ) as error:
        return str(error) or type(error).__name__
    return None


def matches(
    conditions: Iterable[Condition],
    combine: str,
    message: InboundMessage,
    kind: str,
    budget: Budget,
) -> bool:
    """Whether a mail of this kind meets conditions; `combine` is "all" or "any".

    No condition at all is met by every mail. Raises ConditionUntried where one cannot
    be tried and the others leave it open. Patterns come last, as they may be slow.
    """
    decides = combine == "any"
    untried: ConditionUntried | None = None
    conditions = sorted(conditions, key=lambda each: each.operator == PATTERN)
    for condition in conditions:
        try:
            met = evidence(condition, message, kind, budget) is not None
        except ConditionUntried as error:
            untried = error
            continue
        if met == decides:
            return decides
    if untried:
        raise untried
    return not decides or not conditions


def evidence(
    condition: Condition, message: InboundMessage, kind: str, budget: Budget
) -> str | None:
    """The text that meets a condition, shortened; None where nothing does.

    Raises ConditionTooSlow, and TextTooLong.
    """
    try:
        return _found(condition, message, kind, budget)
    except TimeoutError:
        raise ConditionTooSlow(condition.value) from None


def _found(
    condition: Condition, message: InboundMessage, kind: str, budget: Budget
) -> str | None:
    if condition.part == SIZE:
        size = message.size // KIB
        return f"{size} KiB" if size > int(condition.value) else None
    found = looked_at(condition, message, kind, budget)
    test = _TESTS[condition.operator]
    # Each text by itself: a mail may have thousands of fields of one name.
    for text in found.texts:
        if budget.spend(partial(test, condition.value, text)):
            return text[:MAX_EVIDENCE]
    if not found.is_whole:
        raise TextTooLong(condition.value)
    return None


def looked_at(
    condition: Condition, message: InboundMessage, kind: str, budget: Budget
) -> ShownTexts:
    """What a condition looks at. Raises TimeoutError."""
    if condition.part == BODY:
        return budget.shown_texts(message)

    def read(_seconds: float) -> tuple[str, ...]:
        return _as_read(_texts(condition, message, kind))

    return ShownTexts(budget.spend(read), is_whole=True)


def _texts(condition: Condition, message: InboundMessage, kind: str) -> tuple[str, ...]:
    """The texts of the part that a condition looks at, but for the body's."""
    if condition.part == HEADER:
        values = message.headers.get_all(condition.header)
        return tuple(one_line(decode_words(value)) for value in values)
    if condition.part in (FROM, TO, CC):
        addresses = {
            FROM: (message.from_,),
            TO: message.to,
            CC: message.cc,
        }[condition.part]
        return tuple(t for a in addresses for t in _address_texts(condition, a))
    return (message.subject if condition.part == SUBJECT else kind,)


def _address_texts(condition: Condition, address: Address) -> tuple[str, ...]:
    """How an address may be written: alone and, unless all of it must be equal, with
    its name."""
    if condition.operator == EQUALS:
        return (address.email, address.name)
    return (f"{address.name} <{address.email}>",)


def _contains(value: str, text: str, _seconds: float) -> bool:
    return _folded(value) in text.casefold()


def _equals(value: str, text: str, _seconds: float) -> bool:
    return _folded(value).strip() == text.strip().casefold()


def _folded(value: str) -> str:
    """What is looked for; one that nobody sees is in no text that is `readable`."""
    return (readable(value) or value).casefold()


def _pattern(value: str, text: str, seconds: float) -> bool:
    return compiled(value).search(text, timeout=seconds) is not None


def compiled(pattern: str):
    """A pattern as it is searched for; capital and small letters are the same. Raises
    TimeoutError for one that would take too long, saved before there was a limit."""
    if pattern_excess(pattern):
        raise TimeoutError
    return regex.compile(pattern, regex.IGNORECASE)


_TESTS = {CONTAINS: _contains, EQUALS: _equals, PATTERN: _pattern}
