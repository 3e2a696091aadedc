"""What the command line of ./dev/test asks for; plain Python, as `stages` is."""

import sys
from dataclasses import dataclass

from .stages import BY_NAME, STAGES, Stage

ALL = "all"
HELP = """usage: ./dev/test [all | STAGE ...] [WORD ...]

Without a name it runs the short stages; `all` runs every stage, the long ones, too.
Stages run side by side, one on each core, and what each prints is kept together. The
last line counts all tests: "N passed, N failed".

stages:
{stages}

Some tests of a single stage:
  ./dev/test odoo TestRetry TestParked.test_replay_after_the_repair_files_it
  ./dev/test unit -k quotes
  ./dev/test browser tests/browser/test_story.py
"""


@dataclass(frozen=True)
class Request:
    """The stages to run; `words` choose tests of a single one."""

    stages: tuple[Stage, ...]
    words: tuple[str, ...] = ()

    @property
    def needs(self) -> set[str]:
        """Keys of `setup.NEEDS`."""
        return {need for stage in self.stages for need in stage.needs}


def read(arguments: list[str]) -> Request:
    """Read the command line; ends the process where that is wrong or asks for help."""
    words = list(arguments)
    if words[:1] in (["-h"], ["--help"]):
        print(HELP.format(stages="\n".join(map(_line, STAGES))))
        sys.exit(0)
    if not words:
        return Request(tuple(stage for stage in STAGES if not stage.long))
    if words == [ALL]:
        return Request(STAGES)
    names = []
    while words and words[0] in BY_NAME:
        names.append(words.pop(0))
    stages = tuple(BY_NAME[name] for name in dict.fromkeys(names))
    if words and not (len(stages) == 1 and stages[0].words):
        print(f"There is no stage {words[0]}; see ./dev/test --help", file=sys.stderr)
        sys.exit(2)
    return Request(stages, tuple(words))


def _line(stage: Stage) -> str:
    more = " (long)" if stage.long else ""
    chosen = f"; WORD: {stage.words}" if stage.words else ""
    return f"  {stage.name:11}{stage.about}{more}{chosen}"
