"""HTML whose text is readable where Odoo shows it: on a page of its own.

Odoo takes off `bgcolor`, `background` and style sheets, and keeps the colour of text,
which may have been white on blue.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from .css_colors import (
    BLACK,
    WHITE,
    Color,
    best_on,
    hexadecimal,
    is_readable,
    read_color,
)
from .css_declarations import (
    read_declarations,
    without_important,
    write_declarations,
)
from .hiding_styles import Sight, drop_hiding_styles
from .picture_sources import drop_loading_styles

_WORDS = re.compile(r"[^\s()]+(?:\([^()]*\))?")
_BACKGROUNDS = ("background", "background-color", "background-image")


@dataclass(frozen=True)
class _Scene:
    """What an element is shown in: the sender's colour of text, None for that of the
    page, and what is behind it, None for the page. `is_bare`: a picture that was behind
    it is not shown. `sight`: how large and strong text in it is."""

    text: Color | None = None
    behind: Color | None = None
    is_bare: bool = False
    sight: Sight = field(default_factory=Sight)


def keep_readable(body: etree._Element) -> None:
    """Change the tree so that text and its background stay together, in the one form
    that Odoo keeps (`style`); colours that cannot be read on Odoo's page are left to
    it. No style loads anything or hides text, and the direction of text is in `dir`.
    Linear time."""
    worded = _with_text(body)
    waiting = [(body, _Scene())]
    while waiting:
        element, scene = waiting.pop()
        scene = _shown(element, scene, element in worded)
        for child in element.iterchildren(etree.Element):
            waiting.append((child, scene))


def _with_text(body) -> set[etree._Element]:
    """The elements in which there is text."""
    found: set[etree._Element] = set()
    for element in body.iter():
        if element.tail and element.tail.strip() and element is not body:
            _note(element.getparent(), found)
        if isinstance(element.tag, str) and element.text and element.text.strip():
            _note(element, found)
    return found


def _note(element, found: set[etree._Element]) -> None:
    while element is not None and element not in found:
        found.add(element)
        element = element.getparent()


def _shown(element, scene: _Scene, has_text: bool) -> _Scene:
    """Write an element's own colours anew; the scene of what is in it."""
    attributes = element.attrib
    if not attributes:
        return scene
    styles = read_declarations(attributes.get("style", ""))
    direction = styles.pop("direction", "").lower()
    if direction in ("ltr", "rtl") and "dir" not in attributes:
        attributes["dir"] = direction
    own = _background(attributes, styles, scene.behind or WHITE)
    has_picture = _has_picture(attributes, styles)
    if own:
        scene = replace(scene, behind=own, is_bare=False)
    elif has_picture:
        scene = replace(scene, is_bare=True)
    color = _text(attributes, styles)
    scene = replace(scene, text=color or scene.text)
    drop_loading_styles(styles)
    sight = drop_hiding_styles(styles, scene.sight, has_text)
    scene = replace(scene, sight=sight)
    for name in (*_BACKGROUNDS, "color"):
        styles.pop(name, None)
    _drop_attributes(attributes)
    if own:
        styles["background-color"] = hexadecimal(own)
    seen = _seen(scene) if color or own or has_picture else None
    if seen:
        styles["color"] = hexadecimal(seen)
    _write(attributes, styles)
    return scene


def _background(attributes, styles, behind: Color) -> Color | None:
    """The colour that an element puts behind its text."""
    for name in ("background-color", "background"):
        for word in _WORDS.findall(without_important(styles.get(name, ""))):
            color = read_color(word, behind)
            if color:
                return color
    return read_color(attributes.get("bgcolor", ""), behind)


def _text(attributes, styles) -> Color | None:
    """The colour that an element gives its text."""
    written = styles.get("color") or attributes.get("color") or attributes.get("text")
    return read_color(without_important(written or ""))


def _has_picture(attributes, styles) -> bool:
    """Whether an element would show a picture or a gradient behind its text."""
    values = (styles.get("background", ""), styles.get("background-image", ""))
    return "background" in attributes or any("(" in value for value in values)


def _seen(scene: _Scene) -> Color | None:
    """The colour of text in this scene; None for that of the page."""
    if scene.behind is None:
        is_seen = scene.text and is_readable(scene.text, WHITE)
        return scene.text if is_seen else None
    text = scene.text or BLACK
    if scene.is_bare and not is_readable(text, scene.behind):
        return best_on(scene.behind)
    return text


def _drop_attributes(attributes) -> None:
    for name in ("bgcolor", "background", "color", "text"):
        attributes.pop(name, None)


def _write(attributes, styles) -> None:
    if styles:
        attributes["style"] = write_declarations(styles)
    else:
        attributes.pop("style", None)
