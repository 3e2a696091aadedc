"""What a team's alias says of new tickets counts for those of its mailboxes, too."""

from .common import MailboxCase, mail


class TestTeamDefaults(MailboxCase):
    def setUp(self):
        super().setUp()
        self.category, self.other = self.env["helpdesk.ticket.category"].create(
            [{"name": "Orders"}, {"name": "Invoices"}]
        )
        self.tag, self.second = self.env["helpdesk.ticket.tag"].create(
            [{"name": "By email"}, {"name": "Urgent"}]
        )

    def ticket_with(self, subject="A question", **defaults):
        self.team.alias_defaults = repr({"team_id": self.team.id, **defaults})
        return self.case_of(mail(Subject=subject))

    def rule(self, **values):
        self.env["fetchmail.rule"].create(
            {
                "name": "Urgent",
                "server_id": self.mailbox.id,
                "condition_ids": [(0, 0, {"part": "subject", "value": "urgent"})],
                **values,
            }
        )

    def test_its_values_are_those_of_a_new_ticket(self):
        ticket = self.ticket_with(
            priority="3",
            category_id=self.category.id,
            user_id=self.agent.id,
            tag_ids=[(6, 0, self.tag.ids)],
        )
        self.assertEqual(ticket.priority, "3")
        self.assertEqual(ticket.category_id, self.category)
        self.assertEqual(ticket.user_id, self.agent)
        self.assertEqual(ticket.tag_ids, self.tag)

    def test_the_mailbox_says_who_is_assigned(self):
        self.team.user_ids |= self.manager
        self.mailbox.case_user_id = self.manager
        ticket = self.ticket_with(user_id=self.agent.id)
        self.assertEqual(ticket.user_id, self.manager)

    def test_a_rule_says_more_and_tags_of_both_count(self):
        self.rule(category_id=self.other.id, tag_ids=[(6, 0, self.second.ids)])
        ticket = self.ticket_with(
            "urgent",
            category_id=self.category.id,
            priority="2",
            tag_ids=[(4, self.tag.id)],
        )
        self.assertEqual(ticket.category_id, self.other)
        self.assertEqual(ticket.priority, "2")
        self.assertEqual(ticket.tag_ids, self.tag | self.second)

    def test_of_the_team_that_a_rule_chooses(self):
        orders = self.env["helpdesk.ticket.team"].create({"name": "Orders"})
        orders.alias_defaults = repr({"category_id": self.other.id})
        self.rule(team_id=orders.id)
        ticket = self.ticket_with("urgent", category_id=self.category.id)
        self.assertEqual(ticket.team_id, orders)
        self.assertEqual(ticket.category_id, self.other)

    def test_what_the_mail_says_is_not_the_team_s_to_say(self):
        ticket = self.ticket_with(
            name="Everybody's",
            partner_email="boss@evil.example",
            mailbox_writes_as="boss@evil.example",
            number="1",
        )
        self.assertEqual(ticket.name, "A question")
        self.assertEqual(ticket.partner_email, "anna@customer.example")
        self.assertFalse(ticket.mailbox_writes_as)
        self.assertNotEqual(ticket.number, "1")

    def test_what_does_not_fit_costs_no_ticket(self):
        away = self.env["helpdesk.ticket.category"].create({"name": "Gone"})
        away_id = away.id
        away.unlink()
        for defaults in (
            {"category_id": away_id},
            {"category_id": "Orders"},
            {"priority": "highest"},
            {"tag_ids": [(6, 0, [self.tag.id, 10**9])]},
            {"tag_ids": [(0, 0, {"name": "New"})]},
            {"tag_ids": 3},
            {"no_such_field": 1},
            {1: 2},
        ):
            with self.subTest(defaults):
                self.team.alias_defaults = repr(defaults)
                ticket = self.case_of(mail(Subject="A question"))
                self.assertFalse(ticket.category_id)
                self.assertLessEqual(ticket.tag_ids, self.tag)

    def test_records_of_another_company_are_left_out(self):
        company = self.env["res.company"].create({"name": "Another"})
        self.category.company_id = company
        self.team.company_id = self.env.company
        ticket = self.ticket_with(category_id=self.category.id)
        self.assertFalse(ticket.category_id)

    def test_existing_mail_stays_closed(self):
        self.start_over()
        opened = self.team._get_applicable_stages().filtered(lambda one: not one.closed)
        self.team.alias_defaults = repr(
            {"stage_id": opened[0].id, "category_id": self.category.id}
        )
        self.deliver(mail())
        window = self.connect()
        window.import_mode = "closed"
        window.action_continue()
        self.fetch()
        ticket = self.rows().ticket_id
        self.assertTrue(ticket.closed)
        self.assertEqual(ticket.category_id, self.category)
