"""Domain names as they are compared: in ASCII, in lower case (RFC 5890 2.3.2.1)."""

import re

import idna

_LONGEST = 253
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


def ascii_domain(domain: str) -> str:
    """A domain name as the DNS has it (UTS #46, non-transitional, as browsers do);
    one that has no such form, or is longer than a name may be, as it is."""
    domain = domain.strip().rstrip(".").lower()
    if domain.isascii() or len(domain) > _LONGEST:
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii").rstrip(".")
    except idna.IDNAError:
        return domain


def is_domain(domain: str) -> bool:
    """Whether a text in the form of `ascii_domain` can be a domain's name."""
    return len(domain) <= _LONGEST and bool(_NAME.fullmatch(domain))


def is_within(domain: str, parent: str) -> bool:
    """Whether `domain` is `parent` or a name below it (both as `ascii_domain`)."""
    return bool(parent) and f".{domain}".endswith(f".{parent}")
