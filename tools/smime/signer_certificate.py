"""What a certificate says of whose it is (RFC 5280, RFC 8550)."""

import warnings
from dataclasses import dataclass, field
from datetime import datetime, timezone

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ..mail.addr_spec import read_addr_spec
from ..mail.from_field import plain_name
from ..parsing_limits import MAX_PUBLIC_KEY_SIZE
from ..text.charsets import clean

MAX_CERTIFICATE_NAME = 60
_MOST_ADDRESSES = 20
_NO_QUOTES = dict.fromkeys(
    map(ord, '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a')
)
_ANY_USE = x509.ObjectIdentifier("2.5.29.37.0")


@dataclass(frozen=True, slots=True)
class SignerCertificate:
    """A certificate: the name and the addresses of its owner, who issued it, from when
    until when it is valid, whether it may sign mail. `value`: what `cryptography` has
    of it; `key`: the public key, None for one that is not used."""

    name: str
    addresses: tuple[str, ...]
    issuer: str
    is_self_signed: bool
    begins: datetime
    ends: datetime
    may_sign_mail: bool
    serial: int
    key_id: bytes
    value: x509.Certificate = field(repr=False)
    key: object = field(repr=False)


def read_certificate(der: bytes) -> SignerCertificate | None:
    """The certificate in `der`, or None where it cannot be read. Never raises."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what old certificates do against RFCs
            return _read(x509.load_der_x509_certificate(der))
    # Each of its readers raises what it likes on odd input.
    except Exception:
        return None


def _read(value: x509.Certificate) -> SignerCertificate:
    subject, issuer = value.subject, value.issuer
    return SignerCertificate(
        name=_name(subject),
        addresses=_addresses(value),
        issuer=_issuer_name(issuer),
        is_self_signed=subject == issuer,
        begins=_time(value, "not_valid_before"),
        ends=_time(value, "not_valid_after"),
        may_sign_mail=_may_sign_mail(value),
        serial=value.serial_number,
        key_id=_key_id(value),
        value=value,
        key=_key(value),
    )


def _first(name: x509.Name, *kinds) -> str:
    """The first value of one of these kinds, for people; one that is an address only
    where there is no other."""
    values = [
        clean(str(attribute.value))
        for kind in kinds
        for attribute in name.get_attributes_for_oid(kind)
    ]
    shown = (plain_name(value) for value in values)
    bare = (read_addr_spec(value) for value in values)
    return _quotable(next(filter(None, (*shown, *bare)), ""))


def _quotable(name: str) -> str:
    """A name, which anybody can write into a certificate, for a sentence that quotes
    it: short, and without quotes."""
    words = " ".join(name.translate(_NO_QUOTES).split())
    if len(words) <= MAX_CERTIFICATE_NAME:
        return words
    return words[: MAX_CERTIFICATE_NAME - 1].rstrip() + "\u2026"


def _name(name: x509.Name) -> str:
    return _first(name, NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)


def _issuer_name(name: x509.Name) -> str:
    """Who issued a certificate: "Example CA (Example Ltd)"."""
    common = _first(name, NameOID.COMMON_NAME)
    company = _first(name, NameOID.ORGANIZATION_NAME)
    if common and company and company not in common:
        return _quotable(f"{common} ({company})")
    return common or company


def _addresses(value: x509.Certificate) -> tuple[str, ...]:
    """The addresses of the owner, those of the extension first (RFC 8550 section 3)."""
    found: list[str] = []
    names = _extension(value, x509.SubjectAlternativeName)
    if names is not None:
        found += names.get_values_for_type(x509.RFC822Name)
    attributes = value.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)
    found += [str(attribute.value) for attribute in attributes]
    read = map(read_addr_spec, found[:_MOST_ADDRESSES])
    return tuple(dict.fromkeys(address for address in read if address))


def _extension(value: x509.Certificate, kind):
    try:
        return value.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def may_be_used_for_mail(value: x509.Certificate) -> bool:
    """Whether nothing in a certificate keeps it from mail (RFC 8550 section 4.4.4)."""
    uses = _extension(value, x509.ExtendedKeyUsage)
    wanted = (ExtendedKeyUsageOID.EMAIL_PROTECTION, _ANY_USE)
    return uses is None or any(use in wanted for use in uses)


def _may_sign_mail(value: x509.Certificate) -> bool:
    usage = _extension(value, x509.KeyUsage)
    may_sign = usage is None or usage.digital_signature or usage.content_commitment
    return may_sign and may_be_used_for_mail(value)


def _key_id(value: x509.Certificate) -> bytes:
    found = _extension(value, x509.SubjectKeyIdentifier)
    return found.digest if found is not None else b""


def _key(value: x509.Certificate):
    """The public key, or None for one of no known kind, or where using it would take
    long."""
    try:
        key = value.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return None
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key if len(der) <= MAX_PUBLIC_KEY_SIZE else None


def _time(value: x509.Certificate, name: str) -> datetime:
    """A time in UTC, from whichever version of the library."""
    found = getattr(value, f"{name}_utc", None)
    return found or getattr(value, name).replace(tzinfo=timezone.utc)
