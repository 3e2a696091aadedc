"""What is sent in a SASL exchange; the bearer mechanisms will live here too."""

from __future__ import annotations

from base64 import b64encode


def plain_response(user: str, secret: str) -> str:
    """Return the answer to ``AUTH PLAIN``, base64 of UTF-8 (RFC 4616, 2)."""
    return b64encode(f"\0{user}\0{secret}".encode()).decode()


def sasl_secrets(user: str, secret: str) -> list[str]:
    """Return what a server might quote back and no error may show."""
    return [secret, escaped(secret), plain_response(user, secret)]


def escaped(word: str) -> str:
    """Return what stands between the quotes of a quoted string (RFC 9051, 4.3)."""
    return word.replace("\\", "\\\\").replace('"', '\\"')
