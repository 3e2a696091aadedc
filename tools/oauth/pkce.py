"""Proof Key for Code Exchange (RFC 7636), method S256 and no other."""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64encode

_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def check_verifier(verifier: str) -> None:
    """Raise ValueError for what RFC 7636, 4.1 does not allow; the text hides it."""
    if not _VERIFIER.fullmatch(verifier):
        raise ValueError("a code verifier has 43 to 128 unreserved characters")


def challenge(verifier: str) -> str:
    """Return what the authorization request carries (RFC 7636, 4.2)."""
    check_verifier(verifier)
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
