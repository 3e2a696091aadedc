"""A private Courier: IMAP (5.0.13) and POP3 (1.0.16) on loopback."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from passlib.hash import sha512_crypt

from .authority_ca import Authority
from .maildirs import MAIL, Maildirs
from .unpacked import UnpackedServer, exports, quoted

_CAPABILITIES = (
    "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT "
    "QUOTA IDLE"
)
# What Debian sets in /etc/courier, as couriertcpd's environment; but people may
# log in by AUTHENTICATE PLAIN without TLS, too: our LOGIN takes nothing but ASCII.
_SETTINGS = {
    "IMAP_CAPABILITY": f"{_CAPABILITIES} AUTH=PLAIN",
    "IMAP_CAPABILITY_TLS": f"{_CAPABILITIES} AUTH=PLAIN",
    "IMAP_KEYWORDS": 1,
    "IMAP_ACL": 1,
    "IMAP_STARTTLS": "YES",
    "IMAP_USELOCKS": 1,
    "IMAP_MAILBOX_SANITY_CHECK": 1,
    "IMAP_TRASHFOLDERNAME": "Trash",
    "IMAP_EMPTYTRASH": "Trash:7",
    "POP3_STARTTLS": "YES",
    "POP3AUTH": "",
    "POP3AUTH_TLS": "",
    "MIME_UNICODE_MESSAGE_TYPE": "message/global",
    "COURIERTLS": "/usr/bin/couriertls",
    "TLS_VERIFYPEER": "NONE",
}
_AUTHDAEMON = """authmodulelist="authuserdb"
daemons=5
authdaemonvar=/run/courier/authdaemon
DEBUG_LOGIN=0
DEFAULTOPTIONS=""
LOGGEROPTS=""
"""
# makeuserdb writes beside its source, where the view of /etc cannot be written to.
_RUN = """
makeuserdb -f {directory}/etc/courier/userdb
mount -t overlay overlay -o lowerdir=etc:/etc /etc
mkdir -p /run/courier/authdaemon
/usr/lib/courier/courier-authlib/authdaemond &
serve() {{
    couriertcpd -address=127.0.0.1 -nodnslookup -noidentlookup \\
        -maxprocs=200 -maxperip=200 "$@" &
}}
programs=/usr/lib/courier/courier
tls="/usr/bin/couriertls -server -tcpd"
serve {imap} $programs/imaplogin /usr/bin/imapd {mail}
serve {pop3} $programs/courierpop3login $programs/courierpop3d {mail}
export IMAP_TLS=1 POP3_TLS=1
serve {imaps} $tls $programs/imaplogin /usr/bin/imapd {mail}
serve {pop3s} $tls $programs/courierpop3login $programs/courierpop3d {mail}
"""


class Courier(UnpackedServer, Maildirs):
    """See `UnpackedServer` and `Maildirs`; ``settings`` change Courier's environment.

    It has its folders below INBOX, separated by dots, and keeps mail with the lines of
    Unix: it sends a CR before each LF.
    """

    name = "courier"
    below, separator = "INBOX.", "."
    wrong_password = ("Login failed",)

    def __init__(
        self,
        directory: Path,
        ca: Authority,
        users: dict[str, str],
        settings: dict[str, object] | None = None,
    ) -> None:
        super().__init__(directory, ca, users)
        Maildirs.__init__(self, self.directory / "home", "nobody")
        self._settings = {**_SETTINGS, **(settings or {})}

    def deliver(
        self,
        address: str,
        raw: bytes,
        folder: str = "INBOX",
        date: datetime | None = None,
    ) -> None:
        """As `Maildirs.deliver`; what comes out has a CR before each LF."""
        super().deliver(address, raw.replace(b"\r\n", b"\n"), folder, date)

    def messages(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """The bytes that Courier sends of every message, oldest delivery first."""
        found = super().messages(address, folder)
        return [raw.replace(b"\n", b"\r\n") for raw in found]

    def folder_name(self, folder: str) -> str:
        """As `Maildirs.folder_name`; Courier writes it in UTF-8."""
        return folder

    def _prepare(self) -> None:
        configuration = self.directory / "etc" / "courier"
        configuration.mkdir(parents=True, exist_ok=True)
        (configuration / "authdaemonrc").write_text(_AUTHDAEMON)
        # STARTTLS and STLS are done as a user of this name.
        known = Path("/etc/passwd").read_text("utf-8")
        courier = f"courier:x:{self.owner.pw_uid}:{self.owner.pw_gid}::/:/bin/false\n"
        (self.directory / "etc" / "passwd").write_text(known + courier, "utf-8")
        people = configuration / "userdb"
        people.touch(mode=0o600)
        people.write_text("".join(map(self._person, self.users)), "utf-8")
        for address in self.users:
            self.make_home(address)

    def _person(self, address: str) -> str:
        """A line of userdb(8)."""
        home = self.home(address)
        hashed = sha512_crypt.using(rounds=1000).hash(self.users[address])
        values = {
            "uid": self.owner.pw_uid,
            "gid": self.owner.pw_gid,
            "home": home,
            "mail": home / MAIL,
            "systempw": hashed,
        }
        fields = "|".join(f"{name}={value}" for name, value in values.items())
        return f"{address}\t{fields}\n"

    def _script(self) -> str:
        settings = {
            **self._settings,
            "TLS_CERTFILE": self.certificate(self.owner.pw_uid),
        }
        return exports(settings.items()) + _RUN.format(
            directory=quoted(self.directory),
            mail=MAIL,
            imap=self.imap,
            imaps=self.imaps,
            pop3=self.pop3,
            pop3s=self.pop3s,
        )
