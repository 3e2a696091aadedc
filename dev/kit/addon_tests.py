"""The add-on's own Odoo tests: all, one of several parts of them, or some by name."""

import re
from pathlib import Path

from . import odoo_runner, odoo_tests, paths
from .count import Count

_PART = re.compile(r"(\d+)/(\d+)")
_TEST = re.compile(r"^    def test_", re.MULTILINE)


def run(*words: str) -> Count:
    """Run the tests on a copy of the template database.

    `words`: names such as TestRetry or TestRetry.test_pauses_grow; or "1/4" for the
    first of four parts; without any, all tests run.
    """
    part = _PART.fullmatch(words[0]) if words else None
    if part:
        number, parts = map(int, part.groups())
        files = shared_out(parts)[number - 1]
        tags = [f"/{paths.ADDON}/tests/{path.name}" for path in files]
        return _run(f"test_addon_{number}", tags)
    return _run("test_addon", [f"/{paths.ADDON}:{name}" for name in words])


def shared_out(parts: int) -> list[list[Path]]:
    """The files of tests in `parts` lists with about as many tests in each."""
    shares = [(0, number, []) for number in range(parts)]
    for weight, path in sorted(map(_weighed, _files()), reverse=True):
        total, number, paths_ = min(shares)
        shares[number] = (total + weight, number, [*paths_, path])
    return [found for _total, _number, found in shares]


def _files() -> list[Path]:
    return sorted((paths.ROOT / "tests").glob("test_*.py"))


def _weighed(path: Path) -> tuple[int, Path]:
    return len(_TEST.findall(path.read_text("utf-8"))), path


def _run(database: str, tags: list[str]) -> Count:
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), database)
    chosen = ",".join(tags) or f"/{paths.ADDON}"
    count = odoo_tests.run(database, chosen, [paths.ADDON], database)
    cluster.drop(database)
    return count
