"""A server that ends the session over a listing, as it cannot read one of the files."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..models.mailbox import fetching
from .common import ADDRESS, RemoteCase, mail
from .peers.fault_proxy import Rule
from .peers.scripted import ScriptedServer, imap_script

RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"


class UnreadableCase(RemoteCase):
    """Mails of which the mail processes cannot open the second one's file."""

    COUNT = 6

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(RUN_LOGGER))
        self.deliver(*(mail(Subject=str(n)) for n in range(1, self.COUNT + 1)))
        self.bad = self.dovecot.files(ADDRESS)[1]
        self.bad.chmod(0)

    def mend(self):
        """The file can be read again; a server may have renamed it."""
        for path in self.dovecot.files(ADDRESS):
            path.chmod(0o600)

    def run_until_well(self, most=8):
        """Run until a run ends without an error; how many had one."""
        for failed in range(most):
            if not self.fetch().error:
                return failed
        raise AssertionError(f"it fails still after {most} runs")

    def states(self):
        return {row.subject or False: row.state for row in self.rows()}


class TestUnreadableFile(UnreadableCase):
    def test_it_is_parked_and_all_others_become_tickets(self):
        self.assertEqual(self.fetch().error.code, "connection_lost")
        self.assertLessEqual(self.run_until_well(), 3)
        good = {str(n): "done" for n in range(1, self.COUNT + 1) if n != 2}
        self.assertEqual(self.states(), good | {False: "parked"})
        row = self.rows().filtered(lambda each: each.state == "parked")
        self.assertIn("Internal error occurred", row.error)
        self.assertEqual((row.remote_state, len(self.left())), ("kept", 1))
        self.assertFalse(self.mailbox.error_message)

    def test_new_mail_comes_in_meanwhile_and_afterwards(self):
        self.fetch()
        self.fetch(mail(Subject="10"))
        for number in range(11, 15):
            self.fetch(mail(Subject=str(number)))
            self.assertEqual(self.states()[str(number)], "done")
        self.assertEqual(self.states()["10"], "done")
        self.assertFalse(self.mailbox.error_message)
        self.assertEqual(len(self.left()), 1)

    def test_those_beside_it_are_found_in_a_bounded_number_of_sessions(self):
        self.deliver(*(mail(Subject=str(n)) for n in range(10, 40)))
        with patch.object(fetching, "CHUNK_MESSAGES", 8):
            self.assertLessEqual(self.run_until_well(), 4)
        self.assertEqual(list(self.states().values()).count("done"), 35)

    def test_asked_for_again_once_it_can_be_read_it_is_filed_and_sizes_are_listed(self):
        self.run_until_well()
        self.assertTrue(self.mailbox._status().lists_without_sizes)
        row = self.rows().filtered(lambda each: each.state == "parked")
        self.mend()
        row.with_user(self.manager).action_replay()
        self.assertFalse(self.fetch().error)
        self.assertEqual((row.state, row.ticket_id.name), ("done", "2"))
        self.assertFiledOnce(self.COUNT)
        self.assertFalse(self.mailbox._status().lists_without_sizes)
        self.assertFalse(self.mailbox._status().suspect_keys)

    def test_asked_for_again_too_early_it_is_parked_again_and_stops_nothing(self):
        self.run_until_well()
        row = self.rows().filtered(lambda each: each.state == "parked")
        row.with_user(self.manager).action_replay()
        self.run_until_well()
        self.assertEqual(row.state, "parked")
        self.assertEqual(len(self.rows()), self.COUNT)

    def test_what_an_earlier_session_has_left_is_deleted_but_what_cannot_be_read(self):
        self.mend()
        with self.ended_after_store():
            self.fetch()
        self.assertEqual(len(self.left()), self.COUNT)
        items = rb"\(UID RFC822.SIZE INTERNALDATE FLAGS\)"
        listing = Rule(rb"^\S+ FETCH [\d,]+ " + items, "cut", times=99)
        second = rb"UID FETCH ([\d,]+,)?2(,[\d,]+)? " + items
        with self.proxied("imap", listing, Rule(second, "cut", times=99)):
            self.run_until_well(9)
            self.assertEqual(set(self.states().values()), {"done"})
            self.assertEqual(len(self.left()), 1)
            self.assertFalse(self.fetch(mail()).error)
            self.assertEqual(len(self.left()), 1)

    def test_a_mailbox_that_has_one_can_be_connected(self):
        self.start_over()
        self.bad = self.dovecot.files(ADDRESS)[1]
        self.bad.chmod(0)
        wizard = self.connect()
        self.assertEqual(wizard.message_count, self.COUNT)
        wizard.action_continue()
        self.run_until_well()
        self.assertEqual(len(self.rows().filtered("is_import")), self.COUNT)

    def test_the_test_of_the_connection_works(self):
        params = self.mailbox.action_test_connection()["params"]
        self.assertIn("6 messages are in the mailbox", params["message"])


class TestBrokenListing(RemoteCase):
    @mute_logger(RUN_LOGGER)
    def test_a_listing_that_broke_once_is_whole_again_in_the_run_after_next(self):
        self.deliver(mail())
        with self.proxied("imap", Rule(rb"FETCH .*RFC822", "cut")) as proxy:
            self.assertEqual(self.fetch().error.code, "connection_lost")
            self.assertFalse(self.fetch().error)
            self.assertFiledOnce(1)
            before = len(proxy.seen)
            self.fetch(mail())
        listing = next(line for line in proxy.seen[before:] if b"FETCH 1 " in line)
        self.assertIn(b"RFC822.SIZE", listing)


class TestMayNotDelete(RemoteCase):
    """The buttons say at once that processed mail could not be taken off."""

    def refused(self, button, *answers):
        capabilities = b"IMAP4rev1 UIDPLUS ACL RIGHTS=texk"
        script = imap_script(capabilities, answers)
        with ScriptedServer(script) as server:
            self.mailbox.write(
                {
                    "server": "localhost",
                    "protocol": "imap",
                    "starttls": False,
                    "port": server.port,
                }
            )
            with self.assertRaises(UserError) as caught:
                getattr(self.mailbox, button)()
        return str(caught.exception)

    def test_a_folder_that_can_only_be_read(self):
        selected = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n"
        answer = (
            rb"(SELECT|EXAMINE) .*",
            selected + b"{tag} OK [READ-ONLY] selected",
        )
        for button in ("action_test_connection", "action_connect"):
            self.assertIn("can be read but not changed", self.refused(button, answer))

    def test_rights_that_do_not_let_delete(self):
        rights = (rb"MYRIGHTS .*", b"* MYRIGHTS INBOX lrs\r\n{tag} OK done")
        for button in ("action_test_connection", "action_connect"):
            self.assertIn(
                "does not let this user delete messages", self.refused(button, rights)
            )

    def test_a_folder_that_nothing_may_be_moved_to(self):
        self.mailbox.write({"after_processing": "move", "processed_folder": "Done"})
        answers = [
            (rb"MYRIGHTS .?INBOX.*", b"* MYRIGHTS INBOX lrste\r\n{tag} OK done"),
            (rb"MYRIGHTS .*", b"* MYRIGHTS Done lr\r\n{tag} OK done"),
            (rb'LIST "" .*', b'* LIST () "/" Done\r\n{tag} OK done'),
        ]
        for button in ("action_test_connection", "action_connect"):
            self.assertIn("“Done”", self.refused(button, *answers))
