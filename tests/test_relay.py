"""What people outside write is sent to colleagues; to others outside only where the
mailbox wants it, and then by a name and a subject that say what it is."""

from datetime import timedelta
from email import message_from_bytes
from email.utils import getaddresses

from odoo import Command, fields
from odoo.tests import new_test_user

from .common import ADDRESS, CUSTOMER, mail
from .smtp_common import SmtpCase

CORA = "cora@other.example"
COMMENT = "mail.mt_comment"
FORGED = {"From": "Ada Agent <mal@evil.example>", "Subject": "Re: Your invoice"}


class RelayCase(SmtpCase):
    def setUp(self):
        super().setUp()
        self.mailbox.name = "Support"
        self.agent.notification_type = "email"
        self.cora = self.env["res.partner"].create({"name": "Cora", "email": CORA})
        self.ticket = self.case_of(
            mail(From="Mal <mal@evil.example>", Cc=CORA, Subject="A kettle")
        )
        self.assertIn(self.cora, self.ticket.message_partner_ids)
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        self.receiver.clear()

    def write_in(self, body="Pay here", **headers):
        """A mail of who holds the ticket's reference; what it causes is sent."""
        given = {
            "From": "Mal <mal@evil.example>",
            "References": self.ticket._mailbox_token(),
        }
        row = self.fetch_one(mail(body, **{**given, **headers}))
        self.assertEqual(row.ticket_id, self.ticket)
        self.send_queue()
        return row.mail_message_id

    def by_portal(self):
        """What a customer writes on the ticket's page."""
        self.paul = new_test_user(
            self.env,
            "mailbox-paul",
            "base.group_portal",
            context={"no_reset_password": True},
            email="paul@customer.example",
        )
        self.ticket.message_subscribe(self.paul.partner_id.ids)
        self.ticket.with_user(self.paul).sudo().message_post(
            body="Pay here",
            author_id=self.paul.partner_id.id,
            message_type="comment",
            subtype_xmlid=COMMENT,
            partner_ids=self.cora.ids,
        )
        self.send_queue()


class TestRelay(RelayCase):
    def test_a_stranger_has_us_write_to_nobody(self):
        self.write_in(**FORGED)
        self.assertEqual(self.receiver.to(CORA), [])
        self.assertIn("Pay here", self.sent_to("agent@acme.example").text)

    def test_nor_to_whose_message_it_answers(self):
        entry = self.write_in("Hello", From=f"Cora <{CORA}>")
        self.assertEqual(entry.author_id, self.cora)
        self.ticket.message_unsubscribe(self.cora.ids)
        self.write_in(In_Reply_To=entry.message_id)
        self.assertEqual(self.receiver.to(CORA), [])

    def test_nor_does_who_writes_in_the_portal(self):
        self.by_portal()
        self.assertEqual(self.receiver.to(CORA), [])
        self.assertIn("Pay here", self.sent_to("agent@acme.example").text)

    def test_nor_who_has_no_contact_and_no_address(self):
        self.ticket.sudo().message_post(
            body="Pay here",
            author_id=False,
            email_from="Nobody",
            message_type="comment",
            subtype_xmlid=COMMENT,
        )
        self.send_queue()
        self.assertEqual(self.receiver.to(CORA), [])
        (address,) = self.sent_to("agent@acme.example").message["From"].addresses
        self.assertEqual(address.display_name, "Unknown via Support")

    def test_a_colleague_is_told_by_whom_it_is(self):
        self.write_in(**FORGED)
        sender = self.sent_to("agent@acme.example").message["From"]
        self.assertEqual(sender, f"Ada Agent via Support <{ADDRESS}>")

    def test_who_gives_no_name_goes_by_the_address(self):
        self.write_in(From="eve@evil.example")
        (address,) = self.sent_to("agent@acme.example").message["From"].addresses
        self.assertEqual(address.display_name, "eve@evil.example via Support")

    def test_a_long_name_with_commas_is_one_name(self):
        name = "A name of somebody with a great many titles, MSc, PhD"
        self.write_in(From=f'"{name}" <eve@evil.example>')
        raw = self.sent_to("agent@acme.example").raw
        head = message_from_bytes(raw)["From"].replace("\r\n", "")
        ((shown, address),) = getaddresses([head])
        self.assertEqual(shown, name.replace(",", "") + " via Support")
        self.assertEqual(address, ADDRESS)

    def test_an_agents_answer_by_mail_goes_out_with_the_tickets_subject(self):
        self.agent.name = "Ada Agent"
        entry = self.write_in(
            "On its way",
            From="Ada Agent <agent@acme.example>",
            Subject="Cora is a nuisance",
            References=self.reference_of(self.agent, self.ticket),
        )
        self.assertEqual(entry.subject, "Cora is a nuisance")
        sent = self.sent_to(CORA)
        self.assertEqual(sent.message["From"], f"Ada Agent <{ADDRESS}>")
        self.assertEqual(sent.message["Subject"], "Re: A kettle")
        self.assertNotIn(b"nuisance", sent.raw)

    def absence(self, **headers):
        """The entries by which an absent agent answers a mail with a link."""
        now = fields.Datetime.now()
        self.ticket.user_id = self.agent
        self.agent.write(
            {
                "out_of_office_from": now - timedelta(days=1),
                "out_of_office_to": now + timedelta(days=1),
                "out_of_office_message": "<p>On holiday</p>",
            }
        )
        self.write_in("See https://evil.example", Subject="Call 0900 123", **headers)
        return self.ticket.message_ids.filtered(
            lambda entry: entry.message_type == "out_of_office"
        )

    def test_an_absent_agents_answer_repeats_nothing(self):
        entry = self.absence(From=f"Cora <{CORA}>")
        self.assertEqual(entry.notified_partner_ids, self.cora)
        self.assertIn("On holiday", entry.body)
        self.assertNotIn("evil.example", entry.body)
        self.assertEqual(entry.subject, "Auto: Re: A kettle")

    def test_the_mail_of_a_portal_user_to_an_absent_agent_is_filed(self):
        self.cora.email = CORA
        self.env["res.users"].create(
            {
                "login": CORA,
                "partner_id": self.cora.id,
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        self.assertTrue(self.absence(From=f"Cora <{CORA}>"))

    def test_an_absent_agent_does_not_answer_a_forged_mail(self):
        verdict = self.verdict("fail", "evil.example")
        self.assertFalse(self.absence(**verdict))

    def test_a_ticket_without_a_mailbox_tells_as_odoo_does(self):
        self.ticket.mailbox_id = False
        self.by_portal()
        self.assertIn("Pay here", self.sent_to(CORA).text)


class TestRelayWanted(RelayCase):
    def setUp(self):
        super().setUp()
        self.mailbox.relay_messages = True

    def test_it_says_by_whom_and_has_the_tickets_subject(self):
        self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        senders = {FORGED["From"]: "Ada Agent", f"Ada Agent <{CUSTOMER}>": "Anna"}
        for sender, name in senders.items():
            self.receiver.clear()
            entry = self.write_in(**{**FORGED, "From": sender})
            sent = self.sent_to(CORA)
            self.assertEqual(sent.message["From"], f"{name} via Support <{ADDRESS}>")
            self.assertEqual(sent.message["Subject"], "Re: A kettle")
            self.assertEqual(entry.subject, "Re: Your invoice", "in the history")

    def test_who_follows_is_told_of_the_portal_too(self):
        self.by_portal()
        (sender,) = self.sent_to(CORA).message["From"].addresses
        self.assertEqual(
            sender.display_name, "mailbox-paul base.group_portal via Support"
        )
