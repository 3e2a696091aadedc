"""The values that the steps of the pipeline hand on, and what a batch looked up."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..tools.classification import Classification, FilledForm
from ..tools.mail import InboundMessage
from ..tools.matching import Clues
from ..tools.policy import Command, untagged
from ..tools.reasons import Reason
from .facts import Fact

# Key of the context in which a message is filed; its value is the `Batch`.
BATCH = "mailbox_batch"

# What a message brings to prove that it may go into its ticket (law 6): a token that we
# signed for customers, or one for the very internal user that From names.
CUSTOMERS_TOKEN, USERS_TOKEN = "customers token", "user's token"


@dataclass(frozen=True)
class ParsedMail:
    """A stored message, parsed and classified.

    `left_out`: parts that were not fetched. `sifted`: files (`LeftOut`) that were, and
    are not kept. `form`: whom a website's form names, None for all other mail.
    """

    inbound: InboundMessage
    verdict: Classification
    left_out: tuple[str, ...] = ()
    sifted: tuple = ()
    form: FilledForm | None = None


@dataclass(frozen=True)
class TicketMatch:
    """The ticket that a message belongs to or none, and why.

    `named_id`: a ticket that it merely names. `follows_id`: the ticket closed long ago
    that a new one goes on with. `is_note`: what an agent forwards, or sent to others
    only, which no customer is sent. `proof`: the token that it brings, CUSTOMERS_TOKEN
    or USERS_TOKEN, or "".
    """

    ticket_id: int | bool = False
    reason: Reason | str = ""
    named_id: int | bool = False
    follows_id: int | bool = False
    is_note: bool = False
    proof: str = ""


@dataclass(frozen=True)
class Candidate:
    """A ticket that a message names, why, and the token that it brings for it:
    CUSTOMERS_TOKEN or USERS_TOKEN; "" where it merely names the ticket (law 6)."""

    ticket: object
    reason: Reason | str
    proof: str = ""


@dataclass(frozen=True)
class Author:
    """Who a message says wrote it, and what our own mail server found out about that.

    `address`: normalised, "" for nobody. `users`: the internal users who have it.
    `verdict`: the server's `Authentication`. `digest`: of the message. `is_accepted`:
    a person decided that it is so.
    """

    address: str
    users: object
    verdict: object
    digest: str
    is_accepted: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is an author, not known as forged."""
        is_genuine = self.is_accepted or not self.verdict.failed
        return bool(self.address) and is_genuine


@dataclass(frozen=True)
class Stop:
    """Why a message is not filed now: the row's `state` ("held" or "ignored"), the
    reason (a text where it has no code), the filter's name, and the purpose of the
    automatic mail that tells the sender, if any."""

    state: str
    reason: Reason | str
    filter: str
    answer: str = ""


@dataclass(frozen=True)
class Decision:
    """What becomes of a message.

    `action`: "copy" (of the row `twin`), "ignore" (for its kind), "stop" (by `stop`),
    "unmatched" (sent by us, and about no ticket), "test" (the mailbox's own `test`
    message) or "file". `match`: its `TicketMatch`, None for a copy, a test message and
    an ignored kind.
    """

    action: str
    match: TicketMatch | None = None
    stop: Stop | None = None
    twin: object = None
    test: object = None


@dataclass(frozen=True)
class AgentAnswer:
    """A mail to a ticket of a `user` who may write it: what is new in it, the command
    to obey, and whether it is for colleagues only, as all that holds a command is."""

    user: object
    text: str
    command: Command | None
    is_note: bool = False

    @property
    def new_text(self) -> str:
        """What is new in it, without the command."""
        return self.command.rest if self.command else self.text


@dataclass(frozen=True)
class Filing:
    """The message that is being filed: its row, its Message-ID or the one it was
    given, its date (naive UTC), whether it makes a new ticket, the agent's answer that
    it is, whether its quotations are shown, and whether its text shows pictures that
    come with it.

    `is_inside`: it is for colleagues only. `adds_people`: whom it names in To and Cc
    follow. `parent_id`: the entry that it answers, whose author is not told. `notes`:
    `Fact`s that only colleagues read. `inside_reason`: why an agent's mail that is
    no command is for colleagues only.
    """

    row: object
    message_id: str
    date: datetime
    is_new: bool
    agent_answer: AgentAnswer | None = None
    shows_quotes: bool = False
    has_pictures: bool = False
    is_inside: bool = False
    adds_people: bool = True
    parent_id: int | bool = False
    notes: Sequence[Fact] = ()
    inside_reason: Fact | None = None


@dataclass(frozen=True)
class Lookups:
    """What a batch's messages refer to, as it was when the batch began.

    `own_addresses`: of all mailboxes. `not_aliases`: named addresses that are no mail
    aliases. `alias_domain`: id of the first one. `closed_stage_id`: for existing mail.
    `twins`: (mailbox id, fingerprint or digest) -> rows. `users`: address -> internal
    users who wrote a message. `insiders`: addresses of internal users whom forms name.
    `sender_entries`: pattern -> entries of the allow and deny lists.
    """

    own_addresses: frozenset[str]
    not_aliases: frozenset[str]
    alias_domain: int | bool
    closed_stage_id: int
    twins: dict
    users: dict
    sender_entries: dict
    insiders: frozenset[str] = frozenset()

    def is_own(self, address):
        """Whether a normalised address is a mailbox's, a plus-tag aside (bool)."""
        return address in self.own_addresses or untagged(address) in self.own_addresses

    def is_outside(self, address):
        """Whether a normalised address that a form names is neither ours, nor an
        alias, nor of an internal user (bool)."""
        is_insider = not self.insiders.isdisjoint((address, untagged(address)))
        is_inside = self.is_own(address) or is_insider
        return not is_inside and address in self.not_aliases


