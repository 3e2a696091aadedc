"""What a mailbox decides about answers: colleagues, wrong senders, closed tickets."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError

from .common import CUSTOMER, SECOND, mail
from .test_threads import FIRST, STRANGER, ThreadCase


class TestColleagues(ThreadCase):
    def setUp(self):
        super().setUp()
        Partner = self.env["res.partner"]
        company = Partner.create({"name": "Customer Inc.", "is_company": True})
        anna, _eva = Partner.create(
            [
                {"name": "Anna", "email": CUSTOMER, "parent_id": company.id},
                {
                    "name": "Eva",
                    "email": "eva@customer.example",
                    "parent_id": company.id,
                },
            ]
        )
        self.ticket.partner_id = anna
        self.answer_of_eva = mail(From="eva@customer.example", In_Reply_To=FIRST)

    def test_a_colleague_is_a_stranger_by_default(self):
        self.assertNotEqual(self.case_of(self.answer_of_eva), self.ticket)

    def test_a_colleague_may_answer_where_the_mailbox_allows_it(self):
        self.mailbox.join_by_company = True
        self.assertEqual(self.case_of(self.answer_of_eva), self.ticket)

    def test_somebody_of_another_company_may_not(self):
        self.mailbox.join_by_company = True
        raw = mail(From="eva@customer.example.evil.example", In_Reply_To=FIRST)
        self.assertNotEqual(self.case_of(raw), self.ticket)

    def test_without_a_contact_nobody_is_a_colleague(self):
        self.mailbox.join_by_company = True
        self.ticket.partner_id = False
        self.assertNotEqual(self.case_of(self.answer_of_eva), self.ticket)


class TestHeldForApproval(ThreadCase):
    def setUp(self):
        super().setUp()
        self.mailbox.wrong_sender_policy = "hold"

    def held(self, **headers):
        row = self.fetch_one(mail(From=STRANGER, **{"In_Reply_To": FIRST, **headers}))
        self.assertEqual(row.state, "held")
        return row.with_user(self.manager)

    def test_right_reference_from_a_wrong_sender_is_held(self):
        row = self.held()
        self.assertEqual(row.named_ticket_id, self.ticket)
        self.assertEqual(row.gate, "wrong_sender")
        self.assertEqual(
            row.reason,
            f"It names ticket {self.ticket.number}, but its sender takes no part in "
            "that ticket.",
        )
        self.assertEqual(len(self.history(self.ticket)), 1)

    def test_what_names_no_ticket_is_not_held(self):
        self.assertTrue(self.case_of(mail(From=STRANGER)))

    def test_existing_mail_is_not_held(self):
        second = self.make_mailbox(SECOND, connected=False, wrong_sender_policy="hold")
        self.deliver(mail(From=STRANGER, In_Reply_To=FIRST), to=SECOND)
        self.connect(second).action_continue()
        self.fetch(mailbox=second)
        self.assertEqual(self.rows(second).state, "done")

    def test_approved_it_joins_and_its_sender_belongs_to_the_ticket(self):
        row = self.held()
        row.action_release_to_named_case()
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertEqual(
            row.thread_reason, "A helpdesk manager approved it for this ticket."
        )
        again = mail("thanks", From=STRANGER, In_Reply_To=FIRST)
        self.assertEqual(self.case_of(again), self.ticket)

    def test_released_as_its_own_ticket_it_keeps_the_link(self):
        row = self.held()
        row.action_release_to_own_case()
        self.assertEqual(row.state, "done")
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.ticket_id.named_ticket_id, self.ticket)
        self.assertEqual(
            row.thread_reason, "A helpdesk manager made it a ticket of its own."
        )

    def test_replayed_it_is_judged_anew(self):
        row = self.held()
        self.ticket.message_subscribe(
            self.env["res.partner"]
            .create({"name": "M", "email": "mallory@evil.example"})
            .ids
        )
        row.action_replay()
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))

    def test_what_names_no_ticket_cannot_be_put_into_it(self):
        row = self.fetch_one(mail(Auto_Submitted="auto-replied")).with_user(
            self.manager
        )
        with self.assertRaisesRegex(UserError, "A chosen message names no ticket."):
            row.action_release_to_named_case()

    def test_an_agent_does_not_decide(self):
        row = self.held().with_user(self.agent)
        with self.assertRaises(AccessError):
            row.action_release_to_named_case()


class TestClosedLongAgo(ThreadCase):
    def setUp(self):
        super().setUp()
        self.mailbox.write({"closed_case_policy": "new", "closed_case_days": 10})
        self.ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        self.closed_days_ago(11)

    def closed_days_ago(self, days, ticket=None):
        ticket = ticket or self.ticket
        ticket.closed_date = fields.Datetime.now() - timedelta(days=days)

    def test_an_answer_makes_a_new_linked_ticket(self):
        row = self.fetch_one(mail(In_Reply_To=FIRST))
        ticket = row.ticket_id
        self.assertNotEqual(ticket, self.ticket)
        self.assertEqual(ticket.follows_ticket_id, self.ticket)
        self.assertTrue(self.ticket.closed)
        self.assertEqual(
            row.thread_reason,
            f"It answers ticket {self.ticket.number}, which has been closed for more "
            "than 10 days.",
        )

    def test_both_tickets_show_each_other(self):
        ticket = self.case_of(mail(In_Reply_To=FIRST))
        self.assertEqual(self.ticket.referring_count, 1)
        found = self.env["helpdesk.ticket"].search(self.ticket._referring_domain())
        self.assertEqual(found, ticket)
        self.assertIn(ticket.number, self.ticket.message_ids[0].body)

    def test_the_next_answer_goes_into_the_new_ticket(self):
        ticket = self.case_of(mail(In_Reply_To=FIRST))
        row = self.fetch_one(mail("and another thing", In_Reply_To=FIRST))
        self.assertEqual(row.ticket_id, ticket)
        self.assertEqual(
            row.thread_reason, "It answers a ticket that this one goes on with."
        )

    def test_a_new_ticket_that_is_closed_for_long_has_a_follow_up_too(self):
        second = self.case_of(mail(In_Reply_To=FIRST))
        second.stage_id = self.ticket.stage_id
        self.closed_days_ago(11, second)
        third = self.case_of(mail("again", In_Reply_To=FIRST))
        self.assertEqual(third.follows_ticket_id, second)

    def test_a_signed_answer_too(self):
        token = self.answer(self.ticket).references.split()[0]
        ticket = self.case_of(mail(From="anna@private.example", References=token))
        self.assertEqual(ticket.follows_ticket_id, self.ticket)

    def test_before_that_an_answer_reopens(self):
        self.closed_days_ago(9)
        self.assertEqual(self.case_of(mail(In_Reply_To=FIRST)), self.ticket)
        self.assertFalse(self.ticket.closed)

    def test_existing_mail_joins_the_closed_ticket(self):
        second = self.make_mailbox(SECOND, connected=False, closed_case_policy="new")
        self.closed_days_ago(1000)
        self.deliver(mail(In_Reply_To=FIRST), to=SECOND)
        self.connect(second).action_continue()
        self.fetch(mailbox=second)
        self.assertEqual(self.rows(second).ticket_id, self.ticket)

    def test_a_mailbox_without_new_tickets_takes_it_all_the_same(self):
        self.mailbox.allow_new_cases = False
        ticket = self.case_of(mail(In_Reply_To=FIRST))
        self.assertEqual(ticket.follows_ticket_id, self.ticket)

    def test_an_agents_answer_goes_into_the_closed_ticket(self):
        token = self.reference_of(self.agent, self.ticket)
        raw = mail("We found it.", From="agent@acme.example", References=token)
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_a_stranger_gets_no_follow_up(self):
        ticket = self.case_of(mail(From=STRANGER, In_Reply_To=FIRST))
        self.assertFalse(ticket.follows_ticket_id)
        self.assertEqual(ticket.named_ticket_id, self.ticket)

    def test_days_below_zero_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "are 0 or more"):
            self.mailbox.closed_case_days = -1


class TestArchived(ThreadCase):
    def test_an_answer_brings_an_archived_ticket_back(self):
        self.ticket.active = False
        self.assertEqual(self.case_of(mail(In_Reply_To=FIRST)), self.ticket)
        self.assertTrue(self.ticket.active)

    def test_an_automatic_answer_does_not(self):
        self.ticket.active = False
        self.fetch(mail(In_Reply_To=FIRST, Auto_Submitted="auto-replied"))
        self.assertFalse(self.ticket.active)


class TestManagerMaySet(ThreadCase):
    def test_a_manager_may_change_what_becomes_of_answers(self):
        mailbox = self.mailbox.with_user(self.manager)
        mailbox.write(
            {
                "plus_addressing": True,
                "join_by_company": True,
                "wrong_sender_policy": "hold",
                "closed_case_policy": "new",
                "closed_case_days": 5,
            }
        )
        self.assertTrue(mailbox.plus_addressing)
