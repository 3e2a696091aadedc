"""A private GNU Mailutils 3.15: imap4d and pop3d on loopback, with mbox files."""

from __future__ import annotations

import mailbox
import os
import pwd
import shutil
from datetime import datetime, timezone
from pathlib import Path

from imapclient import imap_utf7
from passlib.hash import sha512_crypt

from .authority_ca import Authority
from .unpacked import UnpackedServer, quoted
from .waiting import until

# What the servers write into a mail for themselves.
_OWN_FIELDS = (b"Status:", b"X-IMAPbase:", b"X-UID:", b"X-UIDL:")
_SETTINGS = """auth {{
  authentication generic:virtdomain;
  authorization virtdomain;
}};
virtdomain {{ passwd-dir {directory}/domains; }};
logging {{ syslog no; }};
mode daemon;
foreground yes;
max-children 200;
tls-file-checks {{ key-file none; cert-file none; }};
tls {{
  ssl-certificate-file {ca.chain};
  ssl-key-file {ca.key};
}};
server 127.0.0.1:{clear} {{ tls-mode ondemand; }};
server 127.0.0.1:{implicit} {{ tls-mode connection; }};
"""


class Mailutils(UnpackedServer):
    """See `UnpackedServer`; ``settings``: lines added to both servers' settings.

    A folder is a file of the person's home, and so is the INBOX.
    """

    name = "mailutils"
    below, separator = "", "/"
    wrong_password = ("authentication failed", "Bad login")

    def __init__(
        self,
        directory: Path,
        ca: Authority,
        users: dict[str, str],
        settings: str = "",
    ) -> None:
        super().__init__(directory, ca, users)
        self._owner = pwd.getpwnam("nobody")
        self._settings = settings

    def deliver(
        self,
        address: str,
        raw: bytes,
        folder: str = "INBOX",
        date: datetime | None = None,
    ) -> None:
        """Put these bytes into the folder; the lines of an mbox end in LF alone."""
        when = (date or datetime.now(timezone.utc)).astimezone(timezone.utc)
        lines = raw.replace(b"\r\n", b"\n")
        box = mailbox.mbox(self._file(address, folder), create=False)
        try:
            until(lambda: _is_locked(box), f"the lock of the mbox of {address}")
            box.add(
                f"From MAILER-DAEMON {when:%a %b %d %H:%M:%S %Y}\n".encode() + lines
            )
        finally:
            box.close()  # this unlocks it, too

    def messages(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """Return the bytes of every message there, oldest delivery first."""
        box = mailbox.mbox(self._file(address, folder), create=False)
        try:
            found = [box.get_bytes(key) for key in box.keys()]
        finally:
            box.close()
        return [self.as_delivered(raw.replace(b"\n", b"\r\n")) for raw in found]

    def as_delivered(self, raw: bytes) -> bytes:
        """A message without what the servers write into its header for themselves."""
        head, blank, body = raw.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        kept = [line for line in lines if not line.startswith(_OWN_FIELDS)]
        return b"\r\n".join(kept) + blank + body

    def clear(self, address: str) -> None:
        """Remove all mail and folders of one user."""
        shutil.rmtree(self._home(address), ignore_errors=True)
        self._make_home(address)

    def lock_path(self, address: str) -> Path:
        """A file of this name locks the INBOX against the servers."""
        return self._home(address) / "INBOX.lock"

    def _home(self, address: str) -> Path:
        return self.directory / "home" / address

    def _file(self, address: str, folder: str) -> Path:
        path = self._home(address) / imap_utf7.encode(folder).decode("ascii")
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            self._give(path.parent)
            path.touch(mode=0o600)
            self._give(path)
        return path

    def _make_home(self, address: str) -> None:
        self._home(address).mkdir(parents=True, exist_ok=True)
        self._give(self._home(address))

    def _give(self, path: Path) -> None:
        os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def _prepare(self) -> None:
        domains = self.directory / "domains"
        domains.mkdir(exist_ok=True)
        for file in domains.iterdir():
            file.unlink()
        for address, secret in self.users.items():
            self._make_home(address)
            name, _at, domain = address.partition("@")
            hashed = sha512_crypt.using(rounds=1000).hash(secret)
            ids = f"{self._owner.pw_uid}:{self._owner.pw_gid}"
            with open(domains / domain, "a", encoding="utf-8") as people:
                people.write(f"{name}:{hashed}:{ids}::{self._home(address)}:/bin/sh\n")
        self._write_settings("imap4d", self.imap, self.imaps)
        self._write_settings("pop3d", self.pop3, self.pop3s)

    def _write_settings(self, program: str, clear: int, implicit: int) -> None:
        text = _SETTINGS.format(
            directory=self.directory, ca=self.ca, clear=clear, implicit=implicit
        )
        (self.directory / f"{program}.conf").write_text(text + self._settings)

    def _script(self) -> str:
        lines = [
            quoted(name, f"--config-file={self.directory / name}.conf") + " &"
            for name in ("imap4d", "pop3d")
        ]
        return "\n".join(lines)


def _is_locked(box: mailbox.mbox) -> bool:
    """Lock it as the servers do; False where one of them has it."""
    try:
        box.lock()
    except mailbox.ExternalClashError:
        return False
    return True
