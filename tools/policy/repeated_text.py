"""What an automatic mail may repeat of a stranger's words: nobody is to reach others
through us with a link, an address or a telephone number."""

import re
import unicodedata

from ..text.unseen import without_unseen

LONGEST = 78  # characters: a line (RFC 5322 section 2.1.1)
MARK = "…"  # in the place of what is left out
_READ = 4 * LONGEST  # what is looked at; the rest is left out

# Ideographic full stops separate labels of domains, too (RFC 3490 section 3.1).
_WIDE_DOT = re.compile(r"[。｡](?=[a-z])", re.I)
_WRITTEN_DOT = re.compile(
    r"\s{0,3}[\[({<]\s{0,3}(?:\.|dot|punkt|punto|point)\s{0,3}[\])}>]\s{0,3}", re.I
)
_WRITTEN_AT = re.compile(
    r"\s{0,3}[\[({<]\s{0,3}(?:@|at|ät|arroba)\s{0,3}[\])}>]\s{0,3}", re.I
)
_WRITTEN_COLON = re.compile(r"[\[({<]\s{0,3}:(?:\s{0,3}//)?\s{0,3}[\])}>]")

_REMOVED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # https://, and hxxps:// and http:/ /, which people are told to repair
        r"\b[a-z][a-z0-9+.-]{1,15}\s?:\s?[/\\]\s?[/\\]?\s?\S*",
        r"\b(?:mailto|tel|sms|callto|skype|sip|data|javascript|whatsapp)\s?:\s?\S+",
        r"//\S+|\bwww\d?\.\S+",
        r"\S{0,99}@\S+|\S{1,99}\s@\s[\w-]{1,63}\.\S+",
        r"\b\d{1,3}(?:\.\d{1,3}){3}[:/]\S*",
        r"\b\S{1,64}\s(?:at\s\S{1,63}\s)?dot\s(?:com|net|org|info|biz|io|me|co)\b",
        r"\b(?:1[-. ]?)?(?:0?[89]00|8[3-8]{2})[-. ][A-Z]{3}[A-Z0-9-]{1,12}\b",
    )
)
_DOMAIN = re.compile(
    r"(?<![\w-])(?:[\w-]{1,63}\.){1,10}(?:xn--[\w-]{1,59}|[^\W\d_]{2,24})(?![\w-])"
    r"(?:[:/?#]\S*)?"
)
# No domains: a file, and a name after an initial ("J.Smith").
_NO_DOMAIN = re.compile(
    r"(?i:.*\.(?:bmp|csv|docx?|eml|exe|gif|html?|ics|jpe?g|json|log|odp|ods|odt|pdf"
    r"|png|pptx?|rtf|svg|tiff?|txt|xlsx?|xml))|[A-Z]\.[A-Z][a-z]{3,}"
)
_NUMBER = re.compile(r"(?<![\w:])\+?\(?\+?\d(?:[\s().\-/_~*‐-―−]{0,4}\d){6,24}(?!\w)")
# No telephone numbers: a day, perhaps with an hour, and what is counted by the year.
_DATED = re.compile(
    r"(?:(?:19|20)\d\d([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2(?:19|20)?\d\d)(?:\s\d\d?)?"
    r"|(?:19|20)\d\d[-/.]\d{3,6}"
)
_TAG = re.compile(r"[<>]")
_LONGEST_NUMBER = 17  # digits: those of E.164, and "00" before them
_SHORTEST_NUMBER = 7  # digits of a number that somebody may call
_SHORTEST_PLAIN = 10  # the same where nothing but digits shows that it is one
_MARKS = re.compile(rf"{MARK}(?:[\s,;]*{MARK})+")


def harmless(text: str, longest: int = LONGEST) -> str:
    """A stranger's `text` (a name, a subject) as an automatic mail may repeat it: one
    line of at most `longest` characters, without links, addresses of mail and web and
    telephone numbers, however they are written. Never raises; in bounded time."""
    line = _one_line(text[:_READ])
    read = _as_read(line)
    cleaned = _cleaned(read)
    shown = line if cleaned == read else _MARKS.sub(MARK, cleaned)
    return shown if len(shown) <= longest else f"{shown[: longest - 1].rstrip()}{MARK}"


def greeted_name(name: str, longest: int = LONGEST) -> str:
    """What a greeting calls somebody with this display name, of at most `longest`
    characters; "" where it is no name alone: it has an address, a link, a telephone
    number or tags. Never raises; in bounded time."""
    read = _as_read(_one_line(name[:_READ]))
    if _TAG.search(read) or _cleaned(read) != read:
        return ""
    return harmless(name, longest)


def _one_line(text: str) -> str:
    """Without what nobody sees."""
    return " ".join(without_unseen(text).split())


def _as_read(line: str) -> str:
    """As programs and people read it: wide and written-out signs are what they mean."""
    line = _WIDE_DOT.sub(".", unicodedata.normalize("NFKC", line))
    line = _WRITTEN_COLON.sub("://", line)
    line = _WRITTEN_AT.sub("@", _WRITTEN_DOT.sub(".", line))
    return " ".join(line.split())


def _cleaned(line: str) -> str:
    for pattern in _REMOVED:
        line = pattern.sub(MARK, line)
    line = _DOMAIN.sub(lambda found: _unless(_NO_DOMAIN, found[0]), line)
    return _NUMBER.sub(lambda found: MARK if _is_phone(found[0]) else found[0], line)


def _unless(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else MARK


def _is_phone(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    if digits > _LONGEST_NUMBER or _DATED.fullmatch(text):
        return False
    is_plain = text.isdigit() and not text.startswith("0")
    return digits >= (_SHORTEST_PLAIN if is_plain else _SHORTEST_NUMBER)
