"""What is new in a mail and what is quoted, in plain text and in HTML.

`visible_reply` is the new part alone; `fold_text` and `fold_quotes` fold what is quoted
away in what people see; `find_forwarded` reads a forwarded mail; `new_readings` and
`whole_readings` are the texts that a mail may be read as.
"""

from .fold import MARK, fold_quotes, fold_text
from .forwarded import find_forwarded
from .quotable import quotable
from .readings import new_readings, whole_readings
from .reply_text import visible_reply
from .toggle import toggle_quotes

__all__ = [
    "MARK",
    "find_forwarded",
    "fold_quotes",
    "fold_text",
    "new_readings",
    "quotable",
    "toggle_quotes",
    "visible_reply",
    "whole_readings",
]
