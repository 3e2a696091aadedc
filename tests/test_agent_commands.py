"""Agents answer by email, and give commands on the first line."""

import time

import lxml.html

from .common import CUSTOMER, MailboxCase, mail

AGENT = "agent@acme.example"


class TestAgentCommands(MailboxCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(mail(message_id="<q1@customer.example>"))
        self.ticket.user_id = self.agent
        # The stages' own mails would be counted with the answers.
        self.team._get_applicable_stages().mail_template_id = False

    def answer(self, body, sender=AGENT, **headers):
        """An agent's answer to a notification of the ticket; its row."""
        headers.setdefault("References", self.reference_of(self.agent, self.ticket))
        return self.fetch_one(mail(body, From=f"Ada Agent <{sender}>", **headers))

    def outgoing(self, purpose="command_answer"):
        log = self.env["fetchmail.automatic.mail"].search(
            [("purpose", "=", purpose), ("server_id", "=", self.mailbox.id)]
        )
        return self.env["mail.mail"].search(
            [("mail_message_id", "in", log.mail_message_id.ids)]
        )

    def to_customer(self):
        """The mails that wait to be sent to the customer."""
        waiting = self.env["mail.mail"].search([("res_id", "=", self.ticket.id)])
        return waiting.filtered(
            lambda m: (
                CUSTOMER in (m.email_to or "")
                or CUSTOMER in m.recipient_ids.mapped("email")
            )
        )

    def refused(self, body, sentence):
        """The command is refused with this sentence; nothing is done."""
        before = (
            len(self.history(self.ticket)),
            self.ticket.stage_id,
            self.ticket.user_id,
        )
        row = self.answer(body)
        self.assertEqual(row.state, "ignored")
        self.assertIn(sentence, row.reason)
        (sent,) = self.outgoing()
        self.assertEqual(sent.email_to, AGENT)
        self.assertIn(sentence, sent.body_html)
        self.assertIn("#assign LOGIN", sent.body_html)
        after = (
            len(self.history(self.ticket)),
            self.ticket.stage_id,
            self.ticket.user_id,
        )
        self.assertEqual(before, after)

    def test_a_very_long_link_is_no_link(self):
        link = "https://" + "a" * 9_000
        began = time.thread_time()
        self.answer(link)
        self.assertLess(time.thread_time() - began, 2)
        body = self.history(self.ticket)[-1].body
        self.assertEqual(lxml.html.fromstring(body).text_content(), link)
        self.assertLess(len(lxml.html.fromstring(body).xpath("//a/@href")[0]), 2_100)

    def test_an_unknown_command_is_answered_with_the_list(self):
        self.refused("#dance\n\nFor the customer", "There is no such command.")
        self.assertFalse(self.to_customer())

    def test_a_command_behind_a_mark_is_told_where_it_must_stand(self):
        self.refused(
            "> #note\n\nHe never pays",
            "A command must stand at the beginning of the first line, without other "
            "characters around it.",
        )
        self.assertFalse(self.to_customer())

    def test_a_near_miss_is_refused_and_sent_to_nobody(self):
        misses = ("#note:", "# note", "##note", "[#note]", "> #note", "*#note*")
        for line in (*misses, "#note-bob", "#" + "x" * 30, "#close now, he never pays"):
            row = self.answer(f"{line}\n\nHe never pays")
            self.assertEqual(row.state, "ignored", line)
            self.assertIn("was refused", row.reason)
        self.assertEqual(len(self.outgoing()), 9)
        self.assertFalse(self.to_customer())

    def test_a_long_line_of_a_note_stays_inside(self):
        self.answer("#note He never pays, " + "and he never did " * 9)
        self.assertInside(self.history(self.ticket)[-1], "He never pays, and he")

    def test_a_command_that_looks_like_one_is_one(self):
        for line in ("\uff03note", "#no\u200bte", "\u00ad#note", "\u3000#note"):
            self.answer(f"{line}\n\nHe never pays")
            self.assertInside(self.history(self.ticket)[-1], "He never pays")

    def test_a_command_that_only_the_html_has(self):
        for hidden in ("", '<div style="display:none">Preview</div>'):
            html = f"{hidden}<p>#note</p><p>He never pays</p>"
            self.answer("He never pays", html=html)
            self.assertInside(self.history(self.ticket)[-1], "He never pays")

    def test_a_number_or_a_word_with_a_sign_is_an_answer(self):
        for text in ("#4711 is your order number", "C# is what we write"):
            self.answer(text)
            self.assertIn(text, self.to_customer()[0].body_html)

    def test_what_tells_of_a_refusal_stays_inside(self):
        self.answer("#notes He never pays")
        (sent,) = self.outgoing()
        self.assertEqual(
            sent.subject, f"{self.ticket.number}: Your command was not done"
        )
        self.assertIn("#notes He never pays", sent.body_html)
        self.assertTrue(sent.mail_message_id._mailbox_is_inside())
        self.assertEqual(sent._prepare_outgoing_list()[0]["email_to"], [AGENT])
        for names in (
            {"In_Reply_To": sent.message_id},
            {"In_Reply_To": "<rewritten@ses.example>"},
        ):
            references = sent._prepare_outgoing_list()[0]["references"]
            self.answer("What now?", References=references, **names)
            self.assertInside(self.history(self.ticket)[-1], "What now?")

    def test_a_refusal_is_a_note_that_gives_the_text_back(self):
        self.answer("#dance\n\nHe <never> pays.\n\n> quoted internal link\n")
        (sent,) = self.outgoing()
        entry = sent.mail_message_id
        self.assertEqual(entry.subtype_id, self.env.ref("mail.mt_note"))
        self.assertEqual(entry.message_type, "auto_comment")
        for body in (sent.body_html, entry.body):
            self.assertIn("This is what you wrote:", body)
            self.assertIn("He &lt;never&gt; pays.", body)
            self.assertNotIn("quoted internal link", body)
        self.assertEqual(sent._prepare_outgoing_list()[0]["email_to"], [AGENT])
        self.assertFalse(self.to_customer())
        public = self.ticket._mailbox_public(("auto_comment", "comment"))
        self.assertNotIn(entry, self.env["mail.message"].search(public))

    def test_a_refusal_is_in_the_agents_language_and_not_the_customers(self):
        for code in ("fr_FR", "de_DE"):
            self.env["res.lang"]._activate_lang(code)
        self.agent.lang = "fr_FR"
        self.ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER, "lang": "de_DE"}
        )
        template = self.env.ref("helpdesk_mgmt_mailbox.command_refused_template")
        for code, word in (("fr_FR", "Bonjour"), ("de_DE", "Hallo")):
            template.with_context(lang=code).body_html = f"<p>{word}</p>"
        self.answer("#dance")
        self.assertIn("Bonjour", self.outgoing().body_html)

    def test_a_refusal_names_the_command_and_no_argument(self):
        self.answer("#note: He never pays")
        (sent,) = self.outgoing()
        self.assertEqual(sent.subject, f"{self.ticket.number}: #note was not done")

    def test_a_refusal_that_cannot_be_told_is_held(self):
        for _time in range(15):
            row = self.answer("#dance\n\nFor the customer")
        self.assertEqual((row.state, row.gate), ("held", "other"))
        self.assertIn("There is no such command.", row.reason)
        self.assertIn("The agent could not be told: ", row.reason)
        self.assertEqual(row.named_ticket_id, self.ticket)
        self.assertFalse(self.to_customer())

    def test_an_answer_to_the_notice_that_a_ticket_is_theirs_is_an_answer(self):
        self.ticket.user_id = False
        self.ticket.with_user(self.manager).user_id = self.agent
        notice = self.env["mail.message"].search(
            [
                ("model", "=", self.ticket._name),
                ("res_id", "=", self.ticket.id),
                ("message_type", "=", "user_notification"),
            ],
            limit=1,
        )
        self.assertIn("assigned", notice.subject)
        (sent,) = notice.sudo().mail_ids
        for answered in (notice.message_id, "<rewritten@ses.example>"):
            self.answer(
                "It ships today.",
                References=sent._prepare_outgoing_list()[0]["references"],
                In_Reply_To=answered,
            )
            self.assertIn("It ships today.", self.to_customer()[0].body_html)
            self.to_customer().unlink()

    def test_an_answer_to_any_other_notice_stays_inside(self):
        notice = self.ticket.with_user(self.manager).message_notify(
            body="He never pays", partner_ids=self.agent.partner_id.ids
        )
        self.answer("So what?", In_Reply_To=notice.message_id)
        self.assertInside(self.history(self.ticket)[-1], "So what?")

    def test_an_unknown_login_is_answered(self):
        self.refused("#assign nobody", "There is no user with the login “nobody”.")

    def test_who_is_not_in_the_team_cannot_be_assigned(self):
        self.refused("#assign mailbox-manager", "is no member of the team Support.")

    def test_an_unknown_tag_is_answered(self):
        self.refused("#tag 100%", "There is no tag “100%”.")

    def test_an_unknown_priority_is_answered(self):
        self.refused(
            "#priority extreme",
            "There are: low, medium, high, very high.",
        )

    def test_nothing_to_approve_is_answered(self):
        self.refused("#action approve", "You have no open activity on this ticket")

    def test_an_empty_note_is_answered(self):
        self.refused("#note", "There is no text to note.")

    def test_without_our_signed_reference_nothing_is_commanded(self):
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        row = self.answer("#close", References="<q1@customer.example>")
        self.assertEqual((row.state, row.gate), ("held", "agents"))
        self.assertFalse(self.ticket.closed)

    def test_a_customer_commands_nothing(self):
        row = self.answer("#close", sender=CUSTOMER)
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertFalse(self.ticket.closed)

    def test_a_command_that_is_switched_off_is_a_note(self):
        self.mailbox.agent_commands = False
        row = self.answer("#close\n\nBye")
        self.assertEqual(row.state, "done")
        self.assertFalse(self.ticket.closed)
        self.assertInside(self.history(self.ticket)[-1], "#close")

    def test_where_commands_are_off_a_near_miss_is_a_note(self):
        self.mailbox.agent_commands = False
        for text in ("#note: He never pays", "[#note] He never pays"):
            self.answer(text)
            self.assertInside(self.history(self.ticket)[-1], "He never pays")

    def test_where_commands_are_off_what_is_none_is_an_answer(self):
        self.mailbox.agent_commands = False
        self.answer("#thanks\n\nIt ships today.")
        self.assertTrue(self.to_customer())

    def assertInside(self, entry, text):
        self.assertTrue(entry.is_internal or entry.subtype_id.internal)
        self.assertIn(text, entry.body)
        self.assertFalse(self.to_customer())

    def test_close_closes_and_the_rest_is_a_note(self):
        row = self.answer("#close\n\nHe never pays.\n")
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertTrue(self.ticket.closed)
        entry = self.history(self.ticket)[-1]
        self.assertInside(entry, "He never pays.")
        self.assertNotIn("#close", entry.body)

    def test_close_alone_sends_the_customer_nothing(self):
        row = self.answer("#close")
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertTrue(self.ticket.closed)
        self.assertFalse(self.to_customer())

    def test_each_command_is_in_the_history_with_its_message(self):
        self.env["helpdesk.ticket.tag"].create({"name": "Parcel"})
        self.ticket.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.agent.id
        )
        commands = ("#tag parcel", "#priority high", "#assign me", "#action approve")
        for command in (*commands, "#action complete", "#close"):
            row = self.answer(f"{command}\n\nA word more.")
            (log,) = self.ticket.message_ids.filtered(
                lambda entry, command=command: f"By email: {command}" in entry.body
            )
            self.assertEqual(log.author_id, self.agent.partner_id)
            self.assertIn(f'data-oe-id="{row.id}"', log.body)
            self.assertIn("message of 03/04/2024 10:00", log.body)
            self.assertNotIn("A word more.", log.body)
            self.assertInside(log, command)

    def test_a_note_stays_inside(self):
        self.answer("#note\nThe customer is angry.")
        self.assertInside(self.history(self.ticket)[-1], "The customer is angry.")

    def test_assign_me(self):
        self.ticket.user_id = False
        self.answer("#assign me")
        self.assertEqual(self.ticket.user_id, self.agent)

    def test_assign_by_login(self):
        self.ticket.user_id = False
        self.answer("#assign MAILBOX-agent")
        self.assertEqual(self.ticket.user_id, self.agent)

    def test_priority_by_its_name(self):
        self.answer("#priority Very High")
        self.assertEqual(self.ticket.priority, "3")

    def test_a_tag_by_its_name(self):
        tag = self.env["helpdesk.ticket.tag"].create({"name": "Broken parcel"})
        self.answer("#tag broken PARCEL")
        self.assertEqual(self.ticket.tag_ids, tag)

    def test_approve_ends_the_agents_activity(self):
        self.ticket.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.agent.id
        )
        self.answer("#action approve\nFine with me.")
        self.assertFalse(self.ticket.activity_ids)
        bodies = "".join(self.ticket.message_ids.mapped("body"))
        self.assertIn("Approved. Fine with me.", bodies)

    def test_complete_closes_the_ticket(self):
        self.answer("#action complete")
        self.assertTrue(self.ticket.closed)

    def test_an_answer_reaches_the_customer_without_what_it_quotes(self):
        self.answer("It ships today.\n\nOn Monday, support wrote:\n> internal link\n")
        entry = self.history(self.ticket)[-1]
        self.assertEqual(entry.author_id, self.agent.partner_id)
        (sent,) = self.to_customer()
        self.assertIn("It ships today.", sent.body_html)
        self.assertNotIn("internal link", sent.body_html)

    def test_an_answer_reaches_a_customer_who_is_a_contact(self):
        self.ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER}
        )
        self.answer("It ships today.")
        self.assertEqual(len(self.to_customer()), 1)

    def test_an_agents_answer_does_not_open_a_closed_ticket(self):
        self.ticket.stage_id = self.team._get_applicable_stages().filtered("closed")[:1]
        self.answer("One thing more.")
        self.assertTrue(self.ticket.closed)

    def test_an_internal_user_who_may_not_write_the_ticket_commands_nothing(self):
        user = self.env["res.users"].create(
            {"name": "Ulf", "login": "ulf@acme.example", "email": "ulf@acme.example"}
        )
        row = self.answer(
            "#close",
            sender=user.email,
            References=self.reference_of(user, self.ticket),
        )
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertFalse(self.ticket.closed)
        self.assertFalse(self.to_customer())
