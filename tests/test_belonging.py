"""Naming a ticket is not belonging to it, and an unproven mail adds nobody (law 6)."""

from unittest.mock import patch

from odoo.addons.mail.tests.common import MockEmail

from .common import CUSTOMER, MailboxCase, mail

FIRST = "<kettle@customer.example>"
EVE = "eve@evil.example"
NOT_ADDED = "Eve was in Cc and was not added: nothing proves who wrote this message."


class BelongingCase(MailboxCase, MockEmail):
    def setUp(self):
        super().setUp()
        Partner = self.env["res.partner"]
        self.anna = Partner.create({"name": "Anna", "email": CUSTOMER})
        self.eve = Partner.create({"name": "Eve", "email": EVE})
        self.ticket = self.case_of(mail(message_id=FIRST))
        self.team._get_applicable_stages().mail_template_id = False

    def token(self):
        return self.ticket._mailbox_token()

    def close(self):
        self.ticket.stage_id = self.team._get_applicable_stages().filtered("closed")[:1]
        self.assertTrue(self.ticket.closed)

    def by_eve(self, **headers):
        """The row of what Eve writes into the ticket by its first Message-ID."""
        return self.fetch_one(mail(From=f"Eve <{EVE}>", In_Reply_To=FIRST, **headers))

    def assertStranger(self):
        """Eve neither follows the ticket nor belongs to it, and gets no mail of it."""
        self.assertNotIn(self.eve, self.ticket.message_partner_ids)
        with self.mock_mail_gateway():
            self.ticket.with_user(self.agent).message_post(
                body="It ships today.",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        self.assertNotIn(self.eve, self._new_mails.recipient_ids)
        self.assertNotEqual(self.by_eve().ticket_id, self.ticket)


class TestUnprovenMail(BelongingCase):
    def forged(self, **headers):
        """A mail with the customer's address and Eve in Cc; the ticket's log."""
        row = self.fetch_one(mail(Cc=f"Eve <{EVE}>", **headers))
        self.assertEqual(row.ticket_id, self.ticket)
        return self.log_of(self.ticket)

    def test_a_message_id_adds_nobody(self):
        self.assertIn(NOT_ADDED, self.forged(In_Reply_To=FIRST))
        self.assertStranger()

    def test_a_ticket_number_adds_nobody(self):
        self.assertIn(NOT_ADDED, self.forged(Subject=f"[{self.ticket.number}] hello"))
        self.assertStranger()

    def test_nor_does_it_make_contacts(self):
        self.mailbox.cc_follow = True
        self.eve.unlink()
        self.forged(In_Reply_To=FIRST)
        found = self.env["res.partner"].search([("email_normalized", "=", EVE)])
        self.assertFalse(found)

    def test_nor_does_a_token_on_a_mail_known_as_forged(self):
        self.forged(References=self.token(), **self.verdict("fail"))
        self.assertStranger()

    def test_a_mail_known_as_forged_does_not_even_join_by_a_message_id(self):
        row = self.fetch_one(mail(In_Reply_To=FIRST, **self.verdict("fail")))
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.named_ticket_id, self.ticket)

    def test_nor_by_what_answers_it(self):
        ticket = self.case_of(mail(In_Reply_To="<late@customer.example>"))
        raw = mail(message_id="<late@customer.example>", **self.verdict("fail"))
        self.assertNotEqual(self.case_of(raw), ticket)

    def test_nor_as_a_colleague(self):
        self.mailbox.join_by_company = True
        firm = self.env["res.partner"].create({"name": "Firm", "is_company": True})
        self.anna.parent_id = firm
        self.ticket.partner_id = self.anna
        boss = {"name": "Boss", "email": "boss@customer.example", "parent_id": firm.id}
        self.env["res.partner"].create(boss)
        raw = {"From": "boss@customer.example", "In_Reply_To": FIRST}
        self.assertEqual(self.case_of(mail(**raw)), self.ticket)
        row = self.fetch_one(mail(**raw, **self.verdict("fail")))
        self.assertNotEqual(row.ticket_id, self.ticket)

    def test_a_mail_without_an_author_joins_nothing(self):
        row = self.fetch_one(mail(From="Anna", References=self.token()))
        self.assertNotEqual(row.ticket_id, self.ticket)

    def test_a_new_ticket_of_a_mail_known_as_forged_adds_nobody(self):
        forged = mail("Hello", Cc=f"Eve <{EVE}>", **self.verdict("fail"))
        ticket = self.case_of(forged)
        self.assertNotIn(self.eve, ticket.message_partner_ids)
        self.assertIn(NOT_ADDED, self.log_of(ticket))

    def test_a_new_ticket_adds_whom_it_names(self):
        ticket = self.case_of(mail("Hello", Cc=f"Eve <{EVE}>"))
        self.assertIn(self.eve, ticket.message_partner_ids)
        self.assertIn("Eve was in Cc and follows now.", self.log_of(ticket))

    def test_a_token_adds_whom_the_mail_names_and_says_so(self):
        log = self.forged(References=self.token())
        self.assertIn(self.eve, self.ticket.message_partner_ids)
        self.assertIn("Eve was in Cc and follows now.", log)
        self.assertNotIn(NOT_ADDED, log)

    def test_so_does_a_passing_verdict(self):
        verdict = self.verdict("pass", domain="customer.example")
        self.forged(In_Reply_To=FIRST, **verdict)
        self.assertIn(self.eve, self.ticket.message_partner_ids)

    def test_who_belongs_already_is_not_said_to_be_left_out(self):
        self.ticket.message_subscribe(self.eve.ids)
        self.assertEqual(self.forged(In_Reply_To=FIRST), "")


