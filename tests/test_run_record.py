"""The log of runs."""

from contextlib import suppress
from unittest.mock import patch

from odoo.tests import Form
from odoo.tools import mute_logger

from .common import MailboxCase, mail


class TestRunRecord(MailboxCase):
    def runs(self):
        return self.env["fetchmail.mailbox.run"].search(
            [("server_id", "=", self.mailbox.id)], order="id"
        )

    def test_a_run_says_what_it_fetched_and_what_became_of_it(self):
        self.fetch(mail(), mail(Auto_Submitted="auto-generated"))
        run = self.runs()
        self.assertEqual((run.fetched, run.filed, run.ignored), (2, 1, 1))
        self.assertGreater(run.seconds, 0)
        self.assertFalse(run.error)

    def test_runs_in_a_row_that_found_nothing_are_one_row(self):
        self.fetch()
        self.fetch()
        self.fetch(mail())
        self.fetch()
        self.assertEqual(self.runs().mapped("runs"), [2, 1, 1])
        self.assertTrue(self.runs()[0].last_date)

    def test_a_run_that_failed_has_its_error(self):
        self.mailbox.password = "wrong"
        self.fetch()
        (error,) = self.runs().mapped("error")
        self.assertIn("refused the user name or the password", error)
        self.assertNotIn("wrong", error)
        self.assertNotIn("tried again", error, "that is over")
        self.assertEqual(self.runs().error_code, "login_refused")

    def test_an_error_is_told_in_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.mailbox.password = "wrong"
        self.fetch()
        run = self.runs().with_user(self.manager)
        german = run.with_context(lang="de_DE").error
        self.assertIn("refused the user name or the password", run.error)
        self.assertNotIn("refused the user name", german)
        self.assertTrue(german)

    def test_runs_with_errors_are_found(self):
        self.fetch()
        self.mailbox.password = "wrong"
        self.fetch()
        Run = self.env["fetchmail.mailbox.run"]
        mine = [("server_id", "=", self.mailbox.id)]
        self.assertEqual(Run.search([*mine, ("error", "!=", False)]), self.runs()[1])
        self.assertEqual(Run.search([*mine, ("error", "=", False)]), self.runs()[0])

    @mute_logger("odoo.addons.helpdesk_mgmt_mailbox.models.mailbox.run")
    def test_a_step_that_fails_and_is_rolled_back_is_logged_all_the_same(self):
        Message = self.registry["fetchmail.message"]
        with patch.object(Message, "_process_due", side_effect=ZeroDivisionError):
            self.fetch()
        run = self.runs()
        self.assertEqual(run.error_code, "internal_error")
        self.assertIn("ZeroDivisionError", run.error)

    def test_a_run_that_an_exception_ended_is_logged_before_it_is_raised(self):
        Mailbox = self.registry["fetchmail.server"]
        self.deliver(mail())
        with (
            patch.object(Mailbox, "_conclude", side_effect=ZeroDivisionError),
            self.committing(self.mailbox) as working,
            suppress(ZeroDivisionError),  # assertRaises would roll the log back
        ):
            working._run()
            self.fail("the exception is raised")
        run = self.runs()
        self.assertEqual((run.error_code, run.fetched), ("internal_error", 1))

    def test_a_mailbox_that_is_deleted_meanwhile_has_no_log(self):
        start = self.mailbox._run_start()
        gone = self.mailbox
        gone.unlink()
        gone._log_run(start, None)
        self.assertFalse(self.runs())

    def test_runs_are_kept_for_the_days_that_are_set(self):
        self.fetch()
        Run = self.env["fetchmail.mailbox.run"]
        with Form(self.env["res.config.settings"]) as settings:
            self.assertEqual(settings.case_mailbox_log_days, 30)
            settings.case_mailbox_log_days = 3
        settings.record.execute()
        Run._forget_old_runs()
        self.assertTrue(self.runs())
        self.env.cr.execute(
            "UPDATE fetchmail_mailbox_run SET write_date = now() - interval '4 days'"
        )
        self.env.invalidate_all()
        Run._forget_old_runs()
        self.assertFalse(self.runs())
