"""Bounces and delays in the old and odd formats that no standard describes."""

import re

from ..reasons import Reason, because
from . import bounce_phrases, machine_signs, phrases, self_phrases, subjects
from .evidence import Clues
from .program_senders import is_by_mail_system, is_daemon, mail_system
from .report_subjects import BOUNCE, DELAY, RECEIPT

# Comments of sendmail's Auto-Submitted.
_SENDMAIL = re.compile(r"\((failure|warning-timeout|postmaster-notification)\)")

_CODE = re.compile(r"(?<![\d.])5\.[0-7]\.\d{1,3}(?![\d.])|\bsmtp\b")
_CODE_OF_REPLY = re.compile(r"\b5[0-7]\d[ -](?:- )?[#a-z5]")
# Ids look like addresses.
_ADDRESS = re.compile(
    r"(?<!references: <)(?<!message-id: <)(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,253}"
)


def names_failed_recipients(clues: Clues) -> Reason | None:
    """The field in which Exim and Gmail list who was not reached."""
    names = ("X-Failed-Recipients", "X-Failed-Recipient")
    found = next((name for name in names if name in clues.headers), None)
    if found is None:
        return None
    if DELAY.match(clues.subject) and not BOUNCE.match(clues.subject):
        return None
    return because("field", field=found)


def sendmail_says(*words: str):
    """What sendmail writes into the comment of Auto-Submitted."""

    def predicate(clues: Clues) -> Reason | None:
        found = _SENDMAIL.search(clues.word("Auto-Submitted")[:200])
        if not found or found[1] not in words:
            return None
        return because("field_value", field="Auto-Submitted", value=found[0])

    return predicate


def ndr_field(clues: Clues) -> Reason | None:
    """The field by which Exchange marks its non-delivery reports."""
    if "X-MS-Exchange-Message-Is-Ndr" in clues.headers:
        return because("field", field="X-MS-Exchange-Message-Is-Ndr")
    return None


def is_success(clues: Clues) -> Reason | None:
    """A mail server tells in its own words that a mail arrived."""
    system = _system(clues)
    if not system:
        return None
    arrived = clues.says(bounce_phrases.ARRIVED)
    if arrived and not clues.says(bounce_phrases.FAILED):
        return because("sign_says", sign=system, said=arrived)
    if not _receipt(clues):
        return None
    said = clues.says(phrases.RECEIPT)
    return because("sign_says", sign=system, said=said) if said else None


def _receipt(clues: Clues) -> str | None:
    return RECEIPT.match(clues.subject)


def is_delay(clues: Clues) -> Reason | None:
    """A mail server tells in its own words that it still tries."""
    system = _system(clues)
    if not system:
        return None
    subject = DELAY.match(clues.subject)
    said = clues.says(bounce_phrases.DELAYED)
    if subject and (said or not clues.says(bounce_phrases.FAILED)):
        return because("sign_subject", sign=system, subject=subject)
    if said and BOUNCE.match(clues.subject) and _only_a_warning(clues):
        return because("sign_says", sign=system, said=said)
    return None


def _only_a_warning(clues: Clues) -> bool:
    """Whether the text says that nothing is to be done."""
    return (
        "warning" in clues.text
        and "resend" in clues.text
        or ("still" in clues.text and "gave up" not in clues.text)
    )


def is_failure(clues: Clues) -> Reason | None:
    """A mail server tells in its own words that a mail did not arrive."""
    system = _system(clues)
    if not system:
        return None
    # Apache James puts "[BOUNCE]" before the subject of the mail that it returns.
    subject = BOUNCE.match(clues.subject) or BOUNCE.match(clues.tag)
    if subject and (is_by_mail_system(clues) or _names_what_failed(clues)):
        return because("sign_subject", sign=system, subject=subject)
    said = clues.says(bounce_phrases.FAILED)
    if not said or _is_absence(clues):
        return None
    if clues.has_null_path and not _names_what_failed(clues):
        return None
    return because("sign_says", sign=system, said=said)


def is_told_failure(clues: Clues) -> Reason | None:
    """A sender who is no part of a mail system returns a mail, or tells whom one did
    not reach: gateways of telephone companies and of portals."""
    tag = BOUNCE.match(clues.tag)
    subject = None if clues.is_answer else tag or BOUNCE.search(clues.subject)
    robot = machine_signs.robot(clues)
    if clues.is_answer or not subject and not (robot and clues.has_message):
        return None
    if machine_signs.is_person(clues):
        return None
    said = clues.says(bounce_phrases.FAILED)
    if not said or not _names_what_failed(clues) or clues.says(self_phrases.SELF):
        return None
    if clues.says(phrases.ASKS_HELP) and "?" in clues.text:
        return None
    sign = robot or because("subject", subject=subject)
    return because("sign_says", sign=sign, said=said)


def _names_what_failed(clues: Clues) -> bool:
    """Whether a mail comes along, or the text has the code of an SMTP server (RFC 3463)
    or somebody's address: an empty Return-Path alone is that of broken relays, too."""
    return (
        clues.has_message
        or _CODE.search(clues.text) is not None
        or any(email not in clues.parties for email in _ADDRESS.findall(clues.text))
    )


def is_from_daemon(clues: Clues) -> Reason | None:
    """A mail of the daemon itself, whatever it says: no person has that address."""
    sender = clues.message.from_
    if not is_daemon(sender):
        return None
    return because("sent_by", address=sender.email or sender.name)


def _is_absence(clues: Clues) -> bool:
    """Whether the subject is one of somebody who is away."""
    return bool(
        subjects.AUTO_REPLY.match(clues.subject)
        or subjects.ABSENCE.match(clues.subject)
        or subjects.NOTES_AGENT.match(clues.subject)
    )


def _system(clues: Clues) -> Reason | None:
    """The mail system that wrote, unless the mail answers or asks: then a person
    writes under such an address."""
    if clues.has_null_path:
        return mail_system(clues)
    asks = "?" in clues.text and clues.says(phrases.ASKS_HELP)
    if clues.is_answer and not (_CODE_OF_REPLY.search(clues.text) and not asks):
        return None
    if asks and not is_daemon(clues.message.from_):
        return None
    return mail_system(clues)
