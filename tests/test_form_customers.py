"""Websites' forms: whom one names is the customer, and has no right by it; nothing
automatic answers but what the mailbox says."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from .common import ADDRESS, SECOND, MailboxCase, mail
from .smtp_common import SmtpCase

SITE = "wordpress@shop.example"
ANN = "ann@people.example"
ANN_NAMED = f"Ann Berg <{ANN}>"
LABELLED = (
    "New message.\n\nName: Ann Berg\nE-Mail: ann@people.example\n"
    "Message: The door is shut.\n"
)
UNASKED = "It came by a website's form that the mailbox does not name as its own."


def filled(text="The door is shut.", **headers):
    """A mail of a website's form that Ann filled in."""
    headers = {"From": SITE, "Subject": "Contact form", "Reply_To": ANN_NAMED} | headers
    return mail(text, **{name: value for name, value in headers.items() if value})


def labelled(**headers):
    """One that names Ann in its text only."""
    return filled(LABELLED, **{"Reply_To": None, **headers})


class FormMixin:
    def named(self, mailbox=None, **values):
        """The shop's form, as one of the mailbox's own."""
        values = {"server_id": (mailbox or self.mailbox).id, "pattern": SITE} | values
        return self.env["fetchmail.form.sender"].create(values)

    def entry(self, pattern, kind):
        self.env["fetchmail.sender"].create({"pattern": pattern, "kind": kind})

    def contact(self, ticket):
        return ticket.partner_id, ticket.partner_name, ticket.partner_email


