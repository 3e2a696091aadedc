"""One sender and what proves it: decisions, the history's author and contacts agree."""

import random
from unittest.mock import patch

from odoo.exceptions import AccessError

from odoo.addons.helpdesk_mgmt_mailbox.tools.mail import normalize, parse
from odoo.addons.helpdesk_mgmt_mailbox.tools.policy import TextLookup

from .common import CUSTOMER, SECOND, MailboxCase, mail
from .peers import dkim_keys
from .peers.name_server import name_server
from .test_senders import FORGED, OURS, SenderCase
from .test_try_message import TryCase

AGENT = "agent@acme.example"
EVE = "eve@evil.example"
PASSED = f"{OURS}; dmarc=pass header.from=customer.example"
OFFICE = "spf=pass smtp.mailfrom=x.example; dmarc={} action=none header.from=x.example"
# What From may say; who wrote is `EVE` or nobody.
HOSTILE = (
    f"<agent@acme,{EVE}>",
    f"{AGENT} <{EVE}>",
    f'"{AGENT}" <{EVE}>',
    f'"Agnes <{AGENT}>" <{EVE}>',
    f"=?utf-8?q?=3Cagent=40acme.example=3E?= <{EVE}>",
    f"{AGENT}, <{EVE}>",
    f"<{AGENT}> <{EVE}>",
    f"{EVE} ({AGENT})",
    f"Team: {AGENT};",
    f"({AGENT})",
    f'"{AGENT}"',
    "=?utf-8?q?agent=40acme.example?=",
    f'"{AGENT}"@evil.example',
    f"<@acme.example:{EVE}>",
    f"{AGENT} {EVE}",
    "Agnes Agent",
    "",
    "(" * 3_000,
    f"{'(' * 3_000}{AGENT}",
    "ag\x00ent@acme.example, x",
)


def with_from(*values, **headers):
    """A mail whose From fields have these values, as they are."""
    raw = mail(From=None, **headers)
    fields = "".join(f"From: {value}\r\n" for value in values)
    return fields.encode("utf-8", "replace") + raw


