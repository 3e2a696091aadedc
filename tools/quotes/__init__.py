"""What is new in a mail and what is quoted, in plain text and in HTML.

`visible_reply` is the new part alone; `history_passage` and `fold_text` fold the rest
away in what people see; `agent_reply` is what an agent answers; `find_forwarded` reads
a forwarded mail; `new_readings` and `whole_readings` are the texts that a mail may be
read as.
"""

from .agent_reply import agent_reply
from .fold import MARK, fold_text, history_passage
from .forwarded import find_forwarded
from .quotable import quotable
from .readings import new_readings, whole_readings
from .reply_text import visible_reply
from .toggle import toggle_quotes

__all__ = [
    "MARK",
    "agent_reply",
    "find_forwarded",
    "fold_text",
    "history_passage",
    "new_readings",
    "quotable",
    "toggle_quotes",
    "visible_reply",
    "whole_readings",
]
