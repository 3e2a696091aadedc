"""Reports about mail of ours are understood, also broken ones."""

import pytest

from tools.mail.dsn import Recipient, parse_report, report_type
from tools.mail.message import parse


def report(status, returned=b"", kind=b"delivery-status"):
    return parse(
        b"Content-Type: multipart/report; report-type=" + kind + b"; boundary=b\n\n"
        b"--b\n\nSorry.\n--b\nContent-Type: message/" + kind + b"\n\n" + status + b"\n"
        b"--b\nContent-Type: message/rfc822\n\n" + returned + b"\n\nhello\n--b--\n"
    )


FAILED = b"""\
Reporting-MTA: dns; mx.example

Original-Recipient: rfc822;Old@b.example
Final-Recipient: rfc822; <A@b.example>
Action: Failed (for good)
Status: 5.1.1 (no such user)
Diagnostic-Code: smtp; 550 5.1.1
 unknown; sorry
"""


def test_a_failed_recipient_is_read():
    found = parse_report(report(FAILED, b"Message-ID: <ours@x>\nSubject: S"))
    assert found.recipients == (
        Recipient(
            address="a@b.example",
            original_address="old@b.example",
            action="failed",
            status="5.1.1",
            diagnostic="550 5.1.1 unknown; sorry",
        ),
    )
    assert (found.permanent, found.temporary) == (True, False)
    assert found.reporting_mta == "mx.example"
    assert found.returned_message_id == "<ours@x>"
    assert found.returned_headers.get("subject") == "S"


@pytest.mark.parametrize(
    ("status", "action", "code"),
    [
        pytest.param(b"Status: 5.0.0", "failed", "5.0.0", id="action missing"),
        pytest.param(b"Action: delay\nStatus: 4.0.0", "delayed", "4.0.0", id="odd"),
        pytest.param(b"Action: failed\nStatus: 5", "failed", "", id="status cut"),
        pytest.param(
            b"Diagnostic-Code: smtp; 452 4.2.2 full",
            "delayed",
            "4.2.2",
            id="diagnostic",
        ),
        pytest.param(
            b"Action: failed\nStatus: 10.0.0.5", "failed", "", id="an address"
        ),
        pytest.param(b"X: y", "", "", id="nothing"),
    ],
)
def test_broken_fields_are_completed(status, action, code):
    group = b"Final-Recipient: a@b.example\n" + status
    (recipient,) = parse_report(report(b"X-Y: z\n\n" + group)).recipients
    assert (recipient.action, recipient.status) == (action, code)


def test_groups_without_empty_line_between_are_told_apart():
    group = b"Final-Recipient: rfc822; %s@x\nAction: %s\n"
    found = parse_report(report(group % (b"a", b"failed") + group % (b"b", b"delayed")))
    assert [(r.address, r.action) for r in found.recipients] == [
        ("a@x", "failed"),
        ("b@x", "delayed"),
    ]


def test_a_failure_after_days_of_trying_is_temporary():
    found = parse_report(report(FAILED.replace(b"5.1.1", b"4.4.7")))
    assert (found.permanent, found.temporary) == (False, True)


def test_one_permanent_failure_among_delays_is_permanent():
    late = b"\nFinal-Recipient: rfc822; l@x\nAction: delayed\nStatus: 4.4.1\n"
    found = parse_report(report(FAILED + late))
    assert (found.permanent, found.temporary) == (True, False)
    assert found.actions == {"failed", "delayed"}


def test_returned_headers_alone_are_enough():
    raw = (
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        b"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ours@x>\n--b--\n"
    )
    assert parse_report(parse(raw)).returned_message_id == "<ours@x>"


def test_a_report_that_says_nothing_has_no_recipients():
    found = parse_report(report(b"\xff\x00"))
    assert (found.recipients, found.permanent) == ((), False)


def test_a_status_part_makes_a_report_without_declaration():
    raw = b"Content-Type: message/delivery-status\n\n" + FAILED
    assert parse_report(parse(raw)).recipients[0].status == "5.1.1"


def test_a_forwarded_report_is_no_report():
    raw = (
        b"Content-Type: multipart/mixed; boundary=o\n\n--o\n\nWhat is this?\n"
        b"--o\nContent-Type: message/rfc822\n\n"
        b"Content-Type: message/delivery-status\n\n" + FAILED + b"\n--o--\n"
    )
    assert parse_report(parse(raw)) is None


@pytest.mark.parametrize("kind", [b"disposition-notification", b"feedback-report"])
def test_other_reports_are_recognised_and_no_delivery_reports(kind):
    message = report(b"X: y", kind=kind)
    assert report_type(message) == kind.decode()
    assert parse_report(message) is None


@pytest.mark.parametrize(
    ("final", "original", "address"),
    [
        ("x400; /CN=Ghost/O=Acme/C=DE/", "rfc822; ghost@b.example", "ghost@b.example"),
        ("X500; CN=Ghost,O=Acme", "rfc822;<Ghost@b.example>", "ghost@b.example"),
        (
            "rfc822; |/bin/filter a@b.example /home",
            "rfc822; c@b.example",
            "c@b.example",
        ),
        ("utf-8; J\\x{F6}rg@b.example", "", "j\xf6rg@b.example"),
        ("utf-8; a\\x{1}b@b.example", "", "ab@b.example"),
        ("rfc822; SMTP:a@b.example", "", "a@b.example"),
        ("x-unix; root", "", "root"),
        ("x400; /CN=Ghost/", "", ""),
    ],
)
def test_the_address_of_a_recipient_of_any_type(final, original, address):
    fields = f"Final-Recipient: {final}\nOriginal-Recipient: {original}\nAction: failed"
    (found,) = parse_report(report(fields.encode())).recipients
    assert found.address == address
