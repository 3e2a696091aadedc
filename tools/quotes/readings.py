"""The texts that a mail may be read as: readers show one of its forms or the other."""

from ..mail.displayed_parts import shown_parts
from ..mail.message import InboundMessage
from ..parsing_limits import MAX_TEXT_LENGTH
from ..text.hidden_html import without_hidden
from ..text.html_text import html_to_text
from .html_reply import visible_html
from .reply_text import visible_text


def new_readings(message: InboundMessage) -> list[str]:
    """What is new in a mail, by its plain text and by its HTML without what that
    hides; quotations between it are marked. Never raises."""
    html = without_hidden(_part_texts(message, "text/html"))
    text = visible_text(_part_texts(message, "text/plain"))
    return list(filter(None, (text, visible_html(html, "> "))))


def whole_readings(message: InboundMessage) -> list[str]:
    """The whole text of a mail, quotations too, by its plain text and by its HTML
    without what that hides. Never raises."""
    html = without_hidden(_part_texts(message, "text/html"))
    texts = (_part_texts(message, "text/plain"), html_to_text(html))
    return list(filter(None, texts))


def _part_texts(message: InboundMessage, content_type: str) -> str:
    """The text of all parts of this type that are read in the mail itself."""
    return "\n".join(
        part.text(MAX_TEXT_LENGTH)
        for part in shown_parts(message.shown)
        if part.content_type == content_type
    )
