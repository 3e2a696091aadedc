"""Pictures have words for those who do not see them (WCAG 1.1.1)."""

from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

_CID = "cid:"


def name_pictures(body: etree._Element, names: Mapping[str, str]) -> None:
    """Give each picture in the tree that has no alternative text the name of its file,
    by `names` (content id to name), or an empty one. Linear time."""
    for picture in body.iter("img"):
        if "alt" not in picture.attrib:
            picture.set("alt", names.get(_content_id(picture), ""))


def _content_id(picture: etree._Element) -> str:
    """What a picture of the mail itself is called in it (RFC 2392); '' for others."""
    source = picture.get("src", "").strip()
    if source[: len(_CID)].lower() != _CID:
        return ""
    return unquote(source[len(_CID) :])
