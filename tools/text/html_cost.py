"""How long Odoo would clean a mail's HTML, estimated before it tries (law 8).

Odoo cleans it with `odoo.tools.mail.html_sanitize` and lxml's cleaner, several times on
the way to a ticket. Their time grows with the size of ordinary HTML, and by the square
of some other sizes:

- two expressions of `html_normalize` (`encoding=`, `<o:p>`), and one of
  `append_content_to_html`, look from each "<" for the next ">";
- libxml2 compares each attribute of an element with those before it;
- the expressions for CSS (`_Cleaner._style_re`, lxml's `url(`, `expression(`, `/*`)
  look from each word or opener to the end of the style; the one for conditional
  comments from each `[if` to the end of the comment;
- `tag_quote` copies the rest of a text for each quotation it finds there, and looks
  through all siblings below a signature for each of them;
- `drop_tag` of an element that is not allowed searches its place among its siblings,
  and joins the texts around it.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import defs

from .entities import unescape
from .html_tree_parser import MAX_HTML, MAX_TREE_DEPTH, markup_depth, parse_html

# Seconds of one cleaning. A mail is cleaned up to four times on its way.
MAX_SECONDS = 0.3

# Markup this small is not looked at as a tree: its square is small, too.
SMALL_LENGTH = 15_000
SMALL_MARKUP = 600

# Seconds for one step of each kind, on a slow machine.
_PER_CHARACTER = 5e-8
_PER_MARKUP = 8e-6
_PER_LINE = 1.2e-5
_PER_ATTRIBUTE = 3e-6
_PER_SCANNED = 1e-8
_PER_PAIR = 3e-9
_PER_STYLE_STEP = 1e-8
_PER_COPIED = 1e-9
_PER_SIBLING = 5e-7
_PER_PLACE = 1e-8

_TAG = re.compile(r"<[a-zA-Z][^\s/>]*")
# One attribute as HTML's tokenizer reads it (WHATWG HTML section 13.2.5.32 ff).
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"?|'[^']*'?|[^\s>]*))?"""
)
_LONG_WORD = re.compile(r"[\w-]{30,}")
_CSS_OPENERS = re.compile(r"url\(|expression|/\*", re.I)
_QUOTED_RUN = re.compile(r"\n(?!>)[^\n]*\n>")
_SIGNATURE = re.compile(r"(?:^|\n)--\s?$")
# Elements that stay (`odoo.tools.mail.SANITIZE_TAGS`).
_KEPT = defs.tags.union(
    "article bdi section header footer hgroup nav aside figure main".split()
).difference(
    "applet base button embed form frame head iframe input link meta noscript object "
    "param script select style textarea title".split()
)
_CONTAINERS = ("gmail_extra", "SkyDrivePlaceholder")


def cleaning_seconds(html: str) -> float:
    """About how long one cleaning of `html` may take at most; a number above
    MAX_SECONDS stands for any longer time. Never raises; linear time."""
    if len(html) > MAX_HTML or markup_depth(html) > MAX_TREE_DEPTH:
        return float("inf")
    total = 0.0
    for part in _parts(html):
        total += part
        if total > MAX_SECONDS:
            break
    return total


def text_seconds(text: str) -> float:
    """About how long one cleaning of a plain text takes: each line may be an element,
    and `tag_quote` copies the rest of the text for each quotation."""
    lines = text.count("\n") * _PER_LINE
    return len(text) * _PER_CHARACTER + lines + _quotations(text)


def _quotations(text: str) -> float:
    return len(_QUOTED_RUN.findall(text)) * len(text) * _PER_COPIED


def _parts(html: str) -> Iterator[float]:
    """Seconds, the cheapest to tell first."""
    markup = html.count("<")
    yield len(html) * _PER_CHARACTER + markup * _PER_MARKUP
    # Each text that may begin a signature is looked at by itself (`tag_quote`).
    yield html.count("--") * _PER_MARKUP
    yield _open_tags(html)
    yield from _attributes(html)
    if len(html) > SMALL_LENGTH or markup > SMALL_MARKUP:
        yield from _tree(html)


def _open_tags(html: str) -> float:
    """What looks from each "<" to the next ">"."""
    steps = 0
    for piece in html.split(">"):
        opened = piece.count("<")
        if opened:
            steps += (
                (len(piece) - piece.index("<"))
                * opened
                * (1 + piece.count("encoding="))
            )
    return steps * _PER_SCANNED


def _attributes(html: str) -> Iterator[float]:
    """The attributes of each tag, and of whatever a parser may take for one."""
    for tag in _TAG.finditer(html):
        place, count = tag.end(), 0
        while found := _ATTRIBUTE.match(html, place):
            count += 1
            yield _PER_ATTRIBUTE + count * _PER_PAIR
            yield (found.end() - place) * _PER_COPIED
            if found[2] and found[1].lower() == "style":
                yield _style(unescape(found[2]))
            place = found.end()


def _style(css: str) -> float:
    """The expressions that run over one style."""
    steps = sum(len(word) ** 2 for word in _LONG_WORD.findall(css))
    openers = _CSS_OPENERS.findall(css)
    return (steps + max(0, len(openers) - 3) * len(css)) * _PER_STYLE_STEP


def _tree(html: str) -> Iterator[float]:
    """What depends on how elements stand to each other."""
    root = parse_html(html)
    for element in root.iter() if root is not None else ():
        if element.tag is etree.Comment:
            steps = element.text.count("[if") * len(element.text)
            yield steps * _PER_STYLE_STEP
            continue
        if element.tag == "style":
            yield _style(element.text or "")
        if element.text:
            yield _quotations(element.text)
        if len(element) > 1:
            yield _children(element)


def _children(parent) -> float:
    """What is searched among the children of one element."""
    number = len(parent)
    first, dropped, length = None, 0, len(parent.text or "")
    for place, child in enumerate(parent):
        if first is None and _makes_container(child):
            first = place
        dropped += isinstance(child.tag, str) and child.tag not in _KEPT
        if dropped:
            length += len(child.text or "") + len(child.tail or "")
    below = 0 if first is None else number - first
    return (
        below * number * _PER_SIBLING
        + dropped * number * _PER_PLACE
        + dropped * length * _PER_COPIED
    )


def _makes_container(element) -> bool:
    """Whether `tag_quote` takes what follows an element for quoted, too."""
    if not isinstance(element.tag, str):
        return False
    if any(name in element.get("class", "") for name in _CONTAINERS):
        return True
    text = element.text
    return bool(text and _SIGNATURE.search(text) and element.find("br") is not None)
