"""Machines' answers, made from what was really sent."""

import itertools

ADDRESS = "support@acme.example"
DAEMON = "MAILER-DAEMON@mx.customer.example"
_serial = itertools.count(1)


def bounce(
    returned,
    recipient,
    action="failed",
    status="5.2.2",
    diagnostic="smtp; 552 5.2.2 Mailbox full",
    original="",
):
    """A delivery report (RFC 3464) about `returned`, the bytes of a mail.

    `recipient`: the address it failed at; `original`: the one it was sent to, where
    another server forwarded it.
    """
    fields = [f"Final-Recipient: rfc822; {recipient}"]
    if original:
        fields.append(f"Original-Recipient: rfc822; {original}")
    fields += [
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: {diagnostic}",
    ]
    return _report(
        "delivery-status",
        "Reporting-MTA: dns; mx.customer.example\n\n",
        fields,
        returned,
    )


def receipt(returned, recipient, kind="displayed"):
    """A read receipt (RFC 8098) about `returned`."""
    fields = [
        f"Final-Recipient: rfc822; {recipient}",
        f"Disposition: manual-action/MDN-sent-manually; {kind}",
    ]
    return _report("disposition-notification", "", fields, returned, recipient)


def old_bounce(returned, recipient):
    """A bounce without a report, as qmail writes it."""
    text = (
        "Hi. This is the qmail-send program at mx.customer.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{recipient}>:\n550 5.1.1 user unknown\n\n"
        "--- Below this line is a copy of the message.\n\n"
        "Return-Path: <support@acme.example>\n"
    )
    head = (
        f"Return-Path: <>\nFrom: {DAEMON}\nTo: {ADDRESS}\nSubject: failure notice\n"
        "Date: Mon, 04 Mar 2024 11:00:00 +0000\nMessage-ID: <q1@mx.customer.example>\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return (head + text).encode() + returned.replace(b"\r\n", b"\n")


def _report(kind, head, fields, returned, sender=DAEMON):
    return (
        (
            f"Return-Path: <>\nFrom: {sender}\nTo: {ADDRESS}\nSubject: A report\n"
            "Date: Mon, 04 Mar 2024 11:00:00 +0000\n"
            f"Message-ID: <{next(_serial)}@mx.customer.example>\n"
            "MIME-Version: 1.0\n"
            f'Content-Type: multipart/report; report-type={kind}; boundary="edge"\n\n'
            "--edge\nContent-Type: text/plain\n\nA report.\n"
            f"--edge\nContent-Type: message/{kind}\n\n{head}" + "\n".join(fields) + "\n"
            "--edge\nContent-Type: message/rfc822\n\n"
        ).encode()
        + returned.replace(b"\r\n", b"\n")
        + b"\n--edge--\n"
    )
