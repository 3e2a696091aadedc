"""Mail that only a key opens: S/MIME (RFC 8551) and PGP (RFC 3156, RFC 9580)."""

from .cms import COMPRESSED_DATA, SIGNED_DATA
from .mime_part import MimePart
from .smime_content import CMS_TYPES, SIGNATURE_TYPES, is_cms

ENCRYPTED = "encrypted"
SIGNED = "signed"
COMPRESSED = "compressed"

_DECLARED = {"signed": SIGNED, "compressed": COMPRESSED}
_OIDS = {SIGNED_DATA: SIGNED, COMPRESSED_DATA: COMPRESSED}
_ARMOUR = b"-----BEGIN PGP MESSAGE-----"
_LOOKED_AT = 400  # bytes at the beginning of a content


def protection(root: MimePart) -> str:
    """ENCRYPTED, or SIGNED or COMPRESSED where the text is inside a signature or a
    compressed content that could not be opened, as it is damaged or too much; '' where
    a mail can be read. `root` has what could be opened."""
    for part in root.walk(into_messages=False):
        if part.content_type == "multipart/encrypted":
            return ENCRYPTED
        if part.content_type in CMS_TYPES and is_cms(part, part is root):
            return _of_cms(part)
        if part.content_type == "text/plain" and _is_armour(part):
            return ENCRYPTED
    return ""


def has_signature(root: MimePart) -> bool:
    """Whether an S/MIME signature stands beside what it signs (RFC 8551 section
    3.5.3)."""
    return any(
        part.content_type in SIGNATURE_TYPES
        for container in root.walk(into_messages=False)
        if container.content_type == "multipart/signed"
        for part in container.parts[1:]
    )


def _of_cms(part: MimePart) -> str:
    """What an S/MIME object is, by its parameter or else by its first bytes."""
    declared = part.parameters.get("smime-type", "").strip().lower()
    if declared:
        return _DECLARED.get(declared.partition("-")[0], ENCRYPTED)
    beginning = part.content()[:_LOOKED_AT]
    found = (kind for oid, kind in _OIDS.items() if oid in beginning)
    return next(found, ENCRYPTED)


def _is_armour(part: MimePart) -> bool:
    """Whether a text is nothing but an encrypted message in letters."""
    beginning = part.raw[part.start : min(part.end, part.start + _LOOKED_AT)]
    return beginning.lstrip().startswith(_ARMOUR)
