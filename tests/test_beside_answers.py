"""Answers and automatic mail beside add-ons that change the way out."""

from .common import ADDRESS, CUSTOMER, mail
from .house_common import BesideSmtpCase

STATIC = "noreply@acme.example"


class BesideAnswerCase(BesideSmtpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(mail(message_id="<first@customer.example>"))

    def delivered(self, address=CUSTOMER):
        """The one mail that went to `address`, parsed."""
        return self.sent_to(address).message

    def assertComesBack(self, sent):
        """A mail of the ticket is from the mailbox, and its answer finds the ticket."""
        self.assertIn(ADDRESS, sent["From"])
        self.assertIn(ADDRESS, sent["Reply-To"])
        signed = self.ticket._mailbox_signed_ids(sent["References"].split())
        self.assertEqual(list(signed)[:1], self.ticket.ids)
        answered = self.case_of(
            mail(
                "Thank you",
                From="Somebody <somebody@customer.example>",
                In_Reply_To=sent["Message-ID"],
                References=sent["References"].replace("\n", ""),
            )
        )
        self.assertEqual(answered, self.ticket)


class TestBesideAnswers(BesideAnswerCase):
    def test_an_answer_has_the_customers_subject(self):
        self.comment(self.ticket)
        sent = self.delivered()
        self.assertEqual(sent["Subject"], "Re: Where is my order?")
        self.assertEqual(sent["In-Reply-To"], "<first@customer.example>")
        self.assertComesBack(sent)

    def test_a_note_that_a_colleague_is_sent_has_it_too(self):
        note = self.ticket.with_user(self.agent).message_post(
            body="Look", subtype_xmlid="mail.mt_note", message_type="comment"
        )
        self.assertEqual(note.subject, "Re: Where is my order?")

    def test_a_subject_that_is_given_and_what_a_neighbour_adds_stay(self):
        self.env["mail.message.custom.subject"].create(
            {
                "name": "Number",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "subtype_ids": [(6, 0, self.env.ref("mail.mt_comment").ids)],
                "subject_template": " #{{ object.number }}",
                "position": "append_after",
            }
        )
        answer = self.comment(self.ticket)
        wanted = f"Re: Where is my order? #{self.ticket.number}"
        self.assertEqual(answer.subject, wanted)
        given = self.comment(self.ticket, subject="Delay")
        self.assertEqual(given.subject, f"Delay #{self.ticket.number}")

    def test_an_answer_that_waits_goes_out_as_any_other(self):
        ticket = self.ticket.with_context(test_mail_post_defer=True)
        answer = self.comment(ticket)
        self.assertFalse(self.receiver.to(CUSTOMER), "it waits")
        waiting = self.env["mail.message.schedule"].search(
            [("mail_message_id", "=", answer.id)]
        )
        self.assertTrue(waiting)
        waiting.force_send()
        self.send_queue()
        sent = self.delivered()
        self.assertEqual(sent["Message-ID"], answer.message_id)
        self.assertEqual(sent["In-Reply-To"], "<first@customer.example>")
        self.assertComesBack(sent)

    def test_an_answer_that_is_changed_while_it_waits_goes_out_once(self):
        ticket = self.ticket.with_context(test_mail_post_defer=True)
        answer = self.comment(ticket)
        ticket.with_user(self.agent)._message_update_content(answer, body="Tomorrow.")
        self.env["mail.message.schedule"].search(
            [("mail_message_id", "=", answer.id)]
        ).force_send()
        self.send_queue()
        sent = self.delivered()
        self.assertIn("Tomorrow.", sent.get_body(("plain",)).get_content())
        self.assertComesBack(sent)

    def test_the_mailboxs_server_comes_before_the_company_s(self):
        self.ticket.company_id = self.env.company
        other = self.smtp_server.copy(
            {"company_id": self.env.company.id, "sequence": 1}
        )
        other.smtp_host = "nowhere.invalid"
        self.mailbox.outgoing_server_id = self.smtp_server
        self.comment(self.ticket)
        self.assertComesBack(self.delivered())

    def test_with_a_static_sender_the_answer_still_comes_back(self):
        self.smtp_server.smtp_from = STATIC
        self.comment(self.ticket)
        sent = self.delivered()
        self.assertIn(STATIC, sent["From"])
        self.assertIn(ADDRESS, sent["Reply-To"])
        back = self.case_of(
            mail("Thanks", In_Reply_To=sent["Message-ID"], Subject="Re: something")
        )
        self.assertEqual(back, self.ticket)

    def test_links_that_people_wrote_stay(self):
        self.comment(self.ticket, body="See https://www.odoo.com/documentation")
        text = self.delivered().get_body(("plain",)).get_content()
        self.assertIn("www.odoo.com/documentation", text)

    def test_the_composer_with_and_without_following(self):
        for follow in (False, True):
            self.receiver.clear()
            person = self.env["res.partner"].create(
                {"name": "Eva", "email": f"eva{follow}@partner.example".lower()}
            )
            composer = self.env["mail.compose.message"].with_user(self.agent)
            composer.with_context(
                default_model="helpdesk.ticket", default_res_ids=self.ticket.ids
            ).create(
                {
                    "body": "For you, too",
                    "partner_ids": [(6, 0, person.ids)],
                    "autofollow_recipients": follow,
                    "subtype_id": self.env.ref("mail.mt_comment").id,
                }
            )._action_send_mail()
            self.assertComesBack(self.delivered(person.email))
            following = person in self.ticket.message_partner_ids
            self.assertEqual(following, follow)

    def test_a_tracker_knows_to_whom_it_went(self):
        answer = self.comment(self.ticket)
        tracking = self.env["mail.tracking.email"].search(
            [("mail_message_id", "=", answer.id), ("recipient_address", "=", CUSTOMER)]
        )
        self.assertEqual(tracking.state, "sent")
        self.assertComesBack(self.delivered())


class TestBesideAutomaticMail(BesideAnswerCase):
    def close(self, ticket, user=None):
        closing = self.team._get_applicable_stages().filtered("closed")[:1]
        ticket.with_user(user or self.agent).stage_id = closing
        self.settle()
        self.send_queue()

    def test_a_survey_of_a_ticket_that_is_nobodys_comes_from_the_mailbox(self):
        self.ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER}
        )
        stages = self.team._get_applicable_stages().filtered("closed")
        stages.mail_template_id = False
        stages.rating_mail_template_id = self.env.ref(
            "helpdesk_mgmt_rating.rating_ticket_email_template"
        )
        self.ticket.user_id = False
        self.agent.email = False
        self.close(self.ticket)
        sent = self.delivered()
        self.assertIn("Satisfaction Survey", sent["Subject"])
        self.assertComesBack(sent)

    def test_a_survey_of_a_ticket_without_a_mailbox_reaches_the_customer(self):
        ticket = self.ticket.copy({"user_id": self.agent.id})
        ticket.mailbox_id = False
        ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER}
        )
        stages = self.team._get_applicable_stages().filtered("closed")
        stages.mail_template_id = False
        stages.rating_mail_template_id = self.env.ref(
            "helpdesk_mgmt_rating.rating_ticket_email_template"
        )
        self.close(ticket)
        self.assertIn("Satisfaction Survey", self.delivered()["Subject"])

    def test_a_warning_of_inactivity_comes_from_the_mailbox(self):
        self.team.write(
            {
                "close_inactive_tickets": True,
                "ticket_stage_ids": [(6, 0, self.ticket.stage_id.ids)],
                "inactive_tickets_day_limit_warning": 1,
            }
        )
        self.env.company.partner_id.email = False
        self.age(self.ticket, days=1)
        self.cron("close_team_inactive_tickets", "helpdesk.ticket.team")
        self.send_queue()
        sent = self.delivered()
        self.assertIn("will be closed", sent["Subject"])
        self.assertComesBack(sent)
