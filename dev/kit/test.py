"""./dev/test: the tests of the stages that are asked for (see `stages`)."""

import os
import signal
import sys

from . import odoo_runner, side_by_side, test_arguments
from .count import Count
from .say import say
from .side_by_side import Job, Outcome
from .test_arguments import Request


def main() -> int:
    """Run the stages, say how each ended, close with the plain line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))
    request = test_arguments.read(sys.argv[1:])
    if "odoo" in request.needs:
        odoo_runner.addon_template(odoo_runner.prepare())
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        print(_told(outcome), flush=True)

    side_by_side.run(jobs(request), os.cpu_count() or 1, tell)
    total = Count()
    for stage in request.stages:
        ended = [one for one in outcomes if one.job.stage == stage.name]
        count = sum((one.count for one in ended), Count())
        seconds = sum(one.seconds for one in ended)
        parts = f" in {len(ended)} parts" if len(ended) > 1 else ""
        say(f"{stage.name}: {count}, {seconds:.0f} s{parts}")
        total += count
    print(total)
    return 1 if total.failed or not total.passed else 0


def jobs(request: Request) -> list[Job]:
    """The processes to run: short stages first, and among them what takes longest."""
    found = []
    for stage in request.stages:
        shared = stage.parts > 1 and not request.words
        parts = stage.parts if shared else 1
        for number in range(1, parts + 1):
            words = (f"{number}/{parts}",) if shared else request.words
            order = stage.long, -stage.minutes / parts
            found.append((order, Job(stage.name, words)))
    return [job for _order, job in sorted(found, key=lambda one: one[0])]


def _told(outcome: Outcome) -> str:
    """A job's result and output, without the count that is its last line."""
    lines = outcome.output.rstrip().splitlines()
    if lines and Count.read(lines[-1]):
        lines.pop()
    result = f"--- {outcome.job.title}: {outcome.count}, {outcome.seconds:.0f} s"
    return "\n".join([result, *lines])


if __name__ == "__main__":
    sys.exit(main())
