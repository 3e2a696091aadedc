"""Machines' answers to our mail are noted on its ticket; forged ones change nothing."""

from odoo.exceptions import AccessError

from odoo.addons.helpdesk_mgmt_mailbox.models.moments import shown_moment
from odoo.addons.helpdesk_mgmt_mailbox.tools.matching.references import make_token
from odoo.addons.mail.tools.discuss import Store

from .common import ADDRESS, CUSTOMER, SECOND, mail
from .peers.bounces import bounce, old_bounce, receipt
from .smtp_common import SmtpCase

FIRST = "<first@customer.example>"
CC = "eva@customer.example"


def vacation(answered, text="I am away until Monday.\nPlease write to Eva.", **headers):
    """An automatic reply to `answered`, a parsed mail."""
    return mail(
        text,
        Subject="Out of office",
        Auto_Submitted="auto-replied",
        **{
            "In_Reply_To": answered["Message-ID"],
            "References": answered["References"].replace("\n", ""),
            **headers,
        },
    )


class TieCase(SmtpCase):
    """A ticket with an answer that really went out; `sent` is that mail."""

    def setUp(self):
        super().setUp()
        self.agent.tz = self.manager.tz = "UTC"
        self.ticket = self.case_of(mail(message_id=FIRST))
        self.anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.ticket.partner_id = self.anna
        self.answer = self.write_answer(self.ticket, self.anna)
        self.sent = self.sent_to(CUSTOMER)
        self.agent.name = "Nora Agent"
        self.when = shown_moment(self.env, self.answer.date)
        self.answer_of = f"Nora Agent's answer of {self.when}"

    def write_answer(self, ticket, partners):
        answer = ticket.with_user(self.agent).message_post(
            body="It is on its way.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=partners.ids,
        )
        return self.env["mail.message"].browse(answer.id)

    def notification(self, answer=None, partner=None):
        partner = partner or self.anna
        return (answer or self.answer).notification_ids.filtered(
            lambda notification: notification.res_partner_id == partner
        )

    def notes(self):
        """Notes under the ticket that came after the answer, as plain text."""
        notes = self.ticket.message_ids.filtered(lambda m: m.id > self.answer.id)
        self.assertFalse(notes.filtered(lambda m: not m.is_internal))
        self.assertFalse(notes.notification_ids)
        return "\n".join(notes.sorted("id").mapped("preview"))

    def assertNothingChanged(self, row):
        self.assertEqual(row.state, "ignored")
        self.assertFalse(row.ticket_id)
        self.assertEqual(self.notes(), "")
        self.assertFalse(self.ticket.has_undelivered)
        for notification in self.answer.notification_ids:
            self.assertEqual(notification.notification_status, "sent")


