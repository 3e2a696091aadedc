"""Pictures of mail: each once, and those of other servers when asked for."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import reading_stack
from peers.mails import mail
from peers.waiting import until
from playwright.sync_api import expect
from screen import Screen

HISTORY = ".o-mail-Message-body"
PIXEL = bytes.fromhex(
    "47494638396101000100800000ff000000000021f90400000000002c000000000100010000020244"
    "01003b"
)
DESCRIPTION = ".o_field_widget[name='description']"
BACKGROUNDS = """table => [table, ...table.querySelectorAll("td")].map(
    one => getComputedStyle(one).backgroundColor
)"""
LINE_AND_A_HALF = 36  # pixels
SETTLED_MS = 2_000  # longer than a browser waits before it loads what it was given
SHOW = "button.o-mailbox-show-pictures"
ENTRY = ".o-mail-Message"
NOT_LOADED = "Pictures on other servers are not loaded."


@pytest.fixture(scope="module")
def stack(place, ca):
    """A mailbox whose mails are read."""
    with reading_stack.running(place / "pictures", ca) as running:
        yield running


@pytest.fixture
def remote():
    """The address of the sender's own server, and what was asked of it."""
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/gif")
            self.end_headers()
            self.wfile.write(PIXEL)

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def open_ticket(screen, number, width=1440):
    screen.page.set_viewport_size({"width": width, "height": 900})
    screen.page.goto(f"/odoo/helpdesk.ticket/{number}")
    screen.page.wait_for_selector(f"{HISTORY} p")


def loading(url):
    """A text that would load something in every way there is."""
    return (
        f'<head><link rel="stylesheet" href="{url}/link"><style>@import "{url}/import";'
        f"p {{background: url({url}/rule)}}</style></head>"
        f'<body background="{url}/body"><p style="background:url({url}/style)">Look</p>'
        f'<div style="background-image:url({url}/image)">at</div>'
        f'<table background="{url}/table"><tr><td background="{url}/cell">it</td></tr>'
        f'</table><img src="{url}/pixel" srcset="{url}/set 2x" alt="Offer">'
        f'<picture><source srcset="{url}/source"></picture>'
        f'<video poster="{url}/poster" src="{url}/video"></video>'
        f'<audio src="{url}/audio"></audio><input type="image" src="{url}/input">'
        f'<svg width="9" height="9"><image href="{url}/svg" xlink:href="{url}/xlink"/>'
        f'</svg><object data="{url}/object"></object><embed src="{url}/embed">'
        f'<iframe src="{url}/frame"></iframe></body>'
    )


def settled(screen):
    """Wait longer than a browser waits before it loads what it was given."""
    screen.page.wait_for_timeout(SETTLED_MS)


@pytest.mark.parametrize("where", [ENTRY, DESCRIPTION])
def test_nothing_is_asked_of_another_server_before_show_pictures(
    screen, stack, remote, where
):
    url, asked = remote
    subject = f"Pixel {where}"
    number = stack.ticket(mail(html=loading(url), Subject=subject), subject)
    open_ticket(screen, number)
    button = screen.page.locator(where).locator(SHOW)
    button.wait_for()
    expect(screen.page.locator(f"{DESCRIPTION} [alt='Offer']")).to_have_count(1)
    settled(screen)
    assert not asked
    button.click()
    until(lambda: asked, "the picture is asked for")
    button.wait_for(state="detached")
    settled(screen)
    assert asked == ["/pixel"]
    # The sender is not proven: the next window asks again.
    open_ticket(screen, number)
    button.wait_for()
    settled(screen)
    assert asked == ["/pixel"]


def test_what_is_saved_of_a_description_with_shown_pictures_loads_nothing(
    screen, stack, remote
):
    url, asked = remote
    number = stack.ticket(mail(html=loading(url), Subject="Edited"), "Edited")
    open_ticket(screen, number)
    screen.page.locator(DESCRIPTION).locator(SHOW).click()
    until(lambda: asked, "the picture is asked for")
    screen.page.locator(f"{DESCRIPTION} p", has_text="Look").click()
    screen.page.keyboard.type("Seen")
    screen.save()
    (saved,) = stack.client.call("helpdesk.ticket", "read", [number], ["description"])
    assert "Seen" in saved["description"]
    assert f'data-original-src="{url}/pixel"' in saved["description"]
    assert " src=" not in saved["description"]
    assert screen.page.locator(f"{DESCRIPTION} img[src='{url}/pixel']").count() == 1


