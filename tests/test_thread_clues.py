"""By what else than a reference a mail finds its ticket: addresses, conversations,
numbers, and agents of the team (law 6)."""

import base64

from odoo.tests import new_test_user

from .common import ADDRESS, CUSTOMER, SECOND, mail
from .test_threads import FIRST, STRANGER, ThreadCase

TOPIC = "Where is my order?"
INDEX = base64.b64encode(bytes([1]) + b"conversation of anna!").decode()
LATER_INDEX = base64.b64encode(base64.b64decode(INDEX) + b"12345").decode()
AGENT = "agent@acme.example"
ACME = "acme.example"


class TestPlusAddress(ThreadCase):
    def setUp(self):
        super().setUp()
        self.mailbox.plus_addressing = True

    def tagged(self, ticket=None):
        return self.answer(ticket or self.ticket).reply_to

    def test_our_answer_asks_for_answers_at_an_address_of_the_ticket(self):
        self.assertRegex(
            self.tagged(),
            rf"^support\+case-{self.ticket.id}\.[a-z0-9]+\.[a-z2-7]{{24}}@acme\.example$",
        )

    def test_by_default_answers_come_to_the_plain_address(self):
        self.mailbox.plus_addressing = False
        self.assertEqual(self.tagged(), ADDRESS)

    def test_the_address_is_proof_for_any_sender(self):
        row = self.fetch_one(mail(From="anna@private.example", To=self.tagged()))
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertEqual(
            row.thread_reason, "It was sent to the signed address of this ticket."
        )

    def test_the_address_is_read_in_capitals(self):
        raw = mail(From="anna@private.example", To=self.tagged().upper())
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_the_address_is_read_in_cc_and_delivered_to(self):
        tagged = self.tagged()
        for header in ("Cc", "Delivered-To", "X-Original-To"):
            raw = mail(From=f"{header}@private.example", **{header: tagged})
            self.assertEqual(self.case_of(raw), self.ticket, header)

    def test_a_forged_address_is_not_believed(self):
        other = self.case_of(mail(message_id="<other@customer.example>"))
        tagged = self.tagged(other)
        forged = tagged.replace(f"case-{other.id}.", f"case-{self.ticket.id}.")
        row = self.fetch_one(mail(From=STRANGER, To=forged))
        self.assertNotIn(row.ticket_id, self.ticket | other)

    def test_the_address_neither_follows_the_ticket_nor_is_written_to(self):
        tagged = self.tagged()
        self.env["res.partner"].create({"name": "Ourselves", "email": tagged})
        self.case_of(mail(To=f"{tagged}, eva@customer.example", Cc=tagged.upper()))
        entry = self.history(self.ticket)[-1]
        self.assertEqual(entry.incoming_email_to, "eva@customer.example")
        self.assertFalse(entry.incoming_email_cc)
        self.assertNotIn("Ourselves", self.ticket.message_partner_ids.mapped("name"))
        self.assertFalse(entry.partner_ids)

    def test_a_mailbox_with_a_long_name_keeps_its_plain_address(self):
        self.mailbox.email_address = f"{'x' * 60}@acme.example"
        self.assertEqual(self.tagged(), self.mailbox.email_address)

    def test_the_address_of_another_companys_ticket_is_not_believed(self):
        other = self.env["res.company"].create({"name": "Other Inc."})
        second = self.make_mailbox(SECOND, company_id=other.id, case_team_id=False)
        ticket = self.case_of(mail(To=self.tagged()), second)
        self.assertNotEqual(ticket, self.ticket)


class TestOtherDatabase(ThreadCase):
    def test_a_token_of_another_database_is_not_believed(self):
        token = self.answer(self.ticket).references.split()[0]
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("database.secret", "the secret of a copy of this database")
        self.assertNotEqual(
            self.case_of(mail(From=STRANGER, References=token)), self.ticket
        )


class TestConversation(ThreadCase):
    def conversation(self, index=INDEX, topic=TOPIC, **headers):
        headers = {"Subject": f"AW: {TOPIC}", **headers}
        return mail(Thread_Index=index, Thread_Topic=topic, **headers)

    def setUp(self):
        super().setUp()
        self.outlook = self.case_of(self.conversation(Subject=TOPIC))

    def test_outlook_without_references_joins_by_its_conversation(self):
        row = self.fetch_one(self.conversation(LATER_INDEX))
        self.assertEqual(row.ticket_id, self.outlook)
        self.assertEqual(
            row.thread_reason,
            "It goes on with a conversation of this ticket (Thread-Index).",
        )

    def test_another_sender_does_not(self):
        row = self.fetch_one(self.conversation(LATER_INDEX, From=STRANGER))
        self.assertNotEqual(row.ticket_id, self.outlook)
        self.assertEqual(row.named_ticket_id, self.outlook)

    def test_a_new_subject_is_a_new_ticket(self):
        raw = self.conversation(LATER_INDEX, Subject="Another thing")
        self.assertNotEqual(self.case_of(raw), self.outlook)

    def test_a_new_topic_is_a_new_ticket(self):
        raw = self.conversation(LATER_INDEX, topic="Invoice", Subject="AW: Invoice")
        self.assertNotEqual(self.case_of(raw), self.outlook)

    def test_both_mails_in_one_batch(self):
        other = base64.b64encode(bytes([1]) + b"another conversation ").decode()
        self.fetch(self.conversation(other), self.conversation(other))
        rows = self.rows()[-2:]
        self.assertEqual(len(rows.ticket_id), 1)

    def test_references_are_stronger(self):
        raw = self.conversation(LATER_INDEX, In_Reply_To=FIRST)
        self.assertEqual(self.case_of(raw), self.ticket)


