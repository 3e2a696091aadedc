"""A mailbox of a running Odoo, whose own scheduled actions run beside the test."""

from __future__ import annotations

from dataclasses import dataclass

from kit.rpc import Client, RpcError

from .dovecot import Dovecot
from .mails import ADDRESS
from .waiting import until

QUEUE = "ir_cron_mail_scheduler_action"


@dataclass(frozen=True)
class LiveMailbox:
    """The mailbox `id` of `address`; `client` is signed in as the administrator."""

    client: Client
    dovecot: Dovecot
    id: int
    address: str = ADDRESS

    @classmethod
    def connected(cls, client: Client, dovecot: Dovecot, **values) -> LiveMailbox:
        """A new mailbox by IMAPS with these `values`, after Connect and Continue."""
        made = {
            "case_mailbox": True,
            "name": "Support",
            "email_address": ADDRESS,
            "password": dovecot.users[ADDRESS],
            "protocol": "imaps",
            "server": "localhost",
            "port": dovecot.imaps,
            "certificate_authority": dovecot.ca.pem,
            **values,
        }
        (number,) = client.call("fetchmail.server", "create", [made])
        window = client.call("fetchmail.server", "action_connect", [number])
        client.call(window["res_model"], "action_continue", [window["res_id"]])
        return cls(client, dovecot, number)

    def fetch(self, *raws: bytes) -> None:
        """Deliver `raws`; press Fetch Now until all that is there is settled.

        A scheduled run may have the mailbox, and then it does the work.
        """
        for raw in raws:
            self.dovecot.deliver(self.address, raw)
        until(self._is_settled, "every mail is settled", self._press)

    def _press(self) -> None:
        self.client.call("fetchmail.server", "action_fetch_now", [self.id])

    def _is_settled(self) -> bool:
        waiting = [("server_id", "=", self.id), ("state", "=", "received")]
        return not self.dovecot.messages(self.address) and not self.client.call(
            "fetchmail.message", "search_count", waiting
        )

    def send_queue(self) -> None:
        """Have Odoo's mail queue sent; returns when nothing waits in it."""
        until(self._is_sent, "nothing is left in the mail queue", self._send)

    def _send(self) -> None:
        words = ("ir.model.data", "check_object_reference", "mail", QUEUE)
        queue = self.client.call(*words)[1]
        try:
            self.client.call("ir.cron", "method_direct_trigger", [queue])
        except RpcError as error:
            if "already executing" not in str(error):
                raise

    def _is_sent(self) -> bool:
        waiting = [("state", "=", "outgoing")]
        return not self.client.call("mail.mail", "search_count", waiting)
