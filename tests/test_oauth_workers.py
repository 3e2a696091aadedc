"""Tokens across real database transactions: two workers, and a pasted code."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch

from odoo import SUPERUSER_ID, api

from ..models.mailbox.run import RunOutcome
from ..tools.errors import ReconnectNeeded
from .common import SECOND
from .oauth_common import OauthCase
from .peers.consent_browser import answered

WAIT_SECONDS = 60


class TestTransactions(OauthCase):
    """What other transactions see has to be committed, and is removed again."""

    @classmethod
    def allow_private(cls, env):
        """Committed with the mailbox, not in the transaction of the tests."""
        return None if env is cls.env else super().allow_private(env)

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            cr.execute("SET LOCAL lock_timeout = '5s'")
            self.mailbox_id = self.connected(self.environment(cr)).id
        self.addCleanup(self.remove)
        self.authority.reset()

    def environment(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {})

    def connected(self, env):
        """A mailbox that somebody has consented for."""
        self.allow_private(env)
        servers = env["fetchmail.server"].with_user(env.ref("base.user_admin"))
        mailbox = servers.create(
            {
                **self.oauth_values(),
                "case_mailbox": True,
                "name": "workers",
                "email_address": SECOND,
                "server": "localhost",
                "protocol": "imaps",
                "port": self.dovecot.imaps,
                "certificate_authority": self.dovecot.ca.pem,
            }
        )
        url = mailbox.action_oauth_consent()["url"]
        servers._oauth_redirected(answered(self.browse(url, SECOND)), None)
        return mailbox

    def remove(self):
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            env["fetchmail.server"].browse(self.mailbox_id).unlink()
            env["ir.config_parameter"].search(
                [("key", "=", "helpdesk_mgmt_mailbox.oauth_allow_private")]
            ).unlink()

    def both(self, **how):
        """Two workers ask for a token at once, the authority taking its time."""
        self.authority.fault("/token/", times=2, delay=1)
        ready = Barrier(2, timeout=WAIT_SECONDS)

        def worker(_number):
            with self.registry.cursor() as cr:
                servers = self.environment(cr)["fetchmail.server"]
                mailbox = servers.browse(self.mailbox_id)
                mailbox._token_row().read(["access_token"])
                ready.wait()
                return mailbox._fresh_access_token(**how)

        with ThreadPoolExecutor(2) as pool:
            return set(pool.map(worker, range(2), timeout=WAIT_SECONDS))

    def test_the_first_token_is_asked_for_once(self):
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            env["fetchmail.oauth.token"].search([]).unlink()
            env["fetchmail.server"].browse(self.mailbox_id).write(
                {"oauth_grant": "client_credentials", "oauth_scope": "mail"}
            )
        tokens = self.both()
        self.assertEqual(self.token_requests(), ["client_credentials"])
        self.assertEqual(tokens, {self.stored()})

    def test_consent_that_comes_back_during_a_run(self):
        """Consent does not wait for the run; what the run notes later is outdated."""
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            mailbox = env["fetchmail.server"].browse(self.mailbox_id)
            mailbox._start([])
            mailbox._status().reconnect_needed = True
            admin = mailbox.with_user(env.ref("base.user_admin"))
            url = admin.action_oauth_consent()["url"]
        address, before = self.browse(url, SECOND), self.stored()
        self.authority.reset()
        lost = RunOutcome(error=ReconnectNeeded("consent_lost", "invalid_grant"))

        def work(mailbox, _deadline):
            mailbox.env.cr.commit()  # pylint: disable=invalid-commit
            self.come_back_alone(address)
            return lost

        servers = self.registry["fetchmail.server"]
        with patch.object(servers, "_work", work), self.registry.cursor() as cr:
            mailbox = self.environment(cr)["fetchmail.server"].browse(self.mailbox_id)
            self.assertTrue(mailbox._run().outdated)
        self.assertNotEqual(self.stored(), before)
        self.assertEqual(self.token_requests(), ["authorization_code"])
        with self.registry.cursor() as cr:
            mailbox = self.environment(cr)["fetchmail.server"].browse(self.mailbox_id)
            self.assertFalse(mailbox.reconnect_needed or mailbox.error_message)

    def come_back_alone(self, address):
        """Take a redirected address in a transaction of its own."""
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            servers = env["fetchmail.server"].with_user(env.ref("base.user_admin"))
            servers._oauth_redirected(answered(address), None)

    def stored(self):
        with self.registry.cursor() as cr:
            rows = self.environment(cr)["fetchmail.oauth.token"]
            return rows.search([("server_id", "=", self.mailbox_id)]).access_token

    def assertRenewedOnce(self, before, tokens):
        self.assertEqual(self.token_requests(), ["refresh_token"])
        self.assertEqual(tokens, {self.stored()})
        self.assertNotIn(before, tokens)

    def test_token_that_ended_is_renewed_once(self):
        before = self.stored()
        with self.registry.cursor() as cr:
            cr.execute("UPDATE fetchmail_oauth_token SET expires_at = '2020-01-01'")
        self.assertRenewedOnce(before, self.both())

    def test_token_that_was_refused_is_renewed_once(self):
        before = self.stored()
        self.assertRenewedOnce(before, self.both(refused=True))

    def test_pasted_code_opens_the_mailbox_in_the_same_transaction(self):
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            env["fetchmail.oauth.token"].search([]).unlink()
            cr.commit()  # pylint: disable=invalid-commit
            servers = env["fetchmail.server"].with_user(env.ref("base.user_admin"))
            mailbox = servers.browse(self.mailbox_id)
            url = mailbox.action_oauth_consent()["url"]
            mailbox.oauth_code = self.browse(url, SECOND)
            action = mailbox.action_oauth_paste()
        self.assertEqual(action["res_model"], "fetchmail.mailbox.setup")
        self.assertTrue(self.stored())
