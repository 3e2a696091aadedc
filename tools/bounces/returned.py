"""Which mail comes back in a bounce, also where it is no delivery report."""

import re
from collections.abc import Iterator

from ..mail.disposition import parse_disposition
from ..mail.headers import Headers
from ..mail.message import InboundMessage, find_message_ids
from ..mail.mime import MimePart
from ..matching.references import named_ids

# The header of a mail that old servers put into the text, perhaps quoted.
_FIELD = re.compile(
    r"^[ \t>|]*(Message-ID|References):(.*(?:\n[ \t>|]+<.*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_TEXT = 200_000
_MOST_IDS = 200


def returned_ids(message: InboundMessage) -> tuple[str, ...]:
    """Ids of the mail that a machine's mail is about, newest first, each once.

    Those that `named_ids` finds, and those in a mail, or in headers of one, that comes
    back as a part or within the text. Never raises.
    """
    receipt = parse_disposition(message)
    original = receipt.original_message_id if receipt else None
    found = [original] if original else []
    found.extend(named_ids(message))
    for part in message.root.walk(into_messages=False):
        found.extend(_ids_of_part(part))
    return tuple(dict.fromkeys(found))[:_MOST_IDS]


def _ids_of_part(part: MimePart) -> Iterator[str]:
    """Ids in what comes back in one part, if it does."""
    if part.is_carrier:
        yield from _ids_of_headers(part.parts[0].headers)
    elif part.content_type.endswith(("rfc822-headers", "global-headers")):
        for group in part.field_groups()[:1]:
            yield from _ids_of_headers(group)
    elif part.content_type == "text/plain":
        yield from _ids_in_text(part.text()[:_LONGEST_TEXT])


def _ids_of_headers(headers: Headers) -> tuple[str, ...]:
    references = find_message_ids(headers.get("References"))
    return find_message_ids(headers.get("Message-ID")) + references[::-1]


def _ids_in_text(text: str) -> list[str]:
    """Ids of header fields in a text; a mail's own one before those it answers."""
    own: list[str] = []
    references: list[str] = []
    for found in _FIELD.finditer(text):
        ids = find_message_ids(found[2])
        if found[1].lower() == "message-id":
            own.extend(ids)
        else:
            references.extend(reversed(ids))
    return own + references
