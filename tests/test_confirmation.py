"""Strangers confirm their mail by a signed link, and become contacts."""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import ADDRESS, CUSTOMER, SECOND, MailboxMixin, mail
from .smtp_common import SmtpCase, SmtpMixin

FIRST = "<first@customer.example>"
NOON = datetime(2026, 3, 4, 12)
OURS = "mx.acme.example"
PASSED = f"{OURS}; dmarc=pass header.from=customer.example"


class ConfirmationMixin:
    def setUp(self):
        super().setUp()
        self.mailbox.confirm_senders = True

    def link(self, number=1, address=CUSTOMER):
        """The link in the `number`th mail that was delivered to `address`."""
        self.send_queue()
        found = self.receiver.to(address)
        self.assertEqual(len(found), number, f"mails to {address}")
        links = set(
            re.findall(r"https?://\S+/helpdesk_mailbox/confirm\S+", found[-1].text)
        )
        self.assertEqual(len(links), 1)
        return links.pop().rstrip("])")

    def confirmation(self, *args):
        token = parse_qs(urlsplit(self.link(*args)).query)["token"][0]
        return self.env["fetchmail.confirmation"]._of_token(token)

    def asked(self):
        """Number of confirmations that went out."""
        self.send_queue()
        return len(self.receiver.deliveries)


