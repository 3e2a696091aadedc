"""Mail about a ticket names to its reader only whom the reader may know of."""

from .common import ADDRESS, CUSTOMER, mail
from .smtp_common import SmtpCase

AGENT = "agent@acme.example"
BOB, CORA = "bob@customer.example", "cora@other.example"
FIRST = "<first@customer.example>"


class TestNamedPeople(SmtpCase):
    def setUp(self):
        super().setUp()
        self.agent.notification_type = "email"
        self.bob, self.cora = self.env["res.partner"].create(
            [{"name": "Bob", "email": BOB}, {"name": "Cora", "email": CORA}]
        )
        self.ticket = self.case_of(mail(Cc=BOB, message_id=FIRST))
        everybody = self.bob | self.cora | self.agent.partner_id
        self.ticket.message_subscribe(everybody.ids)
        self.receiver.clear()

    def answer(self, **values):
        self.ticket.with_user(self.manager).message_post(
            body="It comes on Monday",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            **values,
        )
        self.send_queue()

    def named_to(self, reader):
        """The addresses in To of the one mail that `reader` got, sorted."""
        return sorted(
            address.addr_spec
            for address in self.sent_to(reader).message["To"].addresses
        )

    def test_a_notice_to_a_colleague_names_nobody_else(self):
        self.mailbox.relay_messages = True
        self.fetch(mail("Any news?", In_Reply_To=FIRST, Cc="eve@home.example"))
        self.send_queue()
        self.assertEqual(self.named_to(AGENT), [AGENT])
        self.assertNotIn(b"eve@home.example", self.sent_to(AGENT).raw)

    def test_an_answer_names_whom_the_tickets_own_mails_name(self):
        self.answer()
        self.assertEqual(self.named_to(BOB), [CUSTOMER, BOB])
        self.assertEqual(self.named_to(CUSTOMER), [CUSTOMER, BOB])
        self.assertEqual(self.named_to(AGENT), [AGENT])

    def test_an_answer_does_not_name_whom_an_agent_added(self):
        self.answer()
        self.assertEqual(self.named_to(CORA), [CUSTOMER, BOB, CORA])
        for delivery in self.receiver.to(CUSTOMER) + self.receiver.to(BOB):
            self.assertNotIn(CORA.encode(), delivery.raw)

    def test_nor_whom_only_a_mail_names_that_was_kept_inside(self):
        entry = self.env["mail.message"].search([("message_id", "=", FIRST)])
        entry.is_internal = True
        self.answer()
        self.assertEqual(self.named_to(BOB), [BOB])

    def test_people_without_a_contact_do_not_see_each_other(self):
        self.answer(outgoing_email_to="dan@one.example, eva@two.example")
        self.assertEqual(
            self.named_to("dan@one.example"), [CUSTOMER, BOB, "dan@one.example"]
        )
        self.assertEqual(
            self.named_to("eva@two.example"), [CUSTOMER, BOB, "eva@two.example"]
        )

    def test_who_is_named_is_looked_up_once_a_mail(self):
        calls = []
        Ticket = self.registry["helpdesk.ticket"]
        found = Ticket._mailbox_named_people

        def counted(ticket):
            calls.append(ticket)
            return found(ticket)

        self.patch(Ticket, "_mailbox_named_people", counted)
        self.answer(partner_ids=(self.bob | self.cora).ids)
        mails = len({d.message["Message-ID"] for d in self.receiver.deliveries})
        self.assertLessEqual(len(calls), 2, f"{mails} messages")
        self.assertEqual(ADDRESS, self.ticket.mailbox_id.email_address)

    def test_the_portal_names_who_is_no_contact_and_no_address(self):
        for sender, shown in (("Kitchen <kit@home.example>", "Kitchen"), (CORA, None)):
            with self.subTest(sender):
                entry = self.ticket.message_post(
                    body="It smells.",
                    author_id=False,
                    email_from=sender,
                    message_type="comment",
                    subtype_xmlid="mail.mt_comment",
                )
                entry.author_id = False
                (values,) = entry.portal_message_format()
                self.assertEqual(values.get("mailbox_sender_name"), shown)

    def test_where_no_name_is_known_the_address_stands_alone(self):
        self.answer(outgoing_email_to="dan@one.example")
        to = str(self.sent_to("dan@one.example").message["To"])
        self.assertNotIn('"dan@one.example"', to)
