"""An Odoo with the add-on whose main pages all have something to show."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit.rpc import Client
from kit.server import Server
from kit.server_copy import server_copy
from letters import letter, picture_letter
from peers.authority_ca import Authority
from peers.dovecot import Dovecot
from peers.live_mailbox import LiveMailbox
from peers.mails import ADDRESS
from playwright.sync_api import expect
from screen import Screen

DATABASE = "browser_pages"
PASSWORD = "a password for the pages"
SALES = "sales@acme.example"
ADDON = "helpdesk_mgmt_mailbox"
OURS, DESK = f"action-{ADDON}", "action-helpdesk_mgmt"
MESSAGE = "fetchmail.message"
# Name -> path below /odoo, and whose form is meant: a model, and a field's value.
PAGES = {
    "mailboxes": (f"{OURS}.fetchmail_server_action", None),
    "new mailbox": (f"{OURS}.fetchmail_server_action/new", None),
    "mailbox": (
        f"{OURS}.fetchmail_server_action",
        ("fetchmail.server", "email_address", ADDRESS),
    ),
    "received messages": (f"{OURS}.fetchmail_message_action", None),
    "received message": (
        f"{OURS}.fetchmail_message_action",
        (MESSAGE, "state", "done"),
    ),
    "held messages": (f"{OURS}.held_message_action", None),
    "held message": (f"{OURS}.held_message_action", (MESSAGE, "state", "held")),
    "rules": (f"{OURS}.fetchmail_rule_action", None),
    "new rule": (f"{OURS}.fetchmail_rule_action/new", None),
    "senders": (f"{OURS}.fetchmail_sender_action", None),
    "automatic mail": (f"{OURS}.fetchmail_automatic_mail_action", None),
    "try a message": (f"{OURS}.fetchmail_try_message_action", None),
    "tickets": (f"{DESK}.helpdesk_ticket_action", None),
    "ticket": ("helpdesk.ticket", ("helpdesk.ticket", "name", "The kettle leaks")),
    "teams": (f"{DESK}.helpdesk_ticket_dashboard_action", None),
    "settings": ("settings#helpdesk_mgmt", None),
}
DRAWN = ".o_view_controller :is(.o_renderer, .o_form_renderer), .modal .o_form_view"
SENT = "Tue, 03 Nov 2026 08:00 +0000"
GRACE = {"kind": "allow", "pattern": "grace@customer.example"}


@dataclass
class PagesStack:
    """The running servers; `client` is signed in as the administrator."""

    server: Server
    client: Client
    dovecot: Dovecot
    mailbox: LiveMailbox

    def open(self, screen: Screen, page: str) -> None:
        """Open the page that PAGES calls `page`, and wait until it is drawn."""
        path, record = PAGES[page]
        number = f"/{self._newest(*record)}" if record else ""
        screen.page.goto(f"/odoo/{path}{number}")
        screen.page.wait_for_selector(DRAWN)
        expect(screen.page.locator(".o_loading_indicator")).to_have_count(0)

    def _newest(self, model: str, field: str, value: str) -> int:
        (found,) = self.client.call(model, "search", [(field, "=", value)], 0, 1)
        return found


@contextmanager
def running(place: Path, ca: Authority):
    """A `PagesStack` below `place`: a ticket with a picture, and a held message."""
    with (
        Dovecot(place, ca, {ADDRESS: PASSWORD, SALES: PASSWORD}) as dovecot,
        server_copy(DATABASE) as server,
    ):
        client = Client(server.url, DATABASE, "admin", "admin")
        mailbox = LiveMailbox.connected(client, dovecot)
        mailbox.fetch(picture_letter())
        client.call("fetchmail.sender", "create", [GRACE])
        client.call(
            "fetchmail.server", "write", [mailbox.id], {"confirm_senders": True}
        )
        mailbox.fetch(letter(100, "It still leaks", "Please look.", SENT))
        yield PagesStack(server, client, dovecot, mailbox)
