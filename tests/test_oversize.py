"""Mail over the size limit: a ticket of its start; the whole stays on the server."""

from ..tools.transport import FetchedMessage
from .common import MailboxCase, mail
from .peers.scripted import ScriptedServer, imap_script
from .peers.scripted_folder import ScriptedFolder

LARGE = b"\0" * 2 * 1024 * 1024


class TestOversize(MailboxCase):
    def setUp(self):
        super().setUp()
        self.mailbox.max_message_mib = 1
        self.raw = mail("The log is attached.", files=[("core.bin", LARGE)])

    def test_case_has_headers_first_text_and_a_note(self):
        row = self.fetch_one(self.raw)
        ticket = row.ticket_id
        self.assertEqual((row.state, ticket.name), ("done", "Where is my order?"))
        for text in (ticket.description, self.history(ticket).body):
            self.assertIn("The log is attached.", text)
            self.assertNotIn("too large", text)
        note = self.notes_on(self.history(ticket))
        self.assertIn("This message is too large to be filed whole.", note)
        self.assertIn("Left out: core.bin (application/octet-stream).", note)
        size = f"{len(self.raw) / 1048576:.1f} MiB"
        self.assertIn(size, " ".join(note.split()))
        self.assertFalse(self.history(ticket).attachment_ids)

    def test_its_bytes_stay_on_the_server(self):
        row = self.fetch_one(self.raw)
        self.assertEqual(self.left(), [self.raw])
        self.assertEqual((row.raw_state, row.remote_state), ("head", "kept"))
        self.assertEqual(row.size, len(self.raw))

    def test_it_is_not_fetched_again(self):
        self.fetch(self.raw)
        outcome = self.fetch()
        self.assertEqual((outcome.settled, outcome.remaining), (0, 0))
        self.assertEqual(len(self.rows()), 1)

    def test_it_is_bounded_in_memory_and_database(self):
        row = self.fetch_one(self.raw)
        raw = row.with_context(bin_size=False).raw
        self.assertLess(len(raw), 512 * 1024)

    def test_mail_below_the_limit_beside_it_leaves_the_server(self):
        self.fetch(self.raw, mail("small"))
        states = {row.size: row.remote_state for row in self.rows()}
        self.assertEqual(states[len(self.raw)], "kept")
        self.assertEqual(set(states.values()), {"kept", "removed"})
        self.assertEqual(self.left(), [self.raw])

    def test_by_pop3_too(self):
        self.mailbox.write({"protocol": "pop3s", "port": self.dovecot.pop3s})
        row = self.fetch_one(self.raw)
        self.assertEqual((row.state, row.raw_state), ("done", "head"))
        self.assertIn("The log is attached.", row.ticket_id.description)
        self.assertEqual(self.left(), [self.raw])
        self.assertEqual(self.fetch().settled, 0)


class TestCutShort(MailboxCase):
    """A server that sends a part of a message only, and says nothing of it."""

    def setUp(self):
        super().setUp()
        self.folder = ScriptedFolder({4: mail("Where is it?"), 9: mail("The second")})
        self.folder.sizes[4] = 45_360
        server = ScriptedServer(imap_script(folder=self.folder))
        self.enterContext(server)
        self.mailbox.write(
            {
                "protocol": "imap",
                "starttls": False,
                "server": "127.0.0.1",
                "port": server.port,
            }
        )

    def test_what_came_is_a_ticket_that_says_so_and_the_message_stays(self):
        self.assertFalse(self.fetch().error)
        row = self.rows().filtered(lambda row: row.raw_state == "head")
        self.assertEqual(
            (row.state, row.remote_state, row.size), ("done", "kept", 45360)
        )
        self.assertEqual(list(self.folder.messages), [4])
        self.assertIn("Where is it?", row.ticket_id.description)
        note = " ".join(self.notes_on(self.history(row.ticket_id)).split())
        self.assertIn("The mail server sent only a part of this message.", note)
        sent = len(self.folder.messages[4])
        self.assertIn(f"has 45360 bytes, and sent {sent}.", note)
        self.assertNotIn("too large", note)

    def test_it_is_not_fetched_again(self):
        self.fetch()
        self.assertEqual(self.fetch().settled, 0)
        self.assertEqual(len(self.rows()), 2)
        self.assertEqual(list(self.folder.messages), [4])

    def test_a_part_says_nothing_of_whether_left_over_mail_is_the_same(self):
        self.fetch()
        row = self.rows().filtered(lambda row: row.raw_state == "complete")
        key, ref = row.remote_key, row._remote_ref()

        class Session:
            def fetch(self, _refs):
                yield FetchedMessage(ref, b"Subject: x", complete=False)

        self.assertFalse(self.mailbox._still_the_same(Session(), row))
        self.assertEqual(row.remote_key, key)
