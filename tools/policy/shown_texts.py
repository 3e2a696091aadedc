"""All the texts that a mail shows: each one may be what its reader is to see."""

from dataclasses import dataclass

from ..mail.displayed_parts import shown_parts
from ..mail.message import InboundMessage
from ..mail.mime import MimePart
from ..parsing_limits import MAX_HTML_LENGTH
from ..text.html_text import CODE, html_to_text


@dataclass(frozen=True, slots=True)
class ShownTexts:
    """The texts of a mail's parts, HTML as its words; `is_whole`: nothing that a
    person gets to read is missing."""

    texts: tuple[str, ...]
    is_whole: bool


def shown_texts(message: InboundMessage) -> ShownTexts:
    """The texts that are shown of a mail, alternatives too. Never raises; linear
    time."""
    parts = tuple(shown_parts(message.shown))
    texts = [part.text() for part in parts]
    is_long = any(map(_is_long, parts, texts))
    return ShownTexts(
        texts=tuple(map(_words, parts, texts)),
        is_whole=not (message.is_cut or is_long),
    )


def _is_long(part: MimePart, text: str) -> bool:
    """Whether not all the words of a part are read."""
    return part.content_type == "text/html" and len(text) > MAX_HTML_LENGTH


def _words(part: MimePart, text: str) -> str:
    """The words of a part. What stands in a head or a template counts: Odoo may show
    it."""
    if part.content_type != "text/html":
        return text.strip("\n")
    return html_to_text(text, unseen=CODE)
