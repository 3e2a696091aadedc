"""How much a browser has to lay out to show a text, estimated before it tries (law 8).

Browsers and Odoo's web client walk over each element and each text several times;
laying out a line grows by the square of what cannot be broken, and a letter with
thousands of marks above each other takes as long as a book.
"""

import re
import unicodedata
from itertools import chain

from .html_text import CODE
from .html_tree_parser import parse_html

# Elements and texts of one mail, <br> among them: some 5,000 lines.
MAX_NODES = 10_000
# Characters without a place where a line may break.
MAX_UNBROKEN = 10_000
# Marks on one letter, and those of a text that stand on others: people write up to
# four (Vietnamese, Hebrew with vowels and accents).
MAX_MARKS = 50
MAX_STACKED = 2_000
_ORDINARY_MARKS = 4

# What a line does not break at: all but blanks (some hold words together), hyphens, and
# writing without blanks (Thai to Khmer, East Asian), which breaks anywhere (UAX #14).
_UNBROKEN = re.compile(
    r"[^\t-\r\x1c-\x20\x85\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029"
    r"\u205f\xad\u2010\-"
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7a3"
    r"\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)
_MARKS = "".join(
    chr(code)
    for code in chain(range(0x300, 0x1F000), range(0xE0100, 0xE01F0))
    if unicodedata.category(chr(code)) in ("Mn", "Me")
)
# Joiners are drawn as part of the letter before them, too.
_STACK = re.compile(f"[{_MARKS}\u200c\u200d]+")
_INLINE = frozenset(
    "a abbr b big cite code del em font i ins kbd mark q s samp small span strike "
    "strong sub sup tt u var".split()
)


def html_nodes(html: str) -> int:
    """How many elements and texts `html` has; more than MAX_NODES where it has letters
    that no browser lays out in time. Never raises; linear time."""
    root = parse_html(html) if html.strip() else None
    nodes = 0
    pieces: list[str] = []
    for element in root.iter() if root is not None else ():
        own = None if _is_unseen(element) else element.text
        nodes += 1 + bool(own) + bool(element.tail)
        between = "" if element.tag in _INLINE else "\n"
        pieces.extend((between, own or ""))
        if element.tail:
            pieces.extend((between, element.tail))
    return nodes if _is_laid_out("".join(pieces)) else MAX_NODES + 1


def text_nodes(text: str) -> int:
    """As `html_nodes`, of what becomes of a plain text: each line is a text and a
    <br>."""
    nodes = 2 * sum(1 for line in text.split("\n") if line.strip())
    return nodes if _is_laid_out(text) else MAX_NODES + 1


def displayable(text: str) -> str:
    """The beginning of a plain text that is laid out in time, up to the first run of
    characters that is too long; letters keep their first marks. Linear time."""
    if _has_stacks(text):
        text = _STACK.sub(lambda stack: stack[0][:_ORDINARY_MARKS], text)
    for run in _UNBROKEN.finditer(text):
        if run.end() - run.start() > MAX_UNBROKEN:
            return text[: run.start() + MAX_UNBROKEN]
    return text


def _is_unseen(element) -> bool:
    """Whether an element's own text is no text: of comments, styles and scripts."""
    return not isinstance(element.tag, str) or element.tag in CODE


def _is_laid_out(text: str) -> bool:
    """Whether the letters of a text are laid out in time."""
    longest = max(map(len, _UNBROKEN.findall(text)), default=0)
    return longest <= MAX_UNBROKEN and not _has_stacks(text)


def _has_stacks(text: str) -> bool:
    if text.isascii():
        return False
    rows = map(len, _STACK.findall(text))
    stacks = [row for row in rows if row > _ORDINARY_MARKS]
    return max(stacks, default=0) > MAX_MARKS or sum(stacks) > MAX_STACKED
