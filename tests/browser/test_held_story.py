"""A stranger confirms a message, and a manager decides on others, in Chromium."""

import re
import urllib.request

import held_stack
import pytest
from playwright.sync_api import expect
from screen import Screen

ADA = "ada@customer.example"


@pytest.fixture(scope="module")
def stack(place, ca):
    """A mailbox that asks strangers to confirm."""
    with held_stack.running(place / "held", ca) as running:
        yield running


@pytest.fixture(scope="module")
def stranger(browser, stack):
    """The window of somebody who is not signed in."""
    with Screen(browser, stack.server.url) as screen:
        yield screen


@pytest.fixture(scope="module")
def link(stack):
    """The link that the stranger got by mail."""
    stack.fetch("The kettle leaks", "It still leaks")
    sent = stack.receiver.mail_to(ADA, "/helpdesk_mailbox/confirm")
    assert stack.receiver.to(ADA) == [sent]
    return re.search(r"http\S+/helpdesk_mailbox/confirm\S+", sent.text)[0].rstrip("])")


def open_queue(screen):
    screen.open_app("Helpdesk")
    screen.open_menu("Tickets", "Held Messages")
    screen.page.wait_for_selector(".o_list_view")


def open_cards(screen):
    screen.page.goto("/odoo/held-messages")
    screen.page.wait_for_selector(".o_kanban_view .o_kanban_record")


def test_a_link_scanner_confirms_nothing(stack, link):
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(link, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status == 200
    assert stack.states() == ["held", "held"]


def test_the_page_asks_for_a_click(stack, link, stranger):
    stranger.page.goto(link)
    expect(stranger.page.locator("h1")).to_have_text("Confirm your message")
    stranger.reads("A message to support@acme.example was sent from your", "main")
    assert stack.states() == ["held", "held"]


def test_the_click_releases_all_that_is_held(stack, stranger):
    stranger.page.click("main button")
    expect(stranger.page.locator("h1")).to_have_text("Thank you")
    assert stack.states() == ["done", "done"]
    assert stranger.errors == []


def test_the_used_link_says_so(link, stranger):
    stranger.page.goto(link)
    expect(stranger.page.locator("h1")).to_have_text("Already confirmed")
    expect(stranger.page.locator("main button")).to_have_count(0)


def test_a_forged_link_says_that_it_does_not_work(link, stranger):
    stranger.page.goto(link[:-8])
    expect(stranger.page.locator("h1")).to_have_text("This link does not work")


def test_the_queue_says_who_wrote_what_and_why_it_is_held(stack, screen):
    stack.fetch("First offer", "Second offer", "Third offer", "Real question")
    open_queue(screen)
    row = screen.page.locator(".o_data_row", has_text="Real question")
    expect(row).to_contain_text("Ada Byron")
    expect(row).to_contain_text("Confirmation")
    expect(row).to_contain_text("The sender confirmed an earlier message today")
    expect(row).to_contain_text("14 days")
    expect(screen.page.locator(".o_data_row")).to_have_count(4)


def test_several_are_rejected_at_once(stack, screen):
    for subject in ("First offer", "Second offer"):
        row = screen.page.locator(".o_data_row", has_text=subject)
        row.locator(".o_list_record_selector input").check()
    screen.press("Reject")
    expect(screen.page.locator(".o_data_row")).to_have_count(2)
    assert stack.states()[2:] == ["ignored", "ignored", "held", "held"]


def test_a_phone_shows_the_text_the_reason_and_the_buttons(screen):
    screen.page.set_viewport_size({"width": 390, "height": 844})
    open_cards(screen)
    card = screen.page.locator(".o_kanban_record", has_text="Real question")
    expect(card).to_contain_text("Ada Byron")
    expect(card).to_contain_text("The sender confirmed an earlier message today")
    expect(card.get_by_role("button", name="Accept")).to_be_visible()
    expect(card.get_by_role("button", name="Reject", exact=True)).to_be_visible()
    card.get_by_text("Real question").click()
    for shown in (
        screen.field("preview").get_by_text("Please look."),
        screen.page.locator("[name='decision'] button[name='action_release']"),
    ):
        expect(shown).to_be_in_viewport()
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 390
    screen.page.set_viewport_size({"width": 1280, "height": 800})
    screen.page.goto("/odoo/held-messages")


def test_the_text_is_shown_before_deciding(screen):
    screen.page.locator(".o_data_row", has_text="Real question").click()
    expect(screen.field("preview")).to_contain_text("Please look.")


def test_accept_and_remember_makes_a_ticket_and_lets_the_sender_in(stack, screen):
    screen.press("Accept and Remember Sender")
    expect(screen.state()).to_have_text("Done")
    stack.fetch("One more question")
    assert stack.states()[-1] == "done"


def test_accept_makes_a_ticket(stack, screen):
    open_queue(screen)
    screen.page.locator(".o_data_row", has_text="Third offer").click()
    screen.press("Accept")
    expect(screen.state()).to_have_text("Done")
    assert "held" not in stack.states()


def test_the_empty_queue_says_what_it_is_for(screen):
    open_queue(screen)
    screen.reads("No message is held")


def test_the_list_of_senders_has_the_remembered_one(screen):
    screen.open_menu("Configuration", "Allowed and Blocked Senders")
    row = screen.page.locator(".o_data_row", has_text=ADA)
    expect(row).to_contain_text("Allowed")
    expect(row).to_contain_text("Support")


def test_the_mailbox_form_leads_to_the_list(stack, screen):
    screen.page.goto(f"/odoo/helpdesk-mailboxes/{stack.mailbox.id}")
    screen.page.get_by_role("tab", name="Senders").click()
    expect(screen.field("confirmation_days").locator("input")).to_have_value("14")
    screen.press("Allowed and blocked senders")
    expect(screen.page.locator(".o_data_row", has_text=ADA)).to_have_count(1)


@pytest.mark.parametrize("width", [1440, 390])
def test_move_offers_the_messages_with_check_boxes(screen, width):
    screen.page.set_viewport_size({"width": width, "height": 844})
    screen.page.goto("/odoo/received-messages")
    cards = screen.page.locator(".o_data_row, .o_kanban_record")
    cards.filter(has_text="Third offer").click()
    screen.press("Move to Another Ticket")
    line = screen.page.locator(".modal .o_data_row")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("Ada Byron")
    expect(line.get_by_text("Please look.")).to_be_in_viewport()
    box = line.locator("input[type=checkbox]")
    expect(box).to_be_checked()
    line.locator("td").first.click()
    expect(box).not_to_be_checked()
