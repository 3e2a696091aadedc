"""People and folds in a ticket's history, and whom Odoo's own window writes to."""

import re

import pytest
import reading_stack
from peers.mails import mail
from playwright.sync_api import expect
from screen import Screen

ADA = "ada@customer.example"
CLEO = "cleo@customer.example"
MESSAGE = ".o-mail-Message"
NORA = "nora@acme.example"


@pytest.fixture(scope="module")
def stack(place, ca):
    """A mailbox, and an agent who may not create contacts."""
    with reading_stack.running(place / "people", ca) as running:
        _make_nora(running.client)
        yield running


def _make_nora(client):
    """An agent who may not create contacts."""
    (group,) = client.call(
        "ir.model.data",
        "search_read",
        [["name", "=", "group_helpdesk_manager"], ["module", "=", "helpdesk_mgmt"]],
        ["res_id"],
    )
    values = {
        "name": "Nora Agent",
        "login": NORA,
        "password": NORA,
        "email": NORA,
        "group_ids": [[6, 0, [group["res_id"]]]],
    }
    client.call("res.users", "create", [values])


@pytest.fixture(scope="module")
def ticket(stack):
    """The number of a ticket with a signature and somebody in copy."""
    raw = mail(
        "The lamp flickers.\n\n-- \nAda Byron\nCustomer Ltd.",
        From=f'"Byron, Ada" <{ADA}>',
        Cc=f'"Roy, Cleo" <{CLEO}>',
        Subject="Lamp",
    )
    return stack.ticket(raw, "Lamp")


@pytest.fixture
def entry(screen, ticket):
    """The mail in the ticket's history."""
    screen.page.goto(f"/odoo/helpdesk.ticket/{ticket}")
    return screen.page.locator(MESSAGE, has_text="The lamp flickers.")


def test_who_wrote_is_named_with_the_address_in_the_tooltip(entry):
    author = entry.locator(".o-mail-Message-author")
    expect(author).to_have_text("Ada Byron")
    expect(author).to_have_attribute("title", ADA)


def test_a_fold_is_called_by_what_is_in_it(entry):
    signature = entry.get_by_text("Customer Ltd.")
    expect(signature).to_be_hidden()
    entry.get_by_role("button", name="Signature").click()
    expect(signature).to_be_visible()


def test_received_messages_are_listed_by_name(screen, stack, entry):
    expect(entry).to_be_visible()
    screen.page.goto("/odoo/action-helpdesk_mgmt_mailbox.fetchmail_message_action")
    cell = screen.page.locator("td[name=email_from] span", has_text="Ada Byron")
    expect(cell).to_have_text("Ada Byron")
    expect(cell).to_have_attribute("title", ADA)


def test_who_may_not_create_contacts_writes_to_those_in_copy_from_odoo_s_window(
    browser, stack, ticket
):
    with Screen(browser, stack.server.url) as screen:
        page = screen.page
        page.goto("/web/login")
        page.fill("#login", NORA)
        page.fill("#password", NORA)
        page.press("#password", "Enter")
        page.wait_for_selector(".o_main_navbar")
        page.goto(f"/odoo/helpdesk.ticket/{ticket}")
        page.locator(".o-mail-Chatter-sendMessage").click()
        recipients = page.locator(".o-mail-RecipientsInput")
        expect(recipients).to_contain_text(re.compile("Ada Byron.*Cleo Roy"))
        page.locator("button[name=open-full-composer]").click()
        also = page.locator(".modal [name=mailbox_email_to] input")
        expect(also).to_have_value(re.compile(f"{ADA}.*{CLEO}"))
        page.locator(".modal .odoo-editor-editable").fill("It ships today.")
        page.locator(".modal button[name=action_send_mail]").first.click()
        expect(page.locator(MESSAGE, has_text="It ships today.")).to_be_visible()
        assert screen.errors == []
    (sent,) = stack.client.call(
        "mail.message",
        "search_read",
        [["body", "ilike", "It ships today."], ["res_id", "=", ticket]],
        ["outgoing_email_to"],
    )
    assert ADA in sent["outgoing_email_to"] and CLEO in sent["outgoing_email_to"]
