"""People correct where messages are; the answers that follow go there, too."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from .common import CUSTOMER, SECOND, mail
from .peers.bounces import bounce
from .peers.mails import QUESTION
from .test_threads import FIRST, ThreadCase
from .test_ties import TieCase

SECOND_ID = "<second@customer.example>"
OTHER = "<other@customer.example>"


class MoveCase(ThreadCase):
    def setUp(self):
        super().setUp()
        self.row = self.fetch_one(
            mail(
                "It is blue.",
                message_id=SECOND_ID,
                In_Reply_To=FIRST,
                Date="Tue, 05 Mar 2024 10:00:00 +0000",
                files=[("a.txt", b"a")],
            )
        )
        self.entry = self.row.mail_message_id
        self.other = self.case_of(mail(message_id=OTHER))

    def move(self, target=None, entries=None, user=None, **values):
        """Confirm the window for `entries`; returns the ticket it opens."""
        window = (
            self.env["fetchmail.ticket.move"]
            .with_user(user or self.agent)
            .create(
                {
                    "source_id": self.ticket.id,
                    "line_ids": [
                        Command.create({"entry_id": entry.id, "is_chosen": True})
                        for entry in entries or self.entry
                    ],
                    "mode": "move" if target else "split",
                    "target_id": target and target.id,
                    **values,
                }
            )
        )
        action = window.action_confirm()
        return self.env["helpdesk.ticket"].browse(action["res_id"])

    def merge(self, sources, target, user=None):
        self.env["fetchmail.ticket.merge"].with_user(user or self.agent).create(
            {"ticket_ids": sources.ids, "target_id": target.id}
        ).action_confirm()


class TestMove(MoveCase):
    def test_a_message_keeps_its_date_author_and_files(self):
        before = (self.entry.date, self.entry.author_id, self.entry.email_from)
        self.move(self.other)
        self.assertEqual(self.entry.res_id, self.other.id)
        after = (self.entry.date, self.entry.author_id, self.entry.email_from)
        self.assertEqual(after, before)
        self.assertEqual(self.entry.attachment_ids.mapped("name"), ["a.txt"])
        self.assertEqual(self.entry.attachment_ids.res_id, self.other.id)

    def test_the_journal_follows_and_says_who_did_it(self):
        self.move(self.other)
        self.assertEqual(self.row.ticket_id, self.other)
        self.assertIn(f"{self.agent.name[1:]} moved it here.", self.row.thread_reason)

    def test_both_histories_say_so_with_a_link(self):
        self.move(self.other)
        self.assertIn(f">{self.other.number}</a>", self.ticket.message_ids[0].body)
        self.assertIn(f">{self.ticket.number}</a>", self.other.message_ids[0].body)

    def test_its_later_answer_follows(self):
        self.move(self.other)
        row = self.fetch_one(mail(In_Reply_To=SECOND_ID, References=FIRST))
        self.assertEqual(row.ticket_id, self.other)

    def test_its_later_answer_follows_past_an_older_token(self):
        token = self.answer(self.ticket).references.split()[0]
        self.move(self.other)
        raw = mail(
            From="anna@private.example",
            In_Reply_To=SECOND_ID,
            References=f"{token} {SECOND_ID}",
        )
        row = self.fetch_one(raw)
        self.assertEqual(row.ticket_id, self.other)
        self.assertEqual(
            row.thread_reason,
            f"It answers a message moved to this ticket ({SECOND_ID}).",
        )

    def test_an_answer_to_our_moved_answer_follows_by_its_token_alone(self):
        sent = self.answer(self.ticket)
        self.move(self.other, sent.mail_message_id)
        token = sent.references.split()[0]
        raw = mail(From="anna@private.example", References=token)
        self.assertEqual(self.case_of(raw), self.other)

    def test_answers_to_what_stayed_stay(self):
        self.move(self.other)
        self.assertEqual(self.case_of(mail(In_Reply_To=FIRST)), self.ticket)

    def test_a_ticket_of_another_company_is_refused(self):
        company = self.env["res.company"].create({"name": "Other Inc."})
        second = self.make_mailbox(SECOND, company_id=company.id, case_team_id=False)
        foreign = self.case_of(mail(), second)
        self.agent.company_ids |= company
        user = self.agent.with_context(
            allowed_company_ids=(self.env.company | company).ids
        )
        with self.assertRaisesRegex(UserError, "belong to different companies"):
            self.ticket.with_env(user.env(user=user.id))._move_entries(
                self.entry, foreign.with_env(user.env(user=user.id))
            )

    def test_a_message_of_another_ticket_is_refused(self):
        foreign = self.history(self.other)
        with self.assertRaisesRegex(UserError, "Only messages of this ticket"):
            self.move(self.other, foreign)

    def test_who_may_not_change_the_target_is_refused(self):
        own = "helpdesk_mgmt.group_helpdesk_user_own"
        user = new_test_user(self.env, "own-only", own, email="own@acme.example")
        self.ticket.user_id = False
        self.team.user_ids |= user
        self.ticket.user_id = user
        self.other.user_id = self.agent
        with self.assertRaises(AccessError):
            self.ticket.with_user(user)._move_entries(
                self.entry, self.other.with_user(user)
            )
        self.assertEqual(self.entry.res_id, self.ticket.id)

    def test_who_is_no_helpdesk_user_is_refused(self):
        user = new_test_user(self.env, "nobody", "base.group_user")
        with self.assertRaises(AccessError):
            self.ticket.with_user(user)._move_entries(self.entry, self.other)


class TestOffered(MoveCase):
    """The window lists what can be moved, each with a check box."""

    def window(self, **defaults):
        defaults = {f"default_{name}": value for name, value in defaults.items()}
        model = self.env["fetchmail.ticket.move"].with_user(self.agent)
        return Form(model.with_context(default_source_id=self.ticket.id, **defaults))

    def lines(self, window, *names):
        window.target_id = self.other
        return [tuple(line[name] for name in names) for line in window.save().line_ids]

    def test_all_messages_of_the_ticket_with_author_date_and_first_words(self):
        self.ticket._message_log(body="Not a message.")
        self.assertEqual(
            self.lines(self.window(), "author", "first_words", "is_chosen"),
            [("Anna Berg", "It is blue.", False), ("Anna Berg", QUESTION, False)],
        )

    def test_the_message_that_it_was_opened_for_is_checked(self):
        window = self.window(message_ids=self.entry.ids)
        self.assertEqual(
            self.lines(window, "entry_id", "is_chosen"),
            [(self.entry, True), (self.history(self.ticket)[0], False)],
        )

    def test_what_is_checked_is_moved(self):
        window = self.window()
        window.target_id = self.other
        with window.line_ids.edit(0) as line:
            line.is_chosen = True
        window.save().action_confirm()
        self.assertEqual(self.entry.res_id, self.other.id)
        self.assertEqual(len(self.history(self.ticket)), 1)

    def test_nothing_checked_is_refused(self):
        window = self.window()
        window.target_id = self.other
        with self.assertRaisesRegex(UserError, "Choose at least one message"):
            window.save().action_confirm()

    def test_a_long_text_is_cut(self):
        self.entry.body = "word " * 100
        ((words,), _first) = self.lines(self.window(), "first_words")
        self.assertTrue(words.endswith("word …"))
        self.assertLess(len(words), 110)


class TestSplit(MoveCase):
    def test_a_message_becomes_a_ticket_of_its_own(self):
        ticket = self.move(title="Colour")
        self.assertEqual(ticket.name, "Colour")
        self.assertIn("It is blue.", ticket.description)
        self.assertEqual(ticket.partner_email, self.entry.email_from)
        self.assertEqual(ticket.mailbox_id, self.mailbox)
        self.assertEqual(ticket.team_id, self.team)
        self.assertEqual(self.history(ticket), self.entry)
        self.assertEqual(len(self.history(self.ticket)), 1)

    def test_the_title_is_the_subject_unless_one_is_given(self):
        self.entry.subject = "A colour"
        self.assertEqual(self.move().name, "A colour")

    def test_answers_to_it_go_into_the_new_ticket(self):
        ticket = self.move()
        row = self.fetch_one(mail(In_Reply_To=SECOND_ID, References=FIRST))
        self.assertEqual(row.ticket_id, ticket)

    def test_from_the_history_as_the_browser_does(self):
        defaults = {
            "default_mode": "split",
            "default_source_id": self.ticket.id,
            "default_message_ids": self.entry.ids,
        }
        window = self.env["fetchmail.ticket.move"].with_user(self.agent)
        action = window.with_context(**defaults).create({}).action_confirm()
        ticket = self.env["helpdesk.ticket"].browse(action["res_id"])
        self.assertEqual(self.history(ticket), self.entry)
        self.assertEqual(self.entry.moved_from_ticket_id, self.ticket)

    def test_nobody_is_sent_a_mail(self):
        anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.ticket.message_subscribe(anna.ids)
        before = self.env["mail.mail"].search_count([])
        self.move()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)


class TestMerge(MoveCase):
    def test_the_ticket_that_is_left_has_everything(self):
        boss = self.env["res.partner"].create(
            {"name": "B", "email": "b@customer.example"}
        )
        self.ticket.message_subscribe(boss.ids)
        entries = self.history(self.ticket)
        file = self.env["ir.attachment"].create(
            {"name": "b.txt", "res_model": self.ticket._name, "res_id": self.ticket.id}
        )
        self.merge(self.ticket, self.other)
        self.assertEqual(set(entries.mapped("res_id")), {self.other.id})
        self.assertEqual(len(self.history(self.other)), 3)
        self.assertEqual(file.res_id, self.other.id)
        self.assertIn(boss, self.other.message_partner_ids)
        self.assertFalse(self.ticket.received_message_ids)
        self.assertEqual(len(self.other.received_message_ids), 3)

    def test_its_contact_goes_on_getting_answers(self):
        zoe = self.env["res.partner"].create({"name": "Zoe", "email": "zoe@z.example"})
        merged = self.case_of(mail(From="zoe@z.example", Subject="Lamp"))
        merged.message_unsubscribe(zoe.ids)
        self.merge(merged, self.other)
        self.assertIn(zoe, self.other.message_partner_ids)
        self.assertNotIn("is no contact", self.log_of(self.other))

    def test_a_contact_of_another_company_does_not_follow(self):
        company = self.env["res.company"].create({"name": "Other Inc."})
        zoe = self.env["res.partner"].create(
            {"name": "Zoe", "email": "zoe@z.example", "company_id": company.id}
        )
        merged = self.case_of(mail(From="zoe@z.example"))
        merged.message_unsubscribe(zoe.ids)
        merged.partner_id = zoe
        self.merge(merged, self.other)
        self.assertNotIn(zoe, self.other.message_partner_ids)
        self.assertIn("zoe@z.example wrote the merged", self.log_of(self.other))

    def test_the_history_says_whom_answers_do_not_reach(self):
        self.merge(self.case_of(mail(From="Zoe <zoe@z.example>")), self.other)
        self.assertIn(
            "zoe@z.example wrote the merged ticket and is no contact: answers do not "
            "reach this address. Make a contact that follows the ticket.",
            self.log_of(self.other),
        )

    def test_nothing_is_said_where_answers_reach_the_address(self):
        self.merge(self.case_of(mail()), self.other)
        self.assertNotIn("is no contact", self.log_of(self.other))

    def test_answers_keep_the_subject_of_the_ticket_that_is_left(self):
        older = self.case_of(mail(Subject="Secret lamp"))
        target = self.case_of(mail(Subject="Chair"))
        self.merge(older, target)
        self.assertEqual(target._mailbox_subject(), "Re: Chair")

    def test_the_other_is_closed_with_a_link(self):
        self.merge(self.ticket, self.other)
        self.assertTrue(self.ticket.closed)
        self.assertEqual(self.ticket.duplicate_id, self.other)
        self.assertEqual(self.other.referring_count, 1)
        self.assertIn(f">{self.other.number}</a>", self.ticket.message_ids[0].body)

    def test_an_old_token_leads_to_the_ticket_that_is_left(self):
        token = self.answer(self.ticket).references.split()[0]
        self.merge(self.ticket, self.other)
        raw = mail(From="anna@private.example", References=token)
        self.assertEqual(self.case_of(raw), self.other)
        self.assertTrue(self.ticket.closed)

    def test_an_old_number_leads_to_the_ticket_that_is_left(self):
        self.merge(self.ticket, self.other)
        raw = mail(Subject=f"Re: {self.ticket.number}")
        self.assertEqual(self.case_of(raw), self.other)

    def test_merged_twice_it_leads_to_the_last(self):
        token = self.answer(self.ticket).references.split()[0]
        third = self.case_of(mail(message_id="<third@customer.example>"))
        self.merge(self.ticket, self.other)
        self.merge(self.other, third)
        self.assertEqual(self.ticket.duplicate_id, third)
        self.assertEqual(self.case_of(mail(References=token)), third)

    def test_the_contact_of_a_merged_ticket_without_messages_belongs_to_it(self):
        phone = self.env["helpdesk.ticket"].create(
            {
                "name": "By phone",
                "description": "He called.",
                "partner_email": "tom@customer.example",
            }
        )
        self.merge(phone, self.other)
        self.assertIn("He called.", "".join(self.other.message_ids.mapped("body")))
        raw = mail(From="tom@customer.example", In_Reply_To=OTHER)
        self.assertEqual(self.case_of(raw), self.other)

    def test_several_at_once(self):
        third = self.case_of(mail(message_id="<third@customer.example>"))
        self.merge(self.ticket | self.other | third, third)
        self.assertEqual(len(self.history(third)), 4)
        self.assertFalse(third.duplicate_id)

    def test_a_duplicate_is_no_target(self):
        self.other.duplicate_id = self.ticket
        with self.assertRaisesRegex(UserError, "not itself a duplicate"):
            self.merge(self.ticket, self.other)

    def test_nobody_is_sent_a_mail(self):
        before = self.env["mail.mail"].search_count([])
        self.merge(self.ticket, self.other)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)


class TestDuplicate(MoveCase):
    """Marked as a duplicate by `helpdesk_mgmt`, nothing is moved."""

    def test_who_takes_part_in_the_original_writes_into_that(self):
        self.ticket.duplicate_id = self.other
        self.assertEqual(self.case_of(mail(In_Reply_To=FIRST)), self.other)

    def test_who_does_not_stays_in_the_duplicate(self):
        theirs = self.case_of(
            mail(From="tom@rival.example", message_id="<1@rival.example>")
        )
        theirs.duplicate_id = self.ticket
        raw = mail(From="tom@rival.example", In_Reply_To="<1@rival.example>")
        self.assertEqual(self.case_of(raw), theirs)


class TestJournalButtons(MoveCase):
    def test_the_journal_opens_the_window_for_its_message(self):
        action = self.row.with_user(self.manager).action_open_split()
        self.assertEqual(action["context"]["default_message_ids"], self.entry.ids)
        self.assertEqual(action["context"]["default_source_id"], self.ticket.id)

    def test_messages_of_two_tickets_are_refused(self):
        rows = self.rows().with_user(self.manager)
        with self.assertRaisesRegex(UserError, "in one ticket"):
            rows.action_open_move()


class TestBouncesOfMoved(TieCase):
    def setUp(self):
        super().setUp()
        self.other = self.case_of(mail(message_id=OTHER))

    def move(self):
        ticket = self.ticket.with_user(self.agent)
        ticket._move_entries(self.answer, self.other.with_user(self.agent))

    def test_a_bounce_of_a_moved_answer_is_noted_where_the_answer_is(self):
        self.move()
        row = self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.assertEqual(row.ticket_id, self.other)
        self.assertTrue(self.other.has_undelivered)
        self.assertFalse(self.ticket.has_undelivered)

    def test_what_did_not_arrive_is_shown_where_the_answer_is(self):
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.move()
        self.assertTrue(self.other.has_undelivered)
        self.assertFalse(self.ticket.has_undelivered)
