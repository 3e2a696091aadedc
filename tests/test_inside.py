"""What is internal has no recipient outside, whichever way it was made (law 12)."""

from datetime import timedelta

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from .common import CUSTOMER, MailboxCase, mail

AGENT = "agent@acme.example"
COMMENT = "mail.mt_comment"
NOTE = "mail.mt_note"
SECRET = "He never pays"


class TestInside(MailboxCase):
    def setUp(self):
        super().setUp()
        self.team._get_applicable_stages().mail_template_id = False
        self.anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.portal = new_test_user(
            self.env,
            "mailbox-portal",
            "base.group_portal",
            context={"no_reset_password": True},
            email="paul@customer.example",
        )
        self.boss = new_test_user(
            self.env,
            "mailbox-boss",
            "helpdesk_mgmt.group_helpdesk_user",
            context={"no_reset_password": True},
            email="boss@acme.example",
        )
        self.ticket = self.case_of(mail(message_id="<q1@customer.example>"))
        outside = self.anna | self.portal.partner_id
        self.ticket.message_subscribe((outside | self.boss.partner_id).ids)
        self.question = self.history(self.ticket)

    def post(self, body, subtype=NOTE, user=None, **values):
        values.setdefault("message_type", "comment")
        ticket = self.ticket.with_user(user or self.agent)
        return ticket.message_post(body=body, subtype_xmlid=subtype, **values)

    def by_mail(self, body, answered, sender=AGENT, **headers):
        """A mail that answers the history entry `answered`; its own entry."""
        before = self.ticket.message_ids
        headers.setdefault("In_Reply_To", answered.message_id)
        headers.setdefault("References", self.ticket._mailbox_token(answered))
        if sender == AGENT:
            headers |= self.verdict("pass", "acme.example")
        row = self.fetch_one(mail(body, From=f"Ada <{sender}>", **headers))
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        return row.mail_message_id or self.ticket.message_ids - before

    def told(self, entry):
        """The addresses that mail about `entry` goes to."""
        mails = self.env["mail.mail"].search([("mail_message_id", "=", entry.id)])
        built = [one for each in mails for one in each._prepare_outgoing_list()]
        return sorted(
            address for one in built for address in one["email_to_normalized"]
        )

    def assertInside(self, entry):
        self.assertTrue(entry.is_internal)
        self.assertTrue(entry.subtype_id.internal)
        self.assertTrue(entry._mailbox_is_inside())
        for address in self.told(entry):
            self.assertTrue(address.endswith("@acme.example"), address)
        notified = entry.notification_ids.res_partner_id | entry.partner_ids
        self.assertFalse(notified.filtered("partner_share"))

    # Made by mail

    def test_a_note_by_mail_that_answers_the_customers_mail(self):
        entry = self.by_mail(f"#note\n{SECRET}", self.question)
        self.assertInside(entry)
        self.assertEqual(self.told(entry), ["boss@acme.example"])

    def test_what_follows_any_command_by_mail(self):
        entry = self.by_mail(f"#priority high\n{SECRET}", self.question)
        self.assertInside(entry)
        self.assertEqual(self.told(entry), ["boss@acme.example"])

    def test_an_answer_by_mail_to_a_colleagues_note(self):
        note = self.post("What now?", user=self.boss)
        entry = self.by_mail(SECRET, note)
        self.assertInside(entry)
        self.assertEqual(entry.parent_id, note)
        self.assertEqual(self.told(entry), ["boss@acme.example"])

    def test_an_answer_by_mail_to_a_comment_that_is_internal(self):
        note = self.post("What now?", COMMENT, is_internal=True)
        self.assertInside(self.by_mail(SECRET, note))

    def test_an_answer_to_a_note_whose_message_id_was_rewritten(self):
        note = self.post("What now?", user=self.boss)
        names = f"{self.ticket._mailbox_token(note)} {self.question.message_id}"
        headers = {"In_Reply_To": "<rewritten@ses.example>", "References": names}
        self.assertInside(self.by_mail(SECRET, note, **headers))

    def test_the_newest_token_of_a_note_outweighs_in_reply_to(self):
        note = self.post("What now?", user=self.boss)
        names = f"{self.ticket._mailbox_token(note)} {self.question.message_id}"
        entry = self.by_mail(SECRET, self.question, References=names)
        self.assertInside(entry)

    def test_an_answer_to_an_answer_goes_out_though_a_note_came_before(self):
        self.post("What now?", user=self.boss)
        answer = self.post("It comes on Monday", COMMENT)
        entry = self.by_mail("Or on Tuesday", answer)
        self.assertFalse(entry._mailbox_is_inside())
        self.assertIn(CUSTOMER, self.told(entry))

    def test_what_a_customer_answers_to_an_answer_is_no_note(self):
        answer = self.post("It comes on Monday", COMMENT)
        self.post("What now?", user=self.boss)
        entry = self.by_mail("Fine", answer, sender=CUSTOMER)
        self.assertFalse(entry._mailbox_is_inside())

    def test_what_a_customer_answers_to_an_acknowledgement_is_no_note(self):
        template = self.env.ref("helpdesk_mgmt_mailbox.acknowledgement_template")
        log = self.mailbox._send_automatic(
            "acknowledgement",
            template,
            CUSTOMER,
            row=self.rows(),
            ticket=self.ticket,
        )
        self.assertEqual(log.state, "sent", log.reason)
        entry = self.by_mail("Fine", log.mail_message_id, sender=CUSTOMER)
        self.assertFalse(entry._mailbox_is_inside())

    def test_a_forward_that_makes_a_ticket(self):
        text = (
            f"{SECRET}\n\n---------- Forwarded message ---------\n"
            f"From: Anna Berg <{CUSTOMER}>\nDate: Mon, 4 Mar 2024 10:00\n"
            "Subject: Chair\nTo: agent@acme.example\n\nIt is broken.\n"
        )
        headers = {
            "From": AGENT,
            "Subject": "Fwd: Chair",
            **self.verdict("pass", "acme.example"),
        }
        self.ticket = self.case_of(mail(text, **headers))
        self.assertInside(self.history(self.ticket))
        self.assertEqual(self.ticket.partner_email, CUSTOMER)
        self.assertNotIn(SECRET, self.ticket.description)
        self.assertIn("It is broken.", self.ticket.description)

    # Made on the screen

    def test_a_mention_in_a_note(self):
        outside = self.anna | self.portal.partner_id
        entry = self.post(SECRET, partner_ids=(outside | self.boss.partner_id).ids)
        self.assertInside(entry)
        self.assertEqual(self.told(entry), ["boss@acme.example"])

    def test_who_mentions_somebody_outside_is_told(self):
        self.post(SECRET, partner_ids=self.anna.ids)
        self.env.cr.precommit.run()
        sent = self.env["bus.bus"].search([]).mapped("message")
        words = "This note stays inside. Not told: Anna"
        self.assertTrue([one for one in sent if words in one])

    def test_an_address_named_for_a_note(self):
        entry = self.post(SECRET, outgoing_email_to="eve@evil.example")
        self.assertInside(entry)
        self.assertFalse(entry.outgoing_email_to)

    def test_a_comment_that_answers_a_note(self):
        note = self.post("What now?", user=self.boss)
        entry = self.post(SECRET, COMMENT, parent_id=note.id)
        self.assertInside(entry)
        self.assertEqual(self.told(entry), ["boss@acme.example"])

    def test_a_comment_that_begins_with_a_command(self):
        entry = self.post(f"#close\n{SECRET}", COMMENT)
        self.assertInside(entry)
        self.assertEqual(self.told(entry), ["boss@acme.example"])

    def test_a_comment_in_html_that_begins_with_a_command(self):
        for body in ("<p>#note</p><p>%s</p>", "<pre>\n#close\n%s</pre>", "#note<br>%s"):
            self.assertInside(self.post(Markup(body) % SECRET, COMMENT))

    def test_a_comment_that_begins_with_a_misspelt_command(self):
        for body in ("#note: %s", "# note %s", "[#note] %s", "<b>#note</b> %s"):
            self.assertInside(self.post(Markup(body) % SECRET, COMMENT))
        text = "#note " + "and again " * 20
        self.assertInside(self.post(text, COMMENT))
        text = "<p hidden>Hello</p><p>#no\u200bte</p>"
        self.assertInside(self.post(Markup(text), COMMENT))

    def test_a_comment_with_a_number_sign_goes_out(self):
        for text in ("#1 is the kettle", "#thanks to all", "C# it is"):
            entry = self.post(text, COMMENT)
            self.assertIn(CUSTOMER, self.told(entry))

    def test_what_is_sent_later(self):
        later = fields.Datetime.now() + timedelta(hours=1)
        entry = self.post(SECRET, COMMENT, is_internal=True, scheduled_date=later)
        self.env["mail.message.schedule"].search(
            [("mail_message_id", "=", entry.id)]
        ).force_send()
        self.assertInside(entry)

    def test_a_scheduled_message_with_a_command(self):
        scheduled = (
            self.env["mail.scheduled.message"]
            .with_user(self.agent)
            .create(
                {
                    "model": self.ticket._name,
                    "res_id": self.ticket.id,
                    "body": f"<p>#note</p><p>{SECRET}</p>",
                    "author_id": self.agent.partner_id.id,
                    "partner_ids": [(6, 0, self.anna.ids)],
                    "scheduled_date": fields.Datetime.now() + timedelta(hours=1),
                }
            )
        )
        scheduled.post_message()
        entry = self.ticket.message_ids[0]
        self.assertIn(SECRET, entry.body)
        self.assertInside(entry)

    def test_an_absent_colleagues_answer_to_a_note(self):
        self.boss.write(
            {
                "out_of_office_from": fields.Datetime.now() - timedelta(days=1),
                "out_of_office_to": fields.Datetime.now() + timedelta(days=1),
                "out_of_office_message": "<p>On holiday</p>",
            }
        )
        self.post(SECRET, partner_ids=self.boss.partner_id.ids)
        entry = self.ticket.message_ids.filtered(
            lambda message: message.message_type == "out_of_office"
        )
        self.assertIn(SECRET, entry.body)
        self.assertInside(entry)

    def composer(self, body, **context):
        return (
            self.env["mail.compose.message"]
            .with_user(self.agent)
            .with_context(
                default_composition_mode="comment",
                default_model=self.ticket._name,
                default_res_ids=self.ticket.ids,
                default_subtype_xmlid=COMMENT,
                **context,
            )
            .create({"body": body, "partner_ids": [(6, 0, self.anna.ids)]})
        )

    def test_a_forward_of_a_note_is_refused(self):
        note = self.post(Markup("<b>%s</b> again") % SECRET, user=self.boss)
        self.assertTrue(note)
        forward = {"default_composition_comment_option": "forward"}
        quoted = f"<div>On Monday:<blockquote>{note.body}</blockquote></div>"
        with self.assertRaisesRegex(UserError, "text of an internal note"):
            self.composer(quoted, **forward).action_send_mail()
        later = fields.Datetime.now() + timedelta(hours=1)
        window = self.composer(quoted, **forward, default_scheduled_date=str(later))
        with self.assertRaisesRegex(UserError, "text of an internal note"):
            window.action_schedule_message()

    def test_a_copy_of_a_notes_text_is_refused(self):
        self.post(Markup("<p>The boss says that</p><p>he never pays his bills</p>"))
        text = "<p>Hello, the boss says</p>"
        self.composer(text).action_send_mail()
        text = "<p>The boss says that he never pays his bills.</p>"
        with self.assertRaisesRegex(UserError, "text of an internal note"):
            self.composer(text).action_send_mail()

    def test_a_forward_of_a_public_message_is_sent(self):
        answer = self.post("It comes on Monday, they say", COMMENT)
        self.post(SECRET)
        self.composer(f"<blockquote>{answer.body}</blockquote>").action_send_mail()
        self.assertIn(CUSTOMER, self.told(self.ticket.message_ids[0]))

    # Made otherwise

    def test_a_note_of_another_type_is_one(self):
        for kind in ("auto_comment", "email_outgoing", "out_of_office"):
            entry = self.post(SECRET, message_type=kind, partner_ids=self.anna.ids)
            self.assertInside(entry)

    def test_a_server_action_that_posts_a_note(self):
        template = self.env["mail.template"].create(
            {
                "name": "Remark",
                "model_id": self.env["ir.model"]._get_id(self.ticket._name),
                "body_html": f"<p>{SECRET}</p>",
                "partner_to": str(self.anna.id),
            }
        )
        action = self.env["ir.actions.server"].create(
            {
                "name": "Remark",
                "model_id": template.model_id.id,
                "state": "mail_post",
                "mail_post_method": "note",
                "template_id": template.id,
            }
        )
        action.with_context(
            active_model=self.ticket._name, active_ids=self.ticket.ids
        ).run()
        entry = self.ticket.message_ids[0]
        self.assertIn(SECRET, entry.body)
        self.assertInside(entry)

    def test_an_absent_colleagues_answer_to_a_customer_goes_out(self):
        self.ticket.user_id = self.boss
        self.boss.write(
            {
                "out_of_office_from": fields.Datetime.now() - timedelta(days=1),
                "out_of_office_to": fields.Datetime.now() + timedelta(days=1),
                "out_of_office_message": "<p>On holiday</p>",
            }
        )
        self.by_mail("Where is it?", self.question, sender=CUSTOMER)
        entry = self.ticket.message_ids.filtered(
            lambda message: message.message_type == "out_of_office"
        )
        self.assertFalse(entry._mailbox_is_inside())
        self.assertEqual(self.told(entry), [CUSTOMER])

    def test_what_answers_a_mail_of_a_stage_is_no_note(self):
        stage = self.team._get_applicable_stages()[-1]
        stage.mail_template_id = self.env["mail.template"].create(
            {
                "name": "Moved",
                "model_id": self.env["ir.model"]._get_id(self.ticket._name),
                "body_html": "<p>It moved</p>",
                "email_to": CUSTOMER,
            }
        )
        for mailbox in (self.mailbox, False):
            self.ticket.stage_id = self.team._get_applicable_stages()[0]
            self.ticket.mailbox_id = mailbox
            self.ticket.stage_id = stage
            self.env.flush_all()
            self.env.cr.precommit.run()
            entry = self.env["mail.message"].search(
                [
                    ("model", "=", self.ticket._name),
                    ("res_id", "=", self.ticket.id),
                    ("body", "like", "It moved"),
                ],
                limit=1,
            )
            self.assertFalse(entry._mailbox_is_inside())
            self.assertEqual(self.told(entry), [CUSTOMER])

    def test_a_mail_made_for_a_note_goes_to_colleagues_only(self):
        note = self.post(SECRET)
        made = self.env["mail.mail"].create(
            {
                "mail_message_id": note.id,
                "body_html": note.body,
                "email_to": f"{CUSTOMER}, boss@acme.example",
                "email_cc": "eve@evil.example",
                "recipient_ids": [(6, 0, (self.anna | self.boss.partner_id).ids)],
            }
        )
        self.assertTrue(made)
        self.assertEqual(self.told(note), ["boss@acme.example", "boss@acme.example"])

    def test_a_note_is_not_made_public(self):
        note = self.post(SECRET)
        for values in (
            {"is_internal": False},
            {"subtype_id": self.question.subtype_id.id},
        ):
            with self.assertRaisesRegex(UserError, "stays inside"):
                note.with_user(self.agent).write(values)

    def test_an_edited_note_is_still_one(self):
        note = self.post("#note")
        self.ticket.with_user(self.agent)._message_update_content(
            note, body=SECRET, partner_ids=self.anna.ids
        )
        self.assertInside(note)

    def test_a_ticket_split_off_a_note_does_not_show_it(self):
        note = self.post(SECRET, subject=SECRET)
        later = self.post("It comes on Monday", COMMENT)
        ticket = self.ticket.with_user(self.agent)
        made = ticket._split_entries((note | later).with_user(self.agent), "")
        self.assertNotIn(SECRET, f"{made.name} {made.description}")
        self.assertIn("It comes on Monday", made.description)
        self.assertInside(note)
        self.assertFalse(later._mailbox_is_inside())

    def test_an_invitation_reaches_whom_it_names(self):
        notice = self.ticket.with_user(self.agent).message_notify(
            body="Please follow", partner_ids=self.anna.ids
        )
        self.assertIn(CUSTOMER, self.told(notice))

    def test_an_answer_reaches_all_who_follow(self):
        entry = self.post("It comes on Monday", COMMENT)
        self.assertEqual(
            self.told(entry), [CUSTOMER, "boss@acme.example", "paul@customer.example"]
        )
