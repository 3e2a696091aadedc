"""From consent to an open mailbox, with all three adapters and on both wires."""

import hashlib
import socket
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta, timezone

import pytest
from oauth_kit import ALICE, BOB, SCOPES

from tools.errors import FixSettings, ReconnectNeeded
from tools.oauth import read_redirect, require_account

both_wires = pytest.mark.parametrize("protocol", ["imaps", "pop3s"])
MAIL = b"Subject: by token\r\n\r\ntext\r\n"


@both_wires
def test_consent_opens_the_mailbox(connection, protocol):
    connection.dovecot.deliver(ALICE, MAIL)
    granted = connection.connect()
    with connection.open(protocol, granted) as session:
        (found,) = session.list_messages()
        assert [message.raw for message in session.fetch([found.ref])] == [MAIL]
        session.delete([found.ref])
    assert connection.dovecot.messages(ALICE) == []


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_a_token_goes_over_starttls_but_never_in_the_clear(other, protocol):
    granted = other.connect()
    with other.open(protocol, granted, starttls=True) as session:
        assert session.list_messages() == []
    error = other.refusal(FixSettings, other.open, protocol, granted)
    assert str(error) == f"token_needs_tls: {protocol}"


@both_wires
def test_the_standards_mechanism_serves_where_it_is_alone(
    other, standard_dovecot, protocol
):
    other.dovecot = standard_dovecot
    granted = other.connect()
    with other.open(protocol, granted) as session:
        assert session.list_messages() == []
    error = other.refusal(ReconnectNeeded, other.open, protocol, granted, BOB)
    assert error.code == "token_refused"
    assert "status invalid_token" in error.detail


def test_a_token_set_says_who_may_do_what_for_how_long(connection):
    before = datetime.now(timezone.utc)
    granted = connection.connect()
    assert granted.account == ALICE
    require_account(granted, ALICE)
    assert set(SCOPES[connection.provider]) <= set(granted.scopes)
    assert granted.refresh_token
    assert granted.obtained_at >= before
    lasts = granted.expires_at - granted.obtained_at
    assert timedelta(seconds=3595) < lasts <= timedelta(hours=1)
    assert not granted.is_fresh(granted.expires_at)


def test_the_verifier_stays_with_us_and_its_challenge_goes_along(connection):
    consent, code = connection.code()
    connection.hide(connection.authority.finish(connection.client, consent, code))
    digest = hashlib.sha256(consent.code_verifier.encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    asked = [r for r in connection.server.log() if "code_challenge" in r["query"]]
    assert {r["query"]["code_challenge"] for r in asked} == {challenge}
    assert {r["query"]["code_challenge_method"] for r in asked} == {"S256"}
    assert {r["query"]["login_hint"] for r in asked} == {ALICE}
    (exchange,) = connection.token_requests()
    assert exchange["form"]["code_verifier"] == consent.code_verifier
    assert consent.code_verifier not in consent.url


def test_google_is_asked_for_offline_access_every_time(connection):
    connection.connect()
    queries = [r["query"] for r in connection.server.log() if r["query"].get("state")]
    asked = {(q.get("access_type"), q.get("prompt")) for q in queries}
    wanted = {"google": ("offline", "consent")}
    assert asked == {wanted.get(connection.provider, (None, None))}


def test_an_access_that_is_granted_for_some_days_says_so(connection):
    consent, code = connection.code()
    granted = {"access_token": "acc", "refresh_token": "ref", "expires_in": 3599}
    scopes = {"scope": " ".join(connection.client.scopes)}
    days = {"refresh_token_expires_in": 604799}  # Google's in Testing
    answer = granted | scopes | days
    connection.server.fault(connection.token_path, status=200, json=answer)
    found = connection.authority.finish(connection.client, consent, code)
    lasts = found.refresh_expires_at - found.obtained_at
    assert lasts == timedelta(seconds=604799)


def test_microsoft_is_asked_for_offline_access(connection):
    if connection.provider != "microsoft":
        connection.change(scopes=(*connection.client.scopes, "offline_access"))
    assert "offline_access" in connection.begin().url


def test_nothing_but_the_authority_is_asked(connection, monkeypatch):
    asked, look_up = set(), socket.getaddrinfo

    def noted(host, *words, **more):
        asked.add(host)
        return look_up(host, *words, **more)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    connection.renew(connection.connect())
    assert asked == {"localhost"}


def test_a_pasted_code_and_a_pasted_address_do_the_same(other):
    consent = other.begin()
    address = other.consent(consent)
    code = read_redirect(address).code
    assert read_redirect(f"  {code}\n").code == code
    other.hide(other.authority.finish(other.client, consent, code))


def test_denied_consent_is_named_as_such(connection):
    address = connection.consent(connection.begin(), allow=False)
    error = connection.refusal(FixSettings, read_redirect, address)
    assert error.code == "consent_denied"
    assert error.detail.startswith("access_denied")


def test_another_account_is_named_as_such(connection):
    granted = connection.connect(user=BOB)
    error = connection.refusal(FixSettings, require_account, granted, ALICE)
    assert str(error) == f"other_account: {BOB} has signed in, not {ALICE}"


@both_wires
def test_the_mailbox_refuses_another_accounts_token(connection, protocol):
    granted = connection.connect(user=BOB)
    error = connection.refusal(ReconnectNeeded, connection.open, protocol, granted)
    assert error.code == "token_refused"
    assert "status 401" in error.detail


@both_wires
def test_the_application_opens_the_mailbox_it_was_admitted_to(mailbox, protocol):
    for provider, scope in (
        ("microsoft", "https://outlook.office365.com/.default"),
        ("other", "mail"),
    ):
        found = mailbox(provider)
        found.change(scopes=(scope,))
        granted = found.hide(found.authority.client_credentials(found.client))
        assert granted.refresh_token is None
        with found.open(protocol, granted, user=BOB) as session:
            assert session.list_messages() == []
        error = found.refusal(ReconnectNeeded, found.open, protocol, granted, ALICE)
        assert error.code == "token_refused"


def test_google_has_no_such_grant(mailbox, server):
    found = mailbox("google")
    ask = found.authority.client_credentials
    error = found.refusal(FixSettings, ask, found.client)
    assert error.code == "grant_unsupported"
    assert server.log() == []
