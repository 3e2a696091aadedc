"""From the Apps menu to a ticket's history, step by step, as a person does it."""

import pytest
import stack as story_stack
from letters import (
    EXISTING,
    STUBBORN,
    first_letter_with_quotation,
    forwarded_letter,
    picture_answer,
    picture_letter,
    quoting_answer,
)
from peers.mails import ADDRESS
from peers.waiting import until
from playwright.sync_api import expect
from screen import Screen
from stack import PASSWORD

ADDON = "helpdesk_mgmt_mailbox"
NO_ROOM = """
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.name = 'Stubborn' THEN RAISE EXCEPTION 'no room for it'; END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON helpdesk_ticket
        FOR EACH ROW EXECUTE FUNCTION no_room();
"""

AGENT = "Agent <agent@acme.example>"
ADMIN_IS_AGENT = """
    UPDATE res_partner SET email = 'agent@acme.example',
        email_normalized = 'agent@acme.example'
    WHERE id = (SELECT partner_id FROM res_users WHERE login = 'admin');
    UPDATE fetchmail_server
    SET authserv_id = 'mx.acme.example', authentication_source = 'server'
"""

TRIED = """
    SELECT id FROM fetchmail_message
    WHERE state = 'received' AND next_attempt IS NOT NULL
"""
PARKED = "SELECT id FROM fetchmail_message WHERE state = 'parked'"
LAST_TRY = """
    UPDATE fetchmail_message SET attempts = 5, next_attempt = NULL
    WHERE state = 'received'
"""


@pytest.fixture(scope="module")
def stack(place, ca):
    """Odoo without the add-on, and a mailbox with three mails."""
    with story_stack.running(place / "story", ca) as running:
        yield running


@pytest.fixture(scope="module")
def window(browser, stack):
    """A window in which nobody is signed in yet."""
    with Screen(browser, stack.server.url) as window:
        yield window


def open_mailbox(screen):
    screen.open_app("Helpdesk")
    screen.open_menu("Configuration", "Mailboxes")
    screen.page.locator(".o_kanban_record", has_text=ADDRESS).click(
        position={"x": 20, "y": 20}
    )
    screen.page.wait_for_selector(".o_form_view")


def open_case(screen, title):
    screen.open_app("Helpdesk")
    screen.open_menu("Tickets", "All Tickets")
    screen.page.locator(".o_data_row", has_text=title).locator("[name=name]").click()
    screen.page.wait_for_selector(".o-mail-Chatter")


def test_the_add_on_is_installed_from_the_apps_menu(screen, stack):
    screen.sign_in()
    screen.open_app("Apps")
    screen.page.fill(".o_searchview_input", "Helpdesk Mailboxes")
    screen.page.press(".o_searchview_input", "Enter")
    card = screen.page.locator(".o_kanban_record", has_text="Helpdesk Mailboxes")
    expect(card).to_have_count(1)
    screen.activate(card)
    installed = f"SELECT state FROM ir_module_module WHERE name = '{ADDON}'"
    assert stack.sql(installed) == ["installed"]


def test_the_empty_list_says_what_to_do(screen):
    screen.open_app("Helpdesk")
    screen.open_menu("Configuration", "Mailboxes")
    screen.reads("Connect your first mailbox")


def test_a_mailbox_is_entered_and_saved(screen, stack):
    screen.press("New")
    screen.fill("name", "Support")
    screen.fill("email_address", " Support@ACME.example ")
    expect(screen.field("user").locator("input")).to_have_value(ADDRESS)
    screen.choose("protocol", "IMAP")
    expect(screen.field("port").locator("input")).to_have_value("143")
    screen.fill("server", "localhost")
    screen.fill("port", str(stack.dovecot.imap))
    screen.fill("password", PASSWORD)
    screen.fill("certificate_authority", stack.dovecot.ca.pem)
    screen.save()
    expect(screen.field("connection_status")).to_have_text("Not connected")


