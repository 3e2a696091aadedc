"""The neighbours' own tests, with this add-on installed beside them."""

from . import odoo_runner, odoo_tests, paths
from .count import Count
from .say import say

MODULES = ("helpdesk_mgmt", "google_gmail", "microsoft_outlook", "test_mail")
TAGS = ",".join(
    (
        "/helpdesk_mgmt",
        "/google_gmail",
        "/microsoft_outlook",
        "/mail:TestFetchmail",
        "/test_mail:TestMailgateway",
    )
)
EXPECTED = 109  # as many as pass without this add-on


def run() -> Count:
    """helpdesk_mgmt's tests, and the gateway tests of mail and its providers."""
    cluster = odoo_runner.prepare()
    template = odoo_runner.template(cluster, "neighbours", ",".join(MODULES))
    cluster.copy(template, "test_neighbours")
    odoo_runner.install(cluster, "test_neighbours", paths.ADDON)
    count = odoo_tests.run(
        "test_neighbours", TAGS, ["mail", *MODULES], "test_neighbours"
    )
    if count.passed + count.failed < EXPECTED:
        say(f"Only {count} ran, and there are {EXPECTED}.")
        return Count(count.passed, count.failed + 1)
    return count
