"""What a mail says about the ticket that it belongs to, before anybody is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..mail.message import InboundMessage, find_message_ids
from ..text.header_text import decode_words, one_line
from ..text.subject_marks import base_subject
from .plus_address import address_tokens
from .references import SignedToken, named_ids, read_signed
from .thread_index import conversation_id
from .ticket_numbers import NumberFormat, numbers_in

_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]{1,64}@[^\s<>\"',;:()\[\]]{1,255}")
# "From: Anna <anna@customer.example>" in any language, also quoted or set in bold.
_FIELD_LINE = re.compile(
    r"[\s>|*_]{0,20}[^\W\d_][\w .\-]{0,30}?[*_\s]{0,4}[:：][*_\s]{0,4}(\S.*)"
)
_LONGEST_TEXT = 64 * 1024
_MOST_LINES = 500
_MOST_MESSAGES = 10


@dataclass(frozen=True)
class Clues:
    """`names`: Message-IDs, newest first. `tokens`: those of them that we signed.
    `tagged`: tokens in the addresses it was sent to. `conversation`: of Exchange, and
    its `topic`. `numbers`: in the subject."""

    names: tuple[str, ...] = ()
    tokens: tuple[SignedToken, ...] = ()
    tagged: tuple[SignedToken, ...] = ()
    conversation: str | None = None
    topic: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def address_tickets(self) -> tuple[int, ...]:
        """Ids of the tickets in the addresses it was sent to, each once."""
        return tuple(dict.fromkeys(token.ticket_id for token in self.tagged))

    def with_tokens(self, now: Mapping[SignedToken, SignedToken | None]) -> Clues:
        """These clues with what tokens count as now; None for nothing."""
        tokens, tagged = (
            tuple(filter(None, (now.get(token, token) for token in each)))
            for each in (self.tokens, self.tagged)
        )
        return replace(self, tokens=tokens, tagged=tagged)


def read_clues(
    message: InboundMessage, key: bytes, formats: Iterable[NumberFormat]
) -> Clues:
    """The `Clues` in a mail's own headers; `key` signs the ticket tokens."""
    names = named_ids(message)
    addresses = (address.email for address in (*message.to, *message.cc))
    return Clues(
        names=names,
        tokens=read_signed(names, key),
        tagged=address_tokens((*addresses, *message.delivered_to), key),
        conversation=conversation_id(message),
        topic=base_subject(message.subject),
        numbers=numbers_in(message.subject, formats),
    )


def forwarded_clues(
    message: InboundMessage, key: bytes, formats: Iterable[NumberFormat]
) -> Clues:
    """The `Clues` in the headers of mails inside this one: attached, or written into
    its text by the mail program that forwarded them."""
    values = [*_attached_values(message), *_written_values(message.body_text)]
    names: dict[str, None] = {}
    addresses: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for value in values:
        names.update(dict.fromkeys(find_message_ids(value) if "<" in value else ()))
        addresses.update(dict.fromkeys(_ADDRESS.findall(value)))
        numbers.update(dict.fromkeys(numbers_in(value, formats)))
    return Clues(
        names=tuple(names),
        tokens=read_signed(names, key),
        tagged=address_tokens(addresses, key),
        numbers=tuple(numbers),
    )


def _attached_values(message: InboundMessage) -> Iterator[str]:
    """Values of the headers of attached mails that may name a ticket."""
    parts = (part for part in message.root.walk() if part.is_carrier)
    for part, _number in zip(parts, range(_MOST_MESSAGES), strict=False):
        for headers in part.parts[:1]:
            for name in ("Message-ID", "In-Reply-To", "References", "To", "Cc"):
                yield from headers.headers.get_all(name)
            yield one_line(decode_words(headers.headers.get("Subject")))


def _written_values(text: str) -> Iterator[str]:
    """Values of blocks of at least two header lines of which one has an address."""
    block: list[str] = []
    for line in (*text[:_LONGEST_TEXT].splitlines()[:_MOST_LINES], ""):
        found = _FIELD_LINE.match(line)
        if found:
            block.append(found[1])
            continue
        if len(block) > 1 and any("@" in value for value in block):
            yield from block
        block = []
