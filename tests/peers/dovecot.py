"""A private Dovecot 2.3 for tests and demos: IMAP, POP3 and SMTP on loopback."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from .authority_ca import Authority
from .dovecot_config import Ports, configuration, password_file, token_lookup
from .mail_server import STOP_SECONDS, MailServerError, check_passable, started
from .maildirs import Maildirs

PACKAGES = "packages dovecot-imapd, dovecot-pop3d and dovecot-submissiond"


class Dovecot(Maildirs):
    """One instance below ``directory``, with ``users`` (address: password).

    It runs as the caller; started by root it hands the mail to ``user``. Sockets live
    in a short temporary directory of its own, as their paths are limited to about 90
    characters. Attributes: the ports ``imap``, ``imaps``, ``pop3``, ``pop3s``, and
    ``log`` (path). ``settings``: lines added to the configuration's end.
    ``introspection_url``: where to ask about tokens (RFC 7662); with it people get in
    by XOAUTH2 and OAUTHBEARER, too. ``relay_port``: it takes mail by SMTP (ports
    ``submission`` and ``submissions``), too, and passes it on to that loopback port.
    """

    below, separator = "", "/"  # what names of folders begin with, and what is in them
    wrong_password = ("Authentication failed",)  # what it says of one

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
        super().__init__(self.directory / "home", user)
        self.ca = ca
        self.users = dict(users)
        self.log = self.directory / "dovecot.log"
        self._settings = settings
        self._introspection_url = introspection_url
        self._relay_port = relay_port
        self._base: Path | None = None
        self._master: subprocess.Popen[bytes] | None = None
        self._ports = Ports.free()
        self.imap, self.imaps, self.pop3, self.pop3s, *sending = self._ports
        self.submission, self.submissions = sending

    def start(self) -> Dovecot:
        """Start and wait for its ports; raises `MailServerError`."""
        program = _program(submission=bool(self._relay_port))
        self._base = Path(tempfile.mkdtemp(prefix="dc-"))
        self._base.chmod(0o755)
        self._prepare()
        command = [program, "-F", "-c", str(self._config_path)]
        output = self.directory / "start.log"
        ports = self._ports if self._relay_port else self._ports[:4]
        try:
            self._master = started("dovecot", command, output, ports, self.log)
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

    @property
    def _config_path(self) -> Path:
        return self.directory / "dovecot.conf"

    def _prepare(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        check_passable(self.directory)
        owner = (self.owner.pw_uid, self.owner.pw_gid)
        lines = password_file(self.users, owner, self.homes)
        self._write_private("passwd", lines)
        if self._introspection_url:
            lookup = token_lookup(self._introspection_url, self.ca)
            self._write_private("oauth2.conf", lookup)
        group = grp.getgrgid(self.owner.pw_gid).gr_name
        self._config_path.write_text(
            configuration(
                directory=self.directory,
                base=self._base,
                ports=self._ports,
                ca=self.ca,
                owner=(self.owner.pw_name, group, *owner),
                as_root=os.getuid() == 0,
                tokens=bool(self._introspection_url),
                relay_port=self._relay_port,
            )
            + self._settings,
            "utf-8",
        )
        for address in self.users:
            self.make_home(address)

    def _write_private(self, name: str, text: str) -> None:
        """Write a file with secrets, for Dovecot's own user to read."""
        path = self.directory / name
        path.touch(mode=0o600)
        path.write_text(text, "utf-8")
        if os.getuid() == 0:
            os.chown(path, pwd.getpwnam("dovecot").pw_uid, -1)


def _program(submission: bool) -> str:
    """dovecot lies in /usr/sbin, which an ordinary user's PATH may lack."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    program = shutil.which("dovecot", path=path)
    helpers = Path("/usr/lib/dovecot")
    wanted = ("imap", "pop3", "submission") if submission else ("imap", "pop3")
    if not program or not all((helpers / name).exists() for name in wanted):
        raise MailServerError(f"Dovecot is not installed: it needs Debian's {PACKAGES}")
    return program
