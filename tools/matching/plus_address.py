"""Addresses of a mailbox with a ticket token: "support+case-7.x.y@" (RFC 5233)."""

import re

from .references import SignedToken, make_token, read_signed

# RFC 5321 section 4.5.3.1.1.
_LONGEST_LOCAL_PART = 64

_TAG = re.compile(
    r"\+case-[0-9]{1,18}\.[a-z0-9]{1,48}\.[a-z2-7]{24}(?=@)", re.IGNORECASE
)


def tagged_address(address: str, ticket_id: int, key: bytes, nonce: str) -> str | None:
    """`address` with a signed token of ticket `ticket_id`, as `make_token` makes them;
    None where the local part would be longer than mail servers take."""
    local_part, _at, domain = address.rpartition("@")
    token = make_token(ticket_id, domain, key, nonce).strip("<>").rpartition("@")[0]
    tagged = f"{local_part}+{token}"
    return f"{tagged}@{domain}" if len(tagged) <= _LONGEST_LOCAL_PART else None


def without_ticket_token(address: str) -> str:
    """`address` without a ticket token, whoever signed that; else as it is."""
    return _TAG.sub("", address, count=1)


def address_tokens(addresses, key: bytes) -> tuple[SignedToken, ...]:
    """The customers' tokens in `addresses` that `key` signed."""
    tags = (address.rpartition("@")[0].rpartition("+")[2] for address in addresses)
    return tuple(token for token in read_signed(tags, key) if token.user_id is None)
