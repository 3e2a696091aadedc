"""Weak signs of a program: in the sender, in the way a mail came, in its form."""

import re

from ..mail import machine_addresses
from ..reasons import Reason, because
from . import program_fields as fields
from .evidence import Clues
from .program_senders import is_robot
from .wording import fold

# Names of functions, which companies give to programs and to people (RFC 2142 has
# info, support, sales, webmaster and others).
_ROLE = re.compile(
    r"(?:\A|[-_.+])(?:info|informa\w{0,6}|support|services?|customer-?service|care"
    r"|admin"
    r"|administrator|webmaster|team|accounts?|billing|orders?|order-?update|shop|store"
    r"|sales|security|shipping|shipment|deliver(?:y|ies)|tracking\w{0,7}|updates?"
    r"|invoices?"
    r"|payments?|bookings?|reservations?|tickets?|members?|membership|registration"
    r"|welcome"
    r"|hello|help|helpdesk|news|online|web|mail|e?mail|contact|kundenservice|rechnung"
    r"|bestellung|versand|buchung|kontakt|facture|commande|serviceclient|pedidos?"
    r"|facturas?|reservas?|ordini|fatture|prenotazioni|powiadomienia|zamowienia|sklep"
    r"|objednavky|zakaz|siparis|no|track|trackingupdates|cert\w{0,10}|domains?"
    r"|licen[cs]es?"
    r"|hostmaster|noc|status|sendung|paket|colis|(?:corporate|tech|technical|it|client"
    r"|customer|user|product)[-_.]?(?:support|helpdesk|desk|care))(?:[-_.+]|\d{0,4}\Z)"
)

# Names that devices give to themselves.
_DEVICE = re.compile(r"fritz[!. -]{0,2}box|speedport|disk ?station|qnap|synology")

# Addresses of advertising; a customer may have one for it, too.
_ADVERTISER = re.compile(
    r"(?:\A|[-_.+])(?:promo(?:tion)?s?|offers?|deals?|marketing|angebote?|ofertas?)"
    r"(?:[-_.+=]|\d{0,4}\Z)"
)

