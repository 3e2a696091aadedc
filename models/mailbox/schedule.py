"""The mailbox's own scheduled action: made with it, kept in step, removed with it."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..groups import HELPDESK_MANAGER

# Seconds that "Fetch Now" works before it leaves the rest to the scheduled action.
FETCH_NOW_SECONDS = 20
IN_STEP_CRON = "helpdesk_mgmt_mailbox.cron_schedules"
IN_STEP_PAUSE = timedelta(minutes=1)  # as exact as Odoo's scheduler is
SCHEDULE_FIELDS = {"name", "active", "state", "interval_minutes", "case_mailbox"}


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    cron_id = fields.Many2one(
        "ir.cron",
        string="Scheduled Action",
        copy=False,
        readonly=True,
        ondelete="set null",
    )
    next_run = fields.Datetime(compute="_compute_next_run")
    removal_next_run = fields.Datetime(
        string="Next Removal", compute="_compute_removal_next_run"
    )

    @api.depends(
        "cron_id", "state", "active", "retry_after", "pause_until", "reconnect_needed"
    )
    def _compute_next_run(self):
        pauses = self._asked_pauses()
        for server in self:
            cron = server.sudo().cron_id
            # Until a person has reconnected, a run does nothing.
            due = cron.active and not server.reconnect_needed and cron.nextcall
            pause = pauses.get(server.sudo()._account())
            server.next_run = due and max(due, server.retry_after or due, pause or due)

    @api.depends("removal_retry", "next_run")
    def _compute_removal_next_run(self):
        for server in self:
            retry, run = server.removal_retry, server.next_run
            server.removal_next_run = retry and max(retry, run or retry)

    @api.model
    def _update_cron(self):
        """Stock looks after its scheduled action at each write, also at those of a
        helpdesk manager, who has no right to it (Odoo hook)."""
        return super(FetchmailServer, self.sudo())._update_cron()

    def _schedule(self):
        """Make each mailbox's scheduled action what its settings say."""
        for mailbox in self.filtered("case_mailbox").sudo():
            values = mailbox._cron_values()
            cron = mailbox.cron_id
            if not cron:
                mailbox.cron_id = self.env["ir.cron"].sudo().create(values)
            elif any(cron[name] != value for name, value in values.items()):
                mailbox._write_cron(values)

    @api.model
    def _keep_schedules_in_step(self):
        """A scheduled action: what was saved while a mailbox was being fetched."""
        mailboxes = self.with_context(active_test=False)
        mailboxes.search([("case_mailbox", "=", True)])._schedule()

    def _cron_values(self):
        return {
            "name": self.env._("Helpdesk mailbox: %(name)s", name=self.name),
            "active": bool(self.active and self.state == "done"),
            "interval_number": max(self.interval_minutes, 1),
            "interval_type": "minutes",
            **({} if self.cron_id else self._cron_fixed_values()),
        }

    def _cron_fixed_values(self):
        return {
            "model_id": self.env["ir.model"]._get_id(self._name),
            "state": "code",
            "code": f"model._run_mailbox({self.id})",
            "user_id": self.env.ref("base.user_root").id,
        }

    def _write_cron(self, values):
        """Odoo holds the scheduled action locked for as long as it runs. What is
        saved meanwhile, the run honours; this follows when the lock is gone."""
        if self.cron_id.try_lock_for_update(allow_referencing=True):
            self.cron_id.write(values)
        else:
            later = fields.Datetime.now() + IN_STEP_PAUSE
            self.env.ref(IN_STEP_CRON).sudo()._trigger(later)

    def _schedule_now(self):
        """Let the scheduled action run as soon as a worker is free."""
        for mailbox in self.sudo().filtered("cron_id.active"):
            mailbox.cron_id._trigger()

    def action_fetch_now(self):
        """Look into the mailbox now; long work goes on in the scheduled action."""
        self.ensure_one()
        if not self.env.user.has_group(HELPDESK_MANAGER):
            raise AccessError(self.env._("Only a helpdesk manager can fetch mail."))
        self.check_access("read")
        mailbox = self.sudo()
        if mailbox.state != "done" or not mailbox.active:
            raise UserError(
                self.env._("Connect and enable the mailbox first, then fetch.")
            )
        if mailbox.is_copied:
            raise UserError(mailbox.copy_text)
        mailbox._check_not_left_alone()
        outcome = mailbox._while_person_waits()._run(seconds=FETCH_NOW_SECONDS)
        if outcome.error:
            raise UserError(mailbox._button_sentence(outcome.error))
        if outcome.remaining or outcome.busy:
            mailbox._schedule_now()
        title, kind = self.env._("Mailbox fetched"), "success"
        if outcome.crowded:
            title, kind = self.env._("Not fetched yet"), "warning"
        return self._notification(title, self._outcome_text(outcome), kind)

    def _outcome_text(self, outcome):
        if outcome.crowded:
            return self.env._(
                "All connections that this account may have at %(host)s at once are in "
                "use. Fetching resumes automatically as soon as one is free.",
                host=self.sudo().server,
            )
        if outcome.busy:
            return self.env._("It is being fetched already; look again in a moment.")
        if outcome.remaining:
            return self.env._(
                "%(done)s messages processed; the other %(left)s follow in the "
                "background.",
                done=outcome.settled,
                left=outcome.remaining,
            )
        if outcome.settled == 1:
            return self.env._("1 message processed.")
        return self.env._("%(done)s messages processed.", done=outcome.settled)
