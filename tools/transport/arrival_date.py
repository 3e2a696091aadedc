"""When a message arrived, read from its header where the server does not say."""

from __future__ import annotations

from datetime import datetime, timezone
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from ..mail.mail_date import parse_date


def arrival_date(head: bytes) -> datetime | None:
    """Return the date of the newest Received field, else of Date; aware, UTC.

    The newest Received is the topmost, its date follows the last semicolon (RFC 5321,
    4.4). Any bytes give a value; None where no date can be read.
    """
    fields = BytesHeaderParser(policy=compat32).parsebytes(head)
    received = _first(fields, "Received").rpartition(";")[2]
    return parse_date(received) or parse_date(_first(fields, "Date"))


def utc(date: datetime) -> datetime | None:
    """Return ``date`` in UTC, a naive one taken as UTC; None outside years 1-9999."""
    try:
        if date.tzinfo is None:
            return date.replace(tzinfo=timezone.utc)
        return date.astimezone(timezone.utc)
    except (OverflowError, ValueError):
        return None


def _first(fields: Message, name: str) -> str:
    values = fields.get_all(name) or [""]
    return str(values[0])
