"""The templates of a mailbox, and the mail of a stage: what automatic mail may be."""

from ast import literal_eval

from odoo.exceptions import ValidationError

from .common import ADDRESS, CUSTOMER, MailboxCase, mail

TICKETS = ("acknowledgement_template_id", "response_template_id")
MESSAGES = (
    "no_new_case_template_id",
    "refusal_template_id",
    "confirmation_template_id",
)


class TemplateCase(MailboxCase):
    def template(self, model, **values):
        return self.env["mail.template"].create(
            {
                "name": "Made by hand",
                "model_id": self.env["ir.model"]._get_id(model),
                "subject": "Hello",
                "use_default_to": False,
                "body_html": "<p>SECRET <t t-out='object.display_name'/></p>",
                **values,
            }
        )

    def waiting(self, log):
        """The mails that wait to be sent for rows of the log."""
        messages = log.mail_message_id.ids
        return self.env["mail.mail"].search([("mail_message_id", "in", messages)])


class TestTemplates(TemplateCase):
    def test_a_template_of_another_model_is_refused(self):
        for names, words in (
            (TICKETS, "is not a template of helpdesk tickets"),
            (MESSAGES, "is not a template of received messages"),
        ):
            for name in names:
                with self.assertRaises(ValidationError) as refused:
                    self.mailbox[name] = self.template("res.partner")
                self.assertIn(words, str(refused.exception), name)

    def test_a_template_that_changed_its_model_is_not_rendered(self):
        template = self.template("fetchmail.message")
        self.mailbox.refusal_template_id = template
        template.model_id = self.env["ir.model"]._get_id("res.partner")
        row = self.fetch_one(mail())
        log = self.mailbox._send_automatic("refusal", template, CUSTOMER, row=row)
        self.assertEqual(log.state, "withheld")
        reason = "“Made by hand” is not a template of received messages."
        self.assertEqual(log.reason, reason)
        self.assertFalse(log.mail_message_id)

    def test_an_acknowledgement_that_changed_its_model_costs_no_ticket(self):
        template = self.template("helpdesk.ticket")
        self.mailbox.acknowledgement_template_id = template
        template.model_id = self.env["ir.model"]._get_id("res.partner")
        row = self.fetch_one(mail())
        self.assertTrue(row.ticket_id)
        self.assertIn("is not a template of", row.no_acknowledgement_reason)

    def test_a_response_that_changed_its_model_is_left_away(self):
        template = self.template("helpdesk.ticket")
        self.mailbox.response_template_id = template
        template.model_id = self.env["ir.model"]._get_id("res.partner")
        ticket = self.case_of(mail())
        entry = ticket.with_user(self.agent).message_post(
            body="It comes", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        made = self.env["mail.mail"].search([("mail_message_id", "=", entry.id)])
        self.assertIn("It comes", made.body_html)
        self.assertNotIn("SECRET", made.body_html)

    def test_a_template_adds_neither_people_nor_files(self):
        eve = self.env["res.partner"].create(
            {"name": "Eve", "email": "eve@evil.example"}
        )
        file = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"SECRET"})
        template = self.template(
            "helpdesk.ticket",
            email_to="eve@evil.example",
            email_cc="eve@evil.example",
            partner_to=str(eve.id),
            attachment_ids=[(6, 0, file.ids)],
            reply_to="eve@evil.example",
        )
        row = self.fetch_one(mail())
        log = self.mailbox._send_automatic(
            "acknowledgement", template, CUSTOMER, row=row, ticket=row.ticket_id
        )
        made = self.waiting(log)
        self.assertEqual((made.email_to, made.email_cc), (CUSTOMER, False))
        self.assertFalse(made.recipient_ids | made.mail_message_id.partner_ids)
        self.assertFalse(made.attachment_ids)
        self.assertEqual(made.reply_to, ADDRESS)

    def test_no_mail_to_a_stranger_repeats_a_link(self):
        template = self.template("fetchmail.message")
        template.body_html = (
            "<p><t t-out='object.subject'/> <t t-out='object.email_from'/></p>"
        )
        name = '"Call 0800 1234567"'
        row = self.fetch_one(
            mail(From=f"{name} <{CUSTOMER}>", Subject="See www.evil.example/x now")
        )
        for purpose in ("refusal", "no_new_case", "confirmation"):
            log = self.mailbox._send_automatic(purpose, template, CUSTOMER, row=row)
            made = self.waiting(log)
            self.assertIn("See … now", made.body_html)
            for words in ("evil", "1234567", CUSTOMER):
                self.assertNotIn(words, f"{made.subject} {made.body_html}")
        self.assertEqual(row.subject, "See www.evil.example/x now")


