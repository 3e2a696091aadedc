"""A private Cyrus 3.6: IMAP and POP3 on loopback."""

from __future__ import annotations

import os
import pwd
import socket
import ssl
from datetime import datetime
from pathlib import Path

from imapclient import IMAPClient

from .authority_ca import Authority
from .ports import LOOPBACK
from .unpacked import UnpackedServer, quoted

ADMIN = "cyrus"
ADMIN_PASSWORD = "the administrator"
# All that one may do in a folder (RFC 4314), 2.1.
RIGHTS = "lrswipkxtea"
_PROGRAMS = "/usr/lib/cyrus/bin"
# With domains in the names of people, so that an address is a login. A name without one
# is looked up below the server's name, and belongs to the domain of the administrator.
# Of each folder that is deleted, no more than 20 are kept aside.
_SETTINGS = {
    "defaultpartition": "default",
    "servername": "localhost",
    "virtdomains": "userid",
    "defaultdomain": "internal",
    "admins": ADMIN,
    "altnamespace": "no",
    "unixhierarchysep": "no",
    "allowplaintext": "yes",
    "popminpoll": "0",
    "munge8bit": "no",
    "delete_mode": "immediate",
    "sasl_pwcheck_method": "auxprop",
    "sasl_auxprop_plugin": "sasldb",
    "sasl_mech_list": "PLAIN LOGIN",
}
_SERVICES = """START {{
  recover cmd="{programs}/ctl_cyrusdb -C {settings} -r"
}}
SERVICES {{
  imap cmd="{programs}/imapd -C {settings}" listen="127.0.0.1:{imap}"
  imaps cmd="{programs}/imapd -s -C {settings}" listen="127.0.0.1:{imaps}"
  pop3 cmd="{programs}/pop3d -C {settings}" listen="127.0.0.1:{pop3}"
  pop3s cmd="{programs}/pop3d -s -C {settings}" listen="127.0.0.1:{pop3s}"
}}
EVENTS {{
}}
"""


