"""Nobody writes into a ticket in the name of somebody inside without proof; a colleague
who may not read a ticket is added to it by nobody's mail."""

from odoo.tests import new_test_user

from .common import ADDRESS, SECOND, MailboxCase, mail
from .test_agent_proof import ACME, AGENT, EVE, FIRST, ProofMixin

PAT = "pat@acme.example"
STRANGER = "mal@evil.example"


class NameCase(ProofMixin, MailboxCase):
    def setUp(self):
        super().setUp()
        self.pat = new_test_user(
            self.env,
            "pat",
            "base.group_user",
            context={"no_reset_password": True},
            email=PAT,
        )
        self.pat.name = "Pat"

    def with_token(self, **headers):
        """The row of a mail that brings a customers' token."""
        headers.setdefault("References", self.ticket._mailbox_token())
        return self.fetch_one(mail("Pay here instead.", **headers))

    def assertTold(self, row, sentence):
        self.assertEqual((row.state, row.gate), ("held", "agents"), row.thread_reason)
        self.assertIn(sentence, row.reason)
        self.assertEqual(row.named_ticket_id, self.ticket)
        self.assertFalse(row.mail_message_id)


class TestNames(NameCase):
    def test_our_own_addresses_are_nobodys(self):
        self.make_mailbox(SECOND)
        robot = self.env.ref("base.partner_root").email
        domain = self.env["mail.alias.domain"].create({"name": ACME})
        self.env.company.alias_domain_id = domain
        tagged, alias = "support+case-1.x@acme.example", domain.catchall_email
        for address in (ADDRESS, tagged, SECOND, robot, alias):
            with self.subTest(address):
                row = self.with_token(From=f"Agnes Agent <{address}>")
                self.assertTold(row, f"It says that it is from {address}, which is our")

    def test_a_customer_whose_address_begins_like_an_alias_is_none_of_us(self):
        domain = self.env["mail.alias.domain"].create({"name": ACME})
        alias = {"alias_name": "helpline", "alias_domain_id": domain.id}
        alias["alias_model_id"] = self.env["ir.model"]._get_id("res.partner")
        self.env["mail.alias"].create({**alias, "alias_incoming_local": True})
        row = self.with_token(From="helpline@customer.example")
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertTold(self.with_token(From=f"helpline@{ACME}"), "is our own address")

    def test_no_verdict_proves_them(self):
        row = self.with_token(From=ADDRESS, **self.verdict("pass", ACME))
        self.assertTold(row, "which is our own address")

    def test_an_agent_whose_address_signs_in_at_the_mailbox_is_one(self):
        self.make_mailbox(SECOND, connected=False, user=AGENT)
        self.assertAnswers(self.by_agent(References=self.own_token()))
        self.assertHeld(self.with_token(From=AGENT))

    def test_a_mail_of_our_own_that_is_released_tells_nobody(self):
        row = self.with_token(From=ADDRESS)
        row.with_user(self.manager).action_release()
        self.assertInside(row)
        self.assertIn(
            "Kept inside, as nothing proves who wrote it.", self.log_of(self.ticket)
        )

    def test_a_ticket_that_we_wrote_ourselves_goes_on(self):
        ticket = self.case_of(mail(From=ADDRESS, message_id="<own@acme.example>"))
        token = ticket._mailbox_token()
        self.assertEqual(self.case_of(mail(From=ADDRESS, References=token)), ticket)

    def test_a_plus_tag_of_ours_gets_no_acknowledgement(self):
        template = self.env.ref("helpdesk_mgmt_mailbox.acknowledgement_template")
        self.mailbox.acknowledgement_template_id = template
        row = self.fetch_one(mail(From="support+news@acme.example"))
        self.assertEqual(
            row.no_acknowledgement_reason, "It came from one of our own addresses."
        )


class TestColleagues(NameCase):
    def test_an_internal_user_who_is_no_agent_needs_proof_too(self):
        row = self.with_token(From=PAT)
        self.assertTold(row, "It says that it is from Pat, and nothing proves it")
        self.assertNotIn(self.pat.partner_id, self.ticket.message_partner_ids)

    def test_known_as_forged(self):
        row = self.with_token(From=PAT, **self.verdict("fail", ACME))
        self.assertTold(row, "It says that it is from Pat, but mx.acme.example found")

    def test_a_passing_verdict_proves_it(self):
        row = self.with_token(From=PAT, **self.verdict("pass", ACME))
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertFalse(row.mail_message_id.is_internal)

    def test_the_own_token_proves_it(self):
        row = self.with_token(
            From=PAT, References=self.reference_of(self.pat, self.ticket)
        )
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))

    def test_who_is_accepted_is_an_ordinary_participant(self):
        row = self.with_token(From=PAT)
        self.assertEqual(row.named_agent_id, self.pat)
        row.with_user(self.manager).action_accept_agent()
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertFalse(row.mail_message_id.is_internal)

    def test_who_is_accepted_commands_nothing(self):
        token = self.ticket._mailbox_token()
        row = self.fetch_one(mail("#close", From=PAT, References=token))
        row.with_user(self.manager).action_accept_agent()
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertFalse(self.ticket.closed)

    def test_who_asked_is_a_customer(self):
        self.ticket.partner_id = self.pat.partner_id
        row = self.with_token(From=PAT)
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))

    def test_whom_reply_to_names_has_not_asked(self):
        """Else a stranger would open a ticket of an agent, to write as that agent."""
        for sender in (AGENT, PAT):
            with self.subTest(sender):
                self.ticket = self.case_of(mail(From=STRANGER, Reply_To=sender))
                self.assertEqual(self.ticket.partner_id.email, sender)
                self.assertTold(self.with_token(From=sender), "nothing proves it")

    def test_whom_reply_to_names_goes_on_by_the_own_token(self):
        self.ticket = self.case_of(mail(From=STRANGER, Reply_To=PAT))
        token = self.reference_of(self.pat, self.ticket)
        row = self.with_token(From=PAT, References=token)
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))

    def test_a_stranger_who_has_the_address_of_no_user_is_a_customer(self):
        row = self.with_token(From="The Boss <boss@acme.example>")
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))


