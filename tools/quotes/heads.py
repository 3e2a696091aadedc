"""Heads of quoted mail: "From: ... Sent: ... Subject: ..." and the lines above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from unicodedata import normalize

from .head_words import FORWARDED, HEADER_NAMES, ORIGINAL, PREVIOUS, REPLY_ABOVE

# Lines of one head: seven fields, the recipients wrapped over some more.
MAX_LINES = 25
# Lines that may go on with the field above them.
MAX_CONTINUATION = 4
MAX_LINE_LENGTH = 2_000
# Empty lines between a marker line, or a field, and the field that follows.
MAX_BLANK = 2

_ROLES = {
    normalize("NFC", name): role
    for role, names in HEADER_NAMES.items()
    for name in names.split("|")
}
_FIELD = re.compile(
    r"^[*_\s]{0,4}([^\W\d_][^:：*<>@\d]{0,24}?)[*_\s]{0,4}[:：՝]\s?[*_]{0,2}(.*)"
)
# NetEase sets a head as a table: "| From | Jane<jane@shop.example> |".
_CELLS = re.compile(r"^\|\s*([^|:]{1,30}?)\s*\|\s*([^|]*?)\s*\|?$")
_MARKER = re.compile(
    rf"^(?:[-_=*+]{{2,}}(?![-_=*+])\s{{0,6}}|[-_=*+]\s)(?:(?P<original>{ORIGINAL}|"
    # QQ in English; the word alone is nothing else's marker.
    rf"original(?=\s{{0,3}}-{{6}}))|"
    rf"(?P<forwarded>{FORWARDED}))(?!\w)[^\n]{{0,80}}?(?:\s{{0,6}}[-_=*+]{{2,}}|:$)(?P<rest>.*)",
    re.I,
)
_BARE_MARKER = re.compile(
    rf"^[*]{{0,2}}(?:(?P<original>{ORIGINAL})|(?P<forwarded>{FORWARDED}))"
    rf"\s{{0,2}}[*]{{0,2}}[:：][*]{{0,2}}(?P<rest>)$",
    re.I,
)
# The same in a language that is not known, and fields below it.
_ANY_MARKER = re.compile(
    r"^[-_=*]{4,}\s{0,3}[^\W\d_][^:：@<>|]{2,60}?\s{0,3}[-_=*]{4,}$|^[-_=]{20,}$"
)
_ANY_FIELD = re.compile(r"^[*_]{0,2}[^\W\d_][^:：@<>]{0,30}[:：՝][*_]{0,2}\s?\S")
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{3,255}")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
# The same, and no date such as "3.12.2026"; "Tue, 3 December", as programs write it.
_TIME_OF_DAY = re.compile(
    r"(?<![\d.])\d{1,2}\s?[:.h時时시点]\s?\d\d(?!\d|\.\d)|^[^\W\d_]{2,12}\.?,\s"
)
MAX_FIELDS = 8
_REPLY_ABOVE = re.compile(REPLY_ABOVE, re.I)
MAX_REPLY_ABOVE = 120
_THIS_LINE = (
    "this line",
    "dieser ",
    "cette ligne",
    "esta l",
    "desta linha",
    "questa ",
    "deze ",
)
# GroupWise: ">>> Jane Doe <jane@shop.example> 05.03.2024 10:12 >>>".
_GROUPWISE = re.compile(
    r"^>>>\s[^<>@]{0,80}<[^<>\s@]{1,64}@[^<>\s@]{3,255}>\s[^<>]{5,60}>>>$"
)
_RULE = re.compile(r"^-{3,}$")
_SEPARATOR = re.compile(r"^[-_=*\s]{5,}$")


@dataclass(frozen=True, slots=True)
class Head:
    """A head in lines[start:end]; `fields` by role, '' where a field is empty."""

    start: int
    end: int
    is_forward: bool = False
    is_marked: bool = False
    fields: dict[str, str] = field(default_factory=dict)


def find_head(texts: Sequence[str], start: int, narrow: bool = False) -> Head | None:
    """The head that begins in line `start`, or None; with `narrow` also one that a
    person may have written."""
    text = texts[start].strip()
    if not text or len(text) > MAX_LINE_LENGTH:
        return None
    marker = find_marker(text)
    if marker:
        end, fields = _read_fields(texts, start + 1, MAX_BLANK)
        is_forward = marker["forwarded"] is not None
        return Head(start, end if fields else start + 1, is_forward, True, fields)
    if is_groupwise_head(text) or _ends_reply(texts, start, text):
        return Head(start, start + 1, is_marked=True)
    if role_and_value(text)[0] is None:
        end = _end_of_any(texts, start, text)
        return Head(start, end, is_marked=True) if end else None
    end, fields = _read_fields(texts, start, 0)
    if not _is_head(fields):
        return None
    if not narrow and _is_own(fields) and not _is_ruled_off(texts, start):
        return None
    return Head(start, end, fields=fields)


def _ends_reply(texts: Sequence[str], start: int, text: str) -> bool:
    """Whether all below line `start` is a program's own quotation of earlier posts."""
    if len(text) <= MAX_REPLY_ABOVE and any(map(text.lower().__contains__, _THIS_LINE)):
        return _REPLY_ABOVE.search(text) is not None
    if _RULE.match(text) is None:
        return False
    below = (line.strip(" *_:").lower() for line in texts[start + 1 : start + 3])
    return next(filter(None, below), "") in PREVIOUS


