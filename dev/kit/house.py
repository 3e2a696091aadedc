"""In one database with the add-ons of `house_addons`: the neighbours' tests with and
without this add-on, its own tests, and the walks of `service`."""

from . import (
    house_addons,
    house_exceptions,
    odoo_runner,
    odoo_tests,
    paths,
    pytest_folder,
)
from .count import Count
from .odoo_tests import Report
from .say import say

# The tag of our own tests that need a neighbour; the stage `odoo` does not run them.
BESIDE = "house"
# As many tests as the neighbours bring; fewer would be a run that broke off.
NEIGHBOURS_TESTS = 640


def run(part: str, *words: str) -> Count:
    """Run one part: `theirs`, `ours` or `walks`, or "1/3", "2/3", "3/3".

    `words`: of `ours` and `walks`, as what follows `odoo` and `service`.
    """
    house_addons.choose()
    names = list(PARTS)
    if "/" in part:
        part = names[int(part.partition("/")[0]) - 1]
    return PARTS[part](*words)


def _theirs() -> Count:
    """Their failures beside this add-on are those that they have without it."""
    cluster = odoo_runner.prepare()
    without = _run("house_without", odoo_runner.base_template(cluster))
    beside = _run("house_beside", odoo_runner.addon_template(cluster))
    say(f"Without this add-on: {without.count}; beside it: {beside.count}.")
    _list("They fail with and without it", without.failed & beside.failed)
    _list("They fail beside it alone", beside.failed - without.failed)
    _list("They fail without it alone", without.failed - beside.failed)
    ran = beside.count.passed + beside.count.failed
    bad = len(beside.failed - without.failed) + beside.skipped - without.skipped
    if ran < NEIGHBOURS_TESTS or bool(beside.count.failed) != bool(beside.failed):
        say(f"Only {ran} ran, or a failure has no name; see the logs.")
        bad += 1
    return Count(ran - bad, bad)


def _run(database: str, template: str) -> Report:
    modules = ["helpdesk_mgmt", *house_addons.names()]
    cluster = odoo_runner.prepare()
    cluster.copy(template, database)
    tags = ",".join(f"/{module}" for module in modules)
    report = odoo_tests.report(database, tags, modules, database)
    cluster.drop(database)
    return report


def _ours(*names: str) -> Count:
    """Each failure of our own tests is one that `house_exceptions` explains."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), "house_ours")
    every = f"/{paths.ADDON},{BESIDE}/{paths.ADDON}"
    tags = ",".join(f"*/{paths.ADDON}:{name}" for name in names) or every
    report = odoo_tests.report("house_ours", tags, [paths.ADDON], "house_ours")
    cluster.drop("house_ours")
    known = set(house_exceptions.EXPLAINED)
    unexplained = report.failed - known
    outdated = set() if names else known - report.failed
    _list("They fail, and nothing explains it", unexplained)
    _list("They are said to fail, and pass", outdated)
    bad = len(unexplained | outdated) + report.skipped
    if bool(report.count.failed) != bool(report.failed or report.skipped):
        say("A failure has no name; see the log.")
        bad += 1
    return Count(report.count.passed + report.count.failed - bad, bad)


def _list(title: str, names: set[str]) -> None:
    if names:
        say(f"{title}:")
        print("\n".join(f"  {name}" for name in sorted(names)), flush=True)


def _walks(*words: str) -> Count:
    # It holds each mail back for 30 seconds, and the walks wait for hundreds; tests
    # that are tagged `house` are beside it.
    house_addons.choose("mail_post_defer")
    return pytest_folder.run("service", *words)


PARTS = {"theirs": _theirs, "ours": _ours, "walks": _walks}
