"""Whom a bounce is about: delivery reports, and the old and odd formats before them."""

from .dsn import Recipient, parse_report
from .message import InboundMessage


def failed_recipients(message: InboundMessage) -> tuple[Recipient, ...]:
    """The recipients that a bounce or delay notice says were not reached."""
    report = parse_report(message)
    return report.recipients if report else ()
