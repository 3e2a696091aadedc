"""Patterns of addresses and domains, as people write them and as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.policy.sender_patterns import (
    domain_of,
    is_everybodys_domain,
    is_free_mail,
    patterns_for,
    read_pattern,
    site_domain,
)


@pytest.mark.parametrize(
    "text, pattern",
    [
        (" Anna@Customer.Example ", "anna@customer.example"),
        ("<anna@customer.example>", "anna@customer.example"),
        ("Customer.Example.", "customer.example"),
        ("@customer.example", "customer.example"),
        ("*.customer.example", "customer.example"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("ＢÜＣＨＥＲ。example。", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("_mail.customer.example", "_mail.customer.example"),
        ("xn--customer.example", "xn--customer.example"),
        ("ü..example", ""),
        ("ü" * 300 + ".example", ""),
        ("localhost", "localhost"),
        ("", ""),
        ("@", ""),
        ("anna@", ""),
        ("anna@*.example", ""),
        ("customer..example", ""),
        ("two words.example", ""),
        ("http://customer.example", ""),
        ("-customer.example", ""),
        ("a." * 200 + "example", ""),
    ],
)
def test_pattern_is_read_as_it_was_meant(text, pattern):
    assert read_pattern(text) == pattern


def test_patterns_of_an_address_come_closest_first():
    assert patterns_for("Anna@eu.customer.example") == (
        "anna@eu.customer.example",
        "eu.customer.example",
        "customer.example",
        "example",
    )


@pytest.mark.parametrize("address", ["", "mailer-daemon", "anna@"])
def test_what_is_no_address_has_no_pattern(address):
    assert patterns_for(address) == ()


def test_international_domain_is_compared_in_its_ascii_form():
    assert read_pattern("bücher.example") in patterns_for("a@BÜCHER.example")
    assert read_pattern("bücher.example") in patterns_for("a@xn--bcher-kva.example")


def test_sharp_s_names_another_domain_than_two_s():
    assert domain_of("a@straße.example") == "xn--strae-oqa.example"
    assert read_pattern("strasse.example") not in patterns_for("a@straße.example")


def test_domain_without_an_ascii_form_stays_as_it_is():
    assert (
        domain_of("a@i\N{HEAVY BLACK HEART}.example")
        == "i\N{HEAVY BLACK HEART}.example"
    )


@given(st.text())
def test_any_text_is_read(text):
    pattern = read_pattern(text)
    assert read_pattern(pattern) == pattern
    assert isinstance(patterns_for(text), tuple)
    assert isinstance(site_domain(text), str)


def test_pattern_of_an_address_covers_it():
    assert read_pattern("anna@b.c.example") == patterns_for("anna@b.c.example")[0]


@pytest.mark.parametrize(
    "website, domain",
    [
        ("https://www.customer.example/shop?x=1", "customer.example"),
        ("http://user@customer.example:8069", "customer.example"),
        ("www.Customer.example", "customer.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("", ""),
    ],
)
def test_domain_of_a_website(website, domain):
    assert site_domain(website) == domain


def test_free_mail():
    assert is_free_mail(domain_of("Anna@GMail.com"))
    assert not is_free_mail(domain_of("anna@customer.example"))


@pytest.mark.parametrize("pattern", ["com", "co.uk", "com.br", "gmail.com"])
def test_a_domain_where_anybody_can_have_an_address_is_known(pattern):
    assert is_everybodys_domain(pattern)


@pytest.mark.parametrize("pattern", ["shop.example", "shop@gmail.com", "ab.de"])
def test_a_domain_of_somebody_s_own_or_an_address_is_none_of_these(pattern):
    assert not is_everybodys_domain(pattern)


def test_what_is_longer_than_an_address_is_no_pattern():
    assert read_pattern("a" * 400 + "@shop.example") == ""
