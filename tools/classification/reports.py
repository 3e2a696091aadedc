"""Reports of the standards: delivery status, disposition, feedback."""

from collections.abc import Callable

from ..mail.dsn import DELIVERY_STATUS, DISPOSITION, FEEDBACK
from .evidence import Clues
from .program_senders import mail_system

# Fields by which providers mark the complaints of their users: Hotmail, AOL, Comcast.
_COMPLAINT_FIELDS = ("X-HmXmrOriginalRecipient", "X-AOL-Complaint", "X-Complaint-Id")


def is_feedback(clues: Clues) -> str | None:
    """A complaint forwarded by the recipient's provider (RFC 5965)."""
    return "is a feedback report" if clues.report_type == FEEDBACK else None


def is_complaint(clues: Clues) -> str | None:
    """A complaint in a provider's own form, from before RFC 5965."""
    found = next((n for n in _COMPLAINT_FIELDS if n in clues.headers), None)
    if found:
        return f"has {found}"
    subject = clues.subject
    if clues.has_message and subject.startswith(
        ("email feedback report for ip", "complaint about message from", "[feedback")
    ):
        return "is a complaint about a message"
    return None


def is_disposition(clues: Clues) -> str | None:
    """A read receipt (RFC 8098)."""
    if clues.report_type != DISPOSITION:
        return None
    return "is a disposition notification"


def reports(*actions: str) -> Callable[[Clues], str | None]:
    """A delivery report with one of these actions for some recipient (RFC 3464)."""

    def predicate(clues: Clues) -> str | None:
        report = clues.report if clues.report_type == DELIVERY_STATUS else None
        for recipient in report.recipients if report else ():
            if recipient.action in actions:
                status = f", status {recipient.status}" if recipient.status else ""
                return f"delivery report: {recipient.action}{status}"
        return None

    return predicate


def is_unreadable_report(clues: Clues) -> str | None:
    """A delivery report that names nobody, or any other report from the null path
    (RFC 5321 section 4.5.5): nothing but a bounce is sent like that."""
    if clues.report_type == DELIVERY_STATUS and not (
        clues.report and clues.report.actions
    ):
        return "is a delivery report that says nothing readable"
    if clues.message.content_type == "multipart/report" and clues.report_type is None:
        system = mail_system(clues)
        if clues.has_null_path:
            return "is a report with an empty Return-Path"
        return f"is a report {system}" if system else None
    return None
