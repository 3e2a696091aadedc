"""Which ticket a mail belongs to, and who may write into one (law 6)."""

from odoo.addons.mail.tests.common import MockEmail

from .common import ADDRESS, CUSTOMER, SECOND, MailboxCase, mail

FIRST = "<first@customer.example>"
STRANGER = "Mallory <mallory@evil.example>"


class ThreadCase(MailboxCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(mail(message_id=FIRST))

    def answer(self, ticket, **values):
        """The outgoing `mail.mail` of a public answer that an agent writes."""
        customer = self.env["res.partner"].search([("email", "=", CUSTOMER)], limit=1)
        customer = customer or self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER}
        )
        message = ticket.with_context(mail_notify_force_send=False).message_post(
            author_id=self.agent.partner_id.id,
            body="We look into it.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=customer.ids,
            **values,
        )
        return self.env["mail.mail"].search([("mail_message_id", "=", message.id)])


class TestReferences(ThreadCase):
    def test_in_reply_to(self):
        row = self.fetch_one(mail(In_Reply_To=FIRST))
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertEqual(
            row.thread_reason,
            "It answers a message of this ticket (<first@customer.example>).",
        )
        self.assertEqual(len(self.history(self.ticket)), 2)

    def test_references_alone(self):
        raw = mail(References=f"{FIRST} <unknown@customer.example>")
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_newest_reference_wins(self):
        newer = self.case_of(mail(message_id="<second@customer.example>"))
        raw = mail(References=f"{FIRST} <second@customer.example>")
        self.assertEqual(self.case_of(raw), newer)

    def test_in_reply_to_wins_over_references(self):
        self.case_of(mail(message_id="<second@customer.example>"))
        raw = mail(In_Reply_To=FIRST, References="<second@customer.example>")
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_mail_that_answers_nothing_known_is_a_ticket_of_its_own(self):
        row = self.fetch_one(mail(In_Reply_To="<unknown@customer.example>"))
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.thread_reason, "New conversation")

    def test_answer_that_comes_before_what_it_answers(self):
        ticket = self.case_of(mail(In_Reply_To="<late@customer.example>"))
        row = self.fetch_one(mail(message_id="<late@customer.example>"))
        self.assertEqual(row.ticket_id, ticket)
        self.assertEqual(row.thread_reason, "A message of this ticket answers it.")

    def test_strangers_late_parent_does_not_join(self):
        ticket = self.case_of(mail(In_Reply_To="<late@evil.example>"))
        raw = mail(message_id="<late@evil.example>", From=STRANGER)
        self.assertNotEqual(self.case_of(raw), ticket)

    def test_history_shows_the_answer_with_its_date(self):
        self.case_of(
            mail(
                "And now?",
                In_Reply_To=FIRST,
                Date="Tue, 05 Mar 2024 10:00:00 +0000",
                files=[("a.txt", b"a")],
            )
        )
        entry = self.history(self.ticket)[1]
        self.assertIn("And now?", entry.body)
        self.assertEqual(str(entry.date), "2024-03-05 10:00:00")
        self.assertEqual(entry.attachment_ids.mapped("name"), ["a.txt"])
        self.assertNotIn("And now?", self.ticket.description)


class TestTokens(ThreadCase):
    def test_token_in_what_we_send_joins_from_any_address(self):
        sent = self.answer(self.ticket).references
        raw = mail(
            From="Anna <anna@private.example>",
            In_Reply_To="<rewritten.by@outlook.example>",
            References=f"{sent} <rewritten.by@outlook.example>",
        )
        row = self.fetch_one(raw)
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.thread_reason, "It carries our signed reference.")

    def test_every_outgoing_mail_has_another_token(self):
        tokens = {self.answer(self.ticket).references.split()[0] for _ in range(3)}
        self.assertEqual(len(tokens), 3)
        for token in tokens:
            self.assertRegex(token, rf"^<case-{self.ticket.id}\..+@acme\.example>$")

    def test_forged_token_does_not_join(self):
        other = self.case_of(mail(message_id="<other@customer.example>"))
        token = self.answer(other).references.split()[0]
        forged = token.replace(f"case-{other.id}.", f"case-{self.ticket.id}.")
        row = self.fetch_one(mail(From=STRANGER, References=forged))
        self.assertNotIn(row.ticket_id, self.ticket | other)

    def test_answer_comes_back_to_the_mailbox(self):
        self.assertIn(ADDRESS, self.answer(self.ticket).reply_to)

    def test_token_of_a_deleted_ticket_makes_a_new_ticket(self):
        token = self.answer(self.ticket).references
        number = self.ticket.id
        self.ticket.unlink()
        ticket = self.case_of(mail(References=token))
        self.assertTrue(ticket)
        self.assertNotEqual(ticket.id, number)


class TestOutgoing(MockEmail, ThreadCase):
    def test_token_and_mailbox_are_on_the_mail_that_is_sent(self):
        outgoing = self.answer(self.ticket)
        token = outgoing.references.split()[0]
        with self.mock_mail_gateway():
            outgoing.send()
        (sent,) = self._mails
        self.assertIn(token, sent["references"])
        self.assertIn(FIRST, sent["references"])
        self.assertIn(ADDRESS, sent["reply_to"])


