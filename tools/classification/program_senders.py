"""What the address and name of a sender say about who is behind them."""

import re

from ..mail.address import Address
from .evidence import Clues
from .wording import Wording, fold

# Parts of a mail system that write about mail (RFC 2142 section 5 names postmaster).
_MAIL_SYSTEM = re.compile(
    r"(?:mailer?[-_.]?d(?:ae|ea)mon|mdaemon|post[-_.]?master"
    r"|\"?system[-_.]?admin(?:istrator)?|microsoftexchange[0-9a-f]{32}"
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

# Addresses that tell people not to write to them, in the words of many languages.
_NO_REPLY = re.compile(
    # English
    r"(?:\A|[-_.+=])(?:no|dont|donot|do-not|do_not|do\.not|not|never)[-_.]?(?:reply"
    r"|replies|respond|response|answer)(?:[-_.+=]|\Z|to|\d)|reply-?not\b|(?:auto"
    r"|gmail)-?noreply|noreply|no-reply|unmonitored|donotuse|(?:\A|[-_.])nobody\Z"
    r"|noanswer"
    # French, German
    r"|ne-?pas-?repondre|(?:keine?-?antwort|nicht-?antworten|nichtantworten)"
    # Spanish, Portuguese, Italian, Dutch
    r"|(?:\A|[-_.])no[-_.]?(?:responder|responda|contestar|contesta)"
    r"|(?:\A|[-_.])nao[-_.]?respond(?:a|er)|(?:\A|[-_.])non?[-_.]?rispond(?:ere|i)"
    r"|niet-?(?:be)?antwoorden|geen-?antwoord"
    # Swedish, Danish, Norwegian, Finnish
    r"|inte-?svara|svara-?(?:ej|inte)|ej-?svar|svar-?ikke|ikke-?svar|besvar-?ikke"
    r"|ingen-?svar|ala-?vastaa|ei-?vasta"
    # Polish, Czech, Slovak, Russian, Turkish, Hungarian, Romanian
    r"|nie-?odpowiadaj|ne(?:odpovida[jt]|odpovedaj)|ne-?otve(?:ch|t)"
    r"|(?:yanit|cevap)lama|ne-?valaszol|nu-?raspunde"
)

# Addresses that only programs use.
_PROGRAM = re.compile(
    r"(?:\A|[-_.+])(?:notifications?|notifier|alerts?|auto(?:mat(?:ed"
    r"|ic)[-_.]?)?-?(?:mailer|reports?|responder|reply|notify|notifications?|mail)"
    r"|mail[-_]?robot|cron|bounces?|rss-?(?:feeds?)?|fax-?service"
    r"|voice-?(?:mail|service)|nagios|zabbix|icinga|prometheus|jenkins|logwatch"
    r"|www-?data|wwwrun|httpd|dmarc|tlsrpt|e-?bill|reminders?|e-?receipts?)(?:[-_.+=]"
    r"|\d{0,4}\Z)"
)

# Addresses that programs use, and people now and then: never enough by themselves.
_ROBOT = re.compile(
    r"(?:\A|[-_.+])(?:notify|notices?|auto(?:mat(?:ed|ic))?|bot|mailer|root|feeds?|fax"
    r"|voice|alarms?|robot|daemon|scanner|monitor(?:ing)?|backup|e-?billing|system|apache|reports?|jira"
    r"|confluence|gitlab|git|svn|remind(?:er)?s?|confirm(?:ation)?s?|e-?invoice|verify"
    r"|verification|anonymous|web-?server|digest)(?:[-_.+=]|\d{0,4}\Z)"
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
    local_part = address.local_part[:100]
    return bool(_NO_REPLY.search(local_part) or _PROGRAM.search(local_part))


def is_robot(address: Address) -> bool:
    """Whether the address is one that programs like to use."""
    return is_program(address) or bool(_ROBOT.search(address.local_part[:100]))


def is_newsletter(address: Address) -> bool:
    """Whether the address is one that newsletters come from."""
    return bool(_NEWSLETTER.search(address.local_part[:100]))


def mail_system(clues: Clues) -> str | None:
    """The envelope or the sender that only mail servers use, in words."""
    message = clues.message
    if is_mail_system(message.from_):
        return f"sent by {message.from_.email or message.from_.name}"
    path = message.return_path
    if path and _SYSTEM_PATH.match(path[:100]):
        return f"Return-Path: {path[:100]}"
    if clues.has_null_path:
        return "has an empty Return-Path"
    return None


def answers_reach_a_person(clues: Clues) -> bool:
    """Whether Reply-To names somebody else, not a robot: a web form or a portal
    sent the mail for a person."""
    message = clues.message
    return any(
        address.email
        and address.email != message.from_.email
        and address.email not in clues.own_addresses
        and not is_robot(address)
        and not is_mail_system(address)
        for address in message.reply_to[:10]
    )
