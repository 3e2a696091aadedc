"""The sender's own domain signed a mail, or nobody that counts did."""

import time
from types import SimpleNamespace

import dns.resolver
import pytest
from peers import dkim_keys
from peers.name_server import name_server

from tools.mail import parse
from tools.policy import SignatureCheck, TextLookup, dkim_signature
from tools.policy.dkim_signature import MAX_HEAD_LENGTH, signed_domain

DOMAIN = "customer.example"
MAIL = (
    b"From: Anna <anna@customer.example>\r\nTo: support@acme.example\r\n"
    b"Subject: Kettle\r\nMessage-ID: <1@customer.example>\r\n\r\n"
    b"It \t leaks.  \r\n\r\nAnna\r\n\r\n"
)


def found_by(known, asked=None):
    """A look-up that knows `known` (name -> text), and notes in `asked` what for."""

    def find(name, timeout=None):
        asked is not None and asked.append(name)
        text = known.get(name.decode().rstrip("."))
        return text and text.encode()

    return find


def domain(raw, known=None, asked=None):
    known = dkim_keys.records(DOMAIN) if known is None else known
    return signed_domain(parse(raw), found_by(known, asked))


def sign(raw=MAIL, by=DOMAIN, **options):
    return dkim_keys.signed(raw, by, **options)


@pytest.mark.parametrize("head", [b"simple", b"relaxed"])
@pytest.mark.parametrize("body", [b"simple", b"relaxed"])
def test_own_signature_is_proof(head, body):
    assert domain(sign(canonicalize=(head, body))) == DOMAIN


def test_signature_is_proof_where_line_ends_are_bare():
    assert domain(sign().replace(b"\r\n", b"\n")) == DOMAIN


def test_domain_above_that_of_the_sender_may_sign():
    raw = MAIL.replace(b"anna@customer", b"anna@eu.customer")
    assert domain(sign(raw)) == DOMAIN


def test_case_of_domains_does_not_matter():
    raw = MAIL.replace(b"anna@customer.example", b"anna@CUSTOMER.Example")
    known = dkim_keys.records("Customer.EXAMPLE")
    assert domain(sign(raw, by="Customer.EXAMPLE"), known) == DOMAIN


@pytest.mark.parametrize(
    "by", ["evil.example", "eu.customer.example", "tomer.example", "example"]
)
def test_signature_of_another_domain_is_not_even_looked_up(by):
    asked = []
    assert domain(sign(by=by), dkim_keys.records(by), asked) == ""
    assert asked == []


@pytest.mark.parametrize(
    "old, new",
    [
        (b"leaks", b"breaks"),
        (b"Subject: Kettle", b"Subject: Refund"),
        (b"From: Anna <anna@", b"From: Anna <agnes@"),
        (b"From: Anna", b"From: Agnes"),
        (b"\r\n\r\nIt", b"\r\n\r\n\r\nIt"),
    ],
)
def test_what_was_changed_is_no_proof(old, new):
    assert domain(sign().replace(old, new)) == ""


@pytest.mark.parametrize(
    "field",
    [
        b"From: x@evil.example\r\n",
        b"From : x@evil.example\r\n",
        b"FROM: Anna <anna@customer.example>\r\n",
        b"no field at all\r\n",
    ],
)
def test_another_from_field_or_dirt_is_no_proof(field):
    assert domain(field + sign()) == ""
    assert domain(sign().replace(b"Subject:", field + b"Subject:")) == ""


@pytest.mark.parametrize("name", [b"Subject", b"Date", b"Message-ID"])
def test_what_a_mail_is_known_by_cannot_be_put_above_the_signed_one(name):
    field = name + b": another\r\n"
    assert domain(field + sign()) == ""
    unsigned = MAIL.replace(
        b"Subject: Kettle\r\nMessage-ID: <1@customer.example>\r\n", b""
    )
    assert domain(sign(unsigned)) == DOMAIN
    assert domain(field + sign(unsigned)) == ""


@pytest.mark.parametrize("names", [[b"from"], [b"from", b"subject"]])
def test_signature_has_to_cover_what_a_mail_is_known_by(names):
    assert domain(sign(include_headers=names)) == ""


def test_from_that_only_we_see_is_no_proof():
    """The library skips lines that begin with "From "."""
    raw = MAIL.replace(b"From: Anna <anna@customer.example>\r\n", b"")
    signature = sign(b"From: x\r\n" + raw).partition(b"From: x\r\n")[0]
    spaced = b"From : Anna <anna@customer.example>\r\n"
    assert parse(signature + spaced + raw).from_.email == "anna@customer.example"
    assert domain(signature + spaced + raw) == ""


def test_mail_without_signature_or_sender_is_no_proof():
    assert domain(MAIL) == ""
    assert domain(sign(MAIL.replace(b"anna@customer.example", b"anna"))) == ""


def test_part_of_a_body_is_no_proof():
    raw = sign(length=True)
    assert b"l=" in raw.partition(b"From:")[0]
    assert domain(raw) == ""


