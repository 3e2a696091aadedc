"""Odoo's own incoming servers keep working, untouched, beside mailboxes."""

from unittest.mock import patch

from odoo.tests import Form

from .common import MailboxCase, mail

STOCK = {
    "name": "stock",
    "server_type": "imap",
    "server": "mail.example.com",
    "port": 143,
    "user": "someone",
    "password": "stock secret",
}


class FakeConnection:
    """Hands out one mail, as stock's connections do."""

    def __init__(self, raw):
        self.unread = {1: raw}

    def check_unread_messages(self):
        return len(self.unread)

    def retrieve_unread_messages(self):
        yield from list(self.unread.items())

    def handled_message(self, number):
        del self.unread[number]

    def disconnect(self):
        return None


class TestStockServers(MailboxCase):
    def setUp(self):
        super().setUp()
        self.env["fetchmail.server"].search(
            [("id", "!=", self.mailbox.id)]
        ).action_archive()
        self.stock = self.env["fetchmail.server"].create(STOCK)

    def test_values_are_written_as_given(self):
        self.stock.write({"server": " as is ", "is_ssl": True, "port": 999})
        found = self.stock.read(["server", "server_type", "is_ssl", "port", "user"])[0]
        self.assertEqual(
            [found[name] for name in ("server", "server_type", "is_ssl", "port")],
            [" as is ", "imap", True, 999],
        )
        self.assertEqual(found["user"], "someone")
        self.assertFalse(self.stock.email_address)

    def test_it_has_no_scheduled_action_of_its_own(self):
        self.assertFalse(self.stock.cron_id)
        crons = self.env["ir.cron"].search([("name", "ilike", "Helpdesk mailbox:%")])
        self.assertEqual(crons, self.mailbox.cron_id)

    def test_stock_screen(self):
        with Form(self.env["fetchmail.server"], "mail.view_email_server_form") as form:
            form.name, form.server_type, form.server = "pop", "pop", "mail.example.com"
            self.assertEqual(form.port, 110)
            form.user, form.password = "someone", "secret"
        self.assertFalse(form.record.case_mailbox)

    def _fetch(self, servers, **context):
        connection = FakeConnection(mail(To="catchall@acme.example").decode())
        Thread = self.registry["mail.thread"]
        with (
            patch.object(
                self.registry["fetchmail.server"],
                "_connect__",
                lambda _server, **_options: connection,
            ),
            patch.object(Thread, "message_process", autospec=True) as process,
            self.committing(servers) as working,
        ):
            working.with_context(**context)._fetch_mail()
        return process.call_count, connection.unread

    def test_it_is_fetched_by_stock(self):
        self.stock.state = "done"
        self.assertEqual(self._fetch(self.stock), (1, {}))
        self.assertFalse(self.rows())

    def test_fetched_together_each_goes_its_own_way(self):
        self.stock.state = "done"
        self.deliver(mail())
        self.assertEqual(self._fetch(self.stock + self.mailbox), (1, {}))
        self.assertEqual(self.rows().state, "done")

    def test_stocks_scheduled_action_leaves_mailboxes_to_theirs(self):
        self.deliver(mail())
        cron = self.env.ref("mail.ir_cron_mail_gateway_action")
        self.assertEqual(self._fetch(self.mailbox, cron_id=cron.id)[0], 0)
        self.assertFalse(self.rows())
        self.assertEqual(len(self.left()), 1)

    def test_confirming_it_is_stocks_affair(self):
        with patch.object(
            self.registry["fetchmail.server"],
            "_connect__",
            lambda _server, **_options: FakeConnection(""),
        ):
            self.assertTrue(self.stock.button_confirm_login())
        self.assertEqual(self.stock.state, "done")

    def test_confirming_a_mailbox_opens_the_window(self):
        action = self.mailbox.button_confirm_login()
        self.assertEqual(action["res_model"], "fetchmail.mailbox.setup")

    def test_its_list_does_not_show_mailboxes(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mail.action_email_server_tree"
        )
        self.assertEqual(action["domain"], "[('case_mailbox', '=', False)]")
