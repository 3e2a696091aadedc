"""Mail that only a key opens: S/MIME (RFC 8551) and PGP (RFC 3156, RFC 9580)."""

from .mime import MimePart

ENCRYPTED = "encrypted"
SIGNED = "signed"

_CMS = ("application/pkcs7-mime", "application/x-pkcs7-mime")
# The type of a CMS object: id-data and its sisters (RFC 5652 section 4 ff).
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_ARMOUR = b"-----BEGIN PGP MESSAGE-----"
_LOOKED_AT = 400  # bytes at the beginning of a content


def protection(root: MimePart) -> str:
    """ENCRYPTED, or SIGNED where the signature holds the text inside it; '' where a
    mail can be read. A text with a signature beside it can."""
    for part in root.walk(into_messages=False):
        if part.content_type == "multipart/encrypted":
            return ENCRYPTED
        if part.content_type in _CMS:
            return _of_cms(part)
        if part.content_type == "text/plain" and _is_armour(part):
            return ENCRYPTED
    return ""


def _of_cms(part: MimePart) -> str:
    """What an S/MIME object is, by its parameter or else by its first bytes."""
    declared = part.parameters.get("smime-type", "").strip().lower()
    if declared:
        return SIGNED if declared.startswith("signed") else ENCRYPTED
    return SIGNED if _SIGNED_DATA in part.content()[:_LOOKED_AT] else ENCRYPTED


def _is_armour(part: MimePart) -> bool:
    """Whether a text is nothing but an encrypted message in letters."""
    beginning = part.raw[part.start : min(part.end, part.start + _LOOKED_AT)]
    return beginning.lstrip().startswith(_ARMOUR)