class Cyrus(UnpackedServer):
    """See `UnpackedServer`; ``settings`` change those of imapd.conf.

    Mail is delivered and looked at by IMAP: the files are Cyrus's own. It has folders
    below INBOX, separated by dots.
    """

    name = "cyrus"
    below, separator = "INBOX.", "."
    wrong_password = ("authentication failure",)

    def __init__(
        self,
        directory: Path,
        ca: Authority,
        users: dict[str, str],
        settings: dict[str, object] | None = None,
    ) -> None:
        super().__init__(directory, ca, users)
        self.spool = self.directory / "spool"
        self._owner = pwd.getpwnam("nobody")
        self._settings = settings or {}
        self._admin: IMAPClient | None = None

    def start(self) -> Cyrus:
        """As `UnpackedServer.start`; everybody has an INBOX then."""
        super().start()
        self._admin = self._client()
        # The end of an APPEND does not wait until its beginning is acknowledged.
        self._admin.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._admin.login(ADMIN, ADMIN_PASSWORD)
        for address in self.users:
            if not self._admin.folder_exists(_inbox(address)):
                self._make(address)
        return self

    def stop(self) -> None:
        """As `UnpackedServer.stop`."""
        if self._admin is not None:
            self._admin.shutdown()
            self._admin = None
        super().stop()

    def deliver(
        self,
        address: str,
        raw: bytes,
        folder: str = "INBOX",
        date: datetime | None = None,
    ) -> None:
        """Put these bytes into the folder, which is made where it is missing.

        Cyrus takes no NUL, no LF without CR, and no mail that does not begin with a
        header.
        """
        name = _name(address, folder)
        if folder != "INBOX" and not self._admin.folder_exists(name):
            self._admin.create_folder(name)
            self._admin.setacl(name, ADMIN, RIGHTS)
        self._admin.append(name, raw, msg_time=date)

    def messages(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """Return the bytes of every message there, oldest delivery first."""
        name = folder if folder == "INBOX" else "INBOX." + folder.replace("/", ".")
        with self._client() as client:
            client.plain_login(address, self.users[address])
            if not client.folder_exists(name):
                return []
            client.select_folder(name, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def as_delivered(self, raw: bytes) -> bytes:
        """The bytes that were delivered, of those that came from the server."""
        return raw

    def clear(self, address: str) -> None:
        """Remove all mail and folders of one user."""
        self._admin.delete_folder(_inbox(address))
        self._make(address)

    def file(self, raw: bytes) -> Path:
        """The file of the message with these bytes."""
        found = (path for path in self.spool.rglob("*.") if path.is_file())
        return next(path for path in found if path.read_bytes() == raw)

    def allow(self, address: str, rights: str, folder: str = "INBOX") -> None:
        """Let a person do just this in the own folder (RFC 4314, 2.1)."""
        self._admin.setacl(_name(address, folder), address, rights)

    def _client(self) -> IMAPClient:
        trusted = ssl.create_default_context(cafile=str(self.ca.ca))
        return IMAPClient(LOOPBACK, self.imaps, ssl_context=trusted)

    def _make(self, address: str) -> None:
        self._admin.create_folder(_inbox(address))
        self._admin.setacl(_inbox(address), ADMIN, RIGHTS)

    def _prepare(self) -> None:
        for name in ("lib", "spool", "lib/socket", "run", "run/proc", "run/lock"):
            folder = self.directory / name
            folder.mkdir(exist_ok=True)
            os.chown(folder, self._owner.pw_uid, self._owner.pw_gid)
        (self.directory / "imapd.conf").write_text(self._imapd_conf())
        (self.directory / "cyrus.conf").write_text(
            _SERVICES.format(
                programs=_PROGRAMS,
                settings=self.directory / "imapd.conf",
                imap=self.imap,
                imaps=self.imaps,
                pop3=self.pop3,
                pop3s=self.pop3s,
            )
        )

    def _imapd_conf(self) -> str:
        """Cyrus takes no setting twice."""
        certificate = self.certificate(self._owner.pw_uid)
        settings = {
            **_SETTINGS,
            "configdirectory": self.directory / "lib",
            "proc_path": self.directory / "run" / "proc",
            "mboxname_lockpath": self.directory / "run" / "lock",
            "partition-default": self.spool,
            "cyrus_user": self._owner.pw_name,
            "sasl_sasldb_path": self.directory / "sasldb2",
            "tls_server_cert": certificate,
            "tls_server_key": certificate,
            **self._settings,
        }
        return "".join(f"{name}: {value}\n" for name, value in settings.items())

    def _script(self) -> str:
        passwords = self.directory / "sasldb2"
        lines = [
            _password(passwords, *address.split("@"), secret)
            for address, secret in self.users.items()
        ]
        lines.append(_password(passwords, ADMIN, "localhost", ADMIN_PASSWORD))
        lines.append(quoted("chown", self._owner.pw_name, passwords))
        master = quoted(
            *(f"{_PROGRAMS}/master", "-D", "-C", self.directory / "imapd.conf"),
            *(
                "-M",
                self.directory / "cyrus.conf",
                "-p",
                self.directory / "run" / "pid",
            ),
        )
        return "\n".join([*lines, f"{master} &"])


def _password(database: Path, name: str, realm: str, secret: str) -> str:
    """A line of a shell that gives a password to a person."""
    tool = quoted("saslpasswd2", "-p", "-c", "-f", database, "-u", realm, name)
    return f"printf %s {quoted(secret)} | {tool}"


def _inbox(address: str) -> str:
    return f"user.{address}"


def _name(address: str, folder: str) -> str:
    """The folder's name for the administrator: the domain is at its end."""
    name, _at, domain = address.partition("@")
    below = "" if folder == "INBOX" else "." + folder.replace("/", ".")
    return f"user.{name}{below}@{domain}"
