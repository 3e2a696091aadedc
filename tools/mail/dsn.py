"""Reports about mail we sent: delivery status (RFC 3464), disposition (RFC 8098) and
feedback (RFC 5965)."""

import re
from dataclasses import dataclass, field

from ..text.header_text import decode_words, one_line
from .addr_spec import read_addr_spec
from .address import normalize
from .headers import Headers
from .message import InboundMessage, find_message_ids
from .mime import MimePart

ACTIONS = frozenset(("failed", "delayed", "delivered", "relayed", "expanded"))

DELIVERY_STATUS = "delivery-status"
DISPOSITION = "disposition-notification"
FEEDBACK = "feedback-report"

STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_WORD = re.compile(r"[a-z-]+")
_ESCAPED = re.compile(r"\\x\{([0-9a-fA-F]{1,6})\}")
_LOCAL_NAME = re.compile(r"[\w.+-]{1,64}")
_ENHANCED = {"2": "delivered", "4": "delayed", "5": "failed"}
HEADER_TYPES = (
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global-headers",
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of the mail for one recipient (RFC 3464 section 2.3).

    `action` is one of ACTIONS or ''; `status` is "class.subject.detail" of RFC 3463
    or ''. Addresses are in lower case, '' where the report has none.
    """

    address: str
    original_address: str
    action: str
    status: str
    diagnostic: str

    @property
    def permanent(self) -> bool:
        """Whether another try is of no use: failed, and not by a status of class 4
        (a server that gave up after days of trying reports failed with 4.4.7)."""
        return self.action == "failed" and not self.status.startswith("4")

    @property
    def temporary(self) -> bool:
        """Whether the address may be right and the mail still did not arrive."""
        return self.action == "delayed" or (
            self.action == "failed" and self.status.startswith("4")
        )


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A delivery status notification, with the headers of the mail it is about."""

    recipients: tuple[Recipient, ...]
    reporting_mta: str
    returned_message_id: str | None
    returned_headers: Headers | None = field(repr=False)

    @property
    def permanent(self) -> bool:
        """Whether the mail failed for good for at least one recipient."""
        return any(recipient.permanent for recipient in self.recipients)

    @property
    def temporary(self) -> bool:
        """Whether it did not arrive somewhere, but nowhere failed for good."""
        late = any(recipient.temporary for recipient in self.recipients)
        return late and not self.permanent

    @property
    def actions(self) -> frozenset[str]:
        """The actions reported, of all recipients."""
        return frozenset(r.action for r in self.recipients if r.action)


def report_type(message: InboundMessage) -> str | None:
    """DELIVERY_STATUS, DISPOSITION or FEEDBACK when the mail is such a report, by
    what it declares or else by the parts it has; None for all other mail."""
    declared = message.root.parameters.get("report-type", "").strip().lower()
    if declared in (DELIVERY_STATUS, DISPOSITION, FEEDBACK):
        return declared
    for part in message.root.walk(into_messages=False):
        subtype = part.content_type.partition("/")[2]
        for known in (DELIVERY_STATUS, DISPOSITION, FEEDBACK):
            if part.content_type.startswith("message/") and subtype.endswith(known):
                return known
    return None


def parse_report(message: InboundMessage) -> DeliveryReport | None:
    """The delivery report a mail is, or None. Never raises.

    A report that says it is one and holds nothing readable has no recipients.
    """
    if report_type(message) != DELIVERY_STATUS:
        return None
    groups: list[Headers] = []
    returned: Headers | None = None
    for part in message.root.walk(into_messages=False):
        if part.content_type.endswith(DELIVERY_STATUS):
            groups.extend(part.field_groups())
        elif returned is None:
            returned = returned_headers(part)
    ids = find_message_ids(returned.get("Message-ID")) if returned else ()
    mta = next((g.get("Reporting-MTA") for g in groups if "Reporting-MTA" in g), "")
    return DeliveryReport(
        recipients=tuple(r for group in groups for r in _recipients(group)),
        reporting_mta=_after_type(mta),
        returned_message_id=ids[0] if ids else None,
        returned_headers=returned,
    )


def returned_headers(part: MimePart) -> Headers | None:
    """Headers of the mail that comes back in `part`, if it does."""
    if part.is_carrier:
        return part.parts[0].headers
    if part.content_type in HEADER_TYPES:
        groups = part.field_groups()
        return groups[0] if groups else None
    return None


def _recipients(group: Headers) -> list[Recipient]:
    """The recipients of one group of fields: one, none in the group about the mail,
    several where a broken report has no empty lines between them."""
    finals = group.get_all("Final-Recipient")
    originals = group.get_all("Original-Recipient")
    return [
        _recipient(
            final=_nth(finals, n),
            original=_nth(originals, n),
            action=_nth(group.get_all("Action"), n),
            status=_nth(group.get_all("Status"), n),
            diagnostic=_nth(group.get_all("Diagnostic-Code"), n),
        )
        for n in range(max(len(finals), len(originals)))
    ]


def _nth(values: tuple[str, ...], n: int) -> str:
    """Value number `n`, or ''."""
    return values[n] if n < len(values) else ""


def _recipient(*, final, original, action, status, diagnostic) -> Recipient:
    """One recipient from the raw values of its fields, each of which may be ''."""
    diagnostic = one_line(decode_words(_after_type(diagnostic)))
    found = STATUS.search(status) or STATUS.search(diagnostic)
    code = found[1] if found else ""
    return Recipient(
        address=_address(final) or _address(original),
        original_address=_address(original),
        action=_action(action, code),
        status=code,
        diagnostic=diagnostic,
    )


def _after_type(value: str) -> str:
    """What stands behind "rfc822;", "dns;" or "smtp;" (RFC 3464 section 2.1.2)."""
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon and " " not in kind.strip() else value.strip()


def _address(value: str) -> str:
    """The address of a recipient field, without the brackets some servers add; '' for
    one of X.400 or of a program (RFC 3464 section 2.3.2 allows any type). A local name
    without a domain is kept."""
    text = _ESCAPED.sub(_letter, _after_type(value).strip().strip("<>").strip())
    address = normalize(text)
    if read_addr_spec(address.removeprefix("smtp:").removeprefix("rfc822:")):
        return address.removeprefix("smtp:").removeprefix("rfc822:")
    return address if _LOCAL_NAME.fullmatch(text) else ""


def _letter(found: re.Match) -> str:
    """The letter of "\\x{2665}" (RFC 6533 section 3)."""
    code = int(found[1], 16)
    return chr(code) if 0xA0 <= code <= 0x10FFFF else ""


def _action(value: str, status: str) -> str:
    """The action, or the one the status stands for when there is none."""
    word = _WORD.match(value.lower())
    if word and word[0] in ACTIONS:
        return word[0]
    return _ENHANCED.get(status[:1], "")
