"""Pictures on other people's servers: shown unasked for proven senders only, whom an
agent has chosen."""

from odoo.exceptions import AccessError
from odoo.modules.migration import load_script
from odoo.tests import new_test_user
from odoo.tools.misc import file_path

from odoo.addons.mail.tools.discuss import Store

from .common import MailboxCase, mail
from .test_senders import OURS

BLOCKING = "19.0.1.6.0/post-remote-pictures.py"
PASSED = f"{OURS}; dmarc=pass header.from=customer.example"
PICTURE = '<p>Look <img src="http://shop.example/p.png" alt="Offer"></p>'


class TestShownPictures(MailboxCase):
    def setUp(self):
        super().setUp()
        self.mailbox.write({"authserv_id": OURS, "authentication_source": "server"})

    def entry_of(self, verdict=PASSED, **headers):
        if verdict:
            headers["Authentication_Results"] = verdict
        return self.history(self.case_of(mail(html=PICTURE, **headers)))

    def show(self, entry, user=None):
        entry.with_user(user or self.agent).mailbox_show_pictures()

    def test_text_of_entry_and_description_load_nothing(self):
        entry = self.entry_of()
        ticket = self.env["helpdesk.ticket"].browse(entry.res_id)
        for text in (entry.body, ticket.description):
            self.assertNotIn(" src=", text)
            self.assertIn('data-original-src="http://shop.example/p.png"', text)
            self.assertIn('alt="Offer"', text)

    def test_a_stranger_s_html_has_no_link_into_odoo_and_hides_no_text(self):
        html = (
            '<p>Hi <a href="/web/session/logout?redirect=/">Read more</a></p>'
            '<p style="margin-left:-9999px;font-size:1px">pay to another account</p>'
            '<p style="opacity:0;height:0;line-height:0">today</p>'
        )
        entry = self.history(self.case_of(mail(html=html)))
        ticket = self.env["helpdesk.ticket"].browse(entry.res_id)
        for text in (entry.body, ticket.description):
            self.assertIn("Read more", text)
            self.assertNotIn("/web/session", text)
            self.assertIn("<p>pay to another account</p>", text)
            self.assertIn("<p>today</p>", text)

    def test_later_mail_of_a_proven_sender_shows_its_pictures(self):
        first = self.entry_of()
        self.assertFalse(first.mailbox_shows_pictures)
        self.show(first)
        self.show(first)
        self.assertTrue(first.mailbox_shows_pictures)
        self.assertTrue(self.entry_of().mailbox_shows_pictures)
        self.assertFalse(self.entry_of(verdict=None).mailbox_shows_pictures)

    def test_who_is_taken_from_the_list_is_shown_no_longer(self):
        entry = self.entry_of()
        ticket = self.env["helpdesk.ticket"].browse(entry.res_id)
        self.show(entry)
        self.assertTrue(ticket.mailbox_shows_pictures)
        self.env["fetchmail.picture.sender"].search([]).unlink()
        self.env.invalidate_all()
        self.assertFalse(entry.mailbox_shows_pictures)
        self.assertFalse(ticket.mailbox_shows_pictures)

    def test_the_description_shows_pictures_of_the_sender_whom_it_is_from(self):
        entry = self.entry_of()
        ticket = self.env["helpdesk.ticket"].browse(entry.res_id)
        self.assertTrue(ticket._mailbox_blocks_pictures())
        self.assertFalse(ticket.mailbox_shows_pictures)
        self.show(ticket)
        self.assertTrue(ticket.mailbox_shows_pictures)
        self.assertTrue(entry.mailbox_shows_pictures)
        ticket.description = PICTURE.replace("src", "data-original-src").replace(
            "p.png", "other.png"
        )
        self.assertFalse(ticket.mailbox_shows_pictures)
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self.show(ticket, clerk)

    def test_a_description_without_pictures_has_nothing_to_show(self):
        ticket = self.case_of(mail())
        self.assertFalse(ticket._mailbox_blocks_pictures())
        self.assertFalse(ticket.mailbox_shows_pictures)

    def test_an_upgrade_blocks_pictures_of_mail_that_is_in_the_history(self):
        entry = self.entry_of()
        ticket = self.env["helpdesk.ticket"].browse(entry.res_id)
        entry.body = ticket.description = PICTURE
        changed = ticket.last_message_date
        path = file_path(f"helpdesk_mgmt_mailbox/migrations/{BLOCKING}")
        load_script(path, "blocking").migrate(self.env.cr, "19.0.1.5.0")
        for text in (entry.body, ticket.description):
            self.assertIn(' data-original-src="http://shop.example/p.png"', text)
            self.assertNotIn(" src=", text)
        self.assertEqual(ticket.last_message_date, changed)

    def test_unproven_sender_is_not_remembered(self):
        self.show(self.entry_of(verdict=None))
        self.assertFalse(self.entry_of().mailbox_shows_pictures)

    def test_sender_without_raw_copy_is_not_remembered(self):
        entry = self.entry_of()
        self.rows().raw_state = "purged"
        self.show(entry)
        self.assertFalse(entry.mailbox_shows_pictures)

    def test_only_people_who_work_on_tickets_show_pictures(self):
        entry = self.entry_of()
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self.show(entry, clerk)
        note = self.mailbox.sudo().env.user.partner_id.message_post(body="x")
        with self.assertRaisesRegex(AccessError, "who work on tickets"):
            self.show(note)

    def test_the_history_knows_and_keeps_the_picture_blocked_in_what_is_sent(self):
        entry = self.entry_of()
        self.show(entry)
        store = Store().add(entry.with_user(self.agent))
        (values,) = store.get_result()["mail.message"]
        self.assertTrue(values["mailbox_shows_pictures"])
        self.assertNotIn(" src=", entry.body)

    def test_colleagues_without_the_helpdesk_are_not_asked_about_pictures(self):
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        entry = clerk.partner_id.message_post(body="x").with_user(clerk)
        (values,) = Store().add(entry).get_result()["mail.message"]
        self.assertNotIn("mailbox_shows_pictures", values)
