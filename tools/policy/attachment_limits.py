"""Which files of a mail are kept: limits, denied types, pictures that only decorate."""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from urllib.parse import unquote

from ..mail.email_message import build_message
from ..mail.headers import Headers
from ..mail.message import InboundMessage
from ..mail.mime import MimePart
from ..text.readable import readable
from .picture_size import picture_size

OFF, DENIED, LARGE, MANY, TOTAL, FOLDED = (
    "off",
    "denied",
    "large",
    "many",
    "total",
    "folded",
)

# A picture that decorates: small in bytes, and no more than a strip or an icon.
DECORATION_BYTES = 10 * 1024
DECORATION_PIXELS = 200

_CID = re.compile(r"""cid:([^"'\s<>)]+)""", re.IGNORECASE)
_TEXTS = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a mailbox takes; numbers of 0 mean no limit.

    `enabled`: whether files are taken at all. `files`: number in one mail. `file_bytes`
    and `total_bytes`: of one and of all, without transfer encoding. `denied`: endings
    of names without dot, or MIME types where there is a slash; * stands for anything.
    """

    enabled: bool = True
    files: int = 0
    file_bytes: int = 0
    total_bytes: int = 0
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not kept: its place in the mail (`part_at`), and why.

    `content_id` is empty unless the mail's text shows it. `size` is in bytes.
    """

    index: int
    name: str
    content_type: str
    size: int
    reason: str
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    index: int
    part: MimePart
    shown: bool
    inside: bool


def sift(
    message: InboundMessage, limits: Limits, folded: Collection[int] = ()
) -> tuple[LeftOut, ...]:
    """The files of a mail that are not kept, in the mail's order.

    `folded`: places of pictures known to be decoration. Pictures that the text shows do
    not count as files, but their bytes do. Inside of forwarded messages only denied
    types are left out: the message around them is the file.
    """
    files = bytes_ = 0
    found = []
    for file in _files(message):
        size = file.part.size()
        reason = _refusal(file, size, limits, files, bytes_)
        if not reason and file.index in folded:
            reason = FOLDED
        if reason:
            found.append(_left_out(file, size, reason))
        elif not file.inside:
            files, bytes_ = files + (not file.shown), bytes_ + size
    return tuple(found)


def _refusal(file: _File, size: int, limits: Limits, files: int, bytes_: int) -> str:
    """Why a file is not kept, behind `files` with `bytes_` that are; '' if it is."""
    if is_denied(_name(file.part), file.part.content_type, limits.denied):
        return DENIED
    if file.inside:
        return ""
    if not limits.enabled and not file.shown:
        return OFF
    if limits.file_bytes and size > limits.file_bytes:
        return LARGE
    if limits.files and not file.shown and files >= limits.files:
        return MANY
    if limits.total_bytes and bytes_ + size > limits.total_bytes:
        return TOTAL
    return ""


def is_denied(name: str, content_type: str, denied: Collection[str]) -> bool:
    """Whether a file's last ending or its type is among `denied` (see `Limits`).

    Capital letters, trailing dots and blanks, and characters that nobody sees do not
    hide an ending.
    """
    _stem, dot, ending = readable(name).lower().rstrip(". ").rpartition(".")
    ending = ending.strip() if dot else ""
    if ending in denied or content_type in denied:
        return True
    return any(
        fnmatchcase(content_type if "/" in pattern else ending, pattern)
        for pattern in denied
        if "*" in pattern
    )


def decorations(message: InboundMessage) -> dict[int, str]:
    """Places of pictures that may be decoration -> SHA-256 of their bytes.

    Only those that came inside of the text: what somebody attached is never one.
    """
    return {
        file.index: hashlib.sha256(content).hexdigest()
        for file in _files(message)
        if not file.inside
        and file.part.content_type.startswith("image/")
        and (file.shown or file.part.disposition != "attachment")
        and file.part.size() <= DECORATION_BYTES
        and _is_strip(content := file.part.content())
    }


def _is_strip(content: bytes) -> bool:
    size = picture_size(content)
    return size is not None and min(size) <= DECORATION_PIXELS


def part_at(root: MimePart, index: int) -> MimePart | None:
    """The part at a place that `LeftOut` names; None where there is none."""
    return next((part for at, part in enumerate(root.walk()) if at == index), None)


def prune(root: MimePart, indexes: Collection[int]) -> MimePart:
    """The tree without the parts at these places.

    Its depth is bounded by `read_mime`, and so is this recursion.
    """
    places = {id(part): at for at, part in enumerate(root.walk())}
    kept = _pruned(root, indexes, places)
    return kept or _emptied(root)


def _pruned(part: MimePart, indexes: Collection[int], places) -> MimePart | None:
    if places[id(part)] in indexes:
        return None
    if not part.parts:
        return part
    kept = tuple(
        child
        for child in (_pruned(child, indexes, places) for child in part.parts)
        if child
    )
    if [*map(id, kept)] == [*map(id, part.parts)]:
        return part
    if not kept:
        return _emptied(part)
    return _rewritten(part, kept) if part.is_carrier else replace(part, parts=kept)


def _rewritten(carrier: MimePart, parts: tuple[MimePart, ...]) -> MimePart:
    """A message inside, as bytes without what was left out of it."""
    raw = build_message(parts[0]).as_bytes()
    return replace(carrier, raw=raw, start=0, end=len(raw), parts=parts)


def _emptied(part: MimePart) -> MimePart:
    """The part as an empty text: its other headers stay."""
    fields = tuple(
        (name, value)
        for name, value in part.headers.fields
        if not name.lower().startswith("content-")
    )
    return replace(
        part,
        headers=Headers(fields),
        content_type="text/plain",
        parameters={},
        disposition="",
        filename="",
        encoding="",
        end=part.start,
        parts=(),
    )


def _files(message: InboundMessage) -> Iterator[_File]:
    """The files of a mail, those inside of forwarded messages too."""
    if not message.attachments:  # most mails; a forwarded message is one itself
        return
    root = message.shown
    outside = {id(part) for part in root.walk(into_messages=False)}
    shown = {unquote(cid) for cid in _CID.findall(message.body_html or "")}
    for index, part in enumerate(root.walk()):
        if part.is_multipart or _is_text(part):
            continue
        is_shown = part.content_id in shown and part.content_type.startswith("image/")
        yield _File(index, part, is_shown, id(part) not in outside)


def _is_text(part: MimePart) -> bool:
    """Whether a part is what people read, and no file."""
    is_file = part.disposition == "attachment" or part.filename
    return part.content_type in _TEXTS and not is_file


def _name(part: MimePart) -> str:
    """A file's name, or one that says what it is."""
    if part.filename:
        return part.filename
    if part.is_carrier:
        return "message.eml"
    main, _slash, sub = part.content_type.partition("/")
    return f"image.{sub}" if main == "image" else "attachment"


def _left_out(file: _File, size: int, reason: str) -> LeftOut:
    return LeftOut(
        index=file.index,
        name=_name(file.part),
        content_type=file.part.content_type,
        size=size,
        reason=reason,
        content_id=file.part.content_id if file.shown else "",
    )
