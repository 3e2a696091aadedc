"""Who writes in an agent's name has to prove it: what customers hold proves nothing."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.helpdesk_mgmt_mailbox.tools.matching import read_signed

from .common import ADDRESS, CUSTOMER, MailboxCase, mail
from .smtp_common import SmtpCase

FIRST = "<kettle@customer.example>"
AGENT = "agent@acme.example"
ACME = "acme.example"
EVE = "Eve <eve@evil.example>"
UNPROVEN = (
    "It says that it is from Agnes Agent, and nothing proves it: it brings no valid "
    "reference that we signed for Agnes Agent, and no mail server that you trust says "
    "that it passed DMARC."
)


class ProofMixin:
    """A ticket of a customer who is a contact, and its agent."""

    def setUp(self):
        super().setUp()
        self.agent.name = "Agnes Agent"
        self.anna = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        self.ticket = self.case_of(mail(message_id=FIRST))
        self.ticket.user_id = self.agent
        self.team._get_applicable_stages().mail_template_id = False

    def by_agent(self, body="We send a new one.", **headers):
        """The row of a mail with the agent's address in From."""
        headers = {"From": f"Ada Agent <{AGENT}>", **headers}
        return self.fetch_one(mail(body, **headers))

    def own_token(self, ticket=None):
        return self.reference_of(self.agent, ticket or self.ticket)

    def assertHeld(self, row, reason=UNPROVEN):
        self.assertEqual((row.state, row.gate), ("held", "agents"), row.thread_reason)
        self.assertEqual(row.reason, reason)
        self.assertEqual(row.named_ticket_id, self.ticket)

    def assertAnswers(self, row):
        """The mail became an answer to the customer, in the agent's name."""
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket), row.reason)
        entry = row.mail_message_id
        self.assertEqual(entry.author_id, self.agent.partner_id)
        self.assertFalse(entry.is_internal)
        self.assertIn(self.anna, entry.notified_partner_ids)

    def assertInside(self, row):
        """The mail became an internal note, and nobody outside was told."""
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket), row.reason)
        self.assertTrue(row.mail_message_id.is_internal)
        outside = row.mail_message_id.notified_partner_ids.filtered("partner_share")
        self.assertFalse(outside)


