"""Whom a bounce is about, in all forms."""

import logging
import time

import pytest
from kinds_kit import written

from tools.bounces.failed_recipients import failed_recipients
from tools.mail.message import parse

DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"
EXIM = """A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  anna@b.example
    550 5.1.1 unknown user

------ This is a copy of the message, including all the headers. ------

From: <help@desk.example>
To: someone.else@b.example
"""
QMAIL = """Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<anna@b.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

To: someone.else@b.example
"""


def told(body, subject="Mail delivery failed", **fields):
    mail = parse(written(body, subject, DAEMON, **fields))
    return [(r.address, r.action, r.status) for r in failed_recipients(mail)]


def report(group):
    return parse(
        b"From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; "
        b"report-type=delivery-status; boundary=b\n\n--b\nContent-Type: "
        b"message/delivery-status\n\nReporting-MTA: dns; x\n\n" + group + b"\n--b--\n"
    )


def test_of_a_forwarded_mail_the_address_that_we_wrote_to_is_told_too():
    group = (
        b"Final-Recipient: rfc822; forwarded@other.example\n"
        b"Original-Recipient: rfc822;anna@b.example\nAction: failed\nStatus: 5.1.1\n"
    )
    (found,) = failed_recipients(report(group))
    assert (found.address, found.status) == ("forwarded@other.example", "5.1.1")
    assert found.original_address == "anna@b.example"


def test_a_delivery_report_names_those_that_failed_not_those_that_arrived():
    found = failed_recipients(
        report(
            b"Final-Recipient: rfc822; A@b.example\nAction: failed\nStatus: 5.1.1\n\n"
            b"Final-Recipient: rfc822; c@b.example\nAction: delivered\n\n"
            b"Final-Recipient: rfc822; a@b.example\nAction: failed"
        )
    )
    assert [(r.address, r.status) for r in found] == [("a@b.example", "5.1.1")]


def test_a_report_of_success_names_nobody():
    raw = b"Final-Recipient: rfc822; a@b.example\nAction: relayed"
    assert failed_recipients(report(raw)) == ()


@pytest.mark.parametrize("body", [EXIM, QMAIL])
def test_old_formats(body):
    (found,) = told(body)
    assert found[:2] == ("anna@b.example", "failed")


def test_the_field_of_exim_and_gmail():
    fields = {"X_Failed_Recipients": "a@b.example, C@d.example"}
    found = told("No.", **fields)
    assert [address for address, *_rest in found] == ["a@b.example", "c@d.example"]


@pytest.mark.parametrize(
    "body",
    [
        "Could not reach these:\n\n  * anna@b.example\n",
        "Failed Recipient: anna@b.example\nReason: unknown user",
        "The following failed:\n  an address\n    (generated from anna@b.example)",
        "Die Mail an anna@b.example konnte nicht zugestellt werden.",
        "It could not be delivered.\n\n--- The header follows ---\nTo: x@y.example",
    ],
)
def test_formats_nobody_described(body):
    raw = body.replace("--- The header follows ---", "anna@b.example: unknown")
    assert told(raw)[0][0] == "anna@b.example"


def test_the_mail_that_comes_back_says_whom_it_was_for():
    mail = parse(
        b"From: MAILER-DAEMON@mx.example\nSubject: Undeliverable\nContent-Type: "
        b"multipart/mixed; boundary=b\n\n--b\n\nUnknown user.\n--b\n"
        b"Content-Type: message/rfc822\n\nTo: Anna <anna@b.example>\n\nhi\n--b--\n"
    )
    assert [r.address for r in failed_recipients(mail)] == ["anna@b.example"]


def test_a_delay_is_not_called_a_failure():
    body = "anna@b.example\nDelivery has been delayed. You do not need to resend."
    found = told(body, "Warning: message delayed")
    assert {action for _address, action, _status in found} <= {"delayed"}


def test_a_persons_mail_is_not_searched():
    assert failed_recipients(parse(written(EXIM, "Mail delivery failed"))) == ()


@pytest.mark.parametrize("sender", ["", "=?x?q?", '"', "<", "a@b@c <<>>, ;:", "\\"])
def test_odd_senders_do_no_harm(sender, caplog):
    caplog.set_level(logging.DEBUG)
    fields = "X-Failed-Recipients: \n" if sender else ""
    raw = f"From: {sender}\n{fields}Return-Path: <>\nSubject: Undeliverable\n\n{EXIM}"
    found = failed_recipients(parse(raw.encode()))
    assert [r.address for r in found] == ["anna@b.example"]
    assert "anna" not in caplog.text


@pytest.mark.parametrize(
    "piece",
    ["a@b.example ", "<", "failed recipient: ", "a" * 500, "- ", "To: \n", "@", " \n"],
)
def test_long_texts_take_bounded_time(piece):
    mail = parse(written(piece * (3_000_000 // len(piece)), "Undeliverable", DAEMON))
    began = time.process_time()
    failed_recipients(mail)
    assert time.process_time() - began < 5


def test_an_id_of_the_returned_mail_is_nobody_that_was_not_reached():
    body = (
        "A message that you sent could not be delivered to one or more of its "
        "recipients.\n\nanna@b.example Invalid Address, ERROR_CODE :550\n\n"
        "Received:from x by y\n with SMTP id 7\nMessage-ID:<14a3.7@mx.example>\n"
    )
    assert [address for address, *_rest in told(body)] == ["anna@b.example"]


def test_an_address_that_another_was_made_from_was_reached():
    body = EXIM.replace("unknown user", "x").replace(
        "anna@b.example\n", "anna@b.example\n    (generated from carl@d.example)\n"
    )
    assert [address for address, *_rest in told(body)] == ["anna@b.example"]
