"""New mail becomes a ticket: what is on it, what is in its history, who is told."""

from datetime import datetime, timezone
from unittest.mock import patch

from odoo import fields

from .common import ADDRESS, CUSTOMER, PNG, MailboxCase, mail

MARCH = datetime(2024, 3, 4, 10)


class TestNewCase(MailboxCase):
    def test_subject_is_the_title_and_body_the_description(self):
        ticket = self.case_of(
            mail("Where is it?", Subject="=?utf-8?q?Bestellung_=C3=9F?=")
        )
        self.assertEqual(ticket.name, "Bestellung ß")
        self.assertIn("Where is it?", ticket.description)

    def test_html_body_is_the_description_without_anything_that_runs(self):
        html = (
            '<p onclick="steal()">Hi <b>there</b></p><script>steal()</script>'
            '<a href="javascript:steal()">x</a><iframe src="//evil.example"></iframe>'
        )
        ticket = self.case_of(mail("Hi", html=html))
        for text in (ticket.description, self.history(ticket).body):
            self.assertIn("<b>there</b>", text)
            for bad in ("steal", "script", "onclick", "iframe"):
                self.assertNotIn(bad, text)

    def test_unknown_sender_is_noted_by_address_and_name(self):
        ticket = self.case_of(mail())
        self.assertFalse(ticket.partner_id)
        self.assertEqual(ticket.partner_email, CUSTOMER)
        self.assertEqual(ticket.partner_name, "Anna Berg")
        self.assertFalse(self.env["res.partner"].search([("email", "=", CUSTOMER)]))

    def test_known_sender_is_the_contact_and_the_author(self):
        anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        ticket = self.case_of(mail())
        self.assertEqual(ticket.partner_id, anna)
        self.assertEqual(self.history(ticket).author_id, anna)

    def test_known_people_in_to_and_cc_become_followers(self):
        names = ("to", "cc")
        known = self.env["res.partner"].create(
            [{"name": name, "email": f"{name}@firm.example"} for name in names]
        )
        ticket = self.case_of(
            mail(
                To=f"{ADDRESS}, to@firm.example",
                Cc="Cee <CC@firm.example>, stranger@firm.example",
            )
        )
        self.assertEqual(ticket.message_partner_ids & known, known)
        self.assertFalse(
            self.env["res.partner"].search([("email", "=", "stranger@firm.example")])
        )

    def test_channel_team_person_and_company_are_the_mailboxs(self):
        self.mailbox.case_user_id = self.agent
        ticket = self.case_of(mail())
        self.assertEqual(
            ticket.channel_id,
            self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_email"),
        )
        self.assertEqual(ticket.team_id, self.team)
        self.assertEqual(ticket.user_id, self.agent)
        self.assertEqual(ticket.company_id, self.mailbox.company_id)
        self.assertEqual(ticket.mailbox_id, self.mailbox)
        self.assertFalse(ticket.closed)

    def test_ticket_of_another_companys_mailbox_is_that_companys(self):
        other = self.env["res.company"].create({"name": "Other Inc."})
        self.mailbox.write({"case_team_id": False, "company_id": other.id})
        self.assertEqual(self.case_of(mail()).company_id, other)

    def test_dates_are_the_mails(self):
        ticket = self.case_of(mail(Date="Mon, 04 Mar 2024 12:00:00 +0200"))
        self.assertEqual(ticket.create_date, MARCH)
        self.assertEqual(self.history(ticket).date, MARCH)

    def test_ticket_shows_its_received_messages(self):
        ticket = self.case_of(mail())
        self.assertEqual(ticket.received_message_count, 1)
        action = ticket.action_open_received_messages()
        self.assertEqual(
            self.env[action["res_model"]].search(action["domain"]), self.rows()
        )

    def test_first_mail_is_one_history_entry(self):
        row = self.fetch_one(mail(message_id="<first@customer.example>"))
        entry = self.history(row.ticket_id)
        self.assertEqual(entry.message_id, "<first@customer.example>")
        self.assertEqual(row.mail_message_id, entry)


class TestGaps(MailboxCase):
    """What a mail may lack."""

    def test_mail_without_subject(self):
        self.assertEqual(self.case_of(mail(Subject=None)).name, "No Subject")

    def test_mail_without_sender(self):
        ticket = self.case_of(mail(From=None))
        self.assertEqual(ticket.name, "Where is my order?")
        self.assertFalse(ticket.partner_email)

    def test_mail_without_date_is_as_old_as_its_arrival(self):
        arrival = MARCH.replace(tzinfo=timezone.utc)
        self.dovecot.deliver(ADDRESS, mail(Date=None), date=arrival)
        self.fetch()
        self.assertEqual(self.rows().ticket_id.create_date, MARCH)

    def test_date_in_the_future_is_not_believed(self):
        ticket = self.case_of(mail(Date="Fri, 01 Jan 2099 10:00:00 +0000"))
        self.assertLessEqual(ticket.create_date, fields.Datetime.now())
        self.assertLessEqual(self.history(ticket).date, fields.Datetime.now())

    def test_mail_without_message_id_gets_one_made_of_its_bytes(self):
        row = self.fetch_one(mail(message_id=None))
        self.assertEqual(
            self.history(row.ticket_id).message_id,
            f"<no-message-id.{row.digest[:32]}@acme.example>",
        )

    def test_empty_mail(self):
        row = self.fetch_one(b"\r\n")
        self.assertEqual((row.state, row.ticket_id.name), ("done", "No Subject"))

    def test_bytes_that_are_no_mail(self):
        row = self.fetch_one(bytes(range(256)) * 4)
        self.assertEqual(row.state, "done", row.error)


