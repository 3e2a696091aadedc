"""Cutting work into pieces whose size is bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence


def runs(items: Sequence[int], length: int) -> Iterator[Sequence[int]]:
    """Yield ``items`` in order, in pieces of at most ``length``."""
    for start in range(0, len(items), length):
        yield items[start : start + length]


def bounded(
    items: Iterable[int], sizes: Mapping[int, int], count: int, size: int
) -> Iterator[list[int]]:
    """Yield ``items`` in order, at most ``count`` items and ``size`` bytes a piece.

    ``sizes`` gives the bytes of each item; one larger than ``size`` goes alone.
    """
    piece: list[int] = []
    filled = 0
    for item in items:
        wanted = sizes.get(item, 0)
        if piece and (len(piece) == count or filled + wanted > size):
            yield piece
            piece, filled = [], 0
        piece.append(item)
        filled += wanted
    if piece:
        yield piece
