"""Which lines of a mail are new and which are quoted; the same for text and HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from .attribution import find_start, precedes_head
from .boxes import Box, boxed_lines
from .heads import find_head, is_separator, role_and_value
from .signature import MAX_SIGNATURE_LINES, signature_lines

# Lines that are looked at; a long thread has some thousand.
MAX_LINES = 20_000

NEW, QUOTED, INTRODUCTION, SIGNATURE = "new", "quoted", "introduction", "signature"


@dataclass(slots=True)
class Line:
    """One line; `quoted` by ">" or its container; `tail` where the markup says that
    the earlier mail begins here; `signature` where it says that this is one; `box`: the
    container that it may be quoted by."""

    text: str
    quoted: bool = False
    tail: bool = False
    signature: bool = False
    box: Box | None = None


def label(lines: Sequence[Line]) -> list[str]:
    """A label for each line. Linear time.

    Where nothing would be new, all lines are. Quotations between answers are new too,
    as the answers would not be understood without them. Lines behind the first
    MAX_LINES are what the last of these is.
    """
    if len(lines) > MAX_LINES:
        labels = label(lines[:MAX_LINES])
        return labels + labels[-1:] * (len(lines) - MAX_LINES)
    for place, is_quoted in boxed_lines(lines).items():
        lines[place].quoted = is_quoted
    labels = [QUOTED if line.quoted else NEW for line in lines]
    _label_introductions(lines, labels)
    _label_signatures(lines, labels)
    _join_over_empty(lines, labels)
    _keep_context(lines, labels)
    if not any(_is_new(line, name) for line, name in zip(lines, labels, strict=True)):
        return [NEW] * len(lines)
    return labels


def _is_new(line: Line, name: str) -> bool:
    return name == NEW and bool(line.text.strip())


def _label_introductions(lines: Sequence[Line], labels: list[str]) -> None:
    """Label attributions, and an earlier mail below the new text with its head.

    A head above all text is that of a forwarded mail: it stays, and the mail too.
    """
    texts = [line.text for line in lines]
    nexts = _next_filled(lines)
    index = floor = 0
    first_new = None
    while index < len(lines):
        if lines[index].quoted:
            index = floor = index + 1
            continue
        if lines[index].tail and first_new is not None:
            return _label_rest(texts, labels, index)
        head = find_head(texts, index)
        if head and first_new is not None:
            return _label_rest(texts, labels, index)
        if head:
            index = floor = head.end
            continue
        if first_new is not None and _is_above_head(texts, index, nexts[index]):
            return _label_rest(texts, labels, index)
        is_quoted_next = nexts[index] >= 0 and lines[nexts[index]].quoted
        start = find_start(texts, index, floor, is_quoted_next)
        if start is not None:
            if first_new is not None and first_new >= start:
                first_new = None
            if first_new is not None and not is_quoted_next:
                return _label_rest(texts, labels, start)
            labels[start : index + 1] = [INTRODUCTION] * (index + 1 - start)
            floor = index + 1
        elif first_new is None and texts[index].strip():
            first_new = index
        index += 1


def _is_above_head(texts: Sequence[str], index: int, following: int) -> bool:
    """Whether a line says who wrote the mail whose head follows, be that ever so
    short."""
    if following < 0:
        return False
    role = role_and_value(texts[following].strip())[0]
    return role in ("from", "to") and precedes_head(texts[index])


def _label_rest(texts: Sequence[str], labels: list[str], start: int) -> None:
    """All from line `start` on is an earlier mail, the rule above it too."""
    above = start
    while above and (not texts[above - 1].strip() or is_separator(texts[above - 1])):
        above -= 1
    labels[above:] = [QUOTED] * (len(labels) - above)


def _next_filled(lines: Sequence[Line]) -> list[int]:
    """For each line the index of the next one that is not empty, or -1."""
    found, following = -1, [-1] * len(lines)
    for index in range(len(lines) - 1, -1, -1):
        following[index] = found
        if lines[index].text.strip():
            found = index
    return following


def _stretches(labels: Sequence[str], name: str):
    """(start, end) of the runs of lines with one label."""
    start = None
    for index, found in enumerate([*labels, None]):
        if found == name and start is None:
            start = index
        elif found != name and start is not None:
            yield start, index
            start = None


def _label_signatures(lines: Sequence[Line], labels: list[str]) -> None:
    """Signatures are looked for in each stretch of new text for itself."""
    for start, end in list(_stretches(labels, NEW)):
        texts = [line.text for line in lines[start:end]]
        for index in signature_lines(texts):
            labels[start + index] = SIGNATURE
    marked = [NEW if line.signature else QUOTED for line in lines]
    for start, end in _stretches(marked, NEW):
        filled = sum(bool(line.text) for line in lines[start:end])
        if filled <= MAX_SIGNATURE_LINES and NEW in labels[start:end]:
            labels[start:end] = [SIGNATURE] * (end - start)


def _join_over_empty(lines: Sequence[Line], labels: list[str]) -> None:
    """Empty lines between what is not new are not new either."""
    above = None
    empty: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and not lines[index].text.strip():
            empty.append(index)
            continue
        here = labels[index] if index < len(lines) else above
        if here != NEW and above not in (None, NEW):
            for place in empty:
                labels[place] = QUOTED if QUOTED in (above, here) else above
        above = here
        empty.clear()


def _keep_context(lines: Sequence[Line], labels: list[str]) -> None:
    """Quotations that answers follow are shown, but for one that is the whole mail
    answered, below which somebody wrote."""
    last_new = max(
        (i for i, line in enumerate(lines) if _is_new(line, labels[i])), default=-1
    )
    answered = [
        (start, end)
        for start, end in _stretches(labels, QUOTED)
        if end <= last_new and _has_text(lines, start, end)
    ]
    attributed = [
        stretch for stretch in answered if _attributed(lines, labels, stretch)
    ]
    if len(answered) == 1 and attributed:
        return
    for start, end in answered:
        labels[start:end] = [NEW] * (end - start)


def _has_text(lines, start, end):
    return any(line.text.strip("> \t") for line in lines[start:end])


def _attributed(lines, labels, stretch) -> bool:
    """Whether an introduction stands above these lines."""
    index = stretch[0] - 1
    while index >= 0 and not lines[index].text.strip():
        index -= 1
    return index >= 0 and labels[index] == INTRODUCTION
