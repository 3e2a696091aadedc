"""Asking for messages of which the server may refuse some, or all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ..errors import MailboxError, ParkMessage, RetryLater
from .session import RemoteRef
from .wire_failures import BROKEN_CODES, response_code

Answers = dict[int, dict[bytes, Any]]

REFUSED = "command_refused"  # for good, as far as the server's words go
PASSING = "server_busy"
NOTHING_SENT = "the server lists the message and sends nothing"


class Asking:
    """Asks for many messages with one command, and finds those that are refused.

    One message spoils the answer for all (RFC 2180, 4.1.2): halves find it. Where the
    first, the middle and the last one are refused as well, the server fails, and the
    others are not asked for one by one.

    ``answers`` and ``refused`` (why, by key) are what came of it; ``presumed`` are
    those of ``refused`` that were not asked for alone.
    """

    def __init__(self, fetch: Callable[[Sequence[int]], Answers]) -> None:
        self._fetch = fetch
        self.answers: Answers = {}
        self.refused: dict[int, RetryLater] = {}
        self.presumed: list[int] = []

    def ask(self, keys: Sequence[int], works: bool = False) -> None:
        """Ask for ``keys``; ``works``: the server is known to hand out messages.

        Raises the `MailboxError` of everything but a refusal.
        """
        if not keys or self._is_answered(keys) or len(keys) == 1:
            return
        rest = keys if works else self._probed(keys)
        middle = len(rest) // 2
        self.ask(rest[:middle], works=True)
        self.ask(rest[middle:], works=True)

    def _probed(self, keys: Sequence[int]) -> Sequence[int]:
        """Those of ``keys`` that are still worth asking for."""
        asked: set[int] = set()
        for key in dict.fromkeys([keys[0], keys[len(keys) // 2], keys[-1]]):
            asked.add(key)
            if self._is_answered([key]):
                return [each for each in keys if each not in asked]
        self.presumed = [each for each in keys if each not in asked]
        self.refused |= dict.fromkeys(self.presumed, self.refused[keys[-1]])
        return []

    def _is_answered(self, keys: Sequence[int]) -> bool:
        try:
            self.answers |= self._fetch(keys)
        except RetryLater as error:
            if not _is_refusal(error):
                raise
            if len(keys) > 1:
                return False
            if response_code(error.detail) == "EXPUNGEISSUED":  # RFC 5530: it is gone
                return True
            self.refused[keys[0]] = error
            return False
        return True


def _is_refusal(error: RetryLater) -> bool:
    """Whether it may be about one of the messages only."""
    return error.code in (REFUSED, PASSING)


def told_refusal(
    refused: Mapping[RemoteRef, RetryLater], asked: int, handed_out: bool
) -> MailboxError | None:
    """What to raise over ``refused`` messages, which are still on the server; None
    where there are none.

    ``asked``: how many were asked for; ``handed_out``: whether any came.
    """
    if refused and asked > 1 and not handed_out:
        return failing_mailbox(refused.values())
    return unreadable(refused) if refused else None


def failing_mailbox(refusals: Iterable[RetryLater]) -> RetryLater:
    """The error of a mailbox that hands out nothing, out of one refusal or more."""
    whys = list(refusals)
    passing = [why for why in whys if why.code != REFUSED]
    return passing[0] if passing else RetryLater("messages_refused", whys[0].detail)


def unreadable(refused: Mapping[RemoteRef, RetryLater]) -> ParkMessage:
    """The error of messages that are refused, for good or for now; there is one at
    least."""
    lasting = {ref.key: why for ref, why in refused.items() if why.code == REFUSED}
    passing = {ref.key: why for ref, why in refused.items() if why.code != REFUSED}
    code = "message_unreadable" if lasting else "message_unavailable"
    words = next(iter((lasting or passing).values())).detail
    return ParkMessage(code, words, lasting, passing=passing)


@contextmanager
def naming(refs: Iterable[RemoteRef]) -> Iterator[None]:
    """Add to an error which messages were being fetched when the connection broke.

    Some servers drop the connection over one message they cannot read; knowing the
    suspects, the caller can ask for them one by one, and park the culprit. A refusal
    that will pass makes no suspects.
    """
    try:
        yield
    except MailboxError as error:
        if error.code in BROKEN_CODES:
            error.keys = tuple(ref.key for ref in refs)
        raise
