"""What is new in a reply: its text without what it quotes."""

import re

from ..mail.contents import Contents
from ..mail.message import InboundMessage
from .html_reply import visible_html
from .plain import split_text

# What is not a word: white space, marks of quotations, characters without width.
_BETWEEN = re.compile(r"[\s>\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")


def visible_reply(message: InboundMessage) -> str:
    """The reply in a mail, as plain text: the words that the history shows of it before
    a click. Never raises; linear time."""
    return visible_words(message.contents)


def visible_words(contents: Contents) -> str:
    """What is new in `contents`. Where the plain text of a mail has the words of its
    HTML, in the lines of the former."""
    if contents.html is None:
        return visible_text(contents.text)
    shown = visible_html(contents.html)
    written = visible_text(contents.plain_text)
    return written if words_only(written) == words_only(shown) else shown


def visible_text(text: str, narrow: bool = False) -> str:
    """The reply in a plain-text body; all of it where nothing else would be left.
    `narrow`: without an earlier mail that the reply is about.

    Never raises; linear time.
    """
    new = (piece.text for piece in split_text(text, narrow) if piece.is_new)
    return "\n".join(new).strip()


def words_only(text: str) -> str:
    """`text` without what is between its words, to compare two."""
    return _BETWEEN.sub("", text)
