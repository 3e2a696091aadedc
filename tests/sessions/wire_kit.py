"""What tests of sessions share: one user's mailbox, and the six ways to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient
from peers.waiting import until

from tools.transport import MailboxSettings, PasswordCredential, open_session

PASSWORD = 'pä:ss \\w"ord'
# name: protocol, attribute of the port, STARTTLS
WAYS = {
    "imap": ("imap", "imap", False),
    "imaps": ("imaps", "imaps", False),
    "imap+starttls": ("imap", "imap", True),
    "pop3": ("pop3", "pop3", False),
    "pop3s": ("pop3s", "pop3s", False),
    "pop3+stls": ("pop3", "pop3", True),
}
IMAP_WAYS = [name for name in WAYS if name.startswith("imap")]
POP3_WAYS = [name for name in WAYS if name.startswith("pop3")]
TRASH = "namespace inbox {\n  mailbox Papierkorb {\n    special_use = \\Trash\n  }\n}\n"


def users(password: str = PASSWORD) -> dict[str, str]:
    """More users than any one test needs: a mailbox is emptied before its reuse."""
    return {f"user{number}@example.test": password for number in range(20)}


def mail(number: int, size: int = 0) -> bytes:
    """A small message with CRLF lines."""
    return b"Subject: mail %d\r\n\r\ntext\r\n%s" % (number, b"x" * size + b"\r\n")


@dataclass
class Wire:
    """One user's mailbox on a running server, one of `peers`."""

    server: Any
    address: str

    @property
    def password(self) -> str:
        return self.server.users[self.address]

    def settings(self, way, **changes) -> MailboxSettings:
        protocol, port, starttls = WAYS[way]
        values = {
            "protocol": protocol,
            "host": "localhost",
            "port": getattr(self.server, port),
            "username": self.address,
            "credential": PasswordCredential(self.password),
            "starttls": starttls,
            "ca_pem": self.server.ca.pem,
            "timeout": 60,
        }
        return MailboxSettings(**(values | changes))

    def open(self, way, **changes):
        return open_session(self.settings(way, **changes))

    def deliver(self, *raws: bytes, **details) -> None:
        for raw in raws:
            self.server.deliver(self.address, raw, **details)

    def messages(self, folder="INBOX") -> list[bytes]:
        return self.server.messages(self.address, folder)

    def folder(self, name: str) -> str:
        """The name of a folder as people know it on this server; "/" separates."""
        return self.server.below + name.replace("/", self.server.separator)

    def becomes(self, *raws: bytes) -> None:
        """Assert that just these are in the INBOX, soon: Courier says goodbye by POP3
        before it deletes."""
        wanted = list(raws)
        until(lambda: self.messages() == wanted, f"just {wanted}", seconds=10)

    def raws(self, messages) -> list[bytes]:
        """The bytes of fetched messages, as they were delivered."""
        return [self.server.as_delivered(one.raw) for one in messages]

    @contextmanager
    def other_client(self) -> Iterator[IMAPClient]:
        """Another program of the same person, with the INBOX selected."""
        with IMAPClient("127.0.0.1", self.server.imap, ssl=False) as client:
            log_in = client.login if self.password.isascii() else client.plain_login
            log_in(self.address, self.password)
            client.select_folder("INBOX")
            yield client