class TestFormCustomer(FormMixin, MailboxCase):
    def test_an_agent_in_reply_to_is_no_customer_and_no_agent(self):
        row = self.fetch_one(filled(Reply_To="agent@acme.example"))
        self.assertEqual((row.state, row.form_customer), ("done", False))
        ticket = row.ticket_id
        self.assertEqual(self.contact(ticket)[1:], (SITE, SITE))
        self.assertFalse(ticket.first_sender)
        self.assertNotIn(self.agent.partner_id, ticket.message_partner_ids)
        self.assertIn(
            f"Sent by the website form {SITE}. It names nobody outside who could be "
            "the contact.",
            self.log_of(ticket),
        )

    def test_an_address_with_several_readings_names_nobody_and_is_sent_nothing(self):
        self.named(acknowledge=True)
        for reply_to in (
            "<x0@twice@people.example>",
            "<c1,w@people.example>",
            "<c1;w@people.example>",
            "<c1<w@people.example>",
            "<(c1)w@people.example>",
            '<"c0" w@people.example>',
            "<c0 w@people.example>",
        ):
            with self.subTest(reply_to=reply_to):
                row = self.fetch_one(filled(reply_to, Reply_To=reply_to))
                self.assertEqual((row.state, row.form_customer), ("done", False))
                sent = self.env["fetchmail.automatic.mail"].search_count(
                    [("received_message_id", "=", row.id), ("state", "=", "sent")]
                )
                self.assertFalse(sent)

    def test_nor_is_one_of_ours_in_its_text(self):
        self.named()
        for address in (
            "agent@acme.example",
            "agent+x@acme.example",
            ADDRESS,
            "support+x@acme.example",
        ):
            text = f"Name: Ann\nE-Mail: {address}\nMessage: #close"
            ticket = self.case_of(filled(text, Reply_To=None))
            self.assertEqual(ticket.partner_email, SITE)
            self.assertFalse(ticket.first_sender_email)

    def test_nor_an_alias_of_this_odoo(self):
        domain = self.env["mail.alias.domain"].create({"name": "alias.example"})
        model_id = self.env["ir.model"]._get_id("res.partner")
        self.env["mail.alias"].create(
            {
                "alias_name": "jobs",
                "alias_domain_id": domain.id,
                "alias_model_id": model_id,
            }
        )
        ticket = self.case_of(filled(Reply_To="jobs@alias.example"))
        self.assertEqual(ticket.partner_email, SITE)

    def test_whom_reply_to_names_is_the_customer(self):
        row = self.fetch_one(filled())
        self.assertEqual((row.kind, row.rule), ("human", "website-form"))
        self.assertEqual(row.reason, f"Website form {SITE}, answers go to {ANN}")
        self.assertEqual((row.is_form, row.form_customer), (True, ANN))
        ticket, none = row.ticket_id, self.env["res.partner"]
        self.assertEqual(self.contact(ticket), (none, "Ann Berg", ANN))
        self.assertEqual(ticket.form_sender, SITE)
        self.assertEqual(ticket.mailbox_writes_as, SITE)
        self.assertTrue(ticket.contact_is_first_sender)
        self.assertIn(
            f"Sent by the website form {SITE} for {ANN_NAMED}. Nothing proves who "
            "filled it in.",
            self.log_of(ticket),
        )

    def test_also_where_the_form_says_that_it_is_automatic(self):
        ticket = self.case_of(filled(Auto_Submitted="auto-generated"))
        self.assertEqual(ticket.partner_email, ANN)

    def test_a_contact_who_has_the_address(self):
        ann = self.env["res.partner"].create({"name": "A. Berg", "email": ANN})
        self.assertEqual(self.case_of(filled()).partner_id, ann)

    def test_the_note_is_inside(self):
        ticket = self.case_of(filled())
        notes = ticket.message_ids.filtered(lambda note: "website form" in note.body)
        self.assertTrue(notes and all(note._mailbox_is_inside() for note in notes))

    def test_whom_the_text_names_is_offered(self):
        row = self.fetch_one(labelled())
        self.assertEqual((row.state, row.form_customer), ("done", False))
        ticket = row.ticket_id.with_user(self.agent)
        self.assertEqual(ticket.partner_email, SITE)
        self.assertEqual(ticket.first_sender, f"Ann Berg <{ANN}>")
        self.assertFalse(ticket.contact_is_first_sender)
        self.assertIn("who is not the contact unless you say so", self.log_of(ticket))
        ticket.action_contact_first_sender()
        self.assertEqual(self.contact(ticket)[1:], ("Ann Berg", ANN))
        self.assertTrue(ticket.contact_is_first_sender)
        ticket.action_contact_form()
        self.assertEqual(self.contact(ticket)[1:], (SITE, SITE))

    def test_whom_the_text_names_is_taken_where_the_mailbox_says_so(self):
        self.named()
        row = self.fetch_one(labelled(Auto_Submitted="auto-generated", Subject="x"))
        self.assertEqual((row.state, row.form_customer), ("done", ANN))
        self.assertEqual(row.form_sender_id.pattern, SITE)
        self.assertEqual(self.contact(row.ticket_id)[1:], ("Ann Berg", ANN))

    def test_a_form_of_the_mailbox_that_only_offers(self):
        self.named(pattern="shop.example", take_labels=False)
        ticket = self.case_of(labelled())
        self.assertEqual((ticket.partner_email, ticket.first_sender_email), (SITE, ANN))

    def test_of_two_whom_the_text_names_none_is_taken(self):
        self.named()
        text = f"{LABELLED}E-Mail: eve@people.example\nThanks\n"
        row = self.fetch_one(filled(text, Reply_To=None))
        self.assertEqual((row.state, row.form_customer), ("done", False))
        ticket = row.ticket_id
        self.assertEqual(ticket.partner_email, SITE)
        self.assertEqual(ticket.first_sender_email, ANN)
        self.assertIn(
            f"Sent by the website form {SITE}. Its text names more than one person "
            f"({ANN_NAMED}, eve@people.example), and it is not known who "
            "filled it in. None of them is the contact unless you say so.",
            self.log_of(ticket),
        )

    def test_the_customer_answers_in_the_ticket(self):
        ticket = self.case_of(filled(message_id="<form@shop.example>"))
        self.named()
        other = self.case_of(labelled(message_id="<text@shop.example>"))
        for message_id, found in (
            ("<form@shop.example>", ticket),
            ("<text@shop.example>", other),
        ):
            answer = mail("Well?", From=ANN_NAMED, In_Reply_To=message_id)
            self.assertEqual(self.case_of(answer), found)

    def test_existing_mail_of_a_form_has_its_customer_and_no_note(self):
        self.start_over()
        self.deliver(filled())
        self.connect().action_continue()
        self.fetch()
        ticket = self.rows().ticket_id
        self.assertEqual((ticket.partner_email, ticket.form_sender), (ANN, SITE))
        self.assertNotIn("website form", self.log_of(ticket))


