"""The EmailMessage for Odoo's gateway answers every question without raising."""

import copy
import pickle
import time
from email.message import EmailMessage

import pytest

from tools.mail.message import email_message

REPORT = b"""\
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; a@b.example
Action: failed
--b
Content-Type: message/rfc822

Message-ID: <ours@x>

hello
--b--
"""


def test_a_header_is_parsed_once():
    mail = email_message(b"From: Ann <a@b.c>\n\n")
    assert mail["From"] is mail["from"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"From", b"(" * 4000),
        (b"From", b"=?utf-8?b?====?= <a@b"),
        (b"To", b"a@b.c, " * 20_000),
        (b"Date", b"1 2 3 4 5 6 7"),
        (b"Message-ID", b"<[a@b"),
        (b"Content-Type", b"text/plain; charset*=x'\xff'%zz; charset*1*=a"),
        (b"Content-Type", b"multipart/mixed; boundary*0*=''%"),
        (b"Content-Disposition", b"attachment; filename*=\";=''\""),
        (b"Content-Transfer-Encoding", b""),
        (b"Content-Transfer-Encoding", b"\xffbase64"),
        (b"Subject", b"=?unknown?x?y?= \xe9\0"),
        (b"Mime-Version", b"("),
    ],
)
def test_odd_headers_are_text(name, value):
    mail = email_message(name + b": " + value + b"\n\nbody")
    assert isinstance(mail.get(name.decode()), str)
    mail.get_filename(), mail.get_content_charset(), mail.is_attachment()
    mail.get_boundary(), mail.get_params(), mail.get_content_disposition()
    assert isinstance(mail.get_content(), str)
    assert mail.as_string().encode("utf-8")
    assert copy.deepcopy(mail).as_bytes() == mail.as_bytes()


def test_an_eight_bit_subject_is_read_and_not_replaced():
    assert email_message("Subject: Grüße\n\n".encode())["Subject"] == "Grüße"


def test_text_is_read_in_spite_of_its_charset():
    raw = b"Content-Type: text/plain; charset=x-none\n\ncaf\xe9"
    assert email_message(raw).get_content() == "café"


def test_text_without_charset_survives_that_odoo_sets_one():
    mail = email_message(b"Content-Type: text/plain\n\ncaf\xe9")
    mail.set_charset("utf-8")
    assert mail.get_content() == "café"


def test_a_type_can_be_replaced():
    mail = email_message(b"Content-Type: a\n\nbody")
    mail.replace_header("Content-Type", "application/octet-stream")
    assert (mail.get_content_type(), mail.get_content()) == (
        "application/octet-stream",
        b"body",
    )


def test_a_multipart_without_parts_is_text():
    mail = email_message(b"Content-Type: multipart/mixed\n\nhello")
    assert (mail.get_content_type(), mail.get_content()) == ("text/plain", "hello")
    assert mail.defects == ["a multipart has no boundary"]


def test_a_file_is_decoded():
    raw = b"Content-Type: a/b\nContent-Transfer-Encoding: base64\n\naGk"
    mail = email_message(raw)
    assert mail.get_content() == mail.get_payload(decode=True) == b"hi"


def test_a_delivery_report_has_the_shape_of_the_standard_library():
    mail = email_message(REPORT)
    report, status, returned = mail.get_payload()
    assert report.get_content() == "Sorry."
    assert status.get_payload()[1]["Final-Recipient"] == "rfc822; a@b.example"
    assert b"Action: failed" in status.get_content()
    assert isinstance(returned.get_content(), EmailMessage)
    assert returned.get_payload()[0]["Message-ID"] == "<ours@x>"


def test_an_empty_delivery_status_has_no_blocks():
    assert (
        email_message(b"Content-Type: message/delivery-status\n\n").get_payload() == []
    )


@pytest.mark.parametrize("kind", [b"message/partial", b"message/rfc822", b"message/x"])
def test_eight_bit_messages_inside_can_be_written(kind):
    raw = b"Content-Transfer-Encoding: x\nContent-Type: " + kind + b"\n\n\xff\n"
    assert email_message(raw).as_bytes().endswith(b"\xff\n")


def test_what_is_written_reads_the_same_again():
    mail = email_message(email_message(REPORT).as_bytes())
    assert [p.get_content_type() for p in mail.walk()] == [
        p.get_content_type() for p in email_message(REPORT).walk()
    ]


def test_a_header_object_can_be_copied():
    subject = email_message(b"Subject: x\n\n")["Subject"]
    assert pickle.loads(pickle.dumps(subject)) == copy.copy(subject) == "x"


def test_a_header_can_hold_no_second_header():
    mail = email_message(b"To: a@b\r\nSubject: a\rBcc: v@x\x0bEvil: y\r\n\r\n")
    assert email_message(mail.as_bytes()).keys() == ["To", "Subject"]


def test_a_mail_full_of_addresses_costs_little():
    fields = (b"To: %d%s\n" % (n, b"a@b.c, " * 1000) for n in range(100))
    mail = email_message(b"".join(fields) + b"\n")
    began = time.thread_time()
    assert len(mail.get_all("To")) == 100
    assert time.thread_time() - began < 5


def test_parameters_are_read_from_headers_of_any_length():
    mail = email_message(b"Content-Type: a/b; " + b'a=";";' * 9000 + b"\n\n")
    began = time.thread_time()
    assert mail.get_params()[:2] == [("a/b", ""), ("a", ";")]
    assert (mail.get_param("A"), mail["Content-Type"].params["a"]) == (";", ";")
    assert time.thread_time() - began < 5


def test_a_comma_in_an_encoded_name_makes_no_second_address():
    mail = email_message(b"From: =?utf-8?q?Doe=2C_J=C3=B6rg?= <j@example.com>\r\n\r\n")
    assert mail["From"] == '"Doe, Jörg" <j@example.com>'


def test_an_address_header_still_tells_its_addresses():
    mail = email_message(b"To: Ann <ann@example.com>, bob@example.com\r\n\r\n")
    assert [a.addr_spec for a in mail["To"].addresses] == [
        "ann@example.com",
        "bob@example.com",
    ]


def test_a_date_header_still_tells_its_time():
    mail = email_message(b"Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n\r\n")
    assert mail["Date"].datetime.isoformat() == "2026-11-23T10:00:00+01:00"


def test_a_text_that_is_a_file_stays_as_it_is():
    mail = email_message(
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/csv; charset=no-such-charset; name=a.csv\r\n\r\n"
        b"caf\xe9\x0c;1\r\n--b--\r\n"
    )
    assert [part.get_content() for part in mail.iter_parts()] == [b"caf\xe9\x0c;1"]


def test_a_mail_that_is_one_named_text_is_shown_as_text():
    mail = email_message(b"Content-Type: text/html; name=a.html\r\n\r\n<p>Hello")
    assert mail.get_content() == "<p>Hello"


def test_a_body_holds_no_control_characters():
    mail = email_message(b"Content-Type: text/plain\r\n\r\na\x18b\x0cc\x00d")
    assert mail.get_content() == "ab cd"
