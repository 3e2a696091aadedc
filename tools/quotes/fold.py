"""Marking the quoted rest of a mail so that Odoo's history folds it.

Odoo's web client shows a button in place of elements with `data-o-mail-quote`
(`mail/static/src/core/web_portal/message_patch.js`). Odoo marks elements itself
(`odoo.tools.mail.tag_quote`), each blockquote among them and all that follows some
containers, answers too; so what it would take for a quotation is renamed or set apart.
What is folded and what is in sight is decided here alone, as for `visible_reply`.
"""

import re
from collections.abc import Mapping
from itertools import groupby

from lxml import etree

from ..mail.contents import Contents, Passage
from ..text.css_declarations import read_declarations, write_declarations
from ..text.html_tree_parser import without_controls
from ..text.picture_names import name_pictures
from ..text.picture_sources import block_pictures
from ..text.readable_colors import keep_readable
from ..text.relative_links import drop_relative_links
from ..text.text_to_html import text_to_html
from .fold_kinds import add_classes, kind_classes
from .html_tree import Page, read_page
from .labels import NEW, label
from .plain import Piece, split_text

MARK = "data-o-mail-quote"

# What Odoo looks for in classes and ids.
_NAMES = (
    "gmail_extra",
    "gmail_quote",
    "SkyDrivePlaceholder",
    "stopSpelling",
    "yahoo_quoted",
    "divRplyFwdMsg",
    "appendonsend",
    "gmail_signature",
    "odoo_signature_wrapper",
    "Signature",
)
# What Odoo looks for in an element's own text: lines marked as quoted, and a signature.
_FOLDED_BY_ODOO = re.compile(r"\n>|(?:^|\n)--\s?(?:[\r\n]|$)")
_DROPPED = "dropped"
_INDENTED = "margin-left:40px"
_SHOWN_QUOTE = (
    "margin:0 0 0 8px;padding-left:8px;border-left-style:solid;"
    "border-left-width:2px;border-left-color:#cccccc"
)


def history_passage(contents: Contents, show_all: bool = False) -> Passage:
    """All that people see of a mail as one text for Odoo's gateway: HTML with its
    quotations marked to be folded (not with `show_all`), or plain text, for
    `fold_text`. Never raises; linear time."""
    if contents.html is None:
        return contents.whole
    names = {part.content_id: part.filename for part in contents.files}
    folded = fold_quotes(contents.html, show_all, names)
    return Passage(folded, True, contents.text)


def fold_quotes(
    html: str, show_all: bool = False, names: Mapping[str, str] | None = None
) -> str:
    """The body of `html` with its quotations marked to be folded, in colours that can
    be read, without pictures of other servers and links that name none; its text is
    unchanged, but what nobody sees is left out. `names`: of files by their content ids.

    Where nothing else would be seen, and with `show_all`, nothing is marked. Of HTML
    too long, too deep or unreadable the words. Never raises; linear time.
    """
    page = read_page(html)
    labels = [NEW if show_all else name for name in label(page.lines)]
    marked = _Marker(page, labels).mark()
    _leave_to_us(page, set(marked))
    for element, held in marked.items():
        add_classes(element, kind_classes(held))
    _drop(page.body, page.unseen)
    keep_readable(page.body)
    name_pictures(page.body, names or {})
    block_pictures(page.body)
    drop_relative_links(page.body)
    _as_division(page.body)
    return etree.tostring(page.body, encoding="unicode", method="html", with_tail=False)


def fold_text(text: str, show_all: bool = False) -> str:
    """A plain-text body as HTML whose quotations are marked to be folded (not with
    `show_all`). Never raises; linear time."""
    pieces = (Piece(text, True),) if show_all else split_text(text)
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    html = text_to_html(piece.text)
    if piece.is_new or not html:
        return html
    classes = " ".join(kind_classes(piece.labels))
    return f'<div {MARK}="1" class="{classes}">{html}</div>'


