"""What runs note has a row of its own, which mailboxes and stock's servers show."""

from datetime import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from .common import MailboxCase, RemoteCase, mail
from .test_trouble import RUN_LOGGER

NOTED = datetime(2026, 3, 4, 10)


class TestStatus(MailboxCase):
    def test_every_server_has_one_row_that_goes_with_it(self):
        status = self.mailbox._status()
        self.assertEqual(len(status), 1)
        self.mailbox.unlink()
        self.assertFalse(status.exists())

    def test_a_server_from_before_gets_one_with_what_stock_noted(self):
        stock = self.env["fetchmail.server"].create({"name": "stock"})
        stock._status().unlink()
        self.env.cr.execute(
            "UPDATE fetchmail_server SET error_message = 'before', date = %s"
            " WHERE id = %s",
            [NOTED, stock.id],
        )
        self.env["fetchmail.mailbox.status"]._make_missing()
        self.assertEqual((stock.error_message, stock.date), ("before", NOTED))

    def test_what_stock_notes_is_read_again(self):
        stock = self.env["fetchmail.server"].create({"name": "stock"})
        stock.error_date, stock.error_message = NOTED, "away"
        stock.write({"date": NOTED})
        stock.flush_recordset()
        stock.invalidate_recordset()
        self.assertEqual((stock.error_date, stock.error_message), (NOTED, "away"))
        self.assertEqual(stock.date, NOTED)

    def test_filters_find_mailboxes_by_it(self):
        servers = self.env["fetchmail.server"].search([("case_mailbox", "=", True)])
        found = servers.filtered_domain([("error_message", "!=", False)])
        self.assertFalse(found)
        self.mailbox._status().error_message = "away"
        found = servers.search([("error_message", "!=", False)])
        self.assertEqual(found, self.mailbox)
        self.assertNotIn(self.mailbox, servers.search([("error_message", "=", False)]))

    def test_managers_read_and_filter_by_it(self):
        self.mailbox._status().error_message = "away"
        theirs = self.mailbox.with_user(self.manager)
        self.assertEqual(theirs.error_message, "away")
        found = theirs.search([("error_message", "!=", False)])
        self.assertEqual(found, self.mailbox)
        self.assertEqual(theirs.read(["error_message"])[0]["error_message"], "away")

    def test_values_given_at_creation_are_noted(self):
        values = {"name": "stock", "error_message": "away"}
        stock = self.env["fetchmail.server"].create(values)
        self.assertEqual(stock._status().error_message, "away")

    def test_keys_are_an_administrators(self):
        status = self.mailbox._status()
        for person in (self.manager, self.agent):
            with self.subTest(person.login), self.assertRaises(AccessError):
                status.with_user(person).read(["import_keys"])

    def test_a_run_writes_no_mailbox(self):
        """Law 11; PostgreSQL's own count of versions of the row tells."""
        version = "SELECT xmin, ctid FROM fetchmail_server WHERE id = %s"
        self.env.flush_all()
        self.env.cr.execute(version, [self.mailbox.id])
        before = self.env.cr.fetchone()
        self.fetch(mail())
        self.env.cr.execute(version, [self.mailbox.id])
        self.assertEqual(self.env.cr.fetchone(), before)


class TestOutdated(RemoteCase):
    def run_while(self, change, *raws):
        """Run the mailbox, a person changing it before the run has opened it."""
        Server = self.registry["fetchmail.server"]
        original = Server._open_session

        def _open_session(mailbox):
            try:
                return original(mailbox)
            finally:
                change(mailbox.browse(self.mailbox.id))
                mailbox.env.cr.commit()  # pylint: disable=invalid-commit

        with patch.object(Server, "_open_session", _open_session):
            return self.fetch(*raws)

    @mute_logger(RUN_LOGGER)
    def test_what_was_mended_meanwhile_is_no_trouble(self):
        self.mailbox.password = "wrong"

        def mend(mailbox):
            mailbox.password = self.dovecot.users[mailbox.email_address]

        outcome = self.run_while(mend, mail())
        self.assertTrue(outcome.outdated)
        self.assertIsNone(outcome.error)
        self.assertFalse(self.mailbox.error_message or self.mailbox.retry_after)
        self.fetch()
        self.assertFiledOnce(1)

    def test_existing_mail_of_another_account_is_not_taken_for_done(self):
        def connect(mailbox):
            mailbox.write({"imap_folder": "inbox"})
            mailbox._start(["another/1/1"])

        self.assertTrue(self.run_while(connect).outdated)
        self.assertTrue(self.mailbox.import_running)
