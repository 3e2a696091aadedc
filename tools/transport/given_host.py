"""What people enter as the host of a mail server, often copied from somewhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def split_host(text: str) -> tuple[str, int | None]:
    """Return the host name in ``text`` and the port it names, or None.

    ``https://user@mail.example.com:993/inbox`` is ``mail.example.com`` and 993. The
    port of an address of the web (``https://...`` without a number) is none of a mail
    server. What is no such address is returned as it is, for others to refuse.
    """
    given = text.strip()
    address = given if _SCHEME.match(given) else f"//{given}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return given, None
    if not host or any(char.isspace() for char in host):
        return given, None
    return host, port or None
