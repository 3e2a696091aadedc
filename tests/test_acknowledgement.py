"""The acknowledgement of a new ticket, as a real SMTP server gets it."""

from unittest.mock import patch

from freezegun import freeze_time

from odoo.tools import mute_logger

from .common import ADDRESS, CUSTOMER, SECOND, mail
from .smtp_common import SmtpCase


class TestAcknowledgement(SmtpCase):
    def make_mailbox(self, *args, **values):
        """A mailbox with the acknowledgement that a new one has."""
        name = "acknowledgement_template_id"
        given = self.env["fetchmail.server"].default_get([name])
        return super().make_mailbox(*args, **{**given, **values})

    def fetched(self, *raws, **headers):
        """Fetch mails, send the queue; returns the last one's row."""
        self.fetch(*(raws or [mail(**headers)]))
        self.send_queue()
        return self.rows()[-1]

    def assertNone(self, row, reason):
        self.assertEqual(self.receiver.deliveries, [])
        self.assertEqual(row.no_acknowledgement_reason, reason)

    def test_a_new_mailbox_acknowledges_a_new_ticket(self):
        row = self.fetched(message_id="<q@customer.example>")
        sent = self.sent_to(CUSTOMER)
        self.assertIn(row.ticket_id.number, sent.text)
        self.assertIn("Hello Anna Berg,", sent.text)
        self.assertEqual(sent.message["Auto-Submitted"], "auto-replied")
        self.assertEqual(sent.message["X-Auto-Response-Suppress"], "All")
        self.assertEqual(sent.message["Subject"], "Re: Where is my order?")
        self.assertEqual(sent.message["From"], f"support <{ADDRESS}>")
        self.assertEqual(sent.message["In-Reply-To"], "<q@customer.example>")
        self.assertEqual(sent.sender, ADDRESS)
        self.assertFalse(row.no_acknowledgement_reason)
        self.assertFalse(row.ticket_id.no_acknowledgement_reason)

    def test_who_gives_no_name_is_greeted_without_one(self):
        self.mailbox.write({"authserv_id": "mx.acme.example", "create_contact": True})
        verdict = "mx.acme.example; dmarc=pass header.from=customer.example"
        for name in ("", f'"{CUSTOMER}" ', '"Franz <b>bold</b> http://evil.example" '):
            for proof in ({}, {"Authentication_Results": verdict}):
                with self.subTest(name=name, proof=proof):
                    self.mailbox.acknowledgement_minutes = 0
                    self.fetched(From=f"{name}<{CUSTOMER}>", **proof)
                    text = self.receiver.deliveries[-1].text
                    self.assertIn("Hello,", text)
                    self.assertNotIn("Franz", text)

    def test_its_answer_comes_back_to_the_ticket(self):
        row = self.fetched()
        sent = self.sent_to(CUSTOMER).message
        answer = self.fetched(
            In_Reply_To=sent["Message-ID"], References=sent["References"]
        )
        self.assertEqual(answer.ticket_id, row.ticket_id)

    def test_it_is_sent_at_once_and_not_in_an_hour(self):
        cron = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"].sudo()
        before = triggers.search_count([("cron_id", "=", cron.id)])
        self.fetch(mail())
        after = triggers.search_count([("cron_id", "=", cron.id)])
        self.assertGreater(after, before)

    def test_a_mailbox_without_a_template_sends_none(self):
        self.mailbox.acknowledgement_template_id = False
        self.assertNone(self.fetched(), "The mailbox has no acknowledgement.")

    def test_a_message_that_joins_a_ticket_gets_none(self):
        self.fetched(message_id="<one@customer.example>")
        self.receiver.clear()
        row = self.fetched(In_Reply_To="<one@customer.example>")
        self.assertNone(row, False)

    def test_a_list_gets_none(self):
        row = self.fetched(List_Id="<news.example>", Precedence="list")
        self.assertEqual(row.kind, "list")
        self.assertTrue(row.ticket_id)
        self.assertNone(row, "The message is automatic or came by a list.")

    def test_a_machine_gets_none(self):
        self.assertNone(self.fetched(Auto_Submitted="auto-replied"), False)

    def test_existing_mail_gets_none(self):
        self.start_over()
        self.deliver(mail())
        self.connect().action_continue()
        self.fetch()
        self.send_queue()
        row = self.rows()
        self.assertTrue(row.is_import)
        self.assertNone(row, "The message was in the mailbox before it was set up.")

    def test_one_address_gets_one_within_the_hour(self):
        with freeze_time("2026-03-04 12:00"):
            self.fetched()
        with freeze_time("2026-03-04 12:59"):
            row = self.fetched(Subject="Another one")
        self.sent_to(CUSTOMER)
        self.assertEqual(
            row.ticket_id.no_acknowledgement_reason,
            f"{CUSTOMER} got an acknowledgement less than 60 minutes ago.",
        )
        with freeze_time("2026-03-04 13:01"):
            self.fetched(Subject="A third one")
        self.assertEqual(len(self.receiver.to(CUSTOMER)), 2)

    def test_two_in_one_batch_get_one(self):
        self.fetched(mail(), mail(Subject="Another one"))
        self.sent_to(CUSTOMER)

    def test_a_reply_to_of_the_same_organisation_is_answered(self):
        self.fetched(Reply_To="orders@shop.customer.example")
        self.sent_to("orders@shop.customer.example")
        self.assertEqual(self.receiver.to(CUSTOMER), [])

    def test_whom_the_sender_merely_names_gets_none(self):
        row = self.fetched(Reply_To="victim@bank.example")
        self.assertNone(
            row,
            "It asks for answers to an address that the sender merely names "
            "(victim@bank.example).",
        )
        self.assertEqual(row.ticket_id.partner_email, "victim@bank.example")

    def test_a_forged_sender_gets_none(self):
        self.mailbox.authserv_id = "mx.acme.example"
        verdict = "mx.acme.example; dmarc=fail header.from=customer.example"
        row = self.fetched(Authentication_Results=verdict)
        self.assertTrue(row.is_forged)
        self.assertNone(row, "The sender's address is forged.")

    def test_who_names_no_sender_gets_none(self):
        row = self.fetched(From="Anna Berg", Reply_To=CUSTOMER)
        self.assertNone(row, "It does not say who sent it.")

    def relayed(self, **headers):
        """What goes out for a subject and a name that are a message to somebody."""
        self.mailbox.acknowledgement_template_id.body_html += (
            "<p><t t-out='object.name'/> <t t-out='object.display_name'/> "
            "<t t-out='object.description'/> <t t-out='object.partner_id.name'/></p>"
        )
        self.fetched(
            mail(
                "Body EVIL",
                From=f'"Call 0800 1234567 now" <{CUSTOMER}>',
                Subject="Order 12345 v2.0, see https://evil.example/pay",
                **headers,
            )
        )
        return self.sent_to(CUSTOMER)

    def test_what_a_stranger_says_leads_nobody_anywhere(self):
        self.env["res.partner"].create({"name": "See evil.example", "email": CUSTOMER})
        sent = self.relayed()
        text = f"{sent.message['Subject']} {sent.text}"
        self.assertIn("Hello,", text)
        self.assertIn("Re: Order 12345 v2.0, see …", text)
        for words in ("evil.example", "1234567", "EVIL"):
            self.assertNotIn(words, text)
        ticket = self.rows().ticket_id
        self.assertIn("https://evil.example/pay", ticket.name)
        self.assertIn("EVIL", ticket.description)

    def test_what_a_proven_sender_says_is_repeated_as_it_stands(self):
        self.mailbox.authserv_id = "mx.acme.example"
        verdict = "mx.acme.example; dmarc=pass header.from=customer.example"
        sent = self.relayed(Authentication_Results=verdict)
        self.assertIn("https://evil.example/pay", sent.message["Subject"])

    def test_a_reply_to_of_our_own_gets_none(self):
        row = self.fetched(Reply_To=ADDRESS)
        self.assertNone(row, f"{ADDRESS} is one of our own.")

    def test_a_sender_of_our_own_gets_none(self):
        self.make_mailbox(SECOND)
        row = self.fetched(From=SECOND, Reply_To=CUSTOMER)
        self.assertEqual(self.receiver.deliveries, [])
        self.assertNotEqual(row.no_acknowledgement_reason, "")

    def test_a_rule_may_forbid_it(self):
        self.env["fetchmail.rule"].create(
            {
                "name": "Quiet",
                "server_id": self.mailbox.id,
                "no_acknowledgement": True,
                "condition_ids": [
                    (
                        0,
                        0,
                        {"part": "subject", "operator": "contains", "value": "order"},
                    )
                ],
            }
        )
        self.assertNone(self.fetched(), "The rule “Quiet” says so.")

    def test_a_stage_that_sends_its_own_mail_is_enough(self):
        stage = self.team._get_applicable_stages()[:1]
        stage.mail_template_id = self.env.ref("helpdesk_mgmt.changed_stage_template")
        row = self.fetched()
        sent = self.sent_to(CUSTOMER)
        self.assertEqual(sent.message["From"], f"support <{ADDRESS}>")
        token = sent.message["References"].split()[0]
        self.assertEqual(
            self.fetched(From="x@y.example", References=token).ticket_id, row.ticket_id
        )
        self.assertEqual(
            row.no_acknowledgement_reason,
            f"The stage “{stage.name}” sends a mail of its own.",
        )

    def test_in_the_customers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.mailbox.acknowledgement_template_id
        template.with_context(lang="fr_FR").body_html = "<p>Bonjour</p>"
        self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER, "lang": "fr_FR"}
        )
        self.fetched()
        self.assertIn("Bonjour", self.sent_to(CUSTOMER).text)

    def in_french(self, stated, *text):
        """Whether a first message with this Content-Language (and text) is acknowledged
        in French (bool)."""
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.mailbox.acknowledgement_template_id
        template.with_context(lang="fr_FR").body_html = "<p>Bonjour</p>"
        self.fetched(f"Content-Language: {stated}\r\n".encode() + mail(*text))
        return "Bonjour" in self.sent_to(CUSTOMER).text

    def test_in_the_language_of_the_mail(self):
        self.mailbox.automatic_lang = "en_US"
        self.assertTrue(self.in_french("fr-CA"))

    def test_in_the_mailboxs_language_where_the_mail_names_none(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.mailbox.automatic_lang = "fr_FR"
        self.assertTrue(self.in_french("xx"))

    FRENCH = (
        "Bonjour, ma commande n'est pas encore arrivée. Pouvez-vous vérifier où se "
        "trouve le colis, s'il vous plaît ? Merci d'avance et bonne journée."
    )
    ENGLISH = (
        "My order has not arrived yet, although it was sent two weeks ago. Could you "
        "please find out where the parcel is? Thank you very much for your help."
    )

    def test_in_the_language_of_a_letter_that_states_none(self):
        self.mailbox.automatic_lang = "en_US"
        self.assertTrue(self.in_french("", self.FRENCH))

    def test_the_text_outweighs_what_the_mail_states(self):
        self.assertFalse(self.in_french("fr-FR", self.ENGLISH))

    def test_a_letter_in_no_installed_language_is_answered_in_the_mailboxs(self):
        self.mailbox.automatic_lang = "en_US"
        text = "Goedendag, mijn bestelling is nog steeds niet aangekomen. Kunt u mij "
        text += (
            "vertellen waar het pakket nu is? Alvast hartelijk bedankt voor uw hulp."
        )
        self.assertFalse(self.in_french("fr-FR", text))

    def test_what_a_mail_quotes_says_no_language(self):
        self.mailbox.automatic_lang = "en_US"
        quoted = "".join(f"> {line}\n" for line in [self.FRENCH] * 3)
        self.assertFalse(self.in_french("", f"Please help\n\n{quoted}"))

    def test_the_contacts_language_outweighs_that_of_the_mail(self):
        partner = {"name": "Anna", "email": CUSTOMER, "lang": "en_US"}
        self.env["res.partner"].create(partner)
        self.assertFalse(self.in_french("fr-FR"))

    def test_a_language_that_is_not_installed_is_nobodys(self):
        self.assertFalse(self.in_french("nl-NL"))

    def test_a_template_that_names_a_language_is_in_it(self):
        self.mailbox.acknowledgement_template_id.lang = "en_US"
        self.assertFalse(self.in_french("fr-FR"))

    def test_a_language_that_is_no_longer_installed_costs_nobody_their_ticket(self):
        french = self.env["res.lang"]._activate_lang("fr_FR")
        self.mailbox.write({"automatic_lang": "fr_FR", "create_contact": True})
        french.active = False
        row = self.fetched()
        self.assertEqual(row.state, "done", row.reason)
        self.assertTrue(self.sent_to(CUSTOMER))

    def test_the_contact_that_a_mail_makes_has_the_language_of_the_mail(self):
        self.mailbox.create_contact = True
        self.assertTrue(self.in_french("fr-FR"))
        made = self.env["res.partner"].search([("email_normalized", "=", CUSTOMER)])
        self.assertEqual(made.lang, "fr_FR")

    @mute_logger(
        "odoo.addons.helpdesk_mgmt_mailbox.models.message.acknowledgement",
        "odoo.addons.mail.models.mail_render_mixin",
    )
    def test_a_mistake_in_the_template_costs_nobody_their_ticket(self):
        template = self.mailbox.acknowledgement_template_id
        template.body_html = '<t t-out="object.no_such_field"/>'
        row = self.fetched()
        self.assertEqual(row.state, "done")
        self.assertTrue(row.ticket_id)
        self.assertNone(
            row,
            f"The template “{template.name}” has a mistake; its preview shows where.",
        )

    @mute_logger("odoo.addons.helpdesk_mgmt_mailbox.models.message.processing")
    def test_a_message_that_fails_and_is_tried_again_is_acknowledged_once(self):
        journal = self.registry["fetchmail.message"]
        acknowledge = journal._acknowledge

        def fail_after(row, *args):
            acknowledge(row, *args)
            raise ValueError("the worker fails here")

        with patch.object(journal, "_acknowledge", fail_after):
            row = self.fetch_one(mail())
        self.assertEqual(row.state, "received")
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])
        row.next_attempt = False
        self.fetch()
        self.send_queue()
        self.assertEqual(row.state, "done")
        self.sent_to(CUSTOMER)