class TestProof(ProofMixin, MailboxCase):
    def close(self):
        self.ticket.stage_id = self.team._get_applicable_stages().filtered("closed")[:1]

    def test_a_customers_token_commands_nothing(self):
        row = self.by_agent("#close\nWe refund all.", References=self.customers_token())
        self.assertHeld(row)
        self.assertFalse(self.ticket.closed)

    def customers_token(self):
        return self.ticket._mailbox_token()

    def test_a_customers_token_answers_nothing(self):
        self.assertHeld(self.by_agent(References=self.customers_token()))

    def test_the_signed_address_of_the_ticket_is_a_customers_token(self):
        self.mailbox.plus_addressing = True
        self.assertHeld(self.by_agent(To=self.ticket._mailbox_reply_address()))

    def test_a_ticket_number_answers_nothing(self):
        self.assertHeld(self.by_agent(Subject=f"[{self.ticket.number}] Kettle"))

    def test_a_message_id_answers_nothing(self):
        self.assertHeld(self.by_agent(In_Reply_To=FIRST))

    def test_a_list_s_mail_files_nothing_in_an_agents_name(self):
        row = self.by_agent(In_Reply_To=FIRST, List_Id="<list.acme.example>")
        self.assertHeld(row)

    def test_an_agents_token_proves_nothing_for_another_agent(self):
        token = self.reference_of(self.manager, self.ticket)
        self.assertHeld(self.by_agent(References=token))

    def test_an_agents_token_proves_nothing_for_a_customer(self):
        row = self.fetch_one(mail(From=EVE, References=self.own_token()))
        self.assertNotEqual(row.ticket_id, self.ticket)

    def test_an_agents_token_proves_nothing_for_another_ticket(self):
        other = self.case_of(mail(message_id="<other@customer.example>"))
        row = self.by_agent(In_Reply_To=FIRST, References=self.own_token(other))
        self.assertEqual(row.ticket_id, other)

    def test_an_agents_token_helps_no_mail_that_is_forged(self):
        row = self.by_agent(References=self.own_token(), **self.verdict("fail", ACME))
        reason = (
            "It says that it is from Agnes Agent, but mx.acme.example found that the "
            "address may be forged (dmarc=fail, spf=none, dkim=none)."
        )
        self.assertHeld(row, reason)

    def test_where_dmarc_is_asked_for_the_verdict_alone_counts(self):
        self.mailbox.agent_dmarc = True
        row = self.by_agent(References=self.own_token())
        reason = "It says that it is from Agnes Agent, but did not pass DMARC."
        self.assertHeld(row, reason)
        row = self.by_agent(In_Reply_To=FIRST, **self.verdict("pass", ACME))
        self.assertEqual(row.ticket_id, self.ticket)

    def test_a_genuine_mail_to_somebody_else_is_no_answer_to_us(self):
        elsewhere = {"To": "eve@evil.example", **self.verdict("pass", ACME)}
        row = self.by_agent(In_Reply_To=FIRST, **elsewhere)
        self.assertEqual((row.state, row.gate), ("held", "agents"))
        self.assertIn("none of our addresses is in To or Cc", row.reason)

    def test_the_agents_own_token_answers_and_the_agent_follows(self):
        self.ticket.message_unsubscribe(self.agent.partner_id.ids)
        self.assertAnswers(self.by_agent(References=self.own_token()))
        log = self.log_of(self.ticket)
        self.assertIn("Ada Agent wrote and follows now.", log)
        self.assertAnswers(self.by_agent(References=self.own_token()))
        self.assertEqual(self.log_of(self.ticket), log)

    def test_a_passing_verdict_answers_with_a_customers_token(self):
        token = self.customers_token()
        self.assertAnswers(
            self.by_agent(References=token, **self.verdict("pass", ACME))
        )

    def test_the_signed_address_beside_the_agents_own_token_does_no_harm(self):
        self.mailbox.plus_addressing = True
        to = self.ticket._mailbox_reply_address()
        self.assertAnswers(self.by_agent(References=self.own_token(), To=to))

    def test_an_internal_user_who_asked_is_the_customer(self):
        self.ticket.partner_id = self.agent.partner_id
        self.close()
        row = self.by_agent("#close", In_Reply_To=FIRST)
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertFalse(self.ticket.closed)

    def test_an_internal_user_who_may_not_write_the_ticket_is_no_agent(self):
        user = new_test_user(
            self.env, "ulf", "base.group_user", email="ulf@acme.example"
        )
        row = self.by_agent(From="ulf@acme.example", In_Reply_To=FIRST)
        self.assertEqual(row.state, "done")
        self.assertNotEqual(row.ticket_id, self.ticket)
        self.ticket.message_subscribe(user.partner_id.ids)
        token = self.reference_of(user, self.ticket)
        row = self.by_agent("#close", From="ulf@acme.example", References=token)
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertFalse(self.ticket.closed)

    def test_a_fresh_mail_of_an_agent_is_an_ordinary_ticket(self):
        row = self.by_agent("The printer is out of paper.")
        self.assertEqual(row.state, "done")
        self.assertEqual(row.ticket_id.partner_id, self.agent.partner_id)


