"""A private Dovecot 2.3 for tests and demos: IMAP, POP3 and SMTP on loopback."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

from .authority_ca import Authority
from .dovecot_config import Ports, configuration, password_file, token_lookup

PACKAGES = "packages dovecot-imapd, dovecot-pop3d and dovecot-submissiond"
START_SECONDS = 60.0
STOP_SECONDS = 30.0


class DovecotError(Exception):
    """Dovecot is missing, or did not start or stop."""


class Dovecot:
    """One instance below ``directory``, with ``users`` (address: password).

    It runs as the caller; started by root it hands the mail to ``user``. Sockets live
    in a short temporary directory of its own, as their paths are limited to about 90
    characters. Attributes: the ports ``imap``, ``imaps``, ``pop3``, ``pop3s``, and
    ``log`` (path). ``settings``: lines added to the configuration's end.
    ``introspection_url``: where to ask about tokens (RFC 7662); with it people get in
    by XOAUTH2 and OAUTHBEARER, too. ``relay_port``: it takes mail by SMTP (ports
    ``submission`` and ``submissions``), too, and passes it on to that loopback port.
    """

    def __init__(
        self,
        directory: Path,
        ca: Authority,
        users: dict[str, str],
        user: str = "nobody",
        settings: str = "",
        introspection_url: str = "",
        relay_port: int = 0,
    ) -> None:
        self.directory = Path(directory).resolve()
        self.ca = ca
        self.users = dict(users)
        self.log = self.directory / "dovecot.log"
        self._settings = settings
        self._introspection_url = introspection_url
        self._relay_port = relay_port
        self._owner = pwd.getpwnam(user) if os.getuid() == 0 else _caller()
        self._base: Path | None = None
        self._master: subprocess.Popen[bytes] | None = None
        self._last = 0  # microseconds in the name of the newest mail
        self._ports = Ports.free()
        self.imap, self.imaps, self.pop3, self.pop3s, *sending = self._ports
        self.submission, self.submissions = sending

    def start(self) -> Dovecot:
        """Start and wait for its ports; raises `DovecotError`."""
        program = _program(submission=bool(self._relay_port))
        self._base = Path(tempfile.mkdtemp(prefix="dc-"))
        self._base.chmod(0o755)
        self._prepare()
        # Into a file: its processes keep the descriptor, so a pipe would never end.
        with open(self.directory / "start.log", "wb") as output:
            self._master = subprocess.Popen(
                [program, "-F", "-c", self._config_path],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            for port in self._ports if self._relay_port else self._ports[:4]:
                self._wait_for(port)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop and forget the sockets; the mail stays. Harmless if not running."""
        if self._master is not None:
            self._master.terminate()
            self._master.wait(STOP_SECONDS)
            self._master = None
        if self._base is not None:
            shutil.rmtree(self._base, ignore_errors=True)
            self._base = None

    def __enter__(self) -> Dovecot:
        return self.start()

    def __exit__(self, *_exception: object) -> None:
        self.stop()

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
        for part in ("", "tmp", "new", "cur"):
            self._make(maildir / part)
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
                continue  # Dovecot has renamed or removed one since it was listed

    def files(self, address: str, folder: str = "INBOX") -> list[Path]:
        """Return the file of every message there, oldest delivery first."""
        maildir = self._maildir(address, folder)
        found = [*maildir.glob("new/*"), *maildir.glob("cur/*")]
        return sorted(found, key=lambda path: path.name)

    def clear(self, address: str) -> None:
        """Remove all mail, folders and indexes of one user."""
        home = self._home(address)
        if home.exists():
            # Aside first: a session that is just ending may still write its indexes.
            aside = home.rename(home.with_name(f"{home.name}.{time.time_ns()}"))
            shutil.rmtree(aside, ignore_errors=True)
        self._make_home(address)

    @property
    def _config_path(self) -> Path:
        return self.directory / "dovecot.conf"

    def _home(self, address: str) -> Path:
        return self.directory / "home" / address.lower()

    def _maildir(self, address: str, folder: str) -> Path:
        """Maildir++: INBOX is the root, folders are its dotted subdirectories."""
        root = self._home(address) / "mail"
        return root if folder == "INBOX" else root / ("." + folder.replace("/", "."))

    def _prepare(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        _check_passable(self.directory)
        owner = (self._owner.pw_uid, self._owner.pw_gid)
        lines = password_file(self.users, owner, self.directory / "home")
        self._write_private("passwd", lines)
        if self._introspection_url:
            lookup = token_lookup(self._introspection_url, self.ca)
            self._write_private("oauth2.conf", lookup)
        group = grp.getgrgid(self._owner.pw_gid).gr_name
        self._config_path.write_text(
            configuration(
                directory=self.directory,
                base=self._base,
                ports=self._ports,
                ca=self.ca,
                owner=(self._owner.pw_name, group, *owner),
                as_root=os.getuid() == 0,
                tokens=bool(self._introspection_url),
                relay_port=self._relay_port,
            )
            + self._settings,
            "utf-8",
        )
        for address in self.users:
            self._make_home(address)

    def _write_private(self, name: str, text: str) -> None:
        """Write a file with secrets, for Dovecot's own user to read."""
        path = self.directory / name
        path.touch(mode=0o600)
        path.write_text(text, "utf-8")
        if os.getuid() == 0:
            os.chown(path, pwd.getpwnam("dovecot").pw_uid, -1)

    def _make_home(self, address: str) -> None:
        home = self._home(address)
        for path in (home.parent, home, self._maildir(address, "INBOX")):
            self._make(path)

    def _make(self, path: Path) -> None:
        """Make a directory unless it is there."""
        if not path.exists():
            path.mkdir(exist_ok=True)  # Dovecot may be making it, too
            self._give(path)

    def _give(self, path: Path) -> None:
        """Make a file belong to the user that the mail processes run as."""
        if os.getuid() == 0:
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def _next_name(self) -> str:
        """A name later than all before: Dovecot numbers new mails in the order of the
        seconds and then of the microseconds (M) in their names."""
        self._last = max(time.time_ns() // 1000, self._last + 1)
        seconds, microseconds = divmod(self._last, 1_000_000)
        return f"{seconds}.M{microseconds:06d}P{os.getpid()}.test"

    def _wait_for(self, port: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._master.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.02)
        raise DovecotError(f"dovecot did not start: {self._last_words()}")

    def _last_words(self) -> str:
        files = (self.directory / "start.log", self.log)
        words = [path.read_text("utf-8", "replace") for path in files if path.exists()]
        return "".join(words)[-1000:]


def _program(submission: bool) -> str:
    """dovecot lies in /usr/sbin, which an ordinary user's PATH may lack."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    program = shutil.which("dovecot", path=path)
    helpers = Path("/usr/lib/dovecot")
    wanted = ("imap", "pop3", "submission") if submission else ("imap", "pop3")
    if not program or not all((helpers / name).exists() for name in wanted):
        raise DovecotError(f"Dovecot is not installed: it needs Debian's {PACKAGES}")
    return program


def _caller() -> pwd.struct_passwd:
    return pwd.getpwuid(os.getuid())


def _check_passable(directory: Path) -> None:
    """Started by root, the mail processes are another user, who has to get there."""
    directory.chmod(directory.stat().st_mode | 0o011)
    for path in directory.parents:
        if os.getuid() == 0 and not path.stat().st_mode & 0o001:
            raise DovecotError(f"other users cannot enter {path}: choose another place")
