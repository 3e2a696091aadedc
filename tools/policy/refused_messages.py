"""Messages that a server lists but does not hand out: when the message is to blame, and
when the mailbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import RetryLater

REFUSED = "messages_refused"  # the code of a refusal for good

SESSIONS = 2  # among others, then alone
SESSIONS_WITHOUT_OTHERS = 5  # it may as well be the server's storage
# Of one that will be handed out later, as the server says: four hours at the usual five
# minutes. What looks through a mail for viruses needs minutes; after hours it is a
# fault of the server that a person should know of.
SESSIONS_PASSING = 50


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands against one message.

    `words`: the server's own, of the last time. `sessions`: how many have refused it.
    `beside_others`: whether other messages were handed out in one of them.
    `is_passing`: whether the words say that it will be handed out later.
    """

    words: str
    sessions: int = 1
    beside_others: bool = False
    is_passing: bool = False

    @classmethod
    def parse(cls, value: object) -> Refusal | None:
        """The refusal that `as_json` made `value` of; None if it is none."""
        match value:
            case [str(words), int(sessions), bool(beside_others), bool(is_passing)]:
                return cls(words, sessions, beside_others, is_passing)
        return None

    def as_json(self) -> list[str | int | bool]:
        """A value that JSON can hold; see `parse`."""
        return [self.words, self.sessions, self.beside_others, self.is_passing]

    def again(self, why: RetryLater, beside_others: bool) -> Refusal:
        """As it is after one more session, which refused it by `why`."""
        return Refusal(
            why.detail or why.code,
            self.sessions + 1,
            self.beside_others or beside_others,
            why.code != REFUSED,
        )

    def is_proven(self, in_doubt: bool = False) -> bool:
        """Whether the message is to blame, so that it is put aside.

        `in_doubt`: the last session refused several, and handed out none.
        """
        if self.is_passing:
            return self.sessions >= SESSIONS_PASSING
        in_doubt = in_doubt or not self.beside_others
        return self.sessions >= (SESSIONS_WITHOUT_OTHERS if in_doubt else SESSIONS)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from the refusals of a session, by remote key.

    `waiting` are asked for again in a later session, each alone; `proven` are put
    aside; `trouble` is the mailbox's, where it is the mailbox that fails.
    """

    waiting: dict[str, Refusal] = field(default_factory=dict)
    proven: dict[str, Refusal] = field(default_factory=dict)
    trouble: RetryLater | None = None


def judge(
    before: Mapping[str, Refusal],
    refused: Mapping[str, RetryLater],
    beside_others: bool,
) -> Judgement:
    """Judge one session.

    `before`: what stood against messages when it began. `refused`: remote key -> why,
    of those that it did not hand out. `beside_others`: whether it handed out any.

    Where it handed out none, the mailbox is to blame, unless each was refused beside
    others before. If it refused several, or asks to be left alone, nothing is then held
    against a message: a server whose storage is away refuses each of them.
    """
    waiting = dict(before)
    is_known = all(key in before and before[key].beside_others for key in refused)
    trouble = None if beside_others or is_known else _of_mailbox(refused)
    if trouble and (len(refused) > 1 or trouble.pause):
        return Judgement(waiting, trouble=trouble)
    proven: dict[str, Refusal] = {}
    in_doubt = len(refused) > 1 and not beside_others
    for key, why in refused.items():
        now = (waiting.pop(key, None) or Refusal("", 0)).again(why, beside_others)
        (proven if now.is_proven(in_doubt) else waiting)[key] = now
    return Judgement(waiting, proven, None if proven else trouble)


def _of_mailbox(refused: Mapping[str, RetryLater]) -> RetryLater:
    """What passes says more of a mailbox than what was refused for good."""
    whys = sorted(refused.values(), key=lambda why: why.code == REFUSED)
    return whys[0]
