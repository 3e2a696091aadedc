"""Mails that seldom come: each reader says what they are, or takes what there is."""

import struct
from datetime import datetime, timezone

import pytest
from kinds_kit import judged, verdict
from peers import winmail as kit

from tools.bounces.failed_recipients import _texts
from tools.mail.dsn import parse_report
from tools.mail.email_message import TolerantMessage, email_message
from tools.mail.header_policy import MailPolicy
from tools.mail.message import parse
from tools.mail.tnef import read_tnef
from tools.mail.transfer_encoding import decode_transfer
from tools.matching.references import OWN_MARK_FIELD, is_own_mail, make_token
from tools.oauth.token_answers import renewable
from tools.policy.attachment_limits import Limits, sift
from tools.quotes.fold import fold_quotes
from tools.quotes.heads import _field_follows
from tools.quotes.reply_text import visible_text
from tools.quotes.signature import is_sent_from, signature_lines
from tools.text.html_cost import cleaning_seconds

KEY = b"k" * 32
TOKEN = make_token(42, "desk.example", KEY, "n0nce")
DAEMON = "Mail Delivery System <mailer-daemon@mx.example>"


def multipart(*parts, kind=b"mixed", head=b""):
    """A multipart mail of these parts, each with its own head."""
    inner = b"".join(b"--b\n" + part + b"\n" for part in parts)
    typed = b"Content-Type: multipart/" + kind + b"; boundary=b\n"
    return head + typed + b"\n" + inner + b"--b--\n"


# --- files and structure


def test_files_without_a_name_in_a_forwarded_mail_are_called_by_what_they_are():
    forwarded = multipart(
        b"Content-Type: message/rfc822\n\nSubject: in\n\nhi",
        b"Content-Type: image/png\nContent-Disposition: attachment\n\nx",
        b"Content-Type: application/pdf\nContent-Disposition: attachment\n\nx",
    )
    mail = multipart(b"Content-Type: message/rfc822\n\n" + forwarded)
    found = sift(parse(mail), Limits(denied=("eml", "png", "application/pdf")))
    names = [one.name for one in found]
    assert names[-3:] == ["message.eml", "image.png", "attachment"]


def test_a_picture_without_a_name_is_named_by_its_kind_for_odoo():
    shown = email_message(b"Content-Type: image/png\nContent-ID: <a@b>\n\nx")
    assert shown.get_filename() == "image.png"
    assert email_message(b"Content-Type: image/png\n\nx").get_filename() is None


def test_a_payload_in_ascii_is_as_it_is():
    assert email_message(b"Subject: x\n\nhi").get_payload() == "hi"


def test_what_says_that_it_is_uuencoded_and_is_not_stays_as_it_is():
    data = b"begin 644 a.txt\n#\x7f\x7f\x7f\x7f\nend\n"
    assert decode_transfer(data, "x-uuencode") == data


def test_what_follows_the_returned_mail_in_a_report_is_left_aside():
    mail = multipart(
        b"Content-Type: message/delivery-status\n\n"
        b"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n",
        b"Content-Type: message/rfc822\n\nMessage-ID: <ours@x>\n\nhi",
        b"Content-Type: message/rfc822\n\nMessage-ID: <other@x>\n\nhi",
        kind=b"report; report-type=delivery-status",
    )
    assert parse_report(parse(mail)).returned_message_id == "<ours@x>"


@pytest.mark.parametrize("field", ["Message-ID", OWN_MARK_FIELD])
def test_our_own_mail_is_known_by_its_id_or_its_mark(field):
    assert is_own_mail(parse(f"{field}: {TOKEN}\n\nhi".encode()), KEY) is True
    assert is_own_mail(parse(f"References: {TOKEN}\n\nhi".encode()), KEY) is False


# --- header fields


@pytest.mark.parametrize("text", ['"', "a@["])
def test_an_address_field_on_which_the_standard_library_stumbles_has_none(text):
    field = email_message(f"To: {text}\n\nhi".encode())["To"]
    assert field.addresses == ()


def test_a_program_may_set_a_date_as_a_date():
    message = TolerantMessage(MailPolicy())
    message["Date"] = datetime(2026, 2, 1, 10, tzinfo=timezone.utc)
    assert message["Date"] == "Sun, 01 Feb 2026 10:00:00 +0000"


def test_a_grant_that_can_be_renewed_is_handed_on():
    granted = type("Token", (), {"refresh_token": "r"})()
    assert renewable(granted) is granted


# --- quotations and signatures


def test_the_head_that_outlook_puts_before_an_earlier_mail_begins_it():
    html = '<p>new</p><div class="OutlookMessageHeader">Jane Doe</div><p>old</p>'
    new, _mark, old = fold_quotes(html).partition("data-o-mail-quote")
    assert "new" in new and "old" in old


def test_a_quotation_under_a_mail_programs_own_opener_is_left_out():
    opener = "Zitat von Jane Doe am 5.3.2024 um 10:12 schrieb:"
    assert visible_text(f"new\n\n{opener}\n> old\n").strip() == "new"


def test_a_comment_beside_a_plain_blockquote_is_neither_folded_nor_lost():
    html = "<div>new<!-- note --><blockquote cite='x'>old</blockquote></div>"
    folded = fold_quotes(html)
    assert folded.count('data-o-mail-quote="1"') == 1
    assert "<!-- note -->" in folded


def test_fields_of_a_head_end_where_only_empty_lines_follow():
    assert _field_follows(["", "From: a@b.example"], 0, 2) is True
    assert _field_follows(["", ""], 0, 2) is False


