"""The helpdesk's side of the loop: one mailbox, and an agent who answers."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import formatdate

from kit.rpc import Client
from peers.dovecot import Dovecot
from peers.mails import ADDRESS, message
from peers.postman import Postman

CUSTOMER = "anna@customer.example"
MACHINE = "robot@customer.example"
AGENT = "ada@acme.example"
AGENT_PASSWORD = "the agent's password"
QUEUE = "mail.ir_cron_mail_scheduler_action"


@dataclass(frozen=True)
class Helpdesk:
    """Speaks to Odoo as its screens do; `admin` and `agent` are signed in."""

    admin: Client
    agent: Client
    mailbox: int
    postman: Postman

    @classmethod
    def set_up(
        cls,
        admin: Client,
        url: str,
        database: str,
        dovecot: Dovecot,
        postman: Postman,
        password: str,
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
        mailbox = _mailbox(admin, dovecot, team, password)
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
        """Fetch the mailbox, and send what that put into Odoo's queue."""
        self.admin.call("fetchmail.server", "action_fetch_now", [self.mailbox])
        cron = self.admin.call(
            "ir.model.data", "check_object_reference", *QUEUE.split(".")
        )[1]
        self.admin.call("ir.cron", "method_direct_trigger", [cron])

    def change_mailbox(self, **values) -> None:
        """Change settings of the mailbox."""
        self.admin.call("fetchmail.server", "write", [self.mailbox], values)

    def cases(self, subject: str) -> list[dict]:
        """The cases of this subject."""
        return self.admin.call(
            "helpdesk.ticket",
            "search_read",
            [("name", "=", subject)],
            ["number", "partner_email", "stage_id", "closed", "automatic_pause"],
            order="id",
        )

    def answer(self, case: int, text: str) -> None:
        """The agent answers the customer in the case, as the composer does."""
        self.agent.call(
            "helpdesk.ticket",
            "message_post",
            [case],
            body=text,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def history(self, case: int) -> list[str]:
        """Bodies of the case's messages, oldest first."""
        found = self.admin.call(
            "mail.message",
            "search_read",
            [("model", "=", "helpdesk.ticket"), ("res_id", "=", case)],
            ["body"],
            order="id",
        )
        return [one["body"] for one in found]


def _mailbox(admin: Client, dovecot: Dovecot, team: int, password: str) -> int:
    """A mailbox that is connected, and empty."""
    values = {
        "case_mailbox": True,
        "name": "Support",
        "email_address": ADDRESS,
        "password": password,
        "protocol": "imaps",
        "server": "localhost",
        "port": dovecot.imaps,
        "certificate_authority": dovecot.ca.pem,
        "case_team_id": team,
    }
    (mailbox,) = admin.call("fetchmail.server", "create", [values])
    window = admin.call("fetchmail.server", "action_connect", [mailbox])
    admin.call(window["res_model"], "action_continue", [window["res_id"]])
    return mailbox