class TestBounces(TieCase):
    def test_bounces_of_answers_are_asked_back_to_the_mailbox(self):
        self.assertEqual(self.sent.sender, ADDRESS)

    def test_the_answer_shows_that_it_did_not_arrive_and_why(self):
        row = self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        failed = self.notification()
        self.assertEqual(
            (failed.notification_status, failed.failure_type, failed.failure_reason),
            ("bounce", "mail_bounce", "552 5.2.2 Mailbox full"),
        )
        sentence = (
            f"{self.answer_of} did not reach {CUSTOMER}: mailbox full. "
            "The mail server's words: “552 5.2.2 Mailbox full”"
        )
        self.assertEqual(failed.bounce_sentence, sentence)
        self.assertEqual(self.ticket.undelivered_note, sentence)
        self.assertEqual(self.notes(), "", "it is told once")
        self.assertEqual((row.state, row.kind), ("ignored", "bounce"))
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertIn(
            f"; it is about the answer of {self.when} to {CUSTOMER}", row.reason
        )
        self.assertEqual(row.thread_reason, "It carries our signed reference.")

    def test_the_list_of_tickets_filters_by_it(self):
        other = self.case_of(mail())
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        Ticket = self.env["helpdesk.ticket"].with_user(self.agent)
        for wanted, operator, value in (
            (self.ticket, "=", True),
            (other, "=", False),
            (other, "!=", True),
        ):
            found = Ticket.search(
                [
                    ("has_undelivered", operator, value),
                    ("id", "in", (self.ticket | other).ids),
                ]
            )
            self.assertEqual(found, wanted)

    def test_the_history_in_the_browser_gets_the_sentence(self):
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        fields = self.notification()._to_store_defaults(None)
        self.assertIn("bounce_sentence", fields)

    def test_sentence_is_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        french = self.notification().with_context(lang="fr_FR")
        field = self.env["ir.model.fields.selection"].search(
            [
                ("field_id.name", "=", "bounce_cause"),
                ("value", "=", "mailbox_full"),
            ]
        )
        field.with_context(lang="fr_FR").name = "boîte pleine"
        self.assertIn("boîte pleine", french.bounce_sentence)
        self.assertIn("mailbox full", self.notification().bounce_sentence)

    def test_each_reason_has_its_words(self):
        wanted = {
            "5.1.1": "no such address",
            "5.2.1": "mailbox disabled",
            "5.1.2": "the domain does not exist or takes no mail",
            "5.7.1": "refused by the recipient's mail server",
            "5.3.4": "message too large",
            "5.2.3": "message too large",
        }
        for status, words in wanted.items():
            with self.subTest(status):
                raw = bounce(self.sent.raw, CUSTOMER, status=status, diagnostic="x")
                self.fetch_one(raw)
                self.assertIn(words, self.ticket.undelivered_note)

    def test_a_failure_that_may_pass_says_so(self):
        raw = bounce(self.sent.raw, CUSTOMER, status="4.4.7", diagnostic="smtp; late")
        self.fetch_one(raw)
        self.assertTrue(self.notification().bounce_is_temporary)
        self.assertEqual(
            self.ticket.undelivered_note,
            f"{self.answer_of} did not reach {CUSTOMER}: it could not be delivered in "
            "time. The address may be right; try again later. The mail server's words: "
            "“late”",
        )

    def test_delay_is_only_a_notice(self):
        raw = bounce(self.sent.raw, CUSTOMER, action="delayed", status="4.4.1")
        row = self.fetch_one(raw)
        self.assertEqual(
            (row.state, row.kind, row.ticket_id), ("ignored", "delayed", self.ticket)
        )
        self.assertEqual(
            self.notes(),
            f"{self.answer_of} has not reached {CUSTOMER} yet; the mail server still "
            "tries.",
        )
        self.assertEqual(self.notification().notification_status, "sent")
        self.assertFalse(self.ticket.has_undelivered)

    def test_only_the_recipient_that_failed_is_marked(self):
        eva = self.env["res.partner"].create({"name": "Eva", "email": CC})
        answer = self.write_answer(self.ticket, self.anna | eva)
        raw = bounce(self.receiver.to(CC)[-1].raw, CC)
        self.fetch_one(raw)
        status = "notification_status"
        self.assertEqual(self.notification(answer, eva)[status], "bounce")
        self.assertEqual(self.notification(answer)[status], "sent")

    def test_the_newest_answer_is_the_one_that_failed(self):
        newer = self.write_answer(self.ticket, self.anna)
        self.fetch_one(bounce(self.receiver.deliveries[-1].raw, CUSTOMER))
        self.assertEqual(self.notification(newer).notification_status, "bounce")
        self.assertEqual(self.notification().notification_status, "sent")

    def test_provider_that_gave_our_mail_another_message_id(self):
        own = self.sent.message["Message-ID"].encode()
        raw = self.sent.raw.replace(
            b"Message-Id: " + own, b"Message-Id: <x@relay.example>", 1
        )
        self.assertNotEqual(raw, self.sent.raw)
        self.fetch_one(bounce(raw, CUSTOMER))
        self.assertEqual(self.notification().notification_status, "bounce")

    def test_forwarded_address_is_known_by_its_original(self):
        raw = bounce(self.sent.raw, "old@elsewhere.example", original=CUSTOMER)
        self.fetch_one(raw)
        self.assertIn(CUSTOMER, self.ticket.undelivered_note)

    def test_old_bounce_without_a_report(self):
        row = self.fetch_one(old_bounce(self.sent.raw, CUSTOMER))
        self.assertEqual((row.kind, row.ticket_id), ("bounce", self.ticket), row.reason)
        self.assertIn("no such address", self.ticket.undelivered_note)

    def test_closed_ticket_stays_closed_and_nobody_is_told(self):
        self.ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        before = self.env["mail.mail"].search_count([])
        self.receiver.clear()
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.send_queue()
        self.assertTrue(self.ticket.closed)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertEqual(self.receiver.deliveries, [])

    def test_replay_notes_it_once(self):
        row = self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        notes = self.notes()
        row.with_user(self.manager).action_replay()
        self.assertEqual((row.state, row.ticket_id), ("ignored", self.ticket))
        self.assertEqual(self.notes(), notes)

    def test_bounce_of_what_odoo_told_a_colleague_is_no_undelivered_answer(self):
        self.ticket.message_subscribe(self.manager.partner_id.ids)
        self.case_of(mail("And now?", In_Reply_To=FIRST))
        self.send_queue()
        told = self.sent_to("manager@acme.example")
        row = self.fetch_one(bounce(told.raw, "manager@acme.example"))
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertFalse(self.ticket.has_undelivered)
        entry = self.history(self.ticket)[-1]
        failed = self.notification(entry, self.manager.partner_id)
        self.assertIn("The message of", failed.bounce_sentence)

    def test_acknowledgement_that_did_not_arrive_shows_on_the_ticket(self):
        template = self.env["mail.template"].create(
            {
                "name": "Acknowledgement",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "subject": "Your question",
                "body_html": "<p>We got it.</p>",
            }
        )
        row = self.fetch_one(mail(From="eva@customer.example"))
        log = self.mailbox._send_automatic(
            "acknowledgement", template, CC, row=row, ticket=row.ticket_id
        )
        self.assertEqual(log.state, "sent", log.reason)
        self.send_queue()
        sent = self.receiver.to(CC)[-1]
        bounced = self.fetch_one(bounce(sent.raw, CC, status="5.1.1"))
        self.assertEqual(bounced.ticket_id, row.ticket_id, bounced.reason)
        self.assertEqual(
            row.ticket_id.undelivered_note,
            f"The message of {self.when} did not reach {CC}: no such address. "
            "The mail server's words: “552 5.2.2 Mailbox full”",
        )


