"""Connecting a mailbox: the window, existing mail as closed tickets, the import."""

from datetime import datetime, timezone
from unittest.mock import patch

from ..models.mailbox import fetching
from .common import ADDRESS, PNG, SECOND, MailboxCase, mail

MARCH = datetime(2024, 3, 4, 10)
NO_TIME = 1e-9  # seconds: a run ends after its first chunk


class SetupCase(MailboxCase):
    def setUp(self):
        super().setUp()
        self.start_over()

    def existing(self, *raws):
        """Deliver mails, connect, continue, let the scheduled action work."""
        self.deliver(*raws)
        self.connect().action_continue()
        self.fetch()
        return self.rows().ticket_id


class TestWindow(SetupCase):
    def test_empty_mailbox_has_0_messages(self):
        window = self.connect()
        self.assertEqual(window.message_count, 0)
        self.assertEqual((window.oldest, window.newest), (False, False))

    def test_number_size_oldest_and_newest(self):
        for day in (3, 1, 2):
            date = datetime(2024, 3, day, 10, tzinfo=timezone.utc)
            self.dovecot.deliver(
                ADDRESS, b"Subject: x\r\n\r\n" + b"y" * 1010, date=date
            )
        window = self.connect()
        self.assertEqual(window.message_count, 3)
        self.assertEqual(window.total_size, "3.00 Kb")
        self.assertEqual(window.oldest, datetime(2024, 3, 1, 10))
        self.assertEqual(window.newest, datetime(2024, 3, 3, 10))

    def test_by_pop3(self):
        self.mailbox.write({"protocol": "pop3s", "port": self.dovecot.pop3s})
        self.deliver(mail(Date="Fri, 01 Mar 2024 10:00:00 +0000"), mail())
        window = self.connect()
        self.assertEqual(window.message_count, 2)
        self.assertEqual(window.oldest, datetime(2024, 3, 1, 10))

    def test_it_says_that_they_will_be_processed_and_deleted(self):
        views = self.env["fetchmail.mailbox.setup"].get_view(view_type="form")
        text = " ".join(views["arch"].split())
        self.assertRegex(text, r"(?i)processed.*deleted")

    def test_cancel_leaves_server_and_database_as_they_were(self):
        self.deliver(mail(), mail())
        files = self.dovecot.files(ADDRESS)
        names = sorted(path.name.partition(":")[0] for path in files)
        before = self.mailbox.read(["state", "import_total", "import_running", "date"])
        window = self.connect()
        self.assertEqual(window.message_count, 2)
        window.unlink()
        now = self.dovecot.files(ADDRESS)
        self.assertEqual(sorted(p.name.partition(":")[0] for p in now), names)
        flags = [path.name.partition(":2,")[2] for path in now]
        self.assertEqual(flags, ["", ""], "neither seen nor deleted")
        after = self.mailbox.read(["state", "import_total", "import_running", "date"])
        self.assertEqual(after, before)
        self.assertEqual(self.mailbox.state, "draft")
        self.assertFalse(self.mailbox.cron_id.active)
        self.assertFalse(self.rows())

    def test_before_continue_nothing_is_fetched(self):
        self.assertTrue(self.fetch(mail()).outdated)
        self.assertEqual(len(self.left()), 1)

    def test_continue_lets_the_scheduled_action_run_at_once(self):
        self.connect().action_continue()
        self.assertEqual(self.mailbox.state, "done")
        cron = self.mailbox.cron_id
        self.assertTrue(cron.active)
        trigger = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertEqual(len(trigger), 1)

    def test_the_scheduled_action_imports(self):
        self.deliver(mail(), mail())
        self.connect().action_continue()
        with self.enter_registry_test_mode():
            self.mailbox.cron_id.method_direct_trigger()
        self.assertEqual(self.rows().mapped("state"), ["done", "done"])
        self.assertEqual(self.left(), [])