class TestOneSender(MailboxCase):
    """Who wrote a mail is the same to our decisions and to Odoo, or nobody."""

    def setUp(self):
        super().setUp()
        self.agnes = self.agent.partner_id
        Partner = self.env["res.partner"]
        self.eve = Partner.create({"name": "Eve", "email": EVE})
        self.anna = Partner.create({"name": "Anna", "email": CUSTOMER})

    def assertAgree(self, raw, row):
        """The history's author is the one sender of the mail, or nobody."""
        sender = parse(raw).from_.email
        self.assertEqual(row.state, "done", row.error or row.reason)
        entry = self.history(row.ticket_id)[-1]
        author = normalize(entry.author_id.email_normalized or "")
        self.assertIn(author, ("", sender))
        self.assertEqual(row.sender_address or "", sender)
        self.assertIn(normalize(row.ticket_id.partner_id.email or ""), ("", sender))
        return entry

    def test_hostile_from_fields_name_no_agent(self):
        for value in HOSTILE:
            with self.subTest(value[:60]):
                raw = with_from(value, Subject=f"S {len(value)}")
                entry = self.assertAgree(raw, self.fetch_one(raw))
                self.assertNotEqual(entry.author_id, self.agnes)
                shown = (entry.email_from or "").replace(f'"{AGENT}"@evil.example', "")
                self.assertNotIn(AGENT, shown)

    def test_two_from_fields_name_nobody(self):
        for values in ((AGENT, EVE), (EVE, AGENT), (AGENT, AGENT)):
            raw = with_from(*values)
            entry = self.assertAgree(raw, self.fetch_one(raw))
            self.assertFalse(entry.author_id)

    def test_reply_to_and_sender_are_no_identity(self):
        for name in ("Reply_To", "Sender", "Return_Path"):
            raw = with_from("Agnes Agent", **{name: AGENT})
            entry = self.assertAgree(raw, self.fetch_one(raw))
            self.assertFalse(entry.author_id)

    def test_nobody_has_no_contact_and_no_answer_by_itself(self):
        self.mailbox.write({"create_contact": True, "cc_follow": True})
        before = self.env["res.partner"].search_count([])
        row = self.fetch_one(
            with_from(f"{CUSTOMER}, {EVE}", Cc="Max <max@other.example>")
        )
        self.assertEqual(row.state, "done")
        self.assertFalse(row.ticket_id.partner_id)
        self.assertFalse(row.ticket_id.partner_email)
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_nobody_belongs_to_no_ticket(self):
        ticket = self.case_of(mail(message_id="<1@customer.example>"))
        row = self.fetch_one(
            with_from(f"Anna <{CUSTOMER}>, {EVE}", In_Reply_To="<1@customer.example>")
        )
        self.assertNotEqual(row.ticket_id, ticket)

    def test_nobody_is_accepted_by_no_list(self):
        self.mailbox.sender_filter = "contacts"
        self.env["fetchmail.sender"].create({"pattern": EVE, "kind": "allow"})
        row = self.fetch_one(with_from(f"{CUSTOMER}, {EVE}"))
        self.assertEqual((row.state, row.gate), ("held", "sender_filter"))

    def test_hostile_recipients_do_not_park_a_mail(self):
        for name in ("To", "Cc", "Reply-To", "Sender", "Delivered-To", "Resent-To"):
            field = f"{name}: {'(' * 3_000}\r\n".encode()
            row = self.fetch_one(field + mail(To=None))
            self.assertEqual(row.state, "done", (name, row.error))

    def test_name_of_somebody_else_is_not_shown_as_the_sender(self):
        row = self.fetch_one(with_from(f'"{AGENT}" <{EVE}>'))
        entry = self.history(row.ticket_id)
        for shown in (row.email_from, entry.email_from, row.ticket_id.partner_name):
            self.assertNotIn(AGENT, shown)

    def test_domain_of_a_contact_is_the_same_in_both_forms(self):
        raw = with_from("Jo <jo@m\u00fcller.example>")
        jo = self.env["res.partner"].create(
            {"name": "Jo", "email": "jo@xn--mller-kva.example"}
        )
        self.assertEqual(self.assertAgree(raw, self.fetch_one(raw)).author_id, jo)

    def test_author_and_decisions_never_differ(self):
        pieces = [*'<>(),;:@." \\', AGENT, EVE, CUSTOMER, "Agnes", "=?q?", "via"]
        dice = random.Random(7)
        raws = [
            with_from("".join(dice.choices(pieces, k=dice.randint(1, 7))))
            for _number in range(60)
        ]
        self.fetch(*raws)
        for raw, row in zip(raws, self.rows(), strict=True):
            with self.subTest(raw[:60]):
                self.assertAgree(raw, row)


