"""Who wrote a mail: one address in From, or nobody."""

import time
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.mail import NOBODY, Address, gateway_message, parse, read_headers
from tools.mail.addr_spec import read_addr_spec
from tools.mail.from_field import read_sender

AGENT = "agent@acme.example"


def sender(*fields):
    return read_sender(fields)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("a@b.c", ("", "a@b.c"), id="bare"),
        pytest.param("Ann <A@B.C>", ("Ann", "a@b.c"), id="lower case"),
        pytest.param('"Doe, J." <a@b.c>', ("Doe, J.", "a@b.c"), id="quoted name"),
        pytest.param("Doe, John <a@b.c>", ("Doe, John", "a@b.c"), id="comma in name"),
        pytest.param('"Lamps " <>, "LTD" <a@b.c>', ("Lamps , LTD", "a@b.c"), id="<>"),
        pytest.param("a@b.c (Ann)", ("Ann", "a@b.c"), id="comment as name"),
        pytest.param(
            "Pete(A wonderful \\) chap) <pete(his account)@silly.test(his host)>",
            ("Pete", "pete@silly.test"),
            id="comments, RFC 5322 A.5",
        ),
        pytest.param("Ann <a @ b . c>", ("Ann", "a@b.c"), id="blanks around dots"),
        pytest.param("Ann a@b.c", ("Ann", "a@b.c"), id="no brackets"),
        pytest.param(", Ann <a@b.c>,", ("Ann", "a@b.c"), id="empty members"),
        pytest.param("<@x.org,@y.org:a@b.c>", ("", "a@b.c"), id="source route"),
        pytest.param('"a b"@x.org', ("", '"a b"@x.org'), id="quoted local part"),
        pytest.param('"ann"@x.org', ("", "ann@x.org"), id="needless quotes"),
        pytest.param('"a\\"b"@x.org', ("", '"a\\"b"@x.org'), id="quote in quotes"),
        pytest.param("<a..b@docomo.jp>", ("", "a..b@docomo.jp"), id="two dots"),
        pytest.param("a@b.c.", ("", "a@b.c"), id="final dot"),
        pytest.param("a@[192.0.2.1]", ("", "a@[192.0.2.1]"), id="address literal"),
        pytest.param("a@[IPv6:2001:DB8::1]", ("", "a@[ipv6:2001:db8::1]"), id="IPv6"),
        pytest.param("a@host", ("", "a@host"), id="host without dot"),
        pytest.param("=?utf-8?q?J=C3=B6rg?= <J@X.DE>", ("Jörg", "j@x.de"), id="word"),
        pytest.param("=?utf-8?q?Ann_:)?= <a@b.c>", ("Ann :)", "a@b.c"), id="smile"),
        pytest.param(
            f'"{AGENT}"@evil.org', ("", f'"{AGENT}"@evil.org'), id="evil.org's"
        ),
        pytest.param("jörg@MÜLLER.de", ("", "jörg@xn--mller-kva.de"), id="IDN"),
        pytest.param("a@XN--mller-kva.de", ("", "a@xn--mller-kva.de"), id="A-label"),
    ],
)
def test_one_mailbox_is_the_sender(value, expected):
    assert sender(value) == Address(*expected)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param([], id="no From"),
        pytest.param([AGENT, AGENT], id="two From fields"),
        pytest.param([f"{AGENT}, x@evil.org"], id="two mailboxes"),
        pytest.param([f"Agnes <{AGENT}>, <x@evil.org>"], id="two in brackets"),
        pytest.param([f"<x@evil.org> <{AGENT}>"], id="two without comma"),
        pytest.param([f"{AGENT} x@evil.org"], id="two bare ones"),
        pytest.param([f"{AGENT}, Eve <x@evil.org>"], id="bare one before"),
        pytest.param([f"Team: {AGENT};"], id="group"),
        pytest.param([f"Team: Agnes <{AGENT}>;"], id="group with brackets"),
        pytest.param(["undisclosed-recipients:;"], id="empty group"),
        pytest.param(["<agent@acme,x@evil.org>"], id="comma in brackets"),
        pytest.param([f"({AGENT})"], id="only in a comment"),
        pytest.param([f'"{AGENT}"'], id="only in a quoted string"),
        pytest.param(["=?utf-8?q?agent=40acme.example?="], id="only in a word"),
        pytest.param(["=?utf-8?q?=3Cagent=40acme.example=3E?="], id="brackets in word"),
        pytest.param(["=?utf-8?q?agent?=@acme.example"], id="word as local part"),
        pytest.param([f"<{AGENT}> junk"], id="junk behind brackets"),
        pytest.param([f"{AGENT} junk"], id="junk behind"),
        pytest.param(["<agent junk@acme.example>"], id="blank in local part"),
        pytest.param(["<agent@acme.exa mple>"], id="blank in domain"),
        pytest.param([f"<{AGENT}"], id="no closing bracket"),
        pytest.param([f"Ann (<{AGENT}>"], id="open comment"),
        pytest.param([f'"Ann <{AGENT}>'], id="open quote"),
        pytest.param([f"Ann) <{AGENT}>"], id="stray parenthesis"),
        pytest.param([f"<<{AGENT}>>"], id="brackets twice"),
        pytest.param([f"mailto:{AGENT}"], id="mailto"),
        pytest.param(["agent@@acme.example"], id="two at signs"),
        pytest.param(["@acme.example"], id="no local part"),
        pytest.param(['""@acme.example'], id="empty local part"),
        pytest.param(["agent@"], id="no domain"),
        pytest.param(["agent@acme..example"], id="empty label"),
        pytest.param(["agent@acme.example.."], id="two final dots"),
        pytest.param(["agent@[acme.example]"], id="no literal"),
        pytest.param(["agent@exa\u2100mple.org"], id="no domain letter"),
        pytest.param(["agent\x00@acme.example"], id="NUL"),
        pytest.param(["agent\x1b@acme.example"], id="control character"),
        pytest.param(["ag\u202eent@acme.example"], id="direction mark"),
        pytest.param(["ma\u212ae@acme.example"], id="kelvin sign"),
        pytest.param(["ag\ufffdent@acme.example"], id="undecodable"),
        pytest.param(["a" * 400 + "@acme.example"], id="too long"),
        pytest.param([f"{'a ' * 5000}<{AGENT}>"], id="endless"),
    ],
)
def test_nobody_is_the_sender(fields):
    assert read_sender(fields) == NOBODY or not read_sender(fields).email


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("MAILER-DAEMON", "MAILER-DAEMON"),
        ("<MAILER-DAEMON>", "MAILER-DAEMON"),
        ("Mail Delivery Subsystem <MAILER-DAEMON>", "Mail Delivery Subsystem"),
        ("Anna <>", "Anna"),
        (f"{AGENT} <>", ""),
        (f"{AGENT}, Anna", ""),
    ],
)
def test_a_name_is_left_where_there_is_no_address(value, name):
    assert sender(value) == Address(name, "")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (f"{AGENT} <x@evil.org>", ""),
        (f'"{AGENT}" <x@evil.org>', ""),
        (f'"Agnes ({AGENT})" <x@evil.org>', "Agnes"),
        (f'"Agnes via {AGENT}" <x@evil.org>', "Agnes via"),
        ("=?utf-8?q?agent=40acme.example?= <x@evil.org>", ""),
        ("agent\uff20acme.example <x@evil.org>", ""),
        (f"x@evil.org (from {AGENT})", "from"),
        ('"Ann\u202eie" <x@evil.org>', "Annie"),
    ],
)
def test_a_name_holds_no_address_and_hides_nothing(value, name):
    assert sender(value) == Address(name, "x@evil.org")


