"""Tokens and secrets: who may see them, and where they never get to."""

import logging
from pathlib import Path

from odoo.exceptions import AccessError

from .common import mail
from .oauth_common import OauthCase
from .peers.consent_browser import answered

SECRETS = {
    "fetchmail.server": ("oauth_client_secret", "oauth_code"),
    "fetchmail.oauth.token": ("access_token", "refresh_token"),
    "fetchmail.oauth.consent": ("code_verifier",),
}
CONNECTION = (
    "authentication_type",
    "oauth_provider",
    "oauth_client_id",
    "oauth_client_secret",
    "oauth_secret_expires",
    "oauth_scope",
    "oauth_grant",
    "oauth_auth_url",
    "oauth_token_url",
    "oauth_redirect_uri",
    "oauth_code",
    "oauth_is_shared_mailbox",
)
NEUTRALIZE = Path(__file__).parents[1] / "data" / "neutralize.sql"


class TestWhoSees(OauthCase):
    def test_manager_does_not_see_the_settings_of_oauth(self):
        theirs = self.mailbox.with_user(self.manager)
        for name in CONNECTION:
            with self.subTest(name), self.assertRaises(AccessError):
                theirs.read([name])
        self.assertFalse(set(CONNECTION) & set(theirs.fields_get()))

    def test_switching_to_oauth_forgets_the_password(self):
        self.mailbox.write({"authentication_type": "basic", "password": "old one"})
        self.mailbox.write({"authentication_type": "oauth"})
        self.assertFalse(self.mailbox.password)

    def test_secrets_are_neither_copied_nor_offered_for_export(self):
        self.mailbox.write({"authentication_type": "basic", "password": "old one"})
        copied = self.mailbox.copy({"case_mailbox": False})
        self.assertFalse(copied.password)
        for model, names in {
            **SECRETS,
            "fetchmail.server": (*SECRETS["fetchmail.server"], "password"),
        }.items():
            for name in names:
                field = self.env[model]._fields[name]
                with self.subTest(name):
                    self.assertFalse(field.copy or field._description_exportable)

    def test_manager_sees_whether_it_is_connected(self):
        self.signed_in()
        (seen,) = self.mailbox.with_user(self.manager).read(
            ["oauth_connected", "oauth_account", "reconnect_needed"]
        )
        self.assertTrue(seen["oauth_connected"])
        self.assertEqual(seen["oauth_account"], self.mailbox.user)

    def test_manager_does_not_see_tokens_and_consents(self):
        self.signed_in()
        self.begin()
        for model in ("fetchmail.oauth.token", "fetchmail.oauth.consent"):
            rows = self.env[model].search([])
            self.assertTrue(rows)
            with self.subTest(model), self.assertRaises(AccessError):
                rows.with_user(self.manager).read(["server_id"])

    def test_secrets_are_for_administrators_alone(self):
        for model, names in SECRETS.items():
            for name in names:
                field = self.env[model]._fields[name]
                with self.subTest(f"{model}.{name}"):
                    self.assertEqual(field.groups, "base.group_system")

    def test_secrets_are_not_offered_for_export(self):
        for model, names in SECRETS.items():
            told = self.env[model].with_user(self.admin).fields_get(names)
            for name in names:
                with self.subTest(f"{model}.{name}"):
                    self.assertFalse(told[name]["exportable"])

    def test_copy_of_a_mailbox_has_no_secret_and_no_token(self):
        self.signed_in()
        self.mailbox.oauth_code = "a code"
        copy = self.mailbox.copy({"email_address": "copy@acme.example"})
        self.assertEqual(copy.oauth_provider, "other")
        self.assertFalse(copy.oauth_client_id or copy.oauth_client_secret)
        self.assertFalse(copy.oauth_code or copy.oauth_connected)
        self.assertFalse(self.token(copy))

    def test_neutralized_database_has_no_secret_and_no_token(self):
        self.signed_in()
        self.begin()
        self.mailbox.oauth_code = "a code"
        name = "helpdesk_mgmt_mailbox.google_client_secret"
        self.env["ir.config_parameter"].set_param(name, "a secret")
        self.env.flush_all()
        self.env.cr.execute(NEUTRALIZE.read_text("utf-8"))
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        self.assertFalse(self.mailbox.oauth_client_secret or self.mailbox.oauth_code)
        self.assertFalse(self.token())
        self.assertFalse(self.env["fetchmail.oauth.consent"].search([]))
        self.assertFalse(self.env["ir.config_parameter"].get_param(name))

    def test_removed_mailbox_leaves_no_token(self):
        self.signed_in()
        self.begin()
        self.mailbox.unlink()
        self.assertFalse(self.env["fetchmail.oauth.token"].search([]))
        self.assertFalse(self.env["fetchmail.oauth.consent"].search([]))


class TestWhatIsLogged(OauthCase):
    """The log of a whole life, at DEBUG, and what people are told on the way."""

    def setUp(self):
        super().setUp()
        self.hidden = {self.authority.application.client_secret}
        self.told = []

    def live(self):
        """Consent, fetch, renew, an outage, lost consent, a refused code."""
        address = self.noted_consent()
        self.come_back(address)
        self.mailbox._start([])
        self.noted_fetch()
        self.token().expires_at = "2020-01-01 00:00:00"
        self.noted_fetch()
        self.token().expires_at = "2020-01-01 00:00:00"
        self.fail_tokens(status=500, body=" ".join(self.hidden))
        self.noted_fetch()
        self.authority.reset()
        self.fail_tokens(
            status=400,
            json={"error": "invalid_grant", "error_description": self.echo()},
        )
        self.noted_fetch()
        self.assertTrue(self.mailbox.reconnect_needed)
        self.authority.reset()
        self.begin()
        with self.assertRaises(Exception) as caught:
            self.paste(answered(address)["code"])
        self.told.append(str(caught.exception))

    def echo(self):
        """An authority that says back what it was told."""
        secret = self.authority.application.client_secret
        return f"{secret} {self.token().refresh_token}"

    def noted_consent(self):
        """Consent; code and verifier are secrets."""
        url = self.begin()
        attempt = self.env["fetchmail.oauth.consent"].search([])
        address = self.browse(url)
        self.hidden |= {attempt.code_verifier, answered(address)["code"]}
        return address

    def noted_fetch(self):
        """Fetch a mail; the tokens before and after are secrets."""
        for fetch in (lambda: None, lambda: self.fetch(mail())):
            fetch()
            row = self.token()
            self.hidden |= {row.access_token, row.refresh_token}
        self.told.append(self.mailbox.error_message or "")
        self.told += self.mailbox.activity_ids.mapped(lambda a: str(a.note))
        mails = self.env["mail.mail"].search(
            [("not_by_mailbox_id", "=", self.mailbox.id)]
        )
        self.told += mails.mapped(lambda m: f"{m.subject} {m.body_html}")

    def test_nobody_is_told_a_secret(self):
        with self.assertLogs(level="DEBUG") as logs:
            self.live()
        # The SQL log is for a debugging administrator, who has asked for values.
        records = [r for r in logs.records if r.name != "odoo.sql_db"]
        form = logging.Formatter()
        said = "\n".join(f"{form.format(r)} {vars(r)!r}" for r in records)
        said += "\n".join(self.told)
        self.assertIn("authority_unavailable", said)
        self.assertIn("consent_lost", said)
        self.assertIn("Reconnect needed: ", said)
        self.assertGreaterEqual(len(self.hidden), 7)
        self.assertFalse([secret for secret in self.hidden if secret in said])
