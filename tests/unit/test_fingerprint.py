"""What makes two messages copies of one."""

import pytest
from peers.mails import mail

from tools.mail import fingerprint

MAIL = mail(message_id="<1@x.example>", Reply_To="anna@x.example")


def changed(old, new):
    assert MAIL.count(old) == 1
    return MAIL.replace(old, new)


@pytest.mark.parametrize(
    "trace", [b"Received: by a.way", b"X-Spam-Flag: YES", b"Precedence: list"]
)
def test_what_the_way_adds_does_not_count(trace):
    assert fingerprint(trace + b"\r\n" + MAIL) == fingerprint(MAIL)


def test_line_endings_and_folding_do_not_count():
    plain = MAIL.replace(b"\r\n", b"\n")
    folded = changed(b"Subject: Where is my", b"Subject:  Where\r\n\tis my")
    assert fingerprint(plain) == fingerprint(folded) == fingerprint(MAIL)


@pytest.mark.parametrize(
    "other",
    [
        changed(b'charset="utf-8"', b'charset="utf-7"'),
        changed(
            b"Content-Transfer-Encoding: 7bit", b"Content-Transfer-Encoding: base64"
        ),
        changed(b"To: support@", b"To: sales@"),
        changed(b"Reply-To: anna@", b"Reply-To: mallory@"),
        b"In-Reply-To: <2@x.example>\r\n" + MAIL,
        b"References: <2@x.example>\r\n" + MAIL,
        b"Cc: mallory@x.example\r\n" + MAIL,
        MAIL + b"and more",
    ],
)
def test_what_makes_another_text_ticket_or_answer_of_it_counts(other):
    assert fingerprint(other) != fingerprint(MAIL)


def test_a_second_field_of_a_name_counts():
    twice = changed(b"Subject: ", b"Subject: other\r\nSubject: ")
    reversed_ = twice.replace(b"Subject: other\r\n", b"")
    assert fingerprint(twice) != fingerprint(reversed_)


def test_nothing_hides_behind_a_long_header():
    padded = b"X-Pad: " + b"x" * 300_000 + b"\r\n" + MAIL
    hidden = padded.replace(b"Subject:", b"Cc: mallory@x.example\r\nSubject:")
    assert fingerprint(padded) != fingerprint(hidden)
    assert fingerprint(padded) != fingerprint(MAIL)


def test_without_message_id_every_byte_counts():
    bare = mail(message_id=None)
    assert fingerprint(b"Received: by a.way\r\n" + bare) != fingerprint(bare)
