"""Mail leaves the server after its outcome is saved, and nothing is lost or doubled."""

from unittest.mock import patch

from odoo.tools import mute_logger

from .common import ADDRESS, RemoteCase, mail
from .peers.dovecot import Dovecot
from .peers.fault_proxy import Rule
from .peers.scripted import ScriptedServer, pop3_script

RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"
DESK_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.message.processing"


class TestUidValidity(RemoteCase):
    def renumber(self):
        validity = int(self.rows()[0].remote_key.split("/")[1]) + 7
        self.doveadm(
            *("mailbox", "update", "-u", ADDRESS),
            *("--uid-validity", str(validity), "INBOX"),
        )

    def test_settled_but_not_deleted_mail_is_deleted_and_not_filed_again(self):
        Server = self.registry["fetchmail.server"]
        with patch.object(Server, "_delete", lambda *_args: None):
            self.fetch(mail(), mail())
        self.assertEqual(len(self.left()), 2)
        self.renumber()
        self.fetch()
        self.assertFiledOnce(2)

    def test_unsettled_mail_is_filed_once(self):
        with self.ended_after_store():
            self.fetch(mail(), mail())
        self.assertEqual(self.rows().mapped("state"), ["received", "received"])
        self.renumber()
        self.fetch()
        self.assertFiledOnce(2)

    def test_mail_waiting_for_its_next_attempt_is_filed_once(self):
        Ticket = self.registry["helpdesk.ticket"]
        with (
            patch.object(Ticket, "message_new", side_effect=ValueError("no")),
            mute_logger(DESK_LOGGER),
        ):
            self.fetch(mail())
        self.assertEqual(self.rows().state, "received")
        self.renumber()
        self.fetch()
        self.assertEqual(self.rows().state, "received", "its next try is later")
        self.rows().next_attempt = False
        self.fetch()
        self.assertFiledOnce(1)

    def test_mail_that_arrives_after_the_change_is_filed(self):
        self.fetch(mail())
        self.renumber()
        self.fetch(mail(), mail())
        self.assertFiledOnce(3)

    def test_a_uid_used_again_is_another_mail(self):
        first = self.fetch_one(mail())
        self.renumber()
        second = self.fetch_one(mail())
        self.assertNotEqual(first.ticket_id, second.ticket_id)
        self.assertNotEqual(first.remote_key, second.remote_key)

    def test_existing_mail_stays_existing_mail(self):
        self.start_over()
        self.deliver(mail(), mail())
        self.connect().action_continue()
        with self.ended_after_store():
            self.fetch()
        self.renumber()
        self.fetch()
        self.assertFiledOnce(2)
        self.assertEqual(set(self.rows().ticket_id.mapped("closed")), {True})


