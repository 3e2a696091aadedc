"""Address headers are read without raising."""

import pytest

from tools.mail.address import Address, parse_addresses


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(
            "Bob (Smith <b@x.com>", ("Bob Smith", "b@x.com"), id="open comment"
        ),
        pytest.param('"Bob <b@x.com>', ("Bob", "b@x.com"), id="open quote"),
        pytest.param("Bob <b@x.com", ("Bob", "b@x.com"), id="open bracket"),
        pytest.param("MAILER-DAEMON", ("MAILER-DAEMON", ""), id="name only"),
        pytest.param("<MAILER-DAEMON>", ("", "mailer-daemon"), id="no domain"),
        pytest.param("<@a,@b:c@d.e>", ("", "c@d.e"), id="source route"),
        pytest.param("mailto:a@b.c", ("", "a@b.c"), id="mailto"),
        pytest.param("Ann a@b.c", ("Ann", "a@b.c"), id="no brackets"),
        pytest.param("a@b.c (Ann)", ("Ann", "a@b.c"), id="name as comment"),
        pytest.param('"a..b"@x.jp', ("", "a..b@x.jp"), id="quoted local part"),
        pytest.param("a@b.c <d@e.f>", ("a@b.c", "d@e.f"), id="address as name"),
        pytest.param('"Doe, J." <a@b.c>', ("Doe, J.", "a@b.c"), id="comma in name"),
        pytest.param("=?utf-8?q?J=C3=B6rg?= <J@X.DE.>", ("Jörg", "j@x.de"), id="word"),
        pytest.param(
            "=?utf-8?q?Doe=2C_=3Cx=40y=3E?= <a@b.c>", ("Doe, <x@y>", "a@b.c"), id="fake"
        ),
    ],
)
def test_one_mailbox_is_read(value, expected):
    assert parse_addresses(value) == (Address(*expected),)


@pytest.mark.parametrize("value", ["", "((((", ",;,", "undisclosed-recipients:;", "<>"])
def test_where_nobody_is_named_there_is_nobody(value):
    assert parse_addresses(value) == ()


def test_groups_are_dissolved():
    value = "Team: a@b.c, Dee <d@e.f>;, g@h.i"
    emails = [address.email for address in parse_addresses(value)]
    assert emails == ["a@b.c", "d@e.f", "g@h.i"]


def test_an_address_knows_its_halves():
    address = Address("", "a+tag@b.c")
    assert (address.local_part, address.domain) == ("a+tag", "b.c")


@pytest.mark.parametrize("letter", ['"', '\\"', "(", "<", "a@b,", ":", "=?a?b?"])
def test_no_letter_repeated_takes_long(letter):
    assert len(parse_addresses(letter * 50_000)) <= 1_000


@pytest.mark.parametrize(
    "value",
    [
        "<a@b@c.example>",
        "<a,b@c.example>",
        "<a;b@c.example>",
        "<a<b@c.example>",
        "<(a)b@c.example>",
        '<"a" b@c.example>',
        "<a b@c.example>",
        "a@b@c.example",
    ],
)
def test_an_address_that_can_be_read_in_several_ways_is_none(value):
    assert not any(one.email for one in parse_addresses(value))


def test_white_space_around_the_signs_of_an_address_is_read_over():
    (found,) = parse_addresses("<a . b @ c .example>")
    assert found.email == "a.b@c.example"


def test_a_name_turns_no_text_around():
    (found,) = parse_addresses("Ann \u202egreB\u2069 <ann@b.example>")
    assert found.name == "Ann greB"
