"""What is new in a reply: its text without what it quotes."""

from email_reply_parser import EmailReplyParser

from .message import InboundMessage


def visible_reply(message: InboundMessage) -> str:
    """The reply in a mail, as plain text."""
    return visible_text(message.body_text)


def visible_text(text: str) -> str:
    """The reply in a plain-text body."""
    return EmailReplyParser.parse_reply(text)
