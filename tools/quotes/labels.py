"""Which lines of a mail are new and which are quoted; the same for text and HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .announced import MAX_LINES_ABOVE, announces_answers, points_below
from .attribution import find_start, precedes_head
from .boxes import Box, boxed_lines
from .closing import is_closing
from .heads import Head, find_head, find_marker, is_separator, role_and_value
from .signature import MAX_SIGNATURE_LINES, find_postscript, signature_lines
from .words import GREETING

# Lines that are looked at; a long thread has some thousand.
MAX_LINES = 20_000

_TWICE_QUOTED = re.compile(r"\s{0,3}>\s?>")

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


def label(lines: Sequence[Line], narrow: bool = False) -> list[str]:
    """A label for each line; with `narrow` nothing of an earlier mail is new for what a
    person says of it. Linear time.

    Where nothing would be new, or a closing and a name, all lines are. Quotations
    between answers are new too, as the answers would not be understood without them.
    Lines behind the first MAX_LINES are what the last of these is.
    """
    if len(lines) > MAX_LINES:
        labels = label(lines[:MAX_LINES], narrow)
        return labels + labels[-1:] * (len(lines) - MAX_LINES)
    for place, is_quoted in boxed_lines(lines).items():
        lines[place].quoted = is_quoted
    labels = [QUOTED if line.quoted else NEW for line in lines]
    _label_introductions(lines, labels, narrow)
    if not narrow and _is_answered_inside(lines, labels):
        return [NEW] * len(lines)
    _label_signatures(lines, labels)
    _join_over_empty(lines, labels)
    _keep_context(lines, labels)
    named = list(zip(lines, labels, strict=True))
    new = [line.text for line, name in named if _is_new(line, name)]
    if not new or (not narrow and is_closing(new)):
        return [NEW] * len(lines)
    return labels


def _is_new(line: Line, name: str) -> bool:
    return name == NEW and bool(line.text.strip())


def _is_answered_inside(lines: Sequence[Line], labels: Sequence[str]) -> bool:
    """Whether the new text above a quotation says that answers stand in it."""
    if QUOTED not in labels:
        return False
    end = labels.index(QUOTED)
    above = zip(lines[:end], labels[:end], strict=True)
    new = [line.text for line, name in above if name == NEW]
    return announces_answers(new[:MAX_LINES_ABOVE])


def _label_introductions(
    lines: Sequence[Line], labels: list[str], narrow: bool
) -> None:
    """Label attributions, and an earlier mail below the new text with its head.

    A head above all text is that of a forwarded mail: it stays, and the mail too. So
    does one that the text above points to.
    """
    texts = [line.text for line in lines]
    nexts = _next_filled(lines)
    index = floor = 0
    first_new = None
    while index < len(lines):
        if lines[index].quoted:
            if first_new is not None and not narrow and _is_shown(lines, labels, index):
                index = _show_quoted(lines, labels, index) - 1
            index = floor = index + 1
            continue
        if lines[index].tail and first_new is not None:
            return _label_rest(texts, labels, index)
        head = find_head(texts, index, narrow)
        may_show = first_new is not None and not narrow
        if head and head.is_forward and may_show and points_below(_above(lines, index)):
            index = floor = _show_forwarded(lines, labels, head)
            first_new = None
            continue
        if head and first_new is not None:
            return _label_rest(texts, labels, index)
        if head:
            is_forward = head.is_forward and not narrow
            shown = _show_forwarded(lines, labels, head) if is_forward else 0
            index = floor = max(head.end, shown)
            continue
        if first_new is not None and _is_above_head(texts, index, nexts[index]):
            return _label_rest(texts, labels, index)
        is_quoted_next = nexts[index] >= 0 and lines[nexts[index]].quoted
        start = find_start(texts, index, floor, is_quoted_next)
        if start is not None:
            if first_new is not None and first_new >= start:
                first_new = None
            if first_new is not None:
                start = _greeting_above(texts, first_new + 1, start)
            if first_new is not None and not is_quoted_next:
                return _label_rest(texts, labels, start)
            labels[start : index + 1] = [INTRODUCTION] * (index + 1 - start)
            floor = index + 1
        elif first_new is None and texts[index].strip():
            first_new = index
        index += 1


def _show_forwarded(lines: Sequence[Line], labels: list[str], head: Head) -> int:
    """Where a forwarded mail goes on below its marker and its head; what a program
    quotes of it is new: all with its head (Apple Mail), or its text (Proton)."""
    start = max(head.end, _show_quoted(lines, labels, head.start + 1))
    return _show_quoted(lines, labels, start)


def _show_quoted(lines: Sequence[Line], labels: list[str], start: int) -> int:
    """Make what is quoted from line `start` on new, but for what that quotes in turn;
    return its end."""
    place = start
    while place < len(lines) and (lines[place].quoted or not lines[place].text.strip()):
        if not _TWICE_QUOTED.match(lines[place].text):
            labels[place] = NEW
        place += 1
    return place


def _greeting_above(texts: Sequence[str], floor: int, start: int) -> int:
    """The line of a greeting that The Bat! puts above its attribution in line `start`,
    or `start`."""
    for place in range(start - 1, max(floor, start - 3) - 1, -1):
        if texts[place].strip():
            return place if GREETING.match(texts[place].strip()) else start
    return start


def _is_shown(lines: Sequence[Line], labels: list[str], index: int) -> bool:
    """Whether a quotation begins with a line that says it holds a forwarded mail, and
    new text points to it."""
    text = lines[index].text.strip()
    marker = find_marker(text) if text else None
    if marker is None or marker["forwarded"] is None:
        return False
    return labels[index - 1] == NEW and points_below(_above(lines, index))


def _above(lines: Sequence[Line], index: int) -> str:
    """The last line above that is not empty nor a rule."""
    near = (line.text.strip() for line in lines[max(0, index - 4) : index][::-1])
    return next((text for text in near if text and not is_separator(text)), "")


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
        end = start + find_postscript([line.text for line in lines[start:end]])
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
