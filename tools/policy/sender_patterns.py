"""Who may write: patterns of addresses and domains, and which of them counts."""

import re

from ..mail.address import normalize
from ..mail.domain import ascii_domain

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST = 253  # RFC 1035 section 2.3.4, written with dots
_LONGEST_ADDRESS = 320  # RFC 5321 section 4.5.3.1
# Names below which countries register domains, such as co.uk.
_REGISTRIES = frozenset("ac co com edu gob gov gouv go ne net or org".split())

# Domains at which anybody can have an address: they say nothing about an employer.
# The large ones of the world are enough; a missing one has hardly a company of its own.
FREE_MAIL_DOMAINS = frozenset(
    """
    126.com 139.com 163.com aol.com bigpond.com comcast.net daum.net fastmail.com
    free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com
    hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr
    hotmail.it hotmail.nl icloud.com kpnmail.nl laposte.net libero.it list.ru live.com
    live.nl mac.com mail.com mail.ru mailbox.org me.com msn.com naver.com orange.fr
    outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me
    protonmail.com qq.com rediffmail.com sfr.fr sina.com t-online.de telenet.be
    tutanota.com verizon.net virgilio.it wanadoo.fr web.de wp.pl ya.ru yahoo.co.jp
    yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru
    ymail.com ziggo.nl zoho.com
    """.split()
)


def domain_of(address: str) -> str:
    """The domain of an address in its ASCII form (RFC 5891), lower case; '' if none."""
    return ascii_domain(address.rpartition("@")[2]) if "@" in address else ""


def read_pattern(text: str) -> str:
    """The address or domain that a person meant, as it is compared; '' for neither.

    A domain may be written "example.com", "@example.com" or "*.example.com".
    """
    if len(text.split()) != 1 or len(text) > _LONGEST_ADDRESS:
        return ""
    local_part, at, domain = normalize(text).rpartition("@")
    domain = ascii_domain(domain if at else domain.removeprefix("*."))
    if not _DOMAIN.fullmatch(domain) or len(domain) > _LONGEST:
        return ""
    return f"{local_part}@{domain}" if local_part else domain


def patterns_for(address: str) -> tuple[str, ...]:
    """Patterns that cover an address, the closest first: the address itself, its
    domain, and the domains above that one. () without a domain."""
    domain = domain_of(address)
    if not domain:
        return ()
    labels = domain.split(".")
    above = [".".join(labels[place:]) for place in range(len(labels))]
    return (f"{normalize(address).rpartition('@')[0]}@{domain}", *above)


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address at this domain."""
    return domain in FREE_MAIL_DOMAINS


def is_everybodys_domain(pattern: str) -> bool:
    """Whether a pattern (`read_pattern`) is a domain at which anybody can have an
    address: of free mail, or one below which domains are registered."""
    if "@" in pattern:
        return False
    first, _dot, country = pattern.partition(".")
    is_registry = not country or (first in _REGISTRIES and len(country) == 2)
    return is_registry or is_free_mail(pattern)


def site_domain(website: str) -> str:
    """The domain of a web address without "www.", in its ASCII form; '' if none."""
    host = re.sub(r"^[a-z+]*:?//", "", website.strip().lower())
    host = re.split(r"[/?#:]", host, maxsplit=1)[0].rpartition("@")[2]
    return ascii_domain(host).removeprefix("www.")
