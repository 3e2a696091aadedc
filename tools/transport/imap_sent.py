"""The folder where mail programs keep what they sent; it is read and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        self._folder.select()
        newest = self._search("*") if self._folder.count else []
        return FolderPosition(self._folder.validity, max(newest, default=0))

    def heads_after(
        self, position: FolderPosition
    ) -> Iterator[tuple[FolderPosition, list[FetchedMessage]]]:
        """Yield (position behind them, headers alone) of newer messages, in runs.

        Nothing where the folder was numbered anew: positions then mean nothing.
        """
        self._folder.select()
        if position.validity != self._folder.validity:
            return
        # "n:*" always has the last message, also where its UID is below n.
        found = self._search(f"{position.uid + 1}:*")
        newer = sorted(uid for uid in found if uid > position.uid)
        self._folder.index.add(newer)
        for uids in runs(newer, HEAD_COUNT):
            heads = list(self._heads(uids))
            yield FolderPosition(self._folder.validity, uids[-1]), heads

    def _search(self, uids: str) -> list[int]:
        with self._folder.fetching.failures():
            return self._client.search(["UID", uids])

    def _heads(self, uids: Sequence[int]) -> Iterator[FetchedMessage]:
        items = ["RFC822.SIZE", "BODY.PEEK[HEADER]"]
        answers, _refused = self._folder.fetching.ask(uids, items)
        for uid in uids:
            answer = answers.get(uid, {})
            self._folder.note(uid, answer)
            raw = answer.get(b"BODY[HEADER]")
            if isinstance(raw, bytes):
                yield FetchedMessage(self._folder.ref(uid), raw, None, False)
