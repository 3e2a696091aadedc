"""A person in front of Odoo: what one reads, presses and types."""

import re
from collections.abc import Callable
from pathlib import Path

from peers.waiting import until
from playwright.sync_api import Browser, Error, Locator, Playwright, expect

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 60_000
INSTALL_MS = BUILD_MS = 300_000


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium; AssertionError where it is missing or does not start."""
    if not Path(CHROMIUM).exists():
        raise AssertionError(f"{CHROMIUM} is missing: apt-get install chromium")
    try:
        return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    except Error as error:
        raise AssertionError(f"{CHROMIUM} does not start: {error}") from error


class Screen:
    """One browser window; `errors` are those of the console and of the page."""

    def __init__(self, browser: Browser, url: str, **options):
        self._context = browser.new_context(
            **options,
            viewport={"width": 1280, "height": 800},
            locale="en-US",
            timezone_id="UTC",
            base_url=url,
        )
        self.page = self._context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note_console)

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *_exception) -> None:
        self._context.close()

    def _note_console(self, message) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")

    def sign_in(self) -> None:
        """As the administrator of a new database.

        Its first pages build their style sheets and scripts.
        """
        self.page.goto("/web/login", timeout=BUILD_MS)
        self.page.fill("#login", "admin")
        self.page.fill("#password", "admin")
        self.page.press("#password", "Enter")
        bar = ".o_web_client .o_main_navbar"
        self.page.wait_for_selector(bar, timeout=BUILD_MS)

    def activate(self, card: Locator) -> None:
        """Press Activate on the card of a module in Apps until the new pages come.

        Odoo refuses that, in a window, while a scheduled action runs.
        """
        until(lambda: self._new_pages_after(card), "the module is installed")
        self.page.wait_for_selector(".o_main_navbar")

    def _new_pages_after(self, card: Locator) -> bool:
        self.page.evaluate("window.pageBeforeActivate = true")
        card.get_by_role("button", name="Activate").click()
        self.page.wait_for_function(
            "!window.pageBeforeActivate || document.querySelector('.modal .btn')",
            timeout=INSTALL_MS,
        )
        refusal = self.page.locator(".modal", has_text="scheduled action")
        if refused := refusal.is_visible():
            refusal.locator(".btn-primary").click()
        return not refused

    def open_app(self, name: str) -> None:
        """Choose an app in the menu of apps."""
        self.page.click(".o_navbar_apps_menu button")
        self.page.locator(".o-dropdown--menu .o_app").get_by_text(
            name, exact=True
        ).click()
        self.page.wait_for_selector(f".o_menu_brand:text-is('{name}')")

    def open_menu(self, section: str, entry: str) -> None:
        """Choose `entry` below `section` in the app's menu bar; either may show how
        many messages need a person."""
        bar = self.page.locator(".o_menu_sections")
        bar.get_by_role("button", name=_counted(section)).click()
        self.page.locator(".o-dropdown--menu").get_by_role(
            "menuitem", name=_counted(entry)
        ).click()

    def press(self, label: str, within: str = ".o_action_manager") -> None:
        """Press the button called `label`."""
        words = re.compile(rf"^\s*{re.escape(label)}\s*$")
        self.page.locator(f"{within} button", has_text=words).click()

    def fetch_until(self, condition: Callable[[], object], what: str) -> None:
        """Press Fetch Now until `condition` is true, for which `what` are words.

        A scheduled run may have the mailbox at that moment; then it does the work, and
        Odoo says so. Either answer is a notification, or a window with an error.
        """
        until(condition, what, self._fetch_now)

    def _fetch_now(self) -> None:
        self.page.reload()
        self.press("Fetch Now")
        self.page.wait_for_selector(".o_notification, .modal")

    def fill(self, name: str, text: str) -> None:
        """Type into the form's field `name`."""
        box = self.page.locator(
            f".o_form_view [name='{name}'] :is(input, textarea)"
        ).first
        box.fill(text)
        box.press("Tab")

    def choose(self, name: str, label: str) -> None:
        """Choose in the form's selection `name`."""
        self.page.click(f".o_form_view [name='{name}'] input")
        self.page.locator(".o_select_menu_item").get_by_text(label, exact=True).click()

    def field(self, name: str) -> Locator:
        """The form's field `name`."""
        return self.page.locator(f".o_form_view .o_field_widget[name='{name}']").first

    def state(self) -> Locator:
        """The state that the form's status bar shows."""
        return self.page.locator(".o_statusbar_status .o_arrow_button_current")

    def save(self) -> None:
        """Press Save, and wait until it is done."""
        self.page.click(".o_form_button_save")
        expect(self.page.locator(".o_form_button_save")).to_be_hidden()

    def reads(self, text: str, where: str = ".o_action_manager") -> None:
        """Wait until `text` is to be read there."""
        found = self.page.locator(where).filter(has_text=text)
        expect(found.first).to_be_visible(timeout=WAIT_MS)

    def smart_button(self, label: str, count: int) -> Locator:
        """The button at the top of a form that shows `count`."""
        value = self.page.locator(".o_stat_value", has_text=str(count))
        return self.page.locator(".oe_stat_button", has_text=label).filter(has=value)

    def pictures(self, where: str) -> list[int]:
        """The width in pixels of each loaded picture there; 0 for a broken one."""
        images = self.page.locator(f"{where} img")
        expect(images).not_to_have_count(0, timeout=WAIT_MS)
        return images.evaluate_all(
            "images => Promise.all(images.map("
            "i => i.decode().then(() => i.naturalWidth, () => 0)))"
        )


def _counted(name: str) -> re.Pattern:
    """A menu's name, with a count behind it or without."""
    return re.compile(rf"^{re.escape(name)}\s*\d*$")
