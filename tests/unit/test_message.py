"""Any bytes become one InboundMessage."""

import hashlib
from datetime import datetime, timezone

import pytest

from tools.mail.message import Address, Attachment, parse
from tools.parsing_limits import MAX_REFERENCES

MAIL = b"""\
Return-Path: <Ann@Example.com>
Delivered-To: help@desk.example
Received: from a by b; Tue, 02 Jan 2024 10:00:05 +0100
Received: from c by a; Tue, 02 Jan 2024 09:00:00 +0000
Message-ID: <Mail-1@example.com>
In-Reply-To: <two@x>
References: <one@x>
\t<two@x> <one@x>
From: =?utf-8?q?Ann_M=C3=BCller?= <Ann@Example.COM>
Sender: secretary@example.com
Reply-To: Ann <ann@home.example>
To: Help <Help@Desk.example>, other@desk.example
Cc: third@desk.example
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
 from here
Date: Tue, 2 Jan 2024 10:00:00 +0100 (CET)
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

Hello
--a
Content-Type: text/html

<p>Hello</p>
--a--
--b
Content-Type: image/png; name=logo.png
Content-ID: <logo@x>
Content-Disposition: inline
Content-Transfer-Encoding: base64

aGVsbG8=
--b--
"""


def test_a_mail_is_read():
    mail = parse(MAIL)
    assert mail.subject == "Grüße from here"
    assert mail.from_ == Address("Ann Müller", "ann@example.com")
    assert mail.sender == Address("", "secretary@example.com")
    assert mail.reply_to == (Address("Ann", "ann@home.example"),)
    assert [a.email for a in mail.to] == ["help@desk.example", "other@desk.example"]
    assert [a.email for a in mail.cc] == ["third@desk.example"]
    assert mail.return_path == "ann@example.com"
    assert mail.delivered_to == ("help@desk.example",)
    assert mail.message_id == "<Mail-1@example.com>"
    assert mail.in_reply_to == ("<two@x>",)
    assert mail.references == ("<one@x>", "<two@x>")
    assert mail.date == datetime(2024, 1, 2, 9, 0, tzinfo=timezone.utc)
    assert mail.received_date == datetime(2024, 1, 2, 9, 0, 5, tzinfo=timezone.utc)
    assert mail.headers.get_all("received")[1].startswith("from c by a")
    assert (mail.body_text, mail.body_html) == ("Hello", "<p>Hello</p>")
    assert (mail.content_type, mail.is_multipart) == ("multipart/mixed", True)
    logo = Attachment("logo.png", "image/png", 5, "logo@x", "inline")
    assert mail.attachments == (logo,)
    assert (mail.defects, mail.size) == ((), len(MAIL))
    assert mail.digest == hashlib.sha256(MAIL).hexdigest()


def test_no_bytes_are_a_mail_too():
    mail = parse(b"")
    assert (mail.subject, mail.from_, mail.body_text) == ("", Address("", ""), "")
    assert (mail.message_id, mail.date, mail.return_path) == (None, None, None)
    assert mail.defects == ("no sender",)


def test_an_empty_return_path_is_not_a_missing_one():
    assert parse(b"Return-Path: <>\n\n").return_path == ""


@pytest.mark.parametrize(
    ("value", "message_id"),
    [
        (b"", None),
        (b"<>", None),
        (b"<" + b"a" * 2000 + b"@b>", None),
        (b"no-brackets@x", "<no-brackets@x>"),
        (b"odd id", "<oddid>"),
        (b"<folded\r\n in@two>", "<foldedin@two>"),
        (b"<a@b> (comment)", "<a@b>"),
    ],
)
def test_a_message_id_has_brackets_or_is_none(value, message_id):
    assert parse(b"Message-ID: " + value + b"\r\n\r\n").message_id == message_id


