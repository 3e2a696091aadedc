"""Whom a bounce in words did not reach: all that it names at the beginning of lines."""

import pytest

from tools.bounces.named_recipients import told_recipients
from tools.mail.message import parse

ANNA, CARL = "anna@b.example", "carl@d.example"
RETURNED = (
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nUnknown user.\n--b\n"
    "Content-Type: message/rfc822\n\nTo: {to}\n\nhi\n--b--\n"
)


def told(body):
    head = "From: MAILER-DAEMON@mx.example\nTo: help@desk.example\nSubject: Failed\n"
    return told_recipients(parse((head + body).encode()))


@pytest.mark.parametrize(
    "lines",
    [
        f"{ANNA}\n{CARL}",
        f"  <{ANNA}>\n  <{CARL}>: unknown",
        f"- {ANNA}\n* {CARL}",
        f"> {ANNA}\n>\t{CARL}",
        f'To: "{ANNA}"\nRecipient = {CARL}',
        f"Failed recipient: {ANNA}\nfailed-recipient: {CARL}",
        f"(generated from {ANNA})\nexpanded from {CARL}",
        f"550-{ANNA} is not here\n550 {CARL} is not either",
    ],
)
def test_every_address_at_the_beginning_of_a_line_was_not_reached(lines):
    text = f"\nYour mail to postmaster@mx.example failed for:\n\n{lines}\n"
    assert told(text) == (ANNA, CARL)


def test_an_address_is_told_once_and_in_lower_case():
    assert told("\nAnna@B.example\n<anna@b.example>.\n") == (ANNA,)


def test_parties_of_the_bounce_and_mail_systems_were_reached():
    lines = "help@desk.example\nmailer-daemon@mx.example\npostmaster@b.example\na@local"
    assert told(f"\n{lines}\n") == ()


def test_what_stands_behind_the_returned_head_is_not_told():
    text = f"\n{ANNA}\n\n------ This is a copy of the message ------\n{CARL}\n"
    assert told(text) == (ANNA,)


def test_the_only_address_within_a_line_was_not_reached():
    assert told(f"\nYour mail to {ANNA} failed.\n") == (ANNA,)


def test_of_many_addresses_within_lines_the_returned_mail_names_the_right_one():
    body = RETURNED.format(to=CARL).replace("Unknown", f"Not {ANNA}, not x@y.example")
    assert told(body) == (CARL,)


def test_of_many_addresses_within_lines_the_first_is_taken_as_a_last_resort():
    body = RETURNED.format(to=f"{CARL}, {ANNA}")
    assert told(body.replace("Unknown", f"Not {ANNA}, not x@y.example")) == (ANNA,)
    assert told(f"\nNeither {ANNA} nor {CARL} was reached.\n") == (ANNA,)


def test_a_returned_mail_to_many_names_nobody():
    assert told(RETURNED.format(to=f"{CARL}, {ANNA}")) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"您发送到{ANNA}的邮件被退回，请联系收件人。",
        f"メール{ANNA}に配信できません。",
        f"target mail address: {ANNA}\nreject reason: Mailbox full",
        f"-- {ANNA}\ncould not be delivered.",
        f"1. {ANNA} unknown",
        f"RCPT TO: {ANNA}\nMAIL FROM: {CARL}",
        f">>> RCPT To:<{ANNA}>\n<<< 550 unknown",
        f"554 5.1.1 <{ANNA}>... User unknown",
        f"----- Transcript of session follows -----\n550 <{ANNA}>... unknown",
        f"<{ANNA}>:\nFrom: <{CARL}> RCPT: <{ANNA}> does not like recipient.",
        f"{ANNA}\n    (generated from {CARL})",
        f"Recipient: smtp:{ANNA}\nSender: {CARL}\nContact: {CARL}",
        f"Sorry.\n\nOriginal Message:\nFrom: help@desk.example\nTo: {ANNA}\n",
        f"Your message\n  Subject: Hi\n  Sent: Monday\ndid not reach:\n  {ANNA} today",
        f"Recipient address: {ANNA}\nOriginal address: {CARL}\nReason: Over quota",
        f"无法发送到 {ANNA}\n退信原因 550",
    ],
)
def test_lines_of_many_programs(text):
    assert told(f"\n{text}\n") == (ANNA,)


def test_an_address_in_brackets_may_have_any_letters():
    text = "Content-Type: text/plain; charset=utf-8\n\n<用户@例子.广告>: unknown\n"
    assert told(text) == ("用户@xn--fsqu00a.xn--4rr70v",)


def test_a_returned_mail_with_several_recipients_names_none_of_them():
    assert told(f"\nSorry.\n\nOriginal Message:\nTo: {ANNA}, {CARL}\n") == ()


@pytest.mark.parametrize("separator", [", ", "; ", ",\n  ", ">, <"])
def test_all_of_a_list_on_one_line_were_not_reached(separator):
    text = f"\nYour message failed for: <{ANNA}{separator}{CARL}>\nReason: 550\n"
    assert told(text) == (ANNA, CARL)


def test_a_heading_between_asterisks_is_no_border_of_the_returned_mail():
    text = f"\n** Message blocked **\n\nYour message to {ANNA} has been blocked.\n"
    assert told(text) == (ANNA,)


def test_the_field_of_a_report_in_the_text_names_who_was_not_reached():
    text = (
        f"\nOriginal message from {CARL}\n\n------ Report of the message ------\n"
        f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: RFC822; {ANNA}\n"
        "Action: failed\n"
    )
    assert told(text) == (ANNA,)


def test_where_nothing_else_tells_the_reply_of_a_server_does():
    text = (
        "\nSorry.\n\n------ Your message follows ------\n"
        f"<<< 550 5.1.1 <{ANNA}>... User unknown\n"
    )
    assert told(text) == (ANNA,)