class TestStageMail(TemplateCase):
    def setUp(self):
        super().setUp()
        self.stages = self.team._get_applicable_stages()
        self.stages.mail_template_id = False
        self.closing = self.stages.filtered("closed")[:1]
        self.closing.mail_template_id = self.template(
            "helpdesk.ticket",
            partner_to="{{ object.partner_id.id }}",
            email_cc="boss@partner.example, {{ object.partner_email }}",
        )

    def close(self, ticket):
        """A person closes the ticket; the rows of the log that this makes."""
        self.flush_tracking()
        log = self.env["fetchmail.automatic.mail"]
        before = log.search([])
        ticket.with_user(self.agent).stage_id = self.closing
        self.flush_tracking()
        return log.search([], order="id") - before

    def test_what_another_add_on_sends_by_a_template_is_within_the_limits(self):
        ticket = self.case_of(mail())
        template = self.closing.mail_template_id.sudo()
        log = self.env["fetchmail.automatic.mail"]
        before = log.search([])
        made = self.env["mail.mail"].browse(template.send_mail(ticket.id))
        found = log.search([]) - before
        self.assertEqual(set(found.mapped("purpose")), {"addon"})
        self.assertEqual(
            sorted(found.mapped("address")), [CUSTOMER, "boss@partner.example"]
        )
        self.assertIn(made.mail_message_id, found.mail_message_id)
        self.assertIn(ADDRESS, made.email_from)

    def test_but_not_about_existing_mail(self):
        self.fetch(mail(message_id="<old@customer.example>"))
        row = self.rows()[-1:]
        row.is_import = True
        template = self.closing.mail_template_id.sudo()
        self.assertFalse(template.send_mail(row.ticket_id.id))
        log = self.env["fetchmail.automatic.mail"].search([], limit=1)
        self.assertEqual(log.state, "withheld")

    def test_a_ticket_of_no_mailbox_is_not_ours(self):
        ticket = self.env["helpdesk.ticket"].create(
            {"name": "By hand", "description": "", "partner_email": CUSTOMER}
        )
        before = self.env["fetchmail.automatic.mail"].search_count([])
        template = self.closing.mail_template_id.sudo()
        self.assertTrue(template.send_mail(ticket.id))
        self.assertEqual(self.env["fetchmail.automatic.mail"].search_count([]), before)

    def test_it_answers_the_last_message_that_customers_see(self):
        ticket = self.case_of(mail(message_id="<first@customer.example>"))
        ticket.message_post(body="For us", subtype_xmlid="mail.mt_note")
        with self.assertNoLogs("odoo.domains", "WARNING"):
            made = self.waiting(self.close(ticket))
        for one in made:
            headers = literal_eval(one.headers)
            self.assertEqual(headers["In-Reply-To"], "<first@customer.example>")
            self.assertIn("<first@customer.example>", one.references)

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_it_goes_to_whom_its_template_names_and_is_in_the_log(self):
        ticket = self.case_of(mail())
        log = self.close(ticket)
        self.assertEqual(set(log.mapped("purpose")), {"stage"})
        self.assertEqual(set(log.mapped("state")), {"sent"})
        self.assertEqual(
            sorted(log.mapped("address")), [CUSTOMER, "boss@partner.example"]
        )
        made = self.waiting(log)
        self.assertEqual(sorted(made.mapped("email_to")), sorted(log.mapped("address")))
        self.assertIn("auto-generated", made[0].headers)
        self.assertEqual(made[0].email_from, f'"support" <{ADDRESS}>')

    def test_the_limits_hold_for_it(self):
        self.mailbox.automatic_per_address = 1
        ticket = self.case_of(mail())
        self.close(ticket)
        ticket.stage_id = self.stages[:1]
        log = self.close(ticket)
        self.assertEqual(set(log.mapped("state")), {"withheld"})
        self.assertIn("Limit reached: 1 automatic email to", log[0].reason)

    def assertWithheld(self, ticket, reason):
        log = self.close(ticket)
        self.assertEqual(set(log.mapped("state")), {"withheld"})
        self.assertEqual(set(log.mapped("reason")), {reason})
        self.assertFalse(log.mail_message_id)

    def test_an_own_address_never_gets_it(self):
        self.closing.mail_template_id.email_cc = ADDRESS
        log = self.close(self.case_of(mail()))
        own = log.filtered(lambda one: one.address == ADDRESS)
        self.assertEqual(own.reason, f"{ADDRESS} is one of our own.")

    def test_a_forged_sender_never_causes_it(self):
        self.mailbox.authserv_id = "mx.acme.example"
        verdict = "mx.acme.example; dmarc=fail header.from=customer.example"
        ticket = self.case_of(mail(Authentication_Results=verdict))
        self.assertWithheld(ticket, "The sender's address is forged.")

    def named(self, reply_to="victim@other.example", **headers):
        """A ticket whose sender asks for answers to another address."""
        self.closing.mail_template_id.email_cc = "{{ object.partner_email }}"
        return self.case_of(mail(Reply_To=reply_to, **headers))

    def test_whom_the_sender_merely_names_does_not_get_it(self):
        reason = "The sender merely names {}, and no agent has answered yet."
        self.env["res.partner"].create({"name": "V", "email": "victim@other.example"})
        self.assertWithheld(self.named(), reason.format("victim@other.example"))
        nobody = self.named("zoe@other.example", From="Nobody")
        self.assertEqual(nobody.partner_email, "zoe@other.example")
        self.assertWithheld(nobody, reason.format("zoe@other.example"))

    def test_of_the_same_organisation_one_gets_it(self):
        log = self.close(self.named("orders@customer.example"))
        self.assertEqual(set(log.mapped("state")), {"sent"})

    def test_whom_an_agent_answered_gets_it(self):
        ticket = self.named()
        note, answer = "mail.mt_note", "mail.mt_comment"
        for subtype, state in ((note, "withheld"), (answer, "sent")):
            ticket.with_user(self.agent).message_post(
                body="It comes", message_type="comment", subtype_xmlid=subtype
            )
            self.assertEqual(set(self.close(ticket).mapped("state")), {state})
            ticket.stage_id = self.stages[:1]

    def test_whom_an_agent_chose_gets_it(self):
        ticket = self.named()
        ticket.with_user(self.agent).partner_email = "zoe@other.example"
        self.assertFalse(ticket.mailbox_writes_as)
        log = self.close(ticket)
        self.assertEqual(log.mapped("address"), ["zoe@other.example"])
        self.assertEqual(log.state, "sent")

    def test_a_list_never_causes_it(self):
        ticket = self.case_of(mail(List_Id="<news.example>", Precedence="list"))
        self.assertWithheld(ticket, "The message is automatic or came by a list.")

    def test_existing_mail_never_causes_it(self):
        ticket = self.case_of(mail())
        ticket.received_message_ids.is_import = True
        self.assertWithheld(
            ticket, "The message was in the mailbox before it was set up."
        )

    def test_it_repeats_no_link_of_a_stranger(self):
        ticket = self.case_of(mail(Subject="See https://evil.example now"))
        made = self.waiting(self.close(ticket))
        for text in made.mapped("body_html"):
            self.assertIn("See … now", text)

    def test_a_ticket_without_a_mailbox_sends_it_as_ever(self):
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "By phone",
                "description": "Chair",
                "team_id": self.team.id,
                "partner_email": CUSTOMER,
            }
        )
        self.assertFalse(self.close(ticket))
        made = self.env["mail.mail"].search(
            [("model", "=", ticket._name), ("res_id", "=", ticket.id)]
        )
        self.assertIn("boss@partner.example", made.recipient_ids.mapped("email"))
