"""What is particular to a mail provider: its limits, and what its servers need.

One row of `PROVIDERS` is one provider; `provider_of` finds it. Each fact has its source
in the row's ``notes``. What a server says of itself (its capabilities) needs no row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MB = 10**6


class Password(Enum):
    """What a provider takes as the password of IMAP, POP3 and SMTP."""

    OWN = "the account's own"
    APP = "an app password only"
    APP_WITH_TWO_FACTORS = "an app password where two-factor authentication is on"
    APP_OR_OAUTH = "an app password only, or OAuth"
    AUTHORIZATION_CODE = "an authorization code of the web mail only"
    NONE = "no password, but OAuth"


@dataclass(frozen=True)
class Provider:
    """A provider's limits, None where they are not known.

    ``hosts``: its servers' names end with one of these. ``capability``: what its IMAP
    servers alone offer. ``greeting``: what its servers alone say first.
    ``connections``: at once, for one mailbox. ``bytes_a_day`` and ``pop3_bytes_a_day``:
    from the server. ``messages_a_second``: to be fetched. ``keep_alive_seconds``: of
    silence, after which ``keep_alive_command`` (NOOP or STATUS; IMAP's) keeps a
    session. ``needs_id``: SELECT is refused without ID (RFC 2971).
    ``deletes_by_trash``: a message that is expunged stays; one that is moved to the
    folder with the use \\Trash is deleted. ``estimates_sizes``: what it states of a
    message's size may be far from what it sends. ``password``: what it takes as one.
    """

    name: str
    hosts: tuple[str, ...] = ()
    capability: str = ""
    greeting: str = ""
    connections: int | None = None
    bytes_a_day: int | None = None
    pop3_bytes_a_day: int | None = None
    messages_a_second: float | None = None
    keep_alive_seconds: float = 240.0
    keep_alive_command: str = "NOOP"
    needs_id: bool = False
    deletes_by_trash: bool = False
    estimates_sizes: bool = False
    password: Password = Password.OWN
    notes: str = ""


PROVIDERS = (
    Provider(
        name="Google",
        hosts=("gmail.com", "googlemail.com"),
        capability="X-GM-EXT-1",
        connections=15,
        bytes_a_day=2500 * MB,
        pop3_bytes_a_day=1250 * MB,
        deletes_by_trash=True,
        password=Password.APP_OR_OAUTH,
        notes="Connections: github.com/imapsync/imapsync/issues/61. Bytes a day: "
        "Google Workspace Admin Help, Gmail bandwidth limits; an account beyond them "
        "is locked for up to a day. A folder is a label, so that EXPUNGE only takes "
        "the label off: github.com/jstedfast/MailKit/issues/726.",
    ),
    Provider(
        name="Microsoft",
        hosts=(
            "office365.com",
            "outlook.com",
            "office.com",
            "hotmail.com",
            "office365.us",
            "partner.outlook.cn",
        ),
        messages_a_second=4.0,
        estimates_sizes=True,
        password=Password.NONE,
        notes="Also the clouds of the US government and of 21Vianet. Throttles with "
        "«Request is throttled. Suggested Backoff Time»; imapsync stays below four "
        "messages a second (imapsync.lamiral.info/FAQ.d/FAQ.Exchange.txt). Passwords "
        "ended for IMAP and POP3; OAuth only.",
    ),
    Provider(
        name="Microsoft Exchange",
        greeting="Microsoft Exchange",
        connections=10,
        estimates_sizes=True,
        notes="One's own server. It makes MIME when a message is fetched, and states "
        "an estimate before, unless EnableExactRFC822Size is set (Microsoft Learn, "
        "Set-ImapSettings and Set-PopSettings). Of connections nothing is known; the "
        "default allows as many as other servers.",
    ),
    Provider(
        name="Yahoo and AOL",
        hosts=("yahoo.com", "yahoodns.net", "aol.com"),
        keep_alive_seconds=150.0,
        password=Password.APP,
        notes="A folder shows its newest 10,000 messages, unless UIDONLY (RFC 9586) "
        "is enabled; MESSAGELIMIT (RFC 9738) cuts answers short: "
        "github.com/djc/imap-proto/pull/198. Answers come unordered; further "
        "connections are refused while the first is fine. IDLE is to be left every "
        "three minutes (EmailEngine).",
    ),
    Provider(
        name="iCloud",
        hosts=("mail.me.com",),
        password=Password.APP,
        notes="FETCH RFC822 returns nothing, BODY[] does: "
        "github.com/zammad/zammad/issues/4589. Wants an app-specific password.",
    ),
    Provider(
        name="NetEase (163, 126, yeah.net)",
        hosts=("163.com", "126.com", "yeah.net"),
        keep_alive_seconds=90.0,
        keep_alive_command="STATUS",
        needs_id=True,
        password=Password.AUTHORIZATION_CODE,
        notes="SELECT is refused («Unsafe Login») unless ID was sent: "
        "github.com/pimalaya/himalaya/issues/651. No IDLE; a session ends after some "
        "200 seconds, and NOOP does not keep it, STATUS does (EmailEngine).",
    ),
    Provider(
        name="Zoho",
        hosts=(
            "zoho.com",
            "zoho.eu",
            "zoho.in",
            "zoho.com.au",
            "zoho.jp",
            "zohocloud.ca",
        ),
        password=Password.APP_WITH_TWO_FACTORS,
        notes="Hosts by region, imappro and smtppro for organisations. IMAP is to be "
        "switched on in the mailbox's settings. Bounces carry text/rfc822 "
        "(EmailEngine).",
    ),
    Provider(
        name="Mail.ru",
        hosts=("mail.ru",),
        password=Password.APP,
        notes="OAuth, or a password for external programs (EmailEngine).",
    ),
    Provider(
        name="Rambler",
        hosts=("rambler.ru",),
        keep_alive_seconds=50.0,
        notes="IDLE must be renewed each minute (EmailEngine).",
    ),
    Provider(
        name="Naver",
        hosts=("naver.com",),
        notes="NOOP shows no new mail, SELECT does (EmailEngine).",
    ),
    Provider(
        name="GMX and WEB.DE",
        hosts=("gmx.net", "gmx.com", "gmx.de", "web.de"),
        password=Password.APP_WITH_TWO_FACTORS,
        notes="IMAP and POP3 are to be switched on in the mailbox's settings.",
    ),
)

# Domain of an address -> IMAP server (port 993), as each provider's help states it.
IMAP_SERVERS = {
    "gmail.com": "imap.gmail.com",
    "googlemail.com": "imap.gmail.com",
    "outlook.com": "outlook.office365.com",
    "hotmail.com": "outlook.office365.com",
    "live.com": "outlook.office365.com",
    "msn.com": "outlook.office365.com",
    "yahoo.com": "imap.mail.yahoo.com",
    "aol.com": "imap.aol.com",
    "icloud.com": "imap.mail.me.com",
    "me.com": "imap.mail.me.com",
    "mac.com": "imap.mail.me.com",
    "163.com": "imap.163.com",
    "126.com": "imap.126.com",
    "yeah.net": "imap.yeah.net",
    "zoho.com": "imap.zoho.com",
    "zoho.eu": "imap.zoho.eu",
    "mail.ru": "imap.mail.ru",
    "rambler.ru": "imap.rambler.ru",
    "naver.com": "imap.naver.com",
    "gmx.net": "imap.gmx.net",
    "gmx.de": "imap.gmx.net",
    "gmx.com": "imap.gmx.com",
    "web.de": "imap.web.de",
}

# Most of them run Dovecot.
OTHERS = Provider(
    name="Other servers",
    connections=10,
    notes="Connections: Dovecot's mail_max_userip_connections, for one user and "
    "address. A session may be silent for 30 minutes by IMAP (RFC 9051, 5.4) and ten "
    "by POP3 (RFC 1939, 3); routers on the way forget connections after five.",
)


def provider_of(
    host: str, capabilities: Iterable[str] = (), greeting: str = ""
) -> Provider:
    """Return the row of the provider that runs ``host``, or of all others.

    ``capabilities``: what its IMAP server offers, and ``greeting``: what it said first,
    for those that are known by that.
    """
    name = host.lower().rstrip(".")
    offered = {word.upper() for word in capabilities}
    for provider in PROVIDERS:
        if (
            provider.capability in offered
            or (provider.greeting and provider.greeting in greeting)
            or any(name == end or name.endswith(f".{end}") for end in provider.hosts)
        ):
            return provider
    return OTHERS


def imap_server_of(address: str) -> str:
    """Return the IMAP server of an email address at a known provider; "" elsewhere."""
    return IMAP_SERVERS.get(address.rpartition("@")[2].lower(), "")
