"""What the address and name of a sender say about who is behind them."""

import re

from ..mail import machine_addresses
from ..mail.address import Address
from ..reasons import Reason, because
from .evidence import Clues
from .wording import Wording, fold

# Parts of a mail system that write about mail (RFC 2142 section 5 names postmaster).
_MAIL_SYSTEM = re.compile(
    r"(?:mailer?[-_.]?d(?:ae|ea)mon|mdaemon|post[-_.]?master"
    r"|\"?system[-_. ]?admin(?:istrator)?|microsoftexchange[0-9a-f]{32}"
    r"|mail[-_.]?delivery(?:[-_.]?(?:sub)?system)?|mail[-_.]?system|maildelivery"
    r"|deliverysubsystem|delivery[-_.]?(?:daemon|status)|(?:exchange|mail|smtp"
    r"|mailer)[-_.]?(?:admin(?:istrator)?|robot)|(?:e?smtp|mail)[-_.]?(?:gateway|daemon"
    r"|service)|dsn|ndr|bounces?|mailgate|auto[-_.]?bounce|[\w.-]{0,60}(?:smtp"
    r"|mail)[-_.](?:mail[-_.])?(?:services?|gateways?)\Z)(?:[-_.+=\"]|\Z)"
)
_DAEMON = re.compile(r"mailer?[-_.]?d(?:ae|ea)mon\Z")
# The envelope of lists and newsletters begins with "bounce", too.
_SYSTEM_PATH = re.compile(r"(?:mailer?[-_.]?d(?:ae|ea)mon|post[-_.]?master)@")
_SYSTEM_NAME = Wording(
    r"mail(?:er)?[ -]?daemon|mail delivery|mail administrator|mail system\b"
    r"|postmaster\b",
    r"microsoft outlook\Z|internet mail delivery|delivery (?:sub)?system|mail router\b",
    r"system administrator\Z|mailbox system|e-?mail system|smtp (?:server|gateway)",
    r"systemadministrator\Z|administrateur (?:systeme|de messagerie)\Z|mail-?system\b",
    r"amministratore (?:del )?sistema\Z|systembeheerder\Z|jarjestelmanvalvoja\Z",
    r"administrador (?:del|do) sistema\Z|systemadministrator\Z|administrator systemu\Z",
    r"системныи администратор\Z|系统管理员\Z|系統管理員\Z|システム管理者\Z"
    r"|시스템 관리자\Z",
)

# What a mail server has in a name that it gives itself.
_SYSTEM_WORD = re.compile(
    r"mail|post|daemon|deliver|system|server|gateway|admin|exchange|smtp|mta\b|notif"
    r"|report|bounce|return|@|support|service|team|internet|message"
)

# Addresses that programs use, and people now and then: never enough by themselves.
_ROBOT = re.compile(
    r"(?:\A|[-_.+])(?:notify|notices?|auto(?:mat(?:ed|ic))?|bot|mailer|root|feeds?|fax"
    r"|voice|alarms?|robot|daemon|scanner|monitor(?:ing)?|backup|e-?billing|system"
    r"|apache|reports?|jira"
    r"|confluence|gitlab|git|svn|remind(?:er)?s?|confirm(?:ation)?s?|e-?invoice|verify"
    r"|verification|nas|disk-?station|fritz-?box|anonymous|web-?server"
    r"|digest)(?:[-_.+=]|\d{0,4}\Z)"
)

# Addresses that newsletters come from.
_NEWSLETTER = re.compile(
    r"(?:\A|[-_.+])(?:e-?)?(?:news-?letters?|news|mailings?|campaigns?|bulletin"
    r"|nieuwsbrief|nyhetsbrev|boletin|mail-?list)(?:[-_.+=]|\Z)"
)


def is_mail_system(address: Address) -> bool:
    """Whether a mail server writes under this address or name. A person may answer
    for a postmaster, under a name of their own."""
    name = fold(address.name[:100])
    if is_daemon(address) or _SYSTEM_NAME.match(name):
        return True
    if not _MAIL_SYSTEM.match(address.local_part[:100]):
        return False
    return not name or name in address.email or bool(_SYSTEM_WORD.search(name))


def is_daemon(address: Address) -> bool:
    """Whether this is MAILER-DAEMON, with or without a domain."""
    return bool(_DAEMON.match(address.local_part or address.name.lower()))


def is_program(address: Address) -> bool:
    """Whether the address is one that only programs use, no-reply ones among them."""
    return machine_addresses.is_program(address.local_part)


def is_robot(address: Address) -> bool:
    """Whether the address is one that programs like to use."""
    return is_program(address) or bool(_ROBOT.search(address.local_part[:100]))


def is_newsletter(address: Address) -> bool:
    """Whether the address is one that newsletters come from."""
    return bool(_NEWSLETTER.search(address.local_part[:100]))


def is_by_mail_system(clues: Clues) -> Reason | None:
    """The sender or the address in the envelope that only mail servers have, in
    words. An empty envelope sender is none: relays lose it (RFC 5321 section 4.5.5)."""
    sender, path = clues.message.from_, clues.message.return_path
    if is_mail_system(sender):
        return because("sent_by", address=sender.email or sender.name)
    if path and _SYSTEM_PATH.match(path[:100]):
        return because("field_value", field="Return-Path", value=path[:100])
    return None


def mail_system(clues: Clues) -> Reason | None:
    """The envelope or the sender that only mail servers use, in words."""
    if found := is_by_mail_system(clues):
        return found
    if clues.has_null_path:
        return because("null_path")
    return None
