"""Attachments: what is kept, what is left out and named, and how one gets at it."""

import base64
from io import BytesIO

from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import CUSTOMER, PNG, MailboxCase, MailboxMixin, mail

EXE = bytes(range(256))
SHOWN = '<p>See <img src="cid:logo@x"> this</p>'


def gif(width, height):
    written = BytesIO()
    Image.new("L", (width, height)).save(written, "GIF")
    return written.getvalue()


LOGO = gif(100, 30)


def with_logo(content=LOGO, **headers):
    return mail(html=SHOWN, inline=("logo@x", content, "logo.gif"), **headers)


class TestLimits(MailboxCase):
    def kept(self, ticket):
        return sorted(self.history(ticket).attachment_ids.mapped("name"))

    def test_denied_type_is_named_with_size_and_reason_and_not_stored(self):
        ticket = self.case_of(mail(files=[("run.PDF.Exe", EXE), ("a.pdf", b"a")]))
        self.assertEqual(self.kept(ticket), ["a.pdf"])
        entry = self.history(ticket)
        note = self.notes_on(entry)
        self.assertIn("Blocked attachments:", note)
        self.assertIn("run.PDF.Exe</a>", note)
        self.assertIn("(256.00 bytes): file type not allowed.", note)
        for text in (entry.body, ticket.description):
            self.assertIn("Where is my order?", text)
            self.assertNotIn("run.PDF.Exe", text)
        left_out = self.rows().left_out_ids
        self.assertEqual((left_out.reason, left_out.size), ("denied", 256))

    def test_what_would_turn_our_sentences_round_is_taken_off_names_and_subject(self):
        turned = [("\u202einvoice_fdp.exe", EXE), ("\u202egpj.a.pdf\u2066", b"a")]
        ticket = self.case_of(mail(Subject="\u202eOrder\u2066 7", files=turned))
        self.assertEqual(self.kept(ticket), ["gpj.a.pdf"])
        self.assertEqual(self.rows().left_out_ids.name, "invoice_fdp.exe")
        self.assertIn(">invoice_fdp.exe</a>", self.notes_on(self.history(ticket)))
        self.assertEqual(ticket.name, "Order 7")
        self.assertEqual(self.rows().subject, "Order 7")

    def test_limits_of_number_and_sizes(self):
        files = [(f"{n}.txt", b"x" * 700_000) for n in range(4)]
        for values, kept, reason in (
            ({"attachment_count": 3}, 3, "over 3 files in one message"),
            ({"attachment_total_mib": 2}, 2, "over 2 MiB for all files"),
            ({"attachments_enabled": False}, 0, "this mailbox takes no attachments"),
        ):
            with self.subTest(values):
                self.mailbox.write(
                    {"attachments_enabled": True, "attachment_count": 0, **values}
                )
                ticket = self.case_of(mail(files=files))
                self.assertEqual(len(self.kept(ticket)), kept)
                self.assertIn(reason, self.notes_on(self.history(ticket)))

    def test_size_of_one_file(self):
        self.mailbox.attachment_mib = 1
        ticket = self.case_of(mail(files=[("a", b"x" * 2_000_000), ("b", b"b")]))
        self.assertEqual(self.kept(ticket), ["b"])
        self.assertIn("over 1 MiB for one file", self.notes_on(self.history(ticket)))

    def test_nothing_is_left_out_of_an_ordinary_mail(self):
        ticket = self.case_of(mail(files=[("a.pdf", b"a")]))
        self.assertNotIn("Left out", self.history(ticket).body)

    def test_pictures_in_the_text_are_no_files(self):
        self.mailbox.write({"attachments_enabled": False})
        raw = mail(html=SHOWN, inline=("logo@x", PNG, "p.png"), files=[("a.pdf", b"a")])
        ticket = self.case_of(raw)
        self.assertEqual(self.kept(ticket), ["p.png"])

    def test_a_file_name_cannot_bring_markup(self):
        ticket = self.case_of(mail(files=[("<img src=x onerror=y>.exe", b"MZ")]))
        note = self.notes_on(self.history(ticket))
        self.assertNotIn("<img", note)
        self.assertIn("&lt;img", note)

    def test_a_customer_in_the_portal_reads_none_of_it(self):
        ticket = self.case_of(mail(files=[("a.exe", EXE)]))
        customer = new_test_user(self.env, "customer", "base.group_portal")
        ticket.message_subscribe(customer.partner_id.ids)
        theirs = ticket.with_user(customer)
        self.assertEqual(theirs.name, "Where is my order?")
        for name in ("mailbox_rule_names", "mailbox_writes_as"):
            with self.subTest(name), self.assertRaises(AccessError):
                theirs.read([name])

    def test_a_manager_of_another_company_does_not_see_them(self):
        self.case_of(mail(files=[("a.exe", EXE)]))
        other = self.env["res.company"].create({"name": "Other Inc."})
        self.manager.write({"company_ids": other.ids, "company_id": other.id})
        self.env["fetchmail.rule"].create(
            {
                "name": "x",
                "server_id": self.mailbox.id,
                "condition_ids": [(0, 0, {"value": "theirs"})],
            }
        )
        LeftOut = self.env["fetchmail.left.out"].with_user(self.manager)
        self.assertFalse(LeftOut.search([("name", "=", "a.exe")]))
        Condition = self.env["fetchmail.rule.condition"].with_user(self.manager)
        self.assertFalse(Condition.search([("value", "=", "theirs")]))
        self.assertTrue(Condition.search([("value", "=", "YES")]))

    def test_replayed_mail_names_them_once(self):
        self.env["fetchmail.rule"].create({"name": "Hold", "outcome": "hold"})
        row = self.fetch_one(mail(files=[("a.exe", EXE)]))
        self.assertFalse(row.left_out_ids)
        row.with_user(self.manager).action_release()
        self.assertEqual(row.left_out_ids.mapped("name"), ["a.exe"])

    def test_settings_that_make_no_sense_are_refused(self):
        for values, sentence in (
            (
                {"attachment_count": -1},
                "A limit of attachments is 0 (no limit) or more.",
            ),
            (
                {"denied_types": "exe, a?b"},
                "“a?b” is neither the ending of a file name, such as exe, nor a type, "
                "such as application/x-msdownload.",
            ),
        ):
            with self.subTest(values), self.assertRaises(ValidationError) as caught:
                self.mailbox.write(values)
            self.assertEqual(str(caught.exception), sentence)