class TestExistingMail(SetupCase):
    def test_it_becomes_closed_tickets_of_its_time(self):
        ticket = self.existing(mail())
        self.assertTrue(ticket.closed)
        self.assertEqual(ticket.create_date, MARCH)
        self.assertEqual(ticket.closed_date, MARCH)
        self.assertEqual(self.history(ticket).date, MARCH)
        self.assertTrue(self.rows().is_import)
        self.assertEqual(self.left(), [])

    def test_nobody_is_told(self):
        self.mailbox.case_user_id = self.agent
        self.team.message_subscribe(self.manager.partner_id.ids)
        self.env["res.partner"].create(
            {"name": "Anna", "email": "anna@customer.example"}
        )
        models = ("mail.mail", "mail.notification", "mail.activity")
        before = [self.env[model].search_count([]) for model in models]
        ticket = self.existing(mail(message_id="<1@x.example>"))
        self.fetch()
        self.assertEqual([self.env[m].search_count([]) for m in models], before)
        self.assertEqual(ticket.user_id, self.agent)
        self.assertEqual(ticket.message_ids, self.history(ticket))

    def test_new_mail_does_tell(self):
        self.team.message_subscribe(self.manager.partner_id.ids)
        before = self.env["mail.notification"].search_count([])
        self.existing()
        self.fetch(mail())
        self.assertGreater(self.env["mail.notification"].search_count([]), before)

    def test_threads_among_it_are_rebuilt(self):
        ticket = self.existing(
            mail("1", message_id="<1@x.example>"),
            mail("2", message_id="<2@x.example>", In_Reply_To="<1@x.example>"),
            mail("3", References="<1@x.example> <2@x.example>"),
        )
        self.assertEqual(len(ticket), 1)
        self.assertEqual(len(self.history(ticket)), 3)

    def test_threads_are_rebuilt_when_the_answer_comes_first(self):
        ticket = self.existing(
            mail("2", message_id="<2@x.example>", In_Reply_To="<1@x.example>"),
            mail("1", message_id="<1@x.example>"),
        )
        self.assertEqual(len(ticket), 1)
        self.assertEqual(len(self.history(ticket)), 2)

    def test_files_and_pictures_are_in_its_history(self):
        html = '<p>See <img src="cid:shot@customer"></p>'
        ticket = self.existing(
            mail(
                html=html,
                inline=("shot@customer", PNG, "shot.png"),
                files=[("a.txt", b"one")],
            )
        )
        entry = self.history(ticket)
        self.assertEqual(
            {each.name: each.raw for each in entry.attachment_ids},
            {"shot.png": PNG, "a.txt": b"one"},
        )
        for text in (entry.body, ticket.description):
            self.assertNotIn("cid:", text)
            self.assertIn("/web/image/", text)

    def test_its_text_is_as_harmless_as_that_of_new_mail(self):
        html = "<p>Hi <b>there</b></p><script>steal()</script>"
        ticket = self.existing(mail("Hi", html=html))
        for text in (self.history(ticket).body, ticket.description):
            self.assertIn("<b>there</b>", text)
            self.assertNotIn("steal", text)

    def test_its_history_entry_is_that_of_new_mail(self):
        raw = mail("as ever <x>", Cc="eva@customer.example", To="x@y.example")
        names = [
            *("author_id", "body", "date", "email_from", "message_id", "message_type"),
            *("incoming_email_cc", "incoming_email_to", "model", "reply_to", "subject"),
            *("is_internal", "partner_ids", "record_company_id", "subtype_id"),
        ]
        old = self.history(self.existing(raw)).read(names)[0]
        second = self.make_mailbox(SECOND)
        new = self.history(self.case_of(raw, second)).read(names)[0]
        for entry in (old, new):
            del entry["id"]
            entry["reply_to"] = entry["reply_to"].replace(SECOND, ADDRESS)
        self.assertEqual(old, new)

    def test_automatic_mail_among_it_is_ignored(self):
        self.existing(mail(Auto_Submitted="auto-replied"))
        self.assertEqual(self.rows().state, "ignored")

    def test_mail_that_arrives_while_the_window_is_open_is_new(self):
        self.deliver(mail(Subject="old"))
        window = self.connect()
        self.deliver(mail(Subject="new"))
        window.action_continue()
        self.fetch()
        closed = {ticket.name: ticket.closed for ticket in self.rows().ticket_id}
        self.assertEqual(closed, {"old": True, "new": False})

    def test_new_mail_comes_before_existing_mail(self):
        self.deliver(mail(Subject="old"), mail(Subject="older"))
        self.connect().action_continue()
        self.deliver(mail(Subject="new"))
        with patch.object(fetching, "CHUNK_MESSAGES", 1):
            self.fetch(seconds=NO_TIME)
        self.assertEqual(self.rows().mapped("subject"), ["new"])


