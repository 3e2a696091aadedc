"""./dev/bench: this add-on beside stock fetchmail, on the same mails and servers."""

import argparse
import json
import sys

from peers.authority_ca import authority
from peers.dovecot import Dovecot

from . import bench_report, bench_screens, large_database, odoo_runner, paths
from .bench_shell import measured
from .generator import mails
from .say import Missing, say

ADDRESS, WARM_UP, PASSWORD = "support@acme.example", "warm@acme.example", "bench"
WARM_UP_MESSAGES = 20
LARGE = 50_000


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./dev/bench", description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON, no table")
    parser.add_argument(
        "--screens", action="store_true", help="measure screens of a large database"
    )
    return parser.parse_args()


class Bench:
    """Rounds of paired runs: each empties the same mails once in every way."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.warm_up = list(mails(WARM_UP_MESSAGES, seed=0))
        self.mails = list(mails(options.messages, options.seed))
        self.ca = authority(paths.DEV / "ca")
        self.dovecot = Dovecot(
            paths.mail_folder().with_name("bench"),
            self.ca,
            {ADDRESS: PASSWORD, WARM_UP: PASSWORD},
        )

    def run(self) -> list[dict[str, dict]]:
        """Kind of run -> figures, for each round."""
        self.cluster = odoo_runner.prepare()
        self.empty = odoo_runner.addon_template(self.cluster)
        self.large = large_database.template(self.cluster, self.empty, LARGE)
        rounds = []
        with self.dovecot:
            for number in range(self.options.repeat):
                say(f"Round {number + 1} of {self.options.repeat}")
                rounds.append(self.round())
        return rounds

    def round(self) -> dict[str, dict]:
        """One run of every kind, on fresh copies of the databases."""
        half = self.mails[: len(self.mails) // 2]
        return {
            "stock": self.measure("stock", self.empty, self.mails),
            "live": self.measure("live", self.empty, self.mails),
            "import": self.measure("import", self.empty, self.mails),
            "large": self.measure("live", self.large, self.mails),
            "half": self.measure("live", self.empty, half),
        }

    def measure(self, mode: str, template: str, mails: list[bytes]) -> dict:
        """Empty the mailbox once, in a process of its own; returns its figures."""
        self.cluster.copy(template, "bench")
        for address in (ADDRESS, WARM_UP):
            self.dovecot.clear(address)
        for raw in self.warm_up:
            self.dovecot.deliver(WARM_UP, raw)
        for raw in mails:
            self.dovecot.deliver(ADDRESS, raw)
        found = self.work(mode)
        left = len(self.dovecot.messages(ADDRESS)) if mode != "stock" else 0
        if left or not found["cases"]:
            raise Missing(
                f"{mode}: {left} messages left, {found['cases']} tickets made"
            )
        return {**found, "messages": len(mails)}

    def work(self, mode: str) -> dict:
        """Run the worker in Odoo; raises Missing where it fails."""
        order = {
            "mode": mode,
            "port": self.dovecot.imaps,
            "password": PASSWORD,
            "ca": self.ca.pem,
            "address": ADDRESS,
            "warm_up": WARM_UP,
        }
        log = f"bench_{mode}"
        return measured("bench", "bench_worker", log, BENCH=json.dumps(order))


def main() -> None:
    """Measure and print."""
    options = arguments()
    if options.screens:
        print(json.dumps(bench_screens.run(), indent=2))
        return
    rounds = Bench(options).run()
    report = bench_report.figures(rounds)
    print(json.dumps(report) if options.json else bench_report.table(report))


if __name__ == "__main__":
    sys.exit(main())
