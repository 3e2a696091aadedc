"""What is sent in a SASL exchange."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable

from ..errors import FixSettings, printable

# In the order of preference: Google and Microsoft document XOAUTH2 and offer it on
# both wires, so the standard's mechanism is for whoever offers nothing else.
BEARER_MECHANISMS = ("XOAUTH2", "OAUTHBEARER")
# What a refusing server tells: XOAUTH2 as Google documents it, RFC 7628, 3.2.2.
_CHALLENGE_KEYS = ("status", "scope", "schemes")
_SEPARATOR = "\x01"


def plain_response(user: str, secret: str) -> str:
    """Return the answer to ``AUTH PLAIN``, base64 of UTF-8 (RFC 4616, 2)."""
    return _base64(f"\0{user}\0{secret}".encode())


def sasl_secrets(user: str, secret: str) -> list[str]:
    """Return what a server might quote back and no error may show."""
    return [secret, escaped(secret), plain_response(user, secret)]


def escaped(word: str) -> str:
    """Return what stands between the quotes of a quoted string (RFC 9051, 4.3)."""
    return word.replace("\\", "\\\\").replace('"', '\\"')


def bearer_mechanism(offered: Iterable[str]) -> str:
    """Return the mechanism to carry a token by; ``offered`` in capitals.

    Raises `FixSettings` with login_unsupported where the server has none.
    """
    names = set(offered)
    for name in BEARER_MECHANISMS:
        if name in names:
            return name
    wanted = " nor ".join(BEARER_MECHANISMS)
    raise FixSettings("login_unsupported", f"the server offers neither {wanted}")


class BearerExchange:
    """One login by token: what to say first, and to a refusal.

    Either mechanism refuses in two steps (RFC 7628, 3.2.3): the server explains
    itself in a challenge, waits for one more line, then says no. ``challenge`` is
    that explanation, fit for an error's detail.
    """

    def __init__(self, mechanism: str, user: str, token: str) -> None:
        _check_words(user, token)
        self.mechanism = mechanism
        self.challenge = ""
        self.secrets = [token]
        self._first = _first_response(mechanism, user, token)
        self.secrets.append(_base64(self._first))
        self._begun = False

    def answer(self, challenge: bytes) -> bytes:
        """Return what to say to the server's next challenge (not in base64)."""
        if not self._begun:
            self._begun = True
            return self._first
        self.challenge = printable(challenge_text(challenge), self.secrets)
        return b"" if self.mechanism == "XOAUTH2" else _SEPARATOR.encode()

    def line(self, challenge: str) -> str:
        """Do the same in base64, as POP3 has it on the wire (RFC 5034, 4)."""
        return _base64(self.answer(decoded(challenge)))


def challenge_text(challenge: bytes) -> str:
    """Return the parts of an error challenge that say something, as ``key value``."""
    try:
        parts = json.loads(challenge.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return ""
    if not isinstance(parts, dict):
        return ""
    said = [(key, parts[key]) for key in _CHALLENGE_KEYS if key in parts]
    return ", ".join(f"{key} {word}" for key, word in said if isinstance(word, str))


def decoded(line: str) -> bytes:
    """Return the bytes of a base64 line; nothing for what is not base64."""
    try:
        return b64decode(line.encode("ascii", "replace"))
    except ValueError:
        return b""


def _first_response(mechanism: str, user: str, token: str) -> bytes:
    """XOAUTH2 as Google and Microsoft document it; OAUTHBEARER by RFC 7628, 3.1."""
    if mechanism == "XOAUTH2":
        parts = [f"user={user}", f"auth=Bearer {token}", "", ""]
    else:
        name = user.replace("=", "=3D").replace(",", "=2C")  # RFC 5801, 4
        parts = [f"n,a={name},", f"auth=Bearer {token}", "", ""]
    return _SEPARATOR.join(parts).encode()


def _check_words(user: str, token: str) -> None:
    """Refuse what would end a part of the response early; RFC 6750, 2.1: ASCII."""
    if not token or not all("!" <= char <= "~" for char in token):
        raise FixSettings("login_unsupported", "a token is printable ASCII")
    if any(char in user for char in "\x01\0\r\n"):
        raise FixSettings("login_unsupported", "no user name has such characters")


def _base64(words: bytes) -> str:
    return b64encode(words).decode()
