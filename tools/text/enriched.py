"""text/enriched (RFC 1896) and its forerunner text/richtext (RFC 1341) as HTML."""

import re
from html import escape

from ..parsing_limits import MAX_HTML_LENGTH

_TOKEN = re.compile(r"<(<)|<(/?)([A-Za-z0-9-]{1,60})>|(\n+)|([^<\n]+|<)")
_HTML = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "fixed": "code",
    "smaller": "small",
    "bigger": "big",
    "subscript": "sub",
    "superscript": "sup",
    "excerpt": "blockquote",
    "center": "center",
    "paragraph": "p",
    "quotation": "blockquote",
}
_BREAKS = {"nl": "<br/>", "np": "<hr/>", "lt": "&lt;"}
_UNSEEN = ("param", "comment")


def enriched_to_html(text: str, richtext: bool = False) -> str:
    """HTML for enriched text: each element closed, what is unknown left out. Only of
    the first MAX_HTML_LENGTH characters. In `richtext` a line end is a blank."""
    pieces: list[str] = []
    opened: list[str] = []
    unseen = no_fill = 0
    for token in _TOKEN.finditer(text[:MAX_HTML_LENGTH]):
        less, slash, name, ends, words = token.groups()
        name = (name or "").lower()
        step = -1 if slash else 1
        if name in _UNSEEN:
            unseen = max(0, unseen + step)
        elif name == "nofill":
            no_fill = max(0, no_fill + step)
        elif unseen:
            continue
        elif name:
            pieces.append(_tag(name, bool(slash), opened, richtext))
        elif ends:
            pieces.append(" " if richtext else _breaks(len(ends), no_fill))
        else:
            pieces.append(escape(less or words, quote=False))
    pieces.extend(f"</{tag}>" for tag in reversed(opened))
    return "".join(pieces)


def _breaks(count: int, no_fill: int) -> str:
    """What `count` line ends in a row are: a lone one is a blank, else one less."""
    if no_fill:
        return "<br/>" * count
    return "<br/>" * (count - 1) or " "


def _tag(name: str, closes: bool, opened: list[str], richtext: bool) -> str:
    """The HTML of one tag; keeps count of what is open. A closing tag that is not
    the innermost one is left out: the elements are balanced (RFC 1896 section 2)."""
    if name in _BREAKS and richtext:
        return _BREAKS[name]
    tag = _HTML.get(name)
    if tag is None:
        return ""
    if not closes:
        opened.append(tag)
        return f"<{tag}>"
    if opened and opened[-1] == tag:
        return f"</{opened.pop()}>"
    return ""
