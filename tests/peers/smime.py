"""Signed mails, made here with keys of the test: CMS objects of any build."""

import base64
import hashlib
from datetime import datetime, timedelta, timezone
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import (
    dsa,
    ec,
    ed25519,
    padding,
    rsa,
    x25519,
)
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=timezone.utc)
NORA = "nora@customer.example"
INNER = (
    b"Content-Type: multipart/mixed; boundary=in\r\n\r\n"
    b"--in\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe card is lost.\r\n"
    b'--in\r\nContent-Type: application/pdf; name="card.pdf"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--in--\r\n"
)

_SIGNED = "1.2.840.113549.1.7.2"
_DATA = "1.2.840.113549.1.7.1"
_SHA256 = "2.16.840.1.101.3.4.2.1"
COMPRESSED = "1.2.840.113549.1.9.16.1.9"
ENVELOPED = "1.2.840.113549.1.7.3"


# ---------------------------------------------------------------------------
# DER and BER (X.690)
# ---------------------------------------------------------------------------


def tlv(tag, *parts):
    """A value with its length told before."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def open_ended(tag, *parts):
    """A value whose end is a mark."""
    return bytes((tag, 0x80)) + b"".join(parts) + b"\0\0"


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray()
    for arc in (40 * first + second, *rest):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        out += bytes(reversed(groups))
    return tlv(0x06, bytes(out))


def integer(number):
    return tlv(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def pieces(data, size=10):
    """An octet string in pieces."""
    parts = (tlv(0x04, data[n : n + size]) for n in range(0, len(data), size))
    return open_ended(0x24, *parts)


def algorithm(dotted, *parameters):
    return tlv(0x30, oid(dotted), *parameters)


# ---------------------------------------------------------------------------
# Keys and certificates
# ---------------------------------------------------------------------------


@cache
def rsa_key(bits=2048):
    return rsa.generate_private_key(65537, bits)


@cache
def ec_key(number=0):
    return ec.generate_private_key(ec.SECP256R1())


@cache
def ed_key():
    return ed25519.Ed25519PrivateKey.generate()


@cache
def dsa_key():
    return dsa.generate_private_key(1024)


@cache
def x_key():
    return x25519.X25519PrivateKey.generate()


def named(*pairs):
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in pairs])


def certificate(
    key,
    name="Nora Example",
    addresses=(NORA,),
    issuer=None,
    issuer_key=None,
    days=(-10, 10),
    uses=None,
    is_authority=False,
    serial=4711,
):
    """A certificate of `key`, by itself or by `issuer`; valid for `days` around NOW."""
    subject = named((NameOID.COMMON_NAME, name)) if name else named()
    signing = issuer_key or key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
    )
    if addresses:
        names = x509.SubjectAlternativeName([x509.RFC822Name(a) for a in addresses])
        builder = builder.add_extension(names, critical=False)
    if uses:
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=False)
    is_edwards = isinstance(signing, ed25519.Ed25519PrivateKey)
    return builder.sign(signing, None if is_edwards else hashes.SHA256())


MAIL_USE = ExtendedKeyUsageOID.EMAIL_PROTECTION
TLS_USE = ExtendedKeyUsageOID.SERVER_AUTH


@cache
def authority():
    """Certificate and key of an authority."""
    key = ec_key(1)
    found = certificate(
        key, "Acme Root", (), days=(-1000, 1000), is_authority=True, serial=1
    )
    return found, key


def issued(key, **how):
    """A certificate of `key` by the authority."""
    issuer, issuer_key = authority()
    return certificate(key, issuer=issuer, issuer_key=issuer_key, **how)


def pem(*certificates):
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


# ---------------------------------------------------------------------------
# Signatures
# ---------------------------------------------------------------------------

_HASHES = {
    "sha256": (_SHA256, hashes.SHA256()),
    "sha1": ("1.3.14.3.2.26", hashes.SHA1()),
    "md5": ("1.2.840.113549.2.5", hashes.MD5()),
    "none": ("1.2.3.4", hashes.SHA256()),
}
_RSA = "1.2.840.113549.1.1.1"
_PSS = "1.2.840.113549.1.1.10"
_ECDSA = "1.2.840.10045.4.3.2"
_DSA = "2.16.840.1.101.3.4.3.2"
_EDWARDS = "1.3.101.112"


def signature_of(key, data, digest, pss):
    """Algorithm and signature of `data`."""
    known = _HASHES[digest][1]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return algorithm(_EDWARDS), key.sign(data)
    if isinstance(key, dsa.DSAPrivateKey):
        return algorithm(_DSA), key.sign(data, known)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return algorithm(_ECDSA), key.sign(data, ec.ECDSA(known))
    if not pss:
        return algorithm(_RSA, b"\x05\0"), key.sign(data, padding.PKCS1v15(), known)
    parameters = tlv(
        0x30,
        tlv(0xA0, algorithm(_HASHES[digest][0])),
        tlv(0xA1, algorithm("1.2.840.113549.1.1.8", algorithm(_HASHES[digest][0]))),
        tlv(0xA2, integer(32)),
    )
    how = padding.PSS(padding.MGF1(known), 32)
    return algorithm(_PSS, parameters), key.sign(data, how, known)


def signer(
    key,
    owner,
    content,
    digest="sha256",
    attributes=True,
    by_key_id=False,
    pss=False,
    more=b"",
):
    """A SignerInfo of `content` by the owner's certificate."""
    hash_oid = algorithm(_HASHES[digest][0])
    signed, held = content, b""
    if attributes:
        name = "sha256" if digest == "none" else digest
        value = tlv(0x04, hashlib.new(name, content).digest())
        inside = tlv(0x30, oid("1.2.840.113549.1.9.3"), tlv(0x31, oid(_DATA)))
        inside += tlv(0x30, oid("1.2.840.113549.1.9.4"), tlv(0x31, value))
        if more:
            inside += tlv(0x30, oid("1.2.3"), tlv(0x31, tlv(0x04, more)))
        signed, held = tlv(0x31, inside), tlv(0xA0, inside)
    how, signature = signature_of(key, signed, digest, pss)
    if by_key_id:
        extension = owner.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
        who = tlv(0x80, extension.value.digest)
    else:
        who = tlv(0x30, owner.issuer.public_bytes(), integer(owner.serial_number))
    return tlv(0x30, integer(1), who, hash_oid, held, how, tlv(0x04, signature))