class TestPicturesInText(MailboxCase):
    def test_portal_lists_no_picture_that_stands_in_the_text(self):
        raw = mail(html=SHOWN, inline=("logo@x", PNG, "p.png"), files=[("a.pdf", b"a")])
        ticket = self.case_of(raw)
        self.assertEqual(
            sorted(ticket.attachment_ids.mapped("name")), ["a.pdf", "p.png"]
        )
        self.assertEqual(ticket._mailbox_shown_files().mapped("name"), ["a.pdf"])


class TestFolding(MailboxCase):
    def test_small_picture_is_folded_from_the_third_mail_of_a_sender_on(self):
        tickets = [self.case_of(with_logo()) for _number in range(3)]
        stored = [len(self.history(ticket).attachment_ids) for ticket in tickets]
        self.assertEqual(stored, [1, 1, 0])
        body = self.history(tickets[2]).body
        note = self.notes_on(self.history(tickets[2]))
        self.assertIn("Signature images", note)
        self.assertIn("logo.gif</a>", note)
        self.assertNotIn("<img", body)
        self.assertIn("this", body)
        self.assertEqual(self.rows()[2].left_out_ids.reason, "folded")

    def test_in_one_batch_too(self):
        self.fetch(*(with_logo() for _number in range(3)))
        folded = self.rows().left_out_ids
        self.assertEqual(folded.message_id, self.rows()[2])

    def test_another_senders_picture_is_kept(self):
        self.fetch(with_logo(), with_logo(), with_logo(From="x@other.example"))
        self.assertFalse(self.rows().left_out_ids)

    def test_a_screenshot_is_never_folded(self):
        screenshot = LOGO + b"\x00" * 10_240
        self.fetch(*(with_logo(screenshot) for _number in range(4)))
        self.assertFalse(self.rows().left_out_ids)

    def test_switched_off_nothing_is_folded(self):
        self.mailbox.fold_images = False
        self.fetch(*(with_logo() for _number in range(4)))
        self.assertFalse(self.rows().left_out_ids)

    def test_what_was_seen_is_forgotten_after_a_year(self):
        self.fetch(with_logo())
        seen = self.env["fetchmail.image.seen"].search([("address", "=", CUSTOMER)])
        self.assertEqual(len(seen), 1)
        seen._gc_old()
        self.assertTrue(seen.exists())
        self.env.cr.execute(
            "UPDATE fetchmail_image_seen SET create_date = '2020-01-01' WHERE id = %s",
            [seen.id],
        )
        seen.invalidate_recordset()
        seen._gc_old()
        self.assertFalse(seen.exists())


@tagged("post_install", "-at_install")
class TestDownload(MailboxMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(mail(files=[("späte.exe", EXE)]))
        self.left_out = self.rows().left_out_ids

    def download(self, user, password=None):
        self.authenticate(user.login, password or user.login)
        return self.url_open(self.left_out._url())

    def test_an_agent_of_the_ticket_gets_the_bytes_as_a_file(self):
        answer = self.download(self.agent)
        self.assertEqual(answer.content, EXE)
        self.assertRegex(
            answer.headers["Content-Disposition"], r"^attachment; .*sp%C3%A4te\.exe"
        )
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(answer.headers["Content-Type"], "application/octet-stream")
        note = self.notes_on(self.history(self.ticket))
        self.assertIn(self.left_out._url(), note)

    def test_a_manager_has_a_button(self):
        action = self.left_out.with_user(self.manager).action_download()
        self.assertEqual(action["url"], self.left_out._url())
        self.assertEqual(self.download(self.manager).content, EXE)

    def test_people_who_may_not_read_the_ticket_get_a_sentence(self):
        own = new_test_user(
            self.env, "own-only", "helpdesk_mgmt.group_helpdesk_user_own"
        )
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        self.ticket.user_id = self.agent
        for user in (own, clerk):
            with self.subTest(user.login):
                answer = self.download(user)
                self.assertIn("The file cannot be fetched", answer.text)
                self.assertNotIn(EXE, answer.content)

    def test_after_the_raw_copy_is_purged_a_sentence_says_so(self):
        self.rows().write({"raw": False, "raw_state": "purged"})
        sentence = (
            "“späte.exe” can no longer be fetched: the raw copy of the message is kept "
            "for 30 days only, and is gone."
        )
        with self.assertRaises(UserError) as caught:
            self.left_out.with_user(self.manager).action_download()
        self.assertEqual(str(caught.exception), sentence)
        self.assertIn(sentence, self.download(self.agent).text)

    def test_what_was_never_there_is_not_found(self):
        self.authenticate(self.agent.login, self.agent.login)
        answer = self.url_open("/helpdesk_mgmt_mailbox/left_out/999999999")
        self.assertEqual(answer.status_code, 404)

    def test_the_raw_copy_still_has_all(self):
        raw = base64.b64decode(self.rows().with_context(bin_size=False).raw)
        self.assertIn(base64.b64encode(EXE)[:60], raw)
