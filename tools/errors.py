"""What can go wrong at a mailbox, named by what the caller should do.

::

    MailboxError                 base; never raised itself
    +-- RetryLater               passing trouble: try again, later and less often
    +-- FixSettings              a person must change a setting or the server
    +-- ReconnectNeeded          the OAuth consent is gone: ask the owner to connect
    +-- ParkMessage              one message cannot be read: put it aside, go on

Every error carries a stable ``code``; sentences for people are made from it where
translations live. ``detail`` holds the server's own words (`ServerWords`), or what the
operating system, a library or we have to say.

======================  ===============  =============================================
code                    class            meaning
======================  ===============  =============================================
host_unknown            RetryLater       no address for the host name (DNS may be down)
port_closed             RetryLater       nothing listens on that port
unreachable             RetryLater       no route, or another network failure
timed_out               RetryLater       no answer within the time-out
connection_lost         RetryLater       the connection broke, or the server said BYE
server_busy             RetryLater       the server asks to come back later
login_unavailable       RetryLater       the server cannot check logins just now
too_many_connections    RetryLater       a limit of connections is reached
throttled               RetryLater       too much was asked for in a short time
quota_spent             RetryLater       the provider's limit of a day is reached
messages_refused        RetryLater       none of the messages listed is handed out
mailbox_in_use          RetryLater       another program has the mailbox open
budget_spent            RetryLater       our own limit of bytes a day, below the
                                         provider's
removal_incomplete      RetryLater       messages stay that were to be deleted
command_refused         RetryLater       a command was refused, no reason we know
answer_too_long         RetryLater       far more is sent than was asked for
protocol_error          either           answers that are not this protocol:
                                         FixSettings at the greeting, else RetryLater
settings_lost           FixSettings      no host, though the mailbox was connected
host_invalid            FixSettings      the host name is malformed
tls_untrusted           FixSettings      certificate not trusted, or of another host
tls_failed              FixSettings      no TLS could be agreed on at that port
tls_expected            FixSettings      the port speaks TLS, the settings do not
authority_invalid       FixSettings      the private authority is not a PEM certificate
starttls_missing        FixSettings      the server does not offer STARTTLS / STLS
clear_text_refused      FixSettings      the server wants TLS before the password
login_refused           FixSettings      user name or password refused
password_expired        FixSettings      the password was right and has expired
password_login_ended    FixSettings      the provider takes no passwords any more
app_password_required   FixSettings      it takes a password made for one program only
web_login_required      FixSettings      the account's owner must sign in in a browser
imap_disabled           FixSettings      IMAP, or POP3, is off for this account
program_refused         FixSettings      the server does not trust this program
mailbox_unavailable_for_login
                        FixSettings      signed in, but this login's mailbox cannot be
                                         opened
administrator_needed    FixSettings      only the server's administrator can help
login_unsupported       FixSettings      no way of logging in that can carry this
                                         user name and password, or token
token_needs_tls         FixSettings      a token may only be carried over TLS
folder_missing          FixSettings      no such folder
folder_refused          FixSettings      the folder exists but cannot be opened
folder_read_only        FixSettings      the folder may be read but not changed
delete_refused          FixSettings      deleting is not permitted
move_refused            FixSettings      moving to that folder is not permitted
trash_missing           FixSettings      Gmail shows no folder with the use \\Trash
mailbox_full            FixSettings      the mailbox has no room for more
greeting_refused        FixSettings      the server takes no connections from here
sending_disabled        FixSettings      the account may not send by SMTP
smtp_disabled           FixSettings      SMTP is off in the account's own settings
sending_blocked         FixSettings      the account is suspected of sending spam
sender_unsupported      FixSettings      the server cannot send from such an address
sender_refused          FixSettings      mail from this address is not taken
not_sent                FixSettings      a message was not taken, no reason we know
authority_unreachable   RetryLater       no connection to the OAuth authority
authority_unavailable   RetryLater       the OAuth authority gives no usable answer
authority_refused       FixSettings      the authority refuses, no reason we know
authority_url_refused   FixSettings      not an https address that may be asked, or
                                         nothing of OAuth lives there
client_refused          FixSettings      wrong client id or secret, or the application
                                         may not do this
secret_expired          FixSettings      the client secret has expired
secret_wrong            FixSettings      the client secret is not the right one
grant_unsupported       FixSettings      this grant type is not to be had there
redirect_refused        FixSettings      the redirect URI is not the registered one
scope_refused           FixSettings      a scope is unknown, not permitted, not granted
consent_denied          FixSettings      the person or their administrator said no
admin_consent_needed    FixSettings      only an administrator may consent
tenant_refused          FixSettings      application or account of another tenant
account_blocked         FixSettings      disabled, locked, or not assigned
access_rule             FixSettings      an access rule of the organisation forbids it
refresh_token_missing   FixSettings      consent without the right to renew
other_account           FixSettings      another account signed in than the mailbox's
clock_wrong             FixSettings      this host's clock is wrong
code_missing            FixSettings      what was pasted holds no authorization code
code_refused            ReconnectNeeded  the authorization code is used or expired
consent_lost            ReconnectNeeded  the authority does not renew any more
token_refused           ReconnectNeeded  the mailbox refuses the token: renew it once,
                                         then ask the owner to connect
message_unreadable      ParkMessage      the server does not hand out these messages
message_unavailable     ParkMessage      it does not now, and says that it will
message_gone            ParkMessage      the message is not on the server any more
======================  ===============  =============================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

DETAIL_LIMIT = 300  # characters; long enough for a server's sentence, fit for a log
SECRET_MARK = "[secret]"


class ServerWords(str):
    """What a server said, as it said it; any other text is not a server's."""


