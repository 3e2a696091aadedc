"""What is new in a reply: its text without what it quotes."""

from .message import InboundMessage
from .quotes.plain import split_text


def visible_reply(message: InboundMessage) -> str:
    """The reply in a mail, as plain text."""
    return visible_text(message.body_text)


def visible_text(text: str) -> str:
    """The reply in a plain-text body; all of it where nothing else would be left.

    Never raises; linear time.
    """
    new = (piece.text for piece in split_text(text) if piece.is_new)
    return "\n".join(new).strip()
