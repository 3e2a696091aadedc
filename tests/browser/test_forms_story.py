"""A manager makes a rule that takes a value, and names a website's form; an agent takes
whom a labelled line names: in Chromium, by keyboard, and as wide as a phone."""

import forms_stack
import pytest
from playwright.sync_api import expect

PHONE = {"width": 375, "height": 740}
WIDE = {"width": 1280, "height": 800}
ANN = "ann@people.example"


@pytest.fixture(scope="module")
def stack(place, ca):
    """A mailbox that gets mail of a website's form."""
    with forms_stack.running(place / "forms", ca) as running:
        yield running


@pytest.fixture
def phone(screen):
    """The window, as wide as a phone."""
    screen.page.set_viewport_size(PHONE)
    yield screen
    screen.page.set_viewport_size(WIDE)


def fits(screen):
    """Whether nothing of the form is wider than the window."""
    return screen.page.evaluate(
        "() => { const form = document.querySelector('.o_form_view .o_content')"
        " || document.querySelector('.o_content');"
        " return form.scrollWidth <= form.clientWidth + 1; }"
    )


def new_line(screen, name):
    """The new line at the end of the list in the form's field `name`."""
    lines = screen.page.locator(f".o_field_widget[name='{name}']")
    lines.get_by_text("Add a line").click()
    return lines.locator(".o_selected_row")


def choose_in(screen, line, name, label):
    """Choose `label` in the selection `name` of a line."""
    line.locator(f"[name='{name}'] input").click()
    screen.page.locator(".o_select_menu_item").get_by_text(label, exact=True).click()


def test_a_rule_that_creates_tickets_and_takes_a_value(stack, screen):
    screen.page.goto("/odoo/mailbox-rules/new")
    screen.fill("name", "Fax")
    screen.choose("outcome", "Create ticket")
    line = new_line(screen, "condition_ids")
    choose_in(screen, line, "part", "Text")
    choose_in(screen, line, "operator", "matches the pattern")
    line.locator("[name='value'] input").fill(r"Order (?P<order>\d+)")
    line = new_line(screen, "value_ids")
    expect(line.locator("[name='group'] input")).to_be_focused()
    screen.page.keyboard.type("order")
    choose_in(screen, line, "field_name", "Title")
    screen.save()
    (rule,) = stack.client.call(
        "fetchmail.rule",
        "search_read",
        [("name", "=", "Fax")],
        ["outcome", "then_text"],
    )
    assert rule["outcome"] == "accept"
    assert rule["then_text"] == "Create ticket, order → Title"
    assert screen.page.locator(".o_field_widget[name='automatic_too']").count() == 0


def test_a_name_that_no_pattern_has_is_refused_in_words(screen):
    line = screen.page.locator("[name='value_ids'] .o_data_row").first
    line.locator("td[name='group']").click()
    line.locator("[name='group'] input").fill("number")
    screen.page.click(".o_form_button_save")
    screen.reads("has a part that is called “number”, only: order.", ".modal")
    screen.page.locator(".modal").get_by_role("button", name="Close").first.click()
    screen.page.click(".o_form_button_cancel")


def test_the_rule_on_a_phone(phone):
    phone.page.goto("/odoo/mailbox-rules")
    phone.page.get_by_text("Fax").first.click()
    expect(phone.field("outcome")).to_be_visible()
    phone.reads("Text matches the pattern “Order (?P<order>\\d+)”")
    phone.reads("Title", ".o_field_widget[name='value_ids']")
    assert fits(phone)


def test_whom_a_labelled_line_names_is_offered_and_taken(stack, screen):
    ticket = stack.fill_in("Contact form 1")
    screen.page.goto(f"/odoo/helpdesk.ticket/{ticket}")
    screen.reads(
        f"Sent by the website form {forms_stack.SITE}. It names", ".o_case_form"
    )
    screen.reads(ANN, ".o_case_form")
    assert stack.contact(ticket) == forms_stack.SITE
    button = screen.page.get_by_role("button", name="Make them the contact")
    button.focus()
    screen.page.keyboard.press("Enter")
    screen.reads("The contact is whom it names", ".o_case_form")
    assert stack.contact(ticket) == ANN
    screen.press("Make the form the contact", ".o_case_form")
    expect(button).to_be_visible()
    assert stack.contact(ticket) == forms_stack.SITE


def test_the_offer_on_a_phone(stack, phone):
    ticket = stack.fill_in("Contact form 2")
    phone.page.goto(f"/odoo/helpdesk.ticket/{ticket}")
    phone.press("Make them the contact", ".o_case_form")
    phone.reads("The contact is whom it names", ".o_case_form")
    assert stack.contact(ticket) == ANN
    assert fits(phone)


def test_a_form_is_named_in_the_mailbox(stack, screen):
    screen.page.goto(f"/odoo/helpdesk-mailboxes/{stack.mailbox.id}")
    screen.page.get_by_role("tab", name="Senders").click()
    line = new_line(screen, "form_sender_ids")
    line.locator("[name='pattern'] input").fill("WordPress@Shop.example ")
    screen.page.keyboard.press("Tab")
    screen.save()
    names = ["pattern", "take_labels", "acknowledge"]
    (form,) = stack.client.call("fetchmail.form.sender", "search_read", [], names)
    form.pop("id")
    assert form == {
        "pattern": forms_stack.SITE,
        "take_labels": True,
        "acknowledge": False,
    }
    assert stack.contact(stack.fill_in("Contact form 3")) == ANN


def test_a_form_is_named_on_a_phone(stack, phone):
    phone.page.goto(f"/odoo/helpdesk-mailboxes/{stack.mailbox.id}")
    phone.page.get_by_role("tab", name="Senders").click()
    forms = phone.page.locator(".o_field_widget[name='form_sender_ids']")
    expect(forms).to_contain_text(forms_stack.SITE)
    forms.locator(".o-kanban-button-new").click()
    window = phone.page.locator(".modal")
    window.locator("[name='pattern'] input").fill("forms@other.example")
    window.locator(".o_form_button_save").click()
    expect(forms).to_contain_text("forms@other.example")
    phone.save()
    assert stack.client.call("fetchmail.form.sender", "search_count", []) == 2
