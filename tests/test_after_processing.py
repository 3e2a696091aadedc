"""After processing: messages are deleted, or moved for those who must keep mail."""

from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import ADDRESS, RemoteCase, mail
from .peers.fault_proxy import Rule

DESK_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.message.processing"


class TestMoving(RemoteCase):
    def setUp(self):
        super().setUp()
        self.mailbox.after_processing = "move"

    def moved(self, folder="Processed"):
        return self.dovecot.messages(ADDRESS, folder)

    def test_mail_of_every_outcome_is_moved(self):
        self.env["fetchmail.rule"].create(
            {
                "name": "Hold",
                "outcome": "hold",
                "condition_ids": [(0, 0, {"value": "hold me"})],
            }
        )
        raws = [
            mail(),
            mail(Auto_Submitted="auto-replied"),
            mail(Subject="hold me"),
        ]
        self.fetch(*raws)
        states = self.rows().mapped("state")
        self.assertEqual(states, ["done", "ignored", "held"])
        self.assertEqual(set(self.rows().mapped("remote_state")), {"moved"})
        self.assertEqual(self.left(), [])
        self.assertEqual(sorted(self.moved()), sorted(raws))

    def test_parked_mail_is_moved(self):
        Ticket = self.registry["helpdesk.ticket"]
        with (
            patch.object(Ticket, "message_new", side_effect=ValueError("no")),
            mute_logger(DESK_LOGGER),
        ):
            self.fetch(mail())
            row = self.rows()
            while row.state == "received":
                row.next_attempt = False
                self.fetch()
        self.assertEqual((row.state, row.remote_state), ("parked", "moved"))
        self.assertEqual(len(self.moved()), 1)

    def test_folder_with_letters_beyond_ascii(self):
        self.mailbox.processed_folder = "Erledigt/Fälle"
        self.fetch(mail())
        self.assertEqual(len(self.moved("Erledigt/Fälle")), 1)

    def test_cut_connection_files_nothing_twice_and_loses_nothing(self):
        with self.proxied("imap", Rule(rb"UID MOVE", "cut")):
            self.fetch(mail(), mail())
            self.assertIn("broke off", self.mailbox.removal_error)
            self.fetch()
        self.assertEqual(self.rows().mapped("state"), ["done", "done"])
        entries = [len(self.history(ticket)) for ticket in self.rows().ticket_id]
        self.assertEqual(entries, [1, 1])
        self.assertEqual((self.left(), len(self.moved())), ([], 2))

    def test_refused_folder_says_what_to_do_and_the_ticket_is_there(self):
        self.mailbox.processed_folder = "a" * 300
        self.fetch(mail())
        self.assertIn("does not let it be made", self.mailbox.removal_error)
        self.assertEqual((self.rows().state, len(self.left())), ("done", 1))
        self.mailbox.processed_folder = "Processed"
        self.fetch()
        self.assertFalse(self.mailbox.removal_error)
        self.assertEqual((len(self.rows()), len(self.moved())), (1, 1))


class TestChoosing(RemoteCase):
    def assertRefused(self, sentence, **values):
        with self.assertRaises(ValidationError) as caught:
            self.mailbox.write({"after_processing": "move", **values})
        self.assertEqual(str(caught.exception), sentence)

    def test_pop3_cannot_move(self):
        self.assertRefused(
            "POP3 has no folders, so messages cannot be moved. Choose IMAPS, or delete "
            "the messages after processing.",
            protocol="pop3s",
        )

    def test_the_folder_that_is_fetched_is_no_target(self):
        self.assertRefused(
            "Messages are fetched from “Inbox”, so they cannot be moved there. Enter "
            "another folder.",
            processed_folder="Inbox",
        )

    def test_a_folder_needs_a_name_without_wildcards(self):
        self.assertRefused(
            "Enter the folder that messages are moved to.", processed_folder=" "
        )
        self.assertRefused(
            "“All*” cannot be the name of a folder.", processed_folder="All*"
        )

    def test_a_manager_chooses_in_the_mailboxs_form(self):
        view = "helpdesk_mgmt_mailbox.fetchmail_server_view_form"
        with Form(self.mailbox.with_user(self.manager), view) as form:
            form.after_processing = "move"
        self.assertEqual(self.mailbox.processed_folder, "Processed")

    def test_the_set_up_window_knows_what_will_happen(self):
        self.start_over()
        self.mailbox.after_processing = "move"
        window = self.connect()
        self.assertEqual(
            (window.after_processing, window.processed_folder), ("move", "Processed")
        )

    def test_it_is_chosen_in_the_set_up_window(self):
        self.start_over()
        window = self.connect()
        window.write({"after_processing": "move", "processed_folder": "Done"})
        window.action_continue()
        self.fetch(mail())
        self.assertEqual(self.left(), [])
        self.assertEqual(len(self.rows()), 1)
        self.assertEqual(self.rows().remote_state, "moved")
