"""Plain text as HTML that people read: paragraphs that wrap, links, and tables of text
whose columns stay below each other."""

import re
from collections.abc import Iterator
from html import escape

from .aligned_lines import TAB_SIZE, aligned_runs

# Marks what CSS shows with its columns; the style is for mail programs, which get none.
ALIGNED_CLASS = "o_mailbox_columns"
_ALIGNED = (
    f'<div class="{ALIGNED_CLASS}" '
    'style="white-space:pre-wrap;font-family:monospace" dir="auto">'
)
# Each paragraph has the direction of its own words.
_PARAGRAPH = '<p dir="auto">'

_LINK = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]{1,2000})|(?P<site>\bwww\.[^\s<>\"]{1,2000})"
    r"|(?P<email>(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})"
)
# Links of one text; a text of nothing else is not read by people.
MAX_LINKS = 1000
# What ends a sentence around a link rather than the link.
_PUNCTUATION = ".,;:!?'*_>)]}\u2019\u201d\u00bb\u3002\u3001\uff0c"
_PAIRS = ((")", "("), ("]", "["), ("}", "{"))
_BLANKS = re.compile(r"^ +| {2,}")
_NO_BREAK = "\u00a0"


def text_to_html(text: str) -> str:
    """A plain text (LF line ends) as HTML in which nothing of it is markup.

    Empty lines end paragraphs; line ends within them stay, as do indents. Never raises;
    linear time.
    """
    return "".join(_blocks(text))


def _blocks(text: str) -> Iterator[str]:
    linked = Linked()
    for block in _paragraphs(text):
        for is_aligned, lines in aligned_runs(block):
            if is_aligned:
                shown = (linked.html(line.expandtabs(TAB_SIZE)) for line in lines)
                yield f"{_ALIGNED}{'<br/>'.join(shown)}</div>"
            else:
                shown = (linked.html(_indented(line)) for line in lines)
                yield f"{_PARAGRAPH}{_apart(lines[0])}{'<br/>'.join(shown)}</p>"


def _paragraphs(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _apart(first: str) -> str:
    """Odoo folds the text at the beginning of an element where that looks like a
    signature (`odoo.tools.mail.tag_quote`)."""
    return "<span></span>" if first.startswith("--") else ""


def _indented(line: str) -> str:
    """A line whose indent and inner blanks stay where lines wrap."""
    line = line.expandtabs(TAB_SIZE).rstrip()
    return _BLANKS.sub(lambda run: _NO_BREAK * (len(run[0]) - 1) + " ", line)


class Linked:
    """Lines with their links, up to MAX_LINKS."""

    def __init__(self) -> None:
        self.count = 0

    def html(self, line: str) -> str:
        """A line as HTML whose addresses lead there."""
        pieces: list[str] = []
        end = 0
        for found in _LINK.finditer(line):
            if self.count == MAX_LINKS:
                break
            self.count += 1
            shown = _trimmed(found[0])
            pieces.append(escape(line[end : found.start()], quote=False))
            pieces.append(_anchor(shown, found.lastgroup or "url"))
            end = found.start() + len(shown)
        return "".join(pieces) + escape(line[end:], quote=False)


def _anchor(shown: str, kind: str) -> str:
    prefix = {"url": "", "site": "https://", "email": "mailto:"}[kind]
    href = escape(prefix + shown)
    return (
        f'<a href="{href}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{escape(shown, quote=False)}</a>"
    )


def _trimmed(link: str) -> str:
    """A link without the punctuation of the sentence around it."""
    unclosed = {last: link.count(first) - link.count(last) for last, first in _PAIRS}
    end = len(link)
    while end > 1 and (last := link[end - 1]) in _PUNCTUATION:
        if last in unclosed:
            if unclosed[last] >= 0:
                break
            unclosed[last] += 1
        end -= 1
    return link[:end]
