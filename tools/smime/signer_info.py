"""The signers and certificates in a CMS signature (RFC 5652 sections 5.1 and 5.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..mail.ber import (
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    SET,
    BerError,
    BerReader,
    Element,
    context_tag,
)
from ..mail.cms import CmsObject
from ..parsing_limits import MAX_CERTIFICATE_SIZE, MAX_CERTIFICATES, MAX_SIGNERS

_KEY_ID = 0x80
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_PSS_DEFAULTS = ("1.3.14.3.2.26", 20)  # RFC 4055 section 3.1: SHA-1


@dataclass(frozen=True, slots=True)
class SignerInfo:
    """One signer: which certificate (`serial` or `key_id`), by which algorithms (their
    OIDs), what is signed: the DER of `attributes`, which hold the `message_digest`, or
    the content itself where there are none."""

    serial: int | None
    key_id: bytes
    digest: str
    algorithm: str
    signature: bytes = field(repr=False)
    attributes: bytes = field(default=b"", repr=False)
    message_digest: bytes = field(default=b"", repr=False)
    pss: tuple[str, int] = _PSS_DEFAULTS  # hash and length of the salt, in bytes


def read_signers(cms: CmsObject) -> tuple[SignerInfo | None, ...]:
    """The first signers, one more than are checked (MAX_SIGNERS); None for one that
    cannot be read. Never raises."""
    sets = [one for one in cms.fields[3:] if one.tag == SET]
    found: list[SignerInfo | None] = []
    try:
        for element in cms.reader.children(sets[-1]) if sets else ():
            if len(found) > MAX_SIGNERS:
                break
            found.append(_signer(cms.reader.whole(element)))
    except BerError:
        found.append(None)
    return tuple(found)


def read_certificates(cms: CmsObject) -> tuple[bytes, ...]:
    """The DER of the first MAX_CERTIFICATES certificates. Never raises."""
    holders = [one for one in cms.fields[3:] if one.tag == context_tag(0)]
    found: list[bytes] = []
    try:
        for element in cms.reader.children(holders[0]) if holders else ():
            is_small = element.after - element.begin <= MAX_CERTIFICATE_SIZE
            if element.tag == SEQUENCE and is_small:
                found.append(cms.reader.whole(element))
            if len(found) == MAX_CERTIFICATES:
                break
    except BerError:
        pass
    return tuple(found)


def _signer(data: bytes) -> SignerInfo | None:
    if len(data) > MAX_CERTIFICATE_SIZE:
        return None
    reader = BerReader(data)
    try:
        return _read(reader, list(reader.children(reader.element(0))))
    except (ValueError, IndexError):
        return None


def _read(reader: BerReader, fields: list[Element]) -> SignerInfo | None:
    """A signer from the fields of a SignerInfo. Raises ValueError, IndexError."""
    serial, key_id = _identifier(reader, fields[1])
    digest = _algorithm(reader, fields[2])
    attributes = fields[3] if fields[3].tag == context_tag(0) else None
    algorithm, signature = fields[4:6] if attributes else fields[3:5]
    values = dict(_attributes(reader, attributes)) if attributes else {}
    return SignerInfo(
        serial=serial,
        key_id=key_id,
        digest=digest,
        algorithm=_algorithm(reader, algorithm),
        signature=reader.octets(signature),
        attributes=_as_set(reader.content(attributes)) if attributes else b"",
        message_digest=values.get(_MESSAGE_DIGEST, b""),
        pss=_pss_parameters(reader, algorithm),
    )


def _identifier(reader: BerReader, element: Element) -> tuple[int | None, bytes]:
    """Serial number or key identifier of a signer's certificate (section 5.3)."""
    if element.tag == _KEY_ID:
        return None, reader.content(element)
    number = list(reader.children(element))[1]
    return int.from_bytes(reader.content(number), "big", signed=True), b""


def _algorithm(reader: BerReader, element: Element) -> str:
    """The OID of an AlgorithmIdentifier."""
    first = next(reader.children(element), None)
    is_oid = first is not None and first.tag == OID
    return dotted(reader.content(first)) if first is not None and is_oid else ""


def _attributes(reader: BerReader, element: Element) -> Iterator[tuple[str, bytes]]:
    """Name and first value of each signed attribute."""
    for attribute in reader.children(element):
        name, values = list(reader.children(attribute))[:2]
        value = next(reader.children(values), None)
        if value is not None and value.tag == OCTET_STRING:
            yield dotted(reader.content(name)), reader.content(value)


def _as_set(content: bytes) -> bytes:
    """Signed attributes as they are signed: a SET OF, not tagged (section 5.4)."""
    size = len(content)
    if size < 0x80:
        return bytes((SET, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((SET, 0x80 | len(length))) + length + content


def _pss_parameters(reader: BerReader, element: Element) -> tuple[str, int]:
    """Hash and salt of RSASSA-PSS (RFC 4055 section 3.1)."""
    digest, salt = _PSS_DEFAULTS
    for parameters in list(reader.children(element))[1:2]:
        for one in reader.children(parameters) if parameters.tag == SEQUENCE else ():
            inner = next(reader.children(one), None)
            if inner is not None and one.tag == context_tag(0):
                digest = _algorithm(reader, inner)
            elif (
                inner is not None and one.tag == context_tag(2) and inner.tag == INTEGER
            ):
                salt = int.from_bytes(reader.content(inner)[:4], "big")
    return digest, salt


def dotted(content: bytes) -> str:
    """The OID in the content of one (X.690, 8.19)."""
    if not content or len(content) > 40:
        return ""
    arcs, value = [], 0
    for byte in content:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            arcs.append(value)
            value = 0
    if not arcs:
        return ""
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))
