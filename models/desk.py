"""What the desk works on: a letter at a time, with what its batch refers to."""

import traceback
from dataclasses import dataclass, field
from datetime import datetime, timezone

from ..tools.classification import Classification
from ..tools.message import InboundMessage
from .correlation import Correlation


@dataclass(frozen=True)
class Letter:
    """A stored message as the desk sees it.

    `left_out`: parts that were not fetched. `sifted`: files (`LeftOut`) that were, and
    are not kept.
    """

    inbound: InboundMessage
    verdict: Classification
    left_out: tuple[str, ...] = ()
    sifted: tuple = ()


@dataclass(frozen=True)
class Stop:
    """Why a letter makes no case now: the journal's `state` ("held" or "ignored"), the
    reason in words, the gate's name, and the purpose of the automatic mail that tells
    the sender, if any."""

    state: str
    reason: str
    gate: str
    answer: str = ""


@dataclass(frozen=True)
class Filing:
    """The letter that is being filed: its journal row, its Message-ID or the one it
    was given, its date (naive UTC), whether it makes a new case, and whether its text
    shows pictures that come with it."""

    row: object
    message_id: str
    date: datetime
    is_new: bool
    has_pictures: bool = False


# Compared by identity: it travels in a context, and contexts are compared often. One
# context for all letters: each other one would be an environment of its own.
@dataclass(eq=False)
class Desk:
    """What a batch refers to: one look-up for all its letters, kept up to date.

    `known`: Message-ID -> case ids. `first_rows`: (mailbox id, fingerprint) -> oldest
    journal row. `answers`: (mailbox id, Message-ID) -> filed rows that answer it.
    `filing`: the letter in hand. `posts`: (case, values of its history entry, filing)
    that wait to be made together. `undelivered`: (case id, address) -> notifications
    of answers that did not arrive there. `rules`: mailbox id -> [(rule, its
    conditions)]. `rule_outcomes`: row id -> what the rules say of its letter.
    `seen_images`: (address, SHA-256) -> ids of the journal rows whose mails showed
    that picture. `agents`: address -> internal user who wrote a letter of the batch.
    `agent_answer`: the agent's answer that is being filed. `sender_entries`: pattern ->
    entries of the allow and deny lists. `contacts`: known address -> ids of the
    companies that know it. `correlation`: what the letters say about cases.
    """

    own_addresses: frozenset[str]
    not_aliases: frozenset[str]
    alias_domain: int | bool
    closed_stage_id: int
    known: dict[str, list[int]]
    first_rows: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    filing: Filing | None = None
    posts: list = field(default_factory=list)
    creation_subtype: object = None
    cleaned: dict = field(default_factory=dict)
    sequences: dict = field(default_factory=dict)
    rules: dict = field(default_factory=dict)
    rule_outcomes: dict = field(default_factory=dict)
    undelivered: dict = field(default_factory=dict)
    seen_images: dict = field(default_factory=dict)
    agents: dict = field(default_factory=dict)
    agent_answer: object = None
    sender_entries: dict = field(default_factory=dict)
    contacts: dict = field(default_factory=dict)
    correlation: Correlation = field(default_factory=Correlation)

    def note_filed(self, row, message_id, case_id):
        """Remember a row just filed, for the letters that follow."""
        if message_id:
            self.known.setdefault(message_id, []).append(case_id)
        self.correlation.note_filed(row, case_id)
        self.note_answer(row)

    def note_answer(self, row):
        """Remember a filed row under the message that it answers."""
        if row.in_reply_to:
            key = (row.server_id.id, row.in_reply_to)
            self.answers.setdefault(key, []).append(row)


def naive(moment):
    """An aware datetime as Odoo keeps it: naive, in UTC."""
    return moment and moment.astimezone(timezone.utc).replace(tzinfo=None)


def shown(address):
    """An `Address` as people read it."""
    if address.name and address.email:
        return f"{address.name} <{address.email}>"
    return address.email or address.name


def log_failure(logger, what, error, argument):
    """Log where it failed; the error's text may quote a body, so not that."""
    logger.warning(
        what + " could not be processed: %s\n%s",
        argument,
        type(error).__name__,
        "".join(traceback.format_tb(error.__traceback__)),
    )