class TestWhoReadsNotes(NameCase):
    def note(self):
        return self.ticket.with_user(self.agent).message_post(
            body="He never pays", subtype_xmlid="mail.mt_note", message_type="comment"
        )

    def test_a_strangers_mail_has_no_colleague_follow_who_may_not_read_it(self):
        ticket = self.case_of(mail(From=STRANGER, Cc=f"{PAT}, manager@acme.example"))
        self.assertNotIn(self.pat.partner_id, ticket.message_partner_ids)
        self.assertFalse(ticket.with_user(self.pat).has_access("read"))
        self.assertIn(self.manager.partner_id, ticket.message_partner_ids)
        self.assertIn(
            f"{PAT} was in Cc and was not added: this colleague may not read the "
            "ticket.",
            self.log_of(ticket),
        )

    def test_nor_does_the_own_proven_mail(self):
        self.with_token(From=PAT, **self.verdict("pass", ACME))
        self.assertFalse(self.ticket.with_user(self.pat).has_access("read"))

    def test_a_colleagues_own_ticket_is_followed(self):
        ticket = self.case_of(mail(From=PAT, Cc=EVE))
        self.assertEqual(ticket.partner_id, self.pat.partner_id)
        ticket.message_subscribe(self.pat.partner_id.ids)
        self.assertIn(self.pat.partner_id, ticket.message_partner_ids)

    def test_who_asked_gets_no_note_though_a_colleague(self):
        self.ticket.partner_id = self.pat.partner_id
        everything = self.env["mail.message.subtype"].search([])
        people = self.pat.partner_id | self.manager.partner_id
        self.ticket.message_subscribe(people.ids, everything.ids)
        self.assertEqual(self.note().notified_partner_ids, self.manager.partner_id)

    def test_nor_does_who_asked_in_a_ticket_that_was_merged(self):
        other = self.case_of(mail(From=PAT))
        other._merge_into(self.ticket)
        self.assertIn(self.pat.partner_id, self.ticket.message_partner_ids)
        self.ticket.message_subscribe(
            self.pat.partner_id.ids, self.env["mail.message.subtype"].search([]).ids
        )
        self.assertNotIn(self.pat.partner_id, self.note().notified_partner_ids)

    def test_what_an_agent_commands_by_mail_does_not_reach_who_asked(self):
        self.ticket.partner_id = self.pat.partner_id
        self.ticket.message_subscribe(self.pat.partner_id.ids)
        row = self.by_agent("#note\nHe never pays", References=self.own_token())
        self.assertTrue(row.mail_message_id.is_internal)
        self.assertNotIn(self.pat.partner_id, row.mail_message_id.notified_partner_ids)

    def test_a_colleague_whom_an_agent_added_gets_it(self):
        everything = self.env["mail.message.subtype"].search([])
        self.ticket.message_subscribe(self.pat.partner_id.ids, everything.ids)
        self.assertIn(self.pat.partner_id, self.note().notified_partner_ids)


class TestAgentsWhoTookNoPart(NameCase):
    """An agent with a passing verdict, who is no participant of the ticket."""

    def setUp(self):
        super().setUp()
        self.ticket.message_unsubscribe(self.agent.partner_id.ids)
        self.passed = self.verdict("pass", ACME)

    def test_an_answer_is_an_answer(self):
        self.assertAnswers(self.by_agent(In_Reply_To=FIRST, **self.passed))

    def test_so_it_is_where_a_manager_accepts_it(self):
        row = self.by_agent(In_Reply_To=FIRST)
        row.with_user(self.manager).action_accept_agent()
        self.assertAnswers(row)

    def test_a_command_is_a_command(self):
        self.by_agent("#close", In_Reply_To=FIRST, **self.passed)
        self.assertTrue(self.ticket.closed)

    def test_a_note_by_the_number_is_a_note(self):
        row = self.by_agent(
            "#note\nHe never pays", Subject=f"{self.ticket.number}", **self.passed
        )
        self.assertInside(row)
        self.assertNotIn("#note", row.mail_message_id.body)
        self.assertNotIn("Kept inside", self.log_of(self.ticket))

    def test_an_answer_by_the_number_is_marked_as_one(self):
        subject = f"AW: {self.ticket.number}"
        self.assertAnswers(self.by_agent(Subject=subject, **self.passed))

    def test_what_only_has_the_number_stays_inside_and_the_history_says_so(self):
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        row = self.by_agent(Subject=f"{self.ticket.number}: kettle", **self.passed)
        self.assertInside(row)
        self.assertIn(
            "Kept inside, as it answers no message: only its subject names the ticket.",
            self.log_of(self.ticket),
        )

    def test_a_mail_to_the_signed_address_is_an_answer(self):
        self.mailbox.plus_addressing = True
        to = self.ticket._mailbox_reply_address()
        self.assertAnswers(self.by_agent(To=to, Subject="Kettle", **self.passed))

    def test_a_forward_stays_inside_and_the_history_says_so(self):
        row = self.by_agent(In_Reply_To=FIRST, Subject="Fwd: Kettle", **self.passed)
        self.assertInside(row)
        self.assertIn("Kept inside, as it is a forward.", self.log_of(self.ticket))