class TestConfirmation(ConfirmationMixin, SmtpCase):
    def test_strangers_mail_is_held_and_the_stranger_asked(self):
        row = self.fetch_one(mail(message_id=FIRST))
        self.assertEqual((row.state, row.gate), ("held", "confirmation"))
        self.assertEqual(row.reason, "The sender is unknown, and was asked to confirm.")
        self.assertEqual(row.held_until - row.held_date, timedelta(days=14))
        self.send_queue()
        sent = self.sent_to(CUSTOMER)
        self.assertEqual(sent.message["In-Reply-To"], FIRST)
        self.assertEqual(sent.message["Auto-Submitted"], "auto-replied")
        self.assertNotIn("order", sent.text, "nothing of the message is quoted")

    def test_link_holds_nothing_but_the_token(self):
        self.fetch_one(mail())
        parts = urlsplit(self.link())
        self.assertEqual(parts.path, "/helpdesk_mailbox/confirm")
        self.assertEqual(list(parse_qs(parts.query)), ["token"])
        self.assertNotIn("anna", parts.query)

    def test_confirming_makes_tickets_of_all_that_is_held_in_order(self):
        first = self.fetch_one(mail(Subject="one", message_id=FIRST))
        answer = self.fetch_one(mail(Subject="two", In_Reply_To=FIRST))
        other = self.fetch_one(mail(From="x@other.example"))
        self.assertEqual(answer.state, "held")
        self.assertTrue(self.confirmation()._confirm())
        self.assertEqual((first.state, answer.state), ("done", "done"))
        self.assertEqual(first.ticket_id, answer.ticket_id)
        self.assertEqual(first.ticket_id.name, "one")
        self.assertEqual(other.state, "held")

    def test_mail_held_in_another_mailbox_stays_held(self):
        second = self.make_mailbox(SECOND, confirm_senders=True)
        self.fetch_one(mail())
        elsewhere = self.fetch_one(mail(), second)
        self.receiver.clear()
        here = self.env["fetchmail.confirmation"].search(
            [("server_id", "=", self.mailbox.id)]
        )
        here._confirm()
        self.assertEqual(self.rows().state, "done")
        self.assertEqual(elsewhere.state, "held")

    def test_link_works_once(self):
        self.fetch_one(mail())
        confirmation = self.confirmation()
        self.assertTrue(confirmation._confirm())
        self.fetch_one(mail())
        self.assertFalse(confirmation._confirm())
        self.assertEqual(self.rows().mapped("state"), ["done", "held"])

    def test_forged_and_damaged_links_are_of_no_confirmation(self):
        self.fetch_one(mail())
        token = parse_qs(urlsplit(self.link()).query)["token"][0]
        Confirmation = self.env["fetchmail.confirmation"]
        self.assertTrue(Confirmation._of_token(token))
        for bad in ("", "x", "ü", "AQ", token[:-4], token[:-1] + "A", "A" + token):
            with self.subTest(bad):
                self.assertFalse(Confirmation._of_token(bad))

    def test_link_expires(self):
        with freeze_time(NOON):
            self.fetch_one(mail())
            token = parse_qs(urlsplit(self.link()).query)["token"][0]
        Confirmation = self.env["fetchmail.confirmation"]
        with freeze_time(NOON + timedelta(days=13, hours=23)):
            self.assertTrue(Confirmation._of_token(token))
        with freeze_time(NOON + timedelta(days=14, minutes=1)):
            self.assertFalse(Confirmation._of_token(token))

    def test_link_is_of_none_that_has_its_number_again(self):
        """A database that was restored from a backup gives numbers again."""
        self.fetch_one(mail())
        token = parse_qs(urlsplit(self.link()).query)["token"][0]
        found = self.env["fetchmail.confirmation"]._of_token(token)
        found.expiry += timedelta(hours=1)  # as of another one
        self.assertFalse(found._of_token(token))

    def test_link_of_a_deleted_mailbox_is_of_no_confirmation(self):
        self.fetch_one(mail())
        token = parse_qs(urlsplit(self.link()).query)["token"][0]
        self.rows().with_user(self.manager).action_reject()
        self.mailbox.unlink()
        self.assertFalse(self.env["fetchmail.confirmation"]._of_token(token))

    def test_sender_is_asked_once_a_day(self):
        with freeze_time(NOON):
            self.fetch_one(mail())
            row = self.fetch_one(mail())
            self.assertEqual(
                row.reason, "The sender is unknown, and was asked today to confirm."
            )
            self.assertEqual(self.asked(), 1)
        with freeze_time(NOON + timedelta(days=1)):
            self.fetch_one(mail())
            self.assertEqual(self.asked(), 2)

    def test_without_contacts_each_mail_is_confirmed_anew(self):
        with freeze_time(NOON):
            self.fetch_one(mail())
            self.confirmation()._confirm()
        with freeze_time(NOON + timedelta(days=1)):
            row = self.fetch_one(mail())
            self.assertEqual(row.state, "held")
            self.assertEqual(self.asked(), 2)
        self.assertFalse(self.env["res.partner"].search([("email", "=", CUSTOMER)]))

    def test_mail_after_a_confirmation_is_asked_about_the_next_day(self):
        with freeze_time(NOON):
            self.fetch_one(mail())
            self.confirmation()._confirm()
            row = self.fetch_one(mail())
            self.assertEqual(
                row.reason,
                "The sender confirmed an earlier message today, and is asked about "
                "this one tomorrow.",
            )
            self.env["fetchmail.message"]._gc_confirmation_due()
            self.assertEqual(self.asked(), 1)
        with freeze_time(NOON + timedelta(days=1)):
            self.env["fetchmail.message"]._gc_confirmation_due()
            self.assertEqual(self.asked(), 2)
            self.assertTrue(self.confirmation(2)._confirm())
        self.assertEqual(row.state, "done")

    def test_breaker_delays_the_question_to_the_next_day(self):
        self.mailbox.automatic_per_mailbox = 1
        with freeze_time(NOON):
            self.fetch_one(mail(From="x@other.example"))
            row = self.fetch_one(mail())
            self.assertEqual(self.asked(), 1)
            self.assertIn("and was not asked to confirm: Limit reached", row.reason)
        with freeze_time(NOON + timedelta(days=1)):
            self.env["fetchmail.message"]._gc_confirmation_due()
        self.assertEqual(self.asked(), 2)

    def test_contact_and_allowed_sender_are_not_asked(self):
        self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.env["fetchmail.sender"].create(
            {"pattern": "other.example", "kind": "allow"}
        )
        for address in (CUSTOMER, "x@other.example"):
            self.assertEqual(self.fetch_one(mail(From=address)).state, "done")
        self.assertEqual(self.asked(), 0)

    def test_answer_in_a_ticket_is_not_asked_about(self):
        self.mailbox.confirm_senders = False
        ticket = self.case_of(mail(message_id=FIRST))
        self.mailbox.confirm_senders = True
        self.assertEqual(self.case_of(mail(In_Reply_To=FIRST)), ticket)

    def test_list_own_address_and_nobody_are_held_but_never_asked(self):
        for headers, why in (
            ({"List_Id": "<l.customer.example>"}, "automatic or came by a list"),
            ({"From": ADDRESS}, "is one of our own"),
            ({"From": None}, "no address to write to"),
            ({"X_Auto_Response_Suppress": "All"}, "asks for no automatic answer"),
        ):
            with self.subTest(why):
                row = self.fetch_one(mail(**headers))
                self.assertEqual(row.state, "held")
                self.assertIn(why, row.reason)
                self.assertFalse(row.confirmation_due)
        self.assertEqual(self.asked(), 0)

    def test_machine_is_ignored_as_ever(self):
        row = self.fetch_one(mail(Auto_Submitted="auto-generated"))
        self.assertEqual((row.state, self.asked()), ("ignored", 0))

    def test_forged_address_is_never_asked(self):
        self.mailbox.authserv_id = OURS
        for verdict in ("dmarc=fail", "spf=softfail", "dkim=fail; spf=pass"):
            row = self.fetch_one(mail(Authentication_Results=f"{OURS}; {verdict}"))
            self.assertEqual(row.state, "held")
            self.assertIn("found that the address may be forged", row.reason)
        self.assertEqual(self.asked(), 0)

    def test_good_verdict_or_another_servers_bad_one_does_not_matter(self):
        self.mailbox.authserv_id = OURS
        passed = f"{OURS}; dmarc=pass header.from=customer.example; spf=fail"
        self.fetch_one(mail(Authentication_Results=passed))
        self.fetch_one(
            mail(
                From="x@other.example",
                Authentication_Results="mx.evil.example; dmarc=fail",
            )
        )
        self.assertEqual(self.asked(), 2)

    def test_existing_mail_is_never_asked_about(self):
        self.start_over()
        self.mailbox.confirm_senders = True
        self.deliver(mail())
        self.connect().action_continue()
        self.fetch()
        self.assertEqual((self.rows().state, self.asked()), ("done", 0))

    def test_contacts_only_asks_nobody(self):
        self.mailbox.sender_filter = "contacts"
        row = self.fetch_one(mail())
        self.assertEqual((row.gate, self.asked()), ("sender_filter", 0))

    def test_confirmed_mail_still_meets_the_other_filters(self):
        row = self.fetch_one(mail())
        self.env["fetchmail.sender"].create({"pattern": CUSTOMER, "kind": "deny"})
        self.confirmation()._confirm()
        self.assertEqual((row.state, row.gate), ("ignored", "denied"))

    def test_unconfirmed_mail_expires_and_says_so(self):
        self.mailbox.confirmation_days = 3
        with freeze_time(NOON):
            row = self.fetch_one(mail())
        Journal = self.env["fetchmail.message"]
        with freeze_time(NOON + timedelta(days=2, hours=23)):
            Journal._gc_unconfirmed()
        self.assertEqual(row.state, "held")
        with freeze_time(NOON + timedelta(days=3, minutes=1)):
            Journal._gc_unconfirmed()
        self.assertEqual(
            (row.state, row.reason), ("ignored", "Not confirmed within 3 days.")
        )

    def test_other_held_mail_does_not_expire(self):
        self.mailbox.write({"confirm_senders": False, "allow_new_cases": False})
        with freeze_time(NOON):
            row = self.fetch_one(mail())
        self.env["fetchmail.message"]._gc_unconfirmed()
        self.assertEqual(row.state, "held")

    def test_mailbox_without_a_template_sends_the_add_ons(self):
        self.mailbox.confirmation_template_id = False
        self.fetch_one(mail())
        self.assertIn("token=", self.link())