def test_of_what_a_bounce_seems_to_name_only_addresses_count():
    assert list(_texts([b"nobody", b"Anna@B.example"])) == ["anna@b.example"]


def test_a_text_too_long_for_an_attribution_is_none():
    long = "\n".join(["word " * 60] * 3)
    assert long.strip() in visible_text(f"{long}\nJane wrote:\n\nmore\n")


def test_a_sentence_that_names_no_device_is_no_mail_programs():
    assert is_sent_from("Sent from the office in Rome") is False
    assert is_sent_from("Sent from my iPhone") is True


def test_a_signature_under_a_rule_is_one_unless_the_rule_underlines_a_heading():
    assert signature_lines(["Hello", "", "__", "Jane Doe"]) == {2, 3}
    assert signature_lines(["Hello", "Prices", "__", "Jane Doe"]) == set()


# --- costs of HTML


def test_comments_cost_by_what_looks_like_a_condition_in_them():
    page = "<p>x</p>" * 700
    plain = cleaning_seconds(f"<div><b>a</b><!-- note -->{page}</div>")
    odd = "[if " * 2000
    assert cleaning_seconds(f"<div><b>a</b><!-- {odd} -->{page}</div>") > 2 * plain


# --- kinds


ANSWER = {"In_Reply_To": "<ours@desk.example>"}


def test_a_generated_answer_that_says_absent_in_its_text_is_an_answer():
    said = "I am out of the office until Monday."
    fields = {"Auto_Submitted": "auto-generated", "subject": "Re: Printer", **ANSWER}
    assert verdict(said, **fields) == ("auto_reply", "generated-answer")


def test_an_answer_under_a_new_subject_that_declares_itself_is_an_answer():
    said = "We have received your message. This is an automated reply."
    assert verdict(said, subject="Acme Ltd", **ANSWER) == (
        "auto_reply",
        "worded-answer",
    )


CHALLENGE = "Please confirm your email address so that it can be delivered."


def test_a_person_who_writes_of_a_confirmation_is_a_person():
    assert verdict(CHALLENGE) == ("human", "no-rule")


def test_a_filter_that_asks_for_a_confirmation_is_a_machine():
    assert verdict(CHALLENGE, X_Auto_Response_Suppress="All")[0] == "auto_reply"
    assert verdict(CHALLENGE, Precedence="bulk") == ("auto_reply", "challenge")


def test_a_failure_that_is_a_warning_only_is_a_delay():
    said = "This is a warning message only. You do not need to resend your message."
    assert verdict(said, "Returned mail: see transcript for details", DAEMON) == (
        "delayed",
        "worded-delay",
    )


def test_a_complaint_in_a_providers_own_form_is_a_report():
    head = b"From: abuse@isp.example\nSubject: Complaint about message from 192.0.2.1\n"
    mail = multipart(
        b"Content-Type: text/plain\n\nSee below.",
        b"Content-Type: message/rfc822\n\nSubject: ours\n\nhi",
        head=head,
    )
    assert judged(mail) == ("feedback_report", "complaint")


@pytest.mark.parametrize(
    ("sender", "found"),
    [
        (DAEMON, ("bounce", "unreadable-report")),
        ("Anna <anna@b.example>", ("human", "no-rule")),
    ],
)
def test_a_report_of_an_unknown_kind_is_a_bounce_where_a_mail_server_sent_it(
    sender, found
):
    head = f"From: {sender}\nSubject: Hello\n".encode()
    mail = multipart(b"\nhi", kind=b"report; report-type=x-odd", head=head)
    assert judged(mail) == found


# --- winmail.dat


def test_a_winmail_with_a_cut_attribute_gives_what_came_before_it():
    text = kit.message(kit.text(kit.SUBJECT, "Subject"), kit.text(kit.BODY, "words"))
    cut = kit.attribute(kit.MESSAGE, 0x9007, b"\1")
    found = read_tnef(kit.winmail(text, cut, kit.file(b"a.txt", b"x")))
    assert (found.subject, found.text, found.files) == ("Subject", "words", [])


def test_a_winmail_of_countless_attributes_is_read_to_a_bound():
    padding = kit.attribute(kit.MESSAGE, 0x8006, b"") * 10_001
    found = read_tnef(kit.winmail(padding, kit.file(b"late.txt", b"x")))
    assert found.files == []


def test_of_many_values_of_a_property_the_first_counts():
    one, two = "first".encode("utf-16-le"), "second".encode("utf-16-le")
    values = [struct.pack("<I", len(v)) + v + b"\0" * (-len(v) % 4) for v in (one, two)]
    many = struct.pack("<HHI", 0x101F, kit.BODY, 2) + b"".join(values)
    assert read_tnef(kit.winmail(kit.message(many))).text == "first"


def test_a_file_is_read_past_what_nobody_knows_of_it():
    file = kit.file(
        b"a.txt",
        b"",
        kit.prop(0x3702, 3, 1),
        kit.prop(kit.DATA, 0x102, b"content"),
    )
    (found,) = read_tnef(kit.winmail(file)).files
    assert (found.filename, found.data) == ("a.txt", b"content")


def test_a_winmails_file_keeps_the_type_that_it_tells():
    file = kit.file(b"a.bin", b"x", kit.text(kit.MIME_TYPE, "image/png"))
    mail = b"Content-Type: application/ms-tnef\n\n" + kit.winmail(file)
    (shown,) = parse(mail).attachments
    assert (shown.filename, shown.content_type) == ("a.bin", "image/png")
