"""What ./dev/inspect prints of a mail."""

import json

import pytest
from kinds_kit import OWN, written

from dev.kit.inspect_mail import mail_row, sender_text
from tools.mail.message import parse


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (b"Anna <A@b.example>", "a@b.example"),
        (b"=?utf-8?q?J=C3=B6rg?= <j@x.example>", "j@x.example"),
        (b"MAILER-DAEMON", "MAILER-DAEMON"),
        (b"Test test@b.example", "Test test@b.example"),
        (b"Anna <A@b.example.>", "Anna <A@b.example.>"),
        (b"", ""),
    ],
)
def test_the_sender_or_the_whole_field_where_it_is_no_address(field, shown):
    assert sender_text(parse(b"From: " + field + b"\n\nhi")) == shown


def test_a_row_of_a_bounce():
    body = "<a@b.example>: 550 5.1.1 user unknown\n"
    raw = written(body, "failure notice", "MAILER-DAEMON@mx.example", Date="x")
    row = json.loads(json.dumps(mail_row(parse(raw), OWN)))
    assert (row["kind"], row["rule"]) == ("bounce", "worded-bounce")
    assert row["failed_recipients"] == [
        {"address": "a@b.example", "action": "failed", "status": "5.1.1"}
    ]
    assert row["to"] == ["help@desk.example"]
