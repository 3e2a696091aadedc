"""Where automatic mail may go: nobody is told whom the sender merely names."""

import pytest

from tools.policy.recipients import may_be_told_at

SENDER = "anna@customer.example"


@pytest.mark.parametrize(
    "asked",
    [
        SENDER,
        "bert@customer.example",
        "orders@shop.customer.example",
    ],
)
def test_the_senders_own_organisation_is(asked):
    assert may_be_told_at(asked, SENDER)


def test_the_domain_above_is():
    assert may_be_told_at("info@customer.example", "anna@mail.customer.example")


def test_the_same_name_in_another_writing_is():
    assert may_be_told_at("info@xn--mller-kva.example", "anna@shop.müller.example")


@pytest.mark.parametrize(
    ("asked", "sender"),
    [
        ("victim@bank.example", SENDER),
        ("victim@evilcustomer.example", SENDER),
        ("victim@example", SENDER),
        ("victim@gmail.com", "eve@gmail.com"),
        ("victim@gmail.com", "eve@evil.gmail.com"),
        ("victim", "eve"),
        (SENDER, ""),
        ("", ""),
    ],
)
def test_others_are_not(asked, sender):
    assert not may_be_told_at(asked, sender)
