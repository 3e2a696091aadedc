"""A contact that another add-on does not allow costs no ticket."""

from odoo import api
from odoo.exceptions import ValidationError

from .common import CUSTOMER, MailboxCase, mail

EVA = "eva@customer.example"


class TestRefusedContacts(MailboxCase):
    def setUp(self):
        super().setUp()
        self.mailbox.write({"create_contact": True, "cc_follow": True})

    def refuse(self, error, *addresses):
        """From now on, no contact with one of these addresses can be created."""
        Partner = self.registry["res.partner"]
        original = Partner.create

        @api.model_create_multi
        def create(partners, vals_list):
            made = original(partners, vals_list)
            if any(values.get("email") in addresses for values in vals_list):
                raise error
            return made

        self.patch(Partner, "create", create)

    def contacts(self, address):
        return self.env["res.partner"].search([("email_normalized", "=", address)])

    def test_the_ticket_has_none_and_a_note_says_why(self):
        self.refuse(ValidationError("Enter a <first> name."), CUSTOMER)
        row = self.fetch_one(mail())
        self.assertEqual((row.state, row.attempts), ("done", 1))
        ticket = row.ticket_id
        self.assertFalse(ticket.partner_id)
        self.assertEqual(ticket.partner_email, CUSTOMER)
        self.assertFalse(self.contacts(CUSTOMER))
        sentence = f"No contact was created for {CUSTOMER}: Enter a &lt;first&gt; name."
        self.assertIn(sentence, self.notes_on(self.history(ticket)))

    def test_an_error_that_nobody_can_read_is_named_only(self):
        self.refuse(KeyError("secret"), CUSTOMER)
        ticket = self.case_of(mail())
        notes = self.notes_on(self.history(ticket))
        self.assertIn(f"No contact was created for {CUSTOMER}: KeyError", notes)
        self.assertNotIn("secret", notes)

    def test_what_the_database_refuses_costs_the_batch_nothing(self):
        self.env.cr.execute(
            "ALTER TABLE res_partner ADD CONSTRAINT refused CHECK (email <> %s)",
            [CUSTOMER],
        )
        self.fetch(mail(), mail(From=f"Eva <{EVA}>"))
        self.assertEqual(self.rows().mapped("state"), ["done", "done"])
        self.assertEqual(self.rows()[1].ticket_id.partner_id.email, EVA)

    def test_of_those_in_cc_the_others_follow(self):
        self.refuse(ValidationError("No."), EVA)
        bob = "bob@customer.example"
        ticket = self.case_of(mail(Cc=f"{EVA}, {bob}"))
        self.assertEqual(ticket.partner_id.email, CUSTOMER)
        self.assertIn(bob, ticket.message_partner_ids.mapped("email"))
        notes = self.notes_on(self.history(ticket))
        self.assertIn(f"No contact was created for {EVA}: No.", notes)
