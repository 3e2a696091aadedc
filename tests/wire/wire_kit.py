"""What the wire tests share: one user's mailbox, and the six ways to it."""

from dataclasses import dataclass

from peers.dovecot import Dovecot

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


def users() -> dict[str, str]:
    """More users than any one test needs: a mailbox is emptied before its reuse."""
    return {f"user{number}@example.test": PASSWORD for number in range(20)}


def mail(number: int, size: int = 0) -> bytes:
    """A small message with CRLF lines."""
    return b"Subject: mail %d\r\n\r\ntext\r\n%s" % (number, b"x" * size + b"\r\n")


@dataclass
class Wire:
    """One user's mailbox on a running Dovecot."""

    dovecot: Dovecot
    address: str

    def settings(self, way, **changes) -> MailboxSettings:
        protocol, port, starttls = WAYS[way]
        values = {
            "protocol": protocol,
            "host": "localhost",
            "port": getattr(self.dovecot, port),
            "username": self.address,
            "credential": PasswordCredential(PASSWORD),
            "starttls": starttls,
            "ca_pem": self.dovecot.ca.pem,
            "timeout": 60,
        }
        return MailboxSettings(**(values | changes))

    def open(self, way, **changes):
        return open_session(self.settings(way, **changes))

    def deliver(self, *raws: bytes, **details) -> None:
        for raw in raws:
            self.dovecot.deliver(self.address, raw, **details)

    def messages(self, folder="INBOX") -> list[bytes]:
        return self.dovecot.messages(self.address, folder)