def test_customers_see_in_the_portal_that_pictures_are_not_loaded(
    browser, stack, remote
):
    url, asked = remote
    first = "<portal@customer.example>"
    raw = mail(html=loading(url), Subject="Portal", message_id=first)
    number = stack.ticket(raw, "Portal")
    stack.mailbox.fetch(mail(html=loading(url), Subject="Re", In_Reply_To=first))
    login = stack.customer_of(number)
    with Screen(browser, stack.server.url) as customer:
        customer.page.goto("/web/login")
        customer.page.fill("#login", login)
        customer.page.fill("#password", login)
        customer.page.press("#password", "Enter")
        customer.page.wait_for_url("**/my**")
        customer.page.goto(f"/my/ticket/{number}")
        notes = customer.page.get_by_text(NOT_LOADED)
        expect(notes).to_have_count(2)  # of the description and of the message
        expect(customer.page.get_by_text("Look")).to_have_count(2)
        settled(customer)
        assert not customer.page.locator(SHOW).count()
        assert not customer.errors
    assert not asked


def test_a_held_message_is_read_without_its_pictures(screen, stack, remote):
    url, asked = remote
    stack.client.call(
        "fetchmail.server", "write", [stack.mailbox.id], {"confirm_senders": True}
    )
    stack.mailbox.fetch(
        mail(html=loading(url), Subject="Held", From="eve@stranger.example")
    )
    stack.client.call(
        "fetchmail.server", "write", [stack.mailbox.id], {"confirm_senders": False}
    )
    held = [("state", "=", "held")]
    (number,) = stack.client.call("fetchmail.message", "search", held)
    action = "action-helpdesk_mgmt_mailbox.held_message_action"
    screen.page.goto(f"/odoo/{action}/{number}")
    expect(screen.field("preview")).to_contain_text("Look")
    settled(screen)
    assert not asked


def test_a_picture_in_the_text_is_not_listed_below_it(screen, stack):
    raw = mail(
        html='<p>See <img src="cid:logo@x"> this</p>',
        inline=("logo@x", PIXEL, "logo.gif"),
        files=[("offer.txt", b"offer")],
        Subject="Once",
    )
    open_ticket(screen, stack.ticket(raw, "Once"))
    files = screen.page.locator(".o-mail-Message .o-mail-AttachmentList")
    files.get_by_text("offer.txt").first.wait_for()
    assert not files.get_by_text("logo.gif").count()
    assert not files.locator("img[alt='logo.gif']").count()
    assert screen.page.locator(f"{HISTORY} img[src*='/web/image/']").count() == 1


@pytest.mark.parametrize("width", [1440, 390])
def test_white_on_blue_is_readable_and_a_wide_table_scrolls(screen, stack, width):
    cells = "".join(f"<td>Column{number}</td>" for number in range(40))
    html = (
        '<p style="color:#fff">Bare</p><table bgcolor="#003366"><tr>'
        '<td style="color:#fff"><p>Blue</p></td></tr></table>'
        f"<table><tr>{cells}</tr></table>"
        '<p dir="rtl">Right</p>'
    )
    subject = f"Colors {width}"
    open_ticket(screen, stack.ticket(mail(html=html, Subject=subject), subject), width)
    for where in (DESCRIPTION, HISTORY):
        colors = "one => getComputedStyle(one).color"
        bare = screen.page.locator(f"{where} p", has_text="Bare").evaluate(colors)
        assert bare != "rgb(255, 255, 255)"
        table = screen.page.locator(f"{where} table", has_text="Blue")
        # Odoo's editor moves the background of a table to its cells.
        behind = table.evaluate(BACKGROUNDS)
        assert "rgb(0, 51, 102)" in behind
        blue = table.locator("p").evaluate(colors)
        assert blue == "rgb(255, 255, 255)"
        assert screen.page.locator(f"{where} p[dir='rtl']").count() == 1
        wide = screen.page.locator(f"{where} td", has_text="Column39")
        assert wide.evaluate("one => one.clientHeight") < LINE_AND_A_HALF
    assert screen.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
