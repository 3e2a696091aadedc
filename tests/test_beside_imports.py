"""Existing mail sets nothing off in other add-ons, and new mail does as any ticket."""

from datetime import timedelta

from odoo import fields

from .common import CUSTOMER, mail
from .house_common import BesideSmtpCase

LONG_AGO = "Thu, 05 Jan 2023 10:00:00 +0000"


class TestBesideImports(BesideSmtpCase):
    def setUp(self):
        super().setUp()
        self.anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        stages = self.team._get_applicable_stages()
        self.opened, self.closing = stages[:1], stages.filtered("closed")[:1]
        self.template = self.env["mail.template"].create(
            {
                "name": "Told",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "subject": "Told of a stage",
                "use_default_to": False,
                "email_to": "{{ object.partner_email }}",
                "body_html": "<p>Hello</p>",
            }
        )
        survey = "helpdesk_mgmt_rating.rating_ticket_email_template"
        stages.write(
            {
                "mail_template_id": self.template.id,
                "rating_mail_template_id": self.env.ref(survey).id,
            }
        )
        self.sla = self.env["helpdesk.sla"].create(
            {"name": "Answer", "days": 1, "stage_id": self.closing.id}
        )
        self.team.write(
            {
                "use_sla": True,
                "close_inactive_tickets": True,
                "ticket_stage_ids": [(6, 0, stages.ids)],
                "inactive_tickets_day_limit_warning": 7,
                "closing_ticket_stage": self.closing.id,
            }
        )

    def run_neighbours(self):
        """Run their scheduled actions and the queue of mail; returns its subjects."""
        self.settle()
        self.cron("close_team_inactive_tickets", "helpdesk.ticket.team")
        self.cron("_process_reminders", "mail.activity")
        self.settle()
        self.send_queue()
        return sorted(one.message["Subject"] for one in self.receiver.to(CUSTOMER))

    def imported(self, mode):
        old = [
            mail(f"Question {number}", Subject=f"Old {number}", Date=LONG_AGO)
            for number in range(2)
        ]
        return self.import_mail(*old, mode=mode)

    def test_closed_tickets_are_left_alone(self):
        tickets = self.imported("closed")
        self.assertEqual(tickets.mapped("closed"), [True, True])
        self.assertEqual(self.run_neighbours(), [])
        self.assertEqual(set(tickets.ticket_sla_ids.mapped("state")), {"accomplished"})
        self.assertFalse(any(tickets.mapped("sla_expired")))
        self.assertFalse(any(tickets.mapped("sla_deadline")))
        self.assertFalse(tickets.rating_ids or tickets.activity_ids)
        for ticket in tickets:
            self.assertEqual(ticket.last_stage_update.year, 2023)
            self.assertEqual(ticket.closed_date.year, 2023)

    def test_open_tickets_are_only_as_old_as_their_import_to_who_counts_inactivity(
        self,
    ):
        tickets = self.imported("open")
        self.assertEqual(tickets.mapped("closed"), [False, False])
        self.assertEqual(self.run_neighbours(), [])
        self.assertFalse(tickets.rating_ids or tickets.activity_ids)
        for ticket in tickets:
            self.assertEqual(ticket.last_stage_update.date(), fields.Date.today())

    def test_a_new_mail_s_ticket_has_its_deadline(self):
        ticket = self.case_of(mail(Date=None))
        self.assertEqual(ticket.ticket_sla_ids.sla_id, self.sla)
        self.assertEqual(ticket.ticket_sla_ids.state, "in_progress")
        self.assertGreater(ticket.sla_deadline, fields.Datetime.now())

    def test_its_warning_its_stage_s_mail_and_its_survey(self):
        ticket = self.case_of(mail(Date=None))
        self.age(ticket, days=7)
        subjects = self.run_neighbours()
        self.assertIn(f"The ticket {ticket.number} will be closed.", subjects)
        self.receiver.clear()
        ticket.with_user(self.agent).stage_id = self.closing
        subjects = " ".join(self.run_neighbours())
        self.assertIn("Told of a stage", subjects)
        self.assertIn("Satisfaction Survey", subjects)
        self.assertEqual(ticket.ticket_sla_ids.state, "accomplished")

    def test_an_imported_ticket_that_is_opened_again_gets_none_and_the_log_says_why(
        self,
    ):
        ticket = self.imported("closed")[0]
        ticket.with_user(self.agent).stage_id = self.opened
        self.settle()
        self.age(ticket, days=7)
        self.assertEqual(self.run_neighbours(), [])
        log = self.env["fetchmail.automatic.mail"].search(
            [("ticket_id", "=", ticket.id)], limit=1
        )
        self.assertEqual((log.purpose, log.state), ("addon", "withheld"))
        self.assertIn("before it was set up", log.reason)

    def test_a_reminder_of_an_activity_goes_to_the_agent(self):
        ticket = self.case_of(mail(Date=None))
        kind = self.env.ref("mail.mail_activity_data_todo")
        kind.reminders = "1"
        activity = ticket.activity_schedule(
            activity_type_id=kind.id,
            user_id=self.agent.id,
            date_deadline=fields.Date.today() + timedelta(days=1),
        )
        # Odoo has just told them that it is theirs.
        activity.last_reminder_local = False
        self.run_neighbours()
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.agent.partner_id.ids)], limit=1
        )
        self.assertIn("expire soon", told.subject)