def printable(text: str, secrets: Iterable[str] = ()) -> str:
    """Return ``text`` on one line, cut to DETAIL_LIMIT, without any of ``secrets``;
    `ServerWords` stay such."""
    by_server = isinstance(text, ServerWords)
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, SECRET_MARK)
    line = " ".join(text.split())
    line = "".join(char if char.isprintable() else "?" for char in line)
    if len(line) > DETAIL_LIMIT:
        line = line[: DETAIL_LIMIT - 3] + "..."
    return ServerWords(line) if by_server else line


class MailboxError(Exception):
    """Base of everything a mailbox can answer with instead of mail.

    ``code`` is one of the table above; ``detail``, printable and bounded, without
    secrets, is `ServerWords` where a server said it. ``keys`` are the
    `RemoteRef.key` of the messages being fetched when it happened, if any were.
    ``pause`` is how long the server wants to be left alone; None where it said nothing.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        keys: Iterable[str] = (),
        pause: timedelta | None = None,
    ) -> None:
        detail = printable(detail)
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.keys = tuple(keys)
        self.pause = pause

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code

    @property
    def is_quoted(self) -> bool:
        """Whether ``detail`` is what a server said."""
        return isinstance(self.detail, ServerWords)

    def as_json(self, now: datetime) -> dict[str, str | bool | None]:
        """Return what `error_from_json` makes such an error of again; ``now`` (UTC) is
        when its pause begins."""
        until = (now + self.pause).isoformat() if self.pause else None
        kind = type(self).__name__
        return {
            "kind": kind,
            "code": self.code,
            "detail": self.detail,
            "quoted": self.is_quoted,
            "until": until,
        }


class RetryLater(MailboxError):
    """Passing trouble: the same call may succeed later, with nothing changed."""


class FixSettings(MailboxError):
    """Trying again is useless until a person changes a setting or the server."""


class ReconnectNeeded(MailboxError):
    """The OAuth consent is lost: the mailbox's owner has to connect it again."""


class ParkMessage(MailboxError):
    """The messages named by ``keys`` cannot be read; session and others are fine.

    ``passing``: what the server said of those that it wants to hand out later, by
    `RemoteRef.key`. They are not among ``keys``.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        keys: Iterable[str] = (),
        pause: timedelta | None = None,
        passing: Mapping[str, RetryLater] | None = None,
    ) -> None:
        super().__init__(code, detail, keys, pause)
        self.passing = dict(passing or {})


def error_from_json(value: object, now: datetime) -> MailboxError | None:
    """Return the error that `MailboxError.as_json` made ``value`` of; None for anything
    else. What is left of its pause ``now`` (as then, aware or naive) is its pause."""
    if not isinstance(value, dict) or value.get("kind") not in _BY_NAME:
        return None
    until = value.get("until")
    left = datetime.fromisoformat(until) - now if until else timedelta()
    pause = left if left > timedelta() else None
    words = ServerWords if value.get("quoted") else str
    return _BY_NAME[value["kind"]](value["code"], words(value["detail"]), pause=pause)


_BY_NAME = {
    kind.__name__: kind
    for kind in (RetryLater, FixSettings, ReconnectNeeded, ParkMessage)
}