def test_domains_that_look_alike_are_not_the_same():
    cyrillic = sender("agent@\u0430cme.example").email
    assert cyrillic == "agent@xn--cme-5cd.example" != AGENT


_PIECES = st.sampled_from(
    [*'<>(),;:@."\\[] \t', AGENT, "x@evil.org", "Ann", "=?utf-8?q?a=40b?=", "\x00"]
)
_HOSTILE = st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=60))


@given(st.lists(_HOSTILE, max_size=2))
def test_any_field_gives_one_whole_address_or_none(fields):
    found = read_sender(fields)
    assert not found.email or read_addr_spec(found.email) == found.email
    assert "@" not in found.name


@given(_HOSTILE)
def test_odoos_reader_finds_the_same_address_as_we_do(value):
    raw = b"From: " + value.encode("utf-8", "replace") + b"\n\nhi"
    mail = parse(raw)
    text = ",".join(gateway_message(mail.shown, mail.from_).get_all("From", []))
    found = [email for _name, email in getaddresses([text]) if "@" in email]
    assert found == ([mail.from_.email] if mail.from_.email else [])


@pytest.mark.parametrize(
    "piece",
    ["<", "(", '"', "\\", "a@", "@.", " .", "=?a?q?", "@a:", "\t", "a,", '"a" '],
)
def test_the_time_grows_with_the_length_only(piece):
    began = time.process_time()
    for value in (piece * 4_000, f"<{piece * 4_000}>", f"({piece * 4_000})"):
        sender(value[:8_190])
    assert time.process_time() - began < 1


@pytest.mark.parametrize("name", ["From", "To", "Cc", "Reply-To", "Delivered-To"])
@pytest.mark.parametrize(
    "value", ["(" * 5_000, "<" * 5_000, '"(((((', "<((((>", "[" * 99]
)
def test_hostile_fields_do_not_reach_odoos_reader(name, value):
    mail = parse(f"{name}: {value}\n\nhi".encode())
    text = ",".join(gateway_message(mail.shown, mail.from_).get_all(name, []))
    assert len(getaddresses([text])) < 100


def test_fields_are_read_without_the_mail():
    assert read_headers(b"From: a\r\nFrom: b\r\n\r\nFrom: c").get_all("from") == (
        "a",
        "b",
    )
