"""The texts that a mail may be read as: readers show one of its forms or the other."""

from ..mail.message import InboundMessage
from ..text.hidden_html import without_hidden
from ..text.html_text import html_to_text
from .html_reply import visible_html
from .reply_text import visible_text


def new_readings(message: InboundMessage) -> list[str]:
    """What is new in a mail, by its plain text and by its HTML without what that hides
    or may quote. Never raises."""
    html = without_hidden(message.contents.all_html)
    written = visible_text(message.contents.plain_text, narrow=True)
    shown = visible_html(html, strict=True, narrow=True)
    return list(filter(None, (written, shown)))


def whole_readings(message: InboundMessage) -> list[str]:
    """The whole text of a mail, quotations too, by its plain text and by its HTML
    without what that hides. Never raises."""
    html = without_hidden(message.contents.all_html)
    return list(filter(None, (message.contents.plain_text, html_to_text(html))))
