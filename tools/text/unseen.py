"""Characters that leave no mark on a screen, but for white space."""

import re

# Letters to Unicode, that nobody sees.
UNSEEN_LETTERS = "\u115f\u1160\u3164\uffa0"
# For a class of a pattern: formats, fillers and selectors (Default_Ignorable_Code_Point
# of Unicode), the braille blank, and controls that end no line.
UNSEEN = (
    "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\xad\u034f\u061c\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + UNSEEN_LETTERS
)
_UNSEEN = re.compile(f"[{UNSEEN}]+")


def without_unseen(text: str) -> str:
    """`text` without characters that nobody sees. Linear time."""
    return _UNSEEN.sub("", text)
