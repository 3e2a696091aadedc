"""A mail session by IMAP (RFC 3501 and RFC 9051), on imapclient."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from imapclient.exceptions import IMAPClientError

from ..errors import FixSettings, ParkMessage, RetryLater
from ..providers import provider_of
from .asking import NOTHING_SENT, REFUSED, Answers, Asking, naming, told_refusal
from .chunks import bounded, runs
from .imap_client import CONTRADICTORY, BoundedClient
from .imap_extensions import prepare
from .imap_removal import Removal
from .imap_selected import SelectedFolder, internal_date
from .imap_wire import connect, drop, log_in
from .pace import Pace
from .placeholders import placeholder
from .session import (
    FetchedMessage,
    MailboxSettings,
    MailboxSummary,
    MailSession,
    RemoteMessage,
    RemoteRef,
)
from .statements import stated_size

FETCH_COUNT = 100  # messages per FETCH of bodies
FETCH_BYTES = 8 * 2**20  # bytes per FETCH: one answer is held in memory as a whole
# Messages per STORE and EXPUNGE: the command line stays under 8,192 octets.
DELETE_COUNT = 500


class ImapSession(MailSession):
    """An open IMAP folder. See `MailSession` for what the methods promise."""

    def __init__(
        self, client: BoundedClient, folder: str, lists_sizes: bool = True
    ) -> None:
        self._client = client
        self._folder = SelectedFolder(client, folder, lists_sizes)
        offered = (word.decode("latin-1") for word in client.capabilities())
        greeting = client.welcome.decode("latin-1")
        self._provider = provider_of(client.host, offered, greeting)
        by_trash = self._provider.deletes_by_trash
        self._removal = Removal(client, self._folder.name, by_trash)
        self._pace = Pace(self._provider.messages_a_second)

    @classmethod
    def open(cls, settings: MailboxSettings) -> ImapSession:
        """Connect, log in, select the folder."""
        client = connect(settings)
        try:
            log_in(client, settings)
            prepare(client)
            return cls(client, settings.folder, settings.lists_sizes)
        except BaseException:
            drop(client)
            raise

    def summary(self) -> MailboxSummary:
        messages = self.list_messages()
        dates = [message.date for message in messages if message.date]
        return MailboxSummary(
            count=len(messages),
            size=sum(message.size for message in messages),
            oldest=min(dates, default=None),
            newest=max(dates, default=None),
        )

    def list_messages(self) -> list[RemoteMessage]:
        return self._folder.listing()

    def next_ref(self) -> RemoteRef | None:
        upcoming = self._folder.next_uid
        return self._folder.ref(upcoming) if upcoming else None

    def stated(self, refs: Iterable[RemoteRef]) -> list[RemoteMessage]:
        return self._folder.stated(self._folder.meet(self._folder.uids(refs)))

    def fetch(self, refs: Iterable[RemoteRef]) -> Iterator[FetchedMessage]:
        uids = self._folder.meet(self._folder.uids(refs))
        refused: dict[int, RetryLater] = {}
        works = False
        presumed: list[int] = []
        for again in (False, True):
            # Of what was not asked for alone the server may yet hand out some.
            wanted = (presumed if works else []) if again else uids
            for chunk in self._pieces(wanted):
                asking = self._bodies(chunk, works)
                presumed += asking.presumed
                for uid in self._folder.index.among(chunk):
                    found = self._taken(uid, asking, refused)
                    if found:
                        works = True
                        yield self._judged(uid, found)
        self._tell_refused(refused, len(uids), works)

    def _judged(self, uid: int, found: FetchedMessage) -> FetchedMessage:
        """The same, not complete where it is cut; that is not taken off."""
        said = self._folder.said
        if self._provider.estimates_sizes or not said.is_cut(uid, len(found.raw)):
            return found
        said.refused(uid)
        return replace(found, complete=False, size=said.size(uid))

    def _pieces(self, uids: Sequence[int]) -> Iterator[list[int]]:
        sizes = {uid: self._folder.said.size(uid) for uid in uids}
        count = self._pace.at_most(self._folder.fetching.at_most(FETCH_COUNT))
        return bounded(uids, sizes, count, FETCH_BYTES)

    def _bodies(self, chunk: Sequence[int], works: bool) -> Asking:
        """Ask for whole messages; ``works``: others came already."""
        size = sum(map(self._folder.said.size, chunk))
        items = ["RFC822.SIZE", "INTERNALDATE", "BODY.PEEK[]"]
        asking = Asking(partial(self._paced, items=items))
        expecting = self._client.meter.expecting(size)
        with naming(map(self._folder.ref, chunk)), expecting:
            asking.ask(chunk, works)
        return asking

    def _paced(self, uids: Sequence[int], items: list[str]) -> Answers:
        self._pace.wait(len(uids))
        return self._folder.fetching.fetch(uids, items)

    def _taken(
        self,
        uid: int,
        asking: Asking,
        refused: dict[int, RetryLater],
        part: bytes = b"BODY[]",
    ) -> FetchedMessage | None:
        """The message out of the answers; else None, and why in ``refused``."""
        answer = asking.answers.pop(uid, {})
        found = self._fetched(uid, answer, part)
        if answer.get(part) is CONTRADICTORY:
            why = "the server sends two messages for one"
        else:
            why = NOTHING_SENT if found is None else placeholder(found.raw)
        if not why:
            self._folder.said.handed_out(uid)
            refused.pop(uid, None)
            return found
        self._folder.said.refused(uid)
        refused[uid] = asking.refused.get(uid) or RetryLater(REFUSED, why)
        return None

    def _tell_refused(
        self, refused: dict[int, RetryLater], asked: int, works: bool
    ) -> None:
        """Raise over what was refused, but for what left the folder meanwhile."""
        if not refused:
            return
        self._folder.poll()
        left = self._folder.index.among(refused)
        told = {self._folder.ref(uid): refused[uid] for uid in left}
        if error := told_refusal(told, asked, works):
            raise error

    def fetch_head(self, ref: RemoteRef, limit: int) -> FetchedMessage:
        uids = self._folder.meet(self._folder.uids([ref]))
        items = ["RFC822.SIZE", "INTERNALDATE", f"BODY.PEEK[]<0.{limit}>"]
        asking = Asking(partial(self._paced, items=items))
        asking.ask(uids)
        refused: dict[int, RetryLater] = {}
        for uid in uids:
            if found := self._taken(uid, asking, refused, b"BODY[]<0>"):
                raw = found.raw[:limit]
                return FetchedMessage(ref, raw, found.date, False, found.size)
        self._tell_refused(refused, 1, works=False)
        raise ParkMessage("message_gone", keys=[ref.key])

    def _fetched(
        self, uid: int, answer: dict[bytes, Any], part: bytes
    ) -> FetchedMessage | None:
        """The message, or None: no answer, NIL or nothing at all where the server does
        not state that there is nothing (RFC 2180, 4.1.3)."""
        self._folder.note(uid, answer)
        raw = answer.get(part)
        if not isinstance(raw, bytes) or not (raw or self._folder.said.is_empty(uid)):
            return None
        size = stated_size(answer.get(b"RFC822.SIZE"))
        return FetchedMessage(
            self._folder.ref(uid), raw, internal_date(answer), size=size
        )

    def check_delete(self) -> None:
        self._check_changeable()
        with self._folder.fetching.failures():
            self._removal.check()

    def check_move(self, folder: str) -> None:
        self.check_delete()
        with self._folder.fetching.failures():
            self._removal.check_target(folder)

    def delete(self, refs: Iterable[RemoteRef]) -> frozenset[RemoteRef]:
        return self._take_off(refs, self._removal.delete)

    def move(self, refs: Iterable[RemoteRef], folder: str) -> frozenset[RemoteRef]:
        """As `delete`, but into ``folder``, which is made where it is missing."""
        mine = list(refs)
        if not self._folder.uids(mine):
            return frozenset()
        with self._folder.fetching.failures():
            target = self._removal.target(folder)
        return self._take_off(mine, partial(self._removal.move, target=target))

    def _take_off(
        self, refs: Iterable[RemoteRef], act: Callable[[Sequence[int]], None]
    ) -> frozenset[RemoteRef]:
        uids = self._folder.uids(refs)
        if uids:
            self._check_changeable()
        self._folder.number(uids)
        gone: set[int] = set()
        for chunk in runs(uids, self._folder.fetching.at_most(DELETE_COUNT)):
            same = self._folder.unchanged(chunk)
            if same:
                with self._folder.fetching.failures():
                    act(same)
            gone |= self._folder.gone(chunk)
        return frozenset(map(self._folder.ref, gone))

    def _check_changeable(self) -> None:
        if self._folder.read_only:
            raise FixSettings("folder_read_only")

    def keep_alive(self) -> None:
        if self._client.meter.silence() > self._provider.keep_alive_seconds:
            self._folder.keep_alive(self._provider.keep_alive_command)

    @property
    def bytes_read(self) -> int:
        return self._client.meter.total

    def close(self) -> frozenset[RemoteRef]:
        if not self._folder.fetching.is_lost:
            try:
                self._client.logout()
            except (OSError, IMAPClientError):
                self._folder.fetching.is_lost = True
        self.abort()
        return frozenset()

    def abort(self) -> None:
        self._folder.fetching.is_lost = True
        drop(self._client)
