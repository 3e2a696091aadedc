"""Whom a mail names besides its sender: where answers go, and who is in Cc."""

import re
from collections.abc import Collection

from ..mail.address import Address
from ..mail.machine_addresses import is_machine
from ..mail.message import InboundMessage
from .sender_patterns import domain_of, is_free_mail

# Contacts that one mail can make of its Cc; more is a mailing, not a conversation.
MAX_CC = 20

_LINK = re.compile(r"mailto:([^>?\s]+)", re.IGNORECASE)

# Google gives both domains to each of its users, and ignores dots.
_GMAIL = ("gmail.com", "googlemail.com")


def untagged(email: str) -> str:
    """An address without its plus-tag: support+x@acme.example is support's."""
    local, at, domain = email.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def reader_address(email: str) -> str:
    """The address that stands for all by which the same person reads: without a
    plus-tag, and for Gmail without dots, under its one domain."""
    local, at, domain = untagged(email).rpartition("@")
    if domain not in _GMAIL:
        return f"{local}{at}{domain}"
    return f"{local.replace('.', '')}{at}gmail.com"


def answer_address(message: InboundMessage, own: Collection[str]) -> Address | None:
    """Where Reply-To wants answers, if that is somebody else than the sender.

    None where it names the sender, too, and for addresses of ours (`own`, normalised),
    of the list that the mail came by, and of machines. It says nothing of who wrote.
    """
    sender = message.from_.email
    if any(address.email == sender for address in message.reply_to):
        return None
    lists = _list_addresses(message)
    return next(
        (
            address
            for address in message.reply_to
            if "@" in address.email
            and untagged(address.email) not in own
            and address.email not in own
            and address.email not in lists
            and not is_machine(address.email)
        ),
        None,
    )


def may_be_told_at(asked: str, sender: str) -> bool:
    """Whether automatic mail that `sender` causes may go to the address `asked`
    (normalised): the same one, or one of the same organisation by its domain. The
    sender merely names all others."""
    if not sender or asked == sender:
        return bool(sender)
    domain, other = domain_of(sender), domain_of(asked)
    if not domain or "." not in other or is_free_mail(domain) or is_free_mail(other):
        return False
    return f".{domain}".endswith(f".{other}") or f".{other}".endswith(f".{domain}")


def copied_people(
    message: InboundMessage, ours: Collection[str]
) -> tuple[Address, ...]:
    """People in Cc, each once, the first MAX_CC: neither the sender nor one of `ours`
    (normalised addresses) nor a machine."""
    people = [
        address
        for address in message.cc
        if "@" in address.email
        and address.email != message.from_.email
        and address.email not in ours
        and untagged(address.email) not in ours
        and not is_machine(address.email)
    ]
    first = {person.email: person for person in reversed(people)}
    return tuple(p for p in people if first[p.email] is p)[:MAX_CC]


def _list_addresses(message: InboundMessage) -> set[str]:
    """Addresses of the mailing list that a mail came by (RFC 2369, RFC 2919)."""
    if not any(name in message.headers for name in ("List-Id", "List-Post")):
        return set()
    posts = _LINK.findall(" ".join(message.headers.get_all("List-Post")))
    recipients = (address.email for address in (*message.to, *message.cc))
    return {post.lower() for post in posts} | set(recipients)
