"""Signatures that are certain: RFC 3676's "-- ", and what mail programs add."""

import re
from collections.abc import Sequence

from email_reply_parser import EmailMessage

from .words import DEVICES, EXCUSES, SENT_FROM, SENT_FROM_LAST

# Lines of a signature behind "-- ", and behind a rule that might be the text's own.
MAX_SIGNATURE_LINES = 15
MAX_UNSURE_LINES = 8
MAX_UNSURE_WIDTH = 80
# Characters of a line of a signature; a longer one counts as several.
MAX_PROSE_WIDTH = 120
MAX_SENT_FROM = 130
# Lines at a text's end that email-reply-parser reads: it is slow on long texts.
MAX_PARSED_LINES = 40

_DELIMITER = re.compile(r"^--\s{0,2}$")
_RULE = re.compile(r"^(?:_{2,}|-{2,3})$")
_SENT_FROM = re.compile(rf"^[\s<(\[*_~-]{{0,4}}(?:{SENT_FROM})(?!\w)", re.I)
_SENT_FROM_CJK = re.compile(r"^(?:发自|來自|来自|從我的|从我的|寄自|傳自|나의)")
_SENT_LAST = re.compile(rf"(?:{SENT_FROM_LAST})[.。)\s]{{0,3}}$", re.I)
_DEVICE = re.compile(rf"(?<![a-z])(?:{DEVICES})(?![a-z])", re.I)
_MY_THING = re.compile(r"^sent from my(?:\s\w{1,20}){1,4}[.)\s]*$", re.I)
_CLAUSE_END = re.compile(r"[,.;:!?]\s")
_EXCUSES = re.compile(EXCUSES, re.I)
_LINK = re.compile(r"<?(?:https?://|mailto:)\S{1,300}>?|[][()<>*]")
_DECORATION = re.compile(r"^[-_=*#~+\u1427\s\u200b]+$")
# "PS: ...", "P.-S.", "NB", and in languages that have their own: "P.D." in Spanish.
_POSTSCRIPT = re.compile(
    r"^[\s*_]{0,4}(?:(?:p\.[ ]?)?p\.[ -]{0,2}s\.|n\.[ ]?b\.|p\.[ ]?d\.|"
    r"(?:p?ps|nb|pd|ui)\.?[ ]?[:：,–-]|"
    r"(?:ps|nb|ui|obs)\.[ ]|(?:PS|NB)[ ][^\W\d_]|post[ ]?scriptum\W|nachtrag[ ]?:|"
    r"posdata[ ]?[:.]|追伸|追记|追記|附言|又及|추신)",
    re.I,
)


def is_sent_from(text: str) -> bool:
    """Whether a line is one that a mail program adds: "Sent from my iPhone"."""
    line = " ".join(_LINK.sub(" ", text[: 3 * MAX_SENT_FROM]).split())
    if not 8 <= len(line) <= MAX_SENT_FROM and not _SENT_FROM_CJK.match(line):
        return False
    if _SENT_LAST.search(line) and _DEVICE.search(line):
        return len(line) <= 90
    if not _SENT_FROM.match(line) and not _SENT_FROM_CJK.match(line):
        return False
    if _MY_THING.match(line):
        return True
    if _DEVICE.search(line) is None:
        return False
    rest = _CLAUSE_END.split(line, maxsplit=1)[1:]
    return not rest or len(rest[0].split()) <= 2 or bool(_EXCUSES.search(rest[0]))


def signature_lines(texts: Sequence[str]) -> set[int]:
    """Indexes of the lines of `texts`, one stretch of new text, that are signature."""
    found = _without_postscript(texts, _behind_delimiter(texts))
    found |= _at_the_end(texts, found)
    if not found:
        found = _without_postscript(texts, _by_email_reply_parser(texts))
        found |= _at_the_end(texts, found)
    return found | _at_the_beginning(texts)


def find_postscript(texts: Sequence[str]) -> int:
    """The index of the first line that adds words to a letter, or their number."""
    found = (index for index, text in enumerate(texts) if _POSTSCRIPT.match(text))
    return next(found, len(texts))


def _without_postscript(texts: Sequence[str], found: set[int]) -> set[int]:
    """The lines `found` to be signature, but for what a person added below it."""
    start = min(found, default=len(texts))
    return set(range(start, start + find_postscript(texts[start:])))


def _behind_delimiter(texts: Sequence[str]) -> set[int]:
    """The lines from the last "-- " on, if no more than a signature."""
    first = max(0, len(texts) - 3 * MAX_SIGNATURE_LINES)
    for start in range(len(texts) - 1, first - 1, -1):
        if not _DELIMITER.match(texts[start]):
            continue
        lines = [text for text in texts[start + 1 :] if text.strip()]
        exact = texts[start].startswith("-- ")
        if _is_short(lines, exact):
            return set(range(start, len(texts)))
    return set()


def _is_short(lines: Sequence[str], exact: bool) -> bool:
    if exact:
        wrapped = sum(1 + len(line) // MAX_PROSE_WIDTH for line in lines)
        return wrapped <= MAX_SIGNATURE_LINES
    return len(lines) <= MAX_UNSURE_LINES and all(
        len(line) <= MAX_UNSURE_WIDTH for line in lines
    )


def _at_the_end(texts: Sequence[str], known: set[int]) -> set[int]:
    """Sent-from lines and rules that nothing but the `known` lines follows."""
    found: set[int] = set()
    blank: list[int] = []
    for index in range(len(texts) - 1, -1, -1):
        text = texts[index].strip()
        if not text:
            blank.append(index)
        elif index in known or is_sent_from(text) or _DECORATION.match(text):
            found.update(blank, [index])
            blank = []
        else:
            break
    return found


def _at_the_beginning(texts: Sequence[str]) -> set[int]:
    """Some telephones put their line above the text."""
    for index, text in enumerate(texts):
        if text.strip():
            return {index} if is_sent_from(text) else set()
    return set()


class _Stretch(EmailMessage):
    """email-reply-parser without its search for attributions, which grows by the
    cube; they are cut off before."""

    MULTI_QUOTE_HDR_REGEX_MULTILINE = re.compile(r"(?!)")


def _by_email_reply_parser(texts: Sequence[str]) -> set[int]:
    """The last lines, if email-reply-parser calls them a signature behind a rule.

    It also takes "-word" for one, which may be the last point of a list.
    """
    offset = max(0, len(texts) - MAX_PARSED_LINES)
    tail = list(texts[offset:])
    for fragment in reversed(_Stretch("\n".join(tail)).read().fragments):
        lines = [line for line in fragment.content.split("\n") if line.strip()]
        if not lines:
            continue
        if not (fragment.signature and _RULE.match(lines[0].strip())):
            break
        if not _is_short(lines[1:], False):
            break
        stripped = [text.strip() for text in tail]
        first = len(tail) - 1 - stripped[::-1].index(lines[0].strip())
        if first and stripped[first - 1]:
            # A line under a heading, or of a table.
            break
        return set(range(offset + first, len(texts)))
    return set()