class TestMembership(ThreadCase):
    def test_stranger_who_names_a_message_gets_a_ticket_with_a_link(self):
        row = self.fetch_one(mail(From=STRANGER, In_Reply_To=FIRST))
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.named_ticket_id, self.ticket)
        self.assertEqual(row.ticket_id.named_ticket_id, self.ticket)
        self.assertEqual(
            row.thread_reason,
            f"It names ticket {self.ticket.number}, but its sender takes no part in "
            "that ticket.",
        )
        self.assertEqual(len(self.history(self.ticket)), 1)

    def test_ticket_number_in_the_subject_is_not_enough(self):
        raw = mail(From=STRANGER, Subject=f"Re: {self.ticket.number}")
        self.assertNotEqual(self.case_of(raw), self.ticket)

    def test_mail_without_sender_is_a_stranger(self):
        self.assertNotEqual(
            self.case_of(mail(From=None, In_Reply_To=FIRST)), self.ticket
        )

    def test_sender_that_claims_to_be_the_mailbox_is_a_stranger(self):
        raw = mail(From=f"Support <{ADDRESS}>", In_Reply_To=FIRST)
        self.assertNotEqual(self.case_of(raw), self.ticket)

    def test_person_in_cc_may_answer(self):
        ticket = self.case_of(
            mail(message_id="<cc@customer.example>", Cc="Eva <eva@customer.example>")
        )
        raw = mail(From="eva@customer.example", In_Reply_To="<cc@customer.example>")
        self.assertEqual(self.case_of(raw), ticket)

    def test_follower_may_answer(self):
        boss = self.env["res.partner"].create(
            {"name": "Boss", "email": "Boss@customer.example"}
        )
        self.ticket.message_subscribe(boss.ids)
        raw = mail(From="boss@customer.example", In_Reply_To=FIRST)
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_contact_of_the_ticket_may_answer(self):
        self.ticket.partner_id = self.env["res.partner"].create(
            {"name": "New", "email": "new@customer.example"}
        )
        raw = mail(From="new@customer.example", In_Reply_To=FIRST)
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_agent_who_answered_may_go_on_by_mail(self):
        self.answer(self.ticket)
        token = self.reference_of(self.agent, self.ticket)
        raw = mail(From="agent@acme.example", In_Reply_To=FIRST, References=token)
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_stranger_in_a_ticket_of_its_own_does_not_become_a_member(self):
        self.fetch_one(mail(From=STRANGER, In_Reply_To=FIRST))
        row = self.fetch_one(mail("again", From=STRANGER, In_Reply_To=FIRST))
        self.assertNotEqual(row.ticket_id, self.ticket)

    def test_ticket_of_another_company_is_never_joined(self):
        other = self.env["res.company"].create({"name": "Other Inc."})
        second = self.make_mailbox(SECOND, company_id=other.id, case_team_id=False)
        for names in (FIRST, self.answer(self.ticket).references):
            raw = mail(References=names)
            ticket = self.case_of(raw, second)
            self.assertNotEqual(ticket, self.ticket)
            self.assertEqual(ticket.company_id, other)
            self.assertFalse(ticket.named_ticket_id)


class TestReopening(ThreadCase):
    def setUp(self):
        super().setUp()
        self.ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")

    def test_live_answer_opens_a_closed_ticket(self):
        self.case_of(mail(In_Reply_To=FIRST))
        self.assertFalse(self.ticket.closed)

    def test_existing_answer_does_not(self):
        second = self.make_mailbox(SECOND, connected=False)
        self.deliver(mail(In_Reply_To=FIRST), to=SECOND)
        self.connect(second).action_continue()
        self.fetch(mailbox=second)
        self.assertEqual(len(self.history(self.ticket)), 2)
        self.assertTrue(self.ticket.closed)

    def test_automatic_answer_does_not(self):
        self.fetch(mail(In_Reply_To=FIRST, Auto_Submitted="auto-replied"))
        self.assertTrue(self.ticket.closed)


