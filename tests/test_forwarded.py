"""A mail forwarded by an agent makes a ticket of the customer who wrote it first."""

from odoo.exceptions import UserError

from odoo.addons.mail.tests.common import MockEmail

from .common import MailboxCase, mail

FORWARD = (
    "Please help her.\n\n---------- Forwarded message ---------\n"
    "From: Carla Roy <carla@other.example>\nDate: Tue, 5 Mar 2024 10:12:00 +0100\n"
    "Subject: Chair\nTo: <agent@acme.example>\n\nIt is broken.\n"
)
AGENT = "Mailbox Agent <agent@acme.example>"


PASSED = {
    "Authentication_Results": "mx.acme.example; dmarc=pass header.from=acme.example"
}


def forward(**headers):
    """What an agent forwards, whom the mailbox's own server found genuine."""
    return mail(
        FORWARD, **{"From": AGENT, "Subject": "Fwd: Chair", **PASSED, **headers}
    )


class TestForwarded(MailboxCase, MockEmail):
    def setUp(self):
        super().setUp()
        self.mailbox.authserv_id = "mx.acme.example"

    def contact(self, ticket):
        return ticket.partner_id, ticket.partner_name, ticket.partner_email

    def test_the_first_sender_is_the_contact(self):
        ticket = self.case_of(forward())
        none = self.env["res.partner"]
        self.assertEqual(
            self.contact(ticket), (none, "Carla Roy", "carla@other.example")
        )
        self.assertEqual(ticket.forwarded_by_id, self.agent)
        self.assertEqual(ticket.first_sender, "Carla Roy <carla@other.example>")
        self.assertTrue(ticket.contact_is_first_sender)

    def test_its_lines_are_not_doubled(self):
        raw = forward().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        ticket = self.case_of(raw)
        for html in (ticket.description, self.history(ticket).body):
            self.assertIn("<br>From: Carla Roy", html)
            self.assertIn("<br>Subject: Chair<br>To: ", html)

    def test_nobody_is_acknowledged_who_did_not_write_to_us(self):
        self.mailbox.acknowledgement_template_id = self.env.ref(
            "helpdesk_mgmt_mailbox.acknowledgement_template"
        )
        ticket = self.case_of(forward())
        self.assertEqual(
            ticket.no_acknowledgement_reason,
            "An agent forwarded it; the customer wrote to the agent.",
        )
        log = self.env["fetchmail.automatic.mail"]
        self.assertFalse(log.search([("ticket_id", "=", ticket.id)]))

    def test_a_first_sender_whom_we_know_is_the_contact(self):
        carla = self.env["res.partner"].create(
            {"name": "C. Roy", "email": "Carla@other.example"}
        )
        ticket = self.case_of(forward())
        self.assertEqual(self.contact(ticket), (carla, "C. Roy", "Carla@other.example"))
        self.assertTrue(ticket.contact_is_first_sender)

    def test_the_contact_is_undone_and_done_again(self):
        ticket = self.case_of(forward()).with_user(self.agent)
        ticket.action_contact_forwarder()
        self.assertEqual(ticket.partner_id, self.agent.partner_id)
        self.assertEqual(ticket.partner_email, "agent@acme.example")
        self.assertFalse(ticket.contact_is_first_sender)
        ticket.action_contact_first_sender()
        self.assertFalse(ticket.partner_id)
        self.assertEqual(ticket.partner_email, "carla@other.example")
        self.assertTrue(ticket.contact_is_first_sender)

    def test_a_name_given_by_hand_is_there_again(self):
        ticket = self.case_of(forward()).with_user(self.agent)
        ticket.partner_name = "Carla R."
        ticket.action_contact_forwarder()
        with self.assertRaises(UserError) as caught:
            ticket.action_contact_forwarder()
        self.assertEqual(
            str(caught.exception), "This is the contact of the ticket already."
        )
        ticket.action_contact_first_sender()
        self.assertEqual(ticket.partner_name, "Carla R.")

    def test_the_first_sender_may_answer_in_the_ticket(self):
        ticket = self.case_of(forward(message_id="<fwd@acme.example>"))
        answer = mail(
            "Thanks", From="carla@other.example", In_Reply_To="<fwd@acme.example>"
        )
        self.assertEqual(self.case_of(answer), ticket)

    def test_what_the_agent_wrote_is_not_sent_to_the_first_sender(self):
        self.env["res.partner"].create(
            {"name": "Carla", "email": "carla@other.example"}
        )
        with self.mock_mail_gateway():
            self.case_of(forward())
        written = " ".join(mail.body_html or "" for mail in self._new_mails)
        self.assertNotIn("Please help her", written)

    def assertNotOffered(self, ticket, email):
        self.assertFalse(ticket.forwarded_by_id)
        self.assertEqual(ticket.partner_email, email)

    def test_a_customer_who_forwards_stays_the_contact(self):
        ticket = self.case_of(forward(From="Anna <anna@customer.example>"))
        self.assertNotOffered(ticket, "anna@customer.example")

    def test_an_internal_user_of_another_team_stays_the_contact(self):
        ticket = self.case_of(forward(From="admin@acme.example"))
        self.assertNotOffered(ticket, "admin@acme.example")

    def test_a_forwarded_mail_of_our_own_offers_nobody(self):
        text = FORWARD.replace("carla@other.example", "support@acme.example")
        ticket = self.case_of(mail(text, From=AGENT, Subject="Fwd: Chair"))
        self.assertNotOffered(ticket, "agent@acme.example")

    def test_a_machine_s_mail_offers_nobody(self):
        ticket = self.case_of(forward(List_Id="<list.acme.example>"))
        self.assertNotOffered(ticket, "agent@acme.example")

    def test_an_unproven_forward_is_held_until_a_person_accepts_it(self):
        row = self.fetch_one(forward(Authentication_Results=None))
        self.assertEqual((row.state, row.gate), ("held", "agents"))
        self.assertIn("It says that it is from mailbox-agent", row.reason)
        row.with_user(self.manager).action_accept_agent()
        self.assertEqual(row.ticket_id.partner_email, "carla@other.example")
        self.assertEqual(row.ticket_id.forwarded_by_id, self.agent)

    def test_an_unproven_forward_that_is_only_released_offers_nobody(self):
        row = self.fetch_one(forward(Authentication_Results=None))
        row.with_user(self.manager).action_release()
        self.assertNotOffered(row.ticket_id, "agent@acme.example")

    def test_without_a_team_who_works_in_the_helpdesk_is_an_agent(self):
        self.mailbox.case_team_id = False
        self.assertEqual(self.case_of(forward()).forwarded_by_id, self.agent)