class TestBin(RemoteCase):
    def test_imap_mail_leaves_after_it_was_filed(self):
        self.fetch(mail(), mail(), mail(Auto_Submitted="auto-replied"))
        self.assertEqual(self.left(), [])
        self.assertEqual(set(self.rows().mapped("remote_state")), {"removed"})

    def test_pop3_mail_leaves_at_quit(self):
        with self.proxied("pop3") as proxy:
            self.fetch(mail(), mail())
        self.assertFiledOnce(2)
        verbs = [line.split(b" ")[0] for line in proxy.seen]
        self.assertEqual(verbs[-3:], [b"DELE", b"DELE", b"QUIT"])

    def test_pop3s(self):
        self.mailbox.write({"protocol": "pop3s", "port": self.dovecot.pop3s})
        self.fetch(mail(message_id="<1@x.example>"))
        self.fetch(mail(In_Reply_To="<1@x.example>"))
        self.assertEqual(len(self.rows().ticket_id), 1)
        self.assertFiledOnce(2)

    def test_reading_does_not_mark_as_read(self):
        Server = self.registry["fetchmail.server"]
        with patch.object(Server, "_delete", lambda *_args: None):
            self.fetch(mail())
        (path,) = self.dovecot.files(ADDRESS)
        self.assertEqual(path.name.partition(":2,")[2], "")

    def test_nothing_is_deleted_before_the_rows_are_saved(self):
        Message = self.registry["fetchmail.message"]
        with (
            patch.object(Message, "_store", side_effect=ZeroDivisionError),
            mute_logger(RUN_LOGGER),
        ):
            outcome = self.fetch(mail())
        self.assertEqual(str(outcome.error), "internal_error: ZeroDivisionError")
        self.assertFalse(self.rows())
        self.assertEqual(len(self.left()), 1)
        self.fetch()
        self.assertFiledOnce(1)

    def test_refused_delete_is_retried_and_the_mail_not_filed_again(self):
        refused = b"{tag} NO not now\r\n"
        with self.proxied("imap", Rule(rb"UID STORE", "reply", data=refused)):
            self.fetch(mail())
            self.assertIn("not now", self.mailbox.removal_error)
            self.assertEqual(self.rows().mapped("remote_state"), ["present"])
            self.assertEqual(self.rows().mapped("state"), ["done"])
            self.assertEqual(len(self.left()), 1)
            self.fetch()
        self.assertFiledOnce(1)

    def test_delete_whose_answer_was_lost_is_retried(self):
        with self.proxied("imap", Rule(rb"UID EXPUNGE", "cut")):
            self.fetch(mail())
            self.assertIn("broke off", self.mailbox.removal_error)
            self.fetch()
        self.assertFiledOnce(1)

    def test_quit_whose_answer_was_lost_is_retried(self):
        with self.proxied("pop3", Rule(rb"QUIT", "cut")):
            self.fetch(mail())
            self.fetch()
        self.assertFiledOnce(1)

    def test_pop3_connection_cut_before_quit_deletes_nothing_and_loses_nothing(self):
        with self.proxied("pop3", Rule(rb"DELE", "cut")):
            self.fetch(mail(), mail())
            self.assertEqual(len(self.left()), 2)
            self.assertEqual(self.rows().mapped("state"), ["done", "done"])
            self.fetch()
        self.assertFiledOnce(2)

    def test_connection_cut_while_fetching_loses_nothing(self):
        for protocol, command in (("imap", rb"BODY\.PEEK"), ("pop3", rb"RETR")):
            with self.subTest(protocol):
                raws = [mail("x" * 50000), mail("y" * 50000)]
                with self.proxied(protocol, Rule(command, "cut", after=20000)):
                    outcome = self.fetch(*raws)
                    self.assertEqual(outcome.error.code, "connection_lost")
                    self.fetch()
                self.assertEqual(self.left(), [])
        self.assertFiledOnce(4)

    def test_mail_that_a_person_flagged_as_deleted_is_left_alone(self):
        self.deliver(mail(Subject="theirs"), mail(Subject="ours"))
        self.doveadm("flags", "add", "-u", ADDRESS, "\\Deleted", "uid", "1")
        self.fetch()
        self.assertEqual(self.rows().mapped("subject"), ["ours"])
        self.assertEqual(len(self.left()), 1)
        self.assertIn(b"theirs", self.left()[0])

    def test_mail_removed_by_someone_else_waits_for_no_deletion(self):
        Server = self.registry["fetchmail.server"]
        with patch.object(Server, "_delete", lambda *_args: None):
            self.fetch(mail())
        self.doveadm("expunge", "-u", ADDRESS, "mailbox", "INBOX", "all")
        self.fetch()
        self.assertFiledOnce(1)

    def test_gmail_moves_to_the_folder_with_the_use_trash(self):
        settings = (
            "imap_capability = +X-GM-EXT-1\n"
            "namespace inbox {\n mailbox Bin {\n auto = create\n"
            "special_use = \\Trash\n }\n}\n"
        )
        passwords = dict(self.dovecot.users)
        place = self.place / "gmail"
        with Dovecot(place, self.dovecot.ca, passwords, settings=settings) as gmail:
            self.mailbox.port = gmail.imaps
            raw = mail()
            gmail.deliver(ADDRESS, raw)
            self.fetch()
            self.assertEqual(gmail.messages(ADDRESS), [])
            self.assertEqual(gmail.messages(ADDRESS, "Bin"), [raw])
        self.assertFiledOnce(1)

    def test_pop3_uidl_used_again_is_another_mail(self):
        for subject in ("one", "two"):
            raw = mail(Subject=subject).replace(b"\r\n", b"\n")
            with ScriptedServer(pop3_script([raw], uidl=[b"same"])) as server:
                self.mailbox.write(
                    {"protocol": "pop3", "starttls": False, "port": server.port}
                )
                self.fetch()
        names = sorted(ticket.name for ticket in self.rows().ticket_id)
        self.assertEqual(names, ["one", "two"])
        self.assertFiledOnce(2)

    def reached_by_pop3(self, *raws, answers=()):
        """Fetch once from a server that has `raws`, each by the UIDL "same"."""
        raws = [raw.replace(b"\r\n", b"\n") for raw in raws]
        names = [b"same"] * len(raws)
        with ScriptedServer(pop3_script(raws, answers, uidl=names)) as server:
            self.mailbox.write(
                {"protocol": "pop3", "starttls": False, "port": server.port}
            )
            self.fetch()
        return server.seen

    def test_pop3_uidl_used_again_before_the_first_mail_was_deleted(self):
        refused = [(rb"DELE 1", b"-ERR not now")]
        for second in ("two", "three"):  # of the same size, and of another
            with self.subTest(second):
                self.reached_by_pop3(mail(Subject="one"), answers=refused)
                first = self.rows()[-1]
                self.assertEqual((first.state, first.remote_state), ("done", "present"))
                raw = mail(Subject=second)
                seen = self.reached_by_pop3(raw)
                if second == "two":
                    self.assertNotIn(b"DELE 1", seen)
                    self.reached_by_pop3(raw)
                self.assertEqual(first.remote_state, "removed")
                row = self.rows()[-1]
                self.assertEqual((row.subject, row.state), (second, "done"))
                self.assertEqual(row.remote_state, "removed")

    def test_pop3_mail_that_could_not_be_deleted_is_once_it_can(self):
        raw = mail()
        self.reached_by_pop3(raw, answers=[(rb"DELE 1", b"-ERR not now")])
        seen = self.reached_by_pop3(raw)
        self.assertEqual(seen.count(b"DELE 1"), 1)
        self.assertEqual(self.rows().mapped("remote_state"), ["removed"])

    def test_pop3_mail_that_is_not_handed_out_again_stays_and_stops_nothing(self):
        raw = mail()
        self.reached_by_pop3(raw, answers=[(rb"DELE 1", b"-ERR not now")])
        seen = self.reached_by_pop3(
            raw, answers=[(rb"RETR 1", b"-ERR no"), (rb"LIST 1", b"+OK 1 1")]
        )
        self.assertNotIn(b"DELE 1", seen)
        self.assertEqual(self.rows().remote_state, "present")
        self.assertFalse(self.mailbox.error_code)

    def test_kept_mail_whose_uidl_is_used_again_is_another_mail(self):
        self.mailbox.max_message_mib = 1
        no_top = [(rb"TOP .*", b"-ERR no")]
        self.reached_by_pop3(mail("x" * 2**20, Subject="large"), answers=no_top)
        self.assertEqual(self.rows().remote_state, "kept")
        self.reached_by_pop3(mail(Subject="small"))
        self.assertEqual(self.rows().mapped("subject"), ["large", "small"])

    def test_mail_of_another_account_under_the_same_uid_is_another_mail(self):
        Server = self.registry["fetchmail.server"]
        with patch.object(Server, "_delete", lambda *_args: None):
            self.fetch(mail(Subject="theirs"))
        self.doveadm("expunge", "-u", ADDRESS, "mailbox", "INBOX", "all")
        self.deliver(mail(Subject="ours"))
        place, _slash, uid = self.rows().remote_key.rpartition("/")
        self.rows().remote_key = f"{place}/{int(uid) + 1}"
        self.fetch()
        self.assertEqual(self.rows().mapped("subject"), ["theirs", "ours"])
        self.assertEqual(self.left(), [])

    def test_pop3_without_uidl_knows_mail_by_its_digest(self):
        raw = mail().replace(b"\r\n", b"\n")
        with ScriptedServer(pop3_script([raw], uidl=None)) as server:
            self.mailbox.write(
                {"protocol": "pop3", "starttls": False, "port": server.port}
            )
            self.fetch()
            self.assertRegex(self.rows().remote_key, r"^//digest:[0-9a-f]{64}$")
            self.fetch()
        self.assertEqual(self.rows().mapped("state"), ["done"])
        self.assertEqual(len(self.history(self.rows().ticket_id)), 1)
        self.assertEqual(server.seen.count(b"DELE 1"), 2)


