"""The stage unit: plain Python, with the branch coverage of `tools/`."""

from . import coverage_report, pytest_folder
from .count import Count


def run(*words: str) -> Count:
    """Run tests/unit; coverage is measured where all of it runs."""
    if words:
        return pytest_folder.run("unit", *words)
    count = pytest_folder.run("unit", python=coverage_report.MEASURED)
    return count + coverage_report.report()
