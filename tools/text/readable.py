"""Text as people see it, to compare it: letters that look alike are the same."""

import unicodedata

import regex

# What leaves no mark on a screen, but for white space.
_UNSEEN = regex.compile(r"(?V1)[[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]--\s]+")


def readable(text: str) -> str:
    """`text` in the letters that it shows (NFKC), without characters that nobody sees.
    Linear time."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
