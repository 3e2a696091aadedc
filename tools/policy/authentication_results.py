"""What the mailbox's own mail server found out about the sender (RFC 8601)."""

import re
from dataclasses import dataclass

import authres
import authres.dmarc

from ..mail.headers import Headers

PASS, FAIL, NONE = "pass", "fail", "none"

FIELD = "Authentication-Results"
_READER = authres.FeatureContext(authres.dmarc)
# The server's name stands first, perhaps behind a comment (RFC 8601 section 2.2).
_SERVER = re.compile(r'\s*(?:\([^()]*\)\s*)*"?([^\s;"()=]+)"?\s*(?:\d+\s*)?(?:;|\(|$)')
# Results that say neither yes nor no (neutral, temperror, permerror ...) are NONE.
_VALUES = {
    "pass": PASS,
    "fail": FAIL,
    "softfail": FAIL,
    "hardfail": FAIL,
    "policy": FAIL,
}
_METHODS = ("dmarc", "spf", "dkim")


@dataclass(frozen=True, slots=True)
class Authentication:
    """Each method's result: PASS, FAIL or NONE; `server` wrote them, '' if nobody."""

    dmarc: str = NONE
    spf: str = NONE
    dkim: str = NONE
    server: str = ""

    @property
    def passed(self) -> bool:
        """True where the address in From is the sender's own: DMARC alone says so."""
        return self.dmarc == PASS

    @property
    def failed(self) -> bool:
        """True where From is, or may well be, forged. What DMARC says outweighs the
        others, which also fail for honest mail that was passed on."""
        if self.dmarc != NONE:
            return self.dmarc == FAIL
        return FAIL in (self.spf, self.dkim)

    def __str__(self) -> str:
        return ", ".join(f"{name}={getattr(self, name)}" for name in _METHODS)


NOTHING_KNOWN = Authentication()


def authentication(headers: Headers, server: str) -> Authentication:
    """The verdict of the server called `server` (its authserv-id, in any case).

    Fields of other servers prove nothing and are passed over. The named one's count
    as far as the first Received field below them: what stands further down was there
    when the mail came in, and anybody may have written it. The topmost result of a
    method counts. Never raises; NOTHING_KNOWN where the server said nothing.
    """
    server = server.strip().lower()
    results: dict[str, str] = {}
    for value in _own_values(headers, server) if server else ():
        for method, result in _results(value).items():
            results.setdefault(method, result)
    return Authentication(**results, server=server) if results else NOTHING_KNOWN


def _own_values(headers: Headers, server: str):
    """Yield the field bodies that the named server wrote, topmost first."""
    found = False
    for name, value in headers.fields:
        name = name.lower()
        if name == FIELD.lower() and _server(value) == server:
            found = True
            yield value
        elif found and name == "received":
            return


def _server(value: str) -> str:
    match = _SERVER.match(value)
    return match[1].lower() if match else ""


def _results(value: str) -> dict[str, str]:
    """Method -> result in one field; of several signatures one that holds is enough."""
    try:
        found = _READER.parse(f"{FIELD}: {value}").results
    except Exception:  # the parser raises more than its own error on hostile text
        return {}
    results: dict[str, str] = {}
    for each in found:
        if each.method in _METHODS:
            result = _VALUES.get((each.result or "").lower(), NONE)
            if results.get(each.method) != PASS:
                results[each.method] = result
    return results
