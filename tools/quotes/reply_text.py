"""What is new in a reply: its text without what it quotes."""

from ..mail.message import InboundMessage
from .html_reply import visible_html
from .plain import split_text


def visible_reply(message: InboundMessage) -> str:
    """The reply in a mail, as plain text, from its HTML where it has no other text."""
    if message.body_html and not _has_plain_text(message):
        found = visible_html(message.body_html)
        if found is not None:
            return found
    return visible_text(message.body_text)


def visible_text(text: str) -> str:
    """The reply in a plain-text body; all of it where nothing else would be left.

    Never raises; linear time.
    """
    new = (piece.text for piece in split_text(text) if piece.is_new)
    return "\n".join(new).strip()


def _has_plain_text(message: InboundMessage) -> bool:
    """Whether the mail has a text/plain part that is shown."""
    return any(
        part.content_type == "text/plain"
        and part.disposition != "attachment"
        and not part.filename
        and not part.body().isspace()
        and len(part.body())
        for part in message.root.walk(into_messages=False)
        if not part.is_multipart
    )
