"""HTML to plain text, roughly, in one pass: to judge and to search, not to show.

Each mail is read this way, however deep its elements nest. Telling quotations apart
needs the elements themselves: that is `quotes.html_tree`.
"""

import re

from ..parsing_limits import MAX_HTML_LENGTH
from .entities import unescape
from .header_text import one_line

_TAG_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
# Elements whose content no reader shows; others that a browser does not show may be.
CODE = frozenset(("script", "style"))
_UNSEEN = CODE | {"head", "title", "template"}
_BREAKS = frozenset(
    "address article blockquote br div dl dt dd fieldset form h1 h2 h3 h4 h5 h6 hr "
    "li ol p pre section table td th tr ul".split()
)
_WHITE_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")


def html_to_text(html: str, unseen: frozenset[str] = _UNSEEN) -> str:
    """The words of `html` with its line breaks, without those in elements called
    `unseen`. Never raises; linear time.

    Only of its first MAX_HTML_LENGTH characters.
    """
    pieces: list[str] = []
    hidden: str | None = None
    in_comment = False
    first, *chunks = html[:MAX_HTML_LENGTH].split("<")
    pieces.append(first)
    for chunk in chunks:
        if in_comment or chunk.startswith("!--"):
            in_comment = "-->" not in chunk
            text = chunk.rpartition("-->")[2] if not in_comment else ""
        else:
            hidden, text = _read_tag(chunk, hidden, pieces, unseen)
        if hidden is None and text:
            pieces.append(_WHITE_SPACE.sub(" ", text))
    return _tidy(unescape("".join(pieces)))


def _read_tag(
    chunk: str, hidden: str | None, pieces: list[str], unseen: frozenset[str]
):
    """Take the tag at the beginning of `chunk`: the element whose content is not
    shown, if any, and the text behind the tag."""
    tag, end, text = chunk.partition(">")
    found = _TAG_NAME.match(tag)
    if found is None or not end:
        is_text = found is None and not tag.startswith(("!", "?", "/"))
        return hidden, "&lt;" + chunk if is_text else text
    name = found[1].lower()
    if hidden is not None:
        return (None if tag[0] == "/" and name == hidden else hidden), text
    if name in unseen and tag[0] != "/" and not tag.endswith("/"):
        return name, text
    if name in _BREAKS:
        pieces.append("\n")
    return None, text


def _tidy(text: str) -> str:
    """`text` with trimmed lines and no more than one empty line in a row."""
    lines = (one_line(line) for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