class TestCopies(ThreadCase):
    def test_same_mail_met_again_is_ignored(self):
        raw = mail(message_id="<again@customer.example>")
        first = self.fetch_one(raw)
        again = self.fetch_one(b"Received: by another.way\r\n" + raw)
        self.assertEqual((again.state, again.duplicate_of_id), ("ignored", first))
        self.assertEqual(again.reason, "The same message was received before.")
        self.assertEqual(len(self.history(first.ticket_id)), 1)
        self.assertEqual(self.left(), [])

    def test_mail_without_message_id_is_recognised(self):
        raw = mail(message_id=None)
        first = self.fetch_one(raw)
        again = self.fetch_one(raw)
        self.assertEqual((again.state, again.duplicate_of_id), ("ignored", first))

    def test_both_copies_in_one_batch(self):
        raw = mail(message_id=None, Subject="twice")
        self.fetch(raw, raw)
        self.assertEqual(self.rows().mapped("state"), ["done", "done", "ignored"])

    def test_a_changed_copy_that_comes_first_does_not_keep_the_genuine_one_out(self):
        for header in (
            {"Auto_Submitted": "auto-generated"},  # ignored for its kind
            {"X_Spam_Flag": "YES"},  # held by a rule
            {"List_Id": "<all.customer.example>", "Precedence": "list"},  # quiet
            {"Content_Type": "text/plain; charset=utf-7"},  # another text
            {"Reply_To": "mallory@elsewhere.example"},
        ):
            with self.subTest(header):
                raw = mail("What?", message_id=f"<{len(str(header))}@customer.example>")
                name, value = next(iter(header.items()))
                before = b"Content-Type: text/plain"
                added = f"{name.replace('_', '-')}: {value}\r\n".encode() + before
                forged = self.fetch_one(raw.replace(before, added))
                genuine = self.fetch_one(raw)
                self.assertEqual(genuine.state, "done", forged.reason)
                self.assertFalse(genuine.duplicate_of_id)
                again = self.fetch_one(b"Received: by another.way\r\n" + raw)
                self.assertEqual(again.duplicate_of_id, genuine)

    def test_a_forged_copy_that_comes_first_does_not_stand_for_the_genuine_one(self):
        self.mailbox.allow_new_cases = False
        raw = mail(message_id="<twice@customer.example>")
        verdict = self.verdict("fail")["Authentication_Results"].encode()
        forged = self.fetch_one(b"Authentication-Results: " + verdict + b"\r\n" + raw)
        self.assertTrue(forged.is_forged)
        genuine = self.fetch_one(raw)
        self.assertEqual((genuine.state, genuine.gate), ("held", "new_cases"))
        self.assertFalse(genuine.duplicate_of_id)

    def test_a_copy_that_a_list_sends_on_is_one(self):
        raw = mail(message_id="<list@customer.example>")
        first = self.fetch_one(raw)
        listed = b"List-Id: <all.customer.example>\r\nPrecedence: list\r\n" + raw
        self.assertEqual(self.fetch_one(listed).duplicate_of_id, first)

    def test_a_copy_of_a_bounce_or_of_held_mail_ends_like_the_first(self):
        for header in ({"Auto_Submitted": "auto-replied"}, {"X_Spam_Flag": "YES"}):
            with self.subTest(header):
                raw = mail(message_id=f"<{len(str(header))}@copy.example>", **header)
                first = self.fetch_one(raw)
                again = self.fetch_one(b"Received: by another.way\r\n" + raw)
                self.assertEqual(again.duplicate_of_id, first)

    def test_a_flood_of_copies_is_looked_up_once(self):
        raw = mail(message_id="<flood@customer.example>")
        first = self.fetch_one(raw)
        self.fetch(*(b"X-Way: %d\r\n" % way + raw for way in range(5)))
        copies = self.rows() - first - self.ticket.received_message_ids
        self.assertEqual(copies.duplicate_of_id, first)
        self.assertEqual(len(copies), 5)
        twins = set(copies._look_up_twins().values())
        self.assertEqual(twins, {first})

    def test_an_older_copy_that_is_replayed_later_makes_no_second_entry(self):
        raw = mail(message_id="<replayed@customer.example>")
        forged = self.fetch_one(b"X-Spam-Flag: YES\r\n" + raw)
        genuine = self.fetch_one(raw)
        self.env["fetchmail.rule"].search([]).active = False
        forged.with_user(self.manager).action_replay()
        self.assertEqual(forged.duplicate_of_id, genuine)
        self.assertEqual(len(self.history(genuine.ticket_id)), 1)

    def test_a_copy_kept_out_of_the_ticket_does_not_keep_the_genuine_one_out(self):
        raw = mail(message_id="<answer@customer.example>", In_Reply_To=FIRST)
        forged = self.fetch_one(b"X-Copy: 1\r\n" + raw)
        own = self.ticket.create({"name": "Not believed", "description": "x"})
        forged.write({"ticket_id": own.id, "named_ticket_id": self.ticket.id})
        genuine = self.fetch_one(raw)
        self.assertFalse(genuine.duplicate_of_id)
        self.assertEqual(genuine.ticket_id, self.ticket)

    def test_reused_message_id_with_other_content_is_a_new_mail(self):
        row = self.fetch_one(mail("Something else", message_id=FIRST, From=STRANGER))
        self.assertEqual(row.state, "done")
        self.assertNotEqual(row.ticket_id, self.ticket)

    def test_same_mail_in_two_mailboxes_belongs_to_both(self):
        second = self.make_mailbox(SECOND)
        raw = mail(message_id="<both@customer.example>", To=f"{ADDRESS}, {SECOND}")
        ours, theirs = self.case_of(raw), self.case_of(raw, second)
        self.assertNotEqual(ours, theirs)
        self.assertEqual((ours.mailbox_id, theirs.mailbox_id), (self.mailbox, second))
        self.assertIn(SECOND, self.answer(theirs).reply_to)
        self.assertIn(ADDRESS, self.answer(ours).reply_to)
        reply = mail(In_Reply_To="<both@customer.example>")
        self.assertEqual(self.case_of(reply), ours)
        self.assertEqual(self.case_of(reply, second), theirs)
