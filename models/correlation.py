"""What the letters of a batch say about their cases, looked up for all at once."""

from dataclasses import dataclass, field

from ..tools.clues import Clues


@dataclass(frozen=True)
class Thread:
    """Where a message belongs: a case or none, and why.

    `named_id`: a case that it merely names. `follows_id`: the case closed long ago that
    a new one goes on with. `is_note`: an agent's forward, which no customer is sent.
    `is_signed`: by a reference that we signed.
    """

    case_id: int | bool = False
    reason: str = ""
    named_id: int | bool = False
    follows_id: int | bool = False
    is_note: bool = False
    is_signed: bool = False


@dataclass(frozen=True)
class Claim:
    """A case that a message names, why, and whether that is proof enough (law 6)."""

    case: object
    reason: str
    is_proof: bool = False


@dataclass(eq=False)
class Correlation:
    """What a batch's letters name, and what was found of that.

    `clues`: digest of a letter -> its clues and those of the mails that an agent
    forwards. `moved`: Message-ID -> id of the case that a person took it out of.
    `entries`: history entry -> the case it is in. `conversations`: -> filed rows.
    `numbers`: case number -> ids of cases. `agents`: address -> helpdesk user.
    `existing`: ids of the cases that are there. `correspondents`: case id -> addresses.
    """

    clues: dict[str, tuple[Clues, Clues]] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    conversations: dict[str, list] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    agents: dict[str, object] = field(default_factory=dict)
    existing: set[int] = field(default_factory=set)
    correspondents: dict[int, frozenset] = field(default_factory=dict)

    def all_clues(self):
        """Every letter's own and forwarded `Clues`, one after the other."""
        return (clues for pair in self.clues.values() for clues in pair)

    def note_filed(self, row, case_id):
        """Remember a row just filed, for the letters that follow."""
        self.existing.add(case_id)
        self.correspondents.pop(case_id, None)
        if row.conversation:
            self.conversations.setdefault(row.conversation, []).insert(0, row)