class TestContactOfAForm(FormMixin, MailboxCase):
    """The buttons of a ticket that a website's form made."""

    BY_HAND = (
        "The contact of this ticket was chosen by hand. To have another one, choose it "
        "in the ticket."
    )
    NOBODY_ELSE = "Nobody else is offered as the contact of this ticket."
    ALREADY = "This is the contact of the ticket already."

    def ours(self, raw):
        return self.case_of(raw).with_user(self.agent)

    def assertRefused(self, action, sentence):
        ticket = action.__self__
        before = self.contact(ticket)
        with self.assertRaises(UserError) as caught:
            action()
        self.assertEqual(str(caught.exception), sentence)
        self.assertEqual(self.contact(ticket), before)

    def test_where_nobody_is_named_nothing_is_offered(self):
        for ticket in (
            self.ours(filled(Reply_To="agent@acme.example")),
            self.ours(mail()),
        ):
            for action in (
                ticket.action_contact_first_sender,
                ticket.action_contact_form,
                ticket.action_contact_forwarder,
            ):
                self.assertRefused(action, self.NOBODY_ELSE)

    def test_who_is_the_contact_is_not_made_it_again(self):
        ticket = self.ours(filled())
        self.assertRefused(ticket.action_contact_first_sender, self.ALREADY)
        self.assertRefused(ticket.action_contact_forwarder, self.NOBODY_ELSE)
        ticket.action_contact_form()
        self.assertRefused(ticket.action_contact_form, self.ALREADY)

    def test_a_contact_chosen_by_hand_is_kept(self):
        bob = {"name": "Bob", "email": "bob@people.example"}
        bob = self.env["res.partner"].create(bob)
        for raw in (filled(), labelled()):
            ticket = self.ours(raw)
            self.assertFalse(ticket.contact_is_by_hand)
            ticket.write(
                {
                    "partner_id": bob.id,
                    "partner_name": "Bob",
                    "partner_email": bob.email,
                }
            )
            self.assertTrue(ticket.contact_is_by_hand)
            self.assertRefused(ticket.action_contact_first_sender, self.BY_HAND)
            self.assertRefused(ticket.action_contact_form, self.BY_HAND)

    def test_one_of_many_tickets_stops_all(self):
        ticket = self.ours(labelled())
        other = self.ours(mail())
        with self.assertRaises(UserError):
            (ticket + other).action_contact_first_sender()
        self.assertEqual(ticket.partner_email, SITE)

    def test_the_form_is_the_contact_again_with_its_name(self):
        known = {"name": "Our Shop", "email": SITE}
        known = self.env["res.partner"].create(known)
        ticket = self.ours(labelled(From=f"Shop <{SITE}>"))
        before = self.contact(ticket)
        self.assertEqual(before, (known, "Shop", SITE))
        ticket.action_contact_first_sender()
        self.assertEqual(ticket.partner_email, ANN)
        known.name = "Renamed"
        ticket.action_contact_form()
        self.assertEqual(self.contact(ticket), before)

    def test_a_contact_that_was_deleted_since_is_none(self):
        known = self.env["res.partner"].create({"name": "Our Shop", "email": SITE})
        ticket = self.ours(labelled())
        ticket.partner_id = known
        ticket.action_contact_first_sender()
        known.unlink()
        ticket.action_contact_form()
        self.assertFalse(ticket.partner_id)
        self.assertEqual(ticket.partner_email, SITE)

    def test_whom_the_form_named_is_the_contact_again(self):
        ticket = self.ours(filled(From=f"Shop <{SITE}>"))
        ticket.partner_name = "Ann Berg, by hand"
        before = self.contact(ticket), ticket.mailbox_writes_as
        ticket.action_contact_form()
        self.assertEqual(self.contact(ticket)[1:], ("Shop", SITE))
        ticket.action_contact_first_sender()
        self.assertEqual((self.contact(ticket), ticket.mailbox_writes_as), before)


