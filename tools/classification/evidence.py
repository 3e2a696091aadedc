"""What the rules look at in one mail, each thing worked out at most once."""

import re
from functools import cached_property

from ..mail import machine_addresses
from ..mail.dsn import (
    DELIVERY_STATUS,
    FEEDBACK,
    HEADER_TYPES,
    DeliveryReport,
    parse_report,
    report_type,
)
from ..mail.message import InboundMessage
from ..text.subject_marks import has_mark
from . import self_phrases
from .wording import Wording, fold

# Characters of the body that are searched: machines say what they are at the
# beginning, and people quote machines further down.
TEXT_LENGTH = 3_000

# Characters of the subject that are looked at.
SUBJECT_LENGTH = 500

_TAGS = re.compile(r"(?:\[[^\[\]]{1,60}\] ?){1,5}")
_QUOTE = re.compile(r"\n[ \t]{0,8}(?:>|-{3,12} ?[^\n-]{3,40} ?-{3,12}[ \t]{0,8}\n)")
# What others say or are to say.
_SPEECH = re.compile(r"[\"“„«][^\"“”„«»]{10,800}[\"“”»]")
# Names and addresses of mail systems.
_SYSTEM = re.compile(
    r"daemon|post[-_. ]?master|mail[-_. ]?(?:deliver|system|admin)|bounce"
)
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
        self._said: dict[Wording, str | None] = {}
        self.is_named_form = is_named_form

    @cached_property
    def report_type(self) -> str | None:
        """The kind of report the mail is, or None (see `dsn.report_type`). One that a
        person forwards as a file is none."""
        whole = self.message.content_type == "multipart/report"
        by_a_machine = self.has_null_path or self.auto_submitted not in ("", "no")
        found = report_type(self.message)
        forwarded = not whole and not by_a_machine
        forwarded = forwarded and (self.is_answer or self._asks_about_a_file(found))
        return None if forwarded and found != FEEDBACK else found

    def _asks_about_a_file(self, report: str | None) -> bool:
        """Whether a person asks something above a delivery report in a mail that calls
        itself none (RFC 3462 has it in multipart/report)."""
        sender = self.message.from_
        return bool(
            report == DELIVERY_STATUS
            and not machine_addresses.is_program(sender.local_part)
            and _SYSTEM.search(f"{sender.local_part[:100]} {sender.name[:100].lower()}")
            is None
            and ("?" in self.text or self.says(self_phrases.SELF))
            and self.says(self_phrases.COMPLAINS) is not None
        )

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
    def tag(self) -> str:
        """What stands in the first brackets before the subject, folded; '' without."""
        tags = _TAGS.match(self.message.subject[:SUBJECT_LENGTH])
        return fold(tags[0][1:].partition("]")[0]) if tags else ""

    @cached_property
    def is_answer(self) -> bool:
        """Whether the subject says that the mail answers or forwards another."""
        return has_mark(self.subject)

    @cached_property
    def unquoted(self) -> str:
        """The beginning of the body, up to what it quotes, line by line."""
        head = self.message.body_text[:TEXT_LENGTH]
        quote = _QUOTE.search(head)
        return head[: quote.start()] if quote else head

    @cached_property
    def text(self) -> str:
        """The folded beginning of the body, up to what it quotes."""
        return fold(self.unquoted)

    @cached_property
    def without_speech(self) -> str:
        """`text` without what it says in somebody else's words."""
        return _SPEECH.sub(" ", self.text)

    @cached_property
    def ending(self) -> str:
        """The folded end of a body that goes on behind `text`."""
        return fold(self.message.body_text[TEXT_LENGTH:][-TEXT_LENGTH:])

    @cached_property
    def has_null_path(self) -> bool:
        """Whether the envelope sender is empty (RFC 5321 section 4.5.5)."""
        return self.message.return_path == ""

    @cached_property
    def parties(self) -> frozenset[str]:
        """Addresses, in lower case, of who wrote the mail and whom it went to."""
        message = self.message
        named = (message.from_, *message.to, *message.cc, *message.reply_to)
        return self.own_addresses | {address.email for address in named}

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

    def says(self, wording: Wording) -> str | None:
        """The first of these wordings that the text has, or None."""
        if wording not in self._said:
            self._said[wording] = wording.search(self.text)
        return self._said[wording]

    def word(self, name: str) -> str:
        """Value of the topmost field called `name`, in lower case; '' without it."""
        return self.headers.get(name).strip().lower()