class _Marker:
    """Sets the mark on the outermost elements that hold folded lines only."""

    def __init__(self, page: Page, labels: list[str]):
        self.page, self.labels = page, labels
        self.folded = [name != NEW for name in labels]
        self.texts: dict[tuple, list] = {
            (run.element, run.is_tail): run.parts for run in page.runs
        }
        self.counts: dict[etree._Element, tuple[int, int]] = {}
        self.held: dict[etree._Element, frozenset[str]] = {}
        self.marked: dict[etree._Element, frozenset[str]] = {}

    def mark(self) -> dict[etree._Element, frozenset[str]]:
        """Mark; return the marked elements and the labels of the lines in them."""
        for element in self.page.body.iter(etree.Element):
            for name in (MARK, f"{MARK}-node", f"{MARK}-container"):
                element.attrib.pop(name, None)
        if not any(self.folded):
            return {}
        self._count()
        waiting = [self.page.body]
        while waiting:
            waiting.extend(self._mark_children(waiting.pop()))
        return self.marked

    def _count(self) -> None:
        """Count for each element its texts, and those folded, and note their labels."""
        for _event, element in etree.iterwalk(self.page.body, events=("end",)):
            all_, folded, held = self._of(element, False)
            for child in element:
                below = self.counts.get(child, (0, 0))
                behind = self._of(child, True)
                all_ += below[0] + behind[0]
                folded += below[1] + behind[1]
                held |= self.held.get(child, frozenset()) | behind[2]
            self.counts[element] = all_, folded
            self.held[element] = held

    def _of(self, element, is_tail: bool) -> tuple[int, int, frozenset[str]]:
        parts = [p for p in self.texts.get((element, is_tail), ()) if p[1].strip()]
        held = frozenset(self.labels[index] for index, _text in parts)
        return len(parts), sum(self.folded[index] for index, _text in parts), held

    def _mark_children(self, element) -> list:
        """Mark what is folded among the children; return those to look into."""
        after_fold = self._wrap(element, False, False)
        mixed = []
        for child in list(element):
            all_, folded = self.counts.get(child, (0, 0))
            if not isinstance(child.tag, str):
                pass
            elif all_ and all_ == folded:
                self._set(child, self.held[child])
                after_fold = True
            elif all_:
                mixed.append(child)
                after_fold = False
            elif after_fold and child.tag not in ("style", "script"):
                self._set(child, frozenset())
            after_fold = self._wrap(child, True, after_fold)
        return mixed

    def _set(self, element, held: frozenset[str]) -> None:
        element.set(MARK, "1")
        self.marked[element] = self.marked.get(element, frozenset()) | held

    def _wrap(self, element, is_tail: bool, after_fold: bool) -> bool:
        """Put folded lines of one text into elements of their own; whether the text, or
        what stood before it, ended folded."""
        parts = self.texts.get((element, is_tail), ())
        if not any(text.strip() for _index, text in parts):
            return after_fold
        groups = [
            (fold, list(group))
            for fold, group in groupby(parts, lambda part: self.folded[part[0]])
        ]
        if any(fold for fold, _parts in groups):
            self._rebuild(element, is_tail, groups)
        return groups[-1][0]

    def _rebuild(self, element, is_tail: bool, groups: list) -> None:
        """Replace a text by texts and marked elements."""
        parent = element.getparent() if is_tail else element
        place = parent.index(element) + 1 if is_tail else 0
        previous = element if is_tail else None
        plain = ""
        for number, (fold, parts) in enumerate(groups):
            text = "\n".join(text for _index, text in parts) + (
                "\n" if number < len(groups) - 1 else ""
            )
            if not fold:
                plain += text
                continue
            self._put(element, previous, is_tail, plain)
            plain = ""
            previous = etree.Element("span")
            previous.text = without_controls(text)
            held = {self.labels[index] for index, text in parts if text.strip()}
            self._set(previous, frozenset(held))
            parent.insert(place, previous)
            place += 1
        self._put(element, previous, is_tail, plain)

    @staticmethod
    def _put(element, previous, is_tail: bool, text: str) -> None:
        if previous is None:
            element.text = without_controls(text)
        else:
            previous.tail = without_controls(text)


def _set_apart_by_style(element) -> None:
    """A blockquote that is none any more looks like one, or like what a person
    indents."""
    if not element.get("style"):
        is_told = element.get("type") or element.get("cite") or element.get("class")
        element.set("style", _SHOWN_QUOTE if is_told else _INDENTED)


def _leave_to_us(page: Page, marked: set) -> None:
    """Hide from Odoo what it would fold on its own."""
    for element in page.body.iter(etree.Element):
        for name in ("class", "id"):
            value = element.get(name)
            if value and any(known in value for known in _NAMES):
                del element.attrib[name]
        if element.tag == "blockquote" and not _is_folded(element, marked):
            element.tag = "div"
            _set_apart_by_style(element)
        if element.text and _FOLDED_BY_ODOO.search(element.text):
            _set_apart(element)


def _set_apart(element) -> None:
    """Put an element's own text behind an empty one, where Odoo does not look."""
    first = etree.Element("span")
    first.tail, element.text = element.text, None
    element.insert(0, first)


def _is_folded(element, marked: set) -> bool:
    """Whether an element is marked or within one that is."""
    return element in marked or any(
        above in marked for above in element.iterancestors()
    )


def _drop(body, unseen: list) -> None:
    """Take out elements; in linear time, which one by one is not."""
    for element in unseen:
        element.tag = _DROPPED
    etree.strip_elements(body, _DROPPED, with_tail=False)


def _as_division(body) -> None:
    """Odoo takes off the body with its attributes; the direction of a text stays, and
    its colours."""
    page = body.getparent()
    given = body.get("dir") or (page is not None and page.get("dir"))
    kept = {"dir": given, "style": _colors(body)}
    body.tag = "div"
    body.attrib.clear()
    body.attrib.update({name: value for name, value in kept.items() if value})


def _colors(body) -> str:
    styles = read_declarations(body.get("style", ""))
    names = ("background-color", "color")
    kept = {name: styles[name] for name in names if name in styles}
    return write_declarations(kept)
