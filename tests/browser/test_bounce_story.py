"""An answer does not arrive: what the ticket, its history and the list show of it."""

import bounce_stack
import pytest
from bounce_stack import ADA
from letters import letter, name
from playwright.sync_api import expect

SENTENCE = f"did not reach {ADA}: mailbox full."


@pytest.fixture(scope="module")
def stack(place, ca):
    """A ticket whose answer bounced, and one without an answer."""
    with bounce_stack.running(place / "bounce", ca) as running:
        running.ticket = running.ask(1, "The kettle leaks")
        running.answer_that_bounces(running.ticket)
        other = letter(2, "Other", "And this?", "Tue, 03 Nov 2026 10:00 +0000")
        running.mailbox.fetch(other)
        yield running


def test_the_list_of_tickets_finds_it(screen, stack):
    screen.open_app("Helpdesk")
    screen.open_menu("Tickets", "All Tickets")
    expect(screen.page.locator(".o_data_row")).to_have_count(2)
    screen.page.click(".o_searchview_dropdown_toggler")
    screen.page.get_by_role("menuitemcheckbox", name="Answer Not Delivered").click()
    screen.page.keyboard.press("Escape")
    expect(screen.page.locator(".o_data_row")).to_have_count(1)
    row = screen.page.locator(".o_data_row", has_text="The kettle leaks")
    expect(row.locator("button .fa-envelope")).to_be_visible()


def test_the_ticket_says_it_above_and_nowhere_else(screen, stack):
    row = screen.page.locator(".o_data_row", has_text="The kettle leaks")
    row.locator("[name=name]").click()
    screen.reads(SENTENCE, ".alert-danger")
    screen.reads("“552 5.2.2 Mailbox full”", ".alert-danger")
    answer = screen.page.locator(".o-mail-Message", has_text="It is on its way.")
    expect(answer).to_have_count(1)
    expect(screen.page.get_by_text(SENTENCE)).to_have_count(1)


def test_the_red_envelope_names_the_reason(screen):
    answer = screen.page.locator(".o-mail-Message", has_text="It is on its way.")
    answer.locator(".o-mail-Message-notification.text-danger").click()
    screen.reads(SENTENCE, ".o-mail-MessageNotificationPopover")
    screen.page.keyboard.press("Escape")


def test_dismiss_takes_the_banner_away_and_leaves_the_history(screen):
    screen.press("Dismiss")
    expect(screen.page.locator(".o_form_view .alert-danger")).to_have_count(0)
    answer = screen.page.locator(".o-mail-Message", has_text="It is on its way.")
    expect(answer.locator(".o-mailbox-bounce")).to_contain_text(SENTENCE)
    expect(screen.page.get_by_text(SENTENCE)).to_have_count(1)


def test_a_message_is_tried_and_nothing_is_saved(screen, stack, tmp_path):
    file = tmp_path / "reply.eml"
    file.write_bytes(
        letter(
            9, "Re: The kettle leaks", "Still.", "Wed, 04 Nov 2026 08:00 +0000", name(1)
        )
    )
    rows = stack.client.call("fetchmail.message", "search_count", [])
    screen.open_menu("Configuration", "Try a Message")
    screen.page.set_input_files(".modal .o_field_binary input[type=file]", file)
    expect(screen.page.locator(".modal [name=outcome]")).to_have_text("Joins a ticket")
    expect(screen.page.locator(".modal [name=case_id]")).to_contain_text(
        "The kettle leaks"
    )
    expect(screen.page.locator(".modal [name=reply_text]")).to_have_text("Still.")
    screen.page.locator(".modal footer").get_by_text("Close").click()
    expect(screen.page.locator(".modal")).to_have_count(0)
    assert stack.client.call("fetchmail.message", "search_count", []) == rows
    assert stack.client.call("fetchmail.try.message", "search_count", []) == 0
