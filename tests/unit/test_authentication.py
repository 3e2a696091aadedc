"""What the mailbox's own server says of the sender, and whom else we do not believe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.mail.headers import Headers
from tools.policy.authentication_results import (
    NOTHING_KNOWN,
    Authentication,
    authentication,
)

US = "mx.acme.example"
FIELD = "Authentication-Results"
GMAIL = (
    "mx.google.com; dkim=pass header.i=@customer.example header.s=s header.b=abc; "
    "spf=pass (google.com: domain of a@customer.example designates 192.0.2.1 as "
    "permitted sender) smtp.mailfrom=a@customer.example; "
    "dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE) header.from=customer.example"
)


def verdict(*fields, server=US):
    """`fields`: values of the field, or whole (name, value) pairs."""
    pairs = tuple(f if isinstance(f, tuple) else (FIELD, f) for f in fields)
    return authentication(Headers(pairs), server)


def test_gmails_field():
    found = verdict(GMAIL, server="mx.google.com")
    assert found == Authentication("pass", "pass", "pass", "mx.google.com")
    assert found.passed and not found.failed


def test_servers_name_is_compared_without_case_and_with_its_version():
    assert verdict("MX.Acme.Example 1; dmarc=pass", server=" mx.acme.EXAMPLE ").passed


@pytest.mark.parametrize(
    "other",
    [
        "mx.evil.example; dmarc=pass",
        "evil.mx.acme.example; dmarc=pass",
        "mx.acme.example.evil.example; dmarc=pass",
        "(mx.acme.example) evil.example; dmarc=pass",
        "dmarc=pass; mx.acme.example",
        "spf=pass (mx.acme.example;) smtp.mailfrom=x; dmarc=pass",
    ],
)
def test_other_servers_fields_prove_nothing(other):
    assert verdict(other) == NOTHING_KNOWN


def test_no_server_named_means_nothing_is_believed():
    assert verdict(f"{US}; dmarc=pass", server="") == NOTHING_KNOWN


def test_field_that_came_with_the_mail_is_not_believed():
    found = verdict(
        f"{US}; spf=fail smtp.mailfrom=x@evil.example",
        ("Received", "from evil.example by mx.acme.example"),
        f"{US}; dmarc=pass",
    )
    assert found == Authentication(spf="fail", server=US)


def test_field_of_a_later_hop_may_stand_above():
    found = verdict("localhost; dmarc=fail", ("Received", "x"), f"{US}; dmarc=pass")
    assert found.passed


def test_several_fields_of_the_server_are_one_verdict():
    found = verdict(f"{US}; dkim=pass", f"{US}; spf=softfail", f"{US}; dmarc=pass")
    assert found == Authentication("pass", "fail", "pass", US)


def test_topmost_result_of_a_method_counts():
    assert verdict(f"{US}; dmarc=fail", f"{US}; dmarc=pass").failed


@pytest.mark.parametrize("order", [("pass", "fail"), ("fail", "pass")])
def test_one_signature_that_holds_is_enough(order):
    found = verdict(f"{US}; dkim={order[0]} header.d=a; dkim={order[1]} header.d=b")
    assert found.dkim == "pass"


@pytest.mark.parametrize(
    "word, value",
    [
        ("pass", "pass"),
        ("fail", "fail"),
        ("softfail", "fail"),
        ("hardfail", "fail"),
        ("policy", "fail"),
        ("neutral", "none"),
        ("none", "none"),
        ("temperror", "none"),
        ("permerror", "none"),
    ],
)
def test_results(word, value):
    assert verdict(f"{US}; spf={word}").spf == value


@pytest.mark.parametrize(
    "given_, passed, failed",
    [
        (Authentication(), False, False),
        (Authentication(dmarc="pass", spf="fail", dkim="fail"), True, False),
        (Authentication(dmarc="fail", spf="pass", dkim="pass"), False, True),
        (Authentication(spf="fail", dkim="pass"), False, True),
        (Authentication(dkim="fail"), False, True),
        (Authentication(spf="pass", dkim="pass"), False, False),
    ],
)
def test_what_the_results_come_to(given_, passed, failed):
    assert (given_.passed, given_.failed) == (passed, failed)


def test_verdict_is_read_aloud():
    assert str(Authentication(dmarc="fail")) == "dmarc=fail, spf=none, dkim=none"


@given(st.text(max_size=300))
def test_any_text_gives_a_verdict(text):
    for value in (text, f"{US}; {text}", f"{US}; dmarc=pass ({text})"):
        assert verdict(value).server in ("", US)
