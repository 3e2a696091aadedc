"""Rules and senders of companies: a manager of one decides nothing for another."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common import CUSTOMER, SECOND, MailboxCase, mail

OURS = (
    "This is for the mailboxes of all companies. Only an administrator can make, "
    "change or delete it."
)
VALUES = {
    "fetchmail.rule": {"name": "All of it", "outcome": "ignore"},
    "fetchmail.sender": {"pattern": CUSTOMER, "kind": "deny"},
}


class CompaniesCase(MailboxCase):
    """Two companies, each with a mailbox; the stranger manages the other one's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls.env["res.company"].create({"name": "Theirs Inc."})
        cls.stranger = new_test_user(
            cls.env,
            "mailbox-stranger",
            "helpdesk_mgmt.group_helpdesk_manager",
            context={"no_reset_password": True},
            email="stranger@theirs.example",
            company_id=cls.theirs.id,
            company_ids=[Command.set(cls.theirs.ids)],
        )

    def setUp(self):
        super().setUp()
        self.their_mailbox = self.make_mailbox(
            SECOND,
            company_id=self.theirs.id,
            case_team_id=False,
        )


class TestRulesOfCompanies(CompaniesCase):
    def each(self, user):
        """(model as `user`, values of a record) of each model."""
        return [(self.env[name].with_user(user), VALUES[name]) for name in VALUES]

    def assertRefused(self, call, sentence=OURS):
        self.env.flush_all()
        with self.assertRaises(AccessError) as caught, self.cr.savepoint():
            call()
        if sentence:
            self.assertEqual(str(caught.exception), sentence)
        self.env.invalidate_all()

    def test_what_a_manager_makes_is_of_the_managers_company(self):
        for model, values in self.each(self.stranger):
            self.assertEqual(model.create(values).company_id, self.theirs)
        self.assertEqual(self.fetch_one(mail()).state, "done")
        row = self.fetch_one(mail(To=SECOND), self.their_mailbox)
        self.assertEqual(row.state, "ignored")

    def test_a_manager_makes_nothing_for_all_companies(self):
        for model, values in self.each(self.stranger):
            call = model.create
            self.assertRefused(lambda c=call, v=values: c({**v, "company_id": False}))

    def test_a_manager_makes_nothing_for_another_company_or_its_mailbox(self):
        for model, values in self.each(self.stranger):
            for of in (
                {"company_id": self.env.company.id},
                {"server_id": self.mailbox.id},
            ):
                self.assertRefused(
                    lambda c=model.create, v={**values, **of}: c(v), sentence=None
                )

    def test_a_manager_takes_nothing_of_a_company_to_all_or_to_another(self):
        for model, values in self.each(self.stranger):
            own = model.create(values)
            self.assertRefused(lambda r=own: r.write({"company_id": False}))
            for of in (
                {"company_id": self.env.company.id},
                {"server_id": self.mailbox.id},
            ):
                self.assertRefused(lambda r=own, v=of: r.write(v), sentence=None)
            self.assertEqual(own.company_id, self.theirs)

    def test_a_manager_reads_what_is_for_all_and_does_not_change_it(self):
        for model, values in self.each(self.stranger):
            shared = model.sudo().create({**values, "company_id": False})
            shared = shared.with_user(self.stranger)
            self.assertTrue(shared.display_name)
            self.assertRefused(lambda r=shared: r.write({"company_id": self.theirs.id}))
            self.assertRefused(shared.unlink)

    def test_an_administrator_does(self):
        for model, values in self.each(self.admin):
            shared = model.create({**values, "company_id": False})
            shared.write({"company_id": self.env.company.id})
            shared.unlink()

    def test_conditions_follow_their_rule(self):
        rules = self.env["fetchmail.rule"]
        line = {"part": "subject", "operator": "contains", "value": "x"}
        shared = rules.create({"name": "All", "company_id": False})
        other = rules.create({"name": "Ours"})
        own = rules.with_user(self.stranger).create(
            {"name": "Theirs", "condition_ids": [Command.create(line)]}
        )
        Condition = own.condition_ids.browse()
        for rule in (shared, other):
            values = {**line, "rule_id": rule.id}
            self.assertRefused(lambda v=values: Condition.create(v), sentence=None)
            self.assertRefused(
                lambda r=rule: own.condition_ids.write({"rule_id": r.id}), sentence=None
            )
        self.assertEqual(own.condition_ids.rule_id, own)

    def test_rules_in_a_mailboxs_form_are_of_its_company(self):
        mailbox = self.their_mailbox.with_user(self.stranger)
        mailbox.write({"rule_ids": [Command.create(VALUES["fetchmail.rule"])]})
        self.assertEqual(mailbox.rule_ids.company_id, self.theirs)
        rule = [Command.create({"name": "x", "company_id": False})]
        self.assertRefused(lambda: mailbox.write({"rule_ids": rule}))

    def test_a_manager_rejects_a_sender_of_a_mailbox_that_all_companies_share(self):
        shared = self.mailbox
        shared.company_id = False
        self.env["fetchmail.rule"].create(
            {"name": "Hold", "server_id": shared.id, "outcome": "hold"}
        )
        row = self.fetch_one(mail()).with_user(self.stranger)
        row.action_reject_sender()
        entry = self.env["fetchmail.sender"].search([("pattern", "=", CUSTOMER)])
        self.assertEqual((entry.server_id, entry.kind), (shared, "deny"))


class TestTeamsAndPeopleOfCompanies(CompaniesCase):
    """Mail of one company is not handed to people of another."""

    def setUp(self):
        super().setUp()
        self.team.company_id = self.env.company

    def assertOtherCompany(self, record, **values):
        """Refused, with the words that name the record and what does not fit."""
        for name, value in values.items():
            self.env.flush_all()
            with self.assertRaises(UserError) as caught, self.cr.savepoint():
                record.with_user(self.stranger).write({name: value.id})
            self.assertIn("belongs to another company", str(caught.exception))
            self.assertIn(value.display_name, str(caught.exception))
            self.env.invalidate_all()
            self.assertNotEqual(record[name], value)

    def test_a_mailboxs_team_and_people_are_of_its_company(self):
        self.assertOtherCompany(
            self.their_mailbox,
            case_team_id=self.team,
            case_user_id=self.agent,
        )

    def test_so_is_whom_a_rule_assigns(self):
        rule = self.env["fetchmail.rule"].with_user(self.stranger)
        rule = rule.create({**VALUES["fetchmail.rule"], "user_id": self.stranger.id})
        self.assertOtherCompany(rule, user_id=self.agent, team_id=self.team)

    def test_who_is_of_several_companies_is_of_each(self):
        self.agent.company_ids |= self.theirs
        self.their_mailbox.with_user(self.stranger).case_user_id = self.agent

    def test_a_mailbox_changes_its_company_with_its_people(self):
        with self.assertRaisesRegex(UserError, "belongs to another company"):
            self.mailbox.company_id = self.theirs

    def test_a_mailbox_of_all_companies_has_any_team_and_people(self):
        self.mailbox.company_id = False
        self.mailbox.write(
            {"case_team_id": self.team.id, "case_user_id": self.agent.id}
        )
        self.assertEqual(self.case_of(mail()).team_id, self.team)
