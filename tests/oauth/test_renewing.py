"""Tokens that end: renewal, rotation, revocation."""

from datetime import datetime, timezone

import pytest
from oauth_kit import ALICE

from tools.errors import ReconnectNeeded, RetryLater

both_wires = pytest.mark.parametrize("protocol", ["imaps", "pop3s"])


def test_a_renewed_token_opens_the_mailbox(connection):
    first = connection.connect()
    second = connection.renew(first)
    assert second.access_token != first.access_token
    assert second.refresh_token not in (None, first.refresh_token)
    assert second.account == ALICE
    assert set(connection.client.scopes) - {"offline_access"} <= set(second.scopes)
    with connection.open("imaps", second) as session:
        assert session.list_messages() == []


def test_renewals_go_on_from_one_to_the_next(connection):
    granted = connection.connect()
    for _time in range(3):
        granted = connection.renew(granted)
    with connection.open("pop3s", granted) as session:
        assert session.list_messages() == []


def test_a_refresh_token_used_twice_ends_the_consent(connection):
    first = connection.connect()
    second = connection.renew(first)
    error = connection.refusal(ReconnectNeeded, connection.renew, first)
    assert str(error) == "consent_lost: invalid_grant"
    # The authority takes it for theft and ends the whole family (RFC 9700, 4.14.2).
    error = connection.refusal(ReconnectNeeded, connection.renew, second)
    assert error.code == "consent_lost"


def test_the_old_refresh_token_stays_where_none_comes_back(connection):
    first = connection.connect()
    connection.server.fault(connection.token_path, omit=["refresh_token"])
    assert connection.renew(first).refresh_token == first.refresh_token


@both_wires
def test_a_revoked_consent_is_lost(connection, protocol):
    granted = connection.connect()
    connection.server.revoke()
    error = connection.refusal(ReconnectNeeded, connection.open, protocol, granted)
    assert error.code == "token_refused"
    error = connection.refusal(ReconnectNeeded, connection.renew, granted)
    assert str(error) == "consent_lost: invalid_grant"


def test_connecting_again_heals_a_lost_consent(connection):
    granted = connection.connect()
    connection.server.revoke()
    connection.refusal(ReconnectNeeded, connection.renew, granted)
    connection.renew(connection.connect())


def test_an_old_refresh_token_is_a_lost_consent(connection):
    granted = connection.connect()
    connection.server.expire("refresh")
    error = connection.refusal(ReconnectNeeded, connection.renew, granted)
    assert error.code == "consent_lost"


@both_wires
def test_an_expired_token_is_refused_and_renewed(connection, protocol):
    granted = connection.connect()
    connection.server.expire("access")
    error = connection.refusal(ReconnectNeeded, connection.open, protocol, granted)
    assert error.code == "token_refused"
    with connection.open(protocol, connection.renew(granted)) as session:
        assert session.list_messages() == []


def test_a_short_life_is_known_beforehand(connection):
    connection.server.config(ACCESS_TOKEN_EXPIRE_SECONDS=2)
    granted = connection.connect()
    left = granted.expires_at - datetime.now(timezone.utc)
    assert left.total_seconds() <= 2


def test_what_was_never_renewable_is_a_lost_consent(other):
    other.change(scopes=("mail",))
    granted = other.hide(other.authority.client_credentials(other.client))
    error = other.refusal(ReconnectNeeded, other.renew, granted)
    assert str(error) == "consent_lost: there is no refresh token"


@both_wires
def test_a_mail_server_whose_authority_is_down_is_tried_later(
    other, lonely_dovecot, protocol
):
    other.dovecot = lonely_dovecot
    error = other.refusal(RetryLater, other.open, protocol, other.connect())
    assert error.code == "login_unavailable"


@both_wires
@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"status": 200, "body": "<html>"}, {"status": 503}]
)
def test_a_mail_server_that_cannot_ask_is_tried_later(other, protocol, fault):
    granted = other.connect()
    other.server.fault("/introspect/", times=9, **fault)
    error = other.refusal(RetryLater, other.open, protocol, granted)
    assert error.code == "login_unavailable"
    other.server.reset()
    with other.open(protocol, granted) as session:
        assert session.list_messages() == []
