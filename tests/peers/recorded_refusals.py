"""Refusals of real servers, as they were recorded: the table of three stages.

`unit` reads the words, `wire` has a proxy say them before a real server, `odoo` asks
for the sentence and the next time. The table is recorded_refusals.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

_TABLE = Path(__file__).with_suffix(".txt")
_HEAD = re.compile(r"(.+): (imap|pop3|smtp) ([a-z ]+): (\w+) ([a-z_ ]+?)(?: (\d+))?")
_CLOSES = "(closes)"


@dataclass(frozen=True)
class Recorded:
    """What ``provider`` answers by ``way`` ``at`` a step, and what it means.

    ``lines``: of the server, without their ends. ``kind`` and ``code``: the error's
    class and code, with its ``pause``. ``closes``: the connection ends after it.
    """

    provider: str
    way: str
    at: str
    lines: tuple[str, ...]
    source: str
    kind: str
    code: str
    pause: timedelta | None
    closes: bool

    @property
    def name(self) -> str:
        """For the list of tests."""
        said = self.lines[0].replace("{tag} ", "")
        return f"{self.provider}, {self.way} {self.at}: {said[:60]}"

    @property
    def data(self) -> bytes:
        """The lines as they are on the wire."""
        return "".join(f"{line}\r\n" for line in self.lines).encode()

    @property
    def words(self) -> str:
        """What the libraries pass on."""
        if self.way == "smtp":
            return " ".join([self.lines[-1][:3], *(line[4:] for line in self.lines)])
        said = [line for line in self.lines if line.startswith("{tag} ")] or self.lines
        if self.lines[0].startswith("* BYE"):
            said = self.lines[:1]
        return said[0].removeprefix("{tag} ").removeprefix("NO ").removeprefix("BAD ")


def recorded() -> list[Recorded]:
    """Every refusal of the table, once for each step that it was said at."""
    blocks = _TABLE.read_text("utf-8").split("\n\n")[1:]
    return [refusal for block in blocks for refusal in _read(block.strip())]


def _read(block: str) -> Iterator[Recorded]:
    head, *rest = block.splitlines()
    provider, way, steps, kind, codes, minutes = _HEAD.fullmatch(head).groups()
    lines = [line.removeprefix("S: ") for line in rest[:-1]]
    steps = steps.split()
    before, *after = codes.split()  # a second one is what it is once logged in
    for step in steps:
        inside = step not in ("greeting", "password", "token")
        yield Recorded(
            provider,
            way,
            step,
            tuple(line for line in lines if line != _CLOSES),
            rest[-1].removeprefix("source: "),
            kind,
            after[0] if after and inside else before,
            timedelta(minutes=int(minutes)) if minutes else None,
            _CLOSES in lines,
        )
