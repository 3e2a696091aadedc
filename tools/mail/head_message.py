"""The beginning of a mail that is too large to be fetched whole, as a small mail."""

import re
from dataclasses import dataclass

from .mime import MimePart, read_mime

# Fields that describe the body left behind, not the one of the small mail.
_OF_THE_BODY = re.compile(r"(?:content-|mime-version\Z|lines\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadMessage:
    """A small valid mail in `raw`, and for people what it leaves out, as far as its
    beginning tells: "report.pdf (application/pdf)"."""

    raw: bytes
    left_out: tuple[str, ...]


def head_message(raw_head: bytes) -> HeadMessage:
    """A mail of the headers and the first text of one whose first bytes these are.

    Never raises. The text ends where the bytes end.
    """
    root, _defects = read_mime(raw_head)
    leaves = [part for part in root.walk(into_messages=False) if not part.is_multipart]
    text = _first_text(leaves)
    left_out = (part for part in leaves if part is not text and not _is_text(part))
    return HeadMessage(_compose(root, text), tuple(_label(part) for part in left_out))


def _is_text(part: MimePart) -> bool:
    """Whether a part is a body that people read in the mail itself."""
    is_body = part.content_type in ("text/plain", "text/html")
    return is_body and part.disposition != "attachment" and not part.filename


def _first_text(leaves: list[MimePart]) -> MimePart | None:
    """The first plain text, else the first HTML, else None."""
    texts = sorted(
        filter(_is_text, leaves), key=lambda p: p.content_type == "text/html"
    )
    return texts[0] if texts else None


def _label(part: MimePart) -> str:
    """A part's name for people."""
    kind = part.content_type
    return f"{part.filename} ({kind})" if part.filename else kind


def _compose(root: MimePart, text: MimePart | None) -> bytes:
    """Headers and text as bytes, headers in UTF-8 (RFC 6532)."""
    fields = [f for f in root.headers.fields if not _OF_THE_BODY.match(f[0])]
    fields += [
        ("MIME-Version", "1.0"),
        (
            "Content-Type",
            f"{text.content_type if text else 'text/plain'}; charset=utf-8",
        ),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    body = text.text().replace("\n", "\r\n") if text else ""
    return f"{head}\r\n{body}".encode("utf-8", "replace")
