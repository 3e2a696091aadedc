"""Choosing a provider fills in today's values, and keeps what a person entered."""

from odoo.tests import Form, TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestOauthPresets(TransactionCase):
    def form(self, provider, protocol="imaps"):
        """The screen of a new mailbox with OAuth at `provider`."""
        servers = self.env["fetchmail.server"].with_context(default_case_mailbox=True)
        form = Form(servers, "helpdesk_mgmt_mailbox.fetchmail_server_view_form")
        form.name, form.email_address = "Support", "support@acme.example"
        form.protocol = protocol
        form.authentication_type = "oauth"
        form.oauth_provider = provider
        form.shows_server = True
        return form

    def test_google_by_imaps(self):
        form = self.form("google")
        self.assertEqual((form.server, form.port), ("imap.gmail.com", 993))
        self.assertEqual(form.oauth_scope, "https://mail.google.com/")
        self.assertEqual(form.oauth_token_url, "https://oauth2.googleapis.com/token")
        self.assertEqual(form.oauth_grant, "authorization_code")

    def test_google_by_pop3s(self):
        form = self.form("google", "pop3s")
        self.assertEqual((form.server, form.port), ("pop.gmail.com", 995))

    def test_microsoft_by_imaps(self):
        form = self.form("microsoft")
        self.assertEqual((form.server, form.port), ("outlook.office365.com", 993))
        self.assertEqual(
            form.oauth_scope,
            "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        )
        self.assertEqual(
            form.oauth_auth_url,
            "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        )

    def test_another_protocol_brings_its_own_values(self):
        form = self.form("microsoft")
        form.protocol = "pop3s"
        self.assertEqual(form.port, 995)
        self.assertEqual(
            form.oauth_scope,
            "https://outlook.office.com/POP.AccessAsUser.All offline_access",
        )

    def test_a_tenant_that_was_entered_stays(self):
        form = self.form("microsoft")
        mine = "https://login.microsoftonline.com/acme.example/oauth2/v2.0/token"
        form.oauth_token_url = mine
        form.protocol = "pop3s"
        self.assertEqual(form.oauth_token_url, mine)

    def test_the_redirect_uri_to_register_is_ours(self):
        form = self.form("google")
        self.assertEqual(
            form.oauth_redirect_uri,
            self.env["fetchmail.server"].get_base_url() + "/helpdesk_mailbox/oauth",
        )
