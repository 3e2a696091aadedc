"""A genuine mail that somebody sends again proves nothing that is not signed."""

import pytest
from peers import dkim_keys

from tools.mail import Address, parse, read_headers
from tools.parsing_limits import MAX_HEADERS
from tools.policy import SignatureCheck, authentication, microsoft_authentication
from tools.policy.signed_fields import replaceable_fields

DOMAIN = "acme.example"
AGNES = Address("Agnes", "agnes@acme.example")
US = "mx.acme.example"
PASSED = f"{US}; dmarc=pass header.from=acme.example"
MAIL = (
    b"From: Agnes <agnes@acme.example>\r\nTo: eve@evil.example\r\nSubject: Kettle\r\n"
    b"Date: Mon, 04 Mar 2024 10:00:00 +0000\r\nMessage-ID: <1@acme.example>\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nIt leaks.\r\n"
)
# What a mail may have beside those of MAIL.
MORE = (
    b"Cc: max@other.example\r\nReply-To: agnes@acme.example\r\nIn-Reply-To: <2@x.y>\r\n"
    b"References: <2@x.y>\r\nThread-Index: AdpuAAAA\r\n"
    b"Content-Transfer-Encoding: 7bit\r\n"
)
FIELDS = [
    line.partition(b":")[0] for line in (MORE + MAIL).split(b"\r\n") if b":" in line
]
READ = [name for name in FIELDS if name != b"MIME-Version"]
LIST = ":".join(name.decode() for name in READ)


def by_ourselves(raw):
    """Whether our own check of DKIM takes a mail for its sender's."""
    known = {
        k.encode() + b".": v.encode() for k, v in dkim_keys.records(DOMAIN).items()
    }
    check = SignatureCheck(parse(raw), lambda name, timeout=None: known.get(name))
    return check.passed


def by_server(raw, result=PASSED):
    """The verdict where the mailbox's own server says that DMARC passed."""
    field = f"Authentication-Results: {result}\r\n".encode()
    return authentication(read_headers(field + raw), AGNES, US)


def signed(raw, *names):
    return dkim_keys.signed(raw, DOMAIN, include_headers=list(names))


def signature(tags):
    """MAIL below a field that is read as a signature, and holds for nobody."""
    return f"DKIM-Signature: {tags}\r\n".encode() + MAIL


def test_mail_of_which_all_is_signed_is_proof():
    for raw in (MAIL, MORE + MAIL):
        raw = signed(raw, *(name for name in READ if name + b":" in raw))
        assert by_ourselves(raw)
        assert by_server(raw).passed


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("spelled", [bytes.title, bytes.upper])
def test_field_that_is_put_on_is_no_proof(name, spelled):
    raw = signed(MAIL, *(each for each in READ if each + b":" in MAIL))
    raw = spelled(name) + b": <2@x.y>\r\n" + raw
    assert not by_ourselves(raw)
    found = by_server(raw)
    assert not found.passed and not found.failed
    assert found.unsigned == (name.decode().lower(),)
    assert str(found).endswith(f", unsigned: {name.decode().lower()}")


# The library makes no signature without From.
@pytest.mark.parametrize("name", [name for name in READ if name != b"From"])
def test_field_that_is_not_signed_is_no_proof(name):
    others = [each for each in READ if each != name]
    raw = signed(MORE + MAIL, *others)
    assert not by_ourselves(raw)
    assert by_server(raw).unsigned == (name.decode().lower(),)


def test_field_is_signed_as_often_as_it_stands():
    raw = b"To: max@other.example\r\n" + MAIL
    names = [name for name in READ if name + b":" in MAIL]
    assert not by_ourselves(signed(raw, *names))
    assert not by_server(signed(raw, *names)).passed
    assert by_ourselves(signed(raw, *names, b"To"))
    assert by_server(signed(raw, *names, b"To")).passed


@pytest.mark.parametrize("field", [b"Cc : max@other.example\r\n", b" Cc: x\r\n"])
def test_field_that_only_one_reader_sees_is_no_proof(field):
    raw = signed(MAIL, *(name for name in READ if name + b":" in MAIL))
    assert not by_ourselves(field + raw)


def test_mail_without_signature_of_the_sender_is_no_replay():
    assert by_server(MAIL).passed
    assert by_server(signature("d=evil.example; h=from")).passed


@pytest.mark.parametrize(
    "spf, passed",
    [
        ("spf=pass smtp.mailfrom=agnes@acme.example", True),
        ("spf=pass smtp.mailfrom=bounce.acme.example", True),
        ("spf=pass smtp.mailfrom=evil.example", False),
        ("spf=pass smtp.helo=acme.example", False),
        ("spf=fail smtp.mailfrom=acme.example", False),
        ("spf=pass smtp.mailfrom=acme.example; spf=pass smtp.mailfrom=x.y", False),
        ("dkim=pass header.d=acme.example", False),
    ],
)
def test_mail_that_came_straight_from_the_senders_server_is_no_replay(spf, passed):
    raw = signature("d=acme.example; h=from")
    assert by_server(raw, f"{PASSED}; {spf}").passed is passed


@pytest.mark.parametrize(
    "tags",
    [
        "d=acme.example",
        "d=ACME.example; h=From",
        "d = acme.example ; h = From",
        "d=mail.acme.example; h=from",
        "h=from",
        "",
        "nonsense",
        f"d=evil.example; d=acme.example; h={LIST}",
        f"d=acme.example; h={LIST}; l=3",
        f"d=acme.example; h={LIST}; h=from",
        f"D=acme.example; h={LIST.replace(':To', '')}",
    ],
)
def test_signature_that_does_not_cover_all_or_cannot_be_read_is_no_proof(tags):
    assert not by_server(signature(tags)).passed


def test_each_signature_of_the_sender_has_to_cover_all():
    wide = f"DKIM-Signature: d=acme.example; h={LIST}\r\n".encode()
    assert by_server(wide + MAIL).passed
    narrow = signature("d=acme.example; h=from")
    assert not by_server(wide + narrow).passed
    assert not by_server(narrow.replace(MAIL, wide + MAIL)).passed


def test_signature_behind_all_fields_that_are_read_may_be_there():
    raw = MAIL.replace(b"MIME", b"X-Filling: x\r\n" * MAX_HEADERS + b"MIME", 1)
    assert not by_server(raw).passed
    assert not by_ourselves(signed(raw, *(name for name in READ if name in raw)))


def test_domains_are_compared_as_the_dns_has_them():
    head = read_headers(signature("d=xn--mller-kva.example; h=from"))
    assert "to" in replaceable_fields(head, "xn--mller-kva.example")
    head = read_headers(
        "DKIM-Signature: d=m\u00fcller.example; h=from\r\n".encode() + MAIL
    )
    assert "to" in replaceable_fields(head, "xn--mller-kva.example")


def test_verdict_that_is_none_names_no_fields():
    found = by_server(signature("d=acme.example; h=from"), f"{US}; dmarc=none")
    assert found.unsigned == ()


def test_exchange_onlines_verdict_is_read_alike():
    field = b"Authentication-Results: dmarc=pass header.from=acme.example%s\r\n"
    received = b"Received: from x by y\r\n"
    for spf, passed in ((b"", False), (b";spf=pass smtp.mailfrom=acme.example", True)):
        raw = field % spf + received + signature("d=acme.example; h=from:to")
        found = microsoft_authentication(read_headers(raw), AGNES)
        assert found.passed is passed
