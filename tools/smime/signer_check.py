"""Whether a signature was made with the key of a certificate (RFC 5652 section 5.6)."""

import hashlib
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa

from .signer_info import SignerInfo

_SHA2 = "2.16.840.1.101.3.4.2."
# OIDs of hash algorithms: what Python and what people call them.
_HASHES: dict[str, tuple[str, hashes.HashAlgorithm, str]] = {
    "1.2.840.113549.2.5": ("md5", hashes.MD5(), "MD5"),
    "1.3.14.3.2.26": ("sha1", hashes.SHA1(), "SHA-1"),
    _SHA2 + "4": ("sha224", hashes.SHA224(), "SHA-224"),
    _SHA2 + "1": ("sha256", hashes.SHA256(), "SHA-256"),
    _SHA2 + "2": ("sha384", hashes.SHA384(), "SHA-384"),
    _SHA2 + "3": ("sha512", hashes.SHA512(), "SHA-512"),
    _SHA2 + "8": ("sha3_256", hashes.SHA3_256(), "SHA3-256"),
    _SHA2 + "9": ("sha3_384", hashes.SHA3_384(), "SHA3-384"),
    _SHA2 + "10": ("sha3_512", hashes.SHA3_512(), "SHA3-512"),
}
_WEAK_HASHES = ("MD5", "SHA-1")
# Signature algorithms that name their hash (RFC 3370, 5754), by the last arcs.
_RSA, _ECDSA = "1.2.840.113549.1.1.", "1.2.840.10045.4."
_PSS = _RSA + "10"
_NAMED = {
    _RSA + "4": "1.2.840.113549.2.5",
    _RSA + "5": "1.3.14.3.2.26",
    _RSA + "11": _SHA2 + "1",
    _RSA + "12": _SHA2 + "2",
    _RSA + "13": _SHA2 + "3",
    _RSA + "14": _SHA2 + "4",
    _ECDSA + "1": "1.3.14.3.2.26",
    _ECDSA + "3.1": _SHA2 + "4",
    _ECDSA + "3.2": _SHA2 + "1",
    _ECDSA + "3.3": _SHA2 + "2",
    _ECDSA + "3.4": _SHA2 + "3",
}
_SHORT_KEY = 2_048  # bits of RSA and DSA; NIST SP 800-131A


class NotCheckable(Exception):
    """An algorithm or a key that is not known here."""


def fits(signer: SignerInfo, key, contents: Iterable[bytes]) -> bool:
    """Whether `signer` signed one of `contents` with the public `key`. Raises
    NotCheckable."""
    for content in contents:
        signed = content
        if signer.attributes:
            if _digest(signer.digest, content) != signer.message_digest:
                continue
            signed = signer.attributes
        if _is_made_with(signer, key, signed):
            return True
    return False


def weakness(signer: SignerInfo, key) -> str:
    """What a signature is made with that is too weak to prove anything, in words of
    the field ("SHA-1", "RSA 1024"); '' for nothing."""
    for oid in (_signature_hash(signer), signer.digest):
        name = _HASHES[oid][2] if oid in _HASHES else ""
        if name in _WEAK_HASHES:
            return name
    for kind, name in ((rsa.RSAPublicKey, "RSA"), (dsa.DSAPublicKey, "DSA")):
        if isinstance(key, kind) and key.key_size < _SHORT_KEY:
            return f"{name} {key.key_size}"
    return ""


def _digest(oid: str, content: bytes) -> bytes:
    if oid not in _HASHES:
        raise NotCheckable(oid)
    try:
        return hashlib.new(_HASHES[oid][0], content).digest()
    except ValueError as error:  # not on every machine
        raise NotCheckable(oid) from error


def _signature_hash(signer: SignerInfo) -> str:
    """The OID of the hash that the signature itself is made of."""
    if signer.algorithm == _PSS:
        return signer.pss[0]
    return _NAMED.get(signer.algorithm, signer.digest)


def _is_made_with(signer: SignerInfo, key, signed: bytes) -> bool:
    try:
        key.verify(signer.signature, signed, *_how(signer, key))
    except InvalidSignature:
        return False
    except (UnsupportedAlgorithm, ValueError, TypeError, AttributeError) as error:
        raise NotCheckable(signer.algorithm) from error
    return True


def _how(signer: SignerInfo, key) -> tuple:
    """What a key's `verify` wants to know."""
    oid = _signature_hash(signer)
    known = _HASHES.get(oid)
    if isinstance(key, rsa.RSAPublicKey) and known:
        if signer.algorithm != _PSS:
            return padding.PKCS1v15(), known[1]
        return padding.PSS(padding.MGF1(known[1]), signer.pss[1]), known[1]
    if isinstance(key, ec.EllipticCurvePublicKey) and known:
        return (ec.ECDSA(known[1]),)
    if isinstance(key, dsa.DSAPublicKey) and known:
        return (known[1],)
    if isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey | dsa.DSAPublicKey):
        raise NotCheckable(oid)
    return ()  # RFC 8410: Ed25519 and Ed448 have their hash; other keys know no verify
