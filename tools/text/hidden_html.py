"""HTML without the elements that nobody sees, such as the preview line of a mail."""

import re

from lxml import etree
from lxml.html import tostring

from .html_tree_parser import MAX_HTML, MAX_TREE_DEPTH, markup_depth, parse_html

_NOTHING = r"0*(?:\.0*)?(?:px|pt|em|rem|ex|%|cm|mm|in)?\s*(?:!|;|$)"
_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|mso-hide\s*:\s*all"
    rf"|(?:font-size|opacity|(?:max-)?(?:height|width))\s*:\s*(?=[0.]){_NOTHING})",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\b(?:hidden|style)\b", re.IGNORECASE)


def without_hidden(html: str) -> str:
    """`html` without hidden elements; as it is where it has none, or is too long or too
    deep to be read. Never raises; linear time."""
    if not _MARKS.search(html) or len(html) > MAX_HTML:
        return html
    if markup_depth(html) > MAX_TREE_DEPTH:
        return html
    root = parse_html(html)
    if root is None:
        return html
    hidden = [element for element in root.iter(etree.Element) if _is_hidden(element)]
    for element in hidden:
        _empty(element)
    return tostring(root, encoding="unicode") if hidden else html


def _is_hidden(element) -> bool:
    if element.get("hidden") is not None:
        return True
    return _HIDING.search(element.get("style", "")) is not None


def _empty(element) -> None:
    """Take out what an element holds; what follows it stays."""
    tail = element.tail
    element.clear()
    element.tail = tail
