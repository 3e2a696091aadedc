"""The folder where mail programs keep what they sent; it is read and never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import RetryLater
from .asking import NOTHING_SENT, REFUSED, failing_mailbox, naming
from .chunks import runs
from .imap import ImapSession
from .session import FetchedMessage, RemoteRef

# Headers per FETCH: bounds the memory of one answer.
HEAD_COUNT = 200


@dataclass(frozen=True)
class Heads:
    """Headers that were handed out, and why those that are there were not."""

    messages: list[FetchedMessage] = field(default_factory=list)
    refused: dict[RemoteRef, RetryLater] = field(default_factory=dict)


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
        self, position: FolderPosition, doubtful: Collection[RemoteRef] = ()
    ) -> Iterator[tuple[FolderPosition, Heads]]:
        """Yield (position behind them, headers alone) of newer messages, in runs.

        Nothing where the folder was numbered anew: positions then mean nothing.
        ``doubtful`` are left out, and are for the caller to ask for.
        """
        self._folder.select()
        if position.validity != self._folder.validity:
            return
        # "n:*" always has the last message, also where its UID is below n.
        found = self._search(f"{position.uid + 1}:*")
        newer = sorted(uid for uid in found if uid > position.uid)
        self._folder.index.add(newer)
        left_out = set(self._folder.uids(doubtful))
        for uids in runs(newer, HEAD_COUNT):
            heads = self._heads([uid for uid in uids if uid not in left_out])
            yield FolderPosition(self._folder.validity, uids[-1]), heads

    def heads(self, refs: Iterable[RemoteRef]) -> Heads:
        """Return the headers alone of these, as far as they are there."""
        return self._heads(self._folder.uids(refs))

    def _search(self, uids: str) -> list[int]:
        with self._folder.fetching.failures():
            return self._client.search(["UID", uids])

    def _heads(self, uids: Sequence[int]) -> Heads:
        """Raises `RetryLater` where several are refused and none is handed out, and
        names them where the connection breaks."""
        heads = Heads()
        if not uids:
            return heads
        items = ["RFC822.SIZE", "BODY.PEEK[HEADER]"]
        with naming(map(self._folder.ref, uids)):
            answers, refused = self._folder.fetching.answered(uids, items)
        self._folder.index.add(answers)
        for uid, answer in answers.items():
            self._folder.note(uid, answer)
        for uid in uids:
            raw = answers.get(uid, {}).get(b"BODY[HEADER]")
            ref = self._folder.ref(uid)
            if isinstance(raw, bytes):
                heads.messages.append(FetchedMessage(ref, raw, None, False))
            elif uid in refused or self._search(str(uid)):
                heads.refused[ref] = refused.get(uid) or RetryLater(
                    REFUSED, NOTHING_SENT
                )
        if len(heads.refused) > 1 and not heads.messages:
            raise failing_mailbox(heads.refused.values())
        return heads
