"""What a mail is, judged by an ordered table of small rules; the first match wins."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .dsn import DELIVERY_STATUS, DISPOSITION, FEEDBACK, parse_report, report_type
from .message import InboundMessage

HUMAN = "human"
LIST = "list"
NOTIFICATION = "notification"
AUTO_REPLY = "auto_reply"
BOUNCE = "bounce"
DELAYED = "delayed"
RECEIPT = "receipt"
FEEDBACK_REPORT = "feedback_report"

KINDS = (
    HUMAN,
    LIST,
    NOTIFICATION,
    AUTO_REPLY,
    BOUNCE,
    DELAYED,
    RECEIPT,
    FEEDBACK_REPORT,
)

Predicate = Callable[[InboundMessage, frozenset[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to call a mail a kind: the predicate returns it in words, or None.

    A predicate gets the mail and our own addresses in lower case, and never raises.
    """

    name: str
    kind: str
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched, and why."""

    rule: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Classification:
    """The verdict on a mail: the first hit's kind, rule and reason, and all hits."""

    kind: str
    rule: str
    reason: str
    hits: tuple[Hit, ...]


def classify(
    message: InboundMessage, own_addresses: frozenset[str] = frozenset()
) -> Classification:
    """Judge a mail by RULES. `own_addresses`: our mailboxes, in lower case."""
    hits = tuple(_hits(message, own_addresses))
    if not hits:
        return Classification(HUMAN, "no-rule", "nothing says it is automatic", ())
    first = hits[0]
    return Classification(first.kind, first.rule, first.reason, hits)


def _hits(message: InboundMessage, own_addresses: frozenset[str]):
    """Yield each rule that matches, in the order of the table."""
    for rule in RULES:
        reason = rule.predicate(message, own_addresses)
        if reason is not None:
            yield Hit(rule.name, rule.kind, reason)


def is_feedback(message: InboundMessage, own_addresses: frozenset[str]) -> str | None:
    """A complaint forwarded by the recipient's provider (RFC 5965)."""
    return "is a feedback report" if report_type(message) == FEEDBACK else None


def is_disposition(message: InboundMessage, own_addresses) -> str | None:
    """A read receipt (RFC 8098)."""
    if report_type(message) != DISPOSITION:
        return None
    return "is a disposition notification"


def reports(*actions: str) -> Predicate:
    """A delivery report with one of these actions for some recipient (RFC 3464)."""

    def predicate(message: InboundMessage, own_addresses) -> str | None:
        report = parse_report(message)
        for recipient in report.recipients if report else ():
            if recipient.action in actions:
                status = f", status {recipient.status}" if recipient.status else ""
                return f"delivery report: {recipient.action}{status}"
        return None

    return predicate


def is_unreadable_report(message: InboundMessage, own_addresses) -> str | None:
    """A delivery report that names nobody, or any other report from the null path
    (RFC 5321 section 4.5.5): nothing but a bounce is sent like that."""
    if report_type(message) == DELIVERY_STATUS and not parse_report(message).actions:
        return "is a delivery report that says nothing readable"
    if message.return_path == "" and message.content_type == "multipart/report":
        return "is a report with an empty Return-Path"
    return None


def auto_submitted(message: InboundMessage) -> str:
    """The keyword of Auto-Submitted without comments and parameters (RFC 3834
    section 5), in lower case; '' without the field."""
    value = _COMMENT.sub(" ", message.headers.get("Auto-Submitted"))
    return value.partition(";")[0].strip().lower()


_COMMENT = re.compile(r"\([^()]*\)")


def is_auto_replied(message: InboundMessage, own_addresses) -> str | None:
    """An answer nobody wrote (RFC 3834 section 5)."""
    keyword = auto_submitted(message)
    return f"Auto-Submitted: {keyword}" if keyword == "auto-replied" else None


def is_auto_generated(message: InboundMessage, own_addresses) -> str | None:
    """A mail nobody wrote: any keyword but "no" and "auto-replied" (RFC 3834
    section 5.1 has unknown keywords taken like auto-generated)."""
    keyword = auto_submitted(message)
    if keyword in ("", "no", "auto-replied"):
        return None
    return f"Auto-Submitted: {keyword}"


def has_list_field(message: InboundMessage, own_addresses) -> str | None:
    """A field that only list servers and bulk senders write (RFC 2369, 2919)."""
    found = next((name for name in _LIST_FIELDS if name in message.headers), None)
    return f"has {found}" if found else None


_LIST_FIELDS = (
    "List-Id",
    "List-Post",
    "List-Unsubscribe",
    "List-Subscribe",
    "List-Help",
    "List-Owner",
    "List-Archive",
)


def has_bulk_precedence(message: InboundMessage, own_addresses) -> str | None:
    """A precedence that asks not to be answered by machines (RFC 3834 section 2)."""
    precedence = message.headers.get("Precedence").strip().lower()
    return f"Precedence: {precedence}" if precedence in _BULK else None


_BULK = ("list", "bulk", "junk")

# To be read from top to bottom. Reports come first: they often say Auto-Submitted too.
RULES: tuple[Rule, ...] = (
    Rule("feedback-report", FEEDBACK_REPORT, is_feedback),
    Rule("delivery-failed", BOUNCE, reports("failed")),
    Rule("delivery-delayed", DELAYED, reports("delayed")),
    Rule("delivery-done", RECEIPT, reports("delivered", "relayed", "expanded")),
    Rule("read-receipt", RECEIPT, is_disposition),
    Rule("unreadable-report", BOUNCE, is_unreadable_report),
    Rule("auto-replied", AUTO_REPLY, is_auto_replied),
    Rule("auto-generated", NOTIFICATION, is_auto_generated),
    Rule("list-field", LIST, has_list_field),
    Rule("bulk-precedence", LIST, has_bulk_precedence),
)
