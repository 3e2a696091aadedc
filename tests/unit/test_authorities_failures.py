"""Refusals and failures of authorities, as errors that say what to do."""

import socket
import ssl
import traceback

import pytest
import requests
from authorities_kit import SECRET
from google.auth.exceptions import RefreshError, TransportError
from msal.exceptions import MsalServiceError
from oauthlib.oauth2 import MissingTokenError

from tools.errors import FixSettings, ReconnectNeeded, RetryLater
from tools.oauth.oauth_failures import (
    APPLICATION,
    CODE,
    CONSENT,
    RENEWAL,
    Answer,
    Refused,
    authority_failures,
    library_failure,
    refusal,
    secret_forms,
)


def failure(kind, stage, raised, *secrets):
    with pytest.raises(kind) as caught, authority_failures(stage, secrets):
        raise raised
    return caught.value


@pytest.mark.parametrize(
    ("stage", "kind", "code"),
    [
        (CONSENT, FixSettings, "consent_denied"),
        (CODE, ReconnectNeeded, "code_refused"),
        (RENEWAL, ReconnectNeeded, "consent_lost"),
        (APPLICATION, FixSettings, "client_refused"),
    ],
)
def test_what_a_lost_grant_means_depends_on_what_was_asked(stage, kind, code):
    error = refusal(stage, "invalid_grant", "Token has been expired or revoked.")
    assert type(error) is kind
    assert str(error) == f"{code}: invalid_grant: Token has been expired or revoked."


@pytest.mark.parametrize(
    "error", ["invalid_grant", "interaction_required", "consent_required"]
)
def test_consent_is_lost_in_several_words(error):
    assert refusal(RENEWAL, error).code == "consent_lost"


@pytest.mark.parametrize(
    ("error", "described", "code"),
    [
        ("invalid_client", "", "client_refused"),
        ("unauthorized_client", "", "client_refused"),
        ("deleted_client", "", "client_refused"),
        ("invalid_client", "AADSTS7000222: expired", "secret_expired"),
        ("invalid_client", "AADSTS7000215: not the value", "secret_wrong"),
        ("unauthorized_client", "AADSTS700016: no such app", "client_refused"),
        ("redirect_uri_mismatch", "Bad Request", "redirect_refused"),
        ("invalid_request", "Mismatching redirect URI.", "redirect_refused"),
        ("invalid_grant", "redirect_uri differs", "redirect_refused"),
        ("invalid_request", "AADSTS50011: the reply URL", "redirect_refused"),
        ("invalid_scope", "", "scope_refused"),
        ("invalid_grant", "AADSTS70011: scope x", "scope_refused"),
        ("invalid_client", "AADSTS650053: no such scope", "scope_refused"),
        ("invalid_request", "AADSTS50194: not multi-tenant", "tenant_refused"),
        ("invalid_grant", "AADSTS50020: account of another tenant", "tenant_refused"),
        ("invalid_request", "AADSTS500208: not a valid login type", "tenant_refused"),
        ("invalid_request", "AADSTS900971: no reply address", "redirect_refused"),
        ("invalid_client", "AADSTS650057: invalid resource", "scope_refused"),
        ("invalid_scope", "AADSTS700022: two resources", "scope_refused"),
        ("invalid_client", "AADSTS700025: client is public", "client_refused"),
        ("access_denied", "AADSTS90094: admin consent", "admin_consent_needed"),
        ("access_denied", "AADSTS90095: asked for approval", "admin_consent_needed"),
        ("invalid_grant", "AADSTS65001: not consented", "admin_consent_needed"),
        ("invalid_grant", "AADSTS50057: disabled", "account_blocked"),
        ("invalid_grant", "AADSTS50105: not assigned", "account_blocked"),
        ("invalid_grant", "AADSTS53003: Conditional Access", "access_rule"),
        ("access_denied", "", "consent_denied"),
        ("invalid_grant", "AADSTS65004: declined", "consent_denied"),
        ("unsupported_grant_type", "", "grant_unsupported"),
        ("invalid_client", "AADSTS700024: time range", "clock_wrong"),
        (
            "invalid_grant",
            "Invalid JWT: must be in a reasonable timeframe",
            "clock_wrong",
        ),
        ("invalid_request", "AADSTS90002: tenant", "tenant_refused"),
        ("something_else", "", "authority_refused"),
    ],
)
def test_every_mistake_has_its_name(error, described, code):
    found = refusal(CODE, error, described)
    assert (type(found), found.code) == (FixSettings, code)


@pytest.mark.parametrize(
    ("error", "described"),
    [
        ("temporarily_unavailable", ""),
        ("server_error", ""),
        ("rate_limit_exceeded", ""),
        ("invalid_grant", "AADSTS90033: A transient error has occurred."),
        ("invalid_grant", "AADSTS90055: Too many requests."),
        ("invalid_grant", "AADSTS50196: The server terminated a loop."),
        ("temporarily_unavailable", "AADSTS90006: Service is unavailable."),
        ("interaction_required", "AADSTS50033: A retryable error has occurred."),
    ],
)
def test_passing_trouble_is_never_lost_consent(error, described):
    found = refusal(RENEWAL, error, described)
    assert (type(found), found.code) == (RetryLater, "authority_unavailable")


@pytest.mark.parametrize("number", ["53003", "53000", "50057", "50053", "50105"])
def test_what_an_administrator_forbids_asks_nobody_for_a_new_consent(number):
    found = refusal(RENEWAL, "invalid_grant", f"AADSTS{number}: no access")
    assert type(found) is FixSettings


