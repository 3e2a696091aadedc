"""Who may open a ticket: allow and deny lists, contacts only, no new tickets."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tools import mute_logger

from .common import ADDRESS, CUSTOMER, SECOND, MailboxCase, mail
from .smtp_common import SmtpCase

FIRST = "<first@customer.example>"
OURS = "mx.acme.example"
FORGED = f"{OURS}; dmarc=fail header.from=customer.example"


class SenderCase(MailboxCase):
    def entry(self, pattern, kind, mailbox=None, **values):
        return self.env["fetchmail.sender"].create(
            {
                "pattern": pattern,
                "kind": kind,
                "server_id": mailbox and mailbox.id,
                **values,
            }
        )

    def contact(self, address=CUSTOMER, **values):
        return self.env["res.partner"].create(
            {"name": "Anna", "email": address, **values}
        )


class TestLists(SenderCase):
    def test_pattern_is_kept_as_it_is_compared(self):
        entry = self.entry(" *.Customer.Example ", "deny")
        self.assertEqual(entry.pattern, "customer.example")
        entry.pattern = "<Anna@Customer.Example>"
        self.assertEqual(entry.pattern, CUSTOMER)

    def test_what_is_no_pattern_is_refused(self):
        with self.assertRaises(ValidationError) as caught:
            self.entry("not one", "deny")
        self.assertEqual(
            str(caught.exception),
            "“not one” is neither an address, such as anna@example.com, nor a domain, "
            "such as example.com.",
        )

    def test_same_pattern_is_listed_once_for_a_mailbox(self):
        self.entry(CUSTOMER, "deny")
        self.entry(CUSTOMER, "allow", self.mailbox)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            self.entry(CUSTOMER, "allow")
        self.assertIn("fetchmail_sender_pattern_unique", str(caught.exception))

    def test_denied_address_is_ignored_with_the_reason(self):
        self.entry(CUSTOMER, "deny")
        row = self.fetch_one(mail())
        self.assertEqual((row.state, row.gate), ("ignored", "denied"))
        self.assertEqual(row.reason, f"The sender is blocked ({CUSTOMER}).")
        self.assertEqual(self.left(), [])

    def test_denied_domain_stands_for_its_subdomains(self):
        self.entry("customer.example", "deny")
        for address in (CUSTOMER, "x@eu.customer.example"):
            self.assertEqual(self.fetch_one(mail(From=address)).state, "ignored")
        other = self.fetch_one(mail(From="x@notcustomer.example"))
        self.assertEqual(other.state, "done")

    def test_denied_sender_does_not_write_into_a_ticket_either(self):
        ticket = self.case_of(mail(message_id=FIRST))
        self.entry(CUSTOMER, "deny")
        row = self.fetch_one(mail(In_Reply_To=FIRST))
        self.assertEqual(row.state, "ignored")
        self.assertEqual(len(self.history(ticket)), 1)

    def test_existing_mail_of_a_denied_sender_is_ignored(self):
        self.start_over()
        self.entry(CUSTOMER, "deny")
        self.deliver(mail())
        self.connect().action_continue()
        self.fetch()
        self.assertEqual(self.rows().mapped("state"), ["ignored"])

    def test_closest_entry_counts(self):
        self.entry("customer.example", "deny")
        self.entry(CUSTOMER, "allow")
        self.assertEqual(self.fetch_one(mail()).state, "done")
        self.entry(CUSTOMER, "deny", self.mailbox)
        self.assertEqual(self.fetch_one(mail()).state, "ignored")

    def test_entry_of_a_mailbox_is_for_that_mailbox(self):
        second = self.make_mailbox(SECOND)
        self.entry(CUSTOMER, "deny", second)
        self.assertEqual(self.fetch_one(mail()).state, "done")
        self.assertEqual(self.fetch_one(mail(), second).state, "ignored")

    def test_entry_of_another_company_does_not_count(self):
        other = self.env["res.company"].create({"name": "Other Inc."})
        entry = self.entry(CUSTOMER, "deny", company_id=other.id)
        self.assertEqual(self.fetch_one(mail()).state, "done")
        entry.company_id = False
        self.assertEqual(self.fetch_one(mail()).state, "ignored")

    def test_blacklist_of_what_we_send_says_nothing_of_who_may_write(self):
        self.env["mail.blacklist"]._add(CUSTOMER)
        self.assertEqual(self.fetch_one(mail()).state, "done")

    def test_person_may_accept_a_denied_message(self):
        self.entry(CUSTOMER, "deny")
        row = self.fetch_one(mail())
        row.with_user(self.manager).action_release()
        self.assertEqual(row.state, "done")

    def test_managers_keep_the_lists_and_agents_do_not(self):
        entry = self.entry(CUSTOMER, "deny").with_user(self.manager)
        entry.note = "Threats"
        entry.unlink()
        with self.assertRaises(AccessError):
            self.env["fetchmail.sender"].with_user(self.agent).search([])

    def test_mailbox_leads_to_the_entries_that_concern_it(self):
        second = self.make_mailbox(SECOND)
        other = self.env["res.company"].create({"name": "Other Inc."})
        here = self.entry("a.example", "deny") | self.entry(
            "b.example", "allow", self.mailbox
        )
        self.entry("c.example", "deny", second)
        self.entry("d.example", "deny", company_id=other.id)
        mailbox = self.mailbox.with_user(self.manager)
        action = mailbox.action_open_senders()
        found = self.env["fetchmail.sender"].search(action["domain"])
        self.assertEqual(found, here)
        self.assertEqual(mailbox.sender_entry_count, 2)


class TestSenderFilter(SenderCase):
    def setUp(self):
        super().setUp()
        self.mailbox.sender_filter = "contacts"

    def test_any_address_may_write_unless_set_otherwise(self):
        second = self.make_mailbox(SECOND)
        self.assertEqual(second.sender_filter, "any")
        self.assertEqual(self.fetch_one(mail(), second).state, "done")

    def test_strangers_mail_is_held_with_the_reason(self):
        row = self.fetch_one(mail())
        self.assertEqual((row.state, row.gate), ("held", "sender_filter"))
        self.assertEqual(row.reason, "The sender is not among the contacts.")
        self.assertFalse(row.held_until)
        self.assertEqual(self.left(), [])

    def test_strangers_mail_is_ignored_where_the_mailbox_says_so(self):
        self.mailbox.sender_filter_action = "ignore"
        row = self.fetch_one(mail())
        self.assertEqual(
            (row.state, row.reason),
            ("ignored", "The sender is not among the contacts."),
        )

    def test_contact_may_write(self):
        anna = self.contact("ANNA@customer.example")
        self.assertEqual(self.case_of(mail()).partner_id, anna)

    def test_contact_of_another_company_is_a_stranger(self):
        other = self.env["res.company"].create({"name": "Other Inc."})
        anna = self.contact(company_id=other.id)
        self.assertEqual(self.fetch_one(mail()).state, "held")
        anna.company_id = self.mailbox.company_id
        self.assertEqual(self.fetch_one(mail()).state, "done")

    def test_archived_contact_is_a_stranger(self):
        self.contact(active=False)
        self.assertEqual(self.fetch_one(mail()).state, "held")

    def test_allowed_sender_may_write(self):
        self.entry("customer.example", "allow")
        self.assertEqual(self.fetch_one(mail()).state, "done")

    def test_mail_without_sender_is_a_strangers(self):
        self.assertEqual(self.fetch_one(mail(From=None)).state, "held")

    def test_who_takes_part_in_a_ticket_is_never_filtered(self):
        self.mailbox.sender_filter = "any"
        ticket = self.case_of(mail(message_id=FIRST, Cc="eva@customer.example"))
        self.mailbox.sender_filter = "contacts"
        for address in (CUSTOMER, "eva@customer.example"):
            self.assertEqual(
                self.case_of(mail(From=address, In_Reply_To=FIRST)), ticket
            )

    def test_stranger_who_names_a_ticket_is_filtered_and_the_ticket_noted(self):
        self.mailbox.sender_filter = "any"
        ticket = self.case_of(mail(message_id=FIRST))
        self.mailbox.sender_filter = "contacts"
        row = self.fetch_one(mail(From="x@evil.example", In_Reply_To=FIRST))
        self.assertEqual((row.state, row.named_ticket_id), ("held", ticket))

    def test_existing_mail_of_strangers_becomes_closed_tickets(self):
        self.start_over()
        self.mailbox.write({"sender_filter": "contacts", "allow_new_cases": False})
        self.deliver(mail())
        self.connect().action_continue()
        self.fetch()
        self.assertEqual(self.rows().state, "done")
        self.assertTrue(self.rows().ticket_id.closed)

    def test_searches_do_not_grow_with_the_messages(self):
        def queries(count):
            rows = self.env["fetchmail.message"]
            for _number in range(count):
                rows |= self.fetch_one(mail())
            rows.write({"state": "received"})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows._run_pipeline()
            return self.env.cr.sql_log_count - before

        few, many = queries(3), queries(12)
        self.assertLess(many - few, 12, "less than one more for each message")


class TestAnswers(SenderCase, SmtpCase):
    """What those hear whose mail is not taken, as it arrives at their server."""

    def setUp(self):
        super().setUp()
        self.mailbox.write(
            {"sender_filter": "contacts", "sender_filter_action": "refuse"}
        )

    def test_refused_stranger_is_told_so_once_a_day(self):
        row = self.fetch_one(mail(message_id=FIRST))
        again = self.fetch_one(mail())
        self.send_queue()
        sent = self.sent_to(CUSTOMER)
        self.assertIn("open to registered customers only", sent.text)
        self.assertEqual(sent.message["Subject"], f"Your message to {ADDRESS}")
        self.assertEqual(sent.message["In-Reply-To"], FIRST)
        self.assertEqual(sent.message["Auto-Submitted"], "auto-replied")
        self.assertIn(ADDRESS, sent.message["From"])
        self.assertEqual((row.state, row.gate), ("ignored", "sender_filter"))
        self.assertEqual(
            row.reason, "The sender is not among the contacts. The sender was told so."
        )
        self.assertEqual(
            again.reason,
            "The sender is not among the contacts. The sender was told so within a "
            "day.",
        )

    def test_answer_quotes_nothing_of_the_message(self):
        self.fetch_one(mail("Buy pills", Subject="Buy pills"))
        self.send_queue()
        self.assertNotIn(b"pills", self.sent_to(CUSTOMER).raw)

    def test_nobody_is_told_without_a_template(self):
        self.mailbox.refusal_template_id = False
        row = self.fetch_one(mail())
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])
        self.assertEqual(row.reason, "The sender is not among the contacts.")

    def test_mailing_list_is_not_answered_and_the_row_says_why(self):
        row = self.fetch_one(mail(List_Id="<list.customer.example>"))
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])
        self.assertEqual(row.state, "ignored")
        self.assertIn("The sender was not told: The message is automatic", row.reason)

    def test_forged_address_is_not_answered(self):
        self.mailbox.authserv_id = OURS
        row = self.fetch_one(mail(Authentication_Results=FORGED))
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])
        self.assertEqual(
            row.reason,
            "The sender is not among the contacts. Nobody was asked or answered: "
            "mx.acme.example found that the address may be forged (dmarc=fail, "
            "spf=none, dkim=none).",
        )

    def test_another_servers_word_on_it_does_not_count(self):
        self.mailbox.authserv_id = "mx.other.example"
        self.fetch_one(mail(Authentication_Results=FORGED))
        self.send_queue()
        self.sent_to(CUSTOMER)


class TestNoNewCases(SenderCase, SmtpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(mail(message_id=FIRST))
        self.mailbox.allow_new_cases = False

    def test_answer_in_a_ticket_is_taken(self):
        self.assertEqual(self.case_of(mail(In_Reply_To=FIRST)), self.ticket)

    def test_other_mail_is_held(self):
        row = self.fetch_one(mail())
        self.send_queue()
        self.assertEqual((row.state, row.gate), ("held", "new_cases"))
        self.assertEqual(
            row.reason,
            "It belongs to no ticket, and this mailbox takes no new tickets.",
        )
        self.assertEqual(self.receiver.deliveries, [])

    def test_other_mail_is_answered_where_the_mailbox_says_so(self):
        self.mailbox.no_new_case_action = "refuse"
        row = self.fetch_one(mail())
        self.send_queue()
        self.assertIn("takes no new questions", self.sent_to(CUSTOMER).text)
        self.assertEqual((row.state, row.gate), ("ignored", "new_cases"))
        self.assertTrue(row.reason.endswith(" The sender was told so."))

    def test_replay_does_not_answer_again(self):
        self.mailbox.no_new_case_action = "refuse"
        row = self.fetch_one(mail())
        row.with_user(self.manager).action_replay()
        self.send_queue()
        self.sent_to(CUSTOMER)

    def test_own_template_is_used(self):
        self.mailbox.write(
            {
                "no_new_case_action": "refuse",
                "no_new_case_template_id": self.env["mail.template"].create(
                    {
                        "name": "Own",
                        "model_id": self.env["ir.model"]._get_id("fetchmail.message"),
                        "subject": "Call us",
                        "body_html": "<p>Please call us.</p>",
                    }
                ),
            }
        )
        self.fetch_one(mail())
        self.send_queue()
        self.assertEqual(self.sent_to(CUSTOMER).message["Subject"], "Call us")

    def test_manager_changes_these_settings_but_not_whom_we_believe(self):
        mailbox = self.mailbox.with_user(self.manager)
        mailbox.write({"allow_new_cases": True, "confirm_senders": True})
        with self.assertRaises(AccessError):
            mailbox.authserv_id = OURS


class TestAgentsProven(SenderCase):
    """An agent's mail must pass DMARC, where the mailbox asks for that."""

    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(mail(message_id=FIRST))
        self.mailbox.write({"agent_dmarc": True, "authserv_id": OURS})

    def answer(self, verdict):
        return self.fetch_one(
            mail(
                From="agent@acme.example",
                References=self.ticket._mailbox_token(),
                Authentication_Results=verdict,
            )
        )

    def test_mail_that_passed_is_taken(self):
        row = self.answer(f"{OURS}; dmarc=pass header.from=acme.example")
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))

    def test_mail_that_failed_or_passed_elsewhere_is_held(self):
        passed = "dmarc=pass header.from=acme.example"
        for verdict in (f"{OURS}; dmarc=fail", f"mx.evil.example; {passed}"):
            row = self.answer(verdict)
            self.assertEqual((row.state, row.gate), ("held", "agents"))
