"""The new text of a mail that is HTML only."""

from .html_tree import read_page
from .labels import NEW, label


def visible_html(html: str, mark: str = "") -> str | None:
    """What is new in `html`, as plain text; None where it cannot be read. `mark` goes
    before lines of quotations between what is new."""
    page = read_page(html)
    if page is None:
        return None
    labels = label(page.lines)
    new = (
        mark * line.quoted + line.text
        for line, name in zip(page.lines, labels, strict=True)
        if name == NEW
    )
    return "\n".join(new).replace("\N{OBJECT REPLACEMENT CHARACTER}", "").strip()
