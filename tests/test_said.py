"""Why something was decided is read in the reader's language and date format."""

from datetime import date, datetime

from odoo.modules.migration import load_script
from odoo.tools import SQL
from odoo.tools.misc import file_path

from ..models.told_reasons import reason_text
from ..tools.reasons import because, stored_reasons
from .common import CUSTOMER, MailboxCase, mail

RENAMING = "19.0.1.6.0/pre-reason-codes.py"
DENIED = f"The sender is blocked ({CUSTOMER})."


class TestSaid(MailboxCase):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("de_DE")

    def denied(self):
        self.env["fetchmail.sender"].create({"pattern": CUSTOMER, "kind": "deny"})
        return self.fetch_one(mail())

    def test_a_code_is_stored_and_its_sentence_shown(self):
        row = self.denied()
        stored = stored_reasons(because("denied", pattern=CUSTOMER))
        self.assertEqual((row.reason_codes, row.reason), (stored, DENIED))

    def test_each_reader_gets_the_own_language(self):
        row = self.fetch_one(mail())
        row.reason_codes = stored_reasons(because("ignored_by", user="Nora"))
        german = row.with_context(lang="de_DE").reason
        self.assertEqual(german, "Von Nora ignoriert.")
        self.assertEqual(row.with_context(lang="en_US").reason, "Ignored by Nora.")

    def test_dates_are_in_the_readers_format_and_zone(self):
        said = because(
            "noted_on_answer", date=datetime(2025, 11, 25, 19, 6), address="a@b.example"
        )
        for lang, shown in (
            ("en_US", "Nov 25, 2025, 8:06 PM"),
            ("de_DE", "25. Nov. 2025, 20:06"),
        ):
            env = self.env(context={"lang": lang, "tz": "Europe/Berlin"})
            with self.subTest(lang):
                text = reason_text(env, said).replace("\u202f", " ")
                self.assertIn(shown, text)

    def test_a_day_is_in_the_readers_format(self):
        said = because("noted", number=date(2025, 11, 25))
        env = self.env(context={"lang": "en_US"})
        self.assertEqual(reason_text(env, said), "Noted on ticket 11/25/2025")

    def test_reasons_within_reasons_and_several_in_a_row(self):
        told = because("not_told", why=because("no_contact"))
        self.assertEqual(
            reason_text(self.env, because("no_contact"), told),
            "The sender is not among the contacts. "
            "The sender was not told: The sender is not among the contacts.",
        )
        self.assertEqual(
            reason_text(self.env, "X is there", because("noted", number="7")),
            "X is there; noted on ticket 7",
        )

    def test_a_text_of_an_older_version_stays(self):
        row = self.fetch_one(mail())
        row.reason_codes = "By hand."
        self.assertEqual(row.with_context(lang="de_DE").reason, "By hand.")
        row.reason = "By foot."
        self.assertEqual(row.reason_codes, "By foot.")

    def test_texts_of_the_version_before_stay_when_it_is_updated(self):
        row = self.fetch_one(mail())
        self.env.flush_all()
        older = "ALTER TABLE fetchmail_message RENAME COLUMN %s TO %s"
        names = ("reason", "thread_reason", "rule_trouble", "error", "hits")
        for name in names:
            column = SQL.identifier(f"{name}_codes")
            self.env.cr.execute(SQL(older, column, SQL.identifier(name)))
        self.env.cr.execute(
            SQL(
                "UPDATE fetchmail_message SET reason = %s, error = NULL WHERE id = %s",
                "nothing says it is automatic",
                row.id,
            )
        )
        path = file_path(f"helpdesk_mgmt_mailbox/migrations/{RENAMING}")
        load_script(path, "renaming").migrate(self.env.cr, "19.0.1.5.0")
        self.env.invalidate_all()
        self.assertEqual(
            (row.reason, row.error), ("nothing says it is automatic", False)
        )

    def test_a_code_that_is_no_more_names_its_values(self):
        said = because("gone_code", address="a@b.example")
        self.assertEqual(reason_text(self.env, said), "Gone_code(address=a@b.example)")

    def test_rows_are_found_by_the_words_of_the_reader(self):
        row = self.denied()
        Message = self.env["fetchmail.message"]
        for lang, words, is_found in (
            ("en_US", "SENDER IS BLOCKED", True),
            ("en_US", CUSTOMER, True),
            ("en_US", "not among the contacts", False),
            ("de_DE", "sender is blocked", False),
        ):
            with self.subTest(lang=lang, words=words):
                found = Message.with_context(lang=lang).search(
                    [("reason", "ilike", words)]
                )
                self.assertEqual(row in found, is_found)
                others = Message.with_context(lang=lang).search(
                    [("reason", "not ilike", words)]
                )
                self.assertEqual(row in others, not is_found)
        self.assertIn(row, Message.search([("reason", "!=", False)]))
