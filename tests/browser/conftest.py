"""One browser; for each story, which has a `stack` of servers, a window."""

import pytest
from kit import paths
from playwright.sync_api import expect, sync_playwright
from screen import WAIT_MS, Screen, launch

SCREENS = paths.DEV / "screens"
expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="session")
def browser():
    """Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def window(browser, stack):
    """The administrator's window."""
    with Screen(browser, stack.server.url) as screen:
        screen.sign_in()
        yield screen


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
