"""The name that a part declares for its file, as that of a file and never of a path."""

import re
from collections.abc import Mapping

from ..text.header_text import shown_line

_SLASHES = re.compile(r"[\\/]")
# From a root, a drive or a folder above.
_PATH = re.compile(
    r"(?:[A-Za-z]:|~[^\\/]*|\.{1,2})?[\\/]|.*[\\/]\.{1,2}[\\/]", re.DOTALL
)
_APOSTROPHES = re.compile(r"'([^']+)'")


def declared_name(disposition: Mapping[str, str], kind: Mapping[str, str]) -> str:
    """The file's name by the parameters of Content-Disposition, else by those of
    Content-Type; '' without one."""
    name = disposition.get("filename") or kind.get("name") or ""
    quoted = _APOSTROPHES.fullmatch(name)
    return terminal_name(quoted[1] if quoted else name)


def terminal_name(name: str) -> str:
    """A name on one line without directories (RFC 2183 section 2.3) and without what
    turns its direction; '' where nothing else is there. A slash within words, as in
    "5/2026.pdf", is no directory."""
    name = shown_line(name)
    if _PATH.match(name):
        name = _SLASHES.split(name)[-1]
    name = _SLASHES.sub("_", name)
    return "" if name in (".", "..") else name
