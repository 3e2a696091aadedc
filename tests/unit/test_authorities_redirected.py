"""What people paste: codes, addresses, errors, and other things."""

import pytest

from tools.errors import FixSettings, MailboxError, RetryLater
from tools.oauth import Redirected, read_redirect

BACK = "https://odoo.example.test/callback"


@pytest.mark.parametrize(
    ("text", "code", "state"),
    [
        ("0.AAAA-code_of~it", "0.AAAA-code_of~it", None),
        ("  4/0AbC-d \n", "4/0AbC-d", None),
        ("4%2F0AbC-d", "4/0AbC-d", None),
        ("abc+/==", "abc+/==", None),
        (f"{BACK}?code=4%2F0Ab&state=s1&scope=x", "4/0Ab", "s1"),
        (f"{BACK}?state=s1&co\nde=abc", "abc", "s1"),
        (f"{BACK}#code=abc&state=s1", "abc", "s1"),
        ("http://localhost/?code=abc", "abc", None),
        ("?code=abc&state=s1", "abc", "s1"),
        ("code=abc&state=", "abc", None),
    ],
)
def test_a_code_is_found_in_what_was_pasted(text, code, state):
    assert read_redirect(text) == Redirected(code, state)


@pytest.mark.parametrize(
    "text",
    ["", "  ", f"{BACK}?state=s1", BACK, f"{BACK}?code=", "ä", "x" * 5000]
    + ["https://[", f"{BACK}?" + "a=1&" * 100 + "code=abc", "a\0b"],
)
def test_what_holds_no_code_is_named_as_such(text):
    with pytest.raises(FixSettings) as caught:
        read_redirect(text)
    assert str(caught.value) == "code_missing"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (
            "error=access_denied&error_description=No+thanks&state=s1",
            "consent_denied: access_denied: No thanks",
        ),
        ("error=access_denied", "consent_denied: access_denied"),
        (
            "error=consent_required&error_description=AADSTS65004:+declined",
            "consent_denied: consent_required: AADSTS65004: declined",
        ),
        ("error=invalid_scope", "scope_refused: invalid_scope"),
        ("error=redirect_uri_mismatch", "redirect_refused: redirect_uri_mismatch"),
        ("error=unauthorized_client", "client_refused: unauthorized_client"),
        ("error=login_required", "consent_denied: login_required"),
        ("error=whatever", "authority_refused: whatever"),
    ],
)
def test_an_authoritys_error_is_read(query, text):
    with pytest.raises(FixSettings) as caught:
        read_redirect(f"{BACK}?{query}")
    assert str(caught.value) == text


def test_an_outage_in_the_redirect_is_tried_later():
    with pytest.raises(RetryLater) as caught:
        read_redirect(f"{BACK}?error=temporarily_unavailable")
    assert caught.value.code == "authority_unavailable"


def test_neither_code_nor_state_is_ever_shown():
    assert repr(read_redirect("?code=se-cret&state=al-so")) == "Redirected()"
    with pytest.raises(MailboxError) as caught:
        read_redirect("?error=x&error_description=state+se-cret&state=se-cret")
    assert str(caught.value) == "authority_refused: x: state [secret]"
