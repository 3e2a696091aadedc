"""One message at two times on a server that writes into it."""

import hashlib

import pytest

from tools.mail import digest, fingerprint

HEAD = b"From: a@x.example\r\nSubject: Status: open\r\n"
BODY = b"\r\nStatus: open\r\n\r\nX-UID: 7\r\n"
MAIL = HEAD + BODY
ADDED = [
    b"Status: RO\r\n",
    b"X-IMAPbase: 1795669250 7\r\nX-UID: 7\r\nStatus: O\r\n",
    b"X-UIDL: 6Bb\r\nx-status: A\r\nX-Keywords:\r\n\t$Label1\r\n  $Label2\r\n",
]


def sha256(raw):
    return hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("added", ADDED)
def test_fields_that_servers_write_for_themselves_make_no_other_message(added):
    for raw in (HEAD + added + BODY, added + MAIL):
        assert digest(raw) == digest(MAIL) == sha256(MAIL)
    lines = (HEAD + added + BODY).replace(b"\r\n", b"\n")
    assert digest(lines) == sha256(MAIL.replace(b"\r\n", b"\n"))


@pytest.mark.parametrize("added", ADDED)
def test_without_message_id_the_fingerprint_is_the_same_as_well(added):
    assert fingerprint(HEAD + added + BODY) == fingerprint(MAIL)


@pytest.mark.parametrize(
    "other",
    [
        HEAD + b"X-Status-Page: 1\r\n" + BODY,
        HEAD + b"Status : 1\r\n more\r\nX-Other: 2\r\n" + BODY,
        MAIL + b"X-UID: 8\r\n",
        MAIL.replace(b"Subject: Status", b"Subject:  Status"),
    ],
)
def test_anything_else_makes_another(other):
    assert digest(other) != digest(MAIL)


@pytest.mark.parametrize(
    "raw", [b"", b"Status: RO", b"no header\r\n", b"A: " + b"x" * 300_000 + BODY, MAIL]
)
def test_without_such_fields_in_a_header_it_is_that_of_all_bytes(raw):
    assert digest(raw) == sha256(raw)
