"""The demo's agent answers a ticket, and the customer reads the answer."""

import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from peers.dovecot import Dovecot
from peers.postman import Postman

from tools.classification.classify import classify
from tools.mail.message import parse

from .rpc import Client
from .say import say

PASSWORD = "a password for the demo's customer"
TEXT = "Thank you for your message. We are looking into it."
WAIT_SECONDS = 30
# What Dovecot's list of users and a folder's name take as it is.
MAILBOX_NAME = re.compile(r"[a-z0-9._+-]+@[a-z0-9.-]+")


@dataclass(frozen=True)
class Customer:
    """The sender of the first mail that a person wrote, with a mailbox of its own."""

    address: str

    @classmethod
    def of(cls, raws: list[bytes]) -> "Customer | None":
        """The first sender who can have a mailbox here, by the address that is
        answered, or None."""
        for raw in raws:
            mail = parse(raw)
            address = next(iter(mail.reply_to), mail.from_).email
            if MAILBOX_NAME.fullmatch(address) and classify(mail).kind == "human":
                return cls(address)
        return None

    def outgoing_server(self, client: Client, postman: Postman) -> None:
        """Have Odoo send by the demo's own mail system."""
        values = {
            "name": "The demo's mail system",
            "smtp_host": postman.host,
            "smtp_port": postman.port,
        }
        client.call("ir.mail_server", "create", [values])

    def answered(self, client: Client, dovecot: Dovecot) -> dict:
        """An agent answers this customer's newest ticket; what the customer reads."""
        domain = [("partner_email", "=", self.address), ("closed", "=", False)]
        tickets = client.call(
            "helpdesk.ticket", "search_read", domain, ["number", "name"], limit=1
        )
        if not tickets:
            return {}
        client.call(
            "helpdesk.ticket",
            "message_post",
            [tickets[0]["id"]],
            body=TEXT,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        answer = self._read(dovecot)
        if answer is None:
            say(f"{self.address} got no answer.")
            return {"case": tickets[0]["number"], "read_by_customer": False}
        self._show(tickets[0], answer)
        return {"case": tickets[0]["number"], "read_by_customer": True}

    def _read(self, dovecot: Dovecot) -> EmailMessage | None:
        """The answer in the customer's mailbox, once it is there."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for raw in dovecot.messages(self.address):
                message = BytesParser(policy=default).parsebytes(raw)
                if TEXT in message.get_body(("plain", "html")).get_content():
                    return message
            time.sleep(0.3)
        return None

    def _show(self, ticket: dict, answer: EmailMessage) -> None:
        say(f"An agent answered ticket {ticket['number']}. {self.address} reads:")
        for name in ("From", "To", "Subject"):
            print(f"    {name}: {answer[name]}")
        print()
        for line in answer.get_body(("plain",)).get_content().splitlines():
            print(f"    {line}")
