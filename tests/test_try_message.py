"""A message is tried in the real pipeline, and nothing at all is saved."""

import base64
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import Form

from odoo.addons.helpdesk_mgmt_mailbox.models.batch import Stop

from .common import CUSTOMER, mail
from .peers.bounces import bounce
from .smtp_common import SmtpCase

FIRST = "<first@customer.example>"
TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind = 'r' AND nspname = 'public' ORDER BY relname
"""
WATCHED = (
    "fetchmail_message",
    "fetchmail_server",
    "fetchmail_automatic_mail",
    "helpdesk_ticket",
    "mail_message",
    "mail_mail",
    "mail_notification",
    "ir_attachment",
    "ir_sequence",
    "res_partner",
    "bus_bus",
)


class TryCase(SmtpCase):
    def tried(self, raw, user=None, mailbox=None, name="a.eml"):
        """The window after a file was chosen in it (`Form`)."""
        mailbox = mailbox or self.mailbox
        Window = self.env["fetchmail.try.message"].with_user(user or self.manager)
        self.env.flush_all()
        with self.enter_registry_test_mode():
            # A form's test cannot fill in what is invisible, as choosing a file does.
            given = {"default_server_id": mailbox.id, "default_filename": name}
            form = Form(Window.with_context(**given))
            if raw:
                form.file = base64.b64encode(raw)
        self.env.invalidate_all()
        return form

    def state_of_the_database(self):
        """Rows of each table, what is in the watched ones, and the next numbers."""
        self.env.flush_all()
        cr = self.env.cr
        cr.execute(TABLES)
        state = {}
        for (table,) in cr.fetchall():
            cr.execute(f'SELECT count(*) FROM "{table}"')  # pylint: disable=E8103
            state[table] = cr.fetchone()
        for table in WATCHED:
            cr.execute(  # pylint: disable=E8103
                f"SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {table} t"
            )
            state[table] += cr.fetchone()
        cr.execute(
            "SELECT sequencename, last_value FROM pg_sequences "
            "WHERE sequencename LIKE 'ir_sequence_%' ORDER BY 1"
        )
        state["numbers"] = cr.fetchall()
        return state


class TestNothingIsSaved(TryCase):
    def test_no_row_of_any_model_changes_and_no_mail_goes_out(self):
        ticket = self.case_of(mail(message_id=FIRST))
        ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna", "email": CUSTOMER}
        )
        ticket.with_user(self.agent).message_post(
            body="It is on its way.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=ticket.partner_id.ids,
        )
        returned = self.sent_to(CUSTOMER).raw
        self.team.message_subscribe(self.manager.partner_id.ids)
        self.receiver.clear()
        before = self.state_of_the_database()
        for raw, outcome in (
            (mail(files=[("a.txt", b"a")]), "new"),
            (mail(In_Reply_To=FIRST), "joins"),
            (mail(Auto_Submitted="auto-replied", In_Reply_To=FIRST), "ignored"),
            (bounce(returned, CUSTOMER), "ignored"),
            (bytes(range(256)) * 9, False),
        ):
            with self.subTest(raw[:60]):
                self.assertEqual(self.tried(raw).outcome, outcome)
        self.assertEqual(self.state_of_the_database(), before)
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])

    def test_a_real_delivery_would_be_noticed(self):
        before = self.state_of_the_database()
        self.case_of(mail())
        after = self.state_of_the_database()
        changed = {name for name in after if after[name] != before[name]}
        self.assertLessEqual(
            {"fetchmail_message", "helpdesk_ticket", "mail_message", "numbers"}, changed
        )


class TestWhatIsShown(TryCase):
    def test_a_new_ticket_with_its_values(self):
        self.mailbox.case_user_id = self.agent
        form = self.tried(mail(Subject="The kettle leaks", files=[("a.txt", b"abc")]))
        self.assertEqual(form.outcome, "new")
        self.assertEqual(form.outcome_note, "New conversation")
        for line in (
            "Title: The kettle leaks",
            "Team: Support",
            f"Assigned user: {self.agent.name}",
            f"Email: {CUSTOMER}",
            f"Mailbox: {self.mailbox.name}",
        ):
            self.assertIn(line, form.new_values.splitlines())
        self.assertEqual(
            (form.kind, form.rule, form.reason),
            ("human", "no-rule", "No sign of automatic mail"),
        )
        self.assertEqual(form.email_from, f"Anna Berg <{CUSTOMER}>")
        self.assertIn("a.txt (application/octet-stream, 3", form.attachments)

    def test_the_ticket_that_a_reply_joins_and_what_is_new(self):
        ticket = self.case_of(mail(message_id=FIRST))
        text = "Still not here.\n\nOn Monday Support wrote:\n> It is on its way.\n"
        form = self.tried(mail(text, In_Reply_To=FIRST))
        self.assertEqual((form.outcome, form.case_id), ("joins", ticket))
        self.assertIn(FIRST, form.outcome_note)
        self.assertEqual(form.reply_text.strip(), "Still not here.")
        self.assertFalse(form.new_values)

    def test_whether_it_would_be_acknowledged_and_why_not(self):
        template = "helpdesk_mgmt_mailbox.acknowledgement_template"
        form = self.tried(mail())
        self.assertEqual(form.acknowledgement, "The mailbox has no acknowledgement.")
        self.mailbox.acknowledgement_template_id = self.env.ref(template)
        self.team._get_applicable_stages().mail_template_id = False
        form = self.tried(mail())
        self.assertEqual(form.acknowledgement, "It would be acknowledged.")
        self.case_of(mail(message_id=FIRST))
        form = self.tried(mail(In_Reply_To=FIRST))
        self.assertEqual(form.acknowledgement, "Added to an existing ticket.")

    def test_a_stranger_who_names_a_ticket(self):
        ticket = self.case_of(mail(message_id=FIRST))
        form = self.tried(mail(From="mallory@evil.example", In_Reply_To=FIRST))
        self.assertEqual(form.named_case_id, ticket)
        self.assertIn("takes no part in that ticket", form.outcome_note)

    def test_an_ignored_kind_with_all_its_signs(self):
        raw = mail(Auto_Submitted="auto-generated", List_Id="<a.example>")
        form = self.tried(raw)
        self.assertEqual(
            (form.outcome, form.kind, form.rule),
            ("ignored", "notification", "auto-generated"),
        )
        self.assertEqual(len(form.hits.splitlines()), 2)

    def test_files_that_would_be_left_out(self):
        form = self.tried(mail(files=[("a.exe", b"MZ"), ("a.txt", b"a")]))
        self.assertEqual(form.left_out, "a.exe: file type not allowed")

    def test_failed_recipients(self):
        form = self.tried(bounce(mail(), CUSTOMER))
        self.assertEqual(form.recipients, f"{CUSTOMER} failed 5.2.2")

    def test_the_filter_that_stops_it(self):
        def stopped(_row, _mail, _match, _batch):
            return Stop("held", "A test holds it.", "test")

        Journal = self.registry["fetchmail.message"]
        with (
            patch.object(Journal, "_filters", lambda row: ["_filter_denied"]),
            patch.object(Journal, "_filter_denied", stopped),
        ):
            form = self.tried(mail())
        self.assertEqual(
            (form.outcome, form.gate, form.outcome_note),
            ("held", "other", "A test holds it."),
        )

    def test_a_message_that_was_received_before_is_judged_all_the_same(self):
        raw = mail()
        row = self.fetch_one(raw)
        form = self.tried(raw)
        self.assertEqual((form.twin_id, form.outcome), (row, "new"))

    def test_a_message_over_the_size_limit(self):
        self.mailbox.max_message_mib = 1
        raw = mail("first text", files=[("big.bin", b"x" * 2**20 * 2)])
        form = self.tried(raw)
        self.assertEqual(form.outcome, "new")
        self.assertIn("first text", form.reply_text)

    def test_a_failure_of_the_pipeline_is_a_value(self):
        Journal = self.registry["fetchmail.message"]
        failing = patch.object(Journal, "_match", side_effect=KeyError("x"))
        with failing, self.assertLogs("odoo.addons.helpdesk_mgmt_mailbox", "WARNING"):
            form = self.tried(mail())
        self.assertEqual((form.outcome, form.outcome_note), ("failed", "KeyError"))


class TestNobody(TryCase):
    SENTENCE = (
        "From does not name exactly one address, so nobody is the sender, and it joins "
        "no ticket."
    )

    def test_says_that_from_names_nobody(self):
        two = f"{CUSTOMER}, eva@customer.example"
        for sender in (None, two):
            form = self.tried(mail(From=sender))
            self.assertEqual((form.outcome, form.outcome_note), ("new", self.SENTENCE))

    def test_says_so_where_it_names_a_ticket(self):
        ticket = self.case_of(mail(message_id=FIRST))
        form = self.tried(mail(From=None, References=ticket._mailbox_token()))
        self.assertEqual(form.outcome_note, self.SENTENCE)
        self.assertEqual(form.named_case_id, ticket)


class TestFilesThatAreNoMail(TryCase):
    def test_nothing_chosen_shows_nothing(self):
        form = self.tried(b"", name=False)
        self.assertFalse(form.outcome)
        self.assertFalse(form.note)

    def test_an_empty_file(self):
        form = self.tried(b"")
        self.assertEqual(form.note, "The file is empty. Choose another one.")

    def test_a_file_of_outlook(self):
        form = self.tried(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100)
        self.assertIn("Save the message as .eml", form.note)
        self.assertFalse(form.outcome)

    def test_a_file_that_is_no_mail_is_refused_with_a_sentence(self):
        for raw in (b"%PDF-1.7\n1 0 obj\n", b"PK\x03\x04", b"\x89PNG\r\n", b"\0"):
            with self.subTest(raw[:20]):
                form = self.tried(raw)
                self.assertEqual(
                    form.note,
                    "This file is not an email message. Choose one that you saved as "
                    ".eml in your mail program.",
                )
                self.assertFalse(form.outcome)

    def test_broken_mails_get_values(self):
        for raw in (b"Subject:", b"Content-Type: multipart/x\r\n", b"To: \xff\0"):
            with self.subTest(raw[:20]):
                self.assertEqual(self.tried(raw).outcome, "new")

    def test_another_file_takes_the_place_of_the_first(self):
        form = self.tried(mail(Auto_Submitted="auto-replied"))
        with self.enter_registry_test_mode():
            form.file = base64.b64encode(mail())
        self.assertEqual((form.outcome, form.gate), ("new", False))


class TestWhoMayTry(TryCase):
    def test_administrator_who_is_no_manager(self):
        self.assertEqual(
            self.tried(mail(), self.env.ref("base.user_admin")).kind, "human"
        )

    def test_agent_may_not(self):
        with self.assertRaises(AccessError):
            self.tried(mail(), self.agent)

    def test_mailbox_of_another_company_is_closed(self):
        company = self.env["res.company"].create({"name": "Other Inc."})
        self.mailbox.write({"case_team_id": False, "company_id": company.id})
        with self.assertRaises(AccessError):
            self.tried(mail())
