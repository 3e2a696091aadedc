"""The demo's OAuth: a local authority, and a person's consent there."""

import time
from contextlib import contextmanager

from peers.consent_browser import ConsentBrowser
from peers.oauth_authority import OAuthAuthority

from . import authority_env, paths
from .rpc import Client
from .say import say

WEB_PASSWORD = "consent"
REDIRECT = "/helpdesk_mailbox/oauth"


class DemoConsent:
    """An authority that knows the account `address`."""

    def __init__(self, ca, address: str):
        self._ca, self._address = ca, address

    @contextmanager
    def running(self, odoo_url: str):
        """Run the authority for an Odoo at `odoo_url`; yields where Dovecot asks."""
        self._redirect = odoo_url + REDIRECT
        with OAuthAuthority(
            paths.DEV / "authority",
            self._ca,
            {self._address: WEB_PASSWORD},
            authority_env.ensure(),
            redirects=(self._redirect,),
        ) as self._authority:
            yield self._authority.introspection_url

    def mailbox_values(self) -> dict:
        """What a person enters on the mailbox's screen, besides the mail server."""
        ends = self._authority.plain
        return {
            "password": False,
            "authentication_type": "oauth",
            "oauth_provider": "other",
            "oauth_client_id": self._authority.application.client_id,
            "oauth_client_secret": self._authority.application.client_secret,
            "oauth_scope": "mail openid",
            "oauth_auth_url": ends.auth_url,
            "oauth_token_url": ends.token_url,
            "oauth_redirect_uri": self._redirect,
        }

    def give(self, client: Client, mailbox: int, by_itself: bool) -> None:
        """Have somebody consent: a script, or the person in front of the demo."""
        allowed = ["helpdesk_mgmt_mailbox.oauth_allow_private", "True"]
        client.call("ir.config_parameter", "set_param", *allowed)
        if by_itself:
            self._consent(client, mailbox)
        else:
            self._wait_for_person(client, mailbox)

    def _consent(self, client: Client, mailbox: int) -> None:
        page = client.call("fetchmail.server", "action_connect", [mailbox])
        with ConsentBrowser(self._ca.ca) as browser:
            redirected = browser.consent(
                page["url"], self._redirect, self._address, WEB_PASSWORD
            )
        client.open(redirected)
        say("Consent was given at the authority, and Odoo took the redirect")

    def _wait_for_person(self, client: Client, mailbox: int) -> None:
        base = self._redirect.removesuffix(REDIRECT)
        say(f"Open {base}/odoo/helpdesk-mailboxes/{mailbox}, sign in as admin with")
        say(f"password admin, press Connect, sign in as {self._address} with password")
        say(f"{WEB_PASSWORD}, allow access, and press Cancel in the set-up window.")
        say("Your browser does not know the throw-away authority: go on all the same.")
        connected = False
        while not connected:
            time.sleep(1)
            found = client.call(
                "fetchmail.server", "read", [mailbox], ["oauth_connected"]
            )
            connected = found[0]["oauth_connected"]
