"""Commands that agents write alone on the first line of an answer by email."""

import re
from dataclasses import dataclass

# Word and argument; a longer line is prose that begins with a number sign.
_COMMAND = re.compile(r"#([A-Za-z]{2,20})(?:[ \t]+(\S[^\r\n]{0,79}))?[ \t]*\Z")
_ACTIONS = frozenset(("complete", "approve", "reject"))

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
    """`name` in lower case without "#", `argument` as written or "", the `line` as
    written, and the `rest` of the text."""

    name: str
    argument: str
    line: str
    rest: str

    @property
    def is_known(self) -> bool:
        """Whether it is one of COMMANDS, as far as its form goes."""
        if self.name == "action":
            return self.argument.lower() in _ACTIONS
        if self.argument:
            return self.name in _WITH_ARGUMENT
        return self.name in _WITHOUT_ARGUMENT


def read_command(text: str) -> Command | None:
    """The command alone on the first line of `text` that is not empty; None without
    one. Never raises."""
    first, _end, rest = text.lstrip().partition("\n")
    found = _COMMAND.match(first.strip())
    if found is None:
        return None
    argument = " ".join((found[2] or "").split())
    return Command(found[1].lower(), argument, first.strip(), rest.strip())
