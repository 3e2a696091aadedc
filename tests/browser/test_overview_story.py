"""A manager sees how the mailboxes are, and sends a test message, in Chromium."""

import re

import held_stack
import pytest
from peers.mails import ADDRESS
from peers.waiting import until
from playwright.sync_api import expect

CARD = ".o_kanban_record:not(.o_kanban_ghost)"
PHONE = {"width": 390, "height": 844}
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def stack(place, ca):
    """A mailbox that holds two messages of a stranger."""
    with held_stack.running(place / "overview", ca) as running:
        running.fetch("The kettle leaks", "It still leaks")
        yield running


def badge(screen, menu):
    """The count beside a menu, in whatever of the menus is open."""
    item = screen.page.locator(f"[data-menu-xmlid='{menu}']")
    return item.locator(".o_mailbox_menu_count").first


def test_menus_show_how_many_messages_wait_for_a_decision(screen):
    screen.open_app("Helpdesk")
    expect(badge(screen, "helpdesk_mgmt.helpdesk_ticket_menu")).to_have_text("2")
    screen.page.click("[data-menu-xmlid='helpdesk_mgmt.helpdesk_ticket_menu']")
    held = badge(screen, "helpdesk_mgmt_mailbox.menu_held_message")
    expect(held).to_have_text("2")
    expect(badge(screen, "helpdesk_mgmt_mailbox.menu_failed_message")).to_be_hidden()
    screen.page.keyboard.press("Escape")


def test_the_overview_says_how_a_mailbox_is_and_what_to_do(screen):
    screen.open_menu("Tickets", "Email Overview")
    card = screen.page.locator(CARD)
    for words in ("Connected", "Support", ADDRESS, "Decide on 2 held messages."):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text("Last fetched without an error")
    expect(card.locator("canvas")).to_be_visible()


def test_its_button_leads_to_the_messages(screen):
    screen.page.locator(CARD).get_by_role("button", name="Show Held").click()
    expect(screen.page.locator(".o_data_row")).to_have_count(2)
    screen.page.go_back()


def test_the_graph_by_kind_opens(screen):
    screen.page.locator(CARD).get_by_text("Last 30 days, by kind").click()
    expect(screen.page.locator(".o_graph_canvas_container canvas")).to_be_visible()
    screen.page.go_back()
    expect(screen.page.locator(CARD)).to_be_visible()


def test_on_a_phone_nothing_is_wider_than_the_screen(browser, stack, window):
    screen = window
    screen.page.set_viewport_size(PHONE)
    screen.page.reload()
    expect(screen.page.locator(CARD)).to_contain_text("Decide on 2 held messages.")
    assert screen.page.evaluate(WIDTH) <= PHONE["width"]
    screen.page.click(".o_menu_toggle")
    held = badge(screen, "helpdesk_mgmt_mailbox.menu_held_message")
    expect(held).to_have_text("2")
    screen.page.click(".o_sidebar_close")
    screen.page.set_viewport_size({"width": 1280, "height": 800})
    screen.page.reload()


def test_a_test_message_goes_out_and_comes_back(stack, screen):
    screen.page.locator(CARD).get_by_text("Support", exact=True).click()
    screen.page.get_by_role("tab", name="Replies", exact=True).click()
    stack.receiver.clear()
    screen.press("Send a Test Message")
    text = screen.field("test_message_text")
    expect(text).to_contain_text(re.compile(r"^Sent in \d\.\d s, and on its way back"))
    sent = until(lambda: stack.receiver.to(ADDRESS), "it was sent")
    stack.mailbox.fetch(sent[0].raw)
    expect(text).to_contain_text(re.compile(r"^Sent in \d\.\d s; came back after "))


def test_who_changed_what_is_in_a_tab(screen):
    screen.page.get_by_role("tab", name="Changes").click()
    rows = screen.page.locator("[name='change_ids'] .o_data_row")
    expect(rows.last).to_contain_text("Mailbox created")
    expect(rows.last).to_contain_text("Administrator")
