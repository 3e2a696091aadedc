"""Conditions of a mailbox's rules."""

import itertools
import time

import pytest

from tools.mail.message import parse
from tools.policy.rule_conditions import (
    Budget,
    Condition,
    ConditionTooSlow,
    check_pattern,
    evidence,
    matches,
)

MAIL = parse(
    b"From: Anna Berg <anna@customer.example>\r\n"
    b"To: Support <support@acme.example>, sales@acme.example\r\n"
    b"Cc: boss@customer.example\r\n"
    b"Subject: =?utf-8?q?Rechnung_f=C3=BCr_M=C3=A4rz?=\r\n"
    b"X-Spam-Flag: YES\r\n"
    b"X-Note: =?utf-8?q?d=C3=A9j=C3=A0_vu?=\r\n"
    b"\r\n"
    b"Order S-20418 is not here.\r\n" + b"x" * 3000
)


@pytest.mark.parametrize(
    "part, operator, value, header",
    [
        ("from", "contains", "CUSTOMER.example", ""),
        ("from", "contains", "Berg <anna@", ""),
        ("from", "equals", "anna@customer.example", ""),
        ("from", "equals", "Anna Berg", ""),
        ("to", "equals", "sales@acme.example", ""),
        ("cc", "pattern", r"^\s*<boss@", ""),
        ("subject", "contains", "RECHNUNG FÜR", ""),
        ("subject", "pattern", r"m.rz$", ""),
        ("body", "pattern", r"\bS-\d{5}\b", ""),
        ("header", "equals", "yes", "x-spam-flag"),
        ("header", "contains", "déjà", "X-Note"),
        ("kind", "equals", "human", ""),
        ("size", "larger", "2", ""),
    ],
)
def test_a_condition_is_met_by(part, operator, value, header):
    assert (
        evidence(Condition(part, operator, value, header), MAIL, "human", Budget())
        is not None
    )


@pytest.mark.parametrize(
    "part, operator, value, header",
    [
        ("from", "equals", "anna", ""),
        ("to", "contains", "boss@", ""),
        ("cc", "contains", "support@", ""),
        ("subject", "equals", "Rechnung", ""),
        ("header", "contains", "", "X-Missing"),
        ("kind", "equals", "list", ""),
        ("size", "larger", "3", ""),
        ("body", "pattern", r"^S-20418", ""),
    ],
)
def test_a_condition_is_not_met_by(part, operator, value, header):
    assert (
        evidence(Condition(part, operator, value, header), MAIL, "human", Budget())
        is None
    )


HOSTILE = parse(b"From: a@example.com\r\n\r\n" + b"a" * 5_000 + b"!")
ENDLESS = Condition("body", "pattern", r"^(a|aa)+$")
FROM_A = Condition("from", "contains", "a@example.com")
FROM_B = Condition("from", "contains", "b@example.com")


def test_a_pattern_without_end_is_given_up():
    with pytest.raises(ConditionTooSlow, match=r"\(a\|aa\)"):
        evidence(ENDLESS, HOSTILE, "human", Budget())


def test_slow_patterns_do_not_add_up():
    budget, begun = Budget(seconds=0.1), time.thread_time()
    for _rule in range(200):
        with pytest.raises(ConditionTooSlow):
            matches([ENDLESS], "all", HOSTILE, "human", budget)
    assert time.thread_time() - begun < 1


def ticking():
    """A clock by which everything takes a second."""
    now = itertools.count()
    return lambda: float(next(now))


def test_many_fields_of_one_name_do_not_add_up_either():
    fields = b"X-Note: y\r\n" * 200
    hostile = parse(b"From: a@example.com\r\n" + fields + b"\r\n")
    condition = Condition("header", "pattern", "n", "X-Note")
    with pytest.raises(ConditionTooSlow):
        evidence(condition, hostile, "human", Budget(100, ticking()))
    assert evidence(condition, hostile, "human", Budget(300, ticking())) is None


def test_where_the_time_of_a_mail_is_spent_nothing_counts_as_not_met():
    budget = Budget(2, ticking())
    assert evidence(FROM_A, HOSTILE, "human", budget)
    with pytest.raises(ConditionTooSlow, match="b@example.com"):
        evidence(FROM_B, HOSTILE, "human", budget)


@pytest.mark.parametrize(
    "combine, other, met", [("any", FROM_A, True), ("all", FROM_B, False)]
)
def test_a_slow_pattern_does_not_matter_where_the_others_decide(combine, other, met):
    assert matches([ENDLESS, other], combine, HOSTILE, "human", Budget()) is met


@pytest.mark.parametrize("combine, other", [("any", FROM_B), ("all", FROM_A)])
def test_it_matters_where_they_do_not(combine, other):
    with pytest.raises(ConditionTooSlow):
        matches([ENDLESS, other], combine, HOSTILE, "human", Budget())


def test_padding_hides_no_text():
    padded = parse(b"From: a@example.com\r\n\r\n" + b"x " * 150_000 + b"invoice")
    condition = Condition("body", "contains", "invoice")
    assert evidence(condition, padded, "human", Budget())


def test_what_matched_is_told_in_short():
    condition = Condition("body", "contains", "not here")
    assert len(evidence(condition, MAIL, "human", Budget())) == 80


def test_a_wrong_pattern_is_explained():
    assert check_pattern("(a") == "missing ) at position 2"


def test_a_sound_pattern_has_nothing_to_explain():
    assert check_pattern(r"^\[JIRA\]") is None


BERG = Condition("from", "contains", "berg")
NOBODY = Condition("from", "contains", "nobody")


def test_all_conditions_must_be_met():
    assert matches([BERG, BERG], "all", MAIL, "human", Budget())
    assert not matches([BERG, NOBODY], "all", MAIL, "human", Budget())


def test_or_any_of_them():
    assert matches([NOBODY, BERG], "any", MAIL, "human", Budget())
    assert not matches([NOBODY, NOBODY], "any", MAIL, "human", Budget())


@pytest.mark.parametrize("combine", ["all", "any"])
def test_no_condition_is_met_by_every_mail(combine):
    assert matches([], combine, MAIL, "human", Budget())
