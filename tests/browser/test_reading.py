"""Mail as it is read: on a wide screen and on a phone, in ticket and portal."""

import pytest
import reading_stack
from peers.mails import mail

WIDTHS = [1440, 390]
LONG = "The lamp in the hall flickers whenever somebody closes the door. " * 12
TABLE = [
    "Item                     Ordered     Delivered     Missing     Price",
    "Lamp, brass                   12             9           3     49.00",
    "Shade, paper                 100            80          20      7.50",
]
TEXT = "\n".join([LONG, "", *TABLE, "", "See https://shop.example/order/4711.", "Ada"])
DESCRIPTION = ".o_field_widget[name='description']"
HISTORY = ".o-mail-Message-body"
RIGHT_ENDS = "all => all.map(one => one.getBoundingClientRect().right)"
TABLE_SHAPE = """block => {
    const style = getComputedStyle(block);
    return {
        lines: block.innerText.trim().split('\\n').map(line => line.length),
        height: Math.round(block.clientHeight / parseFloat(style.lineHeight)),
        scrolls: block.scrollWidth > block.clientWidth,
        overflow: style.overflowX,
    };
}"""


@pytest.fixture(scope="module")
def stack(place, ca):
    """A mailbox whose mails are read."""
    with reading_stack.running(place / "reading", ca) as running:
        yield running


@pytest.fixture(scope="module")
def plain(stack):
    """The number of a ticket that a plain text made."""
    return stack.ticket(mail(TEXT, Subject="Lamps"), "Lamps")


def open_ticket(screen, number, width):
    """The ticket's form in a window of this width."""
    screen.page.set_viewport_size({"width": width, "height": 900})
    screen.page.goto(f"/odoo/helpdesk.ticket/{number}")
    screen.page.wait_for_selector(f"{HISTORY} p")


def has_no_sideways_scroll(screen):
    return screen.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_of_a_plain_text_wrap(screen, stack, plain, width):
    open_ticket(screen, plain, width)
    for where in (DESCRIPTION, HISTORY):
        place = screen.page.locator(where).filter(has_text="flickers")
        assert place.locator("p").count() == 2 and not place.locator("pre").count()
        (limit,) = place.evaluate_all(RIGHT_ENDS)
        assert max(place.locator("p").evaluate_all(RIGHT_ENDS)) <= limit
    assert has_no_sideways_scroll(screen)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_of_text_keeps_its_columns_and_scrolls_by_itself(
    screen, stack, plain, width
):
    open_ticket(screen, plain, width)
    for where in (DESCRIPTION, HISTORY):
        table = screen.page.locator(f"{where} .o_mailbox_columns")
        shape = table.evaluate(TABLE_SHAPE)
        assert shape["lines"] == [len(line) for line in TABLE]
        assert shape["height"] <= len(TABLE) + 1
        assert shape["overflow"] == "auto"
        assert shape["scrolls"] or width > 400


def test_a_link_of_a_plain_text_leads_there(screen, stack, plain):
    open_ticket(screen, plain, 1440)
    link = screen.page.locator(f"{HISTORY} a", has_text="shop.example")
    assert link.get_attribute("href") == "https://shop.example/order/4711"
    assert "noopener" in link.get_attribute("rel")
