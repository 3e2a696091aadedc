"""The mail that comes back is found, whatever form the bounce has."""

import time

import pytest

from tools.bounces.returned import returned_ids
from tools.mail.disposition import parse_disposition
from tools.mail.message import parse

OURS = b"Message-ID: <ours@x.example>\nReferences: <old@y.example>\n <token@x.example>"
WANTED = ("<ours@x.example>", "<token@x.example>", "<old@y.example>")


def multipart(content_type, content):
    return (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSorry.\n"
        b"--b\nContent-Type: " + content_type + b"\n\n" + content + b"\n--b--\n"
    )


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(multipart(b"message/rfc822", OURS + b"\n\nhello"), id="message"),
        pytest.param(multipart(b"text/rfc822-headers", OURS), id="headers"),
        pytest.param(b"Subject: failure notice\n\nSorry.\n\n" + OURS, id="text"),
        pytest.param(
            b"Subject: x\n\n> " + OURS.replace(b"\n", b"\n> "), id="quoted text"
        ),
        pytest.param(
            b"Subject: x\n\nReferences: <old@y.example> <token@x.example>\n"
            b"Message-ID: <ours@x.example>\n",
            id="other order",
        ),
    ],
)
def test_ids_of_what_comes_back(raw):
    assert returned_ids(parse(raw)) == WANTED


def test_what_the_bounce_itself_answers_is_named_too():
    raw = b"In-Reply-To: <ours@x.example>\n\nno such user"
    assert returned_ids(parse(raw)) == ("<ours@x.example>",)


def test_words_about_a_message_id_are_none():
    assert returned_ids(parse(b"Subject: x\n\nThe Message-ID: was missing\n")) == ()


def test_a_text_full_of_headers_is_read_in_time_and_bounded():
    raw = b"Subject: x\n\nhi\n" + b"".join(
        b"Message-ID: <%d@x>\n" % n for n in range(300_000)
    )
    start = time.process_time()
    assert len(returned_ids(parse(raw))) == 200
    assert time.process_time() - start < 5


RECEIPT = b"""\
Content-Type: multipart/report; report-type=disposition-notification; boundary=b

--b

It was shown.
--b
Content-Type: message/disposition-notification

Original-Recipient: rfc822;Anna@b.example
Final-Recipient: rfc822; anna@c.example
Original-Message-ID: <ours@x.example>
Disposition: manual-action/MDN-sent-manually; Displayed/error

--b--
"""


def test_a_receipt_is_read():
    found = parse_disposition(parse(RECEIPT))
    assert found.recipient == "anna@c.example"
    assert found.original_recipient == "anna@b.example"
    assert found.original_message_id == "<ours@x.example>"
    assert found.kind == "displayed"
    assert returned_ids(parse(RECEIPT)) == ("<ours@x.example>",)


def test_a_receipt_that_says_nothing():
    raw = RECEIPT.replace(b"Disposition: manual", b"X: manual")
    assert parse_disposition(parse(raw)).kind == ""
    assert parse_disposition(parse(raw.partition(b"Original-R")[0] + b"--b--")) is None


def test_other_mail_is_no_receipt():
    assert parse_disposition(parse(b"Subject: read me\n\nDisposition: x")) is None
