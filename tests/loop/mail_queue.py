"""A running Odoo whose mails wait in a queue, and a server that may take its time."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit.rpc import Client, RpcError
from kit.server import Server
from peers.smtp_receiver import SmtpReceiver

QUEUE = "mail.ir_cron_mail_scheduler_action"
WAIT_SECONDS = 60.0
ADDRESS = "queue@acme.example"


class SlowReceiver(SmtpReceiver):
    """Takes a mail that has `slow` in it only when `go_on` is called."""

    def __init__(self) -> None:
        super().__init__()
        self.slow = b""
        self._came, self._released = threading.Event(), threading.Event()

    @contextmanager
    def holding(self, text: str):
        """Hold the mail with `text` in it back as long as the block lasts."""
        self._came.clear()
        self._released.clear()
        self.slow = text.encode()
        try:
            yield
        finally:
            self.slow = b""
            self._released.set()

    def wait_until_held(self) -> None:
        """Wait until that mail is being sent; raises TimeoutError."""
        if not self._came.wait(WAIT_SECONDS):
            raise TimeoutError("nothing was sent")

    def keep(self, envelope) -> str:
        if self.slow and self.slow in envelope.content:
            self._came.set()
            self._released.wait(WAIT_SECONDS)
        return super().keep(envelope)


@dataclass(frozen=True)
class MailQueue:
    """Speaks to Odoo as its screens do, each session in a thread of its own."""

    server: Server
    database: str
    receiver: SlowReceiver
    pool: ThreadPoolExecutor

    def client(self) -> Client:
        """A session of its own."""
        return Client(self.server.url, self.database, "admin", "admin")

    def ticket(self, customer: str) -> int:
        """A ticket of this customer's in the mailbox; returns its id."""
        admin = self.client()
        (partner,) = admin.call(
            "res.partner", "create", [{"name": customer, "email": customer}]
        )
        values = {
            "name": f"Ticket of {customer}",
            "description": "?",
            "partner_id": partner,
            "mailbox_id": self.mailbox(admin),
        }
        (ticket,) = admin.call("helpdesk.ticket", "create", [values])
        return ticket

    def mailbox(self, admin: Client) -> int:
        """The mailbox that all tickets belong to."""
        found = admin.call(
            "fetchmail.server", "search", [("email_address", "=", ADDRESS)]
        )
        values = {
            "case_mailbox": True,
            "name": "Queue",
            "email_address": ADDRESS,
            "server": "localhost",
        }
        return (found or admin.call("fetchmail.server", "create", [values]))[0]

    def answer(self, ticket: int, text: str, client: Client | None = None, **context):
        """Answer the customer; `mail_notify_force_send=False` leaves it queued."""
        admin = client or self.client()
        (read,) = admin.call("helpdesk.ticket", "read", [ticket], ["partner_id"])
        return admin.call(
            "helpdesk.ticket",
            "message_post",
            [ticket],
            body=text,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=[read["partner_id"][0]],
            context=context,
        )

    def waiting(self, text: str) -> list[int]:
        """Ids of the mails with `text` in them that Odoo has not sent."""
        domain = [("state", "=", "outgoing"), ("body_html", "like", text)]
        return self.client().call("mail.mail", "search", domain)

    def run(self) -> None:
        """Let the queue run, unless it runs already."""
        admin = self.client()
        cron = admin.call("ir.model.data", "check_object_reference", *QUEUE.split("."))[
            1
        ]
        try:
            admin.call("ir.cron", "method_direct_trigger", [cron])
        except RpcError as error:
            if "already executing" not in str(error):
                raise

    def send_now(self, text: str) -> None:
        """Press Send Now on the mails with `text` in them that wait."""
        mails = self.waiting(text)
        self.client().call("mail.mail", "action_send_and_close", mails)

    def aside(self, function, *arguments, **named) -> Future:
        """Call in a thread; the result says what came of it."""
        return self.pool.submit(function, *arguments, **named)

    def unsent(self, text: str) -> list[dict]:
        """What Odoo says of recipients of `text` that it did not reach."""
        return self.client().call(
            "mail.notification",
            "search_read",
            [
                ("mail_message_id.body", "like", text),
                ("notification_type", "=", "email"),
                ("notification_status", "!=", "sent"),
            ],
            ["notification_status", "failure_reason"],
        )

    def complaints(self) -> list[str]:
        """Lines of Odoo's log that report an error."""
        lines = Path(self.server.log).read_text(errors="replace").splitlines()
        words = (" ERROR ", " CRITICAL ", "MissingError", "Failed processing")
        return [line for line in lines if any(word in line for word in words)]