def _end_of_any(texts: Sequence[str], start: int, text: str) -> int:
    """The end of a head whose words are not known, below a marker or a rule in line
    `start`: fields, an address and a time among them. 0 where there is none."""
    if text[0] not in "-_=*" or _ANY_MARKER.match(text) is None:
        return 0
    below = texts[start + 1 : start + 1 + MAX_BLANK + MAX_FIELDS]
    blank = next((at for at, line in enumerate(below[:MAX_BLANK]) if line.strip()), 0)
    fields = list(takewhile(_is_any_field, below[blank:]))
    whole = "\n".join(fields)
    is_head = len(fields) > 2 and _ADDRESS.search(whole) and _CLOCK.search(whole)
    return start + 1 + blank + len(fields) if is_head else 0


def _is_any_field(line: str) -> bool:
    text = line.strip()
    return len(text) < MAX_LINE_LENGTH and _ANY_FIELD.match(text) is not None


def find_marker(text: str) -> re.Match | None:
    """The match of a line such as "-----Original Message-----", or None."""
    if text[0] in "-_=*+":
        return _MARKER.match(text) or _BARE_MARKER.match(text)
    return _BARE_MARKER.match(text) if text[-1] in ":：*" else None


def is_groupwise_head(text: str) -> bool:
    """Whether a line is all that GroupWise puts above the mail that is answered."""
    return text.startswith(">>>") and _GROUPWISE.match(text.rstrip()) is not None


def is_separator(text: str) -> bool:
    """Whether a line is nothing but a rule."""
    return _SEPARATOR.match(text) is not None


def role_and_value(text: str) -> tuple[str | None, str]:
    """What a line "Name: value" says, in roles of HEADER_NAMES."""
    cells = _CELLS.match(text) if text.startswith("|") else None
    has_colon = ":" in text[:40] or "：" in text[:40] or "՝" in text[:40]
    found = cells or (_FIELD.match(text) if has_colon else None)
    if found is None:
        return None, ""
    name = normalize("NFC", " ".join(found[1].lower().split()))
    return _ROLES.get(name), found[2].strip(" *\t")


def _read_fields(texts: Sequence[str], start: int, blank: int):
    """End and values of the fields from line `start` on."""
    fields: dict[str, str] = {}
    end = place = start
    loose = 0
    while place < min(len(texts), start + MAX_LINES):
        text = texts[place].strip()
        place += 1
        if not text:
            # Some programs put an empty line behind each field.
            if not _field_follows(texts, place, blank if not fields else 1):
                break
            continue
        role, value = role_and_value(text)
        if role and (role not in fields or role in ("to", "cc")):
            fields[role] = fields.get(role) or value
            end, loose = place, 0
            last = role
        elif fields and loose < MAX_CONTINUATION and _goes_on(texts, place, last, text):
            fields[last] = f"{fields[last]} {text}".strip()
            end, loose = place, loose + 1
        else:
            break
    return end, fields


def _field_follows(texts: Sequence[str], place: int, blank: int) -> bool:
    for text in texts[place : place + blank]:
        if text.strip():
            return role_and_value(text.strip())[0] is not None
    return False


def _goes_on(texts: Sequence[str], place: int, role: str, text: str) -> bool:
    """Whether a line belongs to the field above: another field or an empty line
    comes soon, and it is an address list or a subject."""
    if role not in ("to", "cc", "subject", "from", "importance"):
        return False
    if role != "subject" and not ("@" in text or ";" in text or "," in text):
        return False
    for follower in texts[place : place + MAX_CONTINUATION]:
        if not follower.strip():
            return role == "subject" or "@" in text
        if role_and_value(follower.strip())[0]:
            return True
    return False


def _is_head(fields: dict[str, str]) -> bool:
    """A person may write "From: Berlin, To: Rome, Date: ..." too."""
    if "from" not in fields or len(fields) < 2:
        return False
    says_mail = "@" in fields["from"] or "mailto:" in fields["from"]
    if "subject" in fields:
        return len(fields) >= 3 or says_mail
    return ("sent" in fields and len(fields) >= 3) or (
        says_mail and ("sent" in fields or "date" in fields or "to" in fields)
    )


def _is_own(fields: dict[str, str]) -> bool:
    """Whether nothing in fields is what mail programs write: "From: Lund, To: Oslo,
    Date: 3 December, Subject: piano"."""
    if not fields.keys() <= {"from", "to", "date", "subject"}:
        return False
    if any("@" in value for value in fields.values()):
        return False
    return _TIME_OF_DAY.search(fields.get("date", "")) is None


def _is_ruled_off(texts: Sequence[str], start: int) -> bool:
    """Whether a rule stands above line `start`."""
    above = [text for text in texts[max(0, start - 3) : start] if text.strip()]
    return bool(above) and is_separator(above[-1])
