"""A mailbox is connected by OAuth, loses its consent, and is connected again."""

import consent_stack
import pytest
from consent_stack import ALICE, WEB_PASSWORD
from letters import EXISTING
from peers.waiting import until
from playwright.sync_api import expect
from screen import Screen


@pytest.fixture(scope="module")
def stack(place, ca):
    """A mailbox that nobody consented for yet, with three mails in it."""
    with consent_stack.running(place / "consent", ca) as running:
        yield running


@pytest.fixture(scope="module")
def window(browser, stack):
    """A browser window that trusts the throw-away authority."""
    url = stack.server.url
    with Screen(browser, url, ignore_https_errors=True) as screen:
        screen.sign_in()
        yield screen


@pytest.fixture
def screen(window):
    return window


def open_mailbox(screen, stack):
    screen.page.goto(f"/odoo/helpdesk-mailboxes/{stack.mailbox}")
    screen.page.wait_for_selector(".o_form_view")


def sign_in_at_the_authority(screen):
    screen.page.fill("input[name=username]", ALICE)
    screen.page.fill("input[name=password]", WEB_PASSWORD)
    screen.page.click("button[type=submit], input[type=submit]")


def test_denied_consent_says_what_to_do(screen, stack):
    open_mailbox(screen, stack)
    screen.press("Connect")
    sign_in_at_the_authority(screen)
    screen.page.click("input[type=submit]:not([name=allow])")
    expect(screen.page.locator("h1")).to_have_text("The mailbox is not connected")
    expect(screen.page.locator("body")).to_contain_text(
        "Access was not allowed at the provider. Connect again and allow it"
    )
    assert stack.read("oauth_connected") == (False,)


def test_consent_leads_back_to_the_set_up_window(screen, stack):
    open_mailbox(screen, stack)
    screen.press("Connect")
    screen.page.click("[name=allow]")
    screen.reads("3 messages are in this mailbox.", ".modal .o_form_view")
    assert stack.read("oauth_connected", "state") == (True, "draft")


def test_continue_empties_the_mailbox_by_its_token(screen, stack):
    screen.press("Continue", ".modal")
    screen.smart_button("Tickets", 2).wait_for()
    until(lambda: not stack.dovecot.messages(ALICE), "the mailbox is empty")


def test_lost_consent_asks_to_reconnect(screen, stack):
    stack.authority.revoke()
    open_mailbox(screen, stack)
    screen.fetch_until(
        lambda: stack.read("reconnect_needed") == (True,), "the consent is lost"
    )
    open_mailbox(screen, stack)
    screen.reads("Reconnect needed, by an administrator.")
    assert stack.read("reconnect_needed") == (True,)


def test_reconnecting_resumes_fetching(screen, stack):
    screen.press("Reconnect")
    screen.page.click("[name=allow]")
    screen.page.wait_for_selector(".o_form_view")
    assert stack.read("reconnect_needed", "oauth_connected") == (False, True)
    for raw in EXISTING:
        stack.dovecot.deliver(ALICE, raw)
    screen.fetch_until(
        lambda: not stack.dovecot.messages(ALICE), "the mailbox is empty"
    )