class TestFormRights(FormMixin, MailboxCase):
    """Whoever fills in a form writes from its address, and may enter any other."""

    def test_a_form_that_names_a_ticket_writes_into_none(self):
        ticket = self.case_of(filled())
        for raw in (
            filled("Me too", Subject=f"Contact form [{ticket.number}]"),
            labelled(Subject=f"Contact form [{ticket.number}]"),
        ):
            row = self.fetch_one(raw)
            self.assertNotEqual(row.ticket_id, ticket)
            self.assertEqual(row.named_ticket_id, ticket)
            self.assertEqual(
                row.thread_reason,
                f"It names ticket {ticket.number}, but came by a website's form, where "
                "anybody can write.",
            )
        self.assertEqual(len(self.history(ticket)), 1)

    def test_nor_does_one_of_the_mailbox_that_names_nobody(self):
        self.named()
        for reply_to in (None, "noreply@shop.example", ADDRESS, f"{ANN}, b@b.example"):
            first = self.fetch_one(filled(Reply_To=reply_to, Subject="x"))
            self.assertEqual((first.rule, first.is_form), ("website-form", True))
            number = first.ticket_id.number
            row = self.fetch_one(filled(Reply_To=reply_to, Subject=f"x [{number}]"))
            self.assertEqual(
                (row.is_form, row.named_ticket_id), (True, first.ticket_id)
            )
            self.assertNotEqual(row.ticket_id, first.ticket_id)

    def test_the_address_of_a_machine_belongs_to_no_ticket(self):
        for sender in ("drupal@shop.example", SITE):
            ticket = self.case_of(mail("Hello", From=sender, Subject="Hello there"))
            row = self.fetch_one(mail("And", From=sender, Subject=f"[{ticket.number}]"))
            self.assertFalse(row.is_form)
            self.assertNotEqual(row.ticket_id, ticket)

    def test_it_waits_where_the_mailbox_wants_that(self):
        ticket = self.case_of(filled())
        self.mailbox.wrong_sender_policy = "hold"
        row = self.fetch_one(filled(Subject=f"Contact form [{ticket.number}]"))
        self.assertEqual((row.state, row.gate), ("held", "wrong_sender"))

    def test_another_mail_from_the_form_s_address_writes_into_none(self):
        """It may not be known as a form's: nothing in it says so."""
        ticket = self.case_of(filled(message_id="<form@shop.example>"))
        for headers in (
            {"Subject": f"Re: x [{ticket.number}]"},
            {"In_Reply_To": "<form@shop.example>"},
        ):
            row = self.fetch_one(mail("Message: me too", From=SITE, **headers))
            self.assertFalse(row.is_form)
            self.assertNotEqual(row.ticket_id, ticket)

    def test_whom_reply_to_names_has_not_asked(self):
        """Else a stranger would open a ticket of a colleague, to write as that one."""
        self.case_of(filled(Reply_To="agent@acme.example", message_id="<f@x.example>"))
        row = self.fetch_one(
            mail(From="agent@acme.example", In_Reply_To="<f@x.example>")
        )
        self.assertEqual((row.state, row.gate), ("held", "agents"))

    def test_a_passing_verdict_on_the_form_proves_nobody(self):
        self.mailbox.create_contact = True
        company = self.env["res.partner"].create(
            {"name": "People", "is_company": True, "email": "info@people.example"}
        )
        ticket = self.case_of(filled(**self.verdict("pass", "shop.example")))
        ann = self.env["res.partner"].search([("email", "=", ANN)])
        self.assertEqual(ticket.partner_id, ann)
        self.assertNotEqual(ann.parent_id, company)

    def test_a_forged_form_is_none_of_the_mailbox_s(self):
        self.named()
        row = self.fetch_one(labelled(**self.verdict("fail", "shop.example")))
        self.assertFalse(row.form_sender_id)
        self.assertEqual(row.ticket_id.partner_email, SITE)

    def test_no_contact_is_made_of_a_form(self):
        self.mailbox.create_contact = True
        self.case_of(labelled())
        contacts = self.env["res.partner"]
        self.assertFalse(contacts.search([("email", "in", (SITE, ANN))]))
        self.named()
        ticket = self.case_of(labelled(Subject="Contact form 2"))
        self.assertEqual(ticket.partner_id.email, ANN)
        self.assertFalse(contacts.search([("email", "=", SITE)]))