class TestForged(SenderCase):
    """What our server found to be forged counts, whatever the mailbox asks for."""

    def setUp(self):
        super().setUp()
        self.mailbox.authserv_id = OURS

    def test_row_says_so(self):
        row = self.fetch_one(mail(Authentication_Results=FORGED))
        self.assertTrue(row.is_forged)
        self.assertEqual(
            row.authentication, f"dmarc=fail, spf=none, dkim=none, by {OURS}"
        )
        row = self.fetch_one(mail(Authentication_Results=PASSED))
        self.assertFalse(row.is_forged)
        self.assertEqual(
            row.authentication, f"dmarc=pass, spf=none, dkim=none, by {OURS}"
        )
        row = self.fetch_one(mail(Authentication_Results="mx.evil.example; dmarc=fail"))
        self.assertFalse(row.is_forged)
        self.assertEqual(row.authentication, "No trusted mail server says anything.")

    def test_it_is_no_contact_and_not_allowed(self):
        self.mailbox.sender_filter = "contacts"
        self.contact()
        self.entry(CUSTOMER, "allow")
        row = self.fetch_one(mail(Authentication_Results=FORGED))
        self.assertEqual((row.state, row.gate), ("held", "sender_filter"))
        self.assertEqual(self.fetch_one(mail()).state, "done")

    def test_contact_is_asked_nothing_for_it(self):
        self.mailbox.confirm_senders = True
        self.contact()
        row = self.fetch_one(mail(Authentication_Results=FORGED))
        self.assertEqual((row.state, row.gate), ("held", "confirmation"))
        self.assertIn("Nobody was asked or answered", row.reason)

    def test_it_makes_no_contacts_even_where_a_person_released_it(self):
        self.mailbox.write(
            {"create_contact": True, "cc_follow": True, "sender_filter": "contacts"}
        )
        before = self.env["res.partner"].search_count([])
        row = self.fetch_one(
            mail(Authentication_Results=FORGED, Cc="Max <max@other.example>")
        )
        row.with_user(self.manager).action_release()
        self.assertEqual(row.state, "done")
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_history_names_no_author_for_it(self):
        anna = self.contact()
        entry = self.history(self.case_of(mail(Authentication_Results=FORGED)))
        self.assertFalse(entry.author_id)
        self.assertIn(CUSTOMER, entry.email_from)
        entry = self.history(self.case_of(mail(Authentication_Results=PASSED)))
        self.assertEqual(entry.author_id, anna)

    def test_tickets_are_made_in_the_name_of_a_proven_agent_only(self):
        passed = f"{OURS}; dmarc=pass header.from=acme.example"
        root = self.env.ref("base.user_root")
        for verdict, user in ((None, root), (FORGED, root), (passed, self.agent)):
            raw = mail(From=AGENT, Authentication_Results=verdict)
            self.assertEqual(self.case_of(raw).create_uid, user)

    def test_denied_it_stays(self):
        self.entry(CUSTOMER, "deny")
        row = self.fetch_one(mail(Authentication_Results=FORGED))
        self.assertEqual((row.state, row.gate), ("ignored", "denied"))

    def test_lower_field_does_not_help(self):
        fields = f"Authentication-Results: {FORGED}\r\n".encode()
        row = self.fetch_one(fields + mail(Authentication_Results=PASSED))
        self.assertTrue(row.is_forged)


class TestEmployer(SenderCase):
    """An unknown address is put below a company only where it is proven."""

    def setUp(self):
        super().setUp()
        self.mailbox.write({"authserv_id": OURS, "create_contact": True})
        self.company = self.contact("info@customer.example", is_company=True)

    def contact_of(self, row):
        self.assertEqual(row.state, "done", row.reason)
        return self.env["res.partner"].search([("email_normalized", "=", CUSTOMER)])

    def test_unproven_address_has_no_employer(self):
        anna = self.contact_of(self.fetch_one(mail()))
        self.assertTrue(anna)
        self.assertFalse(anna.parent_id)

    def test_verdict_of_another_domain_is_none(self):
        verdict = f"{OURS}; dmarc=pass header.from=evil.example"
        row = self.fetch_one(mail(Authentication_Results=verdict))
        self.assertFalse(self.contact_of(row).parent_id)

    def test_proven_address_has_one(self):
        row = self.fetch_one(mail(Authentication_Results=PASSED))
        self.assertEqual(self.contact_of(row).parent_id, self.company)

    def test_address_that_a_person_released_has_one(self):
        self.mailbox.sender_filter = "contacts"
        row = self.fetch_one(mail())
        row.with_user(self.manager).action_release()
        self.assertEqual(self.contact_of(row).parent_id, self.company)

    def test_address_that_was_confirmed_has_one(self):
        self.mailbox.confirm_senders = True
        row = self.fetch_one(mail())
        self.env["fetchmail.confirmation"].search(
            [("address", "=", CUSTOMER)]
        )._confirm()
        self.assertEqual(self.contact_of(row).parent_id, self.company)


