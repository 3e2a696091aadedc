"""Read receipts: what became of a mail in a person's mail program (RFC 8098)."""

import re
from dataclasses import dataclass

from .address import normalize
from .dsn import DISPOSITION, report_type
from .headers import Headers
from .message import InboundMessage, find_message_ids

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Disposition:
    """Whose mail program reports what about which mail (RFC 8098 section 3.2).

    `kind`: "displayed", "deleted", "dispatched", "processed" or what else it says, ''
    where it says nothing. Addresses are in lower case, '' where there is none.
    """

    recipient: str
    original_recipient: str
    original_message_id: str | None
    kind: str


def parse_disposition(message: InboundMessage) -> Disposition | None:
    """The disposition notification that a mail is, or None. Never raises."""
    if report_type(message) != DISPOSITION:
        return None
    for part in message.root.walk(into_messages=False):
        if part.content_type.endswith(DISPOSITION):
            groups = part.field_groups()
            if groups:
                return _read(groups[0])
    return None


def _read(fields: Headers) -> Disposition:
    ids = find_message_ids(fields.get("Original-Message-ID"))
    # "manual-action/MDN-sent-manually; displayed/error"
    kind = _WORD.match(fields.get("Disposition").rpartition(";")[2].strip().lower())
    return Disposition(
        recipient=_address(fields.get("Final-Recipient")),
        original_recipient=_address(fields.get("Original-Recipient")),
        original_message_id=ids[0] if ids else None,
        kind=kind[0] if kind else "",
    )


def _address(value: str) -> str:
    """The address behind "rfc822;"."""
    return normalize(value.rpartition(";")[2].strip())
