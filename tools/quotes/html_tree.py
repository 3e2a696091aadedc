"""A mail's HTML as a tree, and its text as lines that know their elements."""

import re
from dataclasses import dataclass, field

from lxml import etree

from ..text.html_text import html_to_text
from ..text.html_tree_parser import (
    MAX_HTML,
    MAX_TREE_DEPTH,
    markup_depth,
    parse_html,
    without_controls,
)
from .boxes import REFERENCE, Box
from .containers import box_kind, is_quote, is_signature, is_tail
from .labels import Line

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul".split()
)
# What neither a browser nor Odoo's cleaner (`SANITIZE_TAGS`, `sanitize_form`) shows.
_UNSEEN = frozenset(
    "applet button frame head iframe noembed noframes param script select style "
    "template textarea title".split()
)
# They share a line with those before them, and no word.
_CELLS = frozenset(("td", "th"))
_PREFORMATTED = frozenset(("pre", "textarea", "plaintext", "listing"))
# Elements that say something without attributes.
_TOLD_BY_NAME = _UNSEEN | _PREFORMATTED | {"blockquote"}
_NOT_DISPLAYED = re.compile(r"(?:^|[;\s])display\s{0,3}:\s{0,3}none", re.I)
_SPACE = re.compile(r"[^\S\xa0]+")


@dataclass(slots=True)
class Run:
    """A text of the tree: `element`'s own or its tail, and the lines it is part of."""

    element: etree._Element
    is_tail: bool
    parts: list[tuple[int, str]]


@dataclass(slots=True)
class Page:
    """A tree, its lines and the runs of text that make them, and the elements that
    nobody sees."""

    body: etree._Element
    lines: list[Line] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    unseen: list[etree._Element] = field(default_factory=list)


def read_page(html: str, links: bool = False) -> Page:
    """The page that `html` is; `links`: the lines tell where links lead. Of what is too
    long, too deep or unreadable only the words. Never raises; linear time."""
    page = _page(_body(html), links, hides=True)
    if not _has_text(page):
        # All that there is would be hidden.
        page = _page(_body(html), links, hides=False)
    if not _has_text(page):
        page = _page(_body_of_words(html), links, hides=False)
    return page


def _has_text(page: Page) -> bool:
    return any(line.text for line in page.lines)


def _page(body, links: bool, hides: bool) -> Page:
    page = Page(etree.Element("body") if body is None else body)
    _Reader(page, links, hides).read()
    return page


def _body(html: str) -> etree._Element | None:
    if len(html) > MAX_HTML or markup_depth(html) > MAX_TREE_DEPTH:
        return None
    root = parse_html(html) if html.strip() else None
    return None if root is None else root.find("body")


def _body_of_words(html: str) -> etree._Element:
    body = etree.Element("body")
    etree.SubElement(body, "pre").text = without_controls(html_to_text(html))
    return body


class _Reader:
    """Walks over the tree once, from the first element to the last."""

    def __init__(self, page: Page, links: bool, hides: bool):
        self.page, self.links, self.hides = page, links, hides
        self.quotes = self.signatures = self.unseen = self.preformatted = 0
        # What each open element adds to these four.
        self.added: dict[etree._Element, tuple[bool, bool, bool, bool]] = {}
        self.words: list[str] = []
        self.is_open = False
        self.tail_next = False
        self.box: Box | None = None
        self.box_element: etree._Element | None = None

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
        tag = element.tag
        if tag in _BLOCKS:
            self._break()
        elif tag == "br":
            self._break(keep_empty=True)
        elif tag in _CELLS and self.is_open:
            self.words.append(" ")
        if tag in _TOLD_BY_NAME or element.keys():
            self._open_marked(element)
        if tag == "img" and not self.unseen:
            self._append(element, False, ["\N{OBJECT REPLACEMENT CHARACTER}"])
        self._text(element, element.text, False)

    def _end(self, element) -> None:
        tag = element.tag
        if self.links and tag == "a" and self.is_open and not self.unseen:
            self._tell_link(element)
        if tag in _TOLD_BY_NAME or element.keys():
            self._close_marked(element)
        if tag in _BLOCKS:
            self._break()
        if tag == "p":
            self._break(keep_empty=True)
        if element is not self.page.body:
            self._text(element, element.tail, True)

    def _open_marked(self, element) -> None:
        """Note what an element's name and attributes say of all that is in it."""
        if is_tail(element):
            self.tail_next = True
        quotes = is_quote(element)
        if not quotes and (kind := box_kind(element)):
            self._open_box(element, kind)
        unseen = element.tag in _UNSEEN or (self.hides and _is_hidden(element))
        if unseen:
            self.page.unseen.append(element)
        added = quotes, is_signature(element), unseen, _is_preformatted(element)
        if any(added):
            self.added[element] = added
            self._add(added, 1)

    def _close_marked(self, element) -> None:
        if element in self.added:
            self._add(self.added.pop(element), -1)
        if element is self.box_element:
            self.box = self.box_element = None

    def _add(self, added: tuple[bool, bool, bool, bool], sign: int) -> None:
        quotes, signatures, unseen, preformatted = added
        self.quotes += sign * quotes
        self.signatures += sign * signatures
        self.unseen += sign * unseen
        self.preformatted += sign * preformatted

    def _open_box(self, element, kind: str) -> None:
        """The outermost box counts; Outlook has another one for what it quotes."""
        if self.box is None:
            self.box, self.box_element = Box(kind), element
        elif kind == self.box.kind == REFERENCE and self._has_words(self.box):
            self.tail_next = True

    def _has_words(self, box: Box) -> bool:
        """Whether something was read in the box that is open."""
        return any(line.box is box for line in self.page.lines[-1:])

    def _tell_link(self, element) -> None:
        """Write down where a link leads, if its words do not tell."""
        target = element.get("href", "").strip()
        words = "".join(element.itertext()).strip()
        is_web = target.lower().startswith(("http://", "https://"))
        if words and is_web and target.rstrip("/") not in words:
            self.words.append(f" <{target}>")

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
        line = Line("", self.quotes > 0, self.tail_next, self.signatures > 0, self.box)
        self.page.lines.append(line)
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
            empty = Line("", self.quotes > 0, False, self.signatures > 0, self.box)
            self.page.lines.append(empty)
        self.words.clear()
        self.is_open = False


def _is_preformatted(element) -> bool:
    if element.tag in _PREFORMATTED:
        return True
    style = element.get("style", "")
    return "pre" in style and "white-space" in style


def _is_hidden(element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _NOT_DISPLAYED.search(style) is not None