@dataclass(eq=False)
class TicketIndex:
    """The tickets that a batch's messages name; it grows as messages are filed.

    `clues`: digest of a message -> its clues and those of the mails that an agent
    forwards. `known`: Message-ID -> ticket ids. `answers`: (mailbox id, Message-ID) ->
    filed rows that answer it. `moved`: Message-ID -> id of the ticket that a person
    took it out of. `entries`: history entry -> the ticket it is in. `conversations`:
    -> filed rows. `numbers`: ticket number -> ids. `spent`: mark of a token ->
    digests of the messages that showed it to outsiders. `existing`: ids of the tickets
    that are there. `correspondents`: ticket id -> addresses.
    """

    known: dict[str, list[int]] = field(default_factory=dict)
    answers: dict[tuple[int, str], list] = field(default_factory=dict)
    clues: dict[str, tuple[Clues, Clues]] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    conversations: dict[str, list] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    spent: dict[str, set[str]] = field(default_factory=dict)
    existing: set[int] = field(default_factory=set)
    correspondents: dict[int, frozenset] = field(default_factory=dict)

    def all_clues(self):
        """Every message's own and forwarded `Clues`, one after the other."""
        return (clues for pair in self.clues.values() for clues in pair)

    def note_filed(self, row, message_id, ticket_id):
        """Remember a row just filed, for the messages that follow."""
        if message_id:
            self.known.setdefault(message_id, []).append(ticket_id)
        self.existing.add(ticket_id)
        self._note_correspondents(row.mail_message_id, ticket_id)
        if row.conversation:
            self.conversations.setdefault(row.conversation, []).insert(0, row)
        self.note_answer(row)

    def _note_correspondents(self, entry, ticket_id):
        """Who belongs to a ticket by its new entry; one that is still to come is read
        with the others."""
        known = self.correspondents.pop(ticket_id, None)
        if entry and known is not None:
            added = entry.sudo()._mailbox_correspondents()
            self.correspondents[ticket_id] = known | added

    def note_answer(self, row):
        """Remember a filed row under the message that it answers."""
        if row.in_reply_to:
            key = (row.server_id.id, row.in_reply_to)
            self.answers.setdefault(key, []).append(row)


@dataclass(eq=False)
class SenderIndex:
    """What is known of a batch's senders; filing changes it.

    `contacts`: address -> ids of the companies that know it. `undelivered`: (ticket
    id, address) -> notifications of answers that did not arrive there. `pictures`:
    (address, SHA-256) -> ids of the rows whose mails showed that picture. `reached`:
    addresses whose owners wrote.
    """

    contacts: dict[str, set] = field(default_factory=dict)
    undelivered: dict[tuple[int, str], list] = field(default_factory=dict)
    pictures: dict[tuple[str, str], set] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Memo:
    """Answers that Odoo, or a rule, would else work out for each message anew.

    `cleaned`: HTML and options -> cleaned HTML. `sequences`: (code, company id) ->
    sequence. `rules`: mailbox id -> [(rule, its conditions, what it takes into
    fields)]. `rule_outcomes`: row id -> what the rules say of its message. `authors`:
    (mailbox id, digest) -> `Author`. `team_defaults`: (team id, company id) -> default
    values of the team's alias.
    """

    creation_subtype: object = None
    cleaned: dict = field(default_factory=dict)
    sequences: dict = field(default_factory=dict)
    rules: dict = field(default_factory=dict)
    rule_outcomes: dict = field(default_factory=dict)
    authors: dict = field(default_factory=dict)
    team_defaults: dict = field(default_factory=dict)


# Compared by identity: it travels in a context, and contexts are compared often. One
# context for all messages: each other one would be an environment of its own.
@dataclass(eq=False)
class Batch:
    """What the pipeline knows of the messages of one transaction.

    `filing`: the message in hand. `posts`: (ticket, values of its history entry,
    filing) that wait to be made together.
    """

    lookups: Lookups
    tickets: TicketIndex
    senders: SenderIndex
    memo: Memo = field(default_factory=Memo)
    filing: Filing | None = None
    posts: list = field(default_factory=list)

    def author(self, inbound, mailbox):
        """The `Author` of an `InboundMessage` that `mailbox` received."""
        key = (mailbox.id, inbound.digest)
        if key not in self.memo.authors:
            # What had to be guessed belongs to no ticket (law 6).
            address = "" if inbound.has_damaged_from else inbound.from_.email
            self.memo.authors[key] = Author(
                address,
                self.lookups.users.get(address, mailbox.env["res.users"]),
                mailbox._authentication(inbound),
                inbound.digest,
            )
        return self.memo.authors[key]

    def accept_author(self, inbound, mailbox):
        """From now on, take the author of a message for who it says it is."""
        author = replace(self.author(inbound, mailbox), is_accepted=True)
        self.memo.authors[mailbox.id, inbound.digest] = author
