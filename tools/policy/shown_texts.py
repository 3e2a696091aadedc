"""All the texts that a mail shows: each one may be what its reader is to see."""

from dataclasses import dataclass

from ..mail.contents import Passage
from ..mail.message import InboundMessage
from ..parsing_limits import MAX_HTML_LENGTH
from ..text.html_text import CODE, html_to_text


@dataclass(frozen=True, slots=True)
class ShownTexts:
    """The texts of a mail's parts, HTML as its words; `is_whole`: nothing that a
    person gets to read is missing."""

    texts: tuple[str, ...]
    is_whole: bool


def shown_texts(message: InboundMessage) -> ShownTexts:
    """The texts that are shown of a mail, alternatives too, each for itself and what is
    shown as one. Never raises; linear time."""
    contents = message.contents
    every = (*contents.passages, *contents.others)
    texts = list(map(_words, every))
    if len(contents.passages) > 1:
        texts.append("\n\n".join(texts[: len(contents.passages)]))
    is_long = any(one.is_html and len(one.text) > MAX_HTML_LENGTH for one in every)
    return ShownTexts(tuple(texts), is_whole=not (message.is_cut or is_long))


def _words(passage: Passage) -> str:
    """The words of a passage. What stands in a head or a template counts: other
    programs show it."""
    if not passage.is_html:
        return passage.words
    return html_to_text(passage.text, unseen=CODE)
