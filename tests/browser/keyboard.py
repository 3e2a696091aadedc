"""A person without a mouse."""

from playwright.sync_api import Locator, Page

FAR = 120
IS_FOCUSED = "element => element === document.activeElement"
FOCUSED = "document.activeElement.outerHTML.slice(0, 200)"


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press `key` until the focus is on `target`.

    AssertionError where that takes more than FAR presses.
    """
    target.wait_for()
    seen = []
    for _press in range(FAR):
        if target.evaluate(IS_FOCUSED):
            return
        page.keyboard.press(key)
        seen.append(page.evaluate(FOCUSED))
    raise AssertionError(
        "\n".join(["never focused; these were:", *dict.fromkeys(seen)])
    )


def press_on(page: Page, target: Locator, key: str = "Tab") -> None:
    """Go to `target` by `key`, and press Enter there."""
    tab_to(page, target, key)
    page.keyboard.press("Enter")


def type_into(page: Page, target: Locator, text: str) -> None:
    """Go to `target`, type `text` in place of what is there, and go on."""
    tab_to(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Tab")
