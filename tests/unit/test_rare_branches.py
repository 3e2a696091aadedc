"""What real mail seldom asks for, and readers must answer all the same."""

import copy
import struct

import pytest
from kinds_kit import verdict
from peers import winmail as kit

from tools.errors import FixSettings
from tools.mail.address import NOBODY, Address, parse_addresses
from tools.mail.calendar_answer import read_answer
from tools.mail.email_message import TolerantMessage, email_message
from tools.mail.header_policy import MailPolicy
from tools.mail.headers import Headers
from tools.mail.message import parse
from tools.mail.tnef import read_tnef
from tools.oauth.token_answers import renewable
from tools.policy.authentication_results import authentication
from tools.policy.picture_size import picture_size
from tools.quotes.fold import fold_quotes
from tools.quotes.forwarded import find_forwarded
from tools.quotes.html_tree import read_page
from tools.quotes.labels import NEW, Line, label
from tools.quotes.quotable import quotable
from tools.text.html_cost import cleaning_seconds
from tools.text.rtf import decompress_rtf
from tools.transport.session import RemoteRef
from tools.transport.wire_failures import network_error

DAEMON = "Mail Delivery System <mailer-daemon@mx.example>"


def test_an_address_in_brackets_within_another_is_not_taken():
    (found,) = parse_addresses("Anna <anna@b.example> <carl@d.example>")
    assert found == Address("Anna", "anna@b.example")


def test_other_methods_of_authentication_say_nothing():
    value = "mx.acme.example; iprev=pass policy.iprev=192.0.2.1; arc=none; spf=pass"
    found = authentication(
        Headers((("Authentication-Results", value),)), NOBODY, "mx.acme.example"
    )
    assert found.spf == "pass"


def test_an_attendee_without_scheme_is_an_address():
    found = read_answer(
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nDTSTART:20240304T110000Z\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:anna@b.example\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert found.attendee.email == "anna@b.example"
    assert (found.start.hour, found.zone) == (11, "")


def test_a_forwarded_mail_of_nobody_is_none():
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
    raw += b"Content-Type: message/rfc822\n\nSubject: x\n\nhi\n--b--\n"
    assert find_forwarded(parse(b"From: a@b.example\n" + raw)) is None


@pytest.mark.parametrize("html", ["<?xml version='1.0'?>", "<!DOCTYPE html>"])
def test_a_page_of_nothing_but_a_declaration_is_no_page(html):
    assert read_page(html).lines == []
    assert cleaning_seconds(html + " " * 20_000) < 1


def test_lines_behind_the_last_that_is_looked_at_are_as_it_is():
    assert label([Line("words")] * 20_010) == [NEW] * 20_010


def test_a_preformatted_quotation_is_marked_line_by_line():
    html = "<pre>new\n\nOn 3/5/24 10:12, Jane Doe wrote:\n&gt; a\n&gt; b</pre>"
    assert "".join(fold_quotes(html).split()).count("data-o-mail-quote") == 1


def test_marked_lines_before_and_behind_new_ones_are_apart():
    html = "<pre>On 3/5/24 10:12, Jane wrote:\n&gt; a\n\nnew\nmore\n-- \nJane</pre>"
    folded = fold_quotes(html)
    assert folded.count('<span data-o-mail-quote="1" class="o_mailbox_') == 2
    assert "new\nmore\n" in folded


@pytest.mark.parametrize("html", ["\x01", "<html/>", "<!DOCTYPE html>"])
def test_what_cannot_be_parsed_is_not_quoted(html):
    assert quotable(html) == ""


def test_a_picture_that_is_nearly_a_jpeg_has_no_size():
    assert picture_size(b"\xff\xd8" + b"\xff\xe0\x00\x02" * 2_000) is None


def test_packed_text_of_another_kind_is_nothing():
    assert decompress_rtf(struct.pack("<II4sI", 20, 8, b"ABCD", 0) + b"words") == b""


def test_packed_text_that_reaches_before_its_beginning_ends():
    packed = struct.pack("<II4sI", 20, 8, b"LZFu", 0) + b"\x01\xff\xf0"
    assert decompress_rtf(packed) == b""


def test_a_remote_ref_is_compared_with_others_only():
    with pytest.raises(TypeError):
        assert RemoteRef("", "", "a") < "a"


def test_a_handshake_that_was_too_slow_timed_out():
    assert network_error(TimeoutError("slow"), connecting=True).code == "timed_out"


def test_an_attribute_of_a_file_that_is_cut_is_left_out():
    whole = kit.winmail(kit.file(b"a.txt", b"x"))
    assert read_tnef(whole[:-9]) is not None
    assert read_tnef(whole + struct.pack("<BI", 2, 0x69005)) is not None


def test_a_token_that_cannot_be_renewed_is_refused():
    with pytest.raises(FixSettings) as refused:
        renewable(type("Token", (), {"refresh_token": ""})())
    assert refused.value.code == "refresh_token_missing"


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Warning: message delayed", "X_Failed_Recipients": "a@b"},
        {"subject": "Email feedback report for IP 192.0.2.1"},
        {"X_Mailer": "PHPMailer 6.8"},
        {"Return_Path": "<mailer-daemon@x.example>"},
    ],
)
def test_one_sign_alone_does_not_make_a_persons_mail_a_machines(fields):
    assert verdict(**fields) == ("human", "no-rule")


