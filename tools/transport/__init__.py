"""Mail sessions: one contract, one adapter per wire (IMAP, POP3)."""

from .session import (
    DEFAULT_PORTS,
    DEFAULT_TIMEOUT,
    BearerCredential,
    Credential,
    FetchedMessage,
    MailboxSettings,
    MailboxSummary,
    MailSession,
    PasswordCredential,
    RemoteMessage,
    RemoteRef,
)
from .opening import open_session

__all__ = [
    "DEFAULT_PORTS",
    "DEFAULT_TIMEOUT",
    "BearerCredential",
    "Credential",
    "FetchedMessage",
    "MailSession",
    "MailboxSettings",
    "MailboxSummary",
    "PasswordCredential",
    "RemoteMessage",
    "RemoteRef",
    "open_session",
]
