"""The redirect of a person's browser to the running Odoo."""

import html
import json
import logging
from logging.handlers import QueueHandler
from queue import Queue

from odoo.tests import HttpCase, tagged

from ..models.mailbox.oauth_settings import REDIRECT_PATH
from .common import mail
from .oauth_common import STATE_REFUSED, OauthMixin
from .peers.consent_browser import answered

LOG_SECONDS = 60


@tagged("post_install", "-at_install")
class TestOauthRedirect(OauthMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.redirect = self.env["fetchmail.server"]._redirect_uri()
        self.authority.redirect(self.redirect)
        self.mailbox.oauth_redirect_uri = self.redirect
        self.authenticate(self.admin.login, self.admin.login)

    def press_connect(self):
        """What Connect answers in this browser session."""
        words = {
            "model": "fetchmail.server",
            "method": "action_connect",
            "args": [self.mailbox.ids],
            "kwargs": {},
        }
        answer = self.url_open(
            "/web/dataset/call_button",
            data=json.dumps({"params": words}),
            headers={"Content-Type": "application/json"},
        )
        return answer.json()["result"]

    def redirected(self):
        """Consent; returns the path and query that the browser is sent back to."""
        address = self.browse(self.press_connect()["url"], redirect=self.redirect)
        return address.removeprefix(self.env["fetchmail.server"].get_base_url())

    def assertRefused(self, answer, sentence):
        self.assertIn("The mailbox is not connected", answer.text)
        self.assertIn(sentence, html.unescape(answer.text))
        self.assertNotIn("<script", answer.text)
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertFalse(self.token())

    def test_redirect_shows_the_mailbox_with_its_set_up_window(self):
        answer = self.url_open(self.redirected(), allow_redirects=False)
        place = f"/odoo/helpdesk-mailboxes/{self.mailbox.id}/mailbox-setup"
        self.assertTrue(answer.headers["Location"].endswith(place))
        self.assertEqual(self.mailbox.oauth_account, self.mailbox.user)

    def test_redirect_of_a_mailbox_in_use_shows_the_mailbox(self):
        self.mailbox._start([])
        answer = self.url_open(self.redirected(), allow_redirects=False)
        place = f"/odoo/helpdesk-mailboxes/{self.mailbox.id}"
        self.assertTrue(answer.headers["Location"].endswith(place))

    def test_connect_of_a_consented_mailbox_opens_the_set_up_window(self):
        self.deliver(mail())
        self.url_open(self.redirected(), allow_redirects=False)
        action = self.press_connect()
        self.assertEqual(action["res_model"], "fetchmail.mailbox.setup")
        window = self.env["fetchmail.mailbox.setup"].browse(action["res_id"])
        self.assertEqual(window.message_count, 1)

    def test_redirect_in_another_browser_session_is_refused(self):
        path = self.redirected()
        self.authenticate(self.admin.login, self.admin.login)
        answer = self.url_open(path)
        self.assertRefused(answer, STATE_REFUSED)
        self.assertIn('href="/odoo/helpdesk-mailboxes"', answer.text)
        self.assertNotIn(self.mailbox.name, html.unescape(answer.text))

    def test_redirect_to_another_user_is_refused(self):
        path = self.redirected()
        self.authenticate(self.manager.login, self.manager.login)
        answer = self.url_open(path)
        self.assertNotIn(self.mailbox.name, answer.url)
        self.assertFalse(self.token())

    def test_redirect_without_a_session_goes_to_the_login(self):
        path = self.redirected()
        self.logout()
        self.assertIn("/web/login", self.url_open(path).url)
        self.assertFalse(self.token())

    def test_redirect_twice_is_refused(self):
        path = self.redirected()
        self.url_open(path, allow_redirects=False)
        self.token().unlink()
        self.assertRefused(self.url_open(path), STATE_REFUSED)

    def test_redirect_of_nobody_asks_to_sign_in_first(self):
        path = self.redirected()
        self.authenticate(None, None)
        answer = self.url_open(path, allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])
        self.assertFalse(self.token())

    def test_administrator_without_an_account_is_told_that_access_is_allowed(self):
        self.authenticate(None, None)
        words = "state=administrator-consent&admin_consent=True&tenant=x"
        answer = self.url_open(f"{REDIRECT_PATH}?{words}")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Access is allowed", answer.text)
        self.assertNotIn("<script", answer.text)

    def test_administrator_who_refuses_is_told_that_nothing_was_changed(self):
        self.authenticate(None, None)
        words = "state=administrator-consent&error=access_denied"
        words += "&error_description=AADSTS65004:+Evil+Text"
        answer = self.url_open(f"{REDIRECT_PATH}?{words}")
        self.assertIn("Access is not allowed", answer.text)
        self.assertNotIn("Evil Text", answer.text)
        self.assertIn("Microsoft says: AADSTS65004", answer.text)

    def access_log(self, path):
        """Go to `path`; returns its line, which is written after the answer."""
        lines = Queue()
        handler, logger = QueueHandler(lines), logging.getLogger("werkzeug")
        logger.addHandler(handler)
        self.addCleanup(logger.removeHandler, handler)
        self.url_open(path, allow_redirects=False)
        records = iter(lambda: lines.get(timeout=LOG_SECONDS), None)
        return next(r for r in records if "/helpdesk_mailbox/oauth" in r.getMessage())

    def test_access_log_holds_neither_code_nor_state(self):
        path = self.redirected()
        record = self.access_log(path)
        self.assertIn("GET /helpdesk_mailbox/oauth HTTP/1.1", record.getMessage())
        for name, secret in answered(path).items():
            self.assertNotIn(secret, repr(vars(record)), name)

    def test_denied_consent_is_shown_as_a_page(self):
        address = self.browse(
            self.press_connect()["url"], allow=False, redirect=self.redirect
        )
        path = address.removeprefix(self.env["fetchmail.server"].get_base_url())
        sentence = "Access was not allowed at the provider. Connect again and allow it"
        answer = self.url_open(path)
        self.assertRefused(answer, sentence)
        self.assertIn(f'href="/odoo/helpdesk-mailboxes/{self.mailbox.id}"', answer.text)
        self.assertIn(self.env.company.name, html.unescape(answer.text))
        shown = " ".join(html.unescape(answer.text).split())
        self.assertIn(f"Back to {self.mailbox.name}", shown)
