"""What an agent answers by email, for the customer: what it quotes may be internal."""

import re

from ..mail.message import InboundMessage
from .html_reply import visible_html
from .reply_text import visible_text, words_only

_LINK = re.compile(r"<?https?://[^\s<>]{1,2000}>?")


def agent_reply(message: InboundMessage) -> str:
    """What is new in an agent's answer, as plain text that says where links lead.

    Where the answer came in two forms, and a quotation was found in one of them only,
    that one counts: it is the shorter of two that say the same. Never raises; linear
    time.
    """
    contents = message.contents
    written = visible_text(contents.plain_text)
    if contents.html is None:
        return written
    shown = visible_html(contents.html, links=True)
    return written if _is_part(written, shown) else shown


def _is_part(written: str, shown: str) -> bool:
    """Whether all of one reply is in another one, which says more than that."""
    short, long = (words_only(_LINK.sub("", text)) for text in (written, shown))
    return 0 < len(short) < len(long) and short in long