class TestParents(BelongingCase):
    """Odoo tells the author of the entry that a mail answers."""

    def test_the_author_of_another_tickets_entry_is_not_told(self):
        other = self.case_of(mail(From=f"Eve <{EVE}>", message_id="<eve@evil.example>"))
        self.assertEqual(self.history(other).author_id, self.eve)
        raw = mail(In_Reply_To="<eve@evil.example>", References=self.token())
        row = self.fetch_one(raw)
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertNotIn(self.eve, row.mail_message_id.notified_partner_ids)
        self.assertEqual(row.mail_message_id.parent_id.res_id, self.ticket.id)

    def test_an_unproven_mail_tells_no_author(self):
        eve = self.fetch_one(
            mail(
                From=f"Eve <{EVE}>",
                message_id="<e@evil.example>",
                References=self.token(),
            )
        )
        self.assertEqual(eve.ticket_id, self.ticket)
        row = self.fetch_one(mail(In_Reply_To="<e@evil.example>"))
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.mail_message_id.parent_id, eve.mail_message_id)
        self.assertFalse(row.mail_message_id.notified_partner_ids - self.agents())

    def agents(self):
        return (self.agent | self.manager | self.admin).partner_id

    def test_an_answer_to_an_internal_note_elsewhere_stays_inside(self):
        other = self.case_of(mail(message_id="<other@customer.example>"))
        note = other._message_log(body="He never pays.")
        raw = mail(In_Reply_To=note.message_id, References=self.token())
        entry = self.fetch_one(raw).mail_message_id
        self.assertTrue(entry.is_internal)
        self.assertEqual(entry.parent_id.res_id, self.ticket.id)

    def test_a_note_by_mail_tells_no_customer(self):
        raw = mail(
            "#note\nHe never pays.",
            From="agent@acme.example",
            In_Reply_To=FIRST,
            References=self.reference_of(self.agent, self.ticket),
            Cc=f"Eve <{EVE}>",
        )
        entry = self.fetch_one(raw).mail_message_id
        self.assertTrue(entry.is_internal)
        self.assertFalse(entry.notified_partner_ids.filtered("partner_share"))
        self.assertEqual(entry.parent_id, self.history(self.ticket)[0])
        self.assertIn(
            "Eve was in Cc and was not added: the message is internal.",
            self.log_of(self.ticket),
        )
        self.assertStranger()


class TestCorrespondents(BelongingCase):
    def test_whom_a_note_names_does_not_belong(self):
        self.ticket.message_post(
            body="Ask Eve?", partner_ids=self.eve.ids, subtype_xmlid="mail.mt_note"
        )
        self.assertStranger()

    def test_whom_an_agents_forward_names_does_not_belong(self):
        raw = mail(
            From="agent@acme.example",
            In_Reply_To=FIRST,
            Subject="Fwd: Kettle",
            Cc=f"Eve <{EVE}>",
            **self.verdict("pass", "acme.example"),
        )
        row = self.fetch_one(raw)
        self.assertTrue(row.mail_message_id.is_internal)
        self.assertStranger()

    def test_who_is_known_as_forged_does_not_go_on_with_a_ticket(self):
        self.mailbox.write({"closed_case_policy": "new", "closed_case_days": 0})
        self.close()
        later = self.case_of(mail(References=self.token()))
        self.assertEqual(later.follows_ticket_id, self.ticket)
        self.assertEqual(self.case_of(mail(References=self.token())), later)
        row = self.fetch_one(mail(References=self.token(), **self.verdict("fail")))
        self.assertNotEqual(row.ticket_id, later)

    def test_a_forged_mail_does_not_go_on_to_the_ticket_this_one_duplicates(self):
        original = self.case_of(mail(message_id="<original@customer.example>"))
        self.ticket.duplicate_id = original
        self.assertEqual(self.case_of(mail(References=self.token())), original)
        row = self.fetch_one(mail(References=self.token(), **self.verdict("fail")))
        self.assertEqual(row.ticket_id, self.ticket)


