"""What was entered as a secret is not given out again."""

from odoo.addons.helpdesk_mgmt_mailbox.models.mailbox.stored_secrets import HIDDEN

from .common import MailboxCase

SECRET = "a client's secret"


class TestStoredSecrets(MailboxCase):
    def setUp(self):
        super().setUp()
        self.password = self.mailbox.password
        self.mailbox.oauth_client_secret = SECRET
        admin = self.env.ref("base.user_admin")
        self.seen = self.mailbox.with_user(admin)

    def test_who_reads_a_mailbox_is_given_none(self):
        hidden = {"password": HIDDEN, "oauth_client_secret": HIDDEN}
        found = [
            self.seen.read(list(hidden))[0],
            self.seen.web_read({name: {} for name in hidden})[0],
            self.seen.search_read([("id", "=", self.seen.id)], list(hidden))[0],
        ]
        for values in found:
            self.assertEqual({name: values[name] for name in hidden}, hidden)

    def test_one_that_is_not_there_is_not_there(self):
        self.mailbox.oauth_client_secret = False
        values = self.seen.read(["oauth_client_secret"])[0]
        self.assertFalse(values["oauth_client_secret"])

    def test_what_was_read_and_is_saved_again_changes_nothing(self):
        self.seen.write({"password": HIDDEN, "oauth_client_secret": HIDDEN})
        self.assertEqual(self.mailbox.password, self.password)
        self.assertEqual(self.mailbox.oauth_client_secret, SECRET)

    def test_a_new_one_is_stored(self):
        self.seen.write({"password": "a new one"})
        self.assertEqual(self.mailbox.password, "a new one")

    def test_a_server_of_odoos_own_is_none_of_our_business(self):
        values = {"name": "stock", "user": "u", "password": "p"}
        stock = self.env["fetchmail.server"].create(values)
        self.assertEqual(stock.read(["password"])[0]["password"], "p")
