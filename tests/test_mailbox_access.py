"""Who sees and changes what: administrators, helpdesk managers, helpdesk users."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .common import ADDRESS, PASSWORD, SECOND, MailboxCase, mail

CONNECTION = (
    "protocol",
    "starttls",
    "imap_folder",
    "certificate_authority",
    "server",
    "port",
    "user",
    "password",
)
HEALTH = ["name", "email_address", "date", "error_message", "parked_count", "next_run"]


class TestManager(MailboxCase):
    def setUp(self):
        super().setUp()
        self.theirs = self.mailbox.with_user(self.manager)

    def test_reads_mailbox_and_health(self):
        self.fetch(mail())
        (found,) = self.theirs.read(HEALTH)
        self.assertEqual(found["email_address"], ADDRESS)
        self.assertTrue(found["date"])

    def test_does_not_see_connection_and_secrets(self):
        for name in CONNECTION:
            with self.subTest(name), self.assertRaises(AccessError):
                self.theirs.read([name])
        self.assertFalse(set(CONNECTION) & set(self.theirs.fields_get()))

    def test_does_not_find_by_secrets(self):
        with self.assertRaises(AccessError):
            self.theirs.search([("password", "=", PASSWORD)])

    def test_does_not_change_the_connection(self):
        for values, label in (
            ({"server": "evil.example"}, "Server Name"),
            ({"password": "x"}, "Password"),
            ({"email_address": "evil@acme.example"}, "Email Address"),
            ({"state": "draft"}, "Status"),
            ({"company_id": False, "name": "x"}, "Company"),
        ):
            with self.subTest(label), self.assertRaises(AccessError) as caught:
                self.theirs.write(values)
            self.assertEqual(
                str(caught.exception),
                f"Only an administrator can change a mailbox's connection ({label}).",
            )
        self.assertEqual(self.mailbox.server, "localhost")

    def test_changes_what_becomes_of_the_mail(self):
        self.theirs.write(
            {"case_user_id": self.agent.id, "interval_minutes": 9, "active": False}
        )
        self.assertEqual(self.mailbox.case_user_id, self.agent)
        self.assertFalse(self.mailbox.cron_id.active)

    def test_makes_and_removes_no_mailbox(self):
        with self.assertRaises(AccessError):
            self.env["fetchmail.server"].with_user(self.manager).create(
                {"case_mailbox": True, "name": "x", "email_address": SECOND}
            )
        with self.assertRaises(AccessError):
            self.theirs.unlink()

    def test_does_not_connect_or_test(self):
        sentence = "Only an administrator can connect a mailbox."
        for action in ("action_connect", "action_test_connection"):
            with self.subTest(action), self.assertRaises(AccessError) as caught:
                getattr(self.theirs, action)()
            self.assertEqual(str(caught.exception), sentence)

    def test_does_not_continue_the_set_up(self):
        window = self.connect()
        with self.assertRaises(AccessError):
            window.with_user(self.manager).action_continue()

    def test_fetches_now(self):
        self.deliver(mail(), mail())
        with self.committing(self.theirs) as mailbox:
            action = mailbox.action_fetch_now()
        self.assertEqual(action["params"]["message"], "2 messages processed.")
        self.assertEqual(action["params"]["type"], "success")
        self.assertEqual(self.left(), [])

    def test_fetch_now_of_an_unconnected_mailbox_says_what_to_do(self):
        self.mailbox.set_draft()
        with self.assertRaises(UserError) as caught:
            self.theirs.action_fetch_now()
        self.assertEqual(
            str(caught.exception),
            "Connect and enable the mailbox first, then fetch.",
        )

    def test_screen_of_a_mailbox_opens_and_saves(self):
        view = "helpdesk_mgmt_mailbox.fetchmail_server_view_form"
        with Form(self.theirs, view) as form:
            form.description = "Questions about orders"
        self.assertEqual(self.mailbox.description, "Questions about orders")

    def test_reads_the_journal_and_writes_nothing_in_it(self):
        row = self.fetch_one(mail()).with_user(self.manager)
        self.assertEqual(row.subject, "Where is my order?")
        for call in (lambda: row.write({"state": "parked"}), row.unlink):
            with self.assertRaises(AccessError):
                call()

    def test_sees_no_stock_server(self):
        stock = self.env["fetchmail.server"].create({"name": "stock"})
        servers = self.env["fetchmail.server"].with_user(self.manager).search([])
        self.assertIn(self.mailbox, servers)
        self.assertNotIn(stock, servers)


class TestHelpdeskUser(MailboxCase):
    def test_sees_which_mailbox_a_ticket_came_by(self):
        ticket = self.case_of(mail()).with_user(self.agent)
        self.assertEqual(ticket.mailbox_id.name, "support")

    def test_sees_no_journal(self):
        row = self.fetch_one(mail()).with_user(self.agent)
        with self.assertRaises(AccessError):
            row.read(["subject"])

    def test_sees_no_connection_and_secrets(self):
        mailbox = self.mailbox.with_user(self.agent)
        for name in CONNECTION:
            with self.subTest(name), self.assertRaises(AccessError):
                mailbox.read([name])

    def test_changes_nothing(self):
        with self.assertRaises(AccessError):
            self.mailbox.with_user(self.agent).write({"name": "x"})

    def test_does_not_fetch(self):
        with self.assertRaises(AccessError) as caught:
            self.mailbox.with_user(self.agent).action_fetch_now()
        self.assertEqual(
            str(caught.exception), "Only a helpdesk manager can fetch mail."
        )

    def test_opens_a_ticket(self):
        ticket = self.case_of(mail()).with_user(self.agent)
        with Form(ticket) as form:
            form.name = "Renamed"
        self.assertEqual(ticket.name, "Renamed")


class TestCompanies(MailboxCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Other Inc."})
        self.second = self.make_mailbox(
            SECOND,
            company_id=self.other.id,
            case_team_id=False,
        )

    def test_mailboxes_of_other_companies_are_invisible(self):
        servers = self.env["fetchmail.server"].with_user(self.manager)
        self.assertNotIn(self.second, servers.search([]))
        with self.assertRaises(AccessError):
            self.second.with_user(self.manager).read(["name"])

    def test_their_journal_is_invisible(self):
        row = self.fetch_one(mail(), self.second)
        self.assertEqual(row.company_id, self.other)
        with self.assertRaises(AccessError):
            row.with_user(self.manager).read(["subject"])

    def test_their_mail_is_not_decided_on(self):
        row = self.fetch_one(mail(Auto_Submitted="auto-replied"), self.second)
        for action in ("replay", "release", "ignore", "download"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(row.with_user(self.manager), f"action_{action}")()
        self.assertEqual(row.state, "ignored")

    def test_their_mailboxes_are_not_fetched(self):
        with self.assertRaises(AccessError):
            self.second.with_user(self.manager).action_fetch_now()


class TestSecrets(MailboxCase):
    def logged(self):
        """All that is logged while the mailbox is fetched, but for SQL."""
        with self.assertLogs(level="DEBUG") as logs:
            self.fetch()
        told = [r.getMessage() for r in logs.records if r.name != "odoo.sql_db"]
        return "\n".join(told)

    def test_refused_login_tells_nobody_the_password(self):
        self.mailbox.password = "s3cret-not-right"
        logged = self.logged()
        self.assertIn("login_refused", logged)
        self.assertNotIn("s3cret-not-right", logged)
        self.assertNotIn("s3cret-not-right", self.mailbox.error_message)

    def test_test_connection_does_not_tell_it_either(self):
        self.mailbox.password = "s3cret-not-right"
        with self.assertRaises(UserError) as caught:
            self.mailbox.with_user(self.admin).action_test_connection()
        self.assertNotIn("s3cret-not-right", str(caught.exception))

    def test_successful_run_logs_neither_password_nor_body(self):
        self.deliver(mail("a body nobody may log"))
        logged = self.logged()
        self.assertEqual(self.rows().state, "done")
        self.assertNotIn(PASSWORD, logged)
        self.assertNotIn("a body nobody may log", logged)
