"""A mailbox is set up, a held message decided and a customer answered by keyboard."""

import pages_stack
import pytest
from keyboard import press_on, tab_to, type_into
from peers.waiting import until
from playwright.sync_api import expect

FORM = ".o_form_view"


@pytest.fixture(scope="module")
def stack(place, ca):
    """Pages that all have something to show."""
    with pages_stack.running(place / "keyboard", ca) as running:
        yield running


def field(page, name):
    """The input of the form's field `name`."""
    return page.locator(f"{FORM} [name='{name}'] :is(input, textarea)").first


def button(page, label, within=".o_action_manager"):
    return page.locator(within).get_by_role("button", name=label, exact=True)


def test_a_mailbox_is_set_up(screen, stack):
    page = screen.page
    stack.open(screen, "new mailbox")
    values = {
        "name": "Sales",
        "email_address": pages_stack.SALES,
        "password": pages_stack.PASSWORD,
        "server": "localhost",
        "port": str(stack.dovecot.imaps),
        "certificate_authority": stack.dovecot.ca.pem,
    }
    for name, value in values.items():
        type_into(page, field(page, name), value)
    press_on(page, button(page, "Connect"), "Shift+Tab")
    press_on(page, button(page, "Continue", ".modal"))
    expect(screen.field("connection_status")).to_have_text("Connected")


def test_a_held_message_is_accepted(screen, stack):
    page = screen.page
    stack.open(screen, "held messages")
    page.keyboard.press("ArrowDown")
    row = page.locator(".o_data_row", has_text="It still leaks")
    tab_to(page, row.locator("input"))
    page.keyboard.press("Space")
    press_on(page, button(page, "Accept"), "Shift+Tab")
    expect(row).to_have_count(0)
    named = [("name", "=", "It still leaks")]
    until(
        lambda: stack.client.call("helpdesk.ticket", "search_count", named),
        "the ticket is made",
    )


def test_a_customer_is_answered(screen, stack):
    page = screen.page
    stack.open(screen, "ticket")
    expect(button(page, "Send message")).to_be_enabled()
    # Odoo's own shortcut; its editor of the description takes the Tab key for itself.
    page.keyboard.press("Alt+m")
    expect(page.locator(".o-mail-Composer-input")).to_be_focused()
    page.keyboard.insert_text("It is on its way.")
    press_on(page, button(page, "Send", ".o-mail-Composer"))
    answer = page.locator(".o-mail-Message", has_text="It is on its way.")
    expect(answer).to_have_count(1)
