"""Folded quotations in a field that people edit: Odoo's own toggle list.

The history folds elements with `data-o-mail-quote`; the editor does not. It has an
embedded component for it (`html_editor/static/src/others/embedded_components/core/
toggle_block`).
"""

import json
from collections.abc import Callable

from lxml import etree
from lxml import html as lxml_html

from .fold import MARK
from .fold_kinds import held_in

_INLINE = frozenset(
    "a abbr b big bdi cite code em font h1 h2 h3 h4 h5 h6 i p pre q s small span "
    "strike strong sub sup tt u".split()
)
# Elements that cannot stand outside the table or list they belong to.
_PARTS = frozenset("caption col colgroup dd dt li tbody td tfoot th thead tr".split())


def toggle_quotes(
    html: str, title: Callable[[bool, bool], str], key: str
) -> str | None:
    """`html` whose marked elements are in toggle lists, or None where none can be.

    `title` makes the title of a list of whether it holds a signature, and a quotation;
    `key` tells this text from others.
    """
    if MARK not in html:
        return None
    try:
        root = lxml_html.fragment_fromstring(html, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    groups = _groups(root)
    for number, group in enumerate(groups):
        _wrap(group, title(*held_in(group)), f"{key}-{number}")
    if not groups:
        return None
    _free_text(root)
    text = lxml_html.tostring(root, encoding="unicode")
    return text.removeprefix("<div>").removesuffix("</div>")


def _free_text(root) -> None:
    """The editor makes code blocks of preformatted text, which loses line ends inside
    a toggle list and changes the form when it is opened."""
    for pre in root.iter("pre"):
        pre.tag = "div"
        pre.set("style", "white-space:pre-wrap")


def _groups(root) -> list[list]:
    """Runs of marked elements that follow each other, outermost ones."""
    groups: list[list] = []
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        group: list = []
        for child in parent:
            if _can_fold(child, parent):
                if not group:
                    groups.append(group)
                group.append(child)
            elif isinstance(child.tag, str) and not child.get(MARK):
                waiting.append(child)
            if not _can_fold(child, parent) or (child.tail or "").strip():
                group = []
    return groups


def _can_fold(element, parent) -> bool:
    return (
        isinstance(element.tag, str)
        and element.get(MARK) is not None
        and element.tag not in _PARTS
        and parent.tag not in _INLINE
    )


def _wrap(group: list, title: str, key: str) -> None:
    """Put elements into a toggle list in their place."""
    props = json.dumps({"toggleBlockId": key})
    block = etree.Element(
        "div", {"data-embedded": "toggleBlock", "data-embedded-props": props}
    )
    block.set("data-oe-protected", "true")
    block.tail, group[-1].tail = group[-1].tail, None
    group[0].addprevious(block)
    for name in ("title", "content"):
        part = etree.SubElement(block, "div", {"data-embedded-editable": name})
        part.set("data-oe-protected", "false")
    etree.SubElement(block[0], "div").text = title
    block[1].extend(group)
    for element in group:
        for marked in element.iter(etree.Element):
            for name in (MARK, f"{MARK}-node", f"{MARK}-container"):
                marked.attrib.pop(name, None)
