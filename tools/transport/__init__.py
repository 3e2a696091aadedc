"""Mail sessions: one contract, one adapter per wire (IMAP, POP3); sending by SMTP, and
the folder of sent mail."""

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
from .given_host import split_host
from .imap_sent import FolderPosition, SentFolder
from .opening import open_session
from .smtp import (
    SMTPS_PORT,
    STARTTLS_PORT,
    SmtpSettings,
    check_sender,
    delivery_failure,
    open_smtp,
)
from .time_limits import TimeLimits
from .wire_failures import BROKEN_CODES

__all__ = [
    "BROKEN_CODES",
    "BearerCredential",
    "Credential",
    "DEFAULT_PORTS",
    "DEFAULT_TIMEOUT",
    "FetchedMessage",
    "FolderPosition",
    "MailSession",
    "MailboxSettings",
    "MailboxSummary",
    "PasswordCredential",
    "RemoteMessage",
    "RemoteRef",
    "SMTPS_PORT",
    "STARTTLS_PORT",
    "SentFolder",
    "SmtpSettings",
    "TimeLimits",
    "check_sender",
    "delivery_failure",
    "open_session",
    "split_host",
    "open_smtp",
]