class TestAccepting(ProofMixin, MailboxCase):
    def setUp(self):
        super().setUp()
        self.row = self.by_agent(References=self.ticket._mailbox_token())
        self.assertHeld(self.row)
        self.row = self.row.with_user(self.manager)

    def test_one_click_files_it_as_the_agents(self):
        self.assertEqual(self.row.named_agent_id, self.agent)
        self.row.action_accept_agent()
        self.assertAnswers(self.row)

    def test_one_click_obeys_the_command(self):
        row = self.by_agent("#close", References=self.ticket._mailbox_token())
        row.with_user(self.manager).action_accept_agent()
        self.assertTrue(self.ticket.closed)

    def test_one_click_takes_even_what_seems_forged_for_the_agents(self):
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        row = self.by_agent(In_Reply_To=FIRST, **self.verdict("fail", ACME))
        self.assertEqual((row.state, row.gate), ("held", "agents"))
        row.with_user(self.manager).action_accept_agent()
        self.assertAnswers(row)

    def test_who_lost_the_right_meanwhile_is_no_agent(self):
        row = self.by_agent("#close", References=self.ticket._mailbox_token())
        self.agent.group_ids = self.env.ref("base.group_user")
        self.ticket.user_id = False
        row.with_user(self.manager).action_accept_agent()
        self.assertFalse(self.ticket.closed)

    def test_only_a_manager_accepts(self):
        with self.assertRaisesRegex(AccessError, "Only a helpdesk manager can decide"):
            self.row.with_user(self.agent).action_accept_agent()

    def test_what_does_not_say_that_it_is_an_agents_cannot_be_accepted_so(self):
        self.mailbox.sender_filter = "contacts"
        row = self.fetch_one(mail(From=EVE)).with_user(self.manager)
        with self.assertRaisesRegex(UserError, "Choose only messages that say"):
            row.action_accept_agent()
        self.assertEqual(row.state, "held")

    def test_released_it_is_a_note_that_tells_nobody(self):
        self.row.action_release()
        self.assertInside(self.row)

    def test_released_into_the_ticket_it_is_a_note_that_tells_nobody(self):
        self.row.action_release_to_named_case()
        self.assertInside(self.row)

    def test_released_a_command_is_not_obeyed(self):
        row = self.by_agent("#close", References=self.ticket._mailbox_token())
        row.with_user(self.manager).action_release()
        self.assertInside(row)
        self.assertFalse(self.ticket.closed)

    def test_as_its_own_ticket_it_is_an_ordinary_one(self):
        self.row.action_release_to_own_case()
        self.assertNotEqual(self.row.ticket_id, self.ticket)
        self.assertFalse(self.row.ticket_id.forwarded_by_id)

    def test_another_decision_takes_the_acceptance_back(self):
        self.row.action_accept_agent()
        self.assertEqual(self.row.accepted_agent_id, self.agent)
        self.row.sudo().state = "held"
        self.row.action_release()
        self.assertFalse(self.row.accepted_agent_id)


class TestSpentTokens(ProofMixin, MailboxCase):
    def setUp(self):
        super().setUp()
        self.token = self.own_token()

    def test_a_token_that_an_answer_showed_to_outsiders_proves_nothing_any_more(self):
        self.assertAnswers(self.by_agent(References=self.token, Cc=EVE))
        self.assertHeld(self.by_agent("#close", References=self.token))

    def test_so_do_all_tokens_that_it_showed(self):
        older = self.own_token()
        self.by_agent(References=f"{older} {self.token}", Cc=EVE)
        self.assertHeld(self.by_agent("#close", References=older.upper()))

    def test_both_in_one_batch(self):
        self.fetch(
            mail("Hello", From=AGENT, References=self.token, Cc=EVE),
            mail("#close", From=AGENT, References=self.token),
        )
        self.assertHeld(self.rows()[-1])
        self.assertFalse(self.ticket.closed)

    def test_a_token_that_comes_from_somebody_else_proves_nothing_any_more(self):
        self.fetch_one(mail(From=EVE, References=self.token))
        self.assertHeld(self.by_agent("#close", References=self.token))

    def test_a_token_on_a_forged_mail_proves_nothing_any_more(self):
        self.by_agent(References=self.token, **self.verdict("fail", ACME))
        self.assertHeld(self.by_agent("#close", References=self.token))

    def test_a_machines_report_of_a_notification_does_not_spend_its_token(self):
        self.fetch_one(
            mail(
                From="postmaster@mx.example",
                References=self.token,
                Auto_Submitted="auto-generated",
                Subject="Delivered: Kettle",
            )
        )
        self.assertAnswers(self.by_agent(References=self.token))

    def test_it_still_counts_for_the_message_that_showed_it(self):
        self.mailbox.agent_dmarc = True
        row = self.by_agent(References=self.token, Cc=EVE)
        self.mailbox.agent_dmarc = False
        row.with_user(self.manager).action_replay()
        self.assertAnswers(row)

    def test_a_token_that_colleagues_and_we_ourselves_saw_still_counts(self):
        seen = f"manager@acme.example, support+news@acme.example, {ADDRESS}"
        self.by_agent(References=self.token, Cc=seen)
        self.assertAnswers(self.by_agent(References=self.token))

    def test_a_new_token_counts(self):
        self.by_agent(References=self.token, Cc=EVE)
        self.assertAnswers(self.by_agent(References=self.own_token()))


