"""An answer to an invitation says who answered what (RFC 5546)."""

from datetime import date, datetime, timezone

import pytest

from tools.mail.address import Address
from tools.mail.calendar_answer import calendar_answer, read_answer
from tools.mail.mime import read_mime

REPLY = """\
BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@x
ATTENDEE;CN="Berg, Anna";PARTSTAT=ACCEPTED:mailto:Anna@
 customer.example
SUMMARY:Visit\\, all of us\\nand you
DTSTART;TZID=Europe/Berlin:20240304T110000
BEGIN:VALARM
SUMMARY:not this
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_an_answer_is_read():
    found = read_answer(REPLY)
    assert found.attendee == Address("Berg, Anna", "anna@customer.example")
    assert (found.answer, found.summary, found.uid, found.zone) == (
        "accepted",
        "Visit, all of us and you",
        "1@x",
        "",
    )
    assert found.start == datetime(2024, 3, 4, 10, tzinfo=timezone.utc)


@pytest.mark.parametrize("status", ["declined", "tentative", "delegated"])
def test_each_answer_has_its_name(status):
    assert read_answer(REPLY.replace("ACCEPTED", status)).answer == status


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing",
        REPLY.replace("METHOD:REPLY", "METHOD:REQUEST"),
        REPLY.replace("METHOD:REPLY\n", ""),
        REPLY.replace("ACCEPTED", "NEEDS-ACTION"),
        REPLY.replace("ATTENDEE", "X-ATTENDEE"),
    ],
    ids=["empty", "words", "request", "method", "waiting", "nobody"],
)
def test_what_is_no_answer_is_none(text):
    assert read_answer(text) is None


@pytest.mark.parametrize(
    ("line", "start", "zone"),
    [
        ("", None, ""),
        ("DTSTART:soon", None, ""),
        ("DTSTART:20240230T100000Z", None, ""),
        ("DTSTART:00000101", None, ""),
        ("DTSTART;VALUE=DATE:20240304", date(2024, 3, 4), ""),
        ("DTSTART:20240304T100000", datetime(2024, 3, 4, 10), ""),
        (
            "DTSTART;TZID=Nowhere Time:20240304T1000",
            datetime(2024, 3, 4, 10),
            "Nowhere Time",
        ),
        (
            "DTSTART;TZID=../../etc/passwd:20240304T1000",
            datetime(2024, 3, 4, 10),
            "../../etc/passwd",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:00010101T0000",
            datetime(1, 1, 1),
            "Europe/Berlin",
        ),
    ],
)
def test_a_date_may_be_missing_or_wrong(line, start, zone):
    dated = "DTSTART;TZID=Europe/Berlin:20240304T110000"
    found = read_answer(REPLY.replace(dated, line))
    assert (found.start, found.zone) == (start, zone)


def test_the_part_of_a_mail_that_is_an_answer_is_found():
    raw = (
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nI come.\n--b\n"
        f"Content-Type: text/calendar; charset=utf-8; method=REPLY\n\n{REPLY}--b--\n"
    ).encode()
    assert calendar_answer(read_mime(raw)[0]).answer == "accepted"