class TestContacts(ConfirmationMixin, SmtpCase):
    def setUp(self):
        super().setUp()
        self.mailbox.write(
            {"create_contact": True, "confirm_senders": False, "authserv_id": OURS}
        )

    def company(self, **values):
        return self.env["res.partner"].create(
            {"name": "Customer Ltd.", "is_company": True, **values}
        )

    def anna(self):
        return self.env["res.partner"].search([("email_normalized", "=", CUSTOMER)])

    def test_stranger_becomes_a_contact_with_the_name_from_the_mail(self):
        ticket = self.case_of(mail())
        anna = self.anna()
        self.assertEqual(anna.name, "Anna Berg")
        self.assertEqual(anna.company_id, self.mailbox.company_id)
        self.assertEqual(ticket.partner_id, anna)
        self.assertEqual(self.history(ticket).author_id, anna)

    def test_one_contact_is_made_of_two_mails_in_one_batch(self):
        self.fetch(mail(), mail(From="Eva <eva@customer.example>"), mail())
        self.assertEqual(len(self.anna()), 1)
        self.assertEqual(self.rows()[2].ticket_id.partner_id, self.anna())

    def test_without_a_name_it_is_the_address(self):
        self.case_of(mail(From=CUSTOMER))
        self.assertEqual(self.anna().name, CUSTOMER)

    def test_known_contact_stays_alone(self):
        known = self.env["res.partner"].create({"name": "A.", "email": CUSTOMER})
        self.case_of(mail())
        self.assertEqual(self.anna(), known)

    def test_company_is_found_by_email_or_website(self):
        for values in (
            {"email": "info@customer.example"},
            {"website": "https://www.customer.example/en"},
        ):
            with self.subTest(values):
                company = self.company(**values)
                self.case_of(mail(Authentication_Results=PASSED))
                self.assertEqual(self.anna().parent_id, company)
                (self.anna() | company).unlink()

    def test_company_is_not_guessed_between_two_or_by_a_similar_domain(self):
        self.company(email="info@notcustomer.example")
        self.company(email="info@eu.customer.example")
        self.case_of(mail(Authentication_Results=PASSED))
        self.assertFalse(self.anna().parent_id)
        self.anna().unlink()
        self.company(email="a@customer.example")
        self.company(website="customer.example")
        self.case_of(mail(Authentication_Results=PASSED))
        self.assertFalse(self.anna().parent_id)

    def test_company_with_a_free_address_is_nobodys_employer(self):
        self.company(email="shop@gmail.com")
        verdict = PASSED.replace("customer.example", "gmail.com")
        self.case_of(mail(From="Eva <eva@gmail.com>", Authentication_Results=verdict))
        eva = self.env["res.partner"].search([("email", "=", "eva@gmail.com")])
        self.assertTrue(eva)
        self.assertFalse(eva.parent_id)

    def test_confirmed_stranger_is_remembered(self):
        self.mailbox.confirm_senders = True
        row = self.fetch_one(mail())
        self.assertFalse(self.anna())
        self.confirmation()._confirm()
        self.assertEqual(row.ticket_id.partner_id, self.anna())
        self.assertEqual(self.fetch_one(mail()).state, "done")
        self.assertEqual(self.asked(), 1)

    def test_person_who_accepts_a_stranger_makes_the_contact(self):
        self.mailbox.sender_filter = "contacts"
        row = self.fetch_one(mail())
        row.with_user(self.manager).action_release()
        self.assertEqual(row.ticket_id.partner_id, self.anna())

    def test_no_contact_of_lists_ourselves_or_answers(self):
        ticket = self.case_of(mail(message_id=FIRST, Cc="eva@customer.example"))
        before = self.env["res.partner"].search_count([])
        self.case_of(mail(From="x@list.example", List_Id="<l.list.example>"))
        self.case_of(mail(From=f"Support <{ADDRESS}>"))
        answer = mail(From="Eva <eva@customer.example>", In_Reply_To=FIRST)
        self.assertEqual(self.case_of(answer), ticket)
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_no_contact_of_existing_mail(self):
        self.start_over()
        self.mailbox.create_contact = True
        self.deliver(mail())
        self.connect().action_continue()
        self.fetch()
        self.assertEqual(self.rows().ticket_id.partner_email, CUSTOMER)
        self.assertFalse(self.anna())


