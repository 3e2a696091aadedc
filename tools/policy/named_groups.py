"""What the named groups of a rule's patterns find in a mail: (?P<order>\\d+)."""

from collections.abc import Iterable, Iterator
from functools import partial

from ..mail.message import InboundMessage
from ..text.readable import readable
from .pattern_limits import pattern_excess
from .rule_conditions import (
    PATTERN,
    Budget,
    Condition,
    ConditionTooSlow,
    compiled,
    looked_at,
)

# Characters that are taken of what a group finds; what is longer fits no field.
MAX_FOUND = 20_000


def group_names(pattern: str) -> tuple[str, ...]:
    """The names of the groups in a sound pattern, in their order; () for one that is
    too large."""
    if pattern_excess(pattern):
        return ()
    return tuple(compiled(pattern).groupindex)


def named_groups(
    conditions: Iterable[Condition],
    message: InboundMessage,
    kind: str,
    budget: Budget,
) -> dict[str, str]:
    """Name of a group -> what it finds in the first text that its pattern matches, as
    it is read; the first condition that finds something counts.

    Raises ConditionTooSlow.
    """
    found: dict[str, str] = {}
    for condition in conditions:
        if condition.operator == PATTERN and group_names(condition.value):
            for name, text in _groups(condition, message, kind, budget):
                found.setdefault(name, text)
    return found


def _groups(
    condition: Condition, message: InboundMessage, kind: str, budget: Budget
) -> Iterator[tuple[str, str]]:
    """The groups of one condition that find something but white space."""
    try:
        for text in looked_at(condition, message, kind, budget).texts:
            groups = budget.spend(partial(_match, condition.value, text))
            if groups is not None:
                yield from groups.items()
                return
    except TimeoutError:
        raise ConditionTooSlow(condition.value) from None


def _match(pattern: str, text: str, seconds: float) -> dict[str, str] | None:
    """What the groups of a pattern find in a text; None where it does not match."""
    match = compiled(pattern).search(text, timeout=seconds)
    if match is None:
        return None
    found = ((name, group) for name, group in match.groupdict().items() if group)
    texts = ((name, readable(group[:MAX_FOUND]).strip()) for name, group in found)
    return {name: group for name, group in texts if group}