class TestTokensOfRecipients(ProofMixin, SmtpCase):
    """What really goes out: one notification, to two agents and a customer."""

    def setUp(self):
        super().setUp()
        people = self.anna | self.agent.partner_id | self.manager.partner_id
        self.ticket.message_subscribe(people.ids)
        self.receiver.clear()

    def tell_all(self):
        self.ticket.with_user(self.admin).message_post(
            body="Who can help?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            author_id=self.admin.partner_id.id,
        )

    def users_in(self, delivery):
        """Ids of the users of the tokens in all header fields; None for customers."""
        words = " ".join(str(value) for value in delivery.message.values()).split()
        key = self.ticket._mailbox_token_key()
        return [token.user_id for token in read_signed(words, key)]

    def test_each_gets_a_token_of_the_own_class_and_no_other(self):
        self.tell_all()
        for user in (self.agent, self.manager):
            sent = self.sent_to(user.email)
            self.assertEqual(self.users_in(sent), [user.id, None], "and our own mark")
            references = sent.message["References"].split()
            self.assertEqual(
                [t.user_id for t in read_signed(references, self.key())], [user.id]
            )
        self.assertEqual(set(self.users_in(self.sent_to(CUSTOMER))), {None})

    def key(self):
        return self.ticket._mailbox_token_key()

    def test_so_do_mails_that_wait_in_the_queue(self):
        self.ticket = self.ticket.with_context(mail_notify_force_send=False)
        self.tell_all()
        self.assertFalse(self.receiver.deliveries)
        self.send_queue()
        self.assertIn(self.agent.id, self.users_in(self.sent_to(AGENT)))
        self.assertEqual(set(self.users_in(self.sent_to(CUSTOMER))), {None})

    def test_the_agents_answer_to_what_really_came_is_taken(self):
        self.tell_all()
        notice = self.sent_to(AGENT).message
        names = f"{notice['References']} {notice['Message-ID']}".replace("\n", "")
        answers = {"In_Reply_To": notice["Message-ID"], "References": names}
        self.assertAnswers(self.by_agent(**answers))

    def test_the_customers_copy_lets_nobody_write_as_the_agent(self):
        self.tell_all()
        notice = self.sent_to(CUSTOMER).message
        names = f"{notice['References']} {notice['Message-ID']}".replace("\n", "")
        self.assertHeld(self.by_agent("#close", References=names))

    def mail_to(self, **values):
        mail_ = self.env["mail.mail"].create(
            {
                "model": self.ticket._name,
                "res_id": self.ticket.id,
                "email_from": "somebody@acme.example",
                "body_html": "<p>Hello</p>",
                **values,
            }
        )
        mail_.send()

    def test_a_mail_to_one_agents_address_has_that_agents_token(self):
        self.mail_to(email_to=AGENT)
        self.assertEqual(self.users_in(self.sent_to(AGENT)), [self.agent.id])

    def test_a_mail_to_several_has_a_customers_token(self):
        for values in (
            {"email_to": f"{AGENT}, {CUSTOMER}"},
            {"email_to": AGENT, "email_cc": CUSTOMER},
        ):
            self.receiver.clear()
            self.mail_to(**values)
            self.assertEqual(self.users_in(self.sent_to(AGENT)), [None])

    def test_an_address_that_two_users_share_has_a_customers_token(self):
        new_test_user(self.env, "double", "base.group_user", email=AGENT)
        self.receiver.clear()
        self.mail_to(email_to=AGENT)
        self.assertEqual(self.users_in(self.sent_to(AGENT)), [None])

    def test_a_contact_with_two_addresses_has_a_customers_token(self):
        self.agent.partner_id.email = f"{AGENT}, eve@evil.example"
        self.mail_to(recipient_ids=[(4, self.agent.partner_id.id)])
        self.assertEqual(self.users_in(self.sent_to(AGENT)), [None])