class TestDismissing(TieCase):
    def setUp(self):
        super().setUp()
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.assertTrue(self.ticket.has_undelivered)

    def test_agent_dismisses_it_and_the_history_keeps_it(self):
        self.ticket.user_id = self.agent
        self.ticket.with_user(self.agent).action_dismiss_undelivered()
        self.assertFalse(self.ticket.has_undelivered)
        self.assertEqual(self.notification().notification_status, "bounce")
        self.assertTrue(self.notification().bounce_sentence)

    def test_who_may_not_change_the_ticket_does_not_dismiss_it(self):
        stranger = self.env.ref("base.public_user")
        with self.assertRaises(AccessError):
            self.ticket.with_user(stranger).action_dismiss_undelivered()

    def test_second_bounce_of_the_same_mail_does_not_bring_it_back(self):
        self.ticket.action_dismiss_undelivered()
        self.fetch_one(bounce(self.sent.raw, CUSTOMER, diagnostic="smtp; again"))
        self.assertFalse(self.ticket.has_undelivered)

    def test_it_goes_when_the_person_writes_again(self):
        self.case_of(mail("Hello?", In_Reply_To=FIRST))
        self.assertFalse(self.ticket.has_undelivered)

    def test_it_stays_when_somebody_else_writes(self):
        bob = self.env["res.partner"].create({"name": "Bob", "email": CC})
        self.ticket.message_subscribe(bob.ids)
        raw = mail("Hello?", From=CC, In_Reply_To=FIRST)
        self.assertEqual(self.case_of(raw), self.ticket)
        self.assertTrue(self.ticket.has_undelivered)

    def test_it_stays_when_a_machine_of_the_person_writes(self):
        self.fetch_one(vacation(self.sent.message))
        self.assertTrue(self.ticket.has_undelivered)


class TestForgedBounces(TieCase):
    def returned(self, references, message_id=None):
        """What was sent, as a forger who knows other references would return it."""
        message = self.sent.message
        del message["References"]
        message["References"] = references
        if message_id:
            message.replace_header("Message-ID", message_id)
        return message.as_bytes()

    def test_without_a_token(self):
        raw = self.returned(self.sent.message["Message-ID"])
        row = self.fetch_one(bounce(raw, CUSTOMER))
        self.assertNothingChanged(row)
        self.assertEqual(row.named_ticket_id, self.ticket)
        self.assertIn(
            f"it names ticket {self.ticket.number}, but carries no reference that we "
            "signed; nothing is changed",
            row.reason,
        )

    def test_with_a_token_that_is_not_signed_by_us(self):
        token = make_token(self.ticket.id, "acme.example", b"0" * 32, "a1")
        row = self.fetch_one(bounce(self.returned(token), CUSTOMER))
        self.assertNothingChanged(row)

    def test_with_the_token_of_another_ticket(self):
        other = self.case_of(mail())
        token = other._mailbox_token()
        row = self.fetch_one(bounce(self.returned(token), CUSTOMER))
        self.assertNothingChanged(row)
        self.assertEqual(row.named_ticket_id, other)
        self.assertIn("but no message it names went to", row.reason)

    def test_with_an_address_that_the_message_never_went_to(self):
        row = self.fetch_one(bounce(self.sent.raw, "boss@customer.example"))
        self.assertNothingChanged(row)
        self.assertIn(
            "no message it names went to boss@customer.example; nothing is changed",
            row.reason,
        )

    def test_of_a_ticket_of_another_company(self):
        company = self.env["res.company"].create({"name": "Other Inc."})
        second = self.make_mailbox(SECOND, company_id=company.id, case_team_id=False)
        row = self.fetch_one(bounce(self.sent.raw, CUSTOMER), mailbox=second)
        self.assertNothingChanged(row)


