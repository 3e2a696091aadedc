"""Sessions with scripted servers."""

from peers.scripted import ScriptedServer

from tools.transport import MailboxSettings, PasswordCredential, open_session


def settings(protocol, port, user="alice", secret="s3cret-pw", **changes):
    """Settings for a server on loopback."""
    changes.setdefault("timeout", 5)
    credential = PasswordCredential(secret)
    return MailboxSettings(protocol, "127.0.0.1", port, user, credential, **changes)


def imap_session(server: ScriptedServer, **changes):
    return open_session(settings("imap", server.port, **changes))


def pop3_session(server: ScriptedServer, **changes):
    return open_session(settings("pop3", server.port, **changes))
