"""Pictures on other people's servers: who loads one tells its owner that the mail was
opened, when, and from where."""

import re
from html import unescape

from lxml import etree
from lxml.html import fragment_fromstring

from .css_declarations import read_declarations, write_declarations

# Odoo keeps this attribute of a picture, and no browser loads what it names.
BLOCKED_SOURCE = "data-original-src"
_OWN = ("cid:", "data:image/")
# What Odoo makes of the pictures of a mail.
_STORED = (*_OWN, "/web/image/")
_BLOCKED = re.compile(rf'{BLOCKED_SOURCE}="([^"]*)"')
# What a browser loads at once of an element that it shows, but for `src`.
_LOADED = ("srcset", "poster", "background", "data", "xlink:href")
_WITH_HREF = ("a", "area")  # loaded when they are pressed
# A name in CSS may be written with escapes, as one of a function that loads a picture.
_LOADS = re.compile(r"url|image|src|\\|/\*", re.IGNORECASE)


def block_pictures(body: etree._Element) -> None:
    """Move the addresses of pictures in the tree that are not in the mail itself to
    BLOCKED_SOURCE; what else would load something loads nothing. Linear time."""
    for element in body.iter(etree.Element):
        if element.attrib:
            element.attrib.pop(BLOCKED_SOURCE, None)
            _block(element, _OWN)


def block_stored_pictures(html: str) -> str:
    """A text of Odoo's database, as a mail once was stored, with the pictures of other
    servers blocked. Raises lxml.etree.ParserError where it is none. Linear time."""
    root = fragment_fromstring(html, create_parent="div")
    for element in root.iter(etree.Element):
        _block(element, _STORED)
    whole = etree.tostring(root, encoding="unicode", method="html")
    return whole.removeprefix("<div>").removesuffix("</div>")


def blocked_sources(html: str) -> frozenset[str]:
    """The addresses of the pictures in a text that `block_pictures` has been at."""
    return frozenset(map(unescape, _BLOCKED.findall(html)))


def drop_loading_styles(styles: dict[str, str]) -> None:
    """Take out the declarations by which a browser would load something."""
    for name in [name for name in styles if _LOADS.search(name + styles[name])]:
        del styles[name]


def _block(element: etree._Element, own: tuple[str, ...]) -> None:
    """`own`: what addresses begin with that are loaded."""
    attributes = element.attrib
    for name in _LOADED:
        attributes.pop(name, None)
    if element.tag not in _WITH_HREF:
        attributes.pop("href", None)
    _block_style(attributes)
    source = attributes.get("src", "").strip()
    if not source or source.lower().startswith(own):
        return
    del attributes["src"]
    if source.startswith("//"):
        source = f"https:{source}"
    if element.tag == "img" and source.lower().startswith(("http://", "https://")):
        attributes[BLOCKED_SOURCE] = source


def _block_style(attributes) -> None:
    style = attributes.get("style", "")
    if not _LOADS.search(style):
        return
    styles = read_declarations(style)
    drop_loading_styles(styles)
    if styles:
        attributes["style"] = write_declarations(styles)
    else:
        del attributes["style"]