def test_in_reply_to_of_old_programs_is_found_between_words():
    raw = b'In-Reply-To: Your message of "Mon, 1 Jan" <a@b> from c@d\n\n'
    assert parse(raw).in_reply_to == ("<a@b>",)


def test_the_newest_references_are_kept():
    raw = b"References: " + b" ".join(b"<%d@x>" % n for n in range(500)) + b"\n\n"
    assert len(parse(raw).references) == MAX_REFERENCES
    assert parse(raw).references[-1] == "<499@x>"


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"yesterday",
        b"Thu, 1 Jan 1970 00:00:00 +0000",
        b"Mon, 1 Jan 12024 00:00:00 +0000",
        b"Mon, 99 Jan 2024 00:00:00 +0000",
        b"Mon, 1 Jan 2024 00:00:00 +99999999",
        b"1" * 5000,
    ],
)
def test_a_date_that_cannot_be_is_none(value):
    assert parse(b"Date: " + value + b"\n\n").date is None


def test_a_mail_of_html_only_has_text():
    raw = (
        b"Content-Type: text/html\n\n<style>p{}</style><!-- <p>no -->"
        b"<p>Dear   &lt;you&gt;,<br>a &lt; b</p><script>x<y</script> 1 < 2"
    )
    assert parse(raw).body_text == "Dear <you>,\na < b\n1 < 2"


def test_a_text_file_is_an_attachment_and_no_body():
    raw = b"Content-Disposition: attachment\nContent-Type: text/plain\n\nlog"
    assert parse(raw).body_text == ""
    assert parse(raw).attachments == (
        Attachment("attachment.txt", "text/plain", 3, "", "attachment"),
    )


def test_a_forwarded_message_is_an_attachment_and_no_body():
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee below\n"
        b"--b\nContent-Type: message/rfc822\n\nSubject: x\n\ninner\n--b--\n"
    )
    mail = parse(raw)
    assert mail.body_text == "see below"
    assert [a.content_type for a in mail.attachments] == ["message/rfc822"]


def test_a_mail_that_is_nothing_but_a_message_shows_its_text():
    raw = b"Content-Type: message/rfc822\n\nSubject: x\n\ninner"
    assert parse(raw).body_text == "inner"


def test_texts_hold_nothing_a_database_refuses():
    raw = b"Subject: a\0b =?utf-7?q?+2AA-?=\nContent-Type: x/y; charset=\0\n\n\0\xff"
    mail = parse(raw)
    assert "\0" not in mail.subject + mail.body_text
    assert repr(mail).encode("utf-8")


def test_eight_bit_headers_are_in_the_charset_of_the_body():
    raw = "Subject: Привет\nContent-Type: text/plain; charset=koi8-r\n\nПока"
    mail = parse(raw.encode("koi8-r"))
    assert (mail.subject, mail.body_text) == ("Привет", "Пока")


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("=?utf-8?q?what?_yes?=", "what? yes"),
        ("=?utf-8?q?broken =?utf-8?q?_whole?=", "=?utf-8?q?broken whole"),
        ("=?utf-8*en?Q?a=20b?=", "a b"),
        ("=?utf-8?b?w6?= =?utf-8?b?qQ==?=", "é"),
        ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
        ("=?utf-8?b?w6k?=", "é"),
        ("=?utf-8?q?a b?=", "a b"),
    ],
)
def test_sins_against_encoded_words_are_forgiven(word, text):
    assert parse(f"Subject: {word}\n\n".encode()).subject == text


@pytest.mark.parametrize("field", ["Reply-To", "Sender", "Return-Path", "To"])
def test_no_other_field_says_who_wrote(field):
    raw = f"From: Anna <>\n{field}: <anna@x.example>\n\nhi".encode()
    assert parse(raw).from_ == Address("Anna", "")


def test_the_last_of_very_many_references_are_kept_cheaply():
    raw = b"References: " + b"<a@b>" * 10_000 + b" <last@x>\n\n"
    assert parse(raw).references == ("<a@b>", "<last@x>")
