"""Answers to invitations: text/calendar with METHOD:REPLY (RFC 5546 section 3.2.3)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from ..parsing_limits import MAX_CALENDAR_LENGTH, MAX_CALENDAR_LINES
from ..text.charsets import clean
from ..text.header_text import one_line
from .address import Address, normalize
from .mime import MimePart

ACCEPTED, DECLINED, TENTATIVE = "accepted", "declined", "tentative"
DELEGATED = "delegated"
_ANSWERS = {name.upper(): name for name in (ACCEPTED, DECLINED, TENTATIVE, DELEGATED)}

_TYPES = ("text/calendar", "application/ics", "application/calendar")
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r'([A-Za-z0-9-]{1,60})((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(.*)', re.S)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=(?:"([^"]*)"|([^;"]*))')
_ESCAPE = re.compile(r"\\(.)")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?\Z")
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,2}\Z")


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """Who answered an invitation, and how.

    `answer` is "accepted", "declined", "tentative" or "delegated". `start` is aware
    and in UTC where the zone is known; naive with the name of an unknown one, or ''
    for local time, in `zone`; a date for a whole day; None where none can be read.
    """

    attendee: Address
    answer: str
    summary: str
    start: datetime | date | None
    zone: str
    uid: str


@dataclass(frozen=True, slots=True)
class _Property:
    """One content line (RFC 5545 section 3.1)."""

    name: str
    parameters: dict[str, str]
    value: str


def calendar_answer(root: MimePart) -> CalendarAnswer | None:
    """The answer to an invitation that a mail holds, or None. Never raises."""
    for part in root.walk(into_messages=False):
        if part.content_type in _TYPES and not part.parts:
            found = read_answer(part.text()[:MAX_CALENDAR_LENGTH])
            if found:
                return found
    return None


def read_answer(text: str) -> CalendarAnswer | None:
    """The answer in a calendar's text, or None where it is none."""
    event = _event(text)
    attendee = next((p for p in event if p.name == "ATTENDEE"), None)
    said = attendee.parameters.get("PARTSTAT", "") if attendee else ""
    answer = _ANSWERS.get(said)
    if attendee is None or answer is None:
        return None
    first = {p.name: p for p in reversed(event)}
    start = first.get("DTSTART")
    moment, zone = _moment(start) if start else (None, "")
    return CalendarAnswer(
        attendee=_person(attendee),
        answer=answer,
        summary=_text(first["SUMMARY"].value) if "SUMMARY" in first else "",
        start=moment,
        zone=zone,
        uid=_text(first["UID"].value) if "UID" in first else "",
    )


def _event(text: str) -> list[_Property]:
    """The properties of the first event of a reply; none of anything else."""
    lines = islice(_FOLD.sub("", text).splitlines(), MAX_CALENDAR_LINES)
    is_reply, is_inside, below, event = False, False, 0, []
    for found in filter(None, map(_property, lines)):
        name, value = found.name, found.value.strip().upper()
        if name == "METHOD":
            is_reply = value == "REPLY"
        elif name == "BEGIN" and value == "VEVENT":
            is_inside, below = True, 0
        elif name == "END" and value == "VEVENT":
            break
        elif name in ("BEGIN", "END"):
            below += 1 if name == "BEGIN" else -1
        elif is_inside and below <= 0:
            event.append(found)
    return event if is_reply else []


def _property(line: str) -> _Property | None:
    """One content line, or None for what is none."""
    found = _LINE.match(line)
    if found is None:
        return None
    parameters = {
        name.upper(): (quoted or plain).strip()
        for name, quoted, plain in _PARAMETER.findall(found[2])
    }
    parameters["PARTSTAT"] = parameters.get("PARTSTAT", "").upper()
    return _Property(found[1].upper(), parameters, found[3])


def _person(attendee: _Property) -> Address:
    """Name and address of who answers (RFC 5545 section 3.8.4.1)."""
    email = attendee.value.strip()
    if email.lower().startswith("mailto:"):
        email = email[7:]
    name = one_line(clean(attendee.parameters.get("CN", "")))
    return Address(name, normalize(email) if "@" in email else "")


def _text(value: str) -> str:
    """A text value without its escapes, on one line (RFC 5545 section 3.3.11)."""
    plain = _ESCAPE.sub(lambda m: " " if m[1] in "nN" else m[1], value)
    return one_line(clean(plain))


def _moment(start: _Property) -> tuple[datetime | date | None, str]:
    """When an event begins, and the name of a zone that is not known."""
    found = _MOMENT.match(start.value.strip())
    if found is None:
        return None, ""
    year, month, day, hour, minute, second = (int(n or 0) for n in found.groups()[:6])
    try:
        if found[4] is None:
            return date(year, month, day), ""
        naive = datetime(year, month, day, hour, minute, min(second, 59))
        if found[7]:
            return naive.replace(tzinfo=timezone.utc), ""
        return _in_utc(naive, start.parameters.get("TZID", ""))
    except (ValueError, OverflowError):
        return None, ""


def _in_utc(naive: datetime, zone: str) -> tuple[datetime, str]:
    """A local time in UTC where its zone is one of the IANA database."""
    name = zone.strip().lstrip("/")
    try:
        if _ZONE.match(name):
            return naive.replace(tzinfo=ZoneInfo(name)).astimezone(timezone.utc), ""
    # An unknown name is a KeyError; folders and damaged files of it raise others.
    except (KeyError, OSError, ValueError, OverflowError):
        pass
    return naive, one_line(clean(zone))[:64]
