"""S/MIME signatures: whether they fit what came, whose they are, who says so.

Costs time that classifying a mail does not need; asked where a mail is filed or shown.
A signature proves nothing about agents or tickets, and decides nothing.
"""

from .smime_signature import (
    BROKEN,
    DAMAGED,
    NO_CERTIFICATE,
    NOT_CHECKED,
    TOO_MANY,
    NOT_KNOWN,
    UNKNOWN_ISSUER,
    VALID,
    SmimeSignature,
    read_signatures,
)

__all__ = [
    "BROKEN",
    "DAMAGED",
    "NOT_CHECKED",
    "TOO_MANY",
    "NOT_KNOWN",
    "NO_CERTIFICATE",
    "SmimeSignature",
    "UNKNOWN_ISSUER",
    "VALID",
    "read_signatures",
]
