"""Commands that agents write alone on the first line of an answer by email."""

import re
import unicodedata
from dataclasses import dataclass, replace

from ..text.unseen import UNSEEN, UNSEEN_LETTERS, without_unseen

# "#" and what Unicode (NFKC) takes for one.
_SIGNS = "#\ufe5f\uff03"
_LETTER = rf"(?![{UNSEEN_LETTERS}])[^\W\d_]"
# Marks before the sign, marks behind it, a word; each class meets the next nowhere.
_COMMAND = re.compile(
    rf"((?:[^\w{_SIGNS}]|[_{UNSEEN_LETTERS}])*)"
    rf"[{_SIGNS}]((?:\W|[_{UNSEEN_LETTERS}])*)"
    rf"({_LETTER}(?:[^\W\d_]|[{UNSEEN}])*)"
)
_LINE_END = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_ACTIONS = frozenset(("complete", "approve", "reject"))
_LONGEST_ARGUMENT = 80
_LONGEST_LINE = 200

# What may be written, as it is listed to who wrote something else.
COMMANDS = (
    "#action complete",
    "#action approve",
    "#action reject",
    "#close",
    "#assign me",
    "#assign LOGIN",
    "#note",
    "#priority low, medium, high, very high",
    "#tag NAME",
)
_WITHOUT_ARGUMENT = frozenset(("close", "note"))
_WITH_ARGUMENT = frozenset(("action", "assign", "priority", "tag"))


@dataclass(frozen=True, slots=True)
class Command:
    """`name` in lower case without "#", `argument` as written or "", the beginning of
    the `line` as written, and the `rest` of the text. `is_plain`: the sign and the name
    stand alone, with no mark before, between or behind them."""

    name: str
    argument: str
    line: str
    rest: str
    is_plain: bool = True

    @property
    def is_named(self) -> bool:
        """Whether it has the name of one of COMMANDS, be it well-formed or not."""
        return self.name in _WITHOUT_ARGUMENT | _WITH_ARGUMENT

    @property
    def is_known(self) -> bool:
        """Whether it is one of COMMANDS, as far as its form goes."""
        if not self.is_plain or len(self.argument) > _LONGEST_ARGUMENT:
            return False
        if self.name == "action":
            return self.argument.lower() in _ACTIONS
        if self.argument:
            return self.name in _WITH_ARGUMENT
        return self.name in _WITHOUT_ARGUMENT


def read_command(text: str) -> Command | None:
    """The command line that `text` begins with; None without one. Never raises; linear
    time.

    What begins with a number sign and letters is one, whatever marks, quotes or unseen
    characters are about them: else the slip of a key would send a note to a customer.
    What stands behind #note in its line is text of the note.
    """
    found = _COMMAND.match(text)
    if found is None:
        return None
    name = unicodedata.normalize("NFKC", without_unseen(found[3])).lower()
    behind, *below = _LINE_END.split(text[found.end() :], maxsplit=1)
    rest = "".join(below).strip()
    words = without_unseen(behind)
    marks = without_unseen(found[1]).strip() or without_unseen(found[2])
    is_plain = not marks and (not words or words[0].isspace())
    written = text[found.start(2) - 1 : found.end()] + behind
    line = " ".join(written.splitlines()).strip()
    argument = " ".join(words.split())
    command = Command(name, argument, line[:_LONGEST_LINE], rest, is_plain)
    if is_plain and name == "note":
        rest = "\n".join(filter(None, (behind.strip(), rest)))
        return replace(command, argument="", rest=rest)
    return command


def choose_command(new: list[str], whole: list[str]) -> Command | None:
    """The command of a mail that can be read in several ways: by the texts of what is
    `new` in it, else by the `whole` texts, quotations and all; None without one.

    What only stands in a quotation is never obeyed.
    """
    found = [command for command in map(read_command, new) if command]
    known = [command for command in found if command.is_known]
    quoted = [command for command in map(read_command, whole) if command]
    found = [*known, *found, *(replace(one, is_plain=False) for one in quoted)]
    return found[0] if found else None