class TestSources(SenderCase):
    """Who says whether a sender is proven."""

    def signing_dns(self, domain="acme.example"):
        """Look-ups go to a name server that knows the keys of `domain`."""
        resolver = self.enterContext(name_server(dkim_keys.records(domain)))
        Mailbox = self.registry["fetchmail.server"]
        return self.enterContext(
            patch.object(Mailbox, "_text_lookup", lambda _self: TextLookup(resolver))
        )

    def test_new_mailbox_checks_signatures_and_a_named_server_is_believed(self):
        self.assertEqual(self.mailbox.authentication_source, "dkim")
        self.mailbox.authserv_id = OURS
        self.assertEqual(self.mailbox.authentication_source, "server")
        self.mailbox.authserv_id = False
        self.assertEqual(self.mailbox.authentication_source, "dkim")
        named = self.make_mailbox(SECOND, authserv_id=OURS)
        self.assertEqual(named.authentication_source, "server")

    def test_manager_does_not_choose_whom_we_believe(self):
        mailbox = self.mailbox.with_user(self.manager)
        for values in (
            {"authserv_id": OURS},
            {"authentication_source": "microsoft"},
            {"authentication_found": "x"},
        ):
            with self.assertRaises(AccessError):
                mailbox.write(values)
        with self.assertRaises(AccessError):
            mailbox.action_find_authentication()

    def test_agents_own_signature_is_proof(self):
        self.signing_dns()
        ticket = self.case_of(mail(message_id="<1@customer.example>"))
        self.mailbox.agent_dmarc = True
        raw = mail(From=AGENT, References=ticket._mailbox_token())
        row = self.fetch_one(dkim_keys.signed(raw, "acme.example"))
        self.assertEqual((row.state, row.ticket_id), ("done", ticket), row.reason)
        self.assertEqual(
            row.authentication, "Signed by acme.example (DKIM, checked by Odoo)."
        )
        row = self.fetch_one(
            dkim_keys.signed(raw.replace(b"order", b"money"), "acme.example").replace(
                b"money", b"house"
            )
        )
        self.assertEqual(row.state, "held")
        self.assertEqual(
            row.authentication,
            "No valid signature of the sender (DKIM, checked by Odoo).",
        )
        self.assertFalse(row.is_forged)

    def test_nobody_is_asked_where_it_does_not_matter(self):
        raw = dkim_keys.signed(mail(), "customer.example")
        asked = []
        with patch.object(
            self.registry["fetchmail.server"],
            "_text_lookup",
            lambda _self: lambda name, timeout=None: asked.append(name),
        ):
            row = self.fetch_one(raw)
            answer = mail(References=row.ticket_id._mailbox_token())
            answer = dkim_keys.signed(answer, "customer.example")
            self.assertEqual(self.fetch_one(answer).ticket_id, row.ticket_id)
        self.assertEqual((row.state, row.authentication, asked), ("done", False, []))

    def test_microsoft_365(self):
        self.mailbox.authentication_source = "microsoft"
        for result, forged in (("fail", True), ("pass", False)):
            verdict = OFFICE.format(result)
            raw = mail(From="a@x.example", Authentication_Results=verdict, Received="x")
            row = self.fetch_one(raw)
            self.assertEqual(row.is_forged, forged)
            self.assertEqual(
                row.authentication,
                f"dmarc={result}, spf=pass, dkim=none, by Exchange Online",
            )
        row = self.fetch_one(mail(Authentication_Results=FORGED))
        self.assertFalse(row.is_forged)

    def found(self, *values):
        for value in values:
            self.fetch_one(mail(Authentication_Results=value))
        self.mailbox.with_user(self.admin).action_find_authentication()
        return self.mailbox.authentication_found

    def test_server_is_found_in_the_messages(self):
        self.assertEqual(self.found(), "No messages are kept yet.")
        self.assertEqual(
            self.found(None),
            "In 1 of the last 1 messages there is no Authentication-Results. Let Odoo "
            "check signatures.",
        )
        self.assertEqual(
            self.found(FORGED, PASSED),
            "In 2 of the last 3 messages the topmost Authentication-Results is from "
            "mx.acme.example. If that is your own mail server, enter it as the trusted "
            "one.",
        )
        office = OFFICE.format("pass")
        self.assertEqual(
            self.found(office, office, office),
            "In 3 of the last 6 messages the topmost Authentication-Results names no "
            "server. If this mailbox is at Microsoft 365, choose that.",
        )
        self.assertFalse(self.mailbox.authserv_id, "only a person gives trust")


class TestTrying(TryCase):
    def test_window_says_what_proves_the_sender(self):
        self.mailbox.authserv_id = OURS
        form = self.tried(mail(Authentication_Results=FORGED))
        self.assertEqual(
            form.authentication, f"dmarc=fail, spf=none, dkim=none, by {OURS}"
        )

    def test_window_checks_signatures(self):
        form = self.tried(mail())
        self.assertEqual(
            form.authentication,
            "No valid signature of the sender (DKIM, checked by Odoo).",
        )