class TestFormFilters(FormMixin, MailboxCase):
    def assertStopped(self, raw, state, gate, reason):
        row = self.fetch_one(raw)
        self.assertEqual((row.state, row.gate, row.reason), (state, gate, reason))

    def test_a_denied_person_and_a_denied_form(self):
        self.entry(ANN, "deny")
        denied = f"The sender is blocked ({ANN})."
        self.assertStopped(filled(), "ignored", "denied", denied)
        self.assertStopped(labelled(), "ignored", "denied", denied)
        self.entry("shop.example", "deny")
        row = self.fetch_one(filled(Reply_To="bob@people.example"))
        self.assertEqual(row.reason, "The sender is blocked (shop.example).")

    def test_an_allowed_person_is_no_proof_of_a_form_that_is_not_ours(self):
        self.mailbox.sender_filter = "contacts"
        self.env["res.partner"].create({"name": "Ann", "email": ANN})
        self.entry("people.example", "allow")
        reason = "The sender is not among the contacts."
        self.assertStopped(filled(), "held", "sender_filter", reason)
        self.named()
        self.assertEqual(self.fetch_one(filled(Subject="Form 2")).state, "done")
        row = self.fetch_one(filled(Reply_To="bob@other.example"))
        self.assertEqual(row.state, "held")
        self.entry(SITE, "allow")
        row = self.fetch_one(filled("x", Reply_To="bob@other.example"))
        self.assertEqual(row.state, "done")

    def test_nobody_is_asked_to_confirm_what_a_form_sends(self):
        self.mailbox.confirm_senders = True
        reason = (
            "It came by a website's form that the mailbox does not name as its own, "
            "and nobody was asked to confirm it."
        )
        self.assertStopped(filled(), "held", "sender_filter", reason)
        self.assertFalse(self.env["fetchmail.automatic.mail"].search_count([]))
        self.named()
        self.assertEqual(self.fetch_one(filled(Subject="Form 2")).state, "done")

    def test_who_is_rejected_is_the_person_and_not_the_form(self):
        self.mailbox.confirm_senders = True
        row = self.fetch_one(filled())
        row.with_user(self.manager).action_reject_sender()
        listed = self.env["fetchmail.sender"].search([])
        self.assertEqual(listed.mapped("pattern"), [ANN])

    def test_a_form_of_the_mailbox_is_not_rejected_with_who_filled_it_in(self):
        """All that it sends later would be lost."""
        self.named(take_labels=False)
        self.mailbox.sender_filter = "contacts"
        row = self.fetch_one(labelled())
        self.assertEqual(row.state, "held")
        with self.assertRaises(UserError) as caught:
            row.with_user(self.manager).action_reject_sender()
        self.assertEqual(
            str(caught.exception),
            f"The message came by the website form {SITE}, and it is not known who "
            "filled it in. The form's address is not put into a list: all that it "
            "sends would be ignored. Reject the message alone.",
        )
        row.with_user(self.manager).action_reject()
        self.assertEqual(row.state, "ignored")
        self.assertFalse(self.env["fetchmail.sender"].search([]))


class TestFoundOut(FormMixin, MailboxCase):
    def test_an_agent_cannot_write_what_was_found_out_of_the_message(self):
        ticket = self.fetch_one(filled()).ticket_id
        for name, value in (
            ("form_sender", False),
            ("first_sender_email", "eve@evil.example"),
            ("mailbox_writes_as", "eve@evil.example"),
            ("replaced_contact", {"partner_email": "eve@evil.example"}),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError) as caught:
                ticket.with_user(self.agent).write({name: value})
            self.assertEqual(
                str(caught.exception),
                "What was found out of the message that made a ticket cannot be "
                "changed.",
            )
        ticket.with_user(self.agent).name = "Another name"

    def test_own_mail_is_no_ticket_where_a_rule_accepts_all(self):
        self.env["fetchmail.rule"].create(
            {"name": "All", "server_id": self.mailbox.id, "outcome": "accept"}
        )
        raw = mail(From=ADDRESS, Auto_Submitted="auto-replied", Subject="Automatic")
        self.assertEqual(self.fetch_one(raw).state, "ignored")


