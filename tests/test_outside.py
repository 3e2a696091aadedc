"""What people outside get of a ticket, by mail and in the portal, has nothing of what
is inside (law 12)."""

from odoo.tests import HttpCase, new_test_user, tagged

from .common import ADDRESS, CUSTOMER, MailboxMixin, mail
from .smtp_common import SmtpMixin

COMMENT, NOTE = "mail.mt_comment", "mail.mt_note"
SECRET = "He never pays"


@tagged("post_install", "-at_install")
class TestOutside(SmtpMixin, MailboxMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.mailbox.answer_quote = "all"

    def post(self, ticket, body="It comes on Monday", subtype=COMMENT, **values):
        return ticket.with_user(self.agent).message_post(
            body=body, message_type="comment", subtype_xmlid=subtype, **values
        )

    def sent(self, ticket, **values):
        """What the customer gets of an agent's answer."""
        self.receiver.clear()
        self.post(ticket, **values)
        return self.sent_to(CUSTOMER)

    def page(self, ticket, path=""):
        ticket._portal_ensure_token()
        url = f"/my/ticket/{ticket.id}?access_token={ticket.access_token}"
        page = self.url_open(url)
        self.assertEqual(page.status_code, 200)
        self.assertIn(ticket.name, page.text)
        fetched = self.make_jsonrpc_request(
            "/mail/chatter_fetch",
            {
                "thread_model": ticket._name,
                "thread_id": ticket.id,
                "token": ticket.access_token,
            },
        )
        return f"{page.text} {fetched}"

    def assertNowhere(self, ticket, *words):
        """The words are in no mail to the customer and not in the portal."""
        sent = self.sent(ticket)
        shown = self.page(ticket)
        for word in words:
            self.assertNotIn(word, f"{sent.message} {sent.text}")
            self.assertNotIn(word, shown)

    def test_a_quote_names_no_file_that_was_left_out(self):
        ticket = self.case_of(mail("Here it is", files=[("run.exe", b"MZ")]))
        self.assertIn("run.exe", self.notes_on(self.history(ticket)))
        self.assertIn("Here it is", self.sent(ticket).text)
        self.assertNowhere(ticket, "run.exe", "Left out", "left_out")

    def test_a_quote_tells_no_limit(self):
        self.mailbox.max_message_mib = 1
        ticket = self.case_of(mail("Here it is", files=[("a.bin", b"0" * 2_000_000)]))
        self.assertIn("limit is", self.notes_on(self.history(ticket)))
        self.assertNowhere(ticket, "too large", "a.bin", "MiB")

    def test_a_quote_does_not_say_that_a_text_was_cut(self):
        ticket = self.case_of(mail("plain", html="<p>Order " + "<" * 60_000))
        self.assertIn("is very long", self.notes_on(self.history(ticket)))
        self.assertNowhere(ticket, "is very long")

    def test_the_conversation_so_far_has_public_messages_only(self):
        ticket = self.case_of(mail("Where is it"))
        self.post(ticket, f"{SECRET} 1", NOTE)
        self.post(ticket, f"{SECRET} 2", is_internal=True)
        self.post(ticket, f"#note\n{SECRET} 3")
        self.post(ticket, "On Monday")
        text = self.sent(ticket).text
        self.assertIn("Where is it", text)
        self.assertIn("On Monday", text)
        self.assertNowhere(ticket, SECRET)

    def test_other_tickets_are_not_told_of(self):
        ticket, other = self.case_of(mail()), self.case_of(mail(Subject="Another one"))
        other.with_user(self.agent)._merge_into(ticket.with_user(self.agent))
        link = f"/odoo/helpdesk.ticket/{other.id}"
        self.assertNowhere(ticket, other.number, link, "was merged")

    def test_colleagues_addresses_are_not_told(self):
        ticket = self.case_of(
            mail(
                To=f"{ADDRESS}, agent@acme.example",
                Cc="manager@acme.example, bert@customer.example",
            )
        )
        entry = self.post(
            ticket,
            "On Monday",
            incoming_email_cc="manager@acme.example, bert@customer.example",
        )
        self.assertIn("manager@acme.example", entry.incoming_email_cc)
        raw = self.sent_to(CUSTOMER).raw
        self.assertIn(b"bert@customer.example", raw)
        for address in (b"agent@acme.example", b"manager@acme.example"):
            self.assertNotIn(address, raw)

    def test_a_mail_to_a_customer_refers_to_no_note(self):
        ticket = self.case_of(mail())
        note = self.post(ticket, SECRET, NOTE)
        sent = self.sent(ticket)
        self.assertNotIn(note.message_id, sent.message["References"])

    def test_reply_all_to_a_note_adds_no_customer(self):
        ticket = self.case_of(mail())
        ticket.message_subscribe(self.manager.partner_id.ids)
        self.post(
            ticket, f"#note\n{SECRET}", incoming_email_to=f"{CUSTOMER}, {ADDRESS}"
        )
        (sent,) = self.receiver.deliveries
        self.assertEqual(sent.recipients, ("manager@acme.example",))
        self.assertNotIn(CUSTOMER.encode(), sent.raw)

    def test_a_file_of_a_note_is_no_customers(self):
        paul = new_test_user(self.env, "mailbox-paul", "base.group_portal")
        ticket = self.case_of(mail(files=[("question.txt", b"?")]))
        ticket.message_subscribe(paul.partner_id.ids)
        note = self.post(ticket, SECRET, NOTE, attachments=[("bad.txt", b"payer")])
        answer = self.post(ticket, attachments=[("good.txt", b"news")])
        shown = self.page(ticket)
        self.assertIn("question.txt", shown)
        self.assertIn("good.txt", shown)
        self.assertNotIn("bad.txt", shown)
        self.assertIn(answer.attachment_ids.access_token, shown)
        self.authenticate(paul.login, paul.login)
        self.assertNotEqual(self.fetched(note.attachment_ids).content, b"payer")
        self.authenticate(self.agent.login, self.agent.login)
        self.assertEqual(self.fetched(note.attachment_ids).content, b"payer")

    def fetched(self, file):
        return self.url_open(f"/web/content/{file.id}?download=true")

    def test_nor_is_one_that_was_there_before(self):
        ticket = self.case_of(mail(files=[("question.txt", b"?")]))
        note = self.post(ticket, SECRET, NOTE, attachments=[("bad.txt", b"payer")])
        note.attachment_ids.write({"res_model": ticket._name, "res_id": ticket.id})
        shown = self.page(ticket)
        self.assertIn("question.txt", shown)
        self.assertNotIn("bad.txt", shown)