def test_key_that_is_too_short_is_no_proof(monkeypatch):
    assert domain(sign(bits=1_024), dkim_keys.records(DOMAIN, bits=1_024)) == DOMAIN
    # Today's libraries make none that is shorter.
    monkeypatch.setattr(dkim_signature, "MIN_KEY_BITS", 1_025)
    assert domain(sign(bits=1_024), dkim_keys.records(DOMAIN, bits=1_024)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p=",
        "v=DKIM1; k=rsa; p=",
        "v=DKIM2; p=x",
        "k=dsa; p=x",
        "nonsense",
        "p=AAAA",
        "x" * 3_000,
        dkim_keys.record(tags="t=y; "),
        dkim_keys.record(tags="t=s:y; "),
        dkim_keys.record(tags="k=ed25519; "),
    ],
)
def test_odd_keys_are_no_proof(text):
    assert domain(sign(), {f"s._domainkey.{DOMAIN}": text}) == ""


def test_signature_by_sha1_is_no_proof():
    assert domain(sign(signature_algorithm=b"rsa-sha1")) == ""


@pytest.mark.parametrize(
    "old, new",
    [
        (b"s=s;", b"s=s/../x;"),
        (b"v=1;", b"v=2;"),
        (b"v=1;", b"v=1; x=1000000000;"),
        (b"v=1;", b"v=1; l=3;"),
        (b"v=1;", b"v=1; v=1;"),
        (b"v=1;", b""),
        (b"h=", b"hh="),
        (b"d=", b"dd="),
        (b"d=customer.example", b"d=customer.example\xff"),
        (b"v=1;", b"v=1; z=" + b"x" * 5_000 + b";"),
        (b"v=1;", b"v=1;" + b" " * 90),
    ],
)
def test_odd_signatures_are_no_proof(old, new):
    head, from_, rest = sign().partition(b"From:")
    assert old in head
    assert domain(head.replace(old, new) + from_ + rest) == ""


def test_five_signatures_are_looked_at():
    other = sign(by="evil.example").partition(b"From:")[0]
    assert domain(other * 4 + sign()) == DOMAIN
    assert domain(other * 5 + sign()) == ""


def test_first_bad_signature_does_not_hide_a_good_one():
    bad = sign(MAIL.replace(b"leaks", b"breaks")).partition(b"From:")[0]
    assert domain(bad + sign()) == DOMAIN


def test_heads_that_are_too_long_are_no_proof():
    filling = b"X-Filling: " + b"x" * MAX_HEAD_LENGTH + b"\r\n"
    assert domain(sign(filling + MAIL)) == ""


@pytest.mark.parametrize("piece", [b" ", b"\t", b" \r", b"\r\n", b"\n \n", b"a "])
@pytest.mark.parametrize("canonical", [b"simple", b"relaxed"])
def test_hostile_bodies_take_no_time(piece, canonical):
    signature = sign(canonicalize=(b"relaxed", canonical)).partition(b"From:")[0]
    began = time.process_time()
    domain(signature + MAIL + piece * 500_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("piece", [b"\r\n ", b" ", b"a ", b"=", b"a:", b"; b= "])
def test_hostile_signatures_take_no_time(piece):
    head, from_, rest = sign().partition(b"From:")
    for tag in (b" b=", b" h=", b" bh=", b" z="):
        hostile = head.replace(tag, tag + piece * (3_000 // len(piece)), 1)
        began = time.process_time()
        domain(hostile + from_ + rest)
        assert time.process_time() - began < 2


def test_check_asks_when_somebody_asks_and_once():
    asked = []
    find = found_by(dkim_keys.records(DOMAIN), asked)
    check = SignatureCheck(parse(sign()), find)
    assert (check.failed, check.server, check.is_known, asked) == (False, "", False, [])
    assert check.passed and check.passed and check.is_known
    assert len(asked) == 1
    assert str(check) == "dkim=pass, customer.example"
    assert str(SignatureCheck(parse(MAIL), find)) == "dkim=none"


def test_key_is_found_in_the_dns():
    known = dkim_keys.records(DOMAIN, bits=4_096)  # a record of several strings
    with name_server(known) as resolver:
        check = SignatureCheck(parse(sign(bits=4_096)), TextLookup(resolver))
        assert check.passed
        lookup = TextLookup(resolver)
        assert lookup("nothing.customer.example") is None
        assert lookup("a" * 70 + ".example") is None


def test_silent_dns_is_no_proof_and_takes_no_longer_than_it_may():
    with name_server({}, silent=True) as resolver:
        lookup = TextLookup(resolver, seconds=0.4)
        began = time.monotonic()
        assert not SignatureCheck(parse(sign()), lookup).passed
        assert lookup(f"s._domainkey.{DOMAIN}") is None
        assert time.monotonic() - began < 1.5


def test_time_begins_with_the_first_question_and_is_for_all_of_them():
    now = [100.0]
    given = []

    def resolve(name, kind, lifetime, search):
        given.append(lifetime)
        now[0] += 2
        return [SimpleNamespace(strings=(b"a", b"b"))]

    lookup = TextLookup(SimpleNamespace(resolve=resolve), 3, lambda: now[0])
    now[0] += 50
    assert lookup("x", timeout=5) == b"ab"
    assert lookup("x", timeout=0.5) == b"ab"
    assert lookup("x") is None
    assert given == [3, 0.5]


def test_machine_without_resolver_proves_nobody(monkeypatch):
    def none():
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver, "get_default_resolver", none)
    assert TextLookup()("x.example") is None