class TestFormSettings(FormMixin, MailboxCase):
    def test_what_is_no_address_is_refused(self):
        with self.assertRaises(ValidationError) as caught:
            self.named(pattern="the form")
        self.assertEqual(
            str(caught.exception),
            "“the form” is neither an address, such as anna@example.com, nor a domain, "
            "such as example.com.",
        )

    def test_a_domain_or_an_address_that_is_no_machine_s_is_refused(self):
        for pattern, sentence in (
            ("com", "Anybody can have an address at com."),
            ("co.uk", "Anybody can have an address at co.uk."),
            ("gmail.com", "Anybody can have an address at gmail.com."),
            ("agent@acme.example", "agent@acme.example is the address of a user"),
            ("a" * 400 + "@shop.example", "is neither an address"),
        ):
            with self.subTest(pattern=pattern[:20]):
                with self.assertRaises(ValidationError) as caught:
                    self.named(pattern=pattern)
                self.assertIn(sentence, str(caught.exception))
        self.assertTrue(self.named(pattern="shop@gmail.com"))

    def test_a_form_belongs_to_a_mailbox_of_the_helpdesk(self):
        other = self.env["fetchmail.server"].create({"name": "Other server"})
        with self.assertRaises(ValidationError) as caught:
            self.named(mailbox=other)
        self.assertEqual(
            str(caught.exception),
            "A website's form belongs to a mailbox of the helpdesk.",
        )

    def test_an_address_is_named_once(self):
        form = self.named()
        form.pattern = " <WordPress@Shop.example> "
        self.assertEqual(form.pattern, SITE)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.named()

    def test_a_manager_names_them_and_an_agent_does_not(self):
        line = [(0, 0, {"pattern": SITE})]
        with self.assertRaises(AccessError):
            self.mailbox.with_user(self.agent).form_sender_ids = line
        self.mailbox.with_user(self.manager).form_sender_ids = line
        self.assertEqual(self.mailbox.form_sender_ids.pattern, SITE)

    def test_a_manager_takes_none_to_a_mailbox_of_another_company(self):
        company = self.env["res.company"].create({"name": "Other"})
        other = self.make_mailbox(SECOND, connected=False)
        other.write({"case_team_id": False, "company_id": company.id})
        form = self.named()
        with self.assertRaises(AccessError):
            form.with_user(self.manager).server_id = other


