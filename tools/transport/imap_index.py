"""Which messages a selected folder holds, followed as the server reports changes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

_RANGES = re.compile(rb"(\d{1,10})(?::(\d{1,10}))?")


class FolderIndex:
    """The UIDs of the selected folder in the order of their sequence numbers.

    Sequence numbers live here and nowhere else. They are true as long as every EXPUNGE
    is followed (RFC 9051, 7.5.1), which no server may send during a FETCH. What an
    answer by number shows is believed only with its UID.
    """

    def __init__(self) -> None:
        self._uids: list[int | None] = []
        self._further: set[int] = set()

    def replace(self, uids: Iterable[int | None]) -> None:
        """The folder was listed: its UIDs, None where a message's was not told."""
        self._uids = list(uids)
        self._further = set()

    def add(self, uids: Iterable[int]) -> None:
        """These are there, too; their sequence numbers are not known."""
        self._further.update(uids)

    def expunge(self, number: int) -> None:
        """``* number EXPUNGE`` came; what was never listed is ignored."""
        if 1 <= number <= len(self._uids):
            del self._uids[number - 1]

    def vanish(self, text: bytes) -> None:
        """``* VANISHED 3:5,9`` came (RFC 7162, 3.2.10; RFC 9586, 3.4)."""
        ranges = sorted(
            (int(first), int(last or first)) for first, last in _RANGES.findall(text)
        )
        starts = [first for first, _last in ranges]
        ends = [0]  # the highest end of the ranges up to each
        for _first, last in ranges:
            ends.append(max(ends[-1], last))

        def is_left(uid: int | None) -> bool:
            return uid is None or ends[bisect_right(starts, uid)] < uid

        self._uids = [uid for uid in self._uids if is_left(uid)]
        self._further = {uid for uid in self._further if is_left(uid)}

    def among(self, uids: Iterable[int]) -> list[int]:
        """Those of ``uids`` that are in the folder, in their order."""
        here = self._further.union(uid for uid in self._uids if uid is not None)
        return [uid for uid in uids if uid in here]

    def numbers(self, uids: Iterable[int]) -> dict[int, int]:
        """UIDs by their sequence numbers, of those ``uids`` that have one."""
        wanted = set(uids)
        return {
            number: uid
            for number, uid in enumerate(self._uids, 1)
            if uid is not None and uid in wanted
        }

    @property
    def has_further(self) -> bool:
        """Whether there are some whose numbers are not known."""
        return bool(self._further)

    @property
    def is_whole(self) -> bool:
        """Whether every message's UID was told."""
        return None not in self._uids