class TestAutomaticReplies(TieCase):
    def test_is_noted_quietly(self):
        self.ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        history = self.history(self.ticket)
        before = self.env["mail.mail"].search_count([])
        row = self.fetch_one(vacation(self.sent.message))
        self.assertEqual(
            (row.state, row.kind, row.ticket_id), ("ignored", "auto_reply", self.ticket)
        )
        self.assertIn(
            f"Automatic reply of {CUSTOMER}: “I am away until Monday.”", self.notes()
        )
        self.assertIn("Please write to Eva.", row.mail_message_id.body)
        self.assertIn("<details>", row.mail_message_id.body)
        self.assertTrue(self.ticket.closed)
        self.assertFalse(self.ticket.user_id)
        self.assertEqual(self.history(self.ticket), history)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_its_text_is_only_text(self):
        row = self.fetch_one(vacation(self.sent.message, "<script>x()</script>"))
        self.assertNotIn("<script>", row.mail_message_id.body)

    def test_message_id_of_ours_is_enough_from_whom_it_was_sent_to(self):
        raw = vacation(self.sent.message, References=None)
        row = self.fetch_one(raw)
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertIn("It answers a message of this ticket", row.thread_reason)

    def test_stranger_who_knows_the_message_id_notes_nothing(self):
        raw = vacation(self.sent.message, References=None, From="mallory@evil.example")
        self.assertNothingChanged(self.fetch_one(raw))

    def test_automatic_mail_that_answers_nothing_of_ours_is_only_ignored(self):
        row = self.fetch_one(mail(Auto_Submitted="auto-replied"))
        self.assertNothingChanged(row)

    def test_answer_to_the_customers_own_mail_is_only_ignored(self):
        raw = mail(Auto_Submitted="auto-replied", In_Reply_To=FIRST)
        self.assertNothingChanged(self.fetch_one(raw))


class TestReceipts(TieCase):
    def test_read_receipt_is_noted(self):
        row = self.fetch_one(receipt(self.sent.raw, CUSTOMER))
        self.assertEqual((row.kind, row.ticket_id), ("receipt", self.ticket))
        self.assertEqual(
            self.notes(),
            f"{self.answer_of} was opened by {CUSTOMER} on Mar 4, 2024, 11:00 AM.",
        )

    def test_it_is_told_in_each_reader_s_language_and_time(self):
        row = self.fetch_one(receipt(self.sent.raw, CUSTOMER))
        entry = row.mail_message_id
        self.env["res.lang"]._activate_lang("de_DE")
        reader = self.agent
        reader.write({"lang": "de_DE", "tz": "Europe/Berlin"})
        theirs = entry.with_user(reader).with_context(lang="de_DE", tz="Europe/Berlin")
        (shown,) = Store().add(theirs).get_result()["mail.message"]
        self.assertIn("4. März 2024, 12:00", shown["body"][1])
        self.assertNotIn("März", entry.body)

    def test_deleted_unread(self):
        self.fetch_one(receipt(self.sent.raw, CUSTOMER, "deleted"))
        self.assertIn("was deleted by", self.notes())

    def test_receipt_of_a_stranger_notes_nothing(self):
        row = self.fetch_one(receipt(self.sent.raw, "mallory@evil.example"))
        self.assertNothingChanged(row)

    def test_delivery_receipt_is_noted(self):
        raw = bounce(self.sent.raw, CUSTOMER, action="delivered", status="2.0.0")
        row = self.fetch_one(raw)
        self.assertEqual((row.kind, row.ticket_id), ("receipt", self.ticket))
        self.assertEqual(self.notes(), f"{self.answer_of} was delivered to {CUSTOMER}.")


class TestNotificationsOfMachines(SmtpCase):
    def test_are_ignored_by_default(self):
        row = self.fetch_one(mail(Auto_Submitted="auto-generated"))
        self.assertEqual((row.state, row.kind), ("ignored", "notification"))

    def test_become_tickets_in_silence_where_the_mailbox_accepts_them(self):
        self.team.message_subscribe(self.manager.partner_id.ids)
        self.mailbox.accept_notifications = True
        before = self.env["mail.mail"].search_count([])
        row = self.fetch_one(mail(Auto_Submitted="auto-generated"))
        self.assertEqual((row.state, row.kind), ("done", "notification"))
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertEqual(self.receiver.deliveries, [])

    def test_other_machines_mail_is_ignored_all_the_same(self):
        self.mailbox.accept_notifications = True
        row = self.fetch_one(mail(Auto_Submitted="auto-replied"))
        self.assertEqual(row.state, "ignored")

    def test_manager_may_choose_it(self):
        self.mailbox.with_user(self.manager).accept_notifications = True
        self.assertTrue(self.mailbox.accept_notifications)
