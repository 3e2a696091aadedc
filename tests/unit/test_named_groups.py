"""What a rule takes from a mail by the named groups of its patterns."""

import pytest

from tools.mail.message import parse
from tools.policy.named_groups import MAX_FOUND, group_names, named_groups
from tools.policy.rule_conditions import Budget, Condition, ConditionTooSlow

MAIL = parse(
    b"From: fax@machines.example\r\nSubject: Fax 17 from +49 30 1234\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Serial: SN\xc2\xad-4711\r\nOrder 12\r\nOrder 13\r\nNote:   \r\n"
)


def found(*patterns, part="body", budget=None):
    conditions = [Condition(part, "pattern", pattern) for pattern in patterns]
    return named_groups(conditions, MAIL, "notification", budget or Budget())


def test_a_pattern_that_takes_too_long_is_told():
    long = parse(b"From: a@x.example\r\n\r\n" + b"a" * 5000 + b"!")
    condition = Condition("body", "pattern", "(?P<all>^(a|aa)+$)")
    with pytest.raises(ConditionTooSlow) as caught:
        named_groups([condition], long, "human", Budget())
    assert str(caught.value) == "(?P<all>^(a|aa)+$)"


def test_nothing_left_of_the_time_is_told():
    with pytest.raises(ConditionTooSlow):
        found("(?P<a>x)", budget=Budget(0))


def test_what_does_not_match_finds_nothing():
    assert found("(?P<order>Bestellung)") == {}


def test_a_group_that_finds_white_space_or_takes_no_part_finds_nothing():
    assert found(r"Note:(?P<note>\s+)") == {}
    assert found(r"Order (?:(?P<word>[a-z]+)|\d+)") == {}


def test_conditions_without_names_are_passed_over():
    others = [
        Condition("subject", "contains", "Fax"),
        Condition("body", "pattern", "O"),
    ]
    assert named_groups(others, MAIL, "human", Budget()) == {}


def test_the_first_text_and_the_first_condition_count():
    assert found(r"Order (?P<order>\d+)", r"\w+ (?P<order>13)") == {"order": "12"}


def test_several_groups_of_several_parts():
    conditions = [
        Condition(
            "subject", "pattern", r"fax (?P<number>\d+) from (?P<caller>[+\d ]+)"
        ),
        Condition("body", "pattern", r"Serial: (?P<serial>\S+)"),
    ]
    assert named_groups(conditions, MAIL, "notification", Budget()) == {
        "number": "17",
        "caller": "+49 30 1234",
        "serial": "SN-4711",
    }


def test_a_find_is_bounded():
    long = parse(b"From: a@x.example\r\n\r\n" + b"aa " * 30_000)
    condition = Condition("body", "pattern", "(?P<all>[a ]+)")
    groups = named_groups([condition], long, "human", Budget())
    assert len(groups["all"]) == MAX_FOUND


def test_the_names_of_a_pattern():
    assert group_names(r"(?P<a>x)(?<b>y)(z)") == ("a", "b")
    assert group_names("x") == ()
