"""Bytes to a frozen `InboundMessage`, and what standards put into a mail.

`parse` is the way in; it never raises. Reports of deliveries and of reading, answers to
invitations, addresses, and the message that Odoo's gateway gets come from here, too.
"""

from .address import NOBODY, Address, normalize, parse_addresses
from .calendar_answer import ACCEPTED, DECLINED, TENTATIVE
from .content_language import content_language, variants
from .digest import digest
from .disposition import parse_disposition
from .dsn import (
    DELIVERY_STATUS,
    DISPOSITION,
    DeliveryReport,
    FEEDBACK,
    HEADER_TYPES,
    Recipient,
    STATUS,
    parse_report,
    report_type,
    returned_headers,
)
from .email_message import build_message, gateway_message
from .fingerprint import fingerprint
from .head_message import HeadMessage, head_message
from .headers import Headers, read_headers
from .machine_addresses import is_everybodys, is_machine
from .mail_date import parse_date
from .mail_file import is_mail_file
from .message import InboundMessage, find_message_ids, parse
from .mime import MimePart
from .protection import COMPRESSED, ENCRYPTED, SIGNED
from .from_field import read_sender
from .spoken_name import spoken_name

__all__ = [
    "ACCEPTED",
    "Address",
    "DECLINED",
    "DELIVERY_STATUS",
    "DISPOSITION",
    "DeliveryReport",
    "COMPRESSED",
    "ENCRYPTED",
    "FEEDBACK",
    "HEADER_TYPES",
    "Headers",
    "HeadMessage",
    "InboundMessage",
    "MimePart",
    "NOBODY",
    "Recipient",
    "SIGNED",
    "STATUS",
    "TENTATIVE",
    "build_message",
    "content_language",
    "digest",
    "find_message_ids",
    "fingerprint",
    "gateway_message",
    "head_message",
    "is_everybodys",
    "is_mail_file",
    "is_machine",
    "normalize",
    "parse",
    "parse_addresses",
    "parse_date",
    "parse_disposition",
    "parse_report",
    "read_headers",
    "read_sender",
    "report_type",
    "returned_headers",
    "spoken_name",
    "variants",
]
