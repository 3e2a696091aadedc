"""Text as people see it, to compare it: letters that look alike are the same."""

import unicodedata

from .unseen import without_unseen


def readable(text: str) -> str:
    """`text` in the letters that it shows (NFKC), without characters that nobody sees.
    Linear time."""
    return without_unseen(unicodedata.normalize("NFKC", text))
