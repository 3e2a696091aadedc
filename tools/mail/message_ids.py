"""Message ids in the fields that name them (RFC 5322 section 3.6.4)."""

import re
from collections import deque
from collections.abc import Iterable

from ..parsing_limits import MAX_HEADER_LENGTH, MAX_MESSAGE_ID_LENGTH, MAX_REFERENCES
from ..text.header_text import decode_words

_BRACKETED_ID = re.compile(r"<([^<>]+)>")
# Encoded words that begin outside of brackets hold ids, those inside are part of one.
# Programs that fold a field by length make them of long ids.
_BRACKETS = re.compile("[<>]")
_ID_OR_WORDS = re.compile(
    r"<[^<>]*>|((?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,998}\?=[ \t]*)+)"
)


def find_message_ids(value: str) -> tuple[str, ...]:
    """Message ids in a header value, each once, in its order, the newest (last)
    MAX_REFERENCES of them; always in angle brackets.

    Ids without brackets are taken where none has any; white space that folding put
    into an id is removed. Encoded words, which may not stand here (RFC 2047 section
    5), are decoded, and brackets that were written for HTML are read.
    """
    value = _without_words(value)
    found = ("".join(match[1].split()) for match in _BRACKETED_ID.finditer(value))
    unique = _last_ids(found)
    if not unique and "@" in value:
        words = value[-MAX_HEADER_LENGTH:].split()
        unique = _last_ids(word.strip(",;\"'<>") for word in words if "@" in word)
    return tuple(unique)[-MAX_REFERENCES:]


def own_message_id(value: str) -> str | None:
    """The id that the Message-ID field of a mail gives it, in brackets, or None."""
    found = find_message_ids(value)
    if found or not value:
        return found[0] if found else None
    name = "".join(_without_words(value).split()).strip("<>")
    return f"<{name}>" if 0 < len(name) <= MAX_MESSAGE_ID_LENGTH - 2 else None


def _without_words(value: str) -> str:
    """`value` with its encoded words decoded, one by one: those of an id may hold no
    bracket."""
    value = value.replace("&lt;", "<").replace("&gt;", ">")
    return _ID_OR_WORDS.sub(_decoded, value) if "=?" in value else value


def _decoded(found: re.Match) -> str:
    if found[1]:
        return decode_words(found[1]) + " "
    inside = decode_words(found[0][1:-1]) if "=?" in found[0] else ""
    return f"<{inside}>" if inside and not _BRACKETS.search(inside) else found[0]


def _last_ids(names: Iterable[str]) -> dict[str, None]:
    """The ids among the last names, each once and in brackets; of all the names so
    few are kept at a time that a value full of them costs no memory."""
    fitting = (n for n in names if 0 < len(n) <= MAX_MESSAGE_ID_LENGTH - 2)
    last = deque(fitting, maxlen=10 * MAX_REFERENCES)
    return dict.fromkeys(f"<{name}>" for name in last)
