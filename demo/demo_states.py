"""Demo data: how each mailbox is, what its runs were, and what was changed."""

from datetime import datetime, timedelta

from odoo import models

from ..models.names import MODULE
from ..tools.errors import FixSettings, ReconnectNeeded, ServerWords

# No run of a demo mailbox begins by itself before: there is no such mail server.
NEVER = datetime(2100, 1, 1)
CONNECTED = ("support", "orders", "sales", "info", "repairs")
REFUSED = FixSettings("login_refused", ServerWords("-ERR [AUTH] Invalid credentials"))
LOST = ReconnectNeeded(
    "consent_lost",
    ServerWords("invalid_grant: The token has been revoked."),
)


class FetchmailDemo(models.AbstractModel):
    _inherit = "fetchmail.demo"

    def _connect(self, moment):
        """Connect the mailboxes, but for the one whose existing mail is filed later,
        and change some of their settings; they were made at `moment`."""
        admin = self.env.ref("base.user_admin")
        changes = self.env["fetchmail.mailbox.change"].sudo()
        changes = changes.search([("server_id", "in", self._mailboxes().ids)])
        changes.date = moment
        for name in CONNECTED:
            if name != "info":
                self._mailbox(name)._start([])
        support = self._mailbox("support").with_user(admin)
        support.interval_minutes = 2
        support.answer_quote = "all"
        self._mailbox("orders").with_user(admin).confirmation_days = 21

    def _mailboxes(self):
        """All of them, archived ones, too."""
        names = (
            self.env["ir.model.data"]
            .sudo()
            .search([("name", "=like", "demo_mailbox_%"), ("module", "=", MODULE)])
        )
        return self.env["fetchmail.server"].browse(names.mapped("res_id"))

    def _note_states(self, now):
        """Note how the last runs ended, and that no other follows."""
        for name in CONNECTED:
            self._mailbox(name)._status().write(
                {"date": now, "success_date": now, "retry_after": NEVER}
            )
        for name in ("support", "orders", "info"):
            self._note_quiet_runs(self._mailbox(name), now)
        with self._at(now - timedelta(hours=5)):
            self._note_failure("repairs", REFUSED, now - timedelta(hours=5), 3)
            self._note_failure("sales", LOST, now - timedelta(hours=20), 1)
        self._mailbox("sales")._status().reconnect_needed = True
        # Its provider's limit of a day keeps the rest of its mail waiting.
        self._mailbox("info")._status().import_pause = now + timedelta(hours=10)
        self.env["fetchmail.oauth.token"].sudo().create(
            {
                "server_id": self._mailbox("sales").id,
                "account": "sales@yourcompany.example",
            }
        )
        self._stop_schedules()

    def _note_quiet_runs(self, mailbox, now):
        """Runs in a row that found nothing new."""
        runs = mailbox.env["fetchmail.mailbox.run"].sudo()
        mine = [("server_id", "=", mailbox.id)]
        interval = timedelta(minutes=mailbox.interval_minutes)
        first = runs.search(mine, limit=1).date + interval
        mailbox._log_run(self._run_start(mailbox, first), None)
        count = (now - first) // interval + 1
        runs.search(mine, limit=1).write({"runs": count, "last_date": now})

    def _note_failure(self, name, error, moment, failures):
        """Runs of a mailbox failed with `error`, and its people were told."""
        mailbox = self._mailbox(name)
        mailbox._tell_of_error(error, failures)
        for number in range(failures):
            start = self._run_start(mailbox, moment + timedelta(minutes=number))
            mailbox._log_run(start, error)
        mailbox._status().write(
            {
                "date": moment,
                "success_date": moment - timedelta(minutes=5),
                "error_code": error.code,
                "error_message": mailbox._error_sentence(error),
                "error_said": error.as_json(moment),
                "error_date": moment,
                "failure_count": failures,
            }
        )

    def _stop_schedules(self):
        """No scheduled action is due, and none runs when the hourly one has put them in
        step: each mailbox waits until `NEVER`."""
        mailboxes = self._mailboxes()
        self.env["ir.cron.trigger"].sudo().search(
            [("cron_id", "in", mailboxes.sudo().cron_id.ids)]
        ).unlink()
        mailboxes.sudo().cron_id.active = False