@pytest.mark.parametrize("number", ["65001", "90094", "700082", "50173", "50076"])
def test_a_consent_that_does_not_renew_is_lost(number):
    found = refusal(RENEWAL, "invalid_grant", f"AADSTS{number}: sign in again")
    assert (type(found), found.code) == (ReconnectNeeded, "consent_lost")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Answer(503, "invalid_grant"), "authority_unavailable: invalid_grant"),
        (Answer(429, "slow_down", "x"), "authority_unavailable: slow_down: x"),
        (Answer(500), "authority_unavailable: HTTP 500"),
        (Answer(400), "authority_unavailable: HTTP 400, not an answer of OAuth"),
        (Answer(200), "authority_unavailable: HTTP 200, not an answer of OAuth"),
    ],
)
def test_an_outage_is_tried_later(answer, text):
    assert str(failure(RetryLater, RENEWAL, Refused(answer))) == text


@pytest.mark.parametrize("status", [302, 404, 405])
def test_a_wrong_address_is_a_matter_of_settings(status):
    error = failure(FixSettings, CODE, Refused(Answer(status)))
    assert str(error) == f"authority_url_refused: HTTP {status}"


@pytest.mark.parametrize(
    "body",
    [None, [], "text", {}, {"error": 7}, {"error": {"status": None}}, {"error": []}],
)
def test_any_body_gives_an_answer(body):
    assert Answer.read(400, body) == Answer(400)


def test_googles_other_shape_of_an_error_is_read():
    body = {"error": {"status": "UNAUTHENTICATED", "message": "no"}}
    assert Answer.read(401, body) == Answer(401, "UNAUTHENTICATED", "no")


@pytest.mark.parametrize(
    "raised",
    [
        RefreshError("ya29.token", {"refresh_token": "ya29.token"}),
        MsalServiceError(error="ya29.token", error_description="ya29.token"),
        MissingTokenError(description="ya29.token"),
        RuntimeError("The nonce ya29.token"),
        ValueError("ya29.token"),
        KeyError("ya29.token"),
        AttributeError("ya29.token"),
        Warning("ya29.token"),
    ],
)
def test_the_libraries_stumbling_is_tried_later_and_shows_nothing(raised):
    error = failure(RetryLater, RENEWAL, raised)
    assert str(error) == f"authority_unavailable: {type(raised).__name__}"
    assert "ya29" not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    ("raised", "text"),
    [
        (requests.ConnectionError("ya29.token"), "ConnectionError"),
        (requests.ConnectionError(1, "ya29.token"), "ConnectionError"),
        (requests.ReadTimeout("ya29.token"), "ReadTimeout"),
        (
            requests.ConnectionError(ConnectionRefusedError(111, "refused")),
            "refused",
        ),
        (
            TransportError(requests.ConnectionError(socket.gaierror(-2, "no name"))),
            "no name",
        ),
        (TimeoutError("timed out"), "TimeoutError"),
    ],
)
def test_where_no_connection_comes_about_the_authority_cannot_be_reached(raised, text):
    error = failure(RetryLater, RENEWAL, raised)
    assert str(error) == f"authority_unreachable: {text}"
    assert not error.is_quoted


def test_the_authoritys_words_are_told_from_ours():
    outage = Answer(503, "server_error", f"busy with {SECRET}")
    with pytest.raises(RetryLater) as caught, authority_failures(RENEWAL, [SECRET]):
        raise Refused(outage)
    assert str(caught.value) == (
        "authority_unavailable: server_error: busy with [secret]"
    )
    assert caught.value.is_quoted
    assert refusal(CODE, "invalid_grant").is_quoted
    assert not failure(RetryLater, RENEWAL, Refused(Answer(503))).is_quoted


def test_a_mistake_of_ours_is_not_hidden():
    with pytest.raises(ZeroDivisionError), authority_failures(CODE):
        raise ZeroDivisionError


def test_our_own_errors_pass():
    error = failure(FixSettings, CODE, FixSettings("scope_refused", "x"))
    assert str(error) == "scope_refused: x"


@pytest.mark.parametrize("form", range(7))
def test_an_authority_may_quote_a_secret_in_any_form(form):
    forms = secret_forms("our-app", SECRET)
    assert len(set(forms)) >= 5
    said = forms[form % len(forms)]
    error = refusal(CODE, "invalid_client", f"bad {said} there", forms)
    assert str(error) == "client_refused: invalid_client: bad [secret] there"


def by_requests(inner):
    return requests.exceptions.SSLError(inner)


def by_google(inner):
    return TransportError(by_requests(inner))


def verification(number):
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_code, error.verify_message = number, "the reason"
    return error


@pytest.mark.parametrize(
    ("inner", "kind", "code"),
    [
        (verification(9), FixSettings, "clock_wrong"),
        (verification(10), FixSettings, "tls_untrusted"),
        (verification(20), FixSettings, "tls_untrusted"),
        (ssl.SSLError(1, "wrong version number"), FixSettings, "tls_failed"),
        (ssl.SSLEOFError(8, "EOF"), RetryLater, "authority_unreachable"),
        (OSError("x"), RetryLater, "authority_unreachable"),
    ],
)
@pytest.mark.parametrize("wrap", [by_requests, by_google])
def test_what_tls_says_is_found_in_its_wrappings(wrap, inner, kind, code):
    error = library_failure(wrap(inner))
    assert (type(error), error.code) == (kind, code)
