"""What a CMS object holds that no key is needed for (RFC 5652, RFC 3274)."""

import binascii
import re
import zlib
from dataclasses import dataclass, field
from itertools import islice

from ..parsing_limits import MAX_INFLATED
from .ber import OCTET_STRING, OID, SEQUENCE, BerError, BerReader, Element, context_tag

SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
COMPRESSED_DATA = bytes.fromhex("2a864886f70d0109100109")
# Bytes that a damaged content counts for: it says not how far it got.
_ON_DAMAGE = 1024 * 1024
_MOST_FIELDS = 6  # of SignedData, RFC 5652 section 5.1; the third has the content
_CONSTRUCTED_OCTETS = OCTET_STRING | 0x20
_ARMOUR = re.compile(
    rb"\s{0,100}-----BEGIN (?:PKCS7|CMS)-----([A-Za-z0-9+/=\s]+)-----END"
)


@dataclass(slots=True)
class InflationBudget:
    """Bytes that compressed contents of one mail may still become; all of them share
    it, those that are damaged or too much, too."""

    left: int = MAX_INFLATED

    def inflate(self, data: bytes) -> bytes | None:
        """What was compressed (RFC 1950); None where it is damaged or too much."""
        if self.left <= 0:  # zlib takes 0 for "no limit"
            return None
        inflater = zlib.decompressobj()
        try:
            content = inflater.decompress(data, self.left)
        except zlib.error:
            self.left -= min(self.left, _ON_DAMAGE)
            return None
        self.left -= len(content)
        return None if inflater.unconsumed_tail else content


@dataclass(frozen=True, slots=True)
class CmsObject:
    """A CMS object: its type (the content of its OID) and its fields, for `reader`."""

    kind: bytes
    reader: BerReader = field(repr=False)
    fields: tuple[Element, ...] = field(repr=False)

    def opened(self, budget: InflationBudget) -> bytes | None:
        """The content that was signed or compressed; None where it is elsewhere, needs
        a key, or is beyond `budget`, which is spent. Never raises."""
        if self.kind not in (SIGNED_DATA, COMPRESSED_DATA):
            return None
        try:
            return self._content(budget)
        except BerError:
            return None

    def _content(self, budget: InflationBudget) -> bytes | None:
        """As `opened`. Raises BerError."""
        holders = [one for one in self.fields[2:3] if one.tag == SEQUENCE]
        inside = list(islice(self.reader.children(holders[0]), 2)) if holders else []
        if len(inside) < 2 or inside[1].tag != context_tag(0):
            return None
        value = next(self.reader.children(inside[1]), None)
        if value is None or value.tag not in (OCTET_STRING, _CONSTRUCTED_OCTETS):
            return None
        octets = self.reader.octets(value)
        is_compressed = self.kind == COMPRESSED_DATA
        return budget.inflate(octets) if is_compressed else octets


def read_cms(data: bytes) -> CmsObject | None:
    """The CMS object in `data`, also one in letters (RFC 7468 section 8), or None where
    that is none. Never raises."""
    armour = _ARMOUR.match(data)
    if armour:
        data = _from_letters(armour[1])
    try:
        return _object(BerReader(data))
    except BerError:
        return None


def _object(reader: BerReader) -> CmsObject | None:
    outer = reader.element(0)
    if outer.tag != SEQUENCE:
        return None
    inside = list(islice(reader.children(outer), 2))
    if [one.tag for one in inside] != [OID, context_tag(0)]:
        return None
    value = next(reader.children(inside[1]), None)
    if value is None or value.tag != SEQUENCE:
        return None
    fields = tuple(islice(reader.children(value), _MOST_FIELDS))
    return CmsObject(reader.content(inside[0]), reader, fields)


def _from_letters(letters: bytes) -> bytes:
    try:
        return binascii.a2b_base64(letters)
    except binascii.Error:
        return b""
