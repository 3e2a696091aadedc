"""Whom a damaged From field most likely names (RFC 5322 section 3.6.2)."""

import re
from collections.abc import Sequence

from ..parsing_limits import MAX_STRUCTURED_LENGTH
from ..text.header_text import decode_words, one_line
from .addr_spec import read_addr_spec
from .address import NOBODY, Address
from .from_field import AT_SIGNS, plain_name, read_sender

_CANDIDATE = re.compile(r"[^\s<>()\[\]\",;:']{1,250}@[^\s<>()\[\]\",;:']{1,250}")
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]<>]")
_CLOSED_FIRST = re.compile(r"[^<>]*>")
_MARKS = "\"'()[], "
_OPENING = "<([\"' "
_END = re.compile(r"[>)\],;\s]|[\"'](?!\w)|\Z")


def read_damaged_sender(fields: Sequence[str]) -> Address:
    """The one address in the From `fields` of a mail that `read_sender` finds no sender
    in: brackets or quotes are not closed or closed twice, all of it is one encoded word
    or one quoted string, the same address stands there twice, a name has a colon.

    NOBODY where more than one address can be meant, or a group. Whoever it names has
    proven nothing: servers that check senders may read another address, or none. Never
    raises; linear time.
    """
    if len(fields) > 1:
        named = {read_sender([field]).email for field in fields}
        return read_sender(fields[:1]) if len(named) == 1 else NOBODY
    if not fields or len(fields[0]) > MAX_STRUCTURED_LENGTH:
        return NOBODY
    text = _MAILTO.sub("", one_line(decode_words(fields[0])))
    found = list(_CANDIDATE.finditer(text))
    named = {match[0].lower() for match in found}
    is_group = ":" in text and ";" in text
    if len(named) != 1 or len(found) != sum(map(text.count, AT_SIGNS)) or is_group:
        return NOBODY
    if not all(_stands_alone(text, *match.span()) for match in found):
        return NOBODY
    email = read_addr_spec(found[0][0])
    name = plain_name(_BRACKETS.sub(" ", _CANDIDATE.sub(" ", text)))
    return Address(name, email) if email else NOBODY


def _stands_alone(text: str, begin: int, end: int) -> bool:
    """Whether what lies at `begin` to `end` is no piece of something longer: between
    it and the brackets around it, if any, are marks alone."""
    before, behind = text[:begin], text[end:]
    if before[-1:] not in _OPENING or not _END.match(behind):
        return False
    is_open = before.count("<") > before.count(">")
    if not is_open and not _CLOSED_FIRST.match(behind):
        return True
    inside = before.rpartition("<")[2] if is_open else ""
    return not (inside + behind.partition(">")[0]).strip(_MARKS)
