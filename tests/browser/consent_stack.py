"""An Odoo with the add-on, an OAuth authority, and a Dovecot that asks it."""

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit import authority_env
from kit.rpc import Client
from kit.server import Server
from kit.server_copy import server_copy
from letters import EXISTING
from peers.authority_ca import Authority
from peers.dovecot import Dovecot
from peers.oauth_authority import OAuthAuthority

DATABASE = "browser_oauth"
ALICE, WEB_PASSWORD = "alice@example.test", "alice's web password"
USERS = {ALICE: WEB_PASSWORD}


@dataclass
class ConsentStack:
    """The running servers, and a mailbox that nobody consented for yet."""

    server: Server
    authority: OAuthAuthority
    dovecot: Dovecot
    client: Client
    mailbox: int

    def read(self, *names):
        """Fields of the mailbox."""
        found = self.client.call(
            "fetchmail.server", "read", [self.mailbox], list(names)
        )
        return tuple(found[0][name] for name in names)


@contextmanager
def running(place: Path, ca: Authority):
    """A `ConsentStack` below `place`, with mail in the mailbox."""
    python = authority_env.ensure()
    with ExitStack() as stack:
        server = stack.enter_context(server_copy(DATABASE))
        redirect = server.url + "/helpdesk_mailbox/oauth"
        peer = OAuthAuthority(place / "authority", ca, USERS, python, (redirect,))
        stack.enter_context(peer)
        dovecot = stack.enter_context(_dovecot(place, ca, peer))
        client = Client(server.url, DATABASE, "admin", "admin")
        mailbox = _mailbox(client, peer, dovecot, redirect)
        for raw in EXISTING:
            dovecot.deliver(ALICE, raw)
        yield ConsentStack(server, peer, dovecot, client, mailbox)


def _dovecot(place, ca, peer):
    asked = peer.introspection_url
    return Dovecot(place / "dovecot", ca, USERS, introspection_url=asked)


def _mailbox(client, peer, dovecot, redirect):
    allowed = ["helpdesk_mgmt_mailbox.oauth_allow_private", "True"]
    client.call("ir.config_parameter", "set_param", *allowed)
    values = {
        "case_mailbox": True,
        "name": "OAuth",
        "email_address": ALICE,
        "server": "localhost",
        "port": dovecot.imaps,
        "certificate_authority": dovecot.ca.pem,
        "authentication_type": "oauth",
        "oauth_provider": "other",
        "oauth_client_id": peer.application.client_id,
        "oauth_client_secret": peer.application.client_secret,
        "oauth_scope": "mail openid",
        "oauth_auth_url": peer.plain.auth_url,
        "oauth_token_url": peer.plain.token_url,
        "oauth_redirect_uri": redirect,
    }
    return client.call("fetchmail.server", "create", [values])[0]
