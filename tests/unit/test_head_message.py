"""An over-size mail becomes a small one from its beginning."""

from tools.mail.head_message import head_message
from tools.mail.message import parse

HUGE = (
    "Message-ID: <a@b>\nSubject: Größe\n"
    "Content-Type: multipart/mixed; boundary=b\nContent-Length: 99999999\n\n"
    "--b\nContent-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\nSee the fi"
).encode()


def test_the_text_ends_where_the_bytes_end():
    mail = parse(head_message(HUGE).raw)
    assert (mail.message_id, mail.subject) == ("<a@b>", "Größe")
    assert (mail.body_text, mail.content_type) == ("See the fi", "text/plain")
    assert "Content-Length" not in mail.headers


def test_files_are_left_out_and_named():
    raw = HUGE + b"le\n--b\nContent-Type: application/zip; name=all.zip\n\nPK\x03"
    small = head_message(raw)
    assert small.left_out == ("all.zip (application/zip)",)
    assert parse(small.raw).attachments == ()


def test_html_serves_where_there_is_no_plain_text():
    mail = parse(head_message(b"Content-Type: text/html\n\n<b>Hi</b").raw)
    assert mail.content_type == "text/html"


def test_a_mail_of_one_file_has_an_empty_text():
    small = head_message(b"Subject: x\nContent-Type: a/b\n\n\xff")
    assert (parse(small.raw).body_text, small.left_out) == ("", ("a/b",))


def test_no_bytes_make_a_mail():
    assert parse(head_message(b"").raw).body_text == ""
