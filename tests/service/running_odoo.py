"""A running Odoo with real cron workers, driven as people and the web client do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any

import requests
from kit.rpc import Client, RpcError
from kit.server import Server
from peers.dovecot import Dovecot
from peers.mails import CUSTOMER as ANNA
from peers.mails import QUESTION, message
from peers.smtp_receiver import Delivery, SmtpReceiver
from peers.waiting import WAIT_SECONDS, until

ADMIN = "admin"
AGENT = "agnes@acme.example"
AGENT_PASSWORD = "the agent's password"
PASSWORD = "a password for the service"
QUEUE = "mail.ir_cron_mail_scheduler_action"


def mail(
    subject: str,
    text: str = QUESTION,
    sender: str = f"Anna Berg <{ANNA}>",
    file: tuple[str, bytes] | None = None,
    **more: str | None,
) -> EmailMessage:
    """A mail that is sent now; `file` is (name, bytes), `more` as of `message`."""
    headers = {"To": None, "Date": format_datetime(datetime.now(timezone.utc)), **more}
    return message(
        text,
        files=[file] if file else (),
        message_id=make_msgid(domain="customer.example"),
        From=sender,
        Subject=subject,
        **headers,
    )


def answer_to(message: EmailMessage) -> dict[str, str]:
    """The header fields of an answer to `message`, for `mail`."""
    names = f"{message['References'] or ''} {message['Message-ID']}".split()
    return {"In_Reply_To": message["Message-ID"], "References": " ".join(names)}


@dataclass
class Mailbox:
    """A mailbox of the running Odoo: its id and its address."""

    id: int
    address: str


@dataclass
class RunningOdoo:
    """`server` with the add-on; `admin` is signed in; `sink` gets what is sent.

    `addresses`: of people's accounts at `dovecot` for which no mailbox was made yet.
    """

    server: Server
    database: str
    dovecot: Dovecot
    sink: SmtpReceiver
    addresses: list[str] = field(repr=False)
    team: int = 0
    agent_id: int = 0

    def __post_init__(self):
        self.admin = self.sign_in(ADMIN, ADMIN)

    def sign_in(self, login: str, password: str) -> Client:
        """A session of its own, as another browser has it."""
        return Client(self.server.url, self.database, login, password)

    def call(self, model: str, method: str, *args, **kwargs):
        """A public method, called as the administrator."""
        return self.admin.call(model, method, *args, **kwargs)

    def find(self, model: str, domain: list, *names: str) -> list[dict]:
        """Records as dicts, oldest first."""
        return self.call(model, "search_read", domain, list(names), order="id")

    def wait(self, condition: Callable[[], Any], seconds: float = WAIT_SECONDS) -> Any:
        """The first true answer of `condition`; AssertionError where none comes."""
        return until(condition, condition.__doc__ or "the condition", seconds=seconds)

    # ------------------------------------------------------------------
    # Setting up
    # ------------------------------------------------------------------

    def set_up(self) -> RunningOdoo:
        """An outgoing server, an agent and her team."""
        sending = {
            "name": "Sink",
            "smtp_host": self.sink.host,
            "smtp_port": self.sink.port,
            "smtp_encryption": "none",
        }
        made = self.call("ir.mail_server", "create", [sending])
        # Again: OCA's mail_environment gives a new server Odoo's default port.
        self.call("ir.mail_server", "write", made, sending)
        (admin,) = self.call("res.users", "search", [("login", "=", ADMIN)])
        self.call("res.users", "write", [admin], {"email": "root@acme.example"})
        url = self.server.url
        for key, value in (("web.base.url", url), ("web.base.url.freeze", "True")):
            self.call("ir.config_parameter", "set_param", key, value)
        group = self.xmlid("helpdesk_mgmt.group_helpdesk_user")
        agent = {
            "name": "Agnes Agent",
            "login": AGENT,
            "email": AGENT,
            "password": AGENT_PASSWORD,
            "group_ids": [(4, group)],
            "notification_type": "email",
        }
        (self.agent_id,) = self.call("res.users", "create", [agent])
        team = {"name": "Support", "user_ids": [(6, 0, [self.agent_id])]}
        (self.team,) = self.call("helpdesk.ticket.team", "create", [team])
        self.call("res.partner", "create", [{"name": "Anna Berg", "email": ANNA}])
        return self

    def xmlid(self, name: str) -> int:
        """The id of the record of this external id."""
        module, _dot, bare = name.partition(".")
        found = self.call("ir.model.data", "check_object_reference", module, bare)
        return found[1]

    def mailbox(self, protocol: str = "imaps", start: bool = True, **values) -> Mailbox:
        """A new mailbox as its form makes it, without acknowledgement unless told."""
        address = self.addresses.pop()
        values = {
            "case_mailbox": True,
            "name": address.partition("@")[0],
            "email_address": address,
            "protocol": protocol,
            "server": "localhost",
            "port": getattr(self.dovecot, protocol),
            "password": PASSWORD,
            "certificate_authority": self.dovecot.ca.pem,
            "case_team_id": self.team,
            "acknowledgement_template_id": False,
            **values,
        }
        (number,) = self.call("fetchmail.server", "create", [values])
        mailbox = Mailbox(number, address)
        if start:
            self.connect(mailbox)
        return mailbox

    def connect(self, mailbox: Mailbox) -> None:
        """Press Connect and Continue."""
        window = self.call("fetchmail.server", "action_connect", [mailbox.id])
        self.call(window["res_model"], "action_continue", [window["res_id"]])

    def change(self, mailbox: Mailbox, **values) -> None:
        """Save changed settings in the mailbox's form."""
        self.call("fetchmail.server", "write", [mailbox.id], values)

    # ------------------------------------------------------------------
    # Mail in
    # ------------------------------------------------------------------

    def deliver(self, mailbox: Mailbox, *messages: EmailMessage) -> None:
        """Put mails into the mailbox, as a mail system does."""
        for one in messages:
            if "To" not in one:
                one["To"] = mailbox.address
            self.dovecot.deliver(mailbox.address, one.as_bytes())

    def receive(self, mailbox: Mailbox, *messages: EmailMessage) -> list[dict]:
        """Deliver mails, press Fetch Now until all have a row that is settled; their
        rows, in this order. A scheduled run may do the work as well."""
        self.deliver(mailbox, *messages)
        return [self.settled(mailbox, m["Message-ID"]) for m in messages]

    def settled(self, mailbox: Mailbox, message_id: str) -> dict:
        """The row of the newest message of this Message-ID, once it is settled."""

        def found():
            """a settled row"""
            rows = self.rows(mailbox, message_id)
            if rows and rows[-1]["state"] != "received":
                return rows[-1]
            self.fetch(mailbox)
            return None

        return self.wait(found)

    def fetch(self, mailbox: Mailbox) -> None:
        """Press Fetch Now once."""
        self.call("fetchmail.server", "action_fetch_now", [mailbox.id])

    def rows(self, mailbox: Mailbox, message_id: str = "") -> list[dict]:
        """The received messages of a mailbox, oldest first."""
        domain = [("server_id", "=", mailbox.id)]
        if message_id:
            domain.append(("message_id", "=", message_id))
        names = ("state", "kind", "reason", "error", "ticket_id", "named_ticket_id")
        return self.find("fetchmail.message", domain, *names, "remote_state", "subject")

    def failure(self, mailbox: Mailbox) -> str:
        """Press Fetch Now once; what it says went wrong, '' where nothing did."""
        try:
            self.fetch(mailbox)
        except RpcError as error:
            return str(error)
        return ""

    def left(self, mailbox: Mailbox, folder: str = "INBOX") -> int:
        """How many mails are in a folder of the mailbox."""
        return len(self.dovecot.messages(mailbox.address, folder))

    def tickets(self, subject: str) -> list[dict]:
        """Tickets of this subject, with the fields that the tests look at."""
        names = ("number", "closed", "stage_id", "partner_id", "partner_email")
        more = ("partner_name", "team_id", "user_id", "priority", "tag_ids")
        domain = [("name", "=", subject)]
        return self.find("helpdesk.ticket", domain, *names, *more, "description")

    def history(self, ticket: int) -> list[dict]:
        """The messages of a ticket, oldest first."""
        domain = [("model", "=", "helpdesk.ticket"), ("res_id", "=", ticket)]
        names = ("body", "author_id", "message_type", "attachment_ids")
        return self.find("mail.message", domain, *names)

    # ------------------------------------------------------------------
    # Mail out
    # ------------------------------------------------------------------

    def answer(self, ticket: int, text: str, client: Client | None = None) -> None:
        """An agent answers the customer from the ticket's composer."""
        (client or self.sign_in(AGENT, AGENT_PASSWORD)).call(
            "helpdesk.ticket",
            "message_post",
            [ticket],
            body=text,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def sent(self, address: str, words: str, count: int = 1) -> list[Delivery]:
        """The mails to `address` with `words` in text or subject, once there are
        `count`. The queue of Odoo is told to run, as its own worker does."""

        def found():
            """mail with these words"""
            mails = self.sent_now(address, words)
            if len(mails) >= count:
                return mails
            self.run_queue()
            return None

        return self.wait(found)

    def sent_now(self, address: str, words: str) -> list[Delivery]:
        """The mails to `address` with `words` that have arrived by now."""
        return [
            d
            for d in self.sink.to(address)
            if words in d.text + d.html + (d.message["Subject"] or "")
        ]

    def run_queue(self) -> None:
        """Let Odoo's own worker send what waits, and wait until it is done."""
        try:
            self.call("ir.cron", "method_direct_trigger", [self.xmlid(QUEUE)])
        except RpcError:
            return  # a worker runs it at this moment

    def page(self, url: str) -> requests.Response:
        """A page as a person gets it who is not signed in."""
        return requests.get(url, timeout=60)

    def press(self, page: requests.Response) -> requests.Response:
        """Press the one button of a page with a form."""
        fields = dict(
            re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text)
        )
        action = re.search(r'<form[^>]*action="([^"]+)"', page.text)[1]
        address = f"{self.server.url}{action}"
        return requests.post(address, data=fields, cookies=page.cookies, timeout=60)

    def log(self) -> str:
        """What the server has logged so far."""
        return self.server.log.read_text(errors="replace")
