"""A pattern that would take time or memory is refused before it is compiled."""

import time

import pytest

from tools.policy.named_groups import group_names
from tools.policy.pattern_limits import (
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY_REPEATS,
    pattern_excess,
)
from tools.policy.rule_conditions import (
    Budget,
    Condition,
    ConditionTooSlow,
    check_pattern,
    evidence,
)


@pytest.mark.parametrize(
    ("pattern", "excess"),
    [
        ("a" * 1_001, TOO_LONG),
        ("(" * 5_000, TOO_LONG),
        ("(" * 51 + ")" * 51, TOO_DEEP),
        ("(?:" * 60 + "a" + "{1,1000})" * 60, TOO_DEEP),
        ("(?P<x>a){1000000000}", TOO_MANY_REPEATS),
        ("(?:(?:a{101}){100})", TOO_MANY_REPEATS),
        ("a{101}{100}", TOO_MANY_REPEATS),
        ("(?:a{10001,})b", TOO_MANY_REPEATS),
        ("([)]a{101}){100}", TOO_MANY_REPEATS),
        ("(?#))(?:a{101}){100}", TOO_MANY_REPEATS),
        ("(?x)#[\n(a){1 000 000}\n#]", TOO_MANY_REPEATS),
        ("(a))){10001}", TOO_MANY_REPEATS),
        ("(" * 50 + ")" * 50, None),
        (r"\d{4}-\d{2}-\d{2}.{0,500}foo.{0,500}", None),
        (r"(?:\(\d{1,100}[({]\)){100}", None),
        ("(?:a{101})b{100}", None),
        ("(?x) a b", None),
    ],
)
def test_a_pattern_is_bounded_in_length_depth_and_repeats(pattern, excess):
    begun = time.thread_time()
    assert pattern_excess(pattern) == excess
    assert time.thread_time() - begun < 1


def test_what_the_compiler_gives_up_on_is_explained(monkeypatch):
    def compiled(pattern):
        raise RecursionError

    monkeypatch.setattr("tools.policy.rule_conditions.compiled", compiled)
    assert check_pattern("a") == "RecursionError"


def test_one_that_was_saved_before_is_not_compiled():
    pattern = "(?P<x>a){1000000000}"
    assert group_names(pattern) == ()
    with pytest.raises(ConditionTooSlow):
        evidence(Condition("kind", "pattern", pattern), None, "human", Budget())
