"""Reports of the standards: delivery status, disposition, feedback."""

from collections.abc import Callable

from ..mail.dsn import DELIVERY_STATUS, DISPOSITION, FEEDBACK
from ..reasons import Reason, because
from .evidence import Clues
from .program_senders import mail_system

# Fields by which providers mark the complaints of their users: Hotmail, AOL, Comcast.
_COMPLAINT_FIELDS = ("X-HmXmrOriginalRecipient", "X-AOL-Complaint", "X-Complaint-Id")


def is_feedback(clues: Clues) -> Reason | None:
    """A complaint forwarded by the recipient's provider (RFC 5965)."""
    return because("feedback_report") if clues.report_type == FEEDBACK else None


def is_complaint(clues: Clues) -> Reason | None:
    """A complaint in a provider's own form, from before RFC 5965."""
    found = next((n for n in _COMPLAINT_FIELDS if n in clues.headers), None)
    if found:
        return because("field", field=found)
    subject = clues.subject
    if clues.has_message and subject.startswith(
        ("email feedback report for ip", "complaint about message from", "[feedback")
    ):
        return because("complaint")
    return None


def is_disposition(clues: Clues) -> Reason | None:
    """A read receipt (RFC 8098)."""
    if clues.report_type != DISPOSITION:
        return None
    return because("read_receipt")


def reports(*actions: str) -> Callable[[Clues], Reason | None]:
    """A delivery report with one of these actions for some recipient (RFC 3464)."""

    def predicate(clues: Clues) -> Reason | None:
        report = clues.report if clues.report_type == DELIVERY_STATUS else None
        for recipient in report.recipients if report else ():
            if recipient.action in actions:
                told = {"action": recipient.action, "status": recipient.status}
                code = "delivery_status" if recipient.status else "delivery_report"
                return because(code, **told)
        return None

    return predicate


def is_unreadable_report(clues: Clues) -> Reason | None:
    """A delivery report that names nobody, or any other report from the null path
    (RFC 5321 section 4.5.5): nothing but a bounce is sent like that."""
    if clues.report_type == DELIVERY_STATUS and not (
        clues.report and clues.report.actions
    ):
        return because("unreadable_report")
    if clues.message.content_type == "multipart/report" and clues.report_type is None:
        system = mail_system(clues)
        if clues.has_null_path:
            return because("null_path_report")
        return because("system_report", sign=system) if system else None
    return None
