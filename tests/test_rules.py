"""Rules: which mail they meet, what they set, and who sees by which a ticket came."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form

from .common import SECOND, MailboxCase, mail

MODULE = "helpdesk_mgmt_mailbox."
SUBJECT = {"part": "subject", "operator": "contains", "value": "invoice"}
INVOICE = "Your Invoice 7"


ENDLESS = {"part": "body", "operator": "pattern", "value": "^(a|aa)+$"}
HOSTILE = "a" * 5000 + "!"
TOO_SLOW = (
    "The rule “Slow” could not be tried: searching for “^(a|aa)+$” takes too long."
)


class RulesCase(MailboxCase):
    def rule(self, *conditions, name="A rule", **values):
        """A rule of this mailbox with `conditions` (dicts)."""
        return self.env["fetchmail.rule"].create(
            {
                "name": name,
                "server_id": self.mailbox.id,
                "condition_ids": [(0, 0, line) for line in conditions],
                **values,
            }
        )


class TestConditions(RulesCase):
    def assertRefused(self, sentence, **values):
        with self.assertRaises(ValidationError) as caught:
            self.rule({"part": "subject", "operator": "contains", **values})
        self.assertEqual(str(caught.exception), sentence)

    def test_a_wrong_pattern_is_refused_with_its_reason(self):
        self.assertRefused(
            "“(a” is no regular expression: missing ) at position 2.",
            operator="pattern",
            value="(a",
        )

    def test_a_pattern_that_is_too_large_is_refused_with_its_limit(self):
        for value, sentence in (
            ("a" * 1001, "A pattern has 1000 characters at most."),
            ("(" * 51 + ")" * 51, "A pattern has groups nested 50 deep at most."),
            (
                "(?P<x>a){1000000000}",
                "Counted repeats of a pattern, such as {1,50}, may come to 10000 in "
                "all, those inside each other multiplied.",
            ),
            ("a\0", "A condition cannot hold the character NUL."),
        ):
            with self.subTest(sentence=sentence):
                self.assertRefused(sentence, operator="pattern", value=value)

    def test_a_size_that_is_no_number_is_refused(self):
        self.assertRefused(
            "The size is a whole number of KiB, such as 500.",
            part="size",
            operator="larger",
            value="much",
        )

    def test_a_subject_is_not_larger(self):
        self.assertRefused(
            "“Is larger than” goes with the size, and only with it.",
            operator="larger",
            value="5",
        )

    def test_a_header_field_without_name_is_refused(self):
        self.assertRefused(
            "Enter the name of the header field.", part="header", value="x"
        )

    def test_a_condition_that_looks_for_nothing_is_refused(self):
        self.assertRefused("Enter what the condition looks for.", value="")

    def test_a_rule_reads_as_a_sentence(self):
        rule = self.rule(
            SUBJECT,
            {
                "part": "header",
                "header": "X-Mailer",
                "operator": "equals",
                "value": "z",
            },
            combine="any",
            team_id=self.team.id,
            priority="2",
            no_acknowledgement=True,
        )
        self.assertEqual(
            rule.when_text, "Subject contains “invoice” or X-Mailer is “z”"
        )
        self.assertEqual(
            rule.then_text, "Team: Support, Priority: High, No acknowledgement"
        )
        self.assertEqual(self.rule(outcome="hold").when_text, "Every message")

    def test_a_rule_for_all_mail_says_what_it_does_with_it(self):
        every = "Without a condition this rule {} every message"
        machines = ", also of newsletters, notifications and automatic replies."
        for values, text in (
            ({"outcome": "hold"}, every.format("holds") + "."),
            (
                {"outcome": "ignore"},
                every.format("ignores") + ": none becomes a ticket.",
            ),
            ({"outcome": "accept"}, every.format("makes a ticket of") + machines),
            ({"automatic_too": True}, every.format("makes a ticket of") + machines),
            ({}, ""),
        ):
            self.assertEqual(self.rule(**values).no_condition_text, text)
            self.assertFalse(self.rule(SUBJECT, **values).no_condition_text)

    def test_the_form_says_it_while_the_rule_is_made(self):
        form = Form(self.env["fetchmail.rule"].with_user(self.manager))
        form.outcome = "ignore"
        self.assertIn("ignores every message", form.no_condition_text)
        with form.condition_ids.new() as line:
            line.value = "invoice"
        self.assertFalse(form.no_condition_text)


class TestNewCases(RulesCase):
    def test_a_rule_sets_team_person_category_tags_priority_and_stage(self):
        team = self.team.create({"name": "Billing", "user_ids": self.agent.ids})
        category = self.env["helpdesk.ticket.category"].create({"name": "Money"})
        tags = self.env["helpdesk.ticket.tag"].create([{"name": "a"}, {"name": "b"}])
        stage = self.env["helpdesk.ticket.stage"].create({"name": "Check"})
        self.rule(
            SUBJECT,
            name="Invoices",
            team_id=team.id,
            user_id=self.agent.id,
            category_id=category.id,
            tag_ids=tags.ids,
            priority="3",
            stage_id=stage.id,
        )
        ticket = self.case_of(mail(Subject=INVOICE))
        self.assertEqual(ticket.team_id, team)
        self.assertEqual(ticket.user_id, self.agent)
        self.assertEqual(ticket.category_id, category)
        self.assertEqual(ticket.tag_ids, tags)
        self.assertEqual(ticket.priority, "3")
        self.assertEqual(ticket.stage_id, stage)
        self.assertEqual(ticket.mailbox_rule_names, "Invoices")
        self.assertEqual(self.rows().rule_names, "Invoices")

    def test_other_mail_is_left_as_the_mailbox_says(self):
        self.rule(SUBJECT, priority="3")
        ticket = self.case_of(mail())
        self.assertEqual((ticket.priority, ticket.team_id), ("1", self.team))
        self.assertFalse(ticket.mailbox_rule_names)

    def test_a_later_rule_changes_what_an_earlier_one_sets(self):
        self.rule(SUBJECT, name="second", sequence=2, priority="3")
        self.rule(name="first", sequence=1, priority="0")
        ticket = self.case_of(mail(Subject=INVOICE))
        self.assertEqual(ticket.priority, "3")
        self.assertEqual(ticket.mailbox_rule_names, "first, second")

    def test_stop_here_ends_the_rules(self):
        self.rule(name="first", sequence=1, priority="0", stop=True)
        self.rule(SUBJECT, name="second", sequence=2, priority="3")
        ticket = self.case_of(mail(Subject=INVOICE))
        self.assertEqual((ticket.priority, ticket.mailbox_rule_names), ("0", "first"))

    def test_rules_of_another_mailbox_do_not_count(self):
        other = self.make_mailbox(SECOND)
        self.rule(server_id=other.id, priority="3")
        self.rule(server_id=False, name="all", priority="0")
        ticket = self.case_of(mail())
        self.assertEqual((ticket.priority, ticket.mailbox_rule_names), ("0", "all"))

    def test_a_new_team_does_not_keep_the_person_of_the_mailbox(self):
        self.mailbox.case_user_id = self.agent
        self.rule(team_id=self.team.create({"name": "Billing"}).id)
        self.assertFalse(self.case_of(mail()).user_id)

    def test_existing_mail_stays_closed_whatever_stage_a_rule_sets(self):
        stage = self.env["helpdesk.ticket.stage"].create({"name": "Check"})
        self.start_over()
        self.rule(stage_id=stage.id, priority="3")
        self.deliver(mail())
        self.connect().action_continue()
        self.fetch()
        ticket = self.rows().ticket_id
        self.assertEqual((ticket.closed, ticket.priority), (True, "3"))

    def test_an_endless_pattern_that_sets_values_is_left_out(self):
        self.rule(ENDLESS, name="Slow", priority="3")
        row = self.fetch_one(mail(HOSTILE))
        self.assertEqual((row.state, row.ticket_id.priority), ("done", "1"))
        self.assertEqual(row.rule_trouble, TOO_SLOW)


class TestStopping(RulesCase):
    def test_hold_waits_for_a_person_who_makes_a_ticket_of_it(self):
        self.rule(SUBJECT, name="Look", outcome="hold", priority="3")
        row = self.fetch_one(mail(Subject=INVOICE))
        self.assertEqual((row.state, row.reason), ("held", "By the rule “Look”."))
        row.with_user(self.manager).action_release()
        self.assertEqual((row.state, row.ticket_id.priority), ("done", "3"))

    def test_a_rule_that_holds_or_ignores_is_not_passed_by_with_padding(self):
        for outcome in ("hold", "ignore"):
            with self.subTest(outcome):
                rule = self.rule(ENDLESS, name="Slow", outcome=outcome, priority="3")
                row = self.fetch_one(mail(HOSTILE))
                self.assertEqual((row.state, row.reason), ("held", TOO_SLOW))
                row.with_user(self.manager).action_release()
                self.assertEqual((row.state, row.ticket_id.priority), ("done", "1"))
                rule.unlink()

    def test_no_text_that_the_ticket_shows_is_passed_over(self):
        condition = {"part": "body", "operator": "contains", "value": "invoice"}
        self.rule(condition, name="Look", outcome="hold")
        html = "<p>Your in<b>vo</b>i\u00adce</p>"
        row = self.fetch_one(mail("Good morning!", html=html))
        self.assertEqual((row.state, row.reason), ("held", "By the rule “Look”."))
        self.assertEqual(self.fetch_one(mail(html="<p>Hello</p>")).state, "done")

    def test_a_text_that_is_not_read_to_its_end_waits_for_a_person(self):
        condition = {"part": "body", "operator": "contains", "value": "invoice"}
        self.rule(condition, name="Away", outcome="ignore")
        row = self.fetch_one(mail("lorem ipsum\n" * 100_000 + "invoice"))
        self.assertEqual(row.state, "held")
        self.assertEqual(
            row.reason,
            "The rule “Away” could not be tried: the text is too long to look for "
            "“invoice” in all of it.",
        )

    def test_ignore_makes_no_ticket(self):
        self.rule(SUBJECT, name="Away", outcome="ignore")
        row = self.fetch_one(mail(Subject=INVOICE))
        self.assertEqual((row.state, row.reason), ("ignored", "By the rule “Away”."))
        self.assertFalse(row.ticket_id)

    def test_the_spam_verdict_of_the_server_holds(self):
        for header in (
            {"X_Spam_Flag": "YES"},
            {"X_Spam_Status": "Yes, score=7.1 required=5.0"},
        ):
            with self.subTest(header):
                row = self.fetch_one(mail(**header))
                self.assertEqual(row.state, "held")
                self.assertEqual(row.rule_names, "Spam by the mail server's verdict")

    def test_a_verdict_that_it_is_no_spam_holds_nothing(self):
        for header in ({"X_Spam_Flag": "NO"}, {"X_Spam_Status": "No, score=-1"}):
            with self.subTest(header):
                self.assertEqual(self.fetch_one(mail(**header)).state, "done")

    def test_an_answer_to_a_ticket_is_left_alone(self):
        ticket = self.case_of(mail(message_id="<1@x.example>"))
        rule = self.rule(outcome="hold")
        answer = {"In_Reply_To": "<1@x.example>"}
        self.assertEqual(self.case_of(mail(**answer)), ticket)
        rule.new_cases_only = False
        row = self.fetch_one(mail(**answer))
        self.assertEqual((row.state, row.named_ticket_id), ("held", ticket))

    def test_mail_of_machines_is_ignored_unless_a_rule_asks_for_it(self):
        machine = {"part": "kind", "operator": "equals", "kind": "notification"}
        rule = self.rule(machine, name="Alarms", priority="3")
        raw = {"Auto_Submitted": "auto-generated"}
        self.assertEqual(self.fetch_one(mail(**raw)).state, "ignored")
        rule.automatic_too = True
        self.assertEqual(self.case_of(mail(**raw)).priority, "3")
        other = self.fetch_one(mail(Auto_Submitted="auto-replied"))
        self.assertEqual(other.state, "ignored")

    def test_no_acknowledgement_is_told_to_what_would_send_one(self):
        self.rule(name="Quiet", no_acknowledgement=True)
        Message = self.registry["fetchmail.message"]
        found = []
        original = Message._rule_outcome

        def watched(row, *args):
            found.append(original(row, *args).no_acknowledgement)
            return original(row, *args)

        self.patch(Message, "_rule_outcome", watched)
        self.case_of(mail())
        self.assertEqual(set(found), {"Quiet"})


class TestPeopleAndRules(RulesCase):
    def test_what_a_rule_sets_is_of_the_mailboxs_company(self):
        other = self.env["res.company"].create({"name": "Other Inc."})
        team = self.team.create({"name": "Theirs", "company_id": other.id})
        with self.assertRaisesRegex(Exception, "Theirs"):
            self.rule(team_id=team.id)

    def test_a_stage_is_one_of_the_team(self):
        team = self.team.create({"name": "Billing"})
        stage = self.env["helpdesk.ticket.stage"].create(
            {"name": "Paid", "team_ids": team.ids}
        )
        with self.assertRaises(ValidationError) as caught:
            self.rule(stage_id=stage.id)
        self.assertEqual(
            str(caught.exception),
            "The stage “Paid” is not one of the team that the tickets of rule "
            "“A rule” go to.",
        )
        self.rule(stage_id=stage.id, team_id=team.id)

    def test_a_manager_makes_rules_in_the_mailboxs_form(self):
        view = MODULE + "fetchmail_server_view_form"
        with Form(self.mailbox.with_user(self.manager), view) as form:
            with form.rule_ids.new() as line:
                line.name = "Everything"
        self.assertEqual(self.mailbox.rule_ids.name, "Everything")
        self.assertIn("Spam", form.shared_rule_names)

    def test_an_agent_changes_no_rule(self):
        rule = self.rule(SUBJECT).with_user(self.agent)
        self.assertEqual(rule.name, "A rule")
        with self.assertRaises(AccessError):
            rule.outcome = "ignore"