class TestReopening(BelongingCase):
    def setUp(self):
        super().setUp()
        self.close()

    def test_a_customers_answer_reopens_and_the_history_says_why(self):
        self.case_of(mail(In_Reply_To=FIRST))
        self.assertFalse(self.ticket.closed)
        self.assertIn(
            "Opened again by a message. It answers a message of this ticket "
            f"({FIRST}).",
            self.log_of(self.ticket),
        )

    def test_an_archived_ticket_comes_back_and_the_history_says_why(self):
        self.ticket.active = False
        self.case_of(mail(In_Reply_To=FIRST))
        self.assertIn("Opened again by a message.", self.log_of(self.ticket))

    def test_an_agents_forward_does_not(self):
        raw = {"From": "agent@acme.example", "In_Reply_To": FIRST, "Subject": "Fwd: A"}
        row = self.fetch_one(mail(**raw, **self.verdict("pass", "acme.example")))
        self.assertTrue(row.mail_message_id.is_internal)
        self.assertTrue(self.ticket.closed)
        self.assertNotIn("Opened again", self.log_of(self.ticket))

    def test_what_merely_says_that_it_is_an_agents_does_not(self):
        row = self.fetch_one(mail(From="agent@acme.example", In_Reply_To=FIRST))
        row.with_user(self.manager).action_release()
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertTrue(self.ticket.closed)

    def test_a_colleagues_answer_to_a_note_does_not(self):
        self.manager.group_ids = self.env.ref("base.group_user")
        self.ticket.message_subscribe(self.manager.partner_id.ids)
        note = self.ticket.message_post(body="Who knows?", subtype_xmlid="mail.mt_note")
        verdict = self.verdict("pass", "acme.example")
        row = self.fetch_one(
            mail(From="manager@acme.example", In_Reply_To=note.message_id, **verdict)
        )
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertTrue(row.mail_message_id.is_internal)
        self.assertTrue(self.ticket.closed)


class TestFloods(BelongingCase):
    """What one name finds is bounded, so a flood costs no more for each mail."""

    LIMIT = "odoo.addons.helpdesk_mgmt_mailbox.models.newest.MOST_NAMED"

    def found(self, kind, last, **flood):
        """The most that one name of the mail `last` finds among a flood of Eve's."""
        for number in range(5):
            self.fetch_one(mail(f"Number {number}", From=EVE, **flood))
        with patch(self.LIMIT, 3):
            row = self.fetch_one(mail("The last", From=EVE, **last))
            own = self.env["fetchmail.server"]._own_addresses()
            index = row._look_up([row._parse(own)], own).tickets
        return max(map(len, getattr(index, kind).values()))

    def test_of_one_message_id_the_newest_are_looked_at(self):
        last = {"In_Reply_To": "<same@evil.example>"}
        found = self.found("known", last, message_id="<same@evil.example>")
        self.assertEqual(found, 3)

    def test_of_one_conversation_the_newest_are_looked_at(self):
        flood = {"Thread_Index": "AWNvbnZlcnNhdGlvbiBvZiBhbm5hIQ==", "Subject": "x"}
        self.assertEqual(self.found("conversations", flood, **flood), 3)

    def test_of_answers_that_came_before_the_newest_are_looked_at(self):
        last = {"message_id": "<late@evil.example>"}
        found = self.found("answers", last, In_Reply_To="<late@evil.example>")
        self.assertEqual(found, 3)

    def test_a_flood_of_one_ticket_reads_its_history_once_for_a_batch(self):
        Ticket = self.registry["helpdesk.ticket"]
        read = patch.object(
            Ticket,
            "_mailbox_read_correspondents",
            autospec=True,
            side_effect=Ticket._mailbox_read_correspondents,
        )
        bob = "bob@customer.example"  # who belongs to it by its history alone
        self.fetch_one(mail(From=bob, References=self.token()))
        with read as reads:
            self.fetch(*(mail(From=bob, In_Reply_To=FIRST) for _ in range(8)))
        self.assertEqual(len(self.history(self.ticket)), 10)
        self.assertEqual(reads.call_count, 1)

    def test_who_comes_into_a_ticket_belongs_to_it_within_the_batch(self):
        self.fetch(
            mail(From="bob@customer.example", References=self.token()),
            mail(From="bob@customer.example", In_Reply_To=FIRST),
        )
        self.assertEqual(self.rows()[-1].ticket_id, self.ticket)
