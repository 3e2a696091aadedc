"""The new text of a mail's HTML."""

from .html_tree import read_page
from .labels import NEW, label


def visible_html(
    html: str, links: bool = False, strict: bool = False, narrow: bool = False
) -> str:
    """What is new in `html`, as plain text; quotations between it are marked with ">".
    `links`: where links lead, too. `strict`: what may be quoted is. `narrow`:
    without an earlier mail that the reply is about. Never raises; linear time."""
    lines = read_page(html, links).lines
    for line in lines if strict else ():
        line.quoted |= line.box is not None
    new = (
        "> " * (line.quoted and not line.text.startswith(">")) + line.text
        for line, name in zip(lines, label(lines, narrow), strict=True)
        if name == NEW
    )
    return "\n".join(new).replace("\N{OBJECT REPLACEMENT CHARACTER}", "").strip()
