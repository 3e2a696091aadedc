"""What an S/MIME signature tells of a mail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from ..mail.message import InboundMessage
from ..parsing_limits import MAX_SIGNERS
from .certificate_chain import is_trusted
from .signed_parts import SignedPart, signed_parts
from .signer_certificate import SignerCertificate, read_certificate
from .signer_check import NotCheckable, fits, weakness
from .signer_info import SignerInfo, read_certificates, read_signers

VALID = "valid"  # by somebody whom an authority of this system vouches for
UNKNOWN_ISSUER = "unknown"  # fits; nobody whom this system trusts says whose it is
BROKEN = "broken"  # the content is not what was signed
NOT_CHECKED = "not checked"

# Why a signature was not checked.
NO_CERTIFICATE = "certificate"  # the mail does not bring it
NOT_KNOWN = "algorithm"  # nor the key is one that is checked here
DAMAGED = "damaged"
TOO_MANY = "number"  # all others of the mail

# Certificates of one serial number, by several issuers, that are tried.
_MOST_NAMESAKES = 3


@dataclass(frozen=True, slots=True)
class SmimeSignature:
    """A signature: its `state`, and why it was not checked; name and addresses of whom
    the certificate is for, and who issued it ('' and () where that is not known).

    `is_sender`: one of the addresses is that of From. `is_all`: it covers the whole
    mail. `weakness`: a method that proves nothing any more, such as "SHA-1", else ''.
    `begins` and `ends`: from when until when the certificate is valid; `is_in_time`:
    that was so when the mail came.
    """

    state: str
    why: str = ""
    name: str = ""
    addresses: tuple[str, ...] = ()
    issuer: str = ""
    is_self_signed: bool = False
    is_sender: bool = False
    is_all: bool = True
    may_sign_mail: bool = True
    weakness: str = ""
    is_in_time: bool = True
    begins: datetime | None = None
    ends: datetime | None = None


def read_signatures(
    message: InboundMessage, at: datetime
) -> tuple[SmimeSignature, ...]:
    """The S/MIME signatures of a mail that came at the time `at`, outer ones first; of
    more than MAX_SIGNERS the last one says that there are others. Never raises; what is
    checked is bounded in number and size."""
    if not message.is_signed:
        return ()
    sender = "" if message.has_damaged_from else message.from_.email
    found = (
        replace(signature, is_sender=sender in signature.addresses)
        for part in signed_parts(message.received)
        for signature in _of_part(part, at)
    )
    signatures = tuple(islice(found, MAX_SIGNERS))
    if next(found, None):
        return (*signatures, SmimeSignature(NOT_CHECKED, TOO_MANY))
    return signatures or (SmimeSignature(NOT_CHECKED, DAMAGED),)


def _of_part(part: SignedPart, at: datetime) -> Iterator[SmimeSignature]:
    """One signature for each signer."""
    read = map(read_certificate, read_certificates(part.cms))
    certificates = [one for one in read if one is not None]
    for signer in read_signers(part.cms) or (None,):
        if signer is None:
            yield SmimeSignature(NOT_CHECKED, DAMAGED, is_all=part.is_all)
        else:
            yield _of_signer(signer, certificates, part, at)


def _of_signer(
    signer: SignerInfo,
    certificates: Sequence[SignerCertificate],
    part: SignedPart,
    at: datetime,
) -> SmimeSignature:
    named = [one for one in certificates if _is_of(one, signer)][:_MOST_NAMESAKES]
    if not named:
        return SmimeSignature(NOT_CHECKED, NO_CERTIFICATE, is_all=part.is_all)
    told = replace(_told(named[0], at), is_all=part.is_all)
    try:
        own = next((one for one in named if _fits(signer, one, part)), None)
    except NotCheckable:
        return replace(told, why=NOT_KNOWN)
    if own is None:
        return replace(told, state=BROKEN)
    others = [one for one in certificates if one is not own]
    trusted = own.may_sign_mail and is_trusted(own, others, at)
    return replace(
        _told(own, at),
        state=VALID if trusted else UNKNOWN_ISSUER,
        is_all=part.is_all,
        weakness=weakness(signer, own.key),
    )


def _fits(signer: SignerInfo, certificate: SignerCertificate, part: SignedPart) -> bool:
    """Whether the key of a certificate made a signature. Raises NotCheckable."""
    if certificate.key is None:
        raise NotCheckable("a key that is too long, or of no known kind")
    return fits(signer, certificate.key, part.contents())


def _is_of(certificate: SignerCertificate, signer: SignerInfo) -> bool:
    """Whether a signer names a certificate; the check of its key is the proof."""
    if signer.serial is not None:
        return certificate.serial == signer.serial
    return bool(signer.key_id) and certificate.key_id == signer.key_id


def _told(certificate: SignerCertificate, at: datetime) -> SmimeSignature:
    """What a certificate says, before anything is checked."""
    return SmimeSignature(
        NOT_CHECKED,
        name=certificate.name,
        addresses=certificate.addresses,
        issuer=certificate.issuer,
        is_self_signed=certificate.is_self_signed,
        may_sign_mail=certificate.may_sign_mail,
        is_in_time=certificate.begins <= at <= certificate.ends,
        begins=certificate.begins,
        ends=certificate.ends,
    )
