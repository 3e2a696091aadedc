"""What a person pastes after consenting: the code, or the whole redirected address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from ..errors import FixSettings
from .oauth_failures import CONSENT, refusal

CODE_LENGTH = 4096  # characters; Microsoft's have about 1,500
FIELD_COUNT = 50  # of a query
_CODE = re.compile(rf"[\x21-\x7e]{{1,{CODE_LENGTH}}}")  # RFC 6749, A.11, less blanks
_WEB = ("http", "https")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True)
class Redirected:
    """What came back; ``state`` is None where only a code was pasted."""

    code: str = field(repr=False)
    state: str | None = field(default=None, repr=False)


def read_redirect(text: str) -> Redirected:
    """Return the code in ``text`` (RFC 6749, 4.1.2): it alone, a query, an address.

    Raises `FixSettings` with code_missing, or the error that an authority put there
    instead (4.1.2.1): consent_denied, scope_refused, redirect_refused and others.
    """
    pasted = "".join(text.split())  # mail programs and terminals break long lines
    values = _values(pasted)
    if error := values.get("error"):
        described = values.get("error_description", "")
        raise refusal(CONSENT, error, described, [values.get("state", "")])
    code = values.get("code")
    if code is None and urlsplit(pasted).scheme not in _WEB:
        code = _alone(pasted)
    if not code or not _CODE.fullmatch(code):
        raise FixSettings("code_missing")
    return Redirected(code, values.get("state") or None)


def _values(text: str) -> dict[str, str]:
    """The parameters in an address or a query; some authorities use the fragment."""
    try:
        parts = urlsplit(text)
        address = parts.scheme in _WEB
        queries = (parts.query, parts.fragment) if address else (text.lstrip("?#"),)
        found = [parse_qs(query, max_num_fields=FIELD_COUNT) for query in queries]
    except ValueError:
        raise FixSettings("code_missing") from None
    return {name: values[0] for query in found for name, values in query.items()}


def _alone(text: str) -> str:
    """Google's codes begin with ``4/``, which is ``4%2F`` in the address bar."""
    return unquote(text) if _ENCODED.search(text) else text
