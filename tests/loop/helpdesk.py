"""The helpdesk's side of the loop: one mailbox, and an agent who answers."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import formatdate

from kit.rpc import Client
from peers.dovecot import Dovecot
from peers.live_mailbox import LiveMailbox
from peers.mails import message
from peers.postman import Postman

CUSTOMER = "anna@customer.example"
MACHINE = "robot@customer.example"
AGENT = "ada@acme.example"
AGENT_PASSWORD = "the agent's password"


@dataclass(frozen=True)
class Helpdesk:
    """Speaks to Odoo as its screens do; `admin` and `agent` are signed in."""

    admin: Client
    agent: Client
    mailbox: LiveMailbox
    postman: Postman

    @classmethod
    def set_up(
        cls,
        admin: Client,
        url: str,
        database: str,
        dovecot: Dovecot,
        postman: Postman,
    ) -> Helpdesk:
        """Make the agent, the team, the outgoing server and the mailbox."""
        domains = admin.call("mail.alias.domain", "search", [])
        admin.call("mail.alias.domain", "unlink", domains)
        admin.call(
            "ir.mail_server",
            "create",
            [{"name": "post", "smtp_host": postman.host, "smtp_port": postman.port}],
        )
        group = admin.call(
            "ir.model.data",
            "check_object_reference",
            "helpdesk_mgmt",
            "group_helpdesk_manager",
        )[1]
        values = {
            "name": "Ada Agent",
            "login": "ada",
            "email": AGENT,
            "password": AGENT_PASSWORD,
            "group_ids": [(4, group)],
        }
        (user,) = admin.call("res.users", "create", [values])
        (team,) = admin.call(
            "helpdesk.ticket.team",
            "create",
            [{"name": "Support", "user_ids": [(6, 0, [user])]}],
        )
        mailbox = LiveMailbox.connected(admin, dovecot, case_team_id=team)
        agent = Client(url, database, "ada", AGENT_PASSWORD)
        return cls(admin, agent, mailbox, postman)

    def write(self, sender: str, subject: str, text: str, **fields: str) -> str:
        """Send a mail to the mailbox as `sender`; returns its Message-ID."""
        now = formatdate()
        mail = message(text, From=sender, Subject=subject, Date=now, **fields)
        with smtplib.SMTP(self.postman.host, self.postman.port) as smtp:
            smtp.send_message(mail)
        return mail["Message-ID"]

    def fetch(self) -> None:
        """Have the mailbox emptied, and all sent that this put into Odoo's queue."""
        self.mailbox.fetch()
        self.mailbox.send_queue()

    def change_mailbox(self, **values) -> None:
        """Change settings of the mailbox."""
        self.admin.call("fetchmail.server", "write", [self.mailbox.id], values)

    def tickets(self, subject: str) -> list[dict]:
        """The tickets of this subject."""
        return self.admin.call(
            "helpdesk.ticket",
            "search_read",
            [("name", "=", subject)],
            ["number", "partner_email", "stage_id", "closed", "automatic_pause"],
            order="id",
        )

    def answer(self, ticket: int, text: str) -> None:
        """The agent answers the customer in the ticket, as the composer does."""
        self.agent.call(
            "helpdesk.ticket",
            "message_post",
            [ticket],
            body=text,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def history(self, ticket: int) -> list[str]:
        """Bodies of the ticket's messages, oldest first."""
        found = self.admin.call(
            "mail.message",
            "search_read",
            [("model", "=", "helpdesk.ticket"), ("res_id", "=", ticket)],
            ["body"],
            order="id",
        )
        return [one["body"] for one in found]
