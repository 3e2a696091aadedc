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
ADDON = "helpdesk_mgmt_mailbox"
OURS, DESK = f"/odoo/action-{ADDON}", "/odoo/action-helpdesk_mgmt"
PAGES = {
    "mailboxes": f"{OURS}.fetchmail_server_action",
    "new mailbox": f"{OURS}.fetchmail_server_action/new",
    "mailbox": f"{OURS}.fetchmail_server_action/{{mailbox}}",
    "received messages": f"{OURS}.fetchmail_message_action",
    "received message": f"{OURS}.fetchmail_message_action/{{done}}",
    "held messages": f"{OURS}.held_message_action",
    "held message": f"{OURS}.held_message_action/{{held}}",
    "rules": f"{OURS}.fetchmail_rule_action",
    "new rule": f"{OURS}.fetchmail_rule_action/new",
    "senders": f"{OURS}.fetchmail_sender_action",
    "automatic mail": f"{OURS}.fetchmail_automatic_mail_action",
    "try a message": f"{OURS}.fetchmail_try_message_action",
    "tickets": f"{DESK}.helpdesk_ticket_action",
    "ticket": "/odoo/helpdesk.ticket/{ticket}",
    "teams": f"{DESK}.helpdesk_ticket_dashboard_action",
    "settings": "/odoo/settings#helpdesk_mgmt",
}
DRAWN = ".o_view_controller :is(.o_renderer, .o_form_renderer), .modal .o_form_view"
SENT = "Tue, 03 Nov 2026 08:00 +0000"
GRACE = {"kind": "allow", "pattern": "grace@customer.example"}


@dataclass
class PagesStack:
    """The running servers; `client` is signed in as the administrator."""

    server: Server
    client: Client
    mailbox: LiveMailbox

    def open(self, screen: Screen, page: str) -> None:
        """Open the page that PAGES calls `page`, and wait until it is drawn."""
        screen.page.goto(PAGES[page].format(**self._records()))
        screen.page.wait_for_selector(DRAWN)
        expect(screen.page.locator(".o_loading_indicator")).to_have_count(0)

    def _records(self) -> dict[str, int]:
        messages, tickets = "fetchmail.message", "helpdesk.ticket"
        return {
            "mailbox": self.mailbox.id,
            "held": self._first(messages, ("state", "=", "held")),
            "done": self._first(messages, ("state", "=", "done")),
            "ticket": self._first(tickets, ("name", "=", "The kettle leaks")),
        }

    def _first(self, model: str, *domain) -> int:
        (found,) = self.client.call(model, "search", list(domain), 0, 1)
        return found


@contextmanager
def running(place: Path, ca: Authority):
    """A `PagesStack` below `place`: a ticket with a picture, and a held message."""
    with (
        Dovecot(place, ca, {ADDRESS: PASSWORD}) as dovecot,
        server_copy(DATABASE) as server,
    ):
        client = Client(server.url, DATABASE, "admin", "admin")
        mailbox = LiveMailbox.connected(client, dovecot)
        mailbox.fetch(picture_letter())
        client.call("fetchmail.sender", "create", [GRACE])
        client.call("fetchmail.server", "write", [mailbox.id], {"confirm_senders": True})
        mailbox.fetch(letter(100, "It still leaks", "Please look.", SENT))
        yield PagesStack(server, client, mailbox)
