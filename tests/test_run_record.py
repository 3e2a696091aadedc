"""The log of runs."""

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

    def test_a_mailbox_that_is_deleted_meanwhile_has_no_log(self):
        start = self.mailbox._run_start()
        gone = self.mailbox
        gone.unlink()
        gone._log_run(start, None)
        self.assertFalse(self.runs())

    def test_runs_are_kept_for_the_days_that_are_set(self):
        self.fetch()
        Run = self.env["fetchmail.mailbox.run"]
        self.env["ir.config_parameter"].set_param(
            "helpdesk_mgmt_mailbox.run_log_days", "3"
        )
        Run._forget_old_runs()
        self.assertTrue(self.runs())
        self.env.cr.execute(
            "UPDATE fetchmail_mailbox_run SET write_date = now() - interval '4 days'"
        )
        self.env.invalidate_all()
        Run._forget_old_runs()
        self.assertFalse(self.runs())
