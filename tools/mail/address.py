"""Mail addresses of a header, read so that nothing in it raises (RFC 5322 3.4)."""

import re
from dataclasses import dataclass

from ..parsing_limits import MAX_ADDRESSES, MAX_HEADER_LENGTH
from ..text.header_text import decode_words, one_line, shown_line
from .addr_spec import read_addr_spec
from .domain import ascii_domain
from .spoken_name import spoken_name

_TOKEN = re.compile(
    r'"((?:[^"\\]|\\.)*)(?:"|\\?\Z)|([(),:;<>])|([^"(),:;<>]+)', re.DOTALL
)
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_PAREN = re.compile(r"\\.|[()]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: display name and address (`read_addr_spec`); '' where there is
    none, or one that can be read in several ways."""

    name: str
    email: str

    @property
    def local_part(self) -> str:
        """What stands before the last @, or the whole of an address without one."""
        return self.email.rpartition("@")[0] or self.email

    @property
    def domain(self) -> str:
        """What stands behind the last @, or ''."""
        return self.email.rpartition("@")[2] if "@" in self.email else ""

    @property
    def spoken_name(self) -> str:
        """The name as the person is called, else the address, or ''."""
        return spoken_name(self.name) or self.email

    def __bool__(self) -> bool:
        return bool(self.name or self.email)


NOBODY = Address("", "")


def normalize(email: str) -> str:
    """`email` without white space and final dot, in lower case (the helpdesk's view:
    case in a local part, RFC 5321 section 2.4, never tells two people apart), its
    domain in ASCII."""
    email = "".join(email.split()).strip("<>").rstrip(".").lower()
    if email.isascii():
        return email
    local_part, at, domain = email.rpartition("@")
    return local_part + at + ascii_domain(domain)


def parse_addresses(value: str) -> tuple[Address, ...]:
    """All mailboxes of a header value, groups dissolved. Never raises.

    At most MAX_ADDRESSES of the first MAX_HEADER_LENGTH characters. A mailbox without
    @ is kept by name only, so that "MAILER-DAEMON" is not lost.
    """
    reader = _Reader(value[:MAX_HEADER_LENGTH])
    reader.read()
    if not any(found.email for found in reader.found) and "(" in value:
        reader = _Reader(value[:MAX_HEADER_LENGTH].replace("(", " ").replace(")", " "))
        reader.read()
    return tuple(reader.found)


class _Reader:
    """Walks over one header value from left to right, once."""

    def __init__(self, text: str):
        self.text = text
        self.found: list[Address] = []
        self._start()

    def _start(self) -> None:
        self.words: list[str] = []
        self.comments: list[str] = []
        self.angle: str | None = None

    def read(self) -> None:
        """Fill `found`."""
        place, size = 0, len(self.text)
        while place < size and len(self.found) < MAX_ADDRESSES:
            token: re.Match = _TOKEN.match(  # type: ignore[assignment]  # any character
                self.text, place
            )
            place = token.end()
            quoted, special, plain = token.groups()
            if special == "(":
                place = self._comment(place)
            elif special == "<":
                place = self._angle(place)
            elif special in (",", ";"):
                self._flush()
            elif special == ":":
                self._colon()
            elif plain is not None:
                self.words.append(plain)
            elif quoted is not None:
                self._quoted(quoted, token)
        self._flush()

    def _quoted(self, quoted: str, token: re.Match) -> None:
        """A quoted string stays quoted as a local part, that is when @ follows it."""
        local_part = self.text.startswith("@", token.end())
        self.words.append(token[0] if local_part else _QUOTED_PAIR.sub(r"\1", quoted))

    def _comment(self, place: int) -> int:
        """Take the comment that begins before `place`; return where it ends."""
        depth, begin = 1, place
        for paren in _PAREN.finditer(self.text, place):
            depth += {"(": 1, ")": -1}.get(paren[0], 0)
            if not depth:
                self.comments.append(self.text[begin : paren.start()])
                return paren.end()
        return len(self.text)

    def _angle(self, place: int) -> int:
        """Take the address behind a "<"; return where it ends."""
        end = self.text.find(">", place)
        if end < 0:
            comma = self.text.find(",", place)
            end = comma if comma >= 0 else len(self.text)
        if self.angle is None:
            self.angle = self.text[place:end]
        return end + 1 if self.text.startswith(">", end) else end

    def _colon(self) -> None:
        """A colon ends a group's name, and is an error elsewhere."""
        if "@" in "".join(self.words):
            self.words.append(":")
        else:
            self._start()

    def _flush(self) -> None:
        """Note the mailbox read so far, if there is one."""
        words = one_line("".join(self.words))
        comment = _shown(" ".join(self.comments))
        name = _shown(words) or comment
        if self.angle is not None:
            found = Address(name, _only_reading(_without_route(self.angle)))
        elif "@" in words and not words.startswith("@"):
            found = _bare(words, comment)
        else:
            found = Address(name, "")
        if found:
            self.found.append(found)
        self._start()


def _without_route(text: str) -> str:
    """Address without a source route (RFC 5322 section 4.4) or "mailto:"."""
    text = text.strip()
    if text.startswith("@") or text.lower().startswith("mailto:"):
        return text.rpartition(":")[2]
    return text


def _bare(words: str, comment: str) -> Address:
    """Mailbox written without angle brackets: the word with the @ is the address."""
    if " @" in words or "@ " in words or " " not in words:
        return Address(comment, _only_reading(words.strip("'")))
    address = next(word for word in words.split() if "@" in word)
    rest = _shown(words.replace(address, " ", 1))
    return Address(rest or comment, _only_reading(address.strip("'[]")))


def _shown(words: str) -> str:
    """A display name, decoded, without what turns the direction of the text."""
    return shown_line(decode_words(words))


def _only_reading(text: str) -> str:
    """The address that `text` is, with white space around its dots and its @ (RFC 5322
    section 4.4); '' where programs read different ones: what one of them takes for a
    separator is for another a letter of the address."""
    text = one_line(text).strip("<>")
    if "@" not in text:
        return normalize(text)
    for sign in "@.":
        text = text.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return read_addr_spec(text.strip())
