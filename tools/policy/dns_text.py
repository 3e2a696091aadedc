"""TXT records of the DNS, within a bounded time for all of a mail's look-ups."""

import time

import dns.exception
import dns.resolver

SECONDS = 3.0


class TextLookup:
    """Finds TXT records through a resolver (the system's by default), in `seconds` for
    all calls together, from the first one on."""

    def __init__(self, resolver=None, seconds=SECONDS, clock=time.monotonic):
        self._resolver = resolver
        self._seconds = seconds
        self._clock = clock
        self._end: float | None = None

    def __call__(self, name: bytes | str, timeout: float | None = None) -> bytes | None:
        """The first TXT record of `name`; None where there is none, the time is up, or
        the DNS does not answer. `timeout` (seconds) can only shorten that."""
        if self._end is None:
            self._end = self._clock() + self._seconds
        left = self._end - self._clock()
        if left <= 0:
            return None
        if timeout is not None:
            left = min(left, timeout)
        text = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        try:
            resolver = self._resolver or dns.resolver.get_default_resolver()
            found = resolver.resolve(text, "TXT", lifetime=left, search=False)
        except (dns.exception.DNSException, OSError, ValueError):
            return None
        return b"".join(found[0].strings)
