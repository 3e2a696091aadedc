"""The folder where mail programs keep what they sent; it is read and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .chunks import runs
from .imap import ImapSession
from .session import FetchedMessage

# Headers per FETCH: bounds the memory of one answer.
HEAD_COUNT = 200


@dataclass(frozen=True)
class FolderPosition:
    """How far a folder has been read: its UIDVALIDITY and the last UID looked at."""

    validity: str
    uid: int

    @classmethod
    def parse(cls, text: str) -> FolderPosition | None:
        """The position that ``str`` made ``text`` of; None if it is none."""
        validity, slash, uid = (text or "").partition("/")
        if not slash or not uid.isdecimal():
            return None
        return cls(validity, int(uid))

    def __str__(self) -> str:
        return f"{self.validity}/{self.uid}"


class SentFolder(ImapSession):
    """A folder that grows, read from where it was left; raises `MailboxError`."""

    def end(self) -> FolderPosition:
        """The position behind the newest message there is now."""
        self._select()
        newest = self._client.search(["UID", "*"]) if self._count else []
        return FolderPosition(self._validity, max(newest, default=0))

    def heads_after(
        self, position: FolderPosition
    ) -> Iterator[tuple[FolderPosition, list[FetchedMessage]]]:
        """Yield (position behind them, headers alone) of newer messages, in runs.

        Nothing where the folder was numbered anew: positions then mean nothing.
        """
        self._select()
        if position.validity != self._validity:
            return
        for uids in runs(self._uids_after(position.uid), HEAD_COUNT):
            answers, _refused = self._ask(uids, ["BODY.PEEK[HEADER]", "RFC822.SIZE"])
            heads = [
                FetchedMessage(self._ref(uid), raw, None, False)
                for uid in uids
                if isinstance(raw := answers.get(uid, {}).get(b"BODY[HEADER]"), bytes)
            ]
            yield FolderPosition(self._validity, uids[-1]), heads

    def _uids_after(self, uid: int) -> list[int]:
        with self._failures():
            found = self._client.search(["UID", f"{uid + 1}:*"])
        # "n:*" always has the last message, also where its UID is below n.
        return sorted(each for each in found if each > uid)
