"""Reasons: codes with values, as they are stored and read."""

from datetime import date, datetime

import pytest

from tools.reasons import (
    because,
    read_reasons,
    stored_code,
    stored_reasons,
)

DENIED = because("denied", pattern="é@b.example")
NESTED = because("nobody_answered", reason=DENIED, server="mx.example", found="fail")
SEVERAL = because("signs", signs=(DENIED, "two"))
DATED = because("noted", day=date(2026, 3, 4), at=datetime(2026, 3, 4, 8, 6), days=3)


@pytest.mark.parametrize(
    "reasons",
    [(), (DENIED,), (NESTED,), (DATED,), (SEVERAL,), (DENIED, DATED), ("By hand.",)],
)
def test_what_is_stored_is_read(reasons):
    assert read_reasons(stored_reasons(*reasons)) == reasons


def test_a_text_beside_a_code_stays_a_text():
    assert read_reasons(stored_reasons("By hand.", DENIED)) == ("By hand.", DENIED)


def test_developers_read_code_and_values():
    assert str(because("sent_by", address="a@b.example")) == (
        "sent_by(address=a@b.example)"
    )


def test_nothing_said_is_nothing_stored():
    assert stored_reasons(None, "", False) is None
    assert read_reasons(None) == read_reasons(False) == ()


def test_a_value_of_another_sort_is_stored_as_its_text():
    (read,) = read_reasons(stored_reasons(because("denied", pattern=["a"])))
    assert read == because("denied", pattern="['a']")


@pytest.mark.parametrize(
    "text",
    [
        "The sender is blocked (spam.example).",
        '{"code": "denied"}',
        '[{"code": "denied"',
        '[{"code": "denied"}]',
        '[{"code": "denied", "values": 3}]',
        '[{"code": "noted", "values": {"at": {"moment": 3}}}]',
        '[{"code": "noted", "values": {"at": {"day": "x"}}}]',
    ],
)
def test_what_is_no_stored_reason_is_a_text(text):
    assert read_reasons(text) == (text,)


def test_a_stored_reason_is_found_by_its_code_and_its_values():
    stored = stored_reasons(NESTED)
    assert stored_code("denied") in stored and "é@b.example" in stored
    assert stored_code("deni") not in stored
