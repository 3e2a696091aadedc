"""What customers and agents get of a ticket by mail, as a real SMTP server gets it."""

from email.utils import parseaddr

from .common import ADDRESS, CUSTOMER, PNG, mail
from .smtp_common import SmtpCase

AGENT = "agent@acme.example"
FIRST = "<first@customer.example>"


class TestAnswers(SmtpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["mail.alias.domain"].search([]).unlink()
        cls.agent.name = "Ada Agent"
        cls.agent.signature = "<p>Ada, your agent</p>"

    def setUp(self):
        super().setUp()
        self.mailbox.name = "Support"
        self.ticket = self.case_of(mail(message_id=FIRST))

    def answer(self, body="It is on its way.", ticket=None, **values):
        """What an agent writes below the ticket, with the button Send Message."""
        ticket = (ticket or self.ticket).with_user(self.agent)
        return ticket.message_post(
            body=body,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            **values,
        )

    def note(self, body):
        self.ticket.with_user(self.agent).message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_note"
        )

    def sent(self, body="It is on its way.", **values):
        self.receiver.clear()
        self.answer(body, **values)
        return self.sent_to(CUSTOMER)

    def reply(self, sent, **headers):
        """A customer's answer to a mail that was delivered."""
        references = f"{sent.message['References']} {sent.message['Message-ID']}"
        given = {
            "To": sent.message["Reply-To"],
            "Subject": sent.message["Subject"],
            "In_Reply_To": sent.message["Message-ID"],
            "References": " ".join(references.split()),
        }
        return mail("Thank you.", **{**given, **headers})

    def test_pictures_of_other_servers_reach_neither_agents_nor_customers(self):
        picture = '<p>Look <img src="http://eve.example/p.png" alt="Offer"></p>'
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        self.fetch(self.reply(self.sent(), html=picture))
        self.send_queue()
        self.mailbox.answer_quote = "all"
        self.answer("Seen.")
        self.send_queue()
        for address in (AGENT, CUSTOMER):
            last = self.receiver.to(address)[-1].message
            html = last.get_body(("html",)).get_content()
            self.assertIn("Look", html)
            self.assertNotIn(' src="http://eve.example', html)

    def test_no_alias_domain_is_set_up(self):
        self.assertFalse(self.env["mail.alias.domain"].search([]))
        self.assertFalse(self.env.company.bounce_email)

    def test_it_comes_from_the_mailbox_with_the_agents_name(self):
        sent = self.sent()
        self.assertEqual(sent.message["From"], f"Ada Agent <{ADDRESS}>")
        self.assertEqual(parseaddr(sent.message["Reply-To"])[1], ADDRESS)
        self.assertEqual(sent.sender, ADDRESS, "undeliverable mail comes back")
        self.assertNotIn(AGENT.encode(), sent.raw)
        self.assertNotIn("Auto-Submitted", sent.message)

    def test_an_agent_is_told_of_a_message_that_names_no_sender(self):
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        token = self.ticket._mailbox_token()
        self.mailbox.case_user_id = self.agent
        self.agent.notification_type = "email"
        row = self.fetch_one(mail("Who am I?", From="Nobody", References=token))
        self.assertEqual(row.mail_message_id.email_from, "Nobody")
        self.send_queue()
        sent = self.sent_to(AGENT)
        self.assertEqual(parseaddr(sent.message["From"])[1], ADDRESS)

    def test_an_agent_without_an_address_answers_all_the_same(self):
        self.agent.email = False
        sent = self.sent()
        self.assertEqual(sent.message["From"], f"Ada Agent <{ADDRESS}>")

    def test_the_mailboxs_name_alone_if_it_wants_so(self):
        self.mailbox.answer_from = "mailbox"
        sent = self.sent()
        self.assertEqual(sent.message["From"], f"Support <{ADDRESS}>")
        self.assertNotIn(b"Ada", sent.raw)

    def test_it_is_addressed_to_the_customer_alone(self):
        self.assertIn(f"\r\nTo: {CUSTOMER}\r\n".encode(), self.sent().raw)

    def test_the_message_in_the_ticket_keeps_its_author(self):
        message = self.answer()
        self.assertEqual(message.author_id, self.agent.partner_id)
        self.assertEqual(parseaddr(message.email_from)[1], AGENT)

    def test_it_answers_the_customers_message_for_every_mail_program(self):
        sent = self.sent()
        self.assertEqual(sent.message["In-Reply-To"], FIRST)
        references = sent.message["References"].split()
        self.assertTrue(references[0].startswith(f"<case-{self.ticket.id}."))
        self.assertIn(FIRST, references)
        self.assertEqual(sent.message["Subject"], "Re: Where is my order?")

    def test_the_second_answer_answers_the_last_message(self):
        sent = self.sent()
        self.fetch_one(self.reply(sent, message_id="<second@customer.example>"))
        again = self.sent("And it arrived.")
        self.assertEqual(again.message["In-Reply-To"], "<second@customer.example>")
        self.assertEqual(again.message["Subject"], "Re: Where is my order?")

    def test_the_subject_stays_the_customers_when_the_ticket_is_renamed(self):
        self.ticket.name = "Parcel 77"
        self.assertEqual(self.sent().message["Subject"], "Re: Where is my order?")

    def test_answer_prefixes_do_not_pile_up(self):
        ticket = self.case_of(mail(Subject="AW: Re: My order"))
        self.answer(ticket=ticket)
        (sent,) = self.receiver.to(CUSTOMER)
        self.assertEqual(sent.message["Subject"], "Re: My order")

    def test_the_number_in_the_subject_if_the_mailbox_wants_so(self):
        self.mailbox.subject_tag = True
        subject = f"Re: Where is my order? [{self.ticket.number}]"
        sent = self.sent()
        self.assertEqual(sent.message["Subject"], subject)
        self.fetch_one(self.reply(sent))
        self.assertEqual(self.sent("Again").message["Subject"], subject)

    def test_a_subject_that_the_agent_writes_is_kept(self):
        sent = self.sent(subject="Your parcel")
        self.assertEqual(sent.message["Subject"], "Your parcel")

    def test_the_customers_answer_comes_back_to_the_ticket(self):
        sent = self.sent()
        self.assertEqual(self.case_of(self.reply(sent)), self.ticket)

    def test_also_of_a_mail_program_that_keeps_the_last_reference_only(self):
        sent = self.sent()
        reply = self.reply(sent, References=None)
        self.assertEqual(self.case_of(reply), self.ticket)

    def test_also_from_another_address_past_a_provider_that_renames_our_mail(self):
        sent = self.sent()
        reply = self.reply(
            sent,
            From="Anna <anna@home.example>",
            In_Reply_To="<renamed@provider.example>",
            References=f"{sent.message['References'].split()[0]} <renamed@p.example>",
        )
        self.assertEqual(self.case_of(reply), self.ticket)

    def test_who_is_in_copy_gets_it_and_comes_back_to_the_ticket(self):
        bob = self.env["res.partner"].create(
            {"name": "Bob", "email": "bob@customer.example"}
        )
        self.ticket.message_subscribe(bob.ids)
        self.answer()
        sent = self.sent_to("bob@customer.example")
        self.assertIn(CUSTOMER, sent.message["To"], "for Reply All")
        reply = self.reply(sent, From="Bob <bob@customer.example>")
        self.assertEqual(self.case_of(reply), self.ticket)

    def test_a_customer_who_is_a_contact_but_follows_nothing_gets_it(self):
        self.ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER}
        )
        self.ticket.message_unsubscribe(self.ticket.partner_id.ids)
        self.assertIn("on its way", self.sent().text)

    def test_a_customer_who_follows_gets_it_once(self):
        partner = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.ticket.partner_id = partner
        self.ticket.message_subscribe(partner.ids)
        self.sent(partner_ids=partner.ids)

    def test_our_own_address_is_never_written_to(self):
        self.ticket.write({"partner_id": False, "partner_email": ADDRESS})
        self.answer()
        self.assertEqual(self.receiver.deliveries, [])

    def test_an_internal_note_reaches_no_customer(self):
        self.note("He is wrong.")
        self.assertEqual(self.receiver.deliveries, [])

    def test_the_answer_stands_in_the_template(self):
        sent = self.sent()
        self.assertIn("It is on its way.", sent.text)
        self.assertIn("Ada, your agent", sent.text)
        self.assertIn(f"Ticket {self.ticket.number}", sent.text)

    def test_no_link_of_odoo_reaches_the_customer(self):
        sent = self.sent()
        for words in ("http", "/mail/view", "/web", "View", "Odoo", "unfollow"):
            self.assertNotIn(words, sent.text + sent.html)

    def test_a_template_of_ones_own(self):
        self.mailbox.response_template_id.body_html = (
            '<p>Dear <t t-out="object.partner_name"/>,</p>'
            '<t t-out="object.answer_text"/>'
        )
        self.assertEqual(
            " ".join(self.sent().text.split()), "Dear Anna Berg, It is on its way."
        )

    def test_a_template_that_forgets_the_answer_does_not_swallow_it(self):
        self.mailbox.response_template_id.body_html = "<p>Kind regards</p>"
        text = self.sent().text
        self.assertIn("It is on its way.", text)
        self.assertIn("Kind regards", text)

    def test_without_a_template_the_plain_answer(self):
        self.mailbox.response_template_id = False
        text = self.sent().text
        self.assertIn("It is on its way.", text)
        self.assertIn("Ada, your agent", text)
        self.assertNotIn(self.ticket.number, text)

    def test_in_the_customers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.mailbox.response_template_id
        template.with_context(
            lang="fr_FR"
        ).body_html = '<p>Bonjour</p><t t-out="object.answer_text"/>'
        self.ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER, "lang": "fr_FR"}
        )
        self.assertIn("Bonjour", self.sent().text)

    def test_the_last_message_is_quoted(self):
        self.fetch_one(self.reply(self.sent()))
        self.note("He is wrong.")
        sent = self.sent("Welcome.")
        self.assertRegex(sent.text, r"\nOn March 4, 2024 10:00\sAM, Anna Berg wrote:\n")
        self.assertIn("Thank you.", sent.text)
        self.assertNotIn("Where is my order?", sent.text)
        self.assertNotIn("He is wrong.", sent.text)

    def test_the_whole_conversation_is_quoted_but_no_note(self):
        self.mailbox.answer_quote = "all"
        self.fetch_one(self.reply(self.sent()))
        self.note("He is wrong.")
        text = self.sent("Welcome.").text
        order = ["Welcome.", "Thank you.", "It is on its way.", "Where is my order?"]
        places = [text.index(words) for words in order]
        self.assertEqual(places, sorted(places))
        self.assertIn("Ada Agent wrote:", text)
        self.assertNotIn("He is wrong.", text)

    def test_nothing_is_quoted_if_the_mailbox_wants_so(self):
        self.mailbox.answer_quote = "none"
        self.assertNotIn("wrote:", self.sent().text)

    def test_a_long_conversation_is_quoted_in_bounds(self):
        self.mailbox.answer_quote = "all"
        for _number in range(12):
            self.fetch_one(mail("long words " * 2000, In_Reply_To=FIRST))
        sent = self.sent()
        self.assertIn("[...]", sent.text)
        self.assertLess(len(sent.html), 70_000)

    def test_pictures_of_the_customer_are_not_quoted_by_our_address(self):
        row = self.fetch_one(
            mail(
                html='<p>See <img src="cid:one"></p>',
                inline=("one", PNG, "one.png"),
                In_Reply_To=FIRST,
            )
        )
        self.assertEqual(row.ticket_id, self.ticket)
        sent = self.sent()
        self.assertIn("See", sent.text)
        self.assertNotIn("<img", sent.html)

    def test_what_is_sent_later_is_an_answer_like_any_other(self):
        self.answer_later("made by the window")
        self.assertIn("made by the window", self.sent_to(CUSTOMER).text)
        self.receiver.clear()
        self.answer_later("made otherwise", notification_parameters=False)
        sent = self.sent_to(CUSTOMER)
        self.assertIn(f"Ticket {self.ticket.number}", sent.text)
        self.assertNotIn("/web/login", sent.html)

    def answer_later(self, body, **values):
        """What an agent writes with the button Send Later, when it is due."""
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.agent)
            .with_context(
                default_composition_mode="comment",
                default_model=self.ticket._name,
                default_res_ids=self.ticket.ids,
                default_subtype_xmlid="mail.mt_comment",
                default_scheduled_date="2099-01-01 10:00:00",
            )
            .create({"body": body})
        )
        scheduled = composer._action_schedule_message()
        scheduled.write(values)
        scheduled.post_message()
        self.assertEqual(self.ticket.message_ids[0].message_type, "comment")

    def test_files_of_the_answer_are_sent(self):
        sent = self.sent(attachments=[("bill.txt", b"7 EUR")])
        names = [part.get_filename() for part in sent.message.iter_attachments()]
        self.assertEqual(names, ["bill.txt"])

    def test_an_agent_gets_odoos_notification_and_may_answer_it(self):
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        self.agent.notification_type = "email"
        self.fetch(mail("Any news?", In_Reply_To=FIRST))
        self.send_queue()
        sent = self.sent_to(AGENT)
        self.assertEqual(sent.message["From"], f"Anna Berg via Support <{ADDRESS}>")
        self.assertEqual(parseaddr(sent.message["Reply-To"])[1], ADDRESS)
        self.assertEqual(sent.message["In-Reply-To"], FIRST)
        self.assertIn("/mail/view", sent.html)
        said = self.history(self.ticket)[-1].email_from
        self.assertEqual(parseaddr(said)[1], CUSTOMER)

    def hinted(self):
        """The text that an agent who follows gets of the manager's answer."""
        self.receiver.clear()
        self.agent.notification_type = "email"
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        self.ticket.with_user(self.manager).message_post(
            body="It ships today.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.send_queue()
        return " ".join(self.sent_to(AGENT).text.split())

    def test_agents_read_that_a_reply_answers_the_customer_and_customers_do_not(self):
        said = self.hinted()
        self.assertIn("Reply to this email to answer the customer.", said)
        self.assertIn("start with #note on the first line.", said)
        html = self.sent_to(AGENT).html
        self.assertIn("first line.</p></body></html>", html)
        self.assertNotIn("&lt;", html)
        sent = self.sent_to(CUSTOMER)
        for words in ("#note", "Reply to this email"):
            self.assertNotIn(words, sent.text + sent.html)

    def test_agents_read_that_a_reply_to_a_note_is_a_note(self):
        self.receiver.clear()
        self.agent.notification_type = "email"
        self.ticket.with_user(self.manager).message_post(
            body="He never pays.",
            subtype_xmlid="mail.mt_note",
            message_type="comment",
            partner_ids=self.agent.partner_id.ids,
        )
        self.send_queue()
        said = " ".join(self.sent_to(AGENT).text.split())
        self.assertIn("Replies to this email are internal notes.", said)
        self.assertEqual(self.receiver.to(CUSTOMER), [])

    def test_a_colleague_who_is_the_customer_reads_no_hint_for_agents(self):
        self.ticket.partner_id = self.agent.partner_id
        self.assertNotIn("#note", self.hinted())

    def test_a_customer_with_a_portal_user_reads_no_hint_for_agents(self):
        partner = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.env["res.users"].create(
            {
                "login": CUSTOMER,
                "partner_id": partner.id,
                "group_ids": self.env.ref("base.group_portal").ids,
            }
        )
        self.ticket.partner_id = partner
        self.assertIn("#note", self.hinted())
        sent = self.sent_to(CUSTOMER)
        self.assertNotIn("#note", sent.text + sent.html)

    def test_a_ticket_without_a_mailbox_sends_as_odoo_does(self):
        ticket = self.env["helpdesk.ticket"].create(
            {"name": "By hand", "description": "x", "partner_email": CUSTOMER}
        )
        self.answer(ticket=ticket, partner_ids=self.manager.partner_id.ids)
        sent = self.sent_to("manager@acme.example")
        self.assertEqual(parseaddr(sent.message["From"])[1], AGENT)
        self.assertEqual(self.receiver.to(CUSTOMER), [])

    def test_a_template_preview_shows_sample_text(self):
        body = self.mailbox.response_template_id._render_field(
            "body_html", self.ticket.ids
        )[self.ticket.id]
        self.assertIn("Here stands what the agent writes.", body)