# The ids that programs give (left of the @, or all of it), by what makes them.
_PROGRAM_ID = re.compile(
    r"<(?:\d{4,22}\.\d{1,10}\.\d{10,14}(?:\.javamail[\w.-]{0,60})?@"  # Jakarta Mail
    r"|[\w.-]{0,60}javamail"
    r"|[a-z0-9]{40,45}@"  # PHPMailer since 6.0: base64 without its specials
    r"|\d{9,10}\.[0-9a-f]{13,14}@|[0-9a-f]{13}_[0-9a-f]{4,20}@"  # uniqid(), Rails' Mail
    r"|\d{9,14}\.\d{1,8}\.\d{9,22}@"  # Python's make_msgid
    r"|\d{14}\.[0-9a-f]{6,16}@"  # given by Postfix where the program gave none
    r"|20\d{12}\.[a-z0-9]{4,12}\.\d{1,8}@"
    r"|e1[a-z0-9]{5}-[a-z0-9]{6,11}-[a-z0-9]{2,4}@"  # given by Exim
    r"|20\d{10,12}\.[0-9a-z]{8,14}\d{6}@"  # given by sendmail
    r"|[0-9a-f]{16}-[0-9a-f-]{20,60}@[\w.-]{0,40}amazonses"  # Amazon SES
    r"|[^@]{1,120}@(?:swift\.generated|localhost(?:\.localdomain)?>|geopod-ismtpd"
    r"|[\w.-]{0,60}\.(?:mail|local|internal|localdomain)>|[\w.-]{0,60}(?:sendgrid"
    r"|mailgun|sparkpost|mandrill|mtasv|mailjet|sendinblue)))"
)
# PHPMailer's and Swift Mailer's, with the name of the web server; web mailers' have the
# domain of the address.
_DIGEST_ID = re.compile(r"<[0-9a-f]{32}@([\w.-]{1,200})>")
# Boundaries: Jakarta Mail, Swift Mailer, PHPMailer, Rails' Mail.
_PROGRAM_BOUNDARY = re.compile(
    r"----=_part_\d{1,10}_\d{1,12}\.\d{10,14}|_=_swift|b[123][_=][a-z0-9_=]{32}"
    r"|--==_mimepart_"
)
# Handed over on the same machine: Postfix, Exim and qmail name the user.
_LOCAL = re.compile(
    r"\bfrom userid \d{1,6}\)|\buid \d{1,6}\)|with local (?:\(exim|id)"
    r"|by (?:www-data|apache|nobody|nginx|wwwrun|httpd) with local|invoked by uid"
    r"|from localhost \(|from \[127\.0\.0\.1\]"
)
_BOUNCE_PATH = re.compile(
    r"(?!srs[01]|prvs=)(?:.{0,100}[-_.+])?(?:(?:bounces?|returns?|verp"
    r"|msprvs\d)(?:[-_.+=@]"
    r"|\d)|.{0,100}=[\w.-]{2,60}\.[a-z]{2,12}@)"
)
# Programs that people write with; Gmail's, Outlook's and Apple's ids and fields.
_PERSONS_PROGRAM = re.compile(
    r"outlook(?! express macro)|thunderbird|apple mail|ip(?:hone|ad) mail|mutt\b"
    r"|evolution|kmail|kontact|lotus|notes\b|groupwise|eudora|pine\b|alpine|the bat!"
    r"|claws|sylpheed|roundcube|squirrelmail|horde|zimbra|foxmail|seamonkey|mozilla"
    r"|mail\.ru mailer|yahoomail|gmx|web\.de|open-xchange|becky|gnus|mailspring|elm\b"
    r"|airmail|spark\b|postbox|em client|incredimail|aol|webmail|exmh|vm \d|mew\b"
)
_PERSONS_ID = re.compile(
    r"<ca[\w+=-]{30,60}@mail\.gmail\.com>|<[\w.+-]{20,60}\.prod\.outlook\.com>"
    r"|<[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}@"
)
_PERSONS_FIELDS = ("Thread-Index", "X-MS-Has-Attach", "X-Originating-IP")

# Lines of a table: a label of some words, a colon, a value.
_LABELLED = re.compile(r"^[^\n:]{2,40}:[ \t]{1,4}\S", re.MULTILINE)
_ENOUGH_LABELS = 4
_LABELLED_ADDRESS = re.compile(
    r"^[^\n:@]{2,40}[:：][ \t]{0,8}(?:mailto:)?<?([\w.+-]{1,64}@[\w.-]{1,253})",
    re.MULTILINE,
)
_LINK = re.compile(r"<a [^<>]{0,200}href", re.IGNORECASE)
_TABLE = re.compile(r"<table", re.IGNORECASE)
_LOOKED_AT = 20_000  # characters of a text


def robot(clues: Clues) -> Reason | None:
    """The sender, or who is to be answered, is one that programs like to be."""
    message = clues.message
    if is_robot(message.from_):
        return because("sent_by", address=message.from_.email)
    found = next((a.email for a in message.reply_to[:10] if is_robot(a)), None)
    return because("answers_go_to", address=found) if found else None


def is_advertiser(clues: Clues) -> bool:
    """Whether the sender's address is one of advertising."""
    return bool(_ADVERTISER.search(clues.message.from_.local_part[:100]))


def role(clues: Clues) -> Reason | None:
    """The sender is called by a function, or by the name of its domain."""
    sender = clues.message.from_
    if _ROLE.search(sender.local_part[:100]) or _is_named_by_domain(clues):
        return because("from_function", address=sender.email)
    return None


def _is_named_by_domain(clues: Clues) -> bool:
    """Whether the name, or without one the local part, has the domain's own label, and
    the local part is nothing of a person's."""
    sender = clues.message.from_
    labels = [label for label in sender.domain.split(".")[:-1] if len(label) > 2]
    name = fold(sender.name[:100]).replace(" ", "")
    if not name:
        return sender.local_part in labels
    brand = max(labels, key=len, default="")
    return brand in name and bool(brand) and not is_person(clues)


