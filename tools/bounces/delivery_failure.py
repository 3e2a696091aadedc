"""Why a mail was not delivered, from the codes and words of mail servers."""

import re

from ..mail.dsn import Recipient

MAILBOX_FULL = "mailbox_full"
UNKNOWN_USER = "unknown_user"
DISABLED = "disabled"
BAD_ADDRESS = "bad_address"
DOMAIN_UNKNOWN = "domain_unknown"
TOO_LARGE = "too_large"
REFUSED = "refused"
SENDER_REFUSED = "sender_refused"
NO_CONNECTION = "no_connection"
EXPIRED = "expired"
LOOP = "loop"
SERVER_TROUBLE = "server_trouble"
CONTENT_REFUSED = "content_refused"
UNKNOWN = "unknown"

# Subject and detail of the enhanced status codes (RFC 3463 section 3, and the IANA
# registry of RFC 5248).
_BY_DETAIL = {
    "1.1": UNKNOWN_USER,
    "1.2": DOMAIN_UNKNOWN,
    "1.3": BAD_ADDRESS,
    "1.4": BAD_ADDRESS,
    "1.6": UNKNOWN_USER,
    "1.7": SENDER_REFUSED,
    "1.8": SENDER_REFUSED,
    "1.10": DOMAIN_UNKNOWN,  # a "null MX": the domain takes no mail (RFC 7505)
    "2.1": DISABLED,
    "2.2": MAILBOX_FULL,
    "2.3": TOO_LARGE,
    "3.1": SERVER_TROUBLE,
    "3.4": TOO_LARGE,
    "4.1": NO_CONNECTION,
    "4.2": NO_CONNECTION,
    "4.3": DOMAIN_UNKNOWN,
    "4.4": NO_CONNECTION,
    "4.6": LOOP,
    "4.7": EXPIRED,
}
_BY_SUBJECT = {
    "3": SERVER_TROUBLE,
    "4": NO_CONNECTION,
    "5": SERVER_TROUBLE,
    "6": CONTENT_REFUSED,
    "7": REFUSED,
}

# Asked where the code is missing or says nothing ("5.0.0"), in this order.
_BY_WORDS = (
    (MAILBOX_FULL, r"over ?quota|quota exceeded|mailbox (?:is )?full|out of storage"),
    (TOO_LARGE, r"too (?:large|big)|exceeds? (?:the )?(?:maximum |size)"),
    (DISABLED, r"(?:mailbox|account|user)[\w ]{0,20}(?:disabled|inactive|suspended)"),
    (
        UNKNOWN_USER,
        r"(?:user|recipient|mailbox|address|account)[\w ]{0,20}"
        r"(?:unknown|not found|does ?n[o']t exist|unavailable)"
        r"|no such (?:user|mailbox|recipient|address)"
        r"|(?:unknown|invalid|nonexistent) (?:user|recipient|mailbox|address)",
    ),
    (DOMAIN_UNKNOWN, r"(?:host|domain)(?: or domain)?(?: name)? not found|nxdomain"),
    (LOOP, r"too many hops|mail loop|loops? back"),
    (EXPIRED, r"timed out|expired|retry time|too long"),
    (REFUSED, r"spam|blocked|blacklist|blocklist|denied|policy|refused|rejected"),
)
_WORDS = tuple((code, re.compile(words, re.IGNORECASE)) for code, words in _BY_WORDS)
_LONGEST_DIAGNOSTIC = 2_000

CODES = (
    MAILBOX_FULL,
    UNKNOWN_USER,
    DISABLED,
    BAD_ADDRESS,
    DOMAIN_UNKNOWN,
    TOO_LARGE,
    REFUSED,
    SENDER_REFUSED,
    NO_CONNECTION,
    EXPIRED,
    LOOP,
    SERVER_TROUBLE,
    CONTENT_REFUSED,
    UNKNOWN,
)


def failure_code(recipient: Recipient) -> str:
    """Why the mail did not arrive there: one of CODES."""
    subject, _dot, detail = recipient.status.partition(".")[2].partition(".")
    known = _BY_DETAIL.get(f"{subject}.{detail}")
    return known or _by_words(recipient.diagnostic) or _BY_SUBJECT.get(subject, UNKNOWN)


def _by_words(diagnostic: str) -> str:
    """What the server's own words say, else ''."""
    text = diagnostic[:_LONGEST_DIAGNOSTIC]
    return next((code for code, words in _WORDS if words.search(text)), "")
