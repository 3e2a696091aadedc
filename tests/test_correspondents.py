"""Reply-To is where answers go and never a permission; who in Cc follows a ticket."""

from lxml import etree

from .common import ADDRESS, CUSTOMER, SECOND, MailboxCase, mail

FORM = "Web Form <form@site.example>"


class TestReplyTo(MailboxCase):
    def test_the_ticket_is_the_persons_whom_answers_reach(self):
        anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        form = self.env["res.partner"].create(
            {"name": "Form", "email": "form@site.example"}
        )
        ticket = self.case_of(mail(From=FORM, Reply_To=f"Anna B. <{CUSTOMER}>"))
        self.assertEqual(
            (ticket.partner_id, ticket.partner_email, ticket.partner_name),
            (anna, CUSTOMER, "Anna B."),
        )
        self.assertEqual(ticket.mailbox_writes_as, FORM)
        self.assertEqual(self.history(ticket).author_id, form)

    def test_a_stranger_in_reply_to_is_not_the_senders_contact(self):
        self.env["res.partner"].create({"name": "Form", "email": "form@site.example"})
        ticket = self.case_of(mail(From=FORM, Reply_To=CUSTOMER))
        self.assertFalse(ticket.partner_id)
        self.assertEqual(ticket.partner_email, CUSTOMER)

    def test_the_same_address_and_our_own_change_nothing(self):
        for address in (CUSTOMER, ADDRESS, "support+7@acme.example"):
            with self.subTest(address):
                ticket = self.case_of(mail(Reply_To=address))
                self.assertEqual(ticket.partner_email, CUSTOMER)
                self.assertFalse(ticket.mailbox_writes_as)

    def test_the_lists_address_is_no_customer(self):
        headers = {"List_Id": "<l.x.example>", "List_Post": "<mailto:l@x.example>"}
        ticket = self.case_of(mail(Reply_To="l@x.example", **headers))
        self.assertEqual(ticket.partner_email, CUSTOMER)

    def test_it_opens_no_ticket_of_somebody_else(self):
        first = self.case_of(mail(message_id="<1@x.example>"))
        row = self.fetch_one(
            mail(
                From="mallory@evil.example",
                Reply_To=CUSTOMER,
                In_Reply_To="<1@x.example>",
            )
        )
        self.assertNotEqual(row.ticket_id, first)
        self.assertEqual(row.named_ticket_id, first)

    def test_the_person_whom_answers_reach_may_go_on(self):
        ticket = self.case_of(
            mail(From=FORM, Reply_To=CUSTOMER, message_id="<f@site.example>")
        )
        self.assertEqual(self.case_of(mail(In_Reply_To="<f@site.example>")), ticket)

    def test_the_ticket_shows_both(self):
        view = self.env.ref("helpdesk_mgmt.ticket_view_form")
        Ticket = self.env["helpdesk.ticket"].with_user(self.agent)
        arch = etree.fromstring(Ticket.get_view(view.id, "form")["arch"])
        (node,) = arch.xpath("//div[contains(text(), 'Sent from')]")
        self.assertEqual(
            " ".join("".join(node.itertext()).split()), "Sent from ; replies go to"
        )
        shown = [one.get("name") for one in node.iter("field")]
        self.assertEqual(shown, ["mailbox_writes_as", "partner_email"])


class TestCc(MailboxCase):
    CC = f"Bob <bob@firm.example>, {SECOND}, support+7@acme.example"

    def followers(self, ticket):
        return set(ticket.message_partner_ids.mapped("email"))

    def test_without_the_setting_only_known_people_follow(self):
        self.env["res.partner"].create({"name": "C", "email": "c@firm.example"})
        ticket = self.case_of(mail(Cc=self.CC + ", c@firm.example"))
        self.assertIn("c@firm.example", self.followers(ticket))
        self.assertNotIn("bob@firm.example", self.followers(ticket))

    def test_with_it_everybody_in_cc_follows_and_gets_answers(self):
        self.mailbox.cc_follow = True
        ticket = self.case_of(mail(Cc=self.CC))
        bob = self.env["res.partner"].search([("email", "=", "bob@firm.example")])
        self.assertEqual((bob.name, len(bob)), ("Bob", 1))
        self.assertIn(bob, ticket.message_partner_ids)
        answer = ticket.with_user(self.agent).message_post(
            body="Here it is.", subtype_xmlid="mail.mt_comment", message_type="comment"
        )
        self.assertIn(bob, answer.notified_partner_ids)

    def test_somebody_who_comes_into_cc_later_follows_too(self):
        self.mailbox.cc_follow = True
        ticket = self.case_of(mail(message_id="<1@x.example>"))
        self.case_of(mail(References=ticket._mailbox_token(), Cc=self.CC))
        self.assertIn("bob@firm.example", self.followers(ticket))
        self.assertIn("Bob was in Cc and follows now.", self.log_of(ticket))

    def test_our_own_addresses_aliases_and_machines_never_follow(self):
        self.make_mailbox(SECOND)
        domain = self.env["mail.alias.domain"].create({"name": "acme.example"})
        self.env.company.alias_domain_id = domain
        self.team.write({"alias_name": "teams", "alias_domain_id": domain.id})
        ours = (SECOND, "support+7@acme.example", "teams@acme.example")
        machines = ("no-reply", "ne-pas-repondre", "keine-antwort", "no-responder")
        machines += ("support-noreply",)
        never = (*ours, *(f"{name}@firm.example" for name in machines))
        self.env["res.partner"].create([{"name": a, "email": a} for a in never])
        for follow in (False, True):
            self.mailbox.cc_follow = follow
            ticket = self.case_of(mail(Cc=", ".join(("bob@firm.example", *never))))
            self.assertFalse(self.followers(ticket) & set(never))
        self.assertIn("bob@firm.example", self.followers(ticket))

    def test_automatic_mail_and_lists_make_no_contacts(self):
        self.mailbox.cc_follow = True
        self.fetch(
            mail(Cc=self.CC, List_Id="<l.x.example>"),
            mail(Cc=self.CC, Auto_Submitted="auto-replied"),
        )
        found = self.env["res.partner"].search([("email", "=", "bob@firm.example")])
        self.assertFalse(found)
