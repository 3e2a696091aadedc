"""Messages over which a connection or a worker ends: when the message is to blame."""

from __future__ import annotations

from dataclasses import dataclass

FAILURES = 3  # among others, then twice alone
FAILURES_WITHOUT_OTHERS = 5  # it may as well be the server's storage


@dataclass(frozen=True, slots=True, order=True)
class Suspicion:
    """How often a session or its worker ended while a message was being fetched.

    `beside_others`: whether other messages were handed out in one of these sessions, or
    it was the worker that ended.
    """

    times: int = 0
    beside_others: bool = False

    @classmethod
    def parse(cls, value: object) -> Suspicion:
        """The suspicion that `as_json` made `value` of. A number alone, and what is
        none, is one of earlier versions, which knew no others."""
        match value:
            case [int(times), bool(beside_others)]:
                return cls(times, beside_others)
            case int(times):
                return cls(times, True)
        return cls()

    def as_json(self) -> list[int | bool]:
        """A value that JSON can hold; see `parse`."""
        return [self.times, self.beside_others]

    def again(self, beside_others: bool) -> Suspicion:
        """As it is after it has happened once more."""
        return Suspicion(self.times + 1, self.beside_others or beside_others)

    @property
    def is_proven(self) -> bool:
        """Whether the message is to blame, so that it is put aside."""
        enough = FAILURES if self.beside_others else FAILURES_WITHOUT_OTHERS
        return self.times >= enough
