"""Addresses that a bounce names in its text or in the mail that it returns."""

import re

from ..classification.program_senders import is_mail_system
from ..mail.address import normalize, parse_addresses
from ..mail.dsn import returned_headers
from ..mail.message import InboundMessage

# Characters of the text that are read: who was not reached is said at the beginning.
TEXT_LENGTH = 10_000

ADDRESS = (
    r"[^\s<>()\[\],;:\"'@=*]{1,64}@[a-z0-9\u0080-\uffff][^\s<>()\[\],;:\"'@=*/]{0,252}"
)
_ANYWHERE = re.compile(ADDRESS, re.IGNORECASE)
_AT_LINE_START = re.compile(
    r"^[ \t>]{0,8}(?:[-*•][ \t]{0,4})?(?:(?:to|recipient|rcpt|user|mailbox|address"
    r"|failed[ -]recipient|empfanger|destinataire)[ \t]{0,3}[:=][ \t]{0,8})?"
    r"(?:\d{3}[ -])?"  # the reply of a server (RFC 5321 section 4.2)
    rf"[<\"'(]{{0,2}}(?:[a-z]{{3,12}} from )?({ADDRESS})",
    re.IGNORECASE | re.MULTILINE,
)
# What stands before the returned mail, or its first fields.
_RETURNED = re.compile(
    r"^[ \t>]{0,8}(?:[-=*_]{2,80}[ \t]{0,8}(?:[^\n]{0,60})(?:copy|origin|return|header"
    r"|message|follow)[^\n]{0,80}|(?:received|return-path|message-id|from|date|subject"
    r"|x-[a-z-]{1,40}|mime-version)[ \t]{0,2}:[^\n]{0,200})$",
    re.IGNORECASE | re.MULTILINE,
)


def told_recipients(message: InboundMessage) -> tuple[str, ...]:
    """Addresses, in lower case, that were not reached by the words of a bounce.

    Those that begin a line, else the only one that the text names, else the only
    one that the returned mail was sent to.
    """
    text = message.body_text[:TEXT_LENGTH]
    returned = _RETURNED.search(text)
    told = text[: returned.start()] if returned else text
    begun = _others(message, _AT_LINE_START.findall(told))
    if begun:
        return begun
    named = _others(message, _ANYWHERE.findall(told))
    if len(named) == 1:
        return named
    sent_to = _others(message, _returned_recipients(message))
    return sent_to if len(sent_to) == 1 else named[:1]


def _others(message: InboundMessage, addresses) -> tuple[str, ...]:
    """Those that are neither the bounce's own sender nor whom it was sent to."""
    parties = {message.from_.email, message.return_path or ""}
    parties.update(address.email for address in message.to)
    found = dict.fromkeys(normalize(a).rstrip(".") for a in addresses)
    return tuple(
        email
        for email in found
        if email not in parties
        and "." in email.rpartition("@")[2]
        and not any(is_mail_system(a) for a in parse_addresses(email))
    )


def _returned_recipients(message: InboundMessage) -> list[str]:
    """Whom the returned mail was sent to, by its headers."""
    for part in message.root.walk(into_messages=False):
        if headers := returned_headers(part):
            return [a.email for a in parse_addresses(headers.get("To"))[:20]]
    return []
