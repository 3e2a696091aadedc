"""One stack and one browser window for the whole story."""

import tempfile
from pathlib import Path

import pytest
import stack as story_stack
from kit import paths
from playwright.sync_api import sync_playwright
from screen import Screen, launch

SCREENS = paths.DEV / "screens"


@pytest.fixture(scope="module")
def stack():
    """Odoo without the add-on, and a mailbox with three mails."""
    with tempfile.TemporaryDirectory(prefix="browser-") as name:
        Path(name).chmod(0o755)
        with story_stack.running(Path(name)) as running:
            yield running


@pytest.fixture(scope="module")
def window(stack):
    """A browser window."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield Screen(browser, stack.server.url)
        browser.close()


@pytest.fixture
def screen(window):
    """The window; the test fails where the browser reports an error in it."""
    window.errors.clear()
    yield window
    assert window.errors == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failing test keeps what was on the screen, and says where."""
    report = yield
    window = item.funcargs.get("window") if hasattr(item, "funcargs") else None
    if report.failed and window:
        SCREENS.mkdir(parents=True, exist_ok=True)
        picture = SCREENS / f"{item.name}.png"
        window.page.screenshot(path=picture)
        report.sections.append(("screenshot", str(picture)))
    return report
