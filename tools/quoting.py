"""What of an earlier message is quoted below an answer: its own words, bounded."""

from __future__ import annotations

from html import escape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

LONGEST = 10_000  # characters of one quoted message
LEFT_OUT = "[...]"
# What an earlier answer quoted in its turn: Odoo's marks, Gmail's, and the standard's.
_QUOTES = (
    "descendant::*[@data-o-mail-quote or @data-o-mail-quote-container"
    " or contains(concat(' ', @class, ' '), ' gmail_quote ')"
    " or (self::blockquote and @type='cite')]"
)
_NOT_SHOWN = (
    "descendant::img|descendant::style|descendant::script|descendant::comment()"
)


def quotable(html: str, longest: int = LONGEST) -> str:
    """Return the HTML to quote of a sanitised message body; "" where nothing is left.

    Without what it quotes itself and without pictures, which are not the reader's to
    see by our address. What is longer than ``longest`` characters is cut, as text.
    """
    if not html or not html.strip():
        return ""
    root = _parsed(html)
    if root is None:
        return ""
    _drop(root, _NOT_SHOWN)
    whole = etree.tostring(root, encoding="unicode", with_tail=False)
    _drop(root, _QUOTES)
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
    except (etree.ParserError, ValueError, RecursionError):
        return None


def _drop(root: HtmlElement, path: str) -> None:
    for element in root.xpath(path):
        if element.getparent() is not None:
            element.drop_tree()


def _text(root: HtmlElement) -> str:
    return "".join(root.itertext()).strip()
