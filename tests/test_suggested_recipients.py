"""Whom the composer shows as recipients, and who gets the answer."""

import json

from lxml import etree

from odoo.tests import HttpCase, new_test_user, tagged

from .common import ADDRESS, CUSTOMER, MailboxCase, MailboxMixin, mail

CLEO = "cleo@customer.example"


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

    def test_they_are_named_as_they_are_called(self):
        ticket = self.case_of(
            mail(From=f'"Berg, Anna" <{CUSTOMER}>', Cc=f'"Roy, Cleo" <{CLEO}>')
        )
        found = ticket.with_user(self.agent)._message_get_suggested_recipients(
            reply_discussion=True
        )
        self.assertEqual(
            {one["email"]: one["name"] for one in found},
            {CUSTOMER: "Anna Berg", CLEO: "Cleo Roy"},
        )

    def test_odoo_s_window_says_followers_only_where_nobody_else_is_named(self):
        view = self.env.ref("mail.email_compose_message_wizard_form")
        window = self.env["mail.compose.message"].with_user(self.agent)
        arch = etree.fromstring(window.get_view(view.id, "form")["arch"])
        first, second, *_rest = arch.xpath("//div/field[@name='partner_ids']")
        named = "context.get('default_mailbox_email_to')"
        self.assertEqual(first.get("placeholder"), "Followers only")
        self.assertTrue(first.get("invisible").endswith(f" or ({named})"))
        self.assertEqual(second.get("placeholder"), "Add recipients...")
        self.assertTrue(second.get("invisible").startswith(f"not {named} or "))

    def test_a_customer_who_became_a_contact_is_listed_once(self):
        ticket = self.case_of(mail())
        self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.assertEqual(self.suggested(ticket).count(CUSTOMER), 1)


@tagged("post_install", "-at_install")
class TestComposerRecipients(MailboxMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.user = new_test_user(
            self.env,
            "no-contacts",
            "helpdesk_mgmt.group_helpdesk_manager",
            password="no-contacts",
            email="no-contacts@acme.example",
        )
        self.user.group_ids -= self.env.ref("base.group_partner_manager")
        self.assertFalse(self.user.has_group("base.group_partner_manager"))
        self.ticket = self.case_of(mail(Cc=f"Cleo <{CLEO}>"))
        self.authenticate("no-contacts", "no-contacts")

    def called(self, path, **params):
        """What the server answers to a call of the web client."""
        answer = self.url_open(
            path,
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        return answer["result"]

    def assertReached(self, entry):
        told = [address for one in self.prepared(entry) for address in one]
        self.assertEqual(sorted(told), sorted([CUSTOMER, CLEO]))
        self.assertFalse(self.env["res.partner"].search([("email", "=", CLEO)]))

    def test_odoo_s_own_window_reaches_them_too(self):
        for given in (f"Cleo <{CLEO}>", f"{CUSTOMER}, Cleo <{CLEO}>, {ADDRESS}"):
            with self.subTest(given):
                window = self.opened_window(default_mailbox_email_to=given)
                self.called(
                    "/web/dataset/call_button/mail.compose.message/action_send_mail",
                    model="mail.compose.message",
                    method="action_send_mail",
                    args=[window],
                    kwargs={},
                )
                self.assertReached(self.ticket.message_ids.sorted("id")[-1])

    def test_a_note_of_that_window_reaches_nobody(self):
        note = {"default_subtype_xmlid": "mail.mt_note"}
        window = self.opened_window(default_mailbox_email_to=CLEO, **note)
        self.env["mail.compose.message"].browse(window).with_user(
            self.user
        ).action_send_mail()
        entry = self.ticket.message_ids.sorted("id")[-1]
        self.assertTrue(entry.is_internal)
        self.assertEqual(self.prepared(entry), [])

    def opened_window(self, **defaults):
        """The ids of Odoo's own window for an answer, as the web client opens it."""
        context = {
            "default_model": self.ticket._name,
            "default_res_ids": self.ticket.ids,
            "default_subtype_xmlid": "mail.mt_comment",
            "default_partner_ids": [],
            "clicked_on_full_composer": True,
            **defaults,
        }
        (window,) = self.called(
            "/web/dataset/call_kw/mail.compose.message/web_save",
            model="mail.compose.message",
            method="web_save",
            args=[[], {"body": "<p>It ships.</p>", "composition_mode": "comment"}],
            kwargs={"context": context, "specification": {}},
        )
        return [window["id"]]

    def test_people_in_copy_get_the_answer_of_who_may_not_create_contacts(self):
        data = {
            "thread_model": self.ticket._name,
            "thread_id": self.ticket.id,
            "post_data": {
                "body": "It ships.",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                "partner_emails": [CUSTOMER, CLEO, ADDRESS],
                "partner_ids": [],
            },
        }
        posted = self.called("/mail/message/post", **data)
        self.assertReached(self.env["mail.message"].browse(posted["message_id"]))

    def prepared(self, entry):
        """The addresses of each mail that goes out about `entry`."""
        mails = self.env["mail.mail"].search([("mail_message_id", "=", entry.id)])
        return [
            one["email_to_normalized"]
            for sent in mails
            for one in sent._prepare_outgoing_list()
            if not one["partner_id"] or one["partner_id"].partner_share
        ]
