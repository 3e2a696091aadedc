"""The page on which an administrator allows the application at Microsoft."""

from urllib.parse import parse_qs, urlsplit

import pytest
from authorities_kit import client

from tools.oauth import (
    admin_consent_url,
    admin_has_consented,
    is_admin_consent,
    refusal_number,
)

STATE = "administrator-consent"


def at_microsoft(tenant, **changes):
    base = f"https://login.example.test/{tenant}/oauth2/v2.0"
    urls = {"auth_url": f"{base}/authorize", "token_url": f"{base}/token"}
    return client(**(urls | changes))


def test_the_link_names_application_permissions_and_redirect():
    link = urlsplit(admin_consent_url(at_microsoft("acme.example", scopes=("a", "b"))))
    assert link.netloc == "login.example.test"
    assert link.path == "/acme.example/v2.0/adminconsent"
    assert parse_qs(link.query) == {
        "client_id": ["our-app"],
        "scope": ["a b openid profile"],
        "redirect_uri": ["https://odoo.example.test/callback"],
        "state": [STATE],
    }
    assert "client-secret" not in link.query


def test_an_application_for_any_tenant_is_allowed_for_an_organisation():
    link = admin_consent_url(at_microsoft("common"))
    assert link.startswith("https://login.example.test/organizations/v2.0/adminconsent")


@pytest.mark.parametrize(
    "asked",
    [
        at_microsoft("consumers"),
        at_microsoft("acme.example", client_id=""),
        at_microsoft("acme.example", scopes=()),
        client(),
        client(auth_url="", token_url=""),
    ],
)
def test_without_an_organisation_or_an_application_there_is_no_link(asked):
    assert admin_consent_url(asked) is None


@pytest.mark.parametrize(
    ("query", "ours", "allowed"),
    [
        ({"state": STATE, "admin_consent": "True", "tenant": "x"}, True, True),
        ({"state": STATE, "error": "access_denied"}, True, False),
        ({"state": STATE, "admin_consent": "True", "error": "x"}, True, False),
        ({"state": STATE}, True, False),
        ({"state": "s", "admin_consent": "True"}, False, True),
        ({}, False, False),
    ],
)
def test_what_an_administrator_comes_back_with(query, ours, allowed):
    assert (is_admin_consent(query), admin_has_consented(query)) == (ours, allowed)


@pytest.mark.parametrize(
    ("described", "number"),
    [
        ("AADSTS65004: the person declined", "AADSTS65004"),
        ("<b>AADSTS90094</b> call 555-1234", "AADSTS90094"),
        ("call 555-1234", ""),
    ],
)
def test_of_a_refusal_nothing_is_shown_but_its_number(described, number):
    assert refusal_number({"error_description": described}) == number
    assert refusal_number({}) == ""
