"""Notices of programs that are not in answer to us."""

from ..reasons import Reason, because
from . import bulk, form_words, phrases, report_subjects, self_phrases, subjects
from . import program_fields as fields
from .evidence import Clues
from .program_senders import is_program as is_program_address
from .program_senders import is_robot
from .reply_addresses import answers_reach_a_person


def is_own_mail(clues: Clues) -> Reason | None:
    """Our own mail comes back: it carries a mark that we signed (law 5)."""
    return because("own_mail") if clues.own_mark else None


def is_auto_generated(clues: Clues) -> Reason | None:
    """A mail nobody wrote: any keyword but "no" and "auto-replied" (RFC 3834
    section 5.1 has unknown keywords taken like auto-generated)."""
    keyword = clues.auto_submitted
    if keyword in ("", "no", "auto-replied") or _is_forwarded_question(clues):
        return None
    return because("field_value", field="Auto-Submitted", value=keyword)


def _is_forwarded_question(clues: Clues) -> bool:
    """Whether a program only passed on a mail with no other sign of a machine: its
    author still wrote it."""
    return (
        clues.auto_submitted == "auto-forwarded"
        and not clues.has_null_path
        and not is_robot(clues.message.from_)
        and clues.says(phrases.DECLARED) is None
        and fields.sending(clues) is None
    )


def has_reporting_field(clues: Clues) -> Reason | None:
    """A field that only reporting programs write."""
    return None if fields.list_field(clues) else fields.reporting(clues)


def is_aggregate_report(clues: Clues) -> Reason | None:
    """A DMARC or TLS report: fixed subject, and the report as a file."""
    if clues.message.attachments or "report" in clues.message.from_.local_part:
        said = report_subjects.AGGREGATE_REPORT.match(clues.subject)
        return because("aggregate_report", said=said[:60]) if said else None
    return None


def is_recall(clues: Clues) -> Reason | None:
    """Outlook takes a mail back: its prefix and its sentence."""
    prefix = report_subjects.RECALL.match(clues.subject)
    said = clues.says(phrases.RECALLS) if prefix else None
    return because("subject_text", subject=prefix, said=said) if said else None


def is_read_notice(clues: Clues) -> Reason | None:
    """A receipt without the form of RFC 8098: its prefix and its sentence, and
    nothing that a person adds of themselves."""
    prefix = report_subjects.RECEIPT.match(clues.subject)
    said = clues.says(phrases.RECEIPT) if prefix else None
    if not said or self_phrases.SELF.search(clues.text.replace(said, " ", 1)):
        return None
    return because("subject_text", subject=prefix, said=said)


def is_program(clues: Clues) -> Reason | None:
    """A sender's address that only programs use, in a mail that begins something, is
    not sent to many and not for a person who would be answered or is named in it."""
    sender = clues.message.from_
    if not is_program_address(sender) or clues.message.in_reply_to:
        return None
    if may_be_for_a_person(clues) or bulk.is_to_many(clues):
        return None
    return because("sent_by", address=sender.email)


def is_notice(clues: Clues) -> Reason | None:
    """Two independent signs of a program, one of them in the words of the text or in
    the subject, one in the sender's address or a field."""
    sender = clues.message.from_
    sign = fields.sending(clues)
    if is_robot(sender):
        sign = because("sent_by", address=sender.email)
    if not sign and clues.has_null_path:
        sign = because("null_path")
    if not sign or bulk.is_sent_to_many(clues) or may_be_for_a_person(clues):
        return None
    if is_robot(sender) and (said := subjects.NOTICE.search(clues.subject)):
        return because("sign_words", sign=sign, said=said)
    said = clues.says(phrases.DECLARED)
    if not said or bulk.is_to_many(clues):
        return None
    return because("sign_words", sign=sign, said=said)


def may_be_for_a_person(clues: Clues) -> bool:
    """Whether a person may have caused the mail and wait for an answer."""
    return clues.is_answer or answers_reach_a_person(clues) or says_form(clues)


def says_form(clues: Clues) -> bool:
    """Whether the words are those of a website's form or a marketplace's buyer."""
    return (
        subjects.FORM.search(clues.subject) is not None
        or phrases.FORM.search(clues.text) is not None
        or form_words.BUYER.search(clues.text) is not None
    )
