"""A mail's HTML as a tree, and its text as lines that know their elements."""

import re
from dataclasses import dataclass, field

from lxml import etree

from .containers import is_quote, is_tail
from .labels import Line

# Characters of HTML that are read for quotations; longer ones stay as they are.
MAX_HTML = 1_000_000
# Elements within elements. libxml2 drops text below 256 of them.
MAX_TREE_DEPTH = 200

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_UNCLOSED = frozenset(
    "p br hr img input meta link area base col embed param source track wbr li td tr "
    "th dt dd option tbody thead tfoot colgroup o v".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = re.compile(r"[^\S\xa0]+")


@dataclass(slots=True)
class Run:
    """A text of the tree: `element`'s own or its tail, and the lines it is part of."""

    element: etree._Element
    is_tail: bool
    parts: list[tuple[int, str]]


@dataclass(slots=True)
class Page:
    """A tree, its lines and the runs of text that make them."""

    root: etree._Element
    body: etree._Element
    lines: list[Line] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def read_page(html: str) -> Page | None:
    """The page, or None where the HTML is empty, too long, too deep or unreadable."""
    if not html.strip() or len(html) > MAX_HTML or markup_depth(html) > MAX_TREE_DEPTH:
        return None
    root = parse_html(html)
    body = root.find("body") if root is not None else None
    if body is None:
        return None
    page = Page(root, body)
    _Reader(page).read()
    return page


def parse_html(html: str) -> etree._Element | None:
    """The root of the HTML, or None where there is nothing in it.

    Never raises: libxml2 goes on behind every error in HTML, and the bytes are UTF-8.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    return etree.fromstring(without_controls(html).encode("utf-8", "replace"), parser)


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


class _Reader:
    """Walks over the tree once, from the first element to the last."""

    def __init__(self, page: Page):
        self.page = page
        self.quotes = self.unseen = self.preformatted = 0
        self.quote_marks: dict[etree._Element, bool] = {}
        self.words: list[str] = []
        self.is_open = False
        self.tail_next = False

    def read(self) -> None:
        """Fill the page's lines and runs."""
        events = ("start", "end", "comment", "pi")
        for event, element in etree.iterwalk(self.page.body, events=events):
            if event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
            else:
                self._text(element, element.tail, True)
        self._break()

    def _start(self, element) -> None:
        if element.tag in _BLOCKS:
            self._break()
        elif element.tag == "br":
            self._break(keep_empty=True)
        if is_tail(element):
            self.tail_next = True
        if is_quote(element):
            self.quote_marks[element] = True
            self.quotes += 1
        self.unseen += element.tag in _UNSEEN
        self.preformatted += _is_preformatted(element)
        if element.tag == "img":
            self._append(element, False, ["\N{OBJECT REPLACEMENT CHARACTER}"])
        self._text(element, element.text, False)

    def _end(self, element) -> None:
        self.quotes -= self.quote_marks.pop(element, False)
        self.unseen -= element.tag in _UNSEEN
        self.preformatted -= _is_preformatted(element)
        if element.tag in _BLOCKS:
            self._break()
        if element.tag == "p":
            self._break(keep_empty=True)
        if element is not self.page.body:
            self._text(element, element.tail, True)

    def _text(self, element, text: str | None, is_tail_text: bool) -> None:
        if not text or self.unseen:
            return
        self._append(
            element, is_tail_text, text.split("\n") if self.preformatted else [text]
        )

    def _append(self, element, is_tail_text: bool, texts: list[str]) -> None:
        parts = []
        for number, text in enumerate(texts):
            if number:
                self._break(keep_empty=True)
            if not self.is_open and not text.strip() and not self.preformatted:
                continue
            if not self.is_open:
                self._open()
            parts.append((len(self.page.lines) - 1, text))
            self.words.append(text)
        if parts:
            self.page.runs.append(Run(element, is_tail_text, parts))

    def _open(self) -> None:
        self.page.lines.append(Line("", self.quotes > 0, self.tail_next))
        self.is_open, self.tail_next = True, False

    def _break(self, keep_empty: bool = False) -> None:
        """End the line."""
        if self.is_open:
            text = "".join(self.words)
            line = self.page.lines[-1]
            line.text = _SPACE.sub(" ", text.replace("\xa0", " ")).strip()
            if self.preformatted and not line.quoted:
                line.quoted = text.lstrip(" ").startswith(">")
        elif keep_empty:
            self.page.lines.append(Line("", self.quotes > 0))
        self.words.clear()
        self.is_open = False


def _is_preformatted(element) -> bool:
    return element.tag in ("pre", "textarea", "plaintext", "listing") or (
        "pre" in element.get("style", "") and "white-space" in element.get("style", "")
    )
