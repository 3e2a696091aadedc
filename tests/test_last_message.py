"""Who wrote last in a ticket, and so who waits for whom."""

from .common import CUSTOMER, MailboxCase, mail


class TestLastMessage(MailboxCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(
            mail(
                message_id="<q1@customer.example>",
                Date="Wed, 04 Mar 2026 10:00:00 +0000",
            )
        )

    def waits(self):
        """(whose turn it is, what the last message is, who wrote it)."""
        ticket = self.ticket
        return ticket.waiting_for, ticket.last_message_kind, ticket.last_message_author

    def answer(self, **values):
        return self.ticket.with_user(self.agent).message_post(
            body="It ships.", message_type="comment", **values
        )

    def answered(self):
        self.answer(subtype_xmlid="mail.mt_comment")

    def test_a_new_ticket_waits_for_us(self):
        self.assertEqual(self.waits(), ("us", "question", "Anna Berg"))

    def test_a_ticket_made_by_hand_waits_for_us_until_it_is_answered(self):
        self.ticket = self.env["helpdesk.ticket"].create(
            {"name": "By phone", "description": "Broken"}
        )
        self.assertEqual(self.waits(), ("us", False, False))
        self.answered()
        self.assertEqual(self.ticket.waiting_for, "customer")

    def test_an_agents_answer_waits_for_the_customer(self):
        self.answered()
        self.assertEqual(self.waits(), ("customer", "answer", self.agent.name))

    def test_a_customers_mail_after_it_is_a_reply(self):
        self.answered()
        self.fetch(
            mail(
                "And when?",
                In_Reply_To="<q1@customer.example>",
                Date="Wed, 04 Mar 2099 10:00:00 +0000",
            )
        )
        self.assertEqual(self.waits(), ("us", "reply", "Anna Berg"))

    def test_an_answer_in_the_portal_is_a_reply(self):
        self.answered()
        partner = self.env["res.partner"].create({"name": "Cleo", "email": CUSTOMER})
        self.ticket.message_post(
            body="And when?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            author_id=partner.id,
        )
        self.assertEqual(self.waits(), ("us", "reply", "Cleo"))

    def test_a_note_is_no_answer(self):
        self.answer(subtype_xmlid="mail.mt_note")
        self.assertEqual(self.ticket.waiting_for, "us")

    def test_an_absence_is_no_reply(self):
        self.answered()
        self.fetch(
            mail(
                "I am away.",
                In_Reply_To="<q1@customer.example>",
                Auto_Submitted="auto-replied",
                Date="Wed, 04 Mar 2099 10:00:00 +0000",
            )
        )
        self.assertEqual(self.ticket.waiting_for, "customer")
        self.ticket._compute_last_message()
        self.assertEqual(self.ticket.waiting_for, "customer")

    def test_an_older_mail_that_comes_late_is_not_the_last_message(self):
        self.answered()
        self.fetch(
            mail(
                "PS",
                In_Reply_To="<q1@customer.example>",
                Date="Wed, 04 Mar 2026 10:01:00 +0000",
            )
        )
        self.assertEqual(self.ticket.waiting_for, "customer")

    def test_a_closed_ticket_waits_for_nobody(self):
        stages = self.team._get_applicable_stages()
        self.ticket.stage_id = stages.filtered("closed")[:1]
        self.assertFalse(self.ticket.waiting_for)
        self.ticket.stage_id = stages.filtered(lambda stage: not stage.closed)[:1]
        self.assertEqual(self.ticket.waiting_for, "us")

    def test_a_colleague_who_is_the_contact_is_a_customer(self):
        self.ticket.partner_id = self.agent.partner_id
        self.answered()
        self.assertEqual(self.waits()[:2], ("us", "reply"))

    def test_tickets_that_were_there_before_are_worked_out_from_their_history(self):
        before = self.waits()
        self.answered()
        after = self.waits()
        self.ticket._compute_last_message()
        self.assertEqual(self.waits(), after)
        self.history(self.ticket)  # the customer's stays
        self.ticket.message_ids.filtered(
            lambda entry: entry.message_type == "comment"
        ).unlink()
        self.ticket._compute_last_message()
        self.assertEqual(self.waits(), before)

    def test_a_message_that_is_moved_takes_the_turn_along(self):
        other = self.env["helpdesk.ticket"].create(
            {"name": "Other", "description": "Other", "team_id": self.team.id}
        )
        entry = self.history(self.ticket)
        self.ticket.with_user(self.manager)._move_entries(entry, other)
        self.assertFalse(self.ticket.last_message_kind)
        self.assertEqual(other.last_message_kind, "question")

    def test_the_dashboard_counts_a_teams_tickets_that_wait_for_us(self):
        team = self.team.with_user(self.agent)
        self.assertEqual(team.todo_ticket_count_waiting, 1)
        self.answered()
        team.invalidate_recordset()
        self.assertEqual(team.todo_ticket_count_waiting, 0)
