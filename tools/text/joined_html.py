"""Texts of several kinds as one HTML text."""

from collections.abc import Iterable

from lxml import etree

from .html_text import html_to_text
from .html_tree_parser import MAX_TREE_DEPTH, markup_depth, parse_html, without_controls


def joined_html(texts: Iterable[tuple[str, bool]]) -> str:
    """HTML that shows these texts one below the other; each is (text, whether that is
    HTML). What one of them leaves open ends with it. Never raises."""
    root = etree.Element("div")
    for text, is_html in texts:
        body = _body(text) if is_html else None
        if body is None:
            root.append(_preformatted(html_to_text(text) if is_html else text))
            continue
        body.tag = "div"
        body.attrib.clear()
        body.tail = None
        root.append(body)
    return etree.tostring(root, encoding="unicode", method="html")


def _body(html: str):
    """The body of HTML, or None where it cannot be read."""
    if markup_depth(html) >= MAX_TREE_DEPTH:
        return None
    root = parse_html(html)
    return None if root is None else root.find("body")


def _preformatted(text: str):
    element = etree.Element("pre")
    element.text = without_controls(text)
    return element