class TestFormAnswers(FormMixin, SmtpCase):
    def make_mailbox(self, *args, **values):
        """A mailbox with the acknowledgement that a new one has."""
        name = "acknowledgement_template_id"
        given = self.env["fetchmail.server"].default_get([name])
        return super().make_mailbox(*args, **{**given, **values})

    def assertSilent(self, raw, reason):
        row = self.fetch_one(raw)
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])
        self.assertEqual(row.no_acknowledgement_reason, reason)

    def test_a_form_that_the_mailbox_does_not_name_is_not_acknowledged(self):
        self.assertSilent(filled(), UNASKED)
        self.assertSilent(filled(Reply_To="bob@shop.example"), UNASKED)
        self.assertSilent(labelled(), "There is no address to write to.")

    def test_nor_one_that_it_names_without_saying_so(self):
        self.named()
        reason = "The mailbox does not acknowledge this website's form."
        self.assertSilent(filled(), reason)

    def test_nor_where_the_form_asks_for_no_answer(self):
        self.named(acknowledge=True)
        for field, value in (
            ("Auto_Submitted", "auto-generated"),
            ("Auto_Submitted", "auto-generated (by PHP); x=y"),
            ("X_Auto_Response_Suppress", "All"),
            ("Precedence", "bulk"),
        ):
            wanted = f"{field.replace('_', '-')}: {value}"
            reason = f"The message asks for no automatic answer ({wanted})."
            self.assertSilent(filled(**{field: value}), reason)

    def test_nor_a_forged_one(self):
        self.named(acknowledge=True)
        verdict = self.verdict("fail", "shop.example")
        self.assertSilent(filled(**verdict), "The sender's address is forged.")

    def test_whom_a_form_of_the_mailbox_names_is_told(self):
        self.named(acknowledge=True)
        row = self.fetch_one(filled(Auto_Submitted="no"))
        self.send_queue()
        sent = self.sent_to(ANN)
        self.assertIn(row.ticket_id.number, sent.text)
        self.assertFalse(row.no_acknowledgement_reason)
        self.assertEqual(len(self.receiver.deliveries), 1)

    def test_no_machine_no_form_and_none_of_ours_is_told(self):
        self.named(acknowledge=True)
        self.named(pattern="ask@shop.example", acknowledge=True)
        for sender, reply_to, reason in (
            ("drupal@x.example", None, "Nobody reads what is sent to {}."),
            (SITE, "noreply@x.example", "There is no address to write to."),
            (SITE, "ask@shop.example", "{} is a website's form."),
            (SITE, "support+x@acme.example", "There is no address to write to."),
            ("d@x.example", "support+x@acme.example", "{} is one of our own."),
        ):
            with self.subTest(sender=sender, reply_to=reply_to):
                raw = filled(From=sender, Reply_To=reply_to, Subject="Hello there")
                self.assertSilent(raw, reason.format(reply_to or sender))

    def test_variants_of_an_address_are_one(self):
        self.named(acknowledge=True)
        self.mailbox.acknowledgement_minutes = 0
        self.mailbox.automatic_per_address = 1
        variants = ("b.o.b@gmail.com", "bob+1@gmail.com", "bob@googlemail.com")
        rows = [self.fetch_one(filled(Reply_To=address)) for address in variants]
        self.send_queue()
        self.assertEqual(len(self.receiver.deliveries), 1)
        for row in rows[1:]:
            self.assertIn(
                "Limit reached: 1 automatic email to", row.no_acknowledgement_reason
            )

    def test_so_is_whom_its_text_names(self):
        self.named(acknowledge=True)
        self.fetch_one(labelled())
        self.send_queue()
        self.sent_to(ANN)

    def test_a_form_that_sends_from_the_mailbox_s_own_address(self):
        self.named(pattern=ADDRESS, acknowledge=True)
        self.fetch_one(filled(From=ADDRESS))
        self.send_queue()
        self.sent_to(ANN)

    SPAM = ("winner", "lottery", "evil.example", "four digits")

    def test_nothing_that_was_filled_in_is_repeated(self):
        """Else a form would be a way to write to anybody in our name."""
        self.named(acknowledge=True)
        self.mailbox.create_contact = True
        self.mailbox.acknowledgement_template_id.body_html = (
            "<p>Hello <t t-out='object.partner_name'/> <t t-out='object.name'/> <t "
            "t-out='object.display_name'/> <t t-out='object.partner_id.name'/> <t "
            "t-out='object.partner_id.display_name'/> <t t-out='object.description'/> "
            "<t t-out='object.first_sender_name'/> [<t t-out='object.number'/>]</p>"
        )
        text = "Hello winner\n-- \nThis e-mail was sent from a contact form on Shop"
        row = self.fetch_one(
            filled(
                text,
                From=f"lottery <{SITE}>",
                Reply_To=f"You are the winner <{ANN}>",
                Subject="Call the lottery at https://evil.example, four digits",
                **self.verdict("pass", "shop.example"),
            )
        )
        self.send_queue()
        sent = self.sent_to(ANN)
        ticket = row.ticket_id
        self.assertEqual(sent.message["Subject"], "Re: support")
        self.assertIn(f"Hello {ANN} support", sent.text)
        whole = f"{sent.message}{sent.text}"
        for word in self.SPAM:
            self.assertNotIn(word, whole)
        self.assertIn("lottery", ticket.name)
        self.assertEqual(ticket.partner_name, "You are the winner")

    def test_a_stage_s_mail_repeats_nothing_before_an_agent_has_answered(self):
        self.named(acknowledge=True)
        ticket = self.case_of(filled(Subject="The door"))
        template = self.env["mail.template"].create(
            {
                "name": "Moved",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "email_to": "{{ object.partner_email }}",
                "subject": "Moved: {{ object.name }}",
                "body_html": "<p>Hello <t t-out='object.partner_name'/></p>",
            }
        )
        ticket.message_mail_with_source(template)
        ticket.with_user(self.agent).message_post(
            body="We look at it.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        ticket.message_mail_with_source(template)
        self.send_queue()
        subjects = {one.message["Subject"]: one for one in self.receiver.deliveries}
        mails = [one for name, one in subjects.items() if "Moved" in name]
        self.assertEqual(
            [one.message["Subject"] for one in mails],
            ["Moved: support", "Moved: The door"],
        )
        self.assertIn("Hello Ann Berg", mails[1].text)

    def refusing(self):
        """The mailbox takes mail of contacts only, and tells others so."""
        self.mailbox.write(
            {
                "sender_filter": "contacts",
                "sender_filter_action": "refuse",
                "refusal_template_id": self.env.ref(
                    "helpdesk_mgmt_mailbox.template_refusal"
                ).id,
            }
        )

    def test_what_is_held_of_a_form_and_rejected_is_told_to_nobody(self):
        self.named(acknowledge=True)
        self.mailbox.sender_filter = "contacts"
        for reject in ("action_reject", "action_reject_sender"):
            row = self.fetch_one(filled(reject, Subject=reject))
            self.assertEqual(row.state, "held")
            getattr(row.with_user(self.manager), reject)()
            self.assertEqual(row.state, "ignored")
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])

    def test_a_refusal_keeps_to_the_same(self):
        self.refusing()
        self.assertFalse(self.refused(filled(Subject="1")))
        form = self.named()
        self.assertFalse(self.refused(filled(Subject="2")))
        form.acknowledge = True
        self.assertFalse(
            self.refused(filled(Subject="3", Auto_Submitted="auto-generated"))
        )
        self.assertFalse(self.refused(filled(Subject="4", Precedence="bulk")))
        (sent,) = self.refused(filled(Subject="lottery", Reply_To=f"winner <{ANN}>"))
        self.assertEqual(sent.recipients, (ANN,))
        for word in self.SPAM:
            self.assertNotIn(word, f"{sent.message}{sent.text}")

    def refused(self, raw):
        """What went out for a message that is not taken."""
        self.assertEqual(self.fetch_one(raw).state, "ignored")
        self.send_queue()
        return self.receiver.deliveries

    def test_one_address_is_told_once_in_a_while(self):
        self.named(acknowledge=True)
        for number in range(4):
            self.fetch_one(filled(f"Message {number}", Subject=f"Form {number}"))
        self.send_queue()
        self.sent_to(ANN)

    def test_the_mail_of_a_stage_keeps_to_the_same(self):
        template = self.env["mail.template"].create(
            {
                "name": "New",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "email_to": "{{ object.partner_email }}",
                "subject": "We have it",
                "body_html": "<p>We have it.</p>",
            }
        )
        stage = self.team._get_applicable_stages()[:1]
        stage.mail_template_id = template
        for raw in (filled(), labelled()):
            self.fetch_one(raw)
            self.send_queue()
            self.assertEqual(self.receiver.deliveries, [])
        self.named(acknowledge=True)
        self.fetch_one(filled(Auto_Submitted="auto-generated", Subject="Form 2"))
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])
        self.fetch_one(filled(Subject="Form 3"))
        self.send_queue()
        self.sent_to(ANN)

    def test_who_is_refused_is_whom_a_form_of_the_mailbox_names(self):
        self.mailbox.write({"allow_new_cases": False, "no_new_case_action": "refuse"})
        row = self.fetch_one(filled())
        self.assertIn(f"The sender was not told: {UNASKED}", row.reason)
        self.named(acknowledge=True)
        self.fetch_one(filled(Subject="Form 2"))
        self.send_queue()
        self.sent_to(ANN)
