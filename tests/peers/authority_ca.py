"""A throw-away certificate authority with a server certificate for localhost."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = timedelta(days=30)
RENEWAL = timedelta(days=2)  # made anew when less than this is left


@dataclass(frozen=True)
class Authority:
    """Paths: ``ca`` (to trust), ``chain`` and ``key`` (for the server)."""

    ca: Path
    chain: Path
    key: Path

    @property
    def pem(self) -> str:
        """The authority's certificate, as `MailboxSettings.ca_pem` takes it."""
        return self.ca.read_text("ascii")


def authority(directory: Path, names: tuple[str, ...] = ("localhost",)) -> Authority:
    """Return the authority kept in ``directory``, made (anew) where needed.

    The server certificate is for ``names`` and, if localhost is among them, for
    127.0.0.1. It satisfies X509_STRICT. The authority's own key is never written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    files = (directory / name for name in ("ca.pem", "chain.pem", "server.key"))
    found = Authority(*files)
    if not _still_good(found, names):
        _make(found, names)
    return found


def _still_good(found: Authority, names: tuple[str, ...]) -> bool:
    if not (found.ca.exists() and found.chain.exists() and found.key.exists()):
        return False
    certificate = x509.load_pem_x509_certificate(found.chain.read_bytes())
    left = certificate.not_valid_after_utc - datetime.now(timezone.utc)
    san = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    held = tuple(san.value.get_values_for_type(x509.DNSName))
    return left > RENEWAL and held == names


def _make(target: Authority, names: tuple[str, ...]) -> None:
    ca_key = ec.generate_private_key(ec.SECP256R1())
    ca_name = _name("Throw-away test authority")
    ca = _signed(ca_name, ca_name, ca_key, ca_key, _ca_extensions())
    key = ec.generate_private_key(ec.SECP256R1())
    server = _signed(_name(names[0]), ca_name, key, ca_key, _server_extensions(names))
    pem = serialization.Encoding.PEM
    _write(
        target.key,
        key.private_bytes(
            pem,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
    target.chain.write_bytes(server.public_bytes(pem) + ca.public_bytes(pem))
    target.ca.write_bytes(ca.public_bytes(pem))


def _write(path: Path, secret: bytes) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(secret)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(**allowed: bool) -> x509.KeyUsage:
    kinds = (
        "digital_signature content_commitment key_encipherment data_encipherment "
        "key_agreement key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{kind: allowed.get(kind, False) for kind in kinds.split()})


def _ca_extensions() -> list[tuple[x509.ExtensionType, bool]]:
    return [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (_usage(key_cert_sign=True, crl_sign=True), True),
    ]


def _server_extensions(names: tuple[str, ...]) -> list[tuple[x509.ExtensionType, bool]]:
    hosts: list[x509.GeneralName] = [x509.DNSName(name) for name in names]
    if "localhost" in names:
        hosts.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    return [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(digital_signature=True), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.SubjectAlternativeName(hosts), False),
    ]


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    extensions: list[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:
    now = datetime.now(timezone.utc)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))  # clocks differ
        .not_valid_after(now + LIFETIME)
    )
    for extension, critical in [*extensions, (identifier, False), (signer, False)]:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())