class TestReconnecting(SetupCase):
    def setUp(self):
        super().setUp()
        self.connect().action_continue()
        self.mailbox.set_draft()
        self.deliver(mail())

    def test_mail_that_came_while_disconnected_is_new(self):
        self.connect().action_continue()
        self.fetch()
        self.assertFalse(self.rows().is_import)
        self.assertFalse(self.rows().ticket_id.closed)

    def test_mail_of_another_account_is_existing_mail(self):
        self.deliver(mail(), to=SECOND)
        self.mailbox.user = SECOND
        self.connect().action_continue()
        self.fetch()
        self.assertTrue(self.rows().is_import)
        self.assertTrue(self.rows().ticket_id.closed)


class TestImport(SetupCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(fetching, "CHUNK_MESSAGES", 2))
        self.deliver(*(mail(Subject=f"mail {number}") for number in range(5)))
        self.connect().action_continue()

    def _progress(self):
        mailbox = self.mailbox
        return mailbox.import_running, mailbox.import_done, mailbox.import_progress

    def test_progress_can_be_watched(self):
        self.assertEqual(self.mailbox.import_total, 5)
        self.assertEqual(self._progress(), (True, 0, 0.0))
        self.fetch(seconds=NO_TIME)
        self.assertEqual(self._progress(), (True, 2, 40.0))
        self.fetch()
        self.assertEqual(self._progress(), (False, 5, 100.0))

    def test_it_goes_on_where_it_stopped(self):
        outcome = self.fetch(seconds=NO_TIME)
        self.assertEqual((outcome.settled, outcome.remaining), (2, 3))
        self.assertEqual(len(self.left()), 3)
        outcome = self.fetch(seconds=NO_TIME)
        self.assertEqual((outcome.settled, outcome.remaining), (2, 1))
        self.fetch()
        names = sorted(ticket.name for ticket in self.rows().ticket_id)
        self.assertEqual(names, [f"mail {number}" for number in range(5)])
        self.assertEqual(set(self.rows().ticket_id.mapped("closed")), {True})
        self.assertEqual(self.left(), [])

    def test_interrupted_by_a_lost_connection_it_goes_on_too(self):
        Server = self.registry["fetchmail.server"]
        store = Server._store
        chunks = []

        def failing(mailbox, session, chunk, asked):
            chunks.append(chunk)
            if len(chunks) == 2:
                session.abort()
            return store(mailbox, session, chunk, asked)

        with patch.object(Server, "_store", failing):
            outcome = self.fetch()
        self.assertEqual(outcome.error.code, "connection_lost")
        self.assertEqual(self._progress(), (True, 2, 40.0))
        self.fetch()
        self.assertEqual(self._progress(), (False, 5, 100.0))
        self.assertEqual(len(self.rows().ticket_id), 5)

    def test_chunks_are_bounded_by_number(self):
        self.assertEqual(self._chunk_lengths(), [2, 2, 1])

    def test_chunks_are_bounded_by_bytes(self):
        size = len(self.left()[0])
        with patch.object(fetching, "CHUNK_BYTES", size + 10):
            self.assertEqual(self._chunk_lengths(), [1, 1, 1, 1, 1])

    def _chunk_lengths(self):
        Server = self.registry["fetchmail.server"]
        store, lengths = Server._store, []

        def noting(mailbox, session, chunk, asked):
            lengths.append(len(chunk))
            return store(mailbox, session, chunk, asked)

        with patch.object(Server, "_store", noting):
            self.fetch()
        return lengths