class TestNumber(ThreadCase):
    def number_mail(self, text="Re: [{}] your order", **headers):
        return mail(Subject=text.format(self.ticket.number), **headers)

    def test_number_in_the_subject_with_a_sender_of_the_ticket(self):
        row = self.fetch_one(self.number_mail())
        self.assertEqual(row.ticket_id, self.ticket)
        self.assertEqual(
            row.thread_reason, "Its subject has the number of this ticket."
        )

    def test_the_number_is_read_as_people_write_it(self):
        for text in ("{}", "#{}", "AW: ({})", "your ticket {}, please"):
            self.assertEqual(self.case_of(self.number_mail(text)), self.ticket, text)
        raw = mail(Subject=f"re: {self.ticket.number.lower()}")
        self.assertEqual(self.case_of(raw), self.ticket)

    def test_number_by_a_stranger_is_a_ticket_of_its_own_with_a_link(self):
        row = self.fetch_one(self.number_mail(From=STRANGER))
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.ticket_id.named_ticket_id, self.ticket)

    def test_number_of_another_companys_ticket_is_not_read(self):
        other = self.env["res.company"].create({"name": "Other Inc."})
        second = self.make_mailbox(SECOND, company_id=other.id, case_team_id=False)
        ticket = self.case_of(self.number_mail(), second)
        self.assertNotEqual(ticket, self.ticket)
        self.assertFalse(ticket.named_ticket_id)

    def test_subject_alone_never_joins(self):
        raw = mail(Subject=f"Re: {self.ticket.name}")
        self.assertNotEqual(self.case_of(raw), self.ticket)

    def test_number_that_no_ticket_has(self):
        row = self.fetch_one(mail(Subject="Re: HT9999999"))
        self.assertEqual(row.thread_reason, "New conversation")


class TestAgents(ThreadCase):
    def proven(self, *args, **headers):
        """A mail whose From the mailbox's own server found genuine."""
        return mail(*args, **self.verdict("pass", ACME), **headers)

    def forwarded(self, **headers):
        headers = {"From": f"Agent <{AGENT}>", "Subject": "WG: order", **headers}
        return self.proven(
            "Please file this.\n\n"
            "________________________________\n"
            f"Von: Anna Berg <{CUSTOMER}>\n"
            "Gesendet: Montag, 4. März 2024 10:00\n"
            f"An: agent@acme.example\nBetreff: AW: [{self.ticket.number}] order\n\n"
            "I forgot to say that it is blue.\n",
            **headers,
        )

    def assertJoins(self, raw, subtype="mail.mt_comment"):
        row = self.fetch_one(raw)
        self.assertEqual(row.ticket_id, self.ticket, row.thread_reason)
        self.assertEqual(
            row.thread_reason, "An agent sent it, and it names this ticket."
        )
        self.assertEqual(row.mail_message_id.subtype_id, self.env.ref(subtype))
        return row

    def assertJoinsAsNote(self, raw):
        row = self.assertJoins(raw, "mail.mt_note")
        self.assertTrue(row.mail_message_id.is_internal)

    def test_number_in_the_headers_of_the_forwarded_mail(self):
        self.assertJoinsAsNote(self.forwarded())

    def test_number_in_the_subject(self):
        subject = f"Fwd: {self.ticket.number}"
        self.assertJoinsAsNote(self.proven(From=AGENT, Subject=subject))

    def test_reference_to_a_mail_of_the_ticket(self):
        self.assertJoins(self.proven(From=AGENT, References=FIRST))

    def test_mail_that_is_attached(self):
        raw = self.proven(From=AGENT, Subject="WG: order")
        inner = mail(message_id=FIRST).decode()
        boundary = "in-between"
        head = raw.partition(b"\n\n")[0].replace(b"\r", b"").decode()
        head = "\n".join(
            line
            for line in head.splitlines()
            if not line.lower().startswith(("content-", "mime-"))
        )
        whole = (
            f"{head}\nMIME-Version: 1.0\n"
            f"Content-Type: multipart/mixed; boundary={boundary}\n\n"
            f"--{boundary}\nContent-Type: text/plain\n\nsee there\n"
            f"--{boundary}\nContent-Type: message/rfc822\n\n{inner}\n"
            f"--{boundary}--\n"
        )
        self.assertJoinsAsNote(whole.encode())

    def test_no_customer_is_sent_what_an_agent_forwards(self):
        anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.ticket.message_subscribe(anna.ids)
        entry = self.fetch_one(self.forwarded()).mail_message_id
        self.assertFalse(entry.notified_partner_ids)

    def test_an_agent_may_share_an_address_with_a_colleague_of_another_office(self):
        shared = {"email": "shared@acme.example"}
        new_test_user(self.env, "office", "base.group_user", **shared)
        own = "helpdesk_mgmt.group_helpdesk_user"
        self.team.user_ids |= new_test_user(self.env, "desk", own, **shared)
        self.assertJoins(self.proven(From=shared["email"], References=FIRST))

    def test_who_may_not_write_the_ticket_is_a_stranger(self):
        other = "helpdesk_mgmt.group_helpdesk_user_own"
        new_test_user(self.env, "other-team", other, email="other@acme.example")
        row = self.fetch_one(self.forwarded(From="other@acme.example"))
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.assertEqual(row.state, "done")

    def test_customer_who_forwards_is_a_stranger(self):
        row = self.fetch_one(self.forwarded(From=STRANGER))
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.assertFalse(row.named_ticket_id)

    def test_forward_that_names_no_ticket_is_a_new_ticket(self):
        raw = mail("From: x <x@y.example>\nSubject: HT9999999", From=AGENT)
        self.assertNotEqual(self.case_of(raw), self.ticket)
