"""People are named as they are called, wherever they are greeted or listed."""

from odoo.addons.mail.tools.discuss import Store

from .common import MailboxCase, mail

ADDRESS = "ada@customer.example"
ADA = f'"Byron, Ada" <{ADDRESS}>'


class TestSpokenNames(MailboxCase):
    def shown_name(self, entry):
        """Whom the history names as author of an entry, for the agent."""
        entry = entry.with_user(self.agent)
        (shown,) = Store().add(entry).get_result()["mail.message"]
        return shown.get("mailbox_sender_name")

    def test_who_has_no_contact_is_named_and_greeted_by_name(self):
        self.mailbox.create_contact = False
        ticket = self.case_of(mail(From=ADA))
        entry = self.history(ticket)
        self.assertFalse(entry.author_id)
        self.assertEqual(self.shown_name(entry), "Ada Byron")
        self.assertEqual(ticket.partner_name, "Ada Byron")
        self.assertEqual(ticket.last_message_author, "Ada Byron")
        self.assertEqual(self.rows().email_from, f"Ada Byron <{ADDRESS}>")

    def test_a_contact_that_is_made_has_the_name_turned_round(self):
        self.mailbox.create_contact = True
        self.case_of(mail(From=ADA))
        people = self.env["res.partner"].search([("email", "=", ADDRESS)])
        self.assertEqual(people.mapped("name"), ["Ada Byron"])

    def test_who_gives_no_name_is_shown_by_the_address(self):
        self.mailbox.create_contact = False
        ticket = self.case_of(mail(From=ADDRESS))
        self.assertEqual(self.shown_name(self.history(ticket)), ADDRESS)

    def test_a_contact_s_entry_is_named_by_the_contact_alone(self):
        self.env["res.partner"].create({"name": "A. B.", "email": ADDRESS})
        entry = self.history(self.case_of(mail(From=ADA)))
        self.assertEqual(entry.author_id.name, "A. B.")
        self.assertFalse(self.shown_name(entry))
