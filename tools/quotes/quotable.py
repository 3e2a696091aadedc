"""What of an earlier message is quoted below an answer: its own words, bounded."""

from __future__ import annotations

from html import escape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from ..text.picture_sources import block_pictures

LONGEST = 10_000  # characters of one quoted message
LEFT_OUT = "[...]"
# What an earlier answer quoted in its turn: Odoo's marks, Gmail's, and the standard's.
_QUOTES = (
    "descendant::*[@data-o-mail-quote or @data-o-mail-quote-container"
    " or contains(concat(' ', @class, ' '), ' gmail_quote ')"
    " or (self::blockquote and @type='cite')]"
)
_NOT_SHOWN = ("img", "style", "script", etree.Comment)
_DROPPED = "dropped"


def quotable(html: str, longest: int = LONGEST) -> str:
    """Return the HTML to quote of a sanitised message body; "" where nothing is left.

    Without what it quotes itself and without pictures, which are not the reader's to
    see by our address; nothing in it is loaded from elsewhere. What is longer than
    ``longest`` characters is cut, as text.
    """
    if not html or not html.strip():
        return ""
    root = _parsed(html)
    if root is None:
        return ""
    etree.strip_elements(root, *_NOT_SHOWN, with_tail=False)
    block_pictures(root)
    whole = etree.tostring(root, encoding="unicode", with_tail=False)
    _drop_quotes(root)
    if _text(root):
        whole = etree.tostring(root, encoding="unicode", with_tail=False)
    else:
        root = _parsed(whole)
    text = _text(root)
    if len(text) <= longest and len(whole) <= 8 * longest:
        return whole if text else ""
    cut = escape(text[:longest], quote=False)
    return f"<p>{cut} {LEFT_OUT}</p>".replace("\n", "<br>")


def _parsed(html: str) -> HtmlElement | None:
    try:
        return fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return None


def _drop_quotes(root: HtmlElement) -> None:
    """In linear time, which dropping them one by one is not."""
    for element in root.xpath(_QUOTES):
        element.tag = _DROPPED
    etree.strip_elements(root, _DROPPED, with_tail=False)


def _text(root: HtmlElement) -> str:
    return "".join(root.itertext()).strip()
