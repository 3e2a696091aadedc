"""People's mail as Maildir++, which Dovecot and Courier keep alike."""

from __future__ import annotations

import os
import pwd
import shutil
import time
from datetime import datetime
from pathlib import Path

from imapclient import imap_utf7

MAIL = "mail"  # the Maildir in a person's home


class Maildirs:
    """The homes of people below ``homes``; started by root, they belong to ``user``.

    INBOX is the root of a Maildir, folders are its dotted subdirectories.
    """

    def __init__(self, homes: Path, user: str) -> None:
        self.homes = homes
        self.owner = pwd.getpwnam(user) if os.getuid() == 0 else _caller()
        self._last = 0  # microseconds in the name of the newest mail

    def deliver(
        self,
        address: str,
        raw: bytes,
        folder: str = "INBOX",
        date: datetime | None = None,
    ) -> None:
        """Put exactly these bytes into the mailbox, with ``date`` as INTERNALDATE.

        Written aside and renamed, so that a server never sees half a message.
        """
        maildir = self._maildir(address, folder)
        self._make_maildir(maildir)
        draft = maildir / "tmp" / self._next_name()
        draft.write_bytes(raw)
        if date:
            os.utime(draft, (date.timestamp(), date.timestamp()))
        self._give(draft)
        draft.rename(maildir / "new" / draft.name)

    def messages(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """Return the bytes of every message there, oldest delivery first."""
        while True:
            try:
                return [path.read_bytes() for path in self.files(address, folder)]
            except FileNotFoundError:
                continue  # the server has renamed or removed one since it was listed

    def files(self, address: str, folder: str = "INBOX") -> list[Path]:
        """Return the file of every message there, oldest delivery first."""
        maildir = self._maildir(address, folder)
        found = [*maildir.glob("new/*"), *maildir.glob("cur/*")]
        return sorted(found, key=lambda path: path.name)

    def clear(self, address: str) -> None:
        """Remove all mail, folders and indexes of one user."""
        home = self.home(address)
        if home.exists():
            # Aside first: a session that is just ending may still write its indexes.
            aside = home.rename(home.with_name(f"{home.name}.{time.time_ns()}"))
            shutil.rmtree(aside, ignore_errors=True)
        self.make_home(address)

    def home(self, address: str) -> Path:
        """Where a person's mail and the server's own files are."""
        return self.homes / address.lower()

    def make_home(self, address: str) -> None:
        """Make an empty mailbox, unless there is one."""
        home = self.home(address)
        for path in (home.parent, home):
            self._make(path)
        self._make_maildir(self._maildir(address, "INBOX"))

    def _maildir(self, address: str, folder: str) -> Path:
        root = self.home(address) / MAIL
        if folder == "INBOX":
            return root
        return root / ("." + self.folder_name(folder.replace("/", ".")))

    def folder_name(self, folder: str) -> str:
        """A folder's name as the server writes it on the disk: in modified UTF-7 (RFC
        3501, 5.1.3)."""
        return imap_utf7.encode(folder).decode("ascii")

    def as_delivered(self, raw: bytes) -> bytes:
        """The bytes that were delivered, of those that came from the server."""
        return raw

    def _make_maildir(self, maildir: Path) -> None:
        for part in ("", "tmp", "new", "cur"):
            self._make(maildir / part)

    def _make(self, path: Path) -> None:
        """Make a directory unless it is there."""
        if not path.exists():
            path.mkdir(exist_ok=True)  # the server may be making it, too
            self._give(path)

    def _give(self, path: Path) -> None:
        """Make a file belong to the user that the mail processes run as."""
        if os.getuid() == 0:
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def _next_name(self) -> str:
        """A name later than all before: servers number new mails in the order of the
        seconds and then of the microseconds (M) in their names."""
        self._last = max(time.time_ns() // 1000, self._last + 1)
        seconds, microseconds = divmod(self._last, 1_000_000)
        return f"{seconds}.M{microseconds:06d}P{os.getpid()}.test"


def _caller() -> pwd.struct_passwd:
    return pwd.getpwuid(os.getuid())
