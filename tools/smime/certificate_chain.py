"""Whether somebody whom this system trusts vouches for a certificate (RFC 5280, 6)."""

import ssl
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import certifi
from OpenSSL import crypto

from .signer_certificate import SignerCertificate, may_be_used_for_mail


def is_trusted(
    certificate: SignerCertificate,
    others: Sequence[SignerCertificate],
    at: datetime,
) -> bool:
    """Whether a chain of `others`, which came with it, leads from a certificate to an
    authority of the system's, valid at the time `at`, and all in it may be used for
    mail. A certificate that is not valid then is looked at for the time it was. Never
    raises; revocation is not looked up: that would tell the issuer who reads what."""
    try:
        chain = _chain(certificate, others, _within(certificate, at))
    # Each version of the library has its own errors for odd certificates.
    except Exception:
        return False
    return all(may_be_used_for_mail(one.to_cryptography()) for one in chain[:-1])


def _chain(certificate, others, at: datetime) -> list:
    """The chain from a certificate to a trusted one. Raises what OpenSSL does."""
    store = crypto.X509Store()
    store.load_locations(*_authorities())
    store.set_time(at.astimezone(timezone.utc).replace(tzinfo=None))
    usable = [one for one in others if one.key is not None]
    context = crypto.X509StoreContext(
        store,
        crypto.X509.from_cryptography(certificate.value),
        [crypto.X509.from_cryptography(one.value) for one in usable],
    )
    return context.get_verified_chain()


def _authorities() -> tuple[str | None, str | None]:
    """File and folder of the authorities that this system trusts, which are also those
    of its TLS; a company adds its own one there."""
    paths = ssl.get_default_verify_paths()
    if paths.cafile or paths.capath:
        return paths.cafile, paths.capath
    return certifi.where(), None


def _within(certificate: SignerCertificate, at: datetime) -> datetime:
    """The time `at`, or the nearest one at which a certificate was valid."""
    second = timedelta(seconds=1)
    return max(certificate.begins + second, min(at, certificate.ends - second))