@tagged("post_install", "-at_install")
class TestPage(ConfirmationMixin, SmtpMixin, MailboxMixin, HttpCase):
    """The page that the link opens, for somebody who is not signed in."""

    def open(self, **query):
        return self.url_open("/helpdesk_mailbox/confirm", params=query)

    def token(self):
        self.fetch_one(mail())
        return parse_qs(urlsplit(self.link()).query)["token"][0]

    def press(self, page):
        """Post the form of an answered page, with its token against forgery."""
        fields = dict(
            re.findall(r'name="(csrf_token|token)"\s+value="([^"]+)"', page.text)
        )
        return self.url_open("/helpdesk_mailbox/confirm", data=fields)

    def test_looking_at_the_page_releases_nothing(self):
        page = self.open(token=self.token())
        self.assertEqual(page.status_code, 200)
        self.assertIn("Confirm your message", page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(self.rows().state, "held")

    def test_button_releases(self):
        page = self.press(self.open(token=self.token()))
        self.assertIn("Thank you", page.text)
        self.env.invalidate_all()
        self.assertEqual(self.rows().state, "done")

    def test_page_is_nobody_elses_business(self):
        """Nothing of the website's layout: no script, nothing from elsewhere; the logo
        is in the page."""
        for page in (self.open(token=self.token()), self.open(token="forged")):
            text = re.sub(r'src="data:image/[^"]+"', "", page.text)
            for part in ("<script", "<link", "src=", "//", "@import"):
                self.assertNotIn(part, text.replace("<!DOCTYPE", ""))
            self.assertEqual(page.headers["Cache-Control"], "no-store")
            self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
            self.assertIn("noindex", page.headers["X-Robots-Tag"])
            self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])

    def test_page_bears_the_company_and_the_subject_that_the_sender_knows(self):
        page = self.open(token=self.token())
        name = (self.mailbox.company_id or self.env.company).name
        for told in (page.text, self.press(page).text):
            self.assertIn(f"<p>{name}</p>", told)
            self.assertIn('src="data:image/', told)
            self.assertIn("Where is my order?", told)

    def test_page_without_a_true_token_tells_nothing(self):
        self.token()
        text = self.open(token="forged").text
        self.assertNotIn("Where is my order?", text)
        self.assertNotIn("data:image/", text)

    def test_used_link_says_so(self):
        token = self.token()
        first = self.open(token=token)
        self.press(first)
        self.assertIn("Already confirmed", self.press(first).text)
        self.assertIn("Already confirmed", self.open(token=token).text)

    def test_forged_link_says_that_it_does_not_work(self):
        for token in ("", "forged", "ü"):
            page = self.open(token=token)
            self.assertEqual(page.status_code, 404)
            self.assertIn("This link does not work", page.text)

    def test_post_of_another_site_is_refused(self):
        data = {"token": self.token()}
        page = self.url_open("/helpdesk_mailbox/confirm", data=data)
        self.assertEqual(page.status_code, 400)
        self.assertEqual(self.rows().state, "held")

    def test_log_of_requests_has_no_token(self):
        token = self.token()
        with self.assertLogs("werkzeug") as logs:
            self.open(token=token)
        told = "\n".join(logs.output)
        self.assertIn("/helpdesk_mailbox/confirm", told)
        self.assertNotIn(token, told)
