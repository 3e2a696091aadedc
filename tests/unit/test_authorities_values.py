"""Clients, consents, token sets, presets: values, and how they come about."""

import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from authorities_kit import SECRET, STATE, VERIFIER, client

from tools.errors import FixSettings, RetryLater
from tools.oauth import Consent, TokenSet, preset, require_account
from tools.oauth.microsoft import authority_address
from tools.oauth.pkce import challenge
from tools.oauth.token_answers import (
    account,
    check_scopes,
    despite_other_scopes,
    lifetime,
    renewable,
    token_set,
    words,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
OLD = TokenSet("old", NOW, NOW, "old-refresh", ("mail",), "alice@example.test")


def id_token(**claims):
    body = urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"head.{body}.signature"


def test_nothing_secret_is_ever_shown():
    consent = Consent(f"https://a/?state={STATE}", STATE, VERIFIER)
    shown = repr([client(), consent, TokenSet("acc-ess", NOW, NOW, "re-fresh")])
    for secret in (SECRET, STATE, VERIFIER, "acc-ess", "re-fresh"):
        assert secret not in shown
    assert "our-app" in shown


@pytest.mark.parametrize(
    ("seconds", "margin", "fresh"),
    [(1, 0, True), (0, 0, False), (301, 300, True), (300, 300, False)],
)
def test_a_token_is_fresh_while_it_lasts_longer_than_the_margin(seconds, margin, fresh):
    granted = TokenSet("t", NOW + timedelta(seconds=seconds), NOW)
    assert granted.is_fresh(NOW, timedelta(seconds=margin)) is fresh


def test_the_challenge_is_that_of_the_standard():
    # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize("verifier", ["v" * 42, "v" * 129, "v" * 50 + "/", ""])
def test_a_weak_verifier_is_a_mistake_of_the_caller(verifier):
    with pytest.raises(ValueError, match="43 to 128 unreserved") as caught:
        challenge(verifier)
    assert not verifier or verifier not in str(caught.value)


def test_an_answer_becomes_a_token_set():
    answer = {
        "access_token": "new",
        "refresh_token": "r",
        "expires_in": 60,
        "scope": "mail openid",
        "id_token": id_token(email="alice@example.test"),
    }
    assert token_set(answer, client(), NOW) == TokenSet(
        "new",
        NOW + timedelta(seconds=60),
        NOW,
        "r",
        ("mail", "openid"),
        "alice@example.test",
    )


def test_a_renewal_keeps_what_does_not_come_again():
    renewed = token_set({"access_token": "new"}, client(), NOW, OLD)
    assert (renewed.access_token, renewed.refresh_token) == ("new", "old-refresh")
    assert (renewed.scopes, renewed.account) == (("mail",), "alice@example.test")


def test_a_renewed_refresh_token_is_never_lost_to_a_changed_scope():
    answer = {"access_token": "new", "refresh_token": "r2", "scope": "other"}
    assert token_set(answer, client(), NOW, OLD).refresh_token == "r2"


def test_an_authority_may_tell_when_the_refresh_token_ends():
    week = timedelta(days=7)
    answer = {"access_token": "a", "refresh_token": "r"}
    told = answer | {"refresh_token_expires_in": week.total_seconds()}
    first = token_set(told, client(), NOW)
    assert first.refresh_expires_at == NOW + week
    later = NOW + timedelta(hours=1)
    assert token_set({"access_token": "b"}, client(), later, first) == replace(
        first,
        access_token="b",
        obtained_at=later,
        expires_at=later + timedelta(hours=1),
    )
    assert token_set(answer, client(), NOW, first).refresh_expires_at == NOW + week


@pytest.mark.parametrize("told", [None, 0, -1, "soon", ["604800"], float("nan")])
def test_an_end_of_the_refresh_token_that_says_nothing_is_none(told):
    answer = {"access_token": "a", "refresh_token": "r"}
    answer["refresh_token_expires_in"] = told
    assert token_set(answer, client(), NOW).refresh_expires_at is None


def test_the_end_of_another_refresh_token_does_not_count():
    before = replace(OLD, refresh_expires_at=NOW)
    answer = {"access_token": "a", "refresh_token": "r"}
    assert token_set(answer, client(), NOW, before).refresh_expires_at is None


@pytest.mark.parametrize("token", [None, "", 7, ["t"]])
def test_an_answer_without_a_token_is_no_answer(token):
    with pytest.raises(RetryLater) as caught:
        token_set({"access_token": token}, client(), NOW)
    assert str(caught.value) == "authority_unavailable: an answer without a token"


def test_a_consent_that_cannot_be_renewed_says_so():
    with pytest.raises(FixSettings) as caught:
        renewable(token_set({"access_token": "t"}, client(), NOW))
    assert str(caught.value) == "refresh_token_missing"


def test_a_scope_left_out_is_named():
    with pytest.raises(FixSettings) as caught:
        check_scopes(("https://mail.google.com/", "openid"), ("email",))
    assert str(caught.value) == ("scope_refused: not granted: https://mail.google.com/")


@pytest.mark.parametrize(
    ("asked", "granted"),
    [
        (("a/IMAP.AccessAsUser.All", "offline_access"), ("b/imap.accessasuser.all",)),
        (("https://outlook.office365.com/.default",), ()),
        (("https://mail.google.com/",), ("openid", "https://mail.google.com/")),
    ],
)
def test_scopes_are_compared_by_the_permission_they_name(asked, granted):
    check_scopes(asked, granted)


@pytest.mark.parametrize(
    ("expires_in", "seconds"),
    [
        (60, 60),
        ("60", 60),
        (None, 3600),
        ("soon", 3600),
        (-5, 0),
        (float("nan"), 0),
        (1e300, 366 * 86400),
    ],
)
def test_any_lifetime_gives_a_time(expires_in, seconds):
    assert lifetime(expires_in).total_seconds() == seconds


@pytest.mark.parametrize(
    ("token", "name"),
    [
        (id_token(upn="a@b.c", email="x@y.z"), "a@b.c"),
        (id_token(preferred_username="a@b.c", email="x@y.z"), "a@b.c"),
        (id_token(preferred_username="alice", email="x@y.z"), "x@y.z"),
        (id_token(sub="1"), None),
        (id_token(email=7), None),
        (None, None),
        ("", None),
        ("a.b", None),
        ("a.W10.c", None),
        ("a.ä.c", None),
    ],
)
def test_any_id_token_gives_an_account_or_none(token, name):
    assert account(token) == name


def test_scopes_come_as_a_text_or_a_list():
    assert words("a  b") == words(["a", "b", 7]) == ("a", "b")
    assert words(None) == words(7) == ()


def test_oauthlibs_warning_holds_the_answer():
    def ask():
        warning = Warning("Scope has changed")
        warning.token = {"access_token": "t"}
        raise warning

    assert despite_other_scopes(ask) == {"access_token": "t"}


def test_another_warning_stays_one():
    def ask():
        raise DeprecationWarning("old")

    with pytest.raises(DeprecationWarning):
        despite_other_scopes(ask)


@pytest.mark.parametrize("address", ["alice@example.test", " Alice@Example.TEST"])
def test_the_mailboxs_own_account_is_welcome(address):
    require_account(OLD, address)
    require_account(TokenSet("t", NOW, NOW), address)


def test_another_account_is_named():
    with pytest.raises(FixSettings) as caught:
        require_account(OLD, "bob@example.test")
    assert str(caught.value) == (
        "other_account: alice@example.test has signed in, not bob@example.test"
    )


# --- presets and tenants


@pytest.mark.parametrize("provider", ["google", "microsoft"])
@pytest.mark.parametrize(("protocol", "port"), [("imaps", 993), ("pop3s", 995)])
def test_a_preset_speaks_tls_everywhere(provider, protocol, port):
    found = preset(provider, protocol)
    assert found.port == port
    assert found.auth_url.startswith("https://")
    assert found.token_url.startswith("https://")


def test_microsofts_scope_is_that_of_the_protocol():
    base = "https://outlook.office.com"
    imap = preset("microsoft", "imaps").scopes
    assert imap == (f"{base}/IMAP.AccessAsUser.All", "offline_access")
    pop3 = preset("microsoft", "pop3s").scopes
    assert pop3 == (f"{base}/POP.AccessAsUser.All", "offline_access")


def test_an_application_of_microsofts_asks_for_the_resource():
    found = preset("microsoft", "imaps", "client_credentials", tenant="contoso.test")
    assert found.scopes == ("https://outlook.office365.com/.default",)
    assert found.token_url == (
        "https://login.microsoftonline.com/contoso.test/oauth2/v2.0/token"
    )


@pytest.mark.parametrize(
    ("provider", "protocol"), [("other", "imaps"), ("google", "imap")]
)
def test_there_are_no_presets_for_others(provider, protocol):
    assert preset(provider, protocol) is None


@pytest.mark.parametrize("version", ["/v2.0", ""])
def test_the_tenant_comes_from_the_addresses(version):
    base = f"https://login.example.test:444/common/oauth2{version}"
    found = client(auth_url=f"{base}/authorize", token_url=f"{base}/token/")
    assert authority_address(found) == "https://login.example.test:444/common"


@pytest.mark.parametrize(
    ("auth", "token"),
    [
        ("https://h/a/oauth2/v2.0/authorize", "https://h/b/oauth2/v2.0/token"),
        ("https://h/a/oauth2/v2.0/authorize", "https://i/a/oauth2/v2.0/token"),
        ("https://h/a/oauth2/v2.0/token", "https://h/a/oauth2/v2.0/token"),
        ("https://h/authorize", "https://h/token"),
    ],
)
def test_addresses_without_one_tenant_are_refused(auth, token):
    with pytest.raises(FixSettings) as caught:
        authority_address(client(auth_url=auth, token_url=token))
    assert caught.value.code == "authority_url_refused"