def test_test_connection_says_that_it_works(screen):
    screen.press("Test Connection")
    screen.reads(
        "Signed in as support@acme.example; 3 messages are in the mailbox.",
        ".o_notification",
    )


def test_connect_shows_what_is_in_the_mailbox(screen):
    size = f"{sum(map(len, EXISTING)):.2f} bytes"
    screen.press("Connect")
    window = ".modal .o_form_view"
    screen.reads("3 messages are in this mailbox.", window)
    expect(screen.field("total_size")).to_have_text(size)
    expect(screen.field("oldest")).to_have_text("Jan 5, 2024, 8:00 AM")
    expect(screen.field("newest")).to_have_text("Feb 7, 2024, 8:00 AM")


def test_cancel_changes_nothing(screen, stack):
    screen.press("Cancel", ".modal")
    expect(screen.page.locator(".modal")).to_have_count(0)
    expect(screen.field("connection_status")).to_have_text("Not connected")
    assert stack.left() == 3
    assert stack.sql("SELECT count(*) FROM fetchmail_message") == ["0"]


def test_continue_files_the_existing_mail(screen, stack):
    screen.press("Connect")
    screen.press("Continue", ".modal")
    expect(screen.field("connection_status")).to_have_text("Connected")
    # While that runs the form refreshes itself; afterwards the progress is gone.
    screen.smart_button("Tickets", 2).wait_for()
    expect(screen.page.get_by_text("Existing mail is being filed")).to_have_count(0)
    until(lambda: stack.left() == 0, "the mailbox is empty")


def test_existing_mail_is_closed_tickets_with_their_own_dates(screen, stack):
    screen.smart_button("Tickets", 2).click()
    rows = screen.page.locator(".o_data_row")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Old question")).to_contain_text("Done")
    rows.filter(has_text="Old question").locator("[name=name]").click()
    expect(screen.field("create_date")).to_contain_text("Jan 5, 2024, 8:00 AM")
    screen.reads("It is.", ".o-mail-Message-body")


def test_fetch_now_brings_a_new_mail_and_its_reply(screen, stack):
    stack.deliver(picture_letter(), picture_answer())
    open_mailbox(screen)
    screen.fetch_until(lambda: stack.left() == 0, "the mailbox is empty")


def test_the_ticket_is_in_the_list_of_the_helpdesk(screen):
    screen.open_app("Helpdesk")
    screen.open_menu("Tickets", "All Tickets")
    row = screen.page.locator(".o_data_row", has_text="The kettle leaks")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Grace Hopper")
    expect(row).to_contain_text("New")


def test_the_ticket_shows_the_picture_in_its_text(screen):
    open_case(screen, "The kettle leaks")
    screen.reads("It leaks here:", "[name='description']")
    assert screen.pictures("[name='description']") == [40]


def test_the_history_shows_the_reply_and_the_picture(screen):
    screen.reads("Now it is rusty, too.", ".o-mail-Message-body")
    assert 40 in screen.pictures(".o-mail-Message-body")
    assert 0 not in screen.pictures(".o-mail-Message-body")


def test_the_ticket_names_its_mailbox_and_its_received_messages(screen):
    expect(screen.field("mailbox_id")).to_have_text("Support")
    screen.smart_button("Received", 2).click()
    expect(screen.page.locator(".o_data_row")).to_have_count(2)


def test_the_journal_says_why(screen):
    row = screen.page.locator(".o_data_row", has_text="Re: The kettle leaks")
    row.locator("[name=subject]").click()
    expect(screen.field("kind")).to_have_text("Written by a person")
    expect(screen.field("thread_reason")).to_have_text(
        "It answers a message of this ticket (<picture@customer.example>)."
    )
    expect(screen.state()).to_have_text("Done")


