"""Messages that a server lists but does not hand out: when the message is to blame, and
when the mailbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SESSIONS = 2  # among others, then alone
SESSIONS_WITHOUT_OTHERS = 5  # it may as well be the server's storage


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands against one message.

    `words`: the server's own, of the last time. `sessions`: how many have refused it.
    `beside_others`: whether other messages were handed out in one of them.
    """

    words: str
    sessions: int = 1
    beside_others: bool = False

    @classmethod
    def parse(cls, value: object) -> Refusal | None:
        """The refusal that `as_json` made `value` of; None if it is none."""
        match value:
            case [str(words), int(sessions), bool(beside_others)]:
                return cls(words, sessions, beside_others)
        return None

    def as_json(self) -> list[str | int | bool]:
        """A value that JSON can hold; see `parse`."""
        return [self.words, self.sessions, self.beside_others]

    def again(self, words: str, beside_others: bool) -> Refusal:
        """As it is after one more session."""
        return Refusal(words, self.sessions + 1, self.beside_others or beside_others)

    @property
    def is_proven(self) -> bool:
        """Whether the message is to blame, so that it is put aside."""
        enough = SESSIONS if self.beside_others else SESSIONS_WITHOUT_OTHERS
        return self.sessions >= enough


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from the refusals of a session, by remote key.

    `waiting` are asked for again in a later session, each alone; `proven` are put
    aside; where `blames_mailbox` is true it is the mailbox that fails.
    """

    waiting: dict[str, Refusal] = field(default_factory=dict)
    proven: dict[str, Refusal] = field(default_factory=dict)
    blames_mailbox: bool = False


def judge(
    before: Mapping[str, Refusal], refused: Mapping[str, str], beside_others: bool
) -> Judgement:
    """Judge one session.

    `before`: what stood against messages when it began. `refused`: remote key -> the
    server's words, of those that it did not hand out. `beside_others`: whether it
    handed out any. Where it refused several and handed out none, nothing is held
    against a message: a server whose storage is away refuses each of them.
    """
    waiting = dict(before)
    if not beside_others and len(refused) > 1:
        return Judgement(waiting, blames_mailbox=True)
    proven: dict[str, Refusal] = {}
    for key, words in refused.items():
        old = waiting.pop(key, None) or Refusal(words, 0)
        now = old.again(words, beside_others)
        (proven if now.is_proven else waiting)[key] = now
    return Judgement(waiting, proven, bool(refused) and not (beside_others or proven))
