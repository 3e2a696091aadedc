"""From settings to an open session."""

from __future__ import annotations

from .imap import ImapSession
from .pop3 import Pop3Session
from .session import MailboxSettings, MailSession

_SESSIONS: dict[str, type[ImapSession] | type[Pop3Session]] = {
    "imap": ImapSession,
    "imaps": ImapSession,
    "pop3": Pop3Session,
    "pop3s": Pop3Session,
}


def open_session(settings: MailboxSettings) -> MailSession:
    """Connect, verify TLS, log in and open the folder; raises a `MailboxError`."""
    return _SESSIONS[settings.protocol].open(settings)
