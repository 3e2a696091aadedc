"""What a text of a mail is worth to a field: numbers, days and times, yes and no,
however they are written, where they can mean one thing only."""

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate

from ..text.header_text import one_line

CHAR, TEXT, INTEGER, FLOAT, DATE = "char", "text", "integer", "float", "date"
DATETIME, BOOLEAN = "datetime", "boolean"

# Characters of a line and of a text that a field takes.
MAX_LINE, MAX_TEXT = 250, 10_000

# PostgreSQL's integer.
_LARGEST = 2**31 - 1
# As many digits as a double holds for sure.
_MAX_DIGITS = 15

# White space and signs that group digits: 1 234, 1'234; a point or a comma may, too.
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?:\D|\Z))")
_NUMBER = re.compile(r"([+-]?)(\d{1,15}(?:[.,]\d{1,15}){0,6})")
_YEAR_FIRST = re.compile(r"(\d{4})([-./]?)(\d{2})\2(\d{2})(?:[T ].{0,40})?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:,? .{0,40})?")
# The hour at the end of a text, and the zone that mail and ISO 8601 have it in.
_HOUR = re.compile(
    r"(?:T|[ ,] ?(?:at |um |à |a las |om )?)(\d{1,2})[:.h](\d{2})"
    r"(?::(\d{2})(?:\.\d{1,9})?)?(?: ?([ap])\.?m\.?)?(?: ?(?:uhr|h|uur))?"
    r"(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})(?: \([A-Z]{1,5}\))?)?\Z",
    re.IGNORECASE,
)
_HOUR_LIKE = re.compile(r":|[T ,]\d{1,2}[.h]\d|\d ?[ap]\.?m\b", re.IGNORECASE)

# In the languages of the add-on, and as forms write what was ticked.
_YES = frozenset(
    "yes y true on x 1 ja j wahr oui vrai sí si s verdadero waar ✓ ✔ ☑".split()
)
_NO = frozenset("no n false off 0 nein falsch non faux falso nee onwaar ✗ ✘ ☐".split())


def read_value(
    kind: str, text: str
) -> str | int | float | date | datetime | bool | None:
    """The value that `text` has for a field of `kind` (CHAR, TEXT, INTEGER, FLOAT,
    DATE, DATETIME or BOOLEAN); None where it does not fit, or may mean several. A time
    has a zone where the text tells one. Never raises."""
    return _READERS[kind](text.strip())


def choose(text: str, choices: dict[str, list[str]]) -> str | None:
    """The key of the one choice whose key or one of whose names `text` is, capital and
    small letters being the same; None for none or several."""
    wanted = one_line(text).casefold()
    found = [
        key
        for key, names in choices.items()
        if wanted in (name.casefold() for name in (key, *names))
    ]
    return found[0] if len(found) == 1 else None


def _line(text: str) -> str | None:
    text = one_line(text)
    return text if 0 < len(text) <= MAX_LINE else None


def _text(text: str) -> str | None:
    return text if 0 < len(text) <= MAX_TEXT else None


def _integer(text: str) -> int | None:
    """A whole number; 1.234 and 1,234 are one, as a fraction would be none."""
    sign, groups, _separators = _number(text)
    if not groups or any(len(group) != 3 for group in groups[1:]):
        return None
    number = int(sign + "".join(groups))
    return number if abs(number) <= _LARGEST else None


def _float(text: str) -> float | None:
    """A number. The last of two different separators is the decimal one; one alone is,
    unless exactly three digits follow, which may be a group of them."""
    sign, groups, separators = _number(text)
    if not groups or sum(map(len, groups)) > _MAX_DIGITS:
        return None
    whole, fraction = groups, ""
    if len(set(separators)) == 2 or (len(separators) == 1 and _is_decimal(groups)):
        whole, fraction = groups[:-1], groups[-1]
    elif len(separators) == 1:
        return None
    grouped = separators[: len(whole) - 1]
    if len(set(grouped)) > 1 or any(len(group) != 3 for group in whole[1:]):
        return None
    return float(f"{sign}{''.join(whole)}.{fraction or 0}")


def _is_decimal(groups: list[str]) -> bool:
    """Whether the one separator between two groups of digits can only be a decimal
    one."""
    return len(groups[1]) != 3 or len(groups[0]) > 3 or groups[0].startswith("0")


def _number(text: str) -> tuple[str, list[str], list[str]]:
    """Sign, groups of digits, and the separators between them; no groups where it is
    no number."""
    found = _NUMBER.fullmatch(_SPACES.sub("", text.replace("\u2212", "-")))
    if not found:
        return "", [], []
    return found[1], re.split("[.,]", found[2]), re.findall("[.,]", found[2])


def _date(text: str) -> date | None:
    """A day: year first (ISO 8601), day first where points stand between, else where
    only one of two numbers can be a month; in words as mail has it (RFC 5322 3.3)."""
    first = _YEAR_FIRST.fullmatch(text)
    if first:
        return _day(int(first[1]), int(first[3]), int(first[4]))
    last = _YEAR_LAST.fullmatch(text)
    if last:
        one, other, year = int(last[1]), int(last[3]), int(last[4])
        if last[2] == "." or one > 12 or one == other:
            return _day(year, other, one)
        return _day(year, one, other) if other > 12 else None
    return _day_in_words(text)


def _day_in_words(text: str) -> date | None:
    if not re.search("[A-Za-z]{3}", text):
        return None
    try:
        found = parsedate(text[:100]) or parsedate(f"{text[:100]} 00:00")
    except (ValueError, IndexError, TypeError):
        return None
    return _day(*found[:3]) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    """A day that there is, of a year that people mean."""
    try:
        return date(year, month, day) if 1900 <= year <= 2999 else None
    except ValueError:
        return None


def _datetime(text: str) -> datetime | None:
    """A day and an hour; without an hour the day's beginning."""
    text = one_line(text)[:100]
    found = _HOUR.search(text)
    before = text[: found.start()] if found else text
    day = None if _HOUR_LIKE.search(before) else _date(before)
    if day is None:
        return None
    moment = datetime(day.year, day.month, day.day)
    return _at_hour(moment, found) if found else moment


def _at_hour(day: datetime, found: re.Match[str]) -> datetime | None:
    """The moment of a day that `_HOUR` found; None where there is none."""
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[4].lower() == "p")
    zone = _zone(found[5].upper()) if found[5] else None
    try:
        return day.replace(hour=hour, minute=minute, second=second, tzinfo=zone)
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    """The zone of "Z", "UTC", "GMT", "+01:00" or "+0100"."""
    if text[0] not in "+-":
        return timezone.utc
    hours, minutes = int(text[1:3]) % 24, int(text[-2:]) % 60
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def _boolean(text: str) -> bool | None:
    """Whether a text says yes; None where it says neither yes nor no."""
    word = one_line(text).casefold().strip("[]().!")
    return True if word in _YES else False if word in _NO else None


_READERS = {
    CHAR: _line,
    TEXT: _text,
    INTEGER: _integer,
    FLOAT: _float,
    DATE: _date,
    DATETIME: _datetime,
    BOOLEAN: _boolean,
}
