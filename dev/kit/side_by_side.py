"""Runs jobs (see `job`) side by side, each with a time limit, and collects them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from . import paths
from .count import Count
from .say import say

LIMIT_SECONDS = 2400.0
PAUSE_SECONDS = 0.2
END_SECONDS = 20.0


@dataclass(frozen=True)
class Job:
    """A stage's name and what `kit.job` is told of it."""

    stage: str
    words: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What a person reads."""
        return " ".join((self.stage, *self.words))


@dataclass(frozen=True)
class Outcome:
    """How a job ended: its output, its count, and how long it took."""

    job: Job
    output: str
    count: Count
    seconds: float


@dataclass
class _Running:
    """A job's process, in a session of its own so that all of it can be ended."""

    job: Job
    log: Path
    process: subprocess.Popen = field(init=False)
    began: float = field(init=False)

    def __post_init__(self):
        self.began = time.monotonic()
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kit.job", self.job.stage, *self.job.words],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=paths.ROOT,
                start_new_session=True,
            )

    def over(self) -> bool:
        """True where it has ended, or is ended for having taken too long."""
        if self.process.poll() is not None:
            return True
        if time.monotonic() - self.began < LIMIT_SECONDS:
            return False
        self.end()
        with self.log.open("a") as out:
            out.write(f"\nIt took longer than {LIMIT_SECONDS:.0f} s, and was ended.\n")
        return True

    def end(self) -> None:
        """End the process and what it has started."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(END_SECONDS)
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue

    def outcome(self) -> Outcome:
        """What is to be told of it; servers that it left behind are ended."""
        seconds = time.monotonic() - self.began
        self.end()
        output = self.log.read_text("utf-8", "replace")
        count = Count.read(output) or Count(failed=1)
        return Outcome(self.job, output, count, seconds)


def run(jobs: Iterable[Job], slots: int, tell: Callable[[Outcome], None]) -> None:
    """Run all `jobs` in their order, `slots` at a time; `tell` gets each as it ends.

    Whatever ends this function ends the jobs, too.
    """
    waiting, running = list(jobs), []
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    try:
        while waiting or running:
            while waiting and len(running) < slots:
                running.append(_start(waiting.pop(0)))
            time.sleep(PAUSE_SECONDS)
            for one in [one for one in running if one.over()]:
                running.remove(one)
                tell(one.outcome())
    finally:
        for one in running:
            one.end()


def _start(job: Job) -> _Running:
    say(f"{job.title}: begins")
    name = "-".join("".join(filter(str.isalnum, word)) for word in job.title.split())
    return _Running(job, paths.LOGS / f"stage-{name[:80]}.log")