def named_by_domain(clues: Clues) -> Reason | None:
    """A function's address under the domain's own name: "Shop <info@shop.example>"."""
    sender = clues.message.from_
    name = fold(sender.name[:100]).replace(" ", "")
    is_exact = len(name) > 2 and name in sender.domain.split(".")[:-1]
    if not is_exact or not _ROLE.search(sender.local_part):
        return None
    return because("named_by_domain", name=name[:60])


def brand(clues: Clues) -> Reason | None:
    """The subject has the sender's name, as "[Example Shop] Hello" and "Example Shop:
    Hello" do."""
    sender = clues.message.from_
    name = fold(sender.name[:100])
    is_named = len(name) > 2 and name in clues.tag + " " + clues.subject
    if not is_named or not role(clues):
        return None
    return because("name_in_subject", name=name[:60])


def is_person(clues: Clues) -> bool:
    """Whether the address is made of the sender's name: "Ann Lee <ann.lee@...>"."""
    sender = clues.message.from_
    words = [w for w in re.split(r"[^\w]+", fold(sender.name[:100])) if len(w) > 2]
    local_part = sender.local_part[:100]
    if machine_addresses.is_machine(sender.email) or _DEVICE.match(fold(sender.name)):
        return False
    return any(w in local_part for w in words) and not _ROLE.search(local_part)


def service(clues: Clues) -> Reason | None:
    """The field of a service or script that sends for others."""
    return fields.sending(clues)


def program_id(clues: Clues) -> Reason | None:
    """The Message-ID or the boundary is of a kind that programs make."""
    own = (clues.message.message_id or "")[:200].lower()
    digest = _DIGEST_ID.match(own)
    foreign = digest and digest[1] != clues.message.from_.domain
    if foreign or _PROGRAM_ID.match(own):
        return because("programs_id")
    if _PROGRAM_BOUNDARY.search(clues.headers.get("Content-Type")[:400].lower()):
        return because("programs_boundary")
    return None


def local_submission(clues: Clues) -> Reason | None:
    """The oldest Received field tells of a program on the mail server itself."""
    received = clues.headers.get_all("Received")
    found = _LOCAL.search(received[-1][:400].lower()) if received else None
    return because("handed_over", said=found[0]) if found else None


def bounce_path(clues: Clues) -> Reason | None:
    """The envelope sender is one that counts what comes back (VERP)."""
    path = (clues.message.return_path or "")[:200]
    if path and path != clues.message.from_.email and _BOUNCE_PATH.match(path):
        return because("field_value", field="Return-Path", value=path[:60])
    return None


def is_from_a_persons_program(clues: Clues) -> bool:
    """Whether a mail program of people wrote the mail."""
    mailer = (clues.word("X-Mailer") or clues.word("User-Agent"))[:100]
    own = (clues.message.message_id or "")[:200]
    return bool(
        _PERSONS_PROGRAM.search(mailer)
        or _PERSONS_ID.match(own)
        or _PERSONS_ID.match(own.lower())
        or any(name in clues.headers for name in _PERSONS_FIELDS)
    )


def table(clues: Clues) -> Reason | None:
    """Lines of labels and values, or HTML that is a table of links."""
    message = clues.message
    labels = _LABELLED.findall(clues.unquoted)
    if len(labels) >= _ENOUGH_LABELS:
        return because("labelled_lines", count=len(labels))
    html = (message.body_html or "")[:_LOOKED_AT]
    if _TABLE.search(html) and len(_LINK.findall(html)) > 2:
        return because("table_of_links")
    return None


def names_somebody(clues: Clues) -> bool:
    """Whether a labelled line has somebody's address, as in what a form sends, or a
    calendar invites."""
    message = clues.message
    found = _LABELLED_ADDRESS.findall(clues.unquoted)
    invites = any(
        part.content_type == "text/calendar"
        for part in message.root.walk(into_messages=False)
    )
    return invites or any(email.lower() not in clues.parties for email in found)
