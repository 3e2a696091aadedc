"""Keys of domains that sign their mail, and mail that they signed (RFC 6376)."""

import base64
from functools import lru_cache

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SELECTOR = "s"


@lru_cache
def key(bits=2_048):
    """A private key (`cryptography`)."""
    return rsa.generate_private_key(public_exponent=65_537, key_size=bits)


def record(bits=2_048, tags="v=DKIM1; k=rsa; "):
    """The TXT record with the public key."""
    public = key(bits).public_key()
    der = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return f"{tags}p={base64.b64encode(der).decode()}"


def records(domain, **options):
    """What the DNS knows of a domain that signs (name -> text)."""
    return {f"{SELECTOR}._domainkey.{domain}": record(**options)}


def signed(raw, domain, bits=2_048, **options):
    """`raw` with a signature of `domain` above it; `options` of `dkim.sign`."""
    pem = key(bits).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    options.setdefault("canonicalize", (b"relaxed", b"relaxed"))
    return dkim.sign(raw, SELECTOR.encode(), domain.encode(), pem, **options) + raw
