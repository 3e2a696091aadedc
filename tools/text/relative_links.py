"""Links that name no server: in a mail they lead nowhere, on a page of Odoo into it.

The base of a mail (Content-Base of RFC 2110) was given up with RFC 2557.
"""

import re

from lxml import etree

_WITH_HREF = ("a", "area")
# What browsers leave out of an address (WHATWG URL, section 4.4).
_LEFT_OUT = re.compile(r"[\t\n\r]+")
_AT_ENDS = "".join(map(chr, range(0x21)))
# "https:/page" and "https:page" are relative where the page itself is of that scheme.
_ABSOLUTE = re.compile(
    r"(?:https?|ftp|wss?|file):[/\\]{2}|(?!(?:https?|ftp|wss?|file):)[a-z][a-z0-9+.-]*:",
    re.IGNORECASE,
)


def drop_relative_links(body: etree._Element) -> None:
    """Take the addresses off the links of a mail that name no server or kind of
    address; those to a place in the mail itself stay. Linear time."""
    for element in body.iter(*_WITH_HREF):
        address = element.get("href")
        if address is not None and not _is_kept(address):
            del element.attrib["href"]


def _is_kept(address: str) -> bool:
    address = _LEFT_OUT.sub("", address).strip(_AT_ENDS)
    return address.startswith("#") or _ABSOLUTE.match(address) is not None