class TestWhatWasRead(RemoteCase):
    """What is deleted is what was read, whatever the server says and hands out."""

    RAW = mail("The real text.", Subject="real")

    def answer(self, *lines):
        """An answer of the server: untagged FETCH lines, and OK."""
        return b"\r\n".join([*lines, b"{tag} OK done", b""])

    def placeholder(self, subject=b"placeholder"):
        """The server hands out something else, of which it says that it is whole."""
        body = b"From: x@y.example\r\nSubject: " + subject + b"\r\n\r\nNo file.\r\n"
        said = b"UID 1 RFC822.SIZE %d BODY[] {%d}\r\n%s" % (len(body), len(body), body)
        answer = self.answer(b"* 1 FETCH (" + said + b")")
        return Rule(rb"UID FETCH 1 .*BODY\.PEEK\[\]", "reply", data=answer)

    def assertReadAfter(self, rule):
        self.deliver(self.RAW)
        with self.proxied("imap", rule):
            self.fetch()
            first = self.rows()
            self.assertEqual((first.subject, first.state), ("placeholder", "done"))
            self.assertEqual(first.remote_state, "present")
            self.assertEqual(self.left(), [self.RAW])
            self.fetch()
        self.assertEqual(first.remote_state, "removed")
        second = self.rows() - first
        self.assertEqual((second.subject, second.state), ("real", "done"))
        self.assertEqual(second.remote_state, "removed")
        self.assertNotEqual(first.ticket_id, second.ticket_id)
        self.assertEqual(self.left(), [])

    def test_a_placeholder_deletes_no_mail_which_is_read_as_soon_as_it_can_be(self):
        self.assertReadAfter(self.placeholder())

    def test_moving_is_treated_alike(self):
        self.mailbox.after_processing = "move"
        self.deliver(self.RAW)
        with self.proxied("imap", self.placeholder()):
            self.fetch()
            self.assertEqual(self.left(), [self.RAW])
            self.fetch()
        self.assertEqual(self.dovecot.messages(ADDRESS, "Processed"), [self.RAW])

    def test_a_server_that_states_sizes_roughly_is_emptied_without_doubles(self):
        said = b'* 1 FETCH (UID 1 RFC822.SIZE 7 FLAGS () INTERNALDATE "%s")' % (
            b"04-Mar-2026 10:00:00 +0000"
        )
        rough = Rule(
            rb"FETCH 1(:1)? \((UID )?RFC822\.SIZE( INTERNALDATE)?( FLAGS)?\)|"
            rb"FETCH 1(:1)? \(UID RFC822\.SIZE INTERNALDATE.*\)",
            "reply",
            data=self.answer(said),
            times=99,
        )
        self.deliver(self.RAW)
        with self.proxied("imap", rough) as proxy:
            for _run in range(4):
                self.fetch()
            asked = [line for line in proxy.seen if b"BODY.PEEK[]" in line]
        self.assertTrue(proxy.acted)
        self.assertLessEqual(len(asked), 3)
        self.assertEqual(len(self.rows()), 1)
        self.assertFiledOnce(1)

    def test_what_stays_is_read_again_and_deleted_in_the_same_run(self):
        with patch.object(self.registry["fetchmail.server"], "_delete"):
            self.fetch(self.RAW)
        row = self.rows()
        row.size += 1  # what the server said of it then
        self.fetch()
        self.assertEqual(self.rows(), row)
        self.assertFiledOnce(1)

    def reached_by_pop3(self, raw, sizes):
        """Fetch from a server that states these sizes of its one mail, one after
        another; the lines it saw."""
        said = iter(sizes)
        listing = (rb"LIST", lambda _line: b"+OK\r\n1 %d\r\n." % next(said))
        script = pop3_script([raw.replace(b"\r\n", b"\n")], [listing], uidl=[b"one"])
        with ScriptedServer(script) as server:
            self.mailbox.write(
                {"protocol": "pop3", "starttls": False, "port": server.port}
            )
            self.fetch()
        return server.seen

    def test_pop3_mail_that_changes_before_its_delete_is_read_again_first(self):
        seen = self.reached_by_pop3(self.RAW, [500, 600, 600])
        self.assertNotIn(b"DELE 1", seen)
        row = self.rows()
        self.assertEqual((row.state, row.remote_state), ("done", "present"))
        seen = self.reached_by_pop3(self.RAW, [600] * 9)
        self.assertLess(seen.index(b"RETR 1"), seen.index(b"DELE 1"))
        self.assertEqual((self.rows(), row.remote_state), (row, "removed"))
        self.assertEqual(len(self.history(row.ticket_id)), 1)

    def test_pop3_another_mail_in_its_place_has_its_own_row_and_ticket(self):
        self.reached_by_pop3(mail(Subject="old"), [500, 600, 600])
        self.reached_by_pop3(self.RAW, [600] * 9)
        self.assertEqual(self.rows().mapped("subject"), ["old", "real"])
        self.assertEqual(set(self.rows().mapped("remote_state")), {"removed"})
        self.assertEqual(len(self.rows().ticket_id), 2)
