"""Lines of an IMAP server, written as imaplib reads them.

imaplib wants capital letters where RFC 9051, 9 takes any (and so do servers), a blank
behind OK, and knows the literals of RFC 3501 only.
"""

from __future__ import annotations

import re

_UNTAGGED = re.compile(rb"\* (?:\d+ )?[A-Za-z-]+")
_CODE = re.compile(rb"\* (?:OK|NO|BAD|BYE|PREAUTH) \[[A-Za-z0-9-]+", re.I)
_TAGGED = re.compile(rb"([A-Za-z]+\d+) (OK|NO|BAD)(?: |(?=\r?\n))", re.I)
_FETCHED = re.compile(rb"\* \d+ (?:UID)?FETCH ")
# RFC 3516 and RFC 9051, 4.3: literal8; RFC 7888: a literal that nobody waits for.
_LITERAL = re.compile(rb"(?<=[ (])~?\{(\d+)\+?\}(?=\r\n\Z)")
_RANGE = re.compile(rb"(\d{1,10})(?::(\d{1,10}))?")
_FOUND = re.compile(rb"\(TAG [^)]*\) UID(?: ALL ([\d:,]+))?", re.I)


def readable_line(line: bytes) -> bytes:
    """Return a line that begins an answer; its words, not its texts, in capitals."""
    if not line.startswith(b"*"):
        return _TAGGED.sub(lambda match: match[0].strip().upper() + b" ", line, count=1)
    if match := _CODE.match(line) or _UNTAGGED.match(line):
        line = match[0].upper() + line[match.end() :]
    return readable_rest(line) if _FETCHED.match(line) else line


def readable_rest(line: bytes) -> bytes:
    """Return a line of an answer to FETCH with its literal as imaplib knows it."""
    return _LITERAL.sub(rb"{\1}", line)


def searched(answer: bytes, at_most: int) -> bytes:
    """Return the numbers that an ESEARCH answer has (RFC 9051, 7.3.4), as a SEARCH
    answer has them. ValueError beyond ``at_most``, and for what has none."""
    match = _FOUND.match(answer)
    if not match:
        raise ValueError("an ESEARCH answer that nobody asked for")
    ranges = [
        sorted((int(first), int(last or first)))
        for first, last in _RANGE.findall(match[1] or b"")
    ]
    if sum(last - first + 1 for first, last in ranges) > at_most:
        raise ValueError("an ESEARCH answer with too many numbers")
    return b" ".join(
        b"%d" % uid for first, last in ranges for uid in range(first, last + 1)
    )
