"""Lines of a plain text whose columns stand below each other."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

# Blanks within a line; behind the end of a sentence some people type two.
_GAP = re.compile(r"(?<=[^\s.!?,;]) {2,}(?=\S)")
# Rules and cells that are drawn: "+---+", "| a | b |", Unicode's box drawing.
_DRAWN = re.compile(r"\s*(?:[|+].*[|+]\s*\Z|.*(?:\u2502|[\u2500-\u257f]{2}))")
TAB_SIZE = 8
_FAR = 16 * " "
# Characters of a line that are looked at.
_LOOKED_AT = 400


def aligned_runs(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """Successive `lines` that are a table together (True) or are not (False), in their
    order; together they are all. Linear time."""
    marks = _aligned(lines)
    for is_aligned, group in groupby(
        zip(marks, lines, strict=True), lambda one: one[0]
    ):
        yield is_aligned, [line for _mark, line in group]


def _aligned(lines: Sequence[str]) -> list[bool]:
    """Whether each line shares a side of a column with one beside it, or stands far
    from the left below such a one."""
    marks = [False] * len(lines)
    sides = [_sides(line) for line in lines]
    for place in range(1, len(lines)):
        if sides[place - 1] & sides[place]:
            marks[place - 1] = marks[place] = True
        elif marks[place - 1] and lines[place].expandtabs(TAB_SIZE).startswith(_FAR):
            marks[place] = True  # a sum, below the last column alone
    return marks


def _sides(line: str) -> set[tuple[str, int]]:
    """Where the columns of a line begin and end: numbers are aligned at the right."""
    shown = line[:_LOOKED_AT].expandtabs(TAB_SIZE).rstrip()
    if _DRAWN.match(shown):
        return {("drawn", 0)}
    gaps = list(_GAP.finditer(shown))
    begin = {("left", gap.end()) for gap in gaps}
    end = {("right", gap.start()) for gap in gaps[1:]}
    return begin | end | ({("right", len(shown))} if gaps else set())
