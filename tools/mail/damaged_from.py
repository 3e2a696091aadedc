"""Whom a damaged From field most likely names (RFC 5322 section 3.6.2)."""

import re
from collections.abc import Sequence

from ..parsing_limits import MAX_STRUCTURED_LENGTH
from ..text.header_text import one_line
from .addr_spec import read_addr_spec
from .address import NOBODY, Address
from .from_field import AT_SIGNS, plain_name, read_sender

# Where no address counts: whole encoded words, quoted strings and comments.
_NO_PLACE = re.compile(
    r'=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=|"(?:[^"\\]|\\.){0,500}"|\([^()]*\)', re.DOTALL
)
# One address, behind an opening mark or a blank, and behind it closing marks alone.
_LAST_ADDRESS = re.compile(
    r"(?:\A|[<(\[\"'\s])(?:mailto:)?([^\s<>()\[\]\",;:']{1,250}@[^\s<>()\[\]\",;:']{1,250})"
    r"[\s>)\]\"',;]{0,20}\Z",
    re.IGNORECASE,
)
_STRAY = re.compile(r'[()"]')
_BRACKETS = re.compile(r"[()\[\]<>]")


def read_damaged_sender(fields: Sequence[str]) -> Address:
    """The one address in the From `fields` of a mail that `read_sender` finds no sender
    in: a bracket, a quote or a parenthesis is not closed or closed twice, a name holds
    a colon, the same sender stands there twice.

    NOBODY where more than one address can be meant, or a group, or what stands in whole
    quotes, comments or encoded words alone. Whoever it names has proven nothing:
    servers that check senders may read another address, or none. Never raises; linear
    time.
    """
    if len(fields) > 1:
        named = {read_sender([field]).email for field in fields}
        return read_sender(fields[:1]) if len(named) == 1 else NOBODY
    if not fields or len(fields[0]) > MAX_STRUCTURED_LENGTH:
        return NOBODY
    text = one_line(fields[0])
    open_text = _NO_PLACE.sub(_blanks, text)
    found = _LAST_ADDRESS.search(open_text)
    if not found or not _is_one(open_text, found.start(1)):
        return NOBODY
    email = read_addr_spec(found[1])
    name = plain_name(_BRACKETS.sub(" ", text[: found.start()]))
    return Address(name, email) if email else NOBODY


def _blanks(found: re.Match) -> str:
    return " " * len(found[0])


def _is_one(text: str, begin: int) -> bool:
    """Whether the address that begins at `begin` is the only thing that can be meant:
    it fills the brackets around it, and hardly anything is left open."""
    before = text[:begin]
    inside = before.rpartition("<")[2] if "<" in before else ""
    is_group = ":" in before and text.endswith(";")
    is_alone = sum(map(text.count, AT_SIGNS)) == 1 and len(_STRAY.findall(text)) < 3
    return (
        is_alone and not is_group and inside.strip(" \"'(").lower() in ("", "mailto:")
    )
