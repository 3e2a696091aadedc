"""Whether an address that a mail names is a person's: what Reply-To and forms name."""

import re

from ..mail.address import Address
from .evidence import Clues
from .program_senders import is_mail_system, is_robot

# Desks and departments: at the sender's own organisation they are no person who wrote.
_ROLE = re.compile(
    r"(?:support|service|customer-?(?:service|care|support)|info(?:rmation)?|help"
    r"(?:-?desk)?|sales|contact|kontakt|hello|hallo|hi|team|office|admin|billing"
    r"|accounts?|accounting|invoices?|orders?|shop|store|kundenservice|kundendienst"
    r"|buchhaltung|rechnung|vertrieb|verkauf|bestellung|service-?client|commandes?"
    r"|contacto|atencion|soporte|ventas|pedidos|klantenservice|bestellingen|verkoop"
    r"|webmaster|security|abuse|privacy|hr|jobs|marketing|press|feedback|community"
    r"|questions?|care|mail|post|track\w{0,12}|updates?|shipping|shipments?"
    r"|deliver(?:y|ies)|parcels?|packages?|payments?|bookings?|reservations?|tickets?"
    r"|members?|registration|welcome|news|online|web|client\w{0,8}|customers?\w{0,8}"
    r"|versand|sendung\w{0,10}|pakete?|livraison|colis|envios?|zending|przesylk\w"
    r"|noc|hostmaster)(?:[-_.+\d]|\Z)"
)

# Addresses made for one mail: what answers them finds its thread at a program, as with
# "reply+token@" (GitHub, Facebook), "support+id17@" (Zendesk), "x=y@" (VERP), or ones
# that nobody could say. People have years and tags in theirs.
_MADE = re.compile(
    r"(?:\A|[-_.])(?:reply|replies|re|comment|conversation|thread|tickets?|cases?|issue"
    r"|notification|inbound|incoming|msg|message|m|r)[+=][\w.=+-]{4,}"
    r"|(?:\A|[-_.])(?:reply|replies|comment|conversation|thread|ticket|issue|inbound"
    r"|notification)[_-](?=[\w.=+-]{0,40}\d)[\w.=+-]{5,}"
    r"|\A(?:support|help(?:-?desk)?|service|info|contact|request|mail)\+[\w.=-]{0,60}\d"
    r"|\+(?=[\w.=-]{14})[\w.=-]{0,60}\d{3}|=|[0-9a-f]{18}"
    r"|(?:[a-z]{1,20}\d{1,20}){4}"
)
_REPLY_HOST = re.compile(r"(?:reply|replies|inbound|incoming|parse|lists?)[-.]")


def answers_reach_a_person(clues: Clues) -> bool:
    """Whether Reply-To names a person beside the sender: a web form or a portal sent
    the mail for somebody."""
    sender = clues.message.from_.email
    named = clues.message.reply_to[:10]
    return any(one.email != sender and is_person(one, clues) for one in named)


def is_person(address: Address, clues: Clues) -> bool:
    """Whether somebody may be behind an address who is neither the sender nor we: no
    machine, no address made for one mail, no desk of the sender's organisation."""
    sender = clues.message.from_
    return bool(
        address.domain
        and address.email not in clues.own_addresses
        and not is_robot(address)
        and not is_mail_system(address)
        and not is_made_for_one_mail(address)
        and not (is_role(address) and same_organisation(address, sender))
    )


def is_made_for_one_mail(address: Address) -> bool:
    """Whether a program made an address, so that answers find a thread there."""
    local_part, domain = address.local_part[:100], address.domain[:255]
    return bool(_MADE.search(local_part) or _REPLY_HOST.match(domain))


def same_organisation(address: Address, other: Address) -> bool:
    """Whether two addresses are of one organisation, as far as their domains tell."""
    return same_host(address.domain, other.domain)


def same_host(host: str, other: str) -> bool:
    """Whether two domains are of one organisation, as far as they tell."""
    return _organisation(host) == _organisation(other)


def _organisation(domain: str) -> str:
    """The part of a domain that one registers, roughly: "shop.co.uk" of
    "mail.shop.co.uk"."""
    labels = domain[:255].split(".")
    is_country = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if is_country else -2 :])


def is_role(address: Address) -> bool:
    """Whether an address is of a desk or department."""
    return bool(_ROLE.match(address.local_part[:100]))
