"""Which mail a mail answers: message ids and the ticket tokens that we sign.

A token is of one class, which is in what is signed: for customers, or for one internal
user. It is proof for that class only.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..mail.dsn import parse_report
from ..mail.message import InboundMessage, find_message_ids

# 120 bits: guessing is out of reach, and three such ids fit one header line.
_SIGNATURE_BYTES = 15

# A key with less than 128 bits is a mistake in the set-up, not a key.
_SHORTEST_KEY = 16

# What is signed begins with this, so that no signature made for another purpose
# with the same key passes for a token.
_PURPOSE = b"helpdesk-case-token:1:"

_NONCE = re.compile(r"[a-z0-9]{1,48}\Z")
# Random, then when it was made, the history entry that it was sent with, and the
# internal user that it is for.
_PARTS = re.compile(
    r"[a-f0-9]+(?:t([a-z0-9]{5}))?"
    r"(?:m([1-9][0-9]{0,17}))?(?:u([1-9][0-9]{0,17}))?\Z"
)
_MINUTE = 60
# It is told to the minute, and clocks of several hosts differ.
_TOLERANCE = 2 * _MINUTE
_TOKEN = re.compile(
    r"case-([1-9][0-9]{0,17})\.([a-z0-9]{1,48})\.([a-z2-7]{24})(?:@\S*)?\Z"
)


@dataclass(frozen=True, slots=True)
class SignedToken:
    """A token that we signed: `name` as found, and the ids of the ticket it was made
    for, of the history entry that it was sent with (None without one), and of the
    internal user that it was made for (None where it is for customers). `mark` is the
    same in every spelling of the token. `made`: seconds since 1970, to the minute; None
    in what versions before 1.7 signed."""

    name: str
    ticket_id: int
    entry_id: int | None
    user_id: int | None = None
    mark: str = ""
    made: int | None = None

    def is_older_than(self, seconds: float) -> bool:
        """Whether it was made before a moment (seconds since 1970), as far as it says:
        then it is not about what was made at that moment, whose number it has."""
        return self.made is not None and self.made + _TOLERANCE <= seconds


def references_newest_first(message: InboundMessage) -> tuple[str, ...]:
    """Ids of the mails this one answers, newest first, each once: In-Reply-To,
    then References from its end (RFC 5322 section 3.6.4)."""
    return tuple(dict.fromkeys((*message.in_reply_to, *reversed(message.references))))


def named_ids(message: InboundMessage) -> tuple[str, ...]:
    """All ids by which a mail says what it is about, newest first: those it
    answers and, for a delivery report, those of the mail that comes back."""
    report = parse_report(message)
    returned = report.returned_headers if report else None
    of_returned: tuple[str, ...] = ()
    if returned:
        own = find_message_ids(returned.get("Message-ID"))
        of_returned = own + find_message_ids(returned.get("References"))[::-1]
    return tuple(dict.fromkeys((*references_newest_first(message), *of_returned)))


def make_token(ticket_id: int, domain: str, key: bytes, nonce: str) -> str:
    """A message id that proves that we wrote about ticket `ticket_id`.

    It goes into References of what we send; mail programs copy it into the answer,
    also where a provider gave our mail another Message-ID. All in lower case, so
    that relays that fold case do no harm. `nonce`: 1 to 48 of a-z and 0-9, other for
    each mail. Raises ValueError for a ticket, nonce, domain or key that cannot be.
    """
    if ticket_id < 1 or not _NONCE.match(nonce) or not domain.strip():
        raise ValueError("a token needs a ticket number, a nonce and a domain")
    signature = _signature(ticket_id, nonce, key)
    return f"<case-{ticket_id}.{nonce}.{signature}@{domain.strip().lower()}>"


def read_tokens(ids: Iterable[str], key: bytes) -> tuple[int, ...]:
    """Ticket numbers of the customers' valid tokens among `ids`, each once, in their
    order: newest first for ids from `references_newest_first`. Everything else is
    ignored.

    The domain is not signed: it may change while customers still hold old mails,
    and the key alone says that we made the token.
    """
    signed = read_signed(ids, key)
    return tuple(dict.fromkeys(t.ticket_id for t in signed if t.user_id is None))


def read_signed(ids: Iterable[str], key: bytes) -> tuple[SignedToken, ...]:
    """The valid tokens of any class among `ids`, in their order. Everything else is
    ignored."""
    tokens = (_signed(name, key) for name in ids)
    return tuple(token for token in tokens if token)


def dated_nonce(random: str, seconds: float) -> str:
    """A nonce that tells when it was made (seconds since 1970, to the minute).
    `random`: hexadecimal.

    A database that is restored from a backup gives numbers of tickets and entries
    again that it has given; what was signed before is not about these.
    """
    return f"{random}t{_base36(int(seconds) // _MINUTE).zfill(5)[-5:]}"


def entry_nonce(nonce: str, entry_id: int) -> str:
    """`nonce` and the history entry it is sent with.

    A person may move that entry to another ticket; its answers follow it there.
    """
    return f"{nonce}m{entry_id}"


def user_nonce(nonce: str, entry_id: int | None, user_id: int) -> str:
    """`nonce` in a token for one internal user; `entry_id`: as for `entry_nonce`, None
    for none."""
    if entry_id is not None:
        nonce = entry_nonce(nonce, entry_id)
    return f"{nonce}u{user_id}"


def is_own(message_id: str | None, key: bytes) -> bool:
    """Whether an id is a token of ours, that is of a mail that this system sent."""
    return message_id is not None and bool(read_tokens([message_id], key))


# The field by which our own mail is known when it comes back.
OWN_MARK_FIELD = "X-Helpdesk-Mailbox"


def is_own_mail(message: InboundMessage, key: bytes) -> bool:
    """Whether this system sent the mail: its own id, or its mark, is a token of ours.
    Ids that it names do not count: they are in each answer as well."""
    marks = (message.message_id, *message.headers.get_all(OWN_MARK_FIELD)[:10])
    return any(is_own(mark, key) for mark in marks)


def _signed(name: str, key: bytes) -> SignedToken | None:
    """The valid token that `name` is, else None."""
    found = _TOKEN.match("".join(name.split()).strip("<>").lower())
    if found is None:
        return None
    ticket_id = int(found[1])
    wanted = _signature(ticket_id, found[2], key)
    if not hmac.compare_digest(wanted, found[3]):
        return None
    parts = _PARTS.match(found[2])
    made, entry, user = parts.groups() if parts else (None, None, None)
    return SignedToken(
        name,
        ticket_id,
        entry_id=int(entry) if entry else None,
        user_id=int(user) if user else None,
        mark=f"{ticket_id}.{found[2]}",
        made=int(made, 36) * _MINUTE if made else None,
    )


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


def _signature(ticket_id: int, nonce: str, key: bytes) -> str:
    """HMAC-SHA-256 over ticket and nonce, cut to 120 bits, in lower-case base32."""
    if len(key) < _SHORTEST_KEY:
        raise ValueError("the key for ticket tokens is too short")
    signed = _PURPOSE + f"{ticket_id}.{nonce}".encode("ascii")
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return base64.b32encode(digest[:_SIGNATURE_BYTES]).decode("ascii").lower()
