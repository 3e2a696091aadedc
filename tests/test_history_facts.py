"""What the history tells of mail, each reader has in their own words."""

from odoo.addons.mail.tools.discuss import Store

from .common import CUSTOMER, MailboxCase, mail

EVE = "eve@customer.example"


class TestHistoryFacts(MailboxCase):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("fr_FR")
        module = self.env["ir.module.module"].search(
            [("name", "=", "helpdesk_mgmt_mailbox")]
        )
        module._update_translations(["fr_FR"])

    def told(self, entry, lang="en_US"):
        """The HTML that the history shows the agent of an entry."""
        entry = entry.with_user(self.agent).with_context(lang=lang)
        (shown,) = Store().add(entry).get_result()["mail.message"]
        return shown["body"][1]

    def logged(self, ticket):
        return ticket.message_ids.filtered("mailbox_facts")

    def test_left_out_files_are_told_in_the_reader_s_language(self):
        ticket = self.case_of(mail(files=[("a.exe", b"MZ")]))
        entry = self.logged(ticket)
        self.assertIn("Blocked attachments:", self.told(entry))
        french = self.told(entry, "fr_FR")
        self.assertNotIn("Blocked", french)
        self.assertIn("a.exe</a>", french)

    def test_what_is_gone_is_told_as_it_was_written(self):
        ticket = self.case_of(mail(files=[("a.exe", b"MZ")]))
        entry = self.logged(ticket)
        entry.invalidate_recordset()
        self.rows().left_out_ids.unlink()
        self.assertEqual(self.told(entry, "fr_FR"), entry.body)

    def test_people_are_named_and_their_address_is_in_the_tooltip(self):
        self.env["res.partner"].create({"name": "Eve", "email": EVE})
        raw = mail(Cc=f'"Adams, Eve" <{EVE}>', **self.verdict("pass"))
        self.mailbox.cc_follow = True
        told = self.told(self.logged(self.case_of(raw)))
        self.assertEqual(
            told,
            f'<p><span title="{EVE}">Eve Adams</span> was in Cc and follows now.</p>',
        )

    def test_a_name_is_no_markup(self):
        raw = mail(Cc=f'"<img src=x>" <{EVE}>', **self.verdict("pass"))
        self.env["res.partner"].create({"name": "Eve", "email": EVE})
        told = self.told(self.logged(self.case_of(raw)))
        self.assertIn("&lt;img src=x&gt;</span> was in Cc", told)

    def test_people_outside_are_told_nothing_of_it(self):
        ticket = self.case_of(mail(files=[("a.exe", b"MZ")]))
        entry = self.logged(ticket)
        self.assertTrue(entry.is_internal)
        customer = self.env["res.partner"].create({"name": "A", "email": CUSTOMER})
        ticket.message_subscribe(customer.ids)
        self.assertFalse(entry.notification_ids)