def test_a_generated_mail_that_says_out_of_office_is_an_answer():
    fields = {"Auto_Submitted": "auto-generated", "subject": "Out of office"}
    assert verdict(**fields) == ("auto_reply", "generated-answer")


def header(name, value):
    return email_message(f"{name}: {value}\n\nhi".encode())[name]


def test_a_header_answers_what_the_standard_library_asks():
    assert (
        header("Content-Type", 'text/Plain; charset="x"').content_type == "text/plain"
    )
    assert header("Content-Type", 'text/plain; charset="x"').params["charset"] == "x"
    assert header("Content-Disposition", "Inline").content_disposition == "inline"
    assert header("Content-Transfer-Encoding", "7BIT").cte == "7bit"
    subject = header("Subject", "=?utf-8?q?=C3=BC?=")
    assert copy.copy(subject) == subject == "ü"
    assert subject.fold(policy=MailPolicy()) == "Subject: ü\r\n"


def test_an_address_header_is_parsed_when_asked():
    field = header("To", '"Berg, Anna" <anna@b.example>, carl@d.example, Somebody')
    assert field.addresses[0].display_name == "Berg, Anna"
    assert copy.copy(field) == field
    with pytest.raises(AttributeError):
        field.no_such_thing  # noqa: B018
    with pytest.raises(AttributeError):
        field._no_such_thing  # noqa: B018
    with pytest.raises(AttributeError):
        header("To", "a@b.example, " * 2_000).addresses  # noqa: B018


def test_a_policy_may_be_copied_and_takes_what_programs_set():
    policy = MailPolicy().clone(max_line_length=50)
    message = TolerantMessage(policy)
    message["To"] = "anna@b.example"
    message["Cc"] = message["To"]
    message["X-Number"] = message["To"]
    assert message["Cc"] == "anna@b.example"
    assert policy.header_max_count("To") is None
    assert policy.header_store_parse("to", message["To"])[1] is message["To"]


def test_a_message_is_written_with_its_envelope_and_any_payload():
    message = email_message(b"Subject: x\n\nhi")
    message.set_unixfrom("From a@b Mon Jan  1 00:00:00 2024")
    assert message.as_bytes(unixfrom=True).startswith(b"From a@b Mon")
    message._payload = b"\xff bytes"
    assert b"\xff bytes" in message.as_bytes()
    message._payload = "ü\ud800"
    assert message.get_payload() == "ü?"
    message._payload = "ü"
    assert message.get_payload() == "ü"
    assert "ü".encode() in message.as_bytes()


def test_parameters_that_are_not_there_are_as_asked():
    bare = email_message(b"Subject: x\n\nhi")
    assert bare.get_params("none") == "none"
    typed = email_message(b"Content-Type: text/plain; a=b\n\nhi")
    assert typed.get_params() == [("text/plain", ""), ("a", "b")]


def test_a_message_inside_and_a_report_are_written_and_read():
    inner = email_message(b"Content-Type: message/rfc822\n\nSubject: in\n\nhi")
    assert b"Subject: in" in inner.as_bytes()
    assert inner.get_content()["Subject"] == "in"
    raw = b"Content-Type: message/delivery-status\n\nA: b\n\nC: d\n"
    assert b"A: b" in email_message(raw).get_content()
    odd = email_message(b"Content-Type: multipart/mixed\n\nhi")
    assert odd.get_content_type() == "text/plain"
