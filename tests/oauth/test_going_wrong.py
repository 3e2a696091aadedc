"""Everything an administrator or an authority can get wrong, and what it is called."""

import secrets
from dataclasses import replace

import pytest
from oauth_kit import ALICE, USERS, unheard
from peers.consent_browser import ConsentBrowser, ConsentError

from tools.errors import FixSettings, ReconnectNeeded, RetryLater
from tools.oauth import read_redirect

OUTAGES = {
    "400 without a word": {"status": 400, "body": ""},
    "429": {"status": 429, "json": {"error": "slow_down"}},
    "429 with a lost grant": {"status": 429, "json": {"error": "invalid_grant"}},
    "500": {"status": 500, "body": "Internal Server Error"},
    "503": {"status": 503, "json": {}, "headers": {"Retry-After": "7"}},
    "HTML": {"status": 200, "body": "<html>", "content_type": "text/html"},
    "400 in HTML": {"status": 400, "body": "<html>", "content_type": "text/html"},
    "no token": {"status": 200, "json": {"token_type": "Bearer"}},
    "temporarily": {"status": 400, "json": {"error": "temporarily_unavailable"}},
}
every_outage = pytest.mark.parametrize("fault", OUTAGES.values(), ids=list(OUTAGES))


@every_outage
def test_an_outage_is_never_a_lost_consent(connection, fault):
    granted = connection.connect()
    connection.server.fault(connection.token_path, times=9, **fault)
    error = connection.refusal(RetryLater, connection.renew, granted)
    assert error.code == "authority_unavailable"
    connection.server.reset()
    connection.renew(granted)


@every_outage
def test_an_outage_at_the_exchange_is_tried_later(connection, fault):
    consent, code = connection.code()
    connection.server.fault(connection.token_path, times=9, **fault)
    finish = connection.authority.finish
    error = connection.refusal(RetryLater, finish, connection.client, consent, code)
    assert error.code == "authority_unavailable"


def test_one_refusal_costs_one_request(connection):
    granted = connection.connect()
    connection.server.reset()
    connection.server.fault(connection.token_path, status=503, body="")
    connection.refusal(RetryLater, connection.renew, granted)
    assert len(connection.token_requests()) == 1


def test_silence_is_tried_later(connection):
    granted = connection.connect()
    connection.options = replace(connection.options, timeout=0.5)
    connection.authority = type(connection.authority)(connection.options)
    connection.server.fault(connection.token_path, delay=1.5, status=200, json={})
    error = connection.refusal(RetryLater, connection.renew, granted)
    assert error.code == "authority_unreachable"


def test_a_wrong_secret_is_named_as_such(connection):
    granted = connection.connect()
    consent, code = connection.code()
    connection.change(client_secret="not-the-secret")
    connection.secrets.append("not-the-secret")
    finish = connection.authority.finish
    error = connection.refusal(FixSettings, finish, connection.client, consent, code)
    assert str(error) == "client_refused: invalid_client"
    error = connection.refusal(FixSettings, connection.renew, granted)
    assert str(error) == "client_refused: invalid_client"


def test_an_unknown_application_is_named_as_such(connection):
    granted = connection.connect()
    connection.change(client_id="no-such-application")
    error = connection.refusal(FixSettings, connection.renew, granted)
    assert error.code == "client_refused"


def test_an_unregistered_redirect_never_comes_back(connection):
    connection.change(redirect_uri="https://elsewhere.example.test/callback")
    url = connection.begin().url
    with unheard(), ConsentBrowser(connection.server.ca.ca) as browser:
        with pytest.raises(ConsentError, match="(?i)redirect"):
            browser.consent(url, "https://elsewhere", ALICE, USERS[ALICE])


def test_a_redirect_other_than_at_consent_is_named_as_such(connection):
    consent, code = connection.code()
    connection.change(redirect_uri="https://elsewhere.example.test/callback")
    finish = connection.authority.finish
    error = connection.refusal(FixSettings, finish, connection.client, consent, code)
    assert error.code == "redirect_refused"


def test_another_verifier_is_refused(connection):
    consent, code = connection.code()
    stolen = replace(consent, code_verifier=secrets.token_urlsafe(64))
    finish = connection.authority.finish
    error = connection.refusal(ReconnectNeeded, finish, connection.client, stolen, code)
    assert str(error) == "code_refused: invalid_grant"


def test_a_code_is_good_once(connection):
    consent, code = connection.code()
    finish = connection.authority.finish
    connection.hide(finish(connection.client, consent, code))
    error = connection.refusal(
        ReconnectNeeded, finish, connection.client, consent, code
    )
    assert str(error) == "code_refused: invalid_grant"


def test_a_code_that_waited_too_long_is_refused(connection):
    consent, code = connection.code()
    connection.server.expire("code")
    finish = connection.authority.finish
    error = connection.refusal(
        ReconnectNeeded, finish, connection.client, consent, code
    )
    assert error.code == "code_refused"


def test_a_made_up_code_is_refused(connection):
    consent = connection.begin()
    finish = connection.authority.finish
    error = connection.refusal(
        ReconnectNeeded, finish, connection.client, consent, "made-up"
    )
    assert error.code == "code_refused"


def test_an_unknown_scope_is_named_as_such(connection):
    connection.change(scopes=("https://mail.example.test/unknown",))
    address = connection.consent(connection.begin())
    error = connection.refusal(FixSettings, read_redirect, address)
    assert error.code == "scope_refused"


def test_a_scope_that_was_not_granted_is_named(connection):
    consent, code = connection.code()
    connection.server.fault(
        connection.token_path,
        status=200,
        json={"access_token": "t", "refresh_token": "r", "scope": "openid"},
    )
    finish = connection.authority.finish
    error = connection.refusal(FixSettings, finish, connection.client, consent, code)
    assert error.code == "scope_refused"
    assert error.detail.startswith("not granted: ")


def test_consent_without_the_right_to_renew_is_named(connection):
    consent, code = connection.code()
    connection.server.fault(connection.token_path, omit=["refresh_token"])
    finish = connection.authority.finish
    error = connection.refusal(FixSettings, finish, connection.client, consent, code)
    assert str(error) == "refresh_token_missing"


def test_a_wrong_address_is_named_as_such(connection):
    granted = connection.connect()
    wrong = connection.client.token_url.replace("/token", "/tokens", 1)
    connection.change(token_url=wrong)
    error = connection.refusal(FixSettings, connection.renew, granted)
    assert error.code == "authority_url_refused"


def test_an_unknown_tenant_is_named_as_such(mailbox):
    found = mailbox("microsoft")
    auth_url, token_url = (
        url.replace("testtenant", "nobody")
        for url in (found.client.auth_url, found.client.token_url)
    )
    found.change(auth_url=auth_url, token_url=token_url)
    error = found.refusal(FixSettings, found.begin)
    assert str(error) == "authority_url_refused: invalid_tenant"


def test_an_authority_of_an_unknown_certificate_is_not_asked(connection):
    granted = connection.connect()
    options = replace(connection.options, ca_pem=None)
    connection.authority = type(connection.authority)(options)
    error = connection.refusal(FixSettings, connection.renew, granted)
    assert error.code == "tls_untrusted"


def test_a_private_authority_is_asked_only_where_allowed(connection):
    granted = connection.connect()
    options = replace(connection.options, allow_private=False)
    connection.authority = type(connection.authority)(options)
    connection.server.reset()
    error = connection.refusal(FixSettings, connection.renew, granted)
    assert error.code == "authority_url_refused"
    assert connection.server.log() == []
