"""What an agent answers by email, for the customer: what it quotes may be internal."""

import re

from ..mail.message import InboundMessage
from .html_reply import visible_html
from .reply_text import visible_text

_MARKS = re.compile(r"[\W_]+")
_LINK = re.compile(r"<?https?://[^\s<>]{1,2000}>?")


def agent_reply(message: InboundMessage) -> str:
    """What is new in an agent's answer, as plain text that says where links lead.

    Where the answer came in two forms, and a quotation was found in one of them only,
    that one counts: it is the shorter of two that say the same. Never raises; linear
    time.
    """
    contents = message.contents
    written = visible_text(contents.plain_text, narrow=True)
    if contents.html is None:
        return written
    shown = visible_html(contents.html, links=True, strict=not written, narrow=True)
    whole, short, long = map(_letters, (contents.plain_text, written, shown))
    is_quoted_too = short and len(short) < len(long) and short in long and long in whole
    return written if is_quoted_too else shown


def _letters(text: str) -> str:
    """A text as both forms have it: no marks, no lines, nor where links lead."""
    return _MARKS.sub("", _LINK.sub("", text))
