"""What is signed in a mail, byte for byte (RFC 8551 section 3.5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ..mail.cms import SIGNED_DATA, CmsObject, InflationBudget, read_cms
from ..mail.mime import read_mime
from ..mail.mime_part import MimePart
from ..mail.smime_content import SIGNATURE_TYPES, is_cms
from ..parsing_limits import MAX_CMS_LEVELS, MAX_CMS_OBJECTS

_LINE_END = re.compile(rb"\r?\n")


@dataclass(frozen=True, slots=True)
class SignedPart:
    """A signature: its CMS object, the content that it is over, inside or beside it,
    and whether that is all of the mail."""

    cms: CmsObject = field(repr=False)
    content: bytes = field(repr=False)
    is_all: bool

    def contents(self) -> Iterator[bytes]:
        """Yield the content as it may have been signed: as it came, and with the line
        ends of mail, which servers change (section 3.1.1)."""
        yield self.content
        canonical = _LINE_END.sub(b"\r\n", self.content)
        if canonical != self.content:
            yield canonical


def signed_parts(received: MimePart) -> tuple[SignedPart, ...]:
    """The signatures in the tree of a mail as it came, MAX_CMS_OBJECTS at most; outer
    ones first. Never raises."""
    found = _signed(received, True, 0, InflationBudget())
    return tuple(islice(found, MAX_CMS_OBJECTS))


def _signed(
    part: MimePart, is_all: bool, inside: int, budget: InflationBudget
) -> Iterator[SignedPart]:
    """The signatures at and below a part, so many levels inside others."""
    if inside > MAX_CMS_LEVELS or part.is_carrier:
        return
    if is_cms(part, is_all):
        yield from _opaque(part, is_all, inside, budget)
    elif part.content_type == "multipart/signed" and len(part.parts) > 1:
        if part.parts[1].content_type in SIGNATURE_TYPES:
            cms, content = read_cms(part.parts[1].content()), _first_bytes(part)
            if cms and cms.kind == SIGNED_DATA and content is not None:
                yield SignedPart(cms, content, is_all and len(part.parts) == 2)
        yield from _signed(part.parts[0], is_all, inside + 1, budget)
    else:
        for child in part.parts:
            yield from _signed(child, False, inside, budget)


def _opaque(
    part: MimePart, is_all: bool, inside: int, budget: InflationBudget
) -> Iterator[SignedPart]:
    """A signature that holds the text, and those in what it holds."""
    cms = read_cms(part.content())
    content = cms.opened(budget) if cms else None
    if cms is None or not content:
        return
    if cms.kind == SIGNED_DATA:
        yield SignedPart(cms, content, is_all)
    yield from _signed(read_mime(content)[0], is_all, inside + 1, budget)


def _first_bytes(container: MimePart) -> bytes | None:
    """The first part of a multipart with its head, up to the line end that belongs to
    the next delimiter (RFC 2046 section 5.1.1)."""
    boundary = container.parameters.get("boundary", "").rstrip()
    delimiter = re.escape(b"--" + boundary.encode("utf-8", "replace"))
    line = re.compile(rb"^%b(?:--)?[ \t]*(?:\r?\n|\Z)" % delimiter, re.MULTILINE)
    places = list(islice(line.finditer(container.body()), 2))
    if len(places) < 2:
        return None
    content = container.body()[places[0].end() : places[1].start()]
    return content.removesuffix(b"\n").removesuffix(b"\r")
