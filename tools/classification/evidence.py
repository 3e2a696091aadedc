"""What the rules look at in one mail, each thing worked out at most once."""

import re
from functools import cached_property

from ..mail.dsn import FEEDBACK, HEADER_TYPES, DeliveryReport, parse_report, report_type
from ..mail.message import InboundMessage
from ..text.subject_marks import has_mark
from .wording import fold

# Characters of the body that are searched: machines say what they are at the
# beginning, and people quote machines further down.
TEXT_LENGTH = 3_000

# Characters of the subject that are looked at.
SUBJECT_LENGTH = 500

_TAGS = re.compile(r"(?:\[[^\[\]]{1,60}\] ?){1,5}")
_QUOTE = re.compile(r"\n[ \t]{0,8}(?:>|-{3,12} ?[^\n-]{3,40} ?-{3,12}[ \t]{0,8}\n)")
_COMMENT = re.compile(r"\([^()]*\)")


class Clues:
    """A mail with what several rules ask of it.

    `own_addresses`: our mailboxes, in lower case. `own_mark`: the mail carries a mark
    that this system signed (`threading.is_own_mail`). `is_named_form`: its sender is a
    website's form that the mailbox names.
    """

    def __init__(
        self,
        message: InboundMessage,
        own_addresses: frozenset[str] = frozenset(),
        own_mark: bool = False,
        is_named_form: bool = False,
    ):
        self.message = message
        self.headers = message.headers
        self.own_addresses = own_addresses
        self.own_mark = own_mark
        self.is_named_form = is_named_form

    @cached_property
    def report_type(self) -> str | None:
        """The kind of report the mail is, or None (see `dsn.report_type`). One that a
        person forwards as a file is none."""
        whole = self.message.content_type == "multipart/report"
        by_a_machine = self.has_null_path or self.auto_submitted not in ("", "no")
        found = report_type(self.message)
        forwarded = self.is_answer and not whole and not by_a_machine
        return None if forwarded and found != FEEDBACK else found

    @cached_property
    def report(self) -> DeliveryReport | None:
        """The delivery report the mail is, or None."""
        return parse_report(self.message) if self.report_type else None

    @cached_property
    def subject(self) -> str:
        """The folded subject, without the tags mailing lists put before it."""
        folded = fold(self.message.subject[:SUBJECT_LENGTH])
        tags = _TAGS.match(folded)
        return folded[tags.end() :] if tags else folded

    @cached_property
    def is_answer(self) -> bool:
        """Whether the subject says that the mail answers or forwards another."""
        return has_mark(self.subject)

    @cached_property
    def text(self) -> str:
        """The folded beginning of the body, up to what it quotes."""
        head = self.message.body_text[:TEXT_LENGTH]
        quote = _QUOTE.search(head)
        return fold(head[: quote.start()] if quote else head)

    @cached_property
    def ending(self) -> str:
        """The folded end of a body that goes on behind `text`."""
        return fold(self.message.body_text[TEXT_LENGTH:][-TEXT_LENGTH:])

    @cached_property
    def has_null_path(self) -> bool:
        """Whether the envelope sender is empty (RFC 5321 section 4.5.5)."""
        return self.message.return_path == ""

    @cached_property
    def has_null_path_only(self) -> bool:
        """Whether the empty envelope sender is all that speaks of a mail server: the
        sender has an address that people have."""
        return self.has_null_path and bool(self.message.from_.email)

    @cached_property
    def has_message(self) -> bool:
        """Whether another mail, or its headers, come along."""
        return any(
            part.is_carrier or part.content_type in HEADER_TYPES
            for part in self.message.root.walk(into_messages=False)
        )

    @cached_property
    def auto_submitted(self) -> str:
        """The keyword of Auto-Submitted without comments and parameters (RFC 3834
        section 5), in lower case; '' without the field."""
        value = _COMMENT.sub(" ", self.headers.get("Auto-Submitted"))
        return value.partition(";")[0].strip().lower()

    def word(self, name: str) -> str:
        """Value of the topmost field called `name`, in lower case; '' without it."""
        return self.headers.get(name).strip().lower()