def signed_data(signers, certificates, content=None, wrap=tlv, octets=None):
    """A CMS signature; the content inside unless it is None. `wrap` and `octets` say
    how lengths and the content are written."""
    octets = octets or (lambda data: tlv(0x04, data))
    inside = wrap(0xA0, octets(content)) if content is not None else b""
    ders = [
        one if isinstance(one, bytes) else one.public_bytes(Encoding.DER)
        for one in certificates
    ]
    value = wrap(
        0x30,
        integer(1),
        tlv(0x31, algorithm(_SHA256)),
        wrap(0x30, oid(_DATA), inside),
        *([wrap(0xA0, *ders)] if ders else []),
        wrap(0x31, *signers),
    )
    return wrap(0x30, oid(_SIGNED), wrap(0xA0, value))


def cms(dotted, *fields):
    """A CMS object of another type."""
    return tlv(0x30, oid(dotted), tlv(0xA0, tlv(0x30, *fields)))


def compressed(packed):
    content = tlv(0x30, oid(_DATA), tlv(0xA0, tlv(0x04, packed)))
    zlib_oid = algorithm("1.2.840.113549.1.9.16.3.8")
    return cms(COMPRESSED, integer(0), zlib_oid, content)


# ---------------------------------------------------------------------------
# Mails
# ---------------------------------------------------------------------------

HEAD = (
    b"From: Nora <nora@customer.example>\r\nTo: support@acme.example\r\n"
    b"Subject: Card\r\nMessage-ID: <c1@customer.example>\r\nMIME-Version: 1.0\r\n"
)


def opaque(data, head=HEAD, kind=b"application/pkcs7-mime; smime-type=signed-data"):
    """A mail that is a CMS object."""
    return (
        head
        + b"Content-Type: "
        + kind
        + b'; name="smime.p7m"\r\nContent-Disposition: attachment; filename="smime.p7m"'
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(data).replace(b"\n", b"\r\n")
    )


def binary(data, head=HEAD):
    """A mail that is a CMS object, not encoded."""
    return (
        head
        + b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n"
        + b"Content-Transfer-Encoding: binary\r\n\r\n"
        + data
    )


def binary_clear(content, signature):
    """A mail with a signature beside its text that is not encoded."""
    coded = base64.encodebytes(signature).replace(b"\n", b"\r\n")
    raw = clear(content, signature)
    return raw.replace(coded, signature + b"\r\n").replace(b": base64", b": binary")


def clear(content, signature, head=HEAD, protocol=b"application/pkcs7-signature"):
    """A mail whose signature stands beside the text."""
    return (
        head
        + b'Content-Type: multipart/signed; boundary=sig; micalg=sha-256; protocol="'
        + protocol
        + b'"\r\n\r\nThis is signed.\r\n--sig\r\n'
        + content
        + b"\r\n--sig\r\nContent-Type: "
        + protocol
        + b"; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(signature).replace(b"\n", b"\r\n")
        + b"--sig--\r\n"
    )


def signed_mail(content=INNER, key=None, owner=None, head=HEAD, **how):
    """An opaque mail by one signer."""
    key = key or ec_key()
    owner = owner or certificate(key)
    data = signed_data([signer(key, owner, content, **how)], [owner], content)
    return opaque(data, head)


def clear_mail(content=INNER, key=None, owner=None, head=HEAD, changed=None, **how):
    """A mail with a signature beside it; `changed`: what became of its content."""
    key = key or ec_key()
    owner = owner or certificate(key)
    data = signed_data([signer(key, owner, content, **how)], [owner])
    return clear(content if changed is None else changed, data, head)


def rsa_certificate(bits, serial=4711):
    """The DER of a certificate with a key of so many bits, signed by nobody."""
    der = certificate(rsa_key(), serial=serial).public_bytes(Encoding.DER)
    key = rsa_key().public_key()
    old = tlv(0x30, integer(key.public_numbers().n), integer(65537))
    new = tlv(0x30, integer((1 << bits - 1) | 1), integer(65537))
    info = tlv(0x30, algorithm(_RSA, b"\x05\0"), tlv(0x03, b"\0", old))
    begin = der.index(info)
    head = der[:begin]
    tail = der[begin + len(info) :]
    changed = tlv(0x30, algorithm(_RSA, b"\x05\0"), tlv(0x03, b"\0", new))
    certified = head[4:]  # the outer sequence's head
    inner = certified[4:] + changed
    rest = tail
    size = int.from_bytes(der[6:8], "big") - len(certified[4:]) - len(info)
    inner += rest[:size]
    return tlv(0x30, tlv(0x30, inner), rest[size:])
