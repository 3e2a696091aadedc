"""What texts are worth to fields: one meaning, or none."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tools.policy import field_values
from tools.policy.field_values import choose, read_value

AFTERNOON = datetime(2026, 11, 3, 14, 30)
MIDNIGHT = datetime(2026, 11, 3)
IN_UTC = AFTERNOON.replace(tzinfo=timezone.utc)
CHOICES = {"0": ["Low", "Niedrig"], "1": ["Medium", "Mittel"], "x": ["Mittel"]}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", ""),
        ("integer", "none"),
        ("integer", "12.5"),
        ("integer", "1.2345"),
        ("integer", "2147483648"),
        ("integer", "1" * 5000),
        ("float", "x"),
        ("float", "1.234"),
        ("float", "1,234"),
        ("float", "1,2,3"),
        ("float", "1.2,3.4"),
        ("float", "1.234,567,89"),
        ("float", "1.23,45"),
        ("float", "12345678901,23456"),
        ("date", ""),
        ("date", "soon"),
        ("date", "3/11/2026"),
        ("date", "31.2.2026"),
        ("date", "2026-13-01"),
        ("date", "14/15/2026"),
        ("date", "3.11.1026"),
        ("date", "Tue, 99 Nov 2026"),
        ("date", "Nov"),
        ("datetime", ""),
        ("datetime", "soon"),
        ("datetime", "14:30"),
        ("datetime", "3/11/2026 14:30"),
        ("datetime", "3.11.2026 24:30"),
        ("datetime", "3.11.2026 13:30 pm"),
        ("datetime", "3.11.2026 0:30 am"),
        ("datetime", "3.11.2026 14:30 CET"),
        ("datetime", "3.11.2026 14.30 CET"),
        ("datetime", "3.11.2026 2 pm"),
        ("datetime", "3.11.2026 14:30 or 15:30"),
        ("boolean", ""),
        ("boolean", "maybe"),
        ("boolean", "yes and no"),
        ("char", "x" * 251),
        ("char", " "),
        ("text", "x" * 10_001),
        ("text", ""),
    ],
)
def test_what_does_not_fit_or_means_several(kind, text):
    assert read_value(kind, text) is None


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "17", 17),
        ("integer", " -3 ", -3),
        ("integer", "\u22123", -3),
        ("integer", "1.234.567", 1234567),
        ("integer", "1 234", 1234),
        ("integer", "1\u00a0234", 1234),
        ("integer", "1'234", 1234),
        ("float", "17", 17.0),
        ("float", "12,5", 12.5),
        ("float", "12.5", 12.5),
        ("float", "0.125", 0.125),
        ("float", "1234,567", 1234.567),
        ("float", "1.234,56", 1234.56),
        ("float", "1,234.56", 1234.56),
        ("float", "1.234.567", 1234567.0),
        ("float", "1.234.567,8", 1234567.8),
        ("float", "-1 234,5", -1234.5),
        ("date", "2026-11-03", date(2026, 11, 3)),
        ("date", "20261103", date(2026, 11, 3)),
        ("date", "2026/11/03 10:00", date(2026, 11, 3)),
        ("date", "2026-11-03T10:00:00Z", date(2026, 11, 3)),
        ("date", "3.11.2026", date(2026, 11, 3)),
        ("date", "13/11/2026, 10:00", date(2026, 11, 13)),
        ("date", "11/13/2026", date(2026, 11, 13)),
        ("date", "11/11/2026", date(2026, 11, 11)),
        ("date", "Tue, 3 Nov 2026 10:00:00 +0100", date(2026, 11, 3)),
        ("date", "3 Nov 2026", date(2026, 11, 3)),
        ("datetime", "2026-11-03 14:30", AFTERNOON),
        ("datetime", "2026-11-03T14:30:00.000Z", IN_UTC),
        ("datetime", "2026-11-03T16:30+02:00", IN_UTC),
        ("datetime", "3.11.2026, 14:30 Uhr", AFTERNOON),
        ("datetime", "3.11.2026 um 14.30 Uhr", AFTERNOON),
        ("datetime", "13/11/2026 à 14h30", AFTERNOON + timedelta(days=10)),
        ("datetime", "11/13/2026 at 2:30 PM", AFTERNOON + timedelta(days=10)),
        ("datetime", "11/13/2026 2:30 p.m.", AFTERNOON + timedelta(days=10)),
        ("datetime", "3.11.2026 12:30 am", MIDNIGHT + timedelta(minutes=30)),
        ("datetime", "Tue, 3 Nov 2026 09:30:00 -0500 (EST)", IN_UTC),
        ("datetime", "3 Nov 2026 14:30 GMT", IN_UTC),
        ("datetime", "3.11.2026", MIDNIGHT),
        ("datetime", "3 Nov 2026", MIDNIGHT),
        ("boolean", " Yes.", True),
        ("boolean", "JA", True),
        ("boolean", "Oui", True),
        ("boolean", "sí", True),
        ("boolean", "[x]", True),
        ("boolean", "1", True),
        ("boolean", "no", False),
        ("boolean", "nein", False),
        ("boolean", "Non", False),
        ("boolean", "nee", False),
        ("boolean", "0", False),
        ("char", "two\n lines ", "two lines"),
        ("text", " two\nlines ", "two\nlines"),
    ],
)
def test_what_a_text_is_worth(kind, text, value):
    assert read_value(kind, text) == value


def test_a_date_that_python_does_not_read(monkeypatch):
    def raises(_text):
        raise IndexError("some versions do")

    monkeypatch.setattr(field_values, "parsedate", raises)
    assert read_value("date", "3 Nov 2026") is None


@pytest.mark.parametrize(
    ("text", "key"),
    [("high", None), ("Mittel", None), ("1", "1"), ("LOW", "0"), (" niedrig\n", "0")],
)
def test_the_one_choice_of_that_name(text, key):
    assert choose(text, CHOICES) == key
