"""What a mail is, judged by an ordered table of small rules; the first match wins."""

from collections.abc import Callable
from dataclasses import dataclass

from ..mail.message import InboundMessage
from ..reasons import Reason, because
from . import absence_answers, bulk, notices, reports, ticket_receipts, weighing
from . import automatic_answers as answers
from . import bounce_formats as failures
from . import website_forms as forms
from .evidence import Clues

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

Predicate = Callable[[Clues], Reason | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to call a mail a kind: the predicate returns it, or None.

    A predicate never raises.
    """

    name: str
    kind: str
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched, and why."""

    rule: str
    kind: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Classification:
    """The verdict on a mail: the first hit's kind, rule and reason, and all hits."""

    kind: str
    rule: str
    reason: Reason
    hits: tuple[Hit, ...]


def classify(
    message: InboundMessage,
    own_addresses: frozenset[str] = frozenset(),
    own_mark: bool = False,
    is_named_form: bool = False,
) -> Classification:
    """Judge a mail by RULES. Never raises.

    `own_addresses`: our mailboxes, in lower case. `own_mark`: the mail carries a mark
    that this system signed (`threading.is_own_mail`). `is_named_form`: its sender is a
    website's form that the mailbox names.
    """
    hits = tuple(_hits(Clues(message, own_addresses, own_mark, is_named_form)))
    if not hits:
        return Classification(HUMAN, "no-rule", because("no_sign"), ())
    first = hits[0]
    return Classification(first.kind, first.rule, first.reason, hits)


def _hits(clues: Clues):
    """Yield each rule that matches, in the order of the table."""
    for rule in RULES:
        reason = rule.predicate(clues)
        if reason is not None:
            yield Hit(rule.name, rule.kind, reason)


# The rule for what this system sent itself.
OWN_MAIL = "own-mail"

# The rule for what a website's form sends for the person who filled it in.
WEBSITE_FORM = "website-form"

# Actions of RFC 3464 section 2.3.3 by which a mail arrived, or left its last reporter.
DONE = ("delivered", "relayed", "expanded")
SENDMAIL_FAILED = ("failure", "postmaster-notification")

# To be read from top to bottom. Reports come first: they often say Auto-Submitted too.
RULES: tuple[Rule, ...] = (
    Rule(OWN_MAIL, NOTIFICATION, notices.is_own_mail),
    Rule("feedback-report", FEEDBACK_REPORT, reports.is_feedback),
    Rule("complaint", FEEDBACK_REPORT, reports.is_complaint),
    Rule("delivery-failed", BOUNCE, reports.reports("failed")),
    Rule("delivery-delayed", DELAYED, reports.reports("delayed")),
    Rule("delivery-done", RECEIPT, reports.reports(*DONE)),
    Rule("read-receipt", RECEIPT, reports.is_disposition),
    Rule("unreadable-report", BOUNCE, reports.is_unreadable_report),
    Rule("failed-recipients", BOUNCE, failures.names_failed_recipients),
    Rule("sendmail-failure", BOUNCE, failures.sendmail_says(*SENDMAIL_FAILED)),
    Rule("sendmail-delay", DELAYED, failures.sendmail_says("warning-timeout")),
    Rule("exchange-ndr", BOUNCE, failures.ndr_field),
    Rule("worded-delivery", RECEIPT, failures.is_success),
    Rule("worded-delay", DELAYED, failures.is_delay),
    Rule("worded-bounce", BOUNCE, failures.is_failure),
    Rule("told-failure", BOUNCE, failures.is_told_failure),
    Rule("auto-replied", AUTO_REPLY, answers.is_auto_replied),
    Rule("answering-field", AUTO_REPLY, answers.has_answering_field),
    Rule("generated-answer", AUTO_REPLY, answers.is_generated_answer),
    Rule("machine-answer", AUTO_REPLY, answers.is_machine_answer),
    Rule("worded-answer", AUTO_REPLY, answers.is_worded_answer),
    Rule("declared-answer", AUTO_REPLY, answers.is_declared_answer),
    Rule("unthreaded-absence", AUTO_REPLY, answers.is_unthreaded_absence),
    Rule("whole-absence", AUTO_REPLY, absence_answers.is_whole_absence),
    Rule("generated-receipt", AUTO_REPLY, answers.is_generated_receipt),
    Rule("closed-mailbox", AUTO_REPLY, answers.is_closed_mailbox),
    Rule("acknowledgement", AUTO_REPLY, weighing.is_acknowledgement),
    Rule("ticket-receipt", AUTO_REPLY, ticket_receipts.is_ticket_receipt),
    Rule("challenge", AUTO_REPLY, answers.is_challenge),
    Rule("worded-receipt", RECEIPT, notices.is_read_notice),
    Rule("recall", NOTIFICATION, notices.is_recall),
    Rule("mailer-daemon", BOUNCE, failures.is_from_daemon),
    Rule("shop-order", NOTIFICATION, forms.is_order_notice),
    Rule("site-news", NOTIFICATION, forms.is_site_news),
    Rule(WEBSITE_FORM, HUMAN, forms.is_website_form),
    Rule("auto-generated", NOTIFICATION, notices.is_auto_generated),
    Rule("reporting-field", NOTIFICATION, notices.has_reporting_field),
    Rule("aggregate-report", NOTIFICATION, notices.is_aggregate_report),
    Rule("program-address", NOTIFICATION, notices.is_program),
    Rule("notice", NOTIFICATION, notices.is_notice),
    Rule("weighed-notice", NOTIFICATION, weighing.is_weighed_notice),
    Rule("generated-notice", NOTIFICATION, weighing.is_generated_notice),
    Rule("list-field", LIST, bulk.has_list_field),
    Rule("bulk-precedence", LIST, bulk.has_bulk_precedence),
    Rule("campaign-field", LIST, bulk.has_campaign_field),
    Rule("newsletter-address", LIST, bulk.is_newsletter_address),
    Rule("newsletter-subject", LIST, bulk.is_newsletter_subject),
    Rule("unsubscribe-words", LIST, bulk.tells_how_to_leave),
)
