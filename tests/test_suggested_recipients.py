"""Whom the composer shows as recipients, and who gets the answer."""

import json

from odoo.tests import HttpCase, new_test_user, tagged

from .common import ADDRESS, CUSTOMER, MailboxCase, MailboxMixin, mail


class TestSuggestedRecipients(MailboxCase):
    def suggested(self, ticket):
        found = ticket.with_user(self.agent)._message_get_suggested_recipients(
            reply_discussion=True
        )
        return [one["email"] for one in found]

    def test_the_customer_is_listed_once_and_people_in_copy_are_listed(self):
        ticket = self.case_of(mail(Cc=f"Cleo <cleo@customer.example>, {ADDRESS}"))
        suggested = self.suggested(ticket)
        self.assertEqual(suggested.count(CUSTOMER), 1)
        self.assertEqual(suggested.count("cleo@customer.example"), 1)
        self.assertNotIn(ADDRESS, suggested)

    def test_a_customer_who_became_a_contact_is_listed_once(self):
        ticket = self.case_of(mail())
        self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.assertEqual(self.suggested(ticket).count(CUSTOMER), 1)


@tagged("post_install", "-at_install")
class TestComposerRecipients(MailboxMixin, HttpCase):
    def test_people_in_copy_get_the_answer_of_who_may_not_create_contacts(self):
        user = new_test_user(
            self.env,
            "no-contacts",
            "helpdesk_mgmt.group_helpdesk_manager",
            password="no-contacts",
            email="no-contacts@acme.example",
        )
        user.group_ids -= self.env.ref("base.group_partner_manager")
        self.assertFalse(user.has_group("base.group_partner_manager"))
        ticket = self.case_of(mail(Cc="Cleo <cleo@customer.example>"))
        self.authenticate("no-contacts", "no-contacts")
        data = {
            "thread_model": ticket._name,
            "thread_id": ticket.id,
            "post_data": {
                "body": "It ships.",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                "partner_emails": [CUSTOMER, "cleo@customer.example", ADDRESS],
                "partner_ids": [],
            },
        }
        posted = self.url_open(
            "/mail/message/post",
            data=json.dumps({"params": data}),
            headers={"Content-Type": "application/json"},
        ).json()
        entry = self.env["mail.message"].browse(posted["result"]["message_id"])
        told = [address for one in self.prepared(entry) for address in one]
        self.assertEqual(sorted(told), sorted([CUSTOMER, "cleo@customer.example"]))
        self.assertFalse(
            self.env["res.partner"].search([("email", "=", "cleo@customer.example")])
        )

    def prepared(self, entry):
        """The addresses of each mail that goes out about `entry`."""
        mails = self.env["mail.mail"].search([("mail_message_id", "=", entry.id)])
        return [
            one["email_to_normalized"]
            for sent in mails
            for one in sent._prepare_outgoing_list()
            if not one["partner_id"] or one["partner_id"].partner_share
        ]