class TestFiles(MailboxCase):
    def test_attachments_are_in_the_history(self):
        content = bytes(range(256))
        ticket = self.case_of(mail(files=[("späte.bin", content), ("b.txt", b"two")]))
        found = self.history(ticket).attachment_ids
        self.assertEqual(
            {each.name: each.raw for each in found},
            {"späte.bin": content, "b.txt": b"two"},
        )
        self.assertEqual(set(found.mapped("res_id")), {ticket.id})

    def test_inline_image_shows_in_the_history(self):
        html = '<p>See <img src="cid:shot@customer"></p>'
        ticket = self.case_of(
            mail(html=html, inline=("shot@customer", PNG, "shot.png"))
        )
        entry = self.history(ticket)
        image = entry.attachment_ids
        self.assertEqual(image.raw, PNG)
        self.assertNotIn("cid:", entry.body)
        self.assertIn(f"/web/image/{image.id}", entry.body)

    def test_inline_image_without_a_name_shows_too(self):
        raw = mail(
            html='<img src="cid:shot@customer">', inline=("shot@customer", PNG, None)
        )
        self.assertNotIn("cid:", self.history(self.case_of(raw)).body)

    def test_inline_image_shows_in_the_description(self):
        html = '<p>See <img src="cid:shot@customer"></p>'
        ticket = self.case_of(
            mail(html=html, inline=("shot@customer", PNG, "shot.png"))
        )
        self.assertNotIn("cid:", ticket.description)

    def test_forwarded_mail_is_a_file(self):
        inner = mail(message_id="<inner@x.example>", Subject="Inner").decode()
        raw = (
            "From: anna@customer.example\r\nSubject: Outer\r\n"
            "Message-ID: <outer@x.example>\r\n"
            'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
            "--b\r\nContent-Type: text/plain\r\n\r\nsee below\r\n"
            f"--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n"
        )
        entry = self.history(self.case_of(raw.encode()))
        self.assertEqual(entry.message_id, "<outer@x.example>")
        self.assertIn(b"<inner@x.example>", entry.attachment_ids.raw)


class TestKinds(MailboxCase):
    def test_automatic_mail_is_ignored_with_its_reason(self):
        wanted = {
            "auto-replied": "auto_reply",
            "auto-generated": "notification",
            "auto-notified; owner-email=x@y.example": "notification",
        }
        for value, kind in wanted.items():
            with self.subTest(value):
                row = self.fetch_one(mail(Auto_Submitted=value))
                self.assertEqual((row.state, row.kind), ("ignored", kind))
                self.assertFalse(row.ticket_id)
                self.assertTrue(row.reason)
                self.assertTrue(row.settled_date)
        self.assertEqual(self.left(), [])

    def test_auto_submitted_no_means_a_person(self):
        row = self.fetch_one(mail(Auto_Submitted="no"))
        self.assertEqual((row.state, row.kind), ("done", "human"))

    def test_persons_mail_tells_the_teams_followers(self):
        self.team.message_subscribe(self.manager.partner_id.ids)
        told = self.history(self.case_of(mail())).notified_partner_ids
        self.assertIn(self.manager.partner_id, told)

    def test_list_mail_makes_a_ticket_in_silence(self):
        self.team.message_subscribe(self.manager.partner_id.ids)
        mails_before = self.env["mail.mail"].search_count([])
        row = self.fetch_one(mail(List_Id="<users.list.example>", Precedence="list"))
        self.assertEqual((row.state, row.kind), ("done", "list"))
        self.assertFalse(row.mail_message_id.notified_partner_ids)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails_before)


class TestOtherAddons(MailboxCase):
    """What another add-on does in Odoo's mail gateway is done here too."""

    def _overriding(self, name, change):
        Ticket = self.registry["helpdesk.ticket"]
        original = getattr(Ticket, name)

        def override(tickets, *args, **kwargs):
            change(tickets, *args)
            return original(tickets, *args, **kwargs)

        return patch.object(Ticket, name, override)

    def test_message_new(self):
        def change(_tickets, _msg_dict, custom_values=None):
            custom_values["priority"] = "3"

        with self._overriding("message_new", change):
            self.assertEqual(self.case_of(mail()).priority, "3")

    def test_message_update(self):
        ticket = self.case_of(mail(message_id="<1@x.example>"))

        def change(tickets, *_args):
            tickets.priority = "3"

        with self._overriding("message_update", change):
            self.case_of(mail(In_Reply_To="<1@x.example>"))
        self.assertEqual(ticket.priority, "3")

    def test_create(self):
        def change(_tickets, vals_list):
            for vals in [vals_list] if isinstance(vals_list, dict) else vals_list:
                vals["priority"] = "0"

        with self._overriding("create", change):
            self.assertEqual(self.case_of(mail()).priority, "0")
