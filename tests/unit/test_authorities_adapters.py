"""The three adapters ask a server that says what a test wants, and read its answer."""

import json
from datetime import datetime, timezone
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from authorities_kit import SECRET, STATE, VERIFIER, AnsweringServer, client
from peers.authority_ca import authority

from tools.errors import FixSettings, ReconnectNeeded
from tools.oauth import (
    GoogleAuthority,
    MicrosoftAuthority,
    StandardAuthority,
    TokenSet,
)
from tools.oauth.pkce import challenge

NOW = datetime(2026, 2, 1, 10, tzinfo=timezone.utc)
TOKEN = {
    "access_token": "acc-ess",
    "refresh_token": "re-fresh",
    "token_type": "Bearer",
    "expires_in": 3600,
    "scope": "mail",
}
HELD = TokenSet("old-access", NOW, NOW, "re-fresh", ("mail",), "alice@x")
ADAPTERS = {
    "google": GoogleAuthority,
    "microsoft": MicrosoftAuthority,
    "standard": StandardAuthority,
}


@pytest.fixture(scope="module")
def ca(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("ca"))


def addresses(server):
    """Addresses as Microsoft shapes them; the others take any."""
    base = f"{server.url}/tenant/oauth2/v2.0"
    return {"auth_url": f"{base}/authorize", "token_url": f"{base}/token"}


class Server(AnsweringServer):
    """Its answer is a token and Microsoft's discovery document in one."""

    def __init__(self, ca, **changes):
        super().__init__(ca)
        urls = addresses(self)
        document = {
            "issuer": f"{self.url}/tenant/v2.0",
            "authorization_endpoint": urls["auth_url"],
            "token_endpoint": urls["token_url"],
        }
        self.body = json.dumps(document | TOKEN | changes).encode()

    def client(self, **changes):
        return client(self.url, **addresses(self) | changes)

    def adapter(self, kind):
        return ADAPTERS[kind](self.options(), clock=lambda: NOW)

    def posted(self):
        """The fields of the last form that came, and its Authorization header."""
        _method, _path, headers, body = self.seen[-1]
        return dict(parse_qsl(body.decode())), headers.get("Authorization")


@pytest.fixture
def server(ca):
    with Server(ca) as running:
        yield running


def query(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


# --- the consent


@pytest.mark.parametrize("kind", ADAPTERS)
@pytest.mark.parametrize("hint", ["alice@x.example", None])
def test_a_consent_is_bound_to_state_and_verifier(server, kind, hint):
    consent = server.adapter(kind).begin(server.client(), hint, STATE, VERIFIER)
    asked = query(consent.url)
    assert (consent.state, consent.code_verifier) == (STATE, VERIFIER)
    assert (asked["state"], asked.get("login_hint")) == (STATE, hint)
    assert asked["code_challenge"] == challenge(VERIFIER)
    assert asked["code_challenge_method"] == "S256"


def test_each_provider_is_asked_in_its_way_for_a_grant_that_lasts(server):
    def asked(kind, hint=None, **changes):
        whose = server.client(**changes)
        adapter = server.adapter(kind)
        return query(adapter.begin(whose, hint, STATE, VERIFIER).url)

    google = asked("google")
    assert (google["access_type"], google["prompt"]) == ("offline", "consent")
    assert asked("microsoft")["prompt"] == "select_account"
    assert "prompt" not in asked("microsoft", "alice@x.example")
    assert "prompt" not in asked("standard")
    assert asked("standard", scopes=("mail", "offline_access"))["prompt"] == "consent"


# --- the code


@pytest.mark.parametrize("kind", ADAPTERS)
def test_a_code_is_exchanged_with_its_verifier(server, kind):
    adapter = server.adapter(kind)
    consent = adapter.begin(server.client(), None, STATE, VERIFIER)
    found = adapter.finish(server.client(), consent, "the-code")
    form, _header = server.posted()
    assert (found.access_token, found.refresh_token) == ("acc-ess", "re-fresh")
    assert form["grant_type"] == "authorization_code"
    assert (form["code"], form["code_verifier"]) == ("the-code", VERIFIER)


# --- the renewal


@pytest.mark.parametrize("kind", ADAPTERS)
def test_a_renewal_asks_with_the_refresh_token(server, kind):
    found = server.adapter(kind).renew(server.client(), HELD)
    form, _header = server.posted()
    assert (form["grant_type"], form["refresh_token"]) == ("refresh_token", "re-fresh")
    assert (found.access_token, found.account) == ("acc-ess", "alice@x")
    assert found.obtained_at == NOW


@pytest.mark.parametrize("kind", ADAPTERS)
def test_without_a_refresh_token_the_consent_is_lost(server, kind):
    held = TokenSet("old-access", NOW, NOW)
    with pytest.raises(ReconnectNeeded) as caught:
        server.adapter(kind).renew(server.client(), held)
    assert str(caught.value) == "consent_lost: there is no refresh token"
    assert server.seen == []


def test_a_renewal_by_google_may_tell_no_lifetime(ca):
    with Server(ca, expires_in=None) as server:
        found = server.adapter("google").renew(server.client(), HELD)
    assert found.access_token == "acc-ess"


# --- the application itself


@pytest.mark.parametrize("kind", ["microsoft", "standard"])
def test_an_application_asks_for_itself(server, kind):
    found = server.adapter(kind).client_credentials(server.client())
    assert found.access_token == "acc-ess"
    assert server.posted()[0]["grant_type"] == "client_credentials"


def test_google_has_no_grant_for_applications(server):
    with pytest.raises(FixSettings) as caught:
        server.adapter("google").client_credentials(server.client())
    assert str(caught.value) == "grant_unsupported: client_credentials"


def test_a_client_without_a_secret_names_itself_in_the_body(server):
    whose = server.client(client_secret="")
    server.adapter("standard").client_credentials(whose)
    form, header = server.posted()
    assert (form["client_id"], header) == ("our-app", None)
    assert "client_secret" not in form


def test_a_secret_goes_in_the_header_and_not_in_the_body(server):
    server.adapter("standard").client_credentials(server.client())
    form, header = server.posted()
    assert header.startswith("Basic ") and SECRET not in form.values()
