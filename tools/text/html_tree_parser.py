"""HTML as a tree of lxml, and what is asked before one is made of it."""

import re

from lxml import etree

# Characters of HTML that are read for quotations; longer ones stay as they are.
MAX_HTML = 1_000_000
# Elements within elements. libxml2 drops text below 256 of them.
MAX_TREE_DEPTH = 200

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_UNCLOSED = frozenset(
    "p br hr img input meta link area base col embed param source track wbr li td tr "
    "th dt dd option tbody thead tfoot colgroup o v".split()
)
_TEXT = etree.XPath(
    "boolean(body//text()[normalize-space() and not(parent::script or parent::style"
    " or parent::title or ancestor::template)])"
)
# What libxml2 reads otherwise than browsers: "embed" has no end (WHATWG HTML section
# 13.1.2) and "image" is "img" (section 13.2.6.4.7), so neither holds what follows. Mail
# programs load no object and run no script: they show what stands there instead.
_RENAMED = {
    "embed": "param",
    "image": "img",
    "object": "span",
    "noscript": "span",
}
_RENAMED_TAG = re.compile(rf"<(/?)({'|'.join(_RENAMED)})(?=[\s/>])", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse_html(html: str) -> etree._Element | None:
    """The root of the HTML, or None where there is nothing in it.

    Never raises: libxml2 goes on behind every error in HTML, and the bytes are UTF-8.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    known = _RENAMED_TAG.sub(_known_tag, without_controls(html))
    return etree.fromstring(known.encode("utf-8", "replace"), parser)


def _known_tag(found: re.Match[str]) -> str:
    """The beginning of a tag under the name by which libxml2 reads it rightly."""
    return f"<{found[1]}{_RENAMED[found[2].lower()]}"


def has_text(html: str) -> bool:
    """Whether a browser finds text in `html`, also where a head or a title is never
    closed. Not of what is too long or too deep. Never raises; linear time."""
    if len(html) > MAX_HTML or markup_depth(html) > MAX_TREE_DEPTH:
        return False
    root = parse_html(html) if html.strip() else None
    return root is not None and bool(_TEXT(root))


def without_controls(text: str) -> str:
    """`text` without characters that a tree cannot hold (XML 1.0 section 2.2)."""
    return _CONTROLS.sub("", text)


def markup_depth(html: str) -> int:
    """How deep elements may nest, counting those whose end cannot be left out."""
    depth = deepest = 0
    for found in _TAG.finditer(html):
        if found[2].lower() not in _UNCLOSED:
            depth = max(0, depth + (-1 if found[1] else 1))
            deepest = max(deepest, depth)
    return deepest