def test_the_history_folds_what_an_answer_quotes(screen, stack):
    stack.deliver(
        quoting_answer(), forwarded_letter(AGENT), first_letter_with_quotation()
    )
    stack.sql(ADMIN_IS_AGENT)
    open_mailbox(screen)
    screen.fetch_until(lambda: stack.left() == 0, "the mailbox is empty")
    open_case(screen, "The kettle leaks")
    entry = screen.page.locator(".o-mail-Message", has_text="I bought it in May.")
    expect(entry.get_by_text("When did you buy it?")).to_be_hidden()
    fold = entry.get_by_role("button", name="Earlier messages")
    fold.click()
    expect(entry.get_by_text("When did you buy it?")).to_be_visible()


def test_the_description_folds_what_a_first_mail_quotes(screen):
    open_case(screen, "The lamp")
    description = screen.field("description")
    expect(description.get_by_text("Is the lamp there?")).to_be_visible()
    expect(description.get_by_text("It comes in May.")).to_be_hidden()
    description.locator("[data-embedded=toggleBlock] button .fa-caret-right").click()
    expect(description.get_by_text("It comes in May.")).to_be_visible()
    expect(screen.page.locator(".o_form_button_save:visible")).to_have_count(0)


def test_who_wrote_a_forwarded_mail_is_the_contact_until_undone(screen):
    open_case(screen, "Fwd: The chair broke")
    screen.reads("Original sender (now the contact):", ".o_case_forwarded")
    expect(screen.field("partner_email").locator("input")).to_have_value(
        "carla@customer.example"
    )
    screen.press("Make the agent the contact", ".o_case_forwarded")
    screen.reads("Original sender:", ".o_case_forwarded")
    screen.press("Make them the contact", ".o_case_forwarded")
    screen.reads("Original sender (now the contact):", ".o_case_forwarded")


def test_a_message_that_fails_too_often_is_parked_with_its_error(screen, stack):
    stack.sql(NO_ROOM)
    stack.deliver(STUBBORN)
    open_mailbox(screen)
    screen.fetch_until(lambda: stack.sql(TRIED), "the message was tried")
    stack.sql(LAST_TRY)
    screen.fetch_until(lambda: stack.sql(PARKED), "the message is parked")
    screen.page.reload()
    screen.smart_button("Failed", 1).click()
    screen.page.locator(".o_data_row", has_text="Stubborn").click()
    screen.reads("The message could not be processed: no room for it", ".alert-danger")
    screen.reads("Try me.", ".o_field_widget[name='preview']")


def test_the_card_shows_the_parked_message(screen):
    screen.open_app("Helpdesk")
    screen.open_menu("Configuration", "Mailboxes")
    card = screen.page.locator(".o_kanban_record", has_text=ADDRESS)
    expect(card).to_contain_text("1failed")
    expect(card).to_contain_text("Last run")
    card.get_by_text("failed").click()
    expect(screen.page.locator(".o_data_row")).to_have_count(1)


def test_replay_makes_a_ticket_of_it(screen, stack):
    stack.sql("DROP TRIGGER no_room ON helpdesk_ticket")
    screen.page.locator(".o_data_row", has_text="Stubborn").click()
    screen.press("Retry")
    expect(screen.state()).to_have_text("Done")
    screen.press("Ticket")
    expect(screen.field("name").locator("input, textarea")).to_have_value("Stubborn")


def test_settings_lead_to_the_mailboxes(screen):
    screen.open_app("Settings")
    screen.page.click(".settings_tab .tab[data-key='helpdesk_mgmt']")
    screen.press("Mailboxes")
    expect(screen.page.locator(".o_kanban_record", has_text=ADDRESS)).to_have_count(1)


def test_stock_incoming_mail_servers_do_not_list_the_mailbox(screen):
    screen.page.goto("/odoo/action-mail.action_email_server_tree")
    screen.reads("No Incoming Servers yet")


def test_a_phone_shows_cards_without_scrolling_sideways(screen):
    screen.page.set_viewport_size({"width": 400, "height": 800})
    screen.page.goto("/odoo/received-messages")
    expect(screen.page.locator(".o_kanban_record", has_text="Stubborn")).to_be_visible()
    width = "document.scrollingElement.scrollWidth"
    assert screen.page.evaluate(width) == 400
