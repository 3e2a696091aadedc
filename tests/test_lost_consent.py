"""Who is told of lost consent, how often, and by which way."""

from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import ADDRESS, SECOND, mail
from .oauth_common import CONSENT_LOST
from .smtp_common import SmtpMixin
from .test_oauth_token import TokenCase

RECONNECT = "helpdesk_mgmt_mailbox.activity_type_reconnect"
SENDER = "odoo@acme.example"


class LostCase(SmtpMixin, TokenCase):
    """Consent is withdrawn; what Odoo sends arrives at a real SMTP server."""

    def setUp(self):
        super().setUp()
        self.env.company.email = SENDER
        self.env.company.alias_domain_id = False
        self.lose()

    def lose(self):
        """A person withdraws the consent, and the mailbox is fetched."""
        self.authority.revoke()
        self.run_scheduled(mail())
        self.send_queue()

    def reconnect(self):
        self.come_back(self.consent())
        self.receiver.clear()

    def activities(self, person=None):
        """The mailbox's activities for a person; all of them say "Reconnect"."""
        found = self.mailbox.activity_ids
        self.assertLessEqual(found.activity_type_id, self.env.ref(RECONNECT))
        return found.filtered(lambda a: a.user_id == (person or self.manager))


class TestLostConsentIsTold(LostCase):
    def test_managers_get_one_activity_and_one_mail_each(self):
        for person in (self.manager, self.admin):
            with self.subTest(person.login):
                activity = self.activities(person)
                self.assertEqual(len(activity), 1)
                self.assertIn("Press Reconnect and allow access", activity.note)
                self.sent_to(person.email)

    def test_agents_get_none(self):
        self.assertFalse(self.activities(self.agent))
        self.assertEqual(self.receiver.to(self.agent.email), [])

    def test_the_mail_says_what_to_do_and_where(self):
        message = self.sent_to(self.manager.email)
        self.assertEqual(
            message.message["Subject"], f"Reconnect needed: {self.mailbox.name}"
        )
        self.assertIn(
            f"The mailbox {self.mailbox.name} ({ADDRESS}) is not being fetched.",
            message.html,
        )
        self.assertIn(CONSENT_LOST.partition("\n")[0], message.html)
        place = f"/odoo/helpdesk-mailboxes/{self.mailbox.id}"
        self.assertIn(f'href="{self.mailbox.get_base_url()}{place}"', message.html)

    def test_the_mail_holds_no_address_of_the_mailbox_as_sender(self):
        delivery = self.sent_to(self.manager.email)
        for header in ("From", "Reply-To"):
            self.assertIn(SENDER, delivery.message[header])
            self.assertNotIn(ADDRESS, delivery.message[header])

    def test_they_are_told_once(self):
        for _time in range(3):
            self.fetch()
        self.send_queue()
        self.assertEqual(len(self.activities()), 1)
        self.sent_to(self.manager.email)

    def test_reconnecting_takes_the_activities_back(self):
        self.reconnect()
        self.assertFalse(self.mailbox.activity_ids)

    def test_a_new_loss_is_told_again(self):
        self.reconnect()
        self.lose()
        self.assertEqual(len(self.activities()), 1)
        self.sent_to(self.manager.email)

    def test_a_run_that_gets_through_ends_the_matter(self):
        self.reconnect()
        self.mailbox.reconnect_needed = True
        self.fetch()
        self.assertFalse(self.mailbox.reconnect_needed)


class TestWayOfTheMail(LostCase):
    """Never through what has lost its consent."""

    def lose(self):
        """Each test does so when all is prepared."""

    def lost(self):
        LostCase.lose(self)

    def own_account(self):
        self.mailbox.with_user(self.admin).action_send_through_account()
        self.mailbox.outgoing_host = "nowhere.invalid"

    def test_not_the_mailboxes_own_account(self):
        self.own_account()
        self.lost()
        self.sent_to(self.manager.email)

    def test_not_another_server_with_the_mailboxes_login(self):
        self.smtp_server.copy(
            {"smtp_host": "nowhere.invalid", "sequence": 0, "smtp_user": ADDRESS}
        )
        self.lost()
        self.sent_to(self.manager.email)

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_where_there_is_no_other_way_it_stays_in_the_queue(self):
        self.own_account()
        self.smtp_server.active = False
        self.lost()
        mails = self.env["mail.mail"].search(
            [("not_by_mailbox_id", "=", self.mailbox.id)]
        )
        self.assertTrue(mails)
        self.assertFalse(mails.mail_server_id)
        servers = self.env["ir.mail_server"].search([])
        self.assertFalse(mails[0]._filter_mail_mail_servers(servers))
        self.assertTrue(self.activities())

    def test_not_as_the_mailbox_where_that_is_the_companys_address(self):
        self.env.company.email = ADDRESS
        self.lost()
        sender = self.sent_to(self.manager.email).message["From"]
        self.assertNotIn(ADDRESS, sender)

    def test_not_to_an_address_that_a_mailbox_fetches(self):
        self.make_mailbox(SECOND)
        self.manager.email = SECOND
        self.lost()
        self.assertEqual(self.receiver.to(SECOND), [])
        self.assertTrue(self.activities())

    def test_managers_of_another_company_are_not_told(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "stranger",
            "helpdesk_mgmt.group_helpdesk_manager",
            email="stranger@other.example",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.mailbox.company_id = self.env.company
        self.send_queue()  # what a new user is sent
        self.receiver.clear()
        self.lost()
        self.assertEqual(self.receiver.to(stranger.email), [])
        self.assertFalse(self.activities(stranger))

    def test_an_outage_before_is_told_as_lost_consent_now(self):
        self.let_token_end()
        self.fail_tokens(status=500)
        for _failure in range(3):
            self.fetch()
        before = self.mailbox.activity_ids
        self.assertEqual(
            before.activity_type_id.summary, "The mailbox is not being fetched"
        )
        self.authority.reset()
        self.mailbox.retry_after = False
        self.lost()
        self.assertFalse(before.exists())
        self.assertEqual(len(self.activities()), 1)
