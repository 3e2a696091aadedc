"""Which delimiter the parts of a multipart have (RFC 2046 section 5.1.1).

Gateways rewrite either the head or the body, and add a second Content-Type instead of
changing the one that is there.
"""

import re

from ..text.header_text import parse_parameters

# Bytes behind the head of a part in which its first delimiter is looked for; there can
# be a thousand parts.
_NEAR = 65_536
_MOST_FIELDS = 4
_MOST_LINES = 20

_CONTENT_TYPE = re.compile(r"[^\s/]+/[^\s/]+\Z")
_LIKE_A_DELIMITER = re.compile(
    rb"^(--[^\s][^\r\n]{0,200}?)[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE
)


def read_content_type(value: str):
    """Type and parameters of a Content-Type (RFC 2045 section 5.2 for what is no
    type)."""
    token, parameters = parse_parameters(value)
    return (token if _CONTENT_TYPE.match(token) else "text/plain"), parameters


def used_content_type(values: tuple[str, ...], raw: bytes, start: int, end: int) -> str:
    """The one of several Content-Type fields that counts: the first whose boundary is
    in use behind the head that ends at `start` in `raw`, else the first that is no
    multipart, else the first."""
    if len(values) < 2:
        return values[0] if values else ""
    plain: list[str] = []
    for value in values[:_MOST_FIELDS]:
        token, parameters = parse_parameters(value)
        if not token.startswith("multipart/"):
            plain += [value] if _CONTENT_TYPE.match(token) else []
        elif _is_line(delimiter_of(parameters), raw, start, end):
            return value
    return plain[0] if plain else values[0]


def delimiter_of(parameters) -> bytes:
    """The delimiter line that a multipart declares, or b""."""
    boundary = parameters.get("boundary", "").rstrip()
    return b"--" + boundary.encode("utf-8", "replace") if boundary else b""


def used_delimiter(
    declared: bytes, raw: bytes, start: int, end: int, outer
) -> tuple[bytes, bool]:
    """The delimiter of a multipart whose body begins at `start`, b"" where there is
    none, and whether it is another than the declared one: the first line that looks
    like one and none of the `outer` ones.

    Looked for up to `end`, which is the end of the mail for the mail itself, so that it
    costs one pass, and near the head for its parts.
    """
    if _is_line(declared, raw, start, end):
        return declared, False
    for found, _number in zip(
        _LIKE_A_DELIMITER.finditer(raw, start, end), range(_MOST_LINES), strict=False
    ):
        line = found[1]
        if line in outer:
            break
        # A rule such as "---- Original ----" stands there once.
        if line[2:3] != b"-" or raw.find(b"\n" + line, found.end(), end) >= 0:
            return line, line != declared
    return declared, False


def search_end(raw: bytes, start: int, is_whole: bool) -> int:
    """How far delimiters of a mail itself, or of one of its parts, are looked for."""
    return len(raw) if is_whole else min(len(raw), start + _NEAR)


def _is_line(delimiter: bytes, raw: bytes, start: int, end: int) -> bool:
    """Whether a delimiter stands on a line of its own."""
    place = raw.find(delimiter, start, end) if delimiter else -1
    for _number in range(_MOST_LINES):
        if place < 0:
            return False
        behind = place + len(delimiter)
        line = raw[behind : behind + 100].partition(b"\n")[0].strip()
        if line in (b"", b"--") and raw[place - 1 : place] in (b"\n", b""):
            return True
        place = raw.find(delimiter, behind, end)
    return False
