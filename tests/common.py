"""What the tests of mailboxes share: a real Dovecot, people, and mails to deliver."""

import subprocess
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import html2plaintext

from .peers import shared
from .peers.fault_proxy import FaultProxy
from .peers.mails import ADDRESS, CUSTOMER, DATE, mail  # noqa: F401

PASSWORD = "a secret that nobody may see"
SECOND = "sales@acme.example"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


class MailboxMixin:
    """A mailbox on the Dovecot of all classes; `fetch` empties it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = shared.place() / cls.__name__
        cls.dovecot = cls._running_dovecot()
        cls.make_people(
            admin="base.group_system,helpdesk_mgmt.group_helpdesk_manager",
            manager="helpdesk_mgmt.group_helpdesk_manager",
            agent="helpdesk_mgmt.group_helpdesk_user",
        )
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {"name": "Support", "user_ids": [(6, 0, cls.agent.ids)]}
        )

    @classmethod
    def _running_dovecot(cls):
        return shared.dovecot(((ADDRESS, PASSWORD), (SECOND, PASSWORD)))

    @classmethod
    def _entered(cls, manager):
        value = manager.__enter__()
        cls.addClassCleanup(manager.__exit__, None, None, None)
        return value

    @classmethod
    def make_people(cls, **groups):
        """A user for each name, with these groups, as an attribute of the class."""
        for name, group in groups.items():
            user = new_test_user(
                cls.env,
                f"mailbox-{name}",
                group,
                context={"no_reset_password": True},
                email=f"{name}@acme.example",
            )
            setattr(cls, name, user)

    def setUp(self):
        super().setUp()
        for address in (ADDRESS, SECOND):
            self.dovecot.clear(address)
        self.mailbox = self.make_mailbox()

    def make_mailbox(self, address=ADDRESS, protocol="imaps", connected=True, **values):
        """A mailbox of `address`; `connected` as by Continue on an empty one.

        Without the acknowledgement that a new mailbox has: each mail would cause one.
        """
        mailbox = self.env["fetchmail.server"].create(
            {
                "case_mailbox": True,
                "name": address.partition("@")[0],
                "email_address": address,
                "password": PASSWORD,
                "server": "localhost",
                "protocol": protocol,
                "port": getattr(self.dovecot, protocol),
                "certificate_authority": self.dovecot.ca.pem,
                "case_team_id": self.team.id,
                "responsible_id": self.manager.id,
                "acknowledgement_template_id": False,
                **values,
            }
        )
        if connected:
            mailbox._start([])
        return mailbox

    def start_over(self):
        """Put a mailbox that was never connected in the place of the first one."""
        self.mailbox.unlink()
        self.mailbox = self.make_mailbox(connected=False)

    def deliver(self, *raws, to=ADDRESS):
        """Put mails into the mailbox of `to`."""
        for raw in raws:
            self.dovecot.deliver(to, raw)

    def left(self, address=ADDRESS):
        """The mails on the server."""
        return self.dovecot.messages(address)

    @contextmanager
    def committing(self, record):
        """`record` in a cursor whose commits and rollbacks are only simulated."""
        self.env.flush_all()
        with ExitStack() as stack:
            if not type(self)._registry_patched:
                stack.enter_context(self.enter_registry_test_mode())
            cr = stack.enter_context(self.registry.cursor())
            yield record.with_env(record.env(cr=cr))
        self.env.invalidate_all()

    def fetch(self, *raws, mailbox=None, seconds=None):
        """Deliver `raws`, run the mailbox; returns the `RunOutcome`."""
        mailbox = mailbox or self.mailbox
        self.deliver(*raws, to=mailbox.email_address)
        with self.committing(mailbox) as working:
            return working._run(seconds)

    def connect(self, mailbox=None):
        """Open the set-up window of a mailbox, as its Connect button does."""
        mailbox = mailbox or self.mailbox
        action = mailbox.action_connect()
        return self.env[action["res_model"]].browse(action["res_id"])

    def rows(self, mailbox=None):
        """The journal of a mailbox, oldest first."""
        mailbox = mailbox or self.mailbox
        return self.env["fetchmail.message"].search(
            [("server_id", "=", mailbox.id)], order="id"
        )

    def fetch_one(self, raw, mailbox=None):
        """Deliver one mail, run the mailbox; returns the mail's row."""
        before = self.rows(mailbox)
        self.fetch(raw, mailbox=mailbox)
        row = self.rows(mailbox) - before
        self.assertEqual(len(row), 1, "one mail has one row")
        return row

    def case_of(self, raw, mailbox=None):
        """Deliver one mail, run the mailbox; returns the ticket it is filed in."""
        row = self.fetch_one(raw, mailbox)
        self.assertEqual(row.state, "done", row.error or row.reason)
        return row.ticket_id

    def reference_of(self, user, ticket):
        """The reference that mail about `ticket` to an internal `user` carries."""
        return ticket._mailbox_user_references(ticket._mailbox_token(), user)

    def verdict(self, result, domain="customer.example"):
        """The header field by which the mailbox's own server says `result` of DMARC,
        for a mail from `domain`."""
        self.mailbox.authserv_id = "mx.acme.example"
        found = f"mx.acme.example; dmarc={result} header.from={domain}"
        return {"Authentication_Results": found}

    def notes_on(self, entry):
        """What only colleagues are told beside a history entry (HTML)."""
        notes = entry.child_ids.filtered("is_internal")
        self.assertFalse(notes.filtered(lambda note: note.res_id != entry.res_id))
        return "".join(notes.mapped("body"))

    def log_of(self, ticket):
        """What is logged in the history of a ticket, as plain text."""
        logged = ticket.message_ids.filtered(
            lambda entry: entry.message_type == "notification"
        )
        return "\n".join(html2plaintext(body) for body in logged.mapped("body"))

    def history(self, ticket):
        """The history entries of a ticket that came by mail, oldest first."""
        return ticket.message_ids.filtered(
            lambda message: message.message_type == "email"
        ).sorted("id")


@tagged("post_install", "-at_install")
class MailboxCase(MailboxMixin, TransactionCase):
    """A test with a mailbox on a real Dovecot, and a database to look into."""


class RemoteCase(MailboxCase):
    """A test that meddles with the server, or with the way to it."""

    def doveadm(self, *words):
        config = str(self.dovecot.directory / "dovecot.conf")
        subprocess.run(["doveadm", "-c", config, *words], check=True)

    @contextmanager
    def proxied(self, protocol, *rules):
        """The mailbox reached in clear text, over a proxy that breaks connections."""
        with FaultProxy(getattr(self.dovecot, protocol)) as proxy:
            proxy.rules.extend(rules)
            self.mailbox.write(
                {"protocol": protocol, "starttls": False, "port": proxy.port}
            )
            yield proxy
        self.mailbox.port = getattr(self.dovecot, protocol)

    @contextmanager
    def ended_after_store(self):
        """Messages are stored, and then nothing happens to them."""
        Message = self.registry["fetchmail.message"]
        with (
            patch.object(Message, "_process", lambda _rows: None),
            patch.object(Message, "_process_met", lambda rows, *_args: (rows, 0)),
        ):
            yield

    def assertFiledOnce(self, number):
        """`number` mails came; each has one row and one history entry; none is left."""
        rows = self.rows()
        self.assertEqual(len(rows), number)
        self.assertEqual(set(rows.mapped("state")), {"done"})
        self.assertEqual(set(rows.mapped("remote_state")), {"removed"})
        entries = [len(self.history(ticket)) for ticket in rows.ticket_id]
        self.assertEqual(sum(entries), number)
        self.assertEqual(self.left(), [])
