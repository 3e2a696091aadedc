"""What a pattern of a rule may be, told before it is compiled: that copies what is
counted, and goes as deep as groups do."""

import math
import re

MAX_PATTERN_LENGTH = 1_000
MAX_PATTERN_DEPTH = 50
MAX_REPEATS = 10_000

# Why a pattern is refused.
TOO_LONG, TOO_DEEP, TOO_MANY_REPEATS = "length", "depth", "repeats"

# A comment, an escaped character, a set of characters, a count, or any other one but
# those that say how often, too.
_TOKEN = re.compile(
    r"\(\?#[^)]*\)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d*)(,?)(\d*)\}|[^?*+]", re.DOTALL
)
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)")
# Where white space and "#" are no part of the pattern, it is not read, only counted.
_VERBOSE = re.compile(r"\(\?[a-zA-Z0-9]*x")


def pattern_excess(pattern: str) -> str | None:
    """Why a regular expression is too large to be compiled: TOO_LONG, TOO_DEEP or
    TOO_MANY_REPEATS; None where it is not. Linear time."""
    if len(pattern) > MAX_PATTERN_LENGTH:
        return TOO_LONG
    depth, repeats = _measures(pattern)
    if _VERBOSE.search(pattern):
        counts = _COUNT.finditer("".join(pattern.split()))
        repeats = math.prod(map(_most, counts))
    if depth > MAX_PATTERN_DEPTH:
        return TOO_DEEP
    return TOO_MANY_REPEATS if repeats > MAX_REPEATS else None


def _measures(pattern: str) -> tuple[int, int]:
    """How deep groups are in each other, and how often counted repeats copy what is in
    the innermost one."""
    depth = most = 0
    groups, last = [1], 1  # repeats inside each open group; those of the last piece
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            groups.append(1)
            depth = max(depth, len(groups) - 1)
            last = 1
        elif token[0] == ")":
            last = groups.pop() if len(groups) > 1 else 1
            groups[-1] = max(groups[-1], last)
        elif token[0].startswith("{") and len(token[0]) > 1:
            last *= _most(token)
            groups[-1] = max(groups[-1], last)
        else:
            last = 1
        most = max(most, last)
    return depth, most


def _most(count: re.Match) -> int:
    """How often a count repeats what stands before it; at least 1."""
    return max(1, int(count[1] or 0), int(count[3] or 0))
