"""Quotations in plain text."""

import re
from dataclasses import dataclass

from .attribution import is_torn_end
from .heads import is_groupwise_head
from .labels import NEW, Line, label

_LINE_ENDS = re.compile(r"\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
# Shortest quoted line that a program would wrap.
MIN_WRAPPED = 60
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ")")
_QUOTE_MARK = re.compile(r"^\s{0,3}>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Successive lines of a text; `is_new` where they are shown at once; the labels of
    those that are not empty."""

    text: str
    is_new: bool
    labels: frozenset[str] = frozenset()


def split_text(text: str, narrow: bool = False) -> tuple[Piece, ...]:
    """A plain-text body in pieces, new and not (`narrow` as for `label`); joined by
    line feeds they are all of it. Never raises; linear time."""
    texts = _LINE_ENDS.sub("\n", text).split("\n")
    lines = [Line(line, _is_quoted(line)) for line in texts]
    _mend_wrapped(lines)
    pieces: list[Piece] = []
    start = 0
    labels = label(lines, narrow)
    for index in range(1, len(texts) + 1):
        if index == len(texts) or (labels[index] == NEW) != (labels[start] == NEW):
            found = zip(texts[start:index], labels[start:index], strict=True)
            held = frozenset(name for line, name in found if line.strip())
            text = "\n".join(texts[start:index])
            pieces.append(Piece(text, labels[start] == NEW, held))
            start = index
    return tuple(pieces)


def _is_quoted(line: str) -> bool:
    if _QUOTE_MARK.match(line) is None:
        return False
    return not (is_torn_end(line) or is_groupwise_head(line))


def _mend_wrapped(lines: list[Line]) -> None:
    """The end of a quoted line that a program wrapped without a mark is quoted too.

    An answer would begin with a capital, or stand below the end of a sentence.
    """
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if line.quoted or not (above.quoted and below.quoted):
            continue
        line.quoted = (
            len(above.text) >= MIN_WRAPPED
            and not above.text.rstrip().endswith(_SENTENCE_ENDS)
            and line.text[:1].islower()
        )
