"""What the mailbox's own mail server found out about the sender (RFC 8601)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import authres
import authres.dmarc

from ..mail.address import Address
from ..mail.domain import ascii_domain, is_within
from ..mail.headers import Headers
from .signed_fields import replaceable_fields

PASS, FAIL, NONE = "pass", "fail", "none"
# As what Exchange Online is known, which writes no name into its field.
MICROSOFT = "Exchange Online"

FIELD = "authentication-results"
# Longer ones are not read: the parser copies the rest at each token.
_LONGEST = 8_192
_READER = authres.FeatureContext(authres.dmarc)
# The server's name stands first, perhaps behind a comment (RFC 8601 section 2.2).
_SERVER = re.compile(r'\s*(?:\([^()]*\)\s*)*"?([^\s;"()=]+)(?=[\s;"()]|\Z)(?!\s*=)')
# Results that say neither yes nor no (neutral, temperror, permerror ...) are NONE.
_FAILING = frozenset(("fail", "softfail", "hardfail", "policy"))
_METHODS = ("dmarc", "spf", "dkim")
_FAILURE = re.compile(
    rf"\b({'|'.join(_METHODS)})\s*=\s*(?:{'|'.join(_FAILING)})\b", re.I
)
_PLAIN_QUOTES = re.compile(r'="[^"\\();]*"')


@dataclass(frozen=True, slots=True)
class Authentication:
    """Each method's result: PASS, FAIL or NONE; `server` wrote them, '' if nobody.

    `dmarc` is PASS only for the domain in From. `is_aligned`: SPF or DKIM passed for
    that domain. `unsigned`: names of the fields that somebody may have put on who sent
    a genuine mail again.
    """

    dmarc: str = NONE
    spf: str = NONE
    dkim: str = NONE
    server: str = ""
    is_aligned: bool = False
    unsigned: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True where the mail is the sender's own: DMARC alone says so, as far as the
        sender's servers handed it over or signed all of it."""
        return self.dmarc == PASS and not self.unsigned

    @property
    def failed(self) -> bool:
        """True where From is, or may well be, forged. What DMARC says outweighs the
        others, which also fail for honest mail that was passed on."""
        if self.dmarc != NONE:
            return self.dmarc == FAIL
        return FAIL in (self.spf, self.dkim) and not self.is_aligned

    def __str__(self) -> str:
        results = ", ".join(f"{name}={getattr(self, name)}" for name in _METHODS)
        unsigned = ", unsigned: " + " ".join(self.unsigned)
        return results + unsigned if self.unsigned else results


NOTHING_KNOWN = Authentication()


def authentication(headers: Headers, sender: Address, server: str) -> Authentication:
    """The verdict on a mail of `sender` by the server called `server` (its
    authserv-id, in any case).

    The topmost field of that server counts and no other, whatever can be read of it:
    what stands further down may have come with the mail. Never raises; NOTHING_KNOWN
    where the server said nothing.
    """
    server = server.strip().lower()
    values = headers.get_all(FIELD) if server else ()
    value = next((value for value in values if _server_name(value) == server), None)
    return NOTHING_KNOWN if value is None else _verdict(value, headers, sender, server)


def microsoft_authentication(headers: Headers, sender: Address) -> Authentication:
    """The verdict of Exchange Online, whose field begins with a result. It renames the
    fields that come with a mail, so its own one is the topmost. Never raises.

    It writes the field above that of its own receipt; a field below all of those came
    with a mail that it did not look at.
    """
    if topmost_server(headers) != MICROSOFT or not _is_above_a_receipt(headers):
        return NOTHING_KNOWN
    value = f"{FIELD}; {headers.get(FIELD)}"
    return _verdict(value, headers, sender, MICROSOFT)


def topmost_server(headers: Headers) -> str:
    """Who wrote the topmost field of a mail: a name in lower case, MICROSOFT where it
    has none, '' without a field."""
    value = headers.get(FIELD)
    return _server_name(value) or MICROSOFT if value else ""


