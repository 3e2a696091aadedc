r"""What servers say when they say no, and what each of it means.

`REFUSALS` is read from the top; the first row whose words are found, at the place where
they were said, decides. Words that no row knows mean what they have always meant there:
a wrong password, a token that is not accepted, a command that was refused.

A row that passes by itself is `RetryLater`; its pause is what the server is known to
want, and gives way to a time that its words name. No row is `ReconnectNeeded`: a limit
or an outage never asks anybody for a new consent, and what is said of a token is for
`token_refusal`. Response codes are those of RFC 9051, 7.1, RFC 5530, RFC 2449, 8.1,
and RFC 3206; numbers are replies of SMTP (RFC 5321, 4.2, and RFC 3463).
tests/peers/recorded_refusals.txt has what was recorded, with its sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from ..errors import FixSettings, MailboxError, RetryLater, ServerWords
from .asked_pause import asked_pause

WORDS_READ = 1000  # characters of a refusal that are looked at


class Place(Enum):
    """What a server was asked when it refused."""

    GREETING = "greeting"  # nothing yet; also a BYE during the login
    PASSWORD = "password"  # to log in by a password
    TOKEN = "token"  # to log in by a token
    FOLDER = "folder"  # to open a folder
    COMMAND = "command"  # anything else after the login
    SENDING = "sending"  # by SMTP: nothing yet, or to take a sender


LOGIN = frozenset({Place.PASSWORD, Place.TOKEN})
TO_LOGIN = LOGIN | {Place.GREETING}
TO_FOLDER = TO_LOGIN | {Place.FOLDER}
SENDING = LOGIN | {Place.SENDING}
EVERYWHERE = frozenset(Place)

# The code of what passes and has no better one: by the place it is login_unavailable or
# server_busy.
NOT_NOW = "not_now"

A_WHILE = timedelta(minutes=5)  # Exchange's usual wish
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Refusal:
    """One row: words (a regular expression, case ignored), and what they mean."""

    says: re.Pattern[str]
    kind: type[MailboxError]
    code: str
    at: frozenset[Place] = EVERYWHERE
    pause: timedelta | None = None


def _later(
    says: str,
    code: str = NOT_NOW,
    at: frozenset[Place] = EVERYWHERE,
    pause: timedelta | None = None,
) -> Refusal:
    return Refusal(re.compile(says, re.I), RetryLater, code, at, pause)


def _mend(says: str, code: str, at: frozenset[Place] = EVERYWHERE) -> Refusal:
    return Refusal(re.compile(says, re.I), FixSettings, code, at)


def _coded(*codes: str) -> str:
    """A regular expression for these response codes, with or without arguments."""
    return rf"\[(?:{'|'.join(map(re.escape, codes))})[\] ]"


REFUSALS = (
    # Limits of a day. Gmail: 2,500 MB by IMAP, then locked for a day; SMTP: 550 5.4.5.
    _later(r"bandwidth limit", "quota_spent", pause=A_DAY),
    _later(_coded("OVERQUOTA"), "quota_spent", TO_FOLDER, A_DAY),
    _later(r"5\.4\.5 daily|SubmissionQuotaExceeded", "quota_spent", pause=A_DAY),
    _later(
        r"daily.{0,40}(?:limit|quota)|(?:limit|quota).{0,40}(?:per day|daily)",
        "quota_spent",
        pause=A_DAY,
    ),
    # Too much in a short time. Exchange names the time, Yahoo and Gmail do not.
    _later(r"throttled|Backoff Time|rate.?limit", "throttled", pause=A_WHILE),
    _later(
        r"too many (?:\w+ ){0,3}(?:attempts|logins|requests|failures|errors|commands)",
        "throttled",
        pause=A_WHILE,
    ),
    _later(_coded("LOGIN-DELAY"), "throttled", pause=A_WHILE),
    _later(r"login limit|mails? too fast", "throttled", pause=A_WHILE),
    # Too much at once.
    _later(
        r"too many (?:\w+ ){0,3}(?:connections|sessions)|thread limit exceeded"
        r"|connections? limit|maximum (?:\w+ ){0,4}connections",
        "too_many_connections",
    ),
    _later(_coded("LIMIT"), "too_many_connections"),
    # Signed in, but the mailbox of this login does not open: another one than the
    # token's user, no right to it, no licence. Exchange; RFC 5530.
    _mend(r"authenticated but not connected", "mailbox_unavailable_for_login"),
    _mend(_coded("AUTHORIZATIONFAILED"), "mailbox_unavailable_for_login", LOGIN),
    # What the owner of the account has to do elsewhere first.
    _mend(
        r"web login required|log ?in via your (?:5\.7\.14 )?web browser"
        r"|(?:unusual|suspicious) (?:activity|sign-?in|login)",
        "web_login_required",
    ),
    _mend(
        r"application.specific password|ap+(?:lication)? password (?:is )?required"
        r"|(?:use|generate) an? app(?:lication)?.password",
        "app_password_required",
    ),
    _mend(
        r"not enabled for (?:IMAP|POP)|yet to enable (?:IMAP|POP)"
        r"|(?:IMAP|POP3?) (?:access )?is (?:disabled|not enabled|turned off) for",
        "imap_disabled",
    ),
    # 163, 126 and yeah.net, of a program that has not said its name (RFC 2971).
    _mend(r"unsafe login", "program_refused"),
    # What Microsoft says of passwords, and of sending by SMTP.
    _mend(r"SmtpClientAuthentication|smtp_auth_disabled", "sending_disabled"),
    _mend(r"basic authentication is", "password_login_ended"),
    _mend(r"security defaults|conditional access", "administrator_needed"),
    _mend(r"OutboundSpam|5\.7\.50[123]|5\.1\.8 ", "sending_blocked", SENDING),
    _mend(r"User has no permission", "smtp_disabled", SENDING),
    # Encryption before the password; Exchange's POP3 has no better words for it.
    _mend(
        _coded("PRIVACYREQUIRED")
        + r"|only available under a layer|TLS required|STARTTLS (?:command )?first"
        r"|(?:plain|clear).?text auth\w* (?:is )?(?:disallowed|disabled|not allowed)"
        r"|-ERR Command is not valid in this state",
        "clear_text_refused",
        LOGIN,
    ),
    # Another program has the mailbox open (RFC 1939, 4).
    _later(_coded("INUSE", "IN-USE"), "mailbox_in_use", TO_FOLDER),
    _later(
        r"(?:maildrop|mailbox)\b.{0,60}\b(?:locked|in use|busy)"
        r"|(?:can't|cannot|unable to|could not) (?:\w+ ){0,2}lock",
        "mailbox_in_use",
        TO_FOLDER,
    ),
    # The server's own trouble. Cyrus says [SYS/PERM] of a disk that is away, too.
    _later(r"System I/O error|unable to open (?:the )?mail(?:drop|box)", at=TO_FOLDER),
    _later(_coded("UNAVAILABLE", "INUSE", "IN-USE", "SYS/TEMP")),
    _later(r"maintenance|wartungs?(?:arbeiten|modus)", at=TO_FOLDER | SENDING),
    _later(
        r"(?:internal|system|backend) (?:(?:auth\w*|server|login) )?(?:failure|error)"
        r"|(?:backend|service|authentication) (?:is )?(?:currently )?"
        r"(?:unavailable|not available)",
        at=TO_FOLDER | SENDING,
    ),
    # Of a single message, a server's bug may last.
    _later(_coded("SERVERBUG"), at=TO_FOLDER),
    _later(r"server unavailable|connection (?:is )?closed\. \d"),
    # What only the server's administrator, or the account's, can mend.
    _mend(_coded("OVERQUOTA"), "mailbox_full"),
    # RFC 3463, 3.3: also where it may pass, as nothing but room makes it pass.
    _mend(r" [45]\.2\.2 |QuotaExceededException", "mailbox_full", SENDING),
    _mend(_coded("EXPIRED"), "password_expired", frozenset({Place.PASSWORD})),
    _mend(_coded("CONTACTADMIN", "SYS/PERM"), "administrator_needed", TO_FOLDER),
    _mend(r"maildir invalid", "administrator_needed", TO_FOLDER),
    # RFC 5248: X.7.13 is a disabled account. What is so temporarily passes.
    _mend(
        r" 5\.7\.13 |(?:account|mailbox|user|login) (?:(?:has|have) been |is |was )?"
        r"(?:suspended|disabled|locked|blocked|deactivated|inactive|not active)\b"
        r"|your account (?:\w+ ){0,3}(?:suspended|blocked|deactivated)"
        r"|(?:disabled|suspended|blocked|locked|inactive) account",
        "administrator_needed",
        LOGIN,
    ),
    _mend(r"permission denied", "folder_refused", frozenset({Place.FOLDER})),
    # Words of those that have no codes, in the languages of hosters. Of a single
    # message, too: Exchange hands one out only after it was scanned.
    _later(
        r"(?:try|retry)(?: \w+){0,3} later|temporar(?:y|ily) (?!password)"
        r"|später (?:noch ?(?:ein)?mal|erneut|wieder)|vorübergehend|plus tard"
        r"|temporairement|más tarde|temporalmente|later opnieuw|tijdelijk"
        r"|稍后|稍候|系统繁忙",
    ),
    _later(r"^4\d\d[ -]", at=SENDING),
)
_CODES_NOT_NOW = {place: "login_unavailable" for place in TO_LOGIN} | {
    place: "server_busy" for place in EVERYWHERE - TO_LOGIN
}


def refusal_at(place: Place, text: str) -> MailboxError | None:
    """Return the error that ``text``, said at ``place``, is known to mean; else None.

    Total and linear: a text of any length, with any characters, has an answer.
    """
    words = readable(text)
    for row in REFUSALS:
        if place in row.at and row.says.search(words):
            return _error(row, place, words)
    return None


def readable(text: str) -> ServerWords:
    """Return the beginning of a server's words as a person reads them.

    POP3 hands its lines on with one character for a byte, whatever they are in.
    """
    words = " ".join(text[:WORDS_READ].split())
    try:
        return ServerWords(words.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return ServerWords(words)


def _error(row: Refusal, place: Place, words: str) -> MailboxError:
    code = _CODES_NOT_NOW[place] if row.code == NOT_NOW else row.code
    if not issubclass(row.kind, RetryLater):
        return row.kind(code, words)
    return row.kind(code, words, pause=asked_pause(words) or row.pause)
