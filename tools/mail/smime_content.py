"""Opaque S/MIME: the mail inside a signature that holds it (RFC 8551 section 3.5.2)."""

import operator
import re
from dataclasses import replace

from ..parsing_limits import MAX_CMS_LEVELS, MAX_CMS_OBJECTS, MAX_DEPTH, MAX_PARTS
from .cms import SIGNED_DATA, InflationBudget, read_cms
from .headers import Headers
from .made_parts import EMPTY
from .mime import read_mime
from .mime_part import MimePart

CMS_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
SIGNATURE_TYPES = ("application/pkcs7-signature", "application/x-pkcs7-signature")

# What a mail begins with, and no other file that is signed.
_USUAL = re.compile(
    r"(?:content-.+|mime-version|from|to|cc|subject|date|message-id|received|x-.+)\Z",
    re.IGNORECASE,
)
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a]")
_LOOKED_AT = 4_096


def is_cms(part: MimePart, is_whole: bool) -> bool:
    """Whether a part says that it is a CMS object which holds a mail, `is_whole`: and
    is all there is. A contract that somebody signed is a file."""
    name = part.filename.lower()
    stem = name.removesuffix(".p7m")
    if is_whole:
        return part.content_type in CMS_TYPES or stem != name
    return part.content_type in CMS_TYPES and "." not in stem


def open_signed(root: MimePart) -> tuple[MimePart, bool]:
    """The tree of `root` with the mail inside each signed or compressed content in its
    place, and whether one was signed. `root` itself where there is none; its own head
    stays. Never raises; depth, number and size are bounded."""
    opener = _Opener()
    return opener.open(root, 1, 0, is_whole=True), opener.is_signed


class _Opener:
    """Opens the parts of one mail."""

    def __init__(self):
        self.count = 0  # contents opened
        self.room = MAX_PARTS
        self.budget = InflationBudget()
        self.is_signed = False

    def open(self, part: MimePart, level: int, inside: int, is_whole: bool) -> MimePart:
        """A part, opened; at `level` of the tree, in so many contents."""
        if part.is_multipart:
            parts = tuple(self.open(p, level + 1, inside, False) for p in part.parts)
            same = all(map(operator.is_, parts, part.parts))
            return part if same else replace(part, parts=parts)
        if part.is_carrier or not is_cms(part, is_whole):
            return part
        found = self._inner(part, MAX_DEPTH + 1 - level, inside, is_whole)
        return self.open(found, level, inside + 1, is_whole) if found else part

    def _inner(
        self, part: MimePart, levels: int, inside: int, is_whole: bool
    ) -> MimePart | None:
        """The mail in a part, or None."""
        if self.count == MAX_CMS_OBJECTS or inside == MAX_CMS_LEVELS or self.room <= 0:
            return None
        found = read_cms(part.content())
        content = found.opened(self.budget) if found else None
        inner = _read(content, levels, self.room, is_whole) if content else None
        if found is None or inner is None:
            return None
        self.count += 1
        self.room -= sum(1 for _part in inner.walk())
        self.is_signed |= found.kind == SIGNED_DATA
        return _with_head(inner, part) if is_whole else inner


def _read(content: bytes, levels: int, room: int, is_whole: bool) -> MimePart | None:
    """The mail that a content is; of a whole mail also a bare text. None for a file."""
    inner, _defects = read_mime(content, levels, room)
    if "Content-Type" in inner.headers:
        return inner
    if not is_whole:
        return None
    if any(_USUAL.match(name) for name, _value in inner.headers.fields):
        return inner
    is_text = not _CONTROLS.search(content[:_LOOKED_AT])
    return replace(EMPTY, raw=content, end=len(content)) if is_text else None


def _with_head(inner: MimePart, outer: MimePart) -> MimePart:
    """A mail inside with the head of the one around it, but for what describes the
    content."""
    about = [f for f in inner.headers.fields if _is_about_content(f[0])]
    kept = [f for f in outer.headers.fields if not _is_about_content(f[0])]
    return replace(inner, headers=Headers((*kept, *about)))


def _is_about_content(name: str) -> bool:
    return name.lower().startswith("content-")
