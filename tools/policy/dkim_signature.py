"""Signatures of the sender's own domain, checked by ourselves (RFC 6376)."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

import dkim

from ..mail.domain import is_domain, is_within
from ..mail.from_field import read_sender
from ..mail.message import InboundMessage
from .signed_fields import READ, unsigned_fields

# What is looked at: dkimpy's time grows by the product of these.
MAX_SIGNATURES = 5
MAX_SIGNATURE_LENGTH = 4_000
MAX_HEAD_LENGTH = 200_000
# Characters of a key in the DNS; one of 4096 bits has some 750.
MAX_KEY_LENGTH = 2_000
MIN_KEY_BITS = 1_024

# SHA-1 proves nothing (RFC 8301 section 3.1).
_ALGORITHMS = (b"rsa-sha256", b"ed25519-sha256")
_SELECTOR = re.compile(rb"[A-Za-z0-9_.-]{1,100}")
_BLANKS = re.compile(rb"[ \t]+")
_MANY_BLANKS = re.compile(rb"[\s]{80}")

# Name and timeout in seconds -> the TXT record, b"" or None without one.
FindText = Callable[..., "bytes | None"]


class SignatureCheck:
    """Whether the sender's own domain signed a mail; looked up when first asked.

    It answers what `Authentication` answers. That no signature holds is no sign of a
    forgery: lists and forwarding break them.
    """

    failed = False
    server = ""

    def __init__(self, message: InboundMessage, find_text: FindText):
        self._message = message
        self._find_text = find_text

    @cached_property
    def domain(self) -> str:
        """The domain that signed, '' for none. Never raises."""
        return signed_domain(self._message, self._find_text)

    @property
    def is_known(self) -> bool:
        """Whether somebody asked already."""
        return "domain" in self.__dict__

    @property
    def passed(self) -> bool:
        """True where the address in From is the sender's own."""
        return bool(self.domain)

    def __str__(self) -> str:
        return f"dkim=pass, {self.domain}" if self.domain else "dkim=none"


def signed_domain(message: InboundMessage, find_text: FindText) -> str:
    """The domain of the one sender, or one above it, whose signature of the mail holds;
    '' without one. Never raises."""
    if not message.from_.email or message.received.start > MAX_HEAD_LENGTH:
        return ""
    fields = message.headers.get_all("DKIM-Signature")[:MAX_SIGNATURES]
    for place, field in enumerate(fields):
        if len(field) > MAX_SIGNATURE_LENGTH:
            continue
        try:
            domain = _checked(message, place, find_text)
        # The library raises nearly anything on odd fields and keys.
        except Exception:
            domain = ""
        if domain:
            return domain
    return ""


def _checked(message: InboundMessage, place: int, find_text: FindText) -> str:
    """The domain of the signature at `place`, '' where it does not count or hold."""
    raw, start = message.received.raw, message.received.start
    signer = _signer(raw[:start])
    tags, signed, fields = signer.verify_headerprep(place)
    if not _counts(tags, message.from_.domain) or _MANY_BLANKS.search(fields[place][1]):
        return ""
    names = [name.decode("ascii") for name in signed]
    if unsigned_fields(message.headers, names) or not _reads_as_we(signer, message):
        return ""
    is_relaxed = tags.get(b"c", b"").endswith(b"/relaxed")
    signer = _signer(raw[:start] + _body(raw[start:], is_relaxed))
    holds = signer.verify(place, dnsfunc=_usable(find_text))
    return tags[b"d"].decode().lower() if holds else ""


def _signer(raw: bytes) -> dkim.DKIM:
    """A checker that logs nothing: it would log headers."""
    silent = logging.Logger("dkim", logging.CRITICAL + 1)
    return dkim.DKIM(raw, logger=silent, minkey=MIN_KEY_BITS)


def _counts(tags: dict, domain: str) -> bool:
    """Whether a signature, if it holds, says who wrote the whole mail. `l=` would leave
    its end to anybody (RFC 6376 section 8.2)."""
    signer = tags[b"d"].decode("ascii").lower()
    return (
        b"l" not in tags
        and tags[b"a"] in _ALGORITHMS
        and is_domain(signer)
        and "." in signer
        and is_within(domain, signer)
        and bool(_SELECTOR.fullmatch(tags[b"s"]))
    )


def _reads_as_we(signer: dkim.DKIM, message: InboundMessage) -> bool:
    """Whether the library sees the same fields as we do, and the same one sender."""
    names = Counter(name.decode("ascii").lower() for name, _value in signer.headers)
    if any(names[name] != len(message.headers.get_all(name)) for name in READ):
        return False
    fields = [
        value.decode("utf-8", "replace").replace("\r\n", "")
        for name, value in signer.headers
        if name.lower() == b"from"
    ]
    return read_sender(fields).email == message.from_.email


def _body(body: bytes, is_relaxed: bool) -> bytes:
    """The body, already in its relaxed form where that is asked for (section 3.4.4):
    the library's time grows by the square of blanks that no line end follows."""
    if not is_relaxed:
        return body
    lines = body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return _BLANKS.sub(b" ", lines).replace(b" \r\n", b"\r\n")


def _usable(find_text: FindText) -> FindText:
    """`find_text` without records that are too large, or of a domain that only tests
    its signatures (section 3.6.1)."""

    def find(name, timeout=None):
        found = find_text(name, timeout=timeout) or b""
        if len(found) > MAX_KEY_LENGTH or b"y" in _flags(found):
            return None
        return found

    return find


def _flags(record: bytes) -> Iterator[bytes]:
    """The flags of a key record, `t=y:s`."""
    for tag in record.split(b";"):
        name, _equals, value = tag.partition(b"=")
        if name.strip() == b"t":
            yield from (flag.strip() for flag in value.split(b":"))