def _is_above_a_receipt(headers: Headers) -> bool:
    """Whether a Received field stands somewhere below the topmost field."""
    names = [name.lower() for name, _value in headers.fields]
    return "received" in names[names.index(FIELD) :]


def _server_name(value: str) -> str:
    """The name of the server that wrote a field body, in lower case; '' without."""
    match = _SERVER.match(value)
    return match[1].lower() if match else ""


def _verdict(
    value: str, headers: Headers, sender: Address, server: str
) -> Authentication:
    """What a field of `server`, one of `headers`, says of `sender`."""
    found = _results(value)
    if found is None:
        failing = {match[1].lower() for match in _FAILURE.finditer(value)}
        dmarc, spf, dkim = (FAIL if m in failing else NONE for m in _METHODS)
        return Authentication(dmarc, spf, dkim, server)
    domain = ascii_domain(sender.domain)
    dmarc = _only(each for each in found if each.method == "dmarc")
    if dmarc == PASS and not any(_is_of(each, domain) for each in found):
        dmarc = NONE
    spf = _only(each for each in found if each.method == "spf")
    may_be_replay = dmarc == PASS and not (spf == PASS and _is_direct(found, domain))
    return Authentication(
        dmarc=dmarc,
        spf=spf,
        dkim=_best(each for each in found if each.method == "dkim"),
        server=server,
        is_aligned=any(_is_aligned(each, domain) for each in found),
        unsigned=replaceable_fields(headers, domain) if may_be_replay else (),
    )


def _is_direct(results: list, domain: str) -> bool:
    """Whether a mail came straight from a server of the domain in From."""
    return any(_is_aligned(each, domain) for each in results if each.method == "spf")


def _results(value: str) -> list | None:
    """The results in a field body; None where it cannot be read as its server meant.

    A sender chooses the envelope address, and servers repeat that in comments and in
    quotes. So where one holds what ends those, nothing in the field is proof.
    """
    unquoted = _PLAIN_QUOTES.sub("=", value)
    if len(value) > _LONGEST or '"' in unquoted or "\\" in unquoted:
        return None
    if not _is_balanced(unquoted):
        return None
    try:
        return list(_READER.parse(f"{FIELD}: {value}").results)
    except Exception:  # the parser raises more than its own error on hostile text
        return None


def _is_balanced(text: str) -> bool:
    """Whether each comment ends, and holds no other one."""
    depth = 0
    for paren in re.findall(r"[()]", text):
        depth += 1 if paren == "(" else -1
        if depth not in (0, 1):
            return False
    return not depth


def _value(result) -> str:
    word = (result.result or "").lower()
    return FAIL if word in _FAILING else PASS if word == "pass" else NONE


def _only(results: Iterable) -> str:
    """The value of a method that has one result; of several a failure alone counts."""
    values = [_value(result) for result in results]
    if len(values) == 1:
        return values[0]
    return FAIL if FAIL in values else NONE


def _best(results: Iterable) -> str:
    """The value of several signatures: one that holds is enough (section 2.7.1)."""
    values = [_value(result) for result in results]
    return next((value for value in (PASS, FAIL) if value in values), NONE)


def _property(result, kind: str, name: str) -> str:
    """A property's domain, as it is compared; '' without."""
    found = next(
        (
            prop.value or ""
            for prop in result.properties
            if (prop.type.lower(), prop.name.lower()) == (kind, name)
        ),
        "",
    )
    return ascii_domain(found.rpartition("@")[2])


def _is_of(result, domain: str) -> bool:
    """Whether a DMARC result is on the domain in From."""
    return (
        result.method == "dmarc"
        and bool(domain)
        and is_within(domain, _property(result, "header", "from"))
    )


def _is_aligned(result, domain: str) -> bool:
    """Whether SPF or DKIM passed for the domain in From, or one above it; the envelope
    may also be one below it."""
    if _value(result) != PASS or not domain:
        return False
    if result.method == "dkim":
        return is_within(domain, _property(result, "header", "d"))
    envelope = _property(result, "smtp", "mailfrom")
    return result.method == "spf" and (
        is_within(domain, envelope) or is_within(envelope, domain)
    )
