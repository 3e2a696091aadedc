"""Bounces and delays without the form of RFC 3464: sender and words must agree."""

import pytest
from kinds_kit import judged, verdict

DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"


@pytest.mark.parametrize(
    "sender",
    [
        DAEMON,
        "postmaster@mx.example",
        "MAILER-DAEMON",
        "Mail Delivery Subsystem <x@mx.example>",
        "System Administrator <a@mx.example>",
        "<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mx.example>",
        "mail-gateway@mx.example",
    ],
)
@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Undeliverable: Hello", "x"),
        ("Unzustellbar: Hallo", "x"),
        ("Non remis : Bonjour", "x"),
        ("No se puede entregar: Hola", "x"),
        ("Não entregue: Olá", "x"),
        ("Non recapitabile: Ciao", "x"),
        ("Onbestelbaar: Hallo", "x"),
        ("Det går inte att leverera: Hej", "x"),
        ("Kan ikke leveres: Hej", "x"),
        ("Toimitus epäonnistui: Hei", "x"),
        ("Niedostarczalne: Witam", "x"),
        ("Nedoručitelné: Ahoj", "x"),
        ("Не удалось доставить: Привет", "x"),
        ("Teslim edilemedi: Merhaba", "x"),
        ("无法投递: 你好", "x"),
        ("配信不能: こんにちは", "x"),
        ("배달되지 않음: 안녕", "x"),
        ("failure notice", "x"),
        ("Returned mail: see transcript for details", "x"),
        ("Hello", "550 5.1.1 <a@b.example>: Recipient address rejected"),
        ("Hello", "Your message could not be delivered."),
    ],
)
def test_a_mail_server_that_speaks_of_a_failure(sender, subject, body):
    assert verdict(body, subject, sender)[0] == "bounce"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Warning: message 1abc delayed 24 hours", "It has not yet been delivered."),
        ("Delivery Status Notification (Delay)", "Delivery has been delayed."),
        ("Delayed: Hello", "You do not need to resend your message."),
    ],
)
def test_a_mail_server_that_still_tries(subject, body):
    assert verdict(body, subject, DAEMON) == ("delayed", "worded-delay")


def test_a_mail_server_that_delivered():
    body = "Your message was delivered to the following recipients."
    assert verdict(body, "Delivered: Hello", DAEMON) == ("receipt", "worded-delivery")


def test_failed_recipients_of_exim_and_gmail():
    found = verdict("x", "x", X_Failed_Recipients="a@b.example")
    assert found == ("bounce", "failed-recipients")


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("failure", ("bounce", "sendmail-failure")),
        ("postmaster-notification", ("bounce", "sendmail-failure")),
        ("warning-timeout", ("delayed", "sendmail-delay")),
    ],
)
def test_the_comment_of_sendmail(comment, found):
    assert verdict(Auto_Submitted=f"auto-generated ({comment})") == found


@pytest.mark.parametrize("sender", ["MAILER-DAEMON", "mailer-daemon@mx.example"])
def test_the_daemon_itself_whatever_it_says(sender):
    found = verdict("42", "Turtles", sender, In_Reply_To="<a@b.example>")
    assert found == ("bounce", "mailer-daemon")


def test_a_report_without_the_parts_of_one():
    raw = (
        b"Return-Path: <>\nFrom: a@b.example\nContent-Type: multipart/report; "
        b"boundary=b\n\n--b\n\nno\n--b--\n"
    )
    assert judged(raw) == ("bounce", "unreadable-report")


def test_the_mark_of_exchange():
    assert verdict(X_MS_Exchange_Message_Is_Ndr="") == ("bounce", "exchange-ndr")


def test_a_vacation_answer_from_the_null_path_is_no_bounce():
    body = "The mailbox is unavailable: I will be back on Monday."
    assert verdict(body, "Out of office", Return_Path="<>")[0] == "auto_reply"


def test_complaints_of_before_the_standard():
    found = verdict(X_HmXmrOriginalRecipient="a@hotmail.example")
    assert found == ("feedback_report", "complaint")


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        (
            "Postmaster <postmaster@mx.example>",
            "Notice about your message",
            "Your message to anna@b.example could not be delivered: mailbox full.",
        ),
        (
            "Mail Delivery System <postmaster@mx.example>",
            "Почта не доставлена",
            "Ваше письмо не может быть доставлено:\n\n<anna@b.example>: unknown",
        ),
        (
            "Mail Security <postmaster@mx.example>",
            "[Postmaster] Email Delivery Failure",
            "An email to anna@b.example could not be delivered.",
        ),
        ("Joe <joe@mx.example>", "Undeliverable: Hello", "550 5.1.1 user unknown"),
        ("Joe <joe@mx.example>", "Hello", "<anna@b.example>: user unknown"),
    ],
)
def test_a_bounce_with_an_empty_return_path(sender, subject, body):
    assert verdict(body, subject, sender, Return_Path="<>")[0] == "bounce"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Delivery failed twice", "The delivery of the parcel failed. Please call."),
        ("Hello", "The parcel could not be delivered."),
        ("Undeliverable parcel", "help@desk.example: the parcel was returned to me."),
    ],
)
def test_an_empty_return_path_makes_no_bounce_of_a_persons_mail(subject, body):
    assert verdict(body, subject, Return_Path="<>") == ("human", "no-rule")


def test_ids_of_a_mail_name_nobody_who_was_not_reached():
    body = "References: <a1@mx.example>\nThe router had the following error: bad filter"
    found = verdict(body, "error(s) in filtering", DAEMON, Return_Path="<>")
    assert found == ("bounce", "mailer-daemon")


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        (
            "MMSC Administrator <sysadmin@mms.example>",
            "Non-Delivery: Hello",
            "The mail could not be delivered to anna@b.example.",
        ),
        (
            "care@portal.example",
            "Portal e-mail undeliverable: cannot locate you",
            "Your mail to anna@b.example could not be delivered: unknown user.",
        ),
    ],
)
def test_a_gateway_that_tells_whom_it_did_not_reach(sender, subject, body):
    assert verdict(body, subject, sender) == ("bounce", "told-failure")


def test_a_robot_that_returns_a_mail():
    raw = (
        b"From: no-reply@mms.example\nSubject: Error\nContent-Type: multipart/mixed; "
        b"boundary=b\n\n--b\n\nYour mail could not be delivered.\n--b\n"
        b"Content-Type: message/rfc822\n\nTo: anna@b.example\n\nhi\n--b--\n"
    )
    assert judged(raw) == ("bounce", "told-failure")


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        ("Anna Lee", "Undeliverable mail", "Mail to a@b.example was not delivered."),
        ("x", "Undeliverable mail", "I wrote to anna@b.example, it was not delivered."),
        ("x", "Undeliverable mail", "a@b.example is unknown user. Can you look at it?"),
        ("x", "Undeliverable mail", "It could not be delivered."),
        ("x", "Undeliverable mail", "What about anna@b.example"),
        ("x", "Hello", "Mail to anna@b.example could not be delivered."),
        ("x", "Re: Undeliverable mail", "anna@b.example could not be reached."),
        ("x", "Fwd: Undeliverable mail", "anna@b.example could not be reached."),
    ],
)
def test_a_person_who_tells_of_a_mail_that_was_not_delivered(sender, subject, body):
    sender = f"{sender} <anna@customer.example>"
    assert verdict(body, subject, sender) == ("human", "no-rule")


def test_a_postmaster_whose_program_answers():
    body = "Error: Invalid user address\n550 - no such user here\nRCPT TO: a@b.example"
    assert verdict(body, "Re: Hello", "post_master@mms.example")[0] == "bounce"


@pytest.mark.parametrize("sender", ["postmaster@mx.example", "server@mx.example"])
def test_a_subject_that_a_server_marked_as_bounced(sender):
    body = "Error message below:\n550 no such user\nRCPT TO: anna@b.example"
    assert verdict(body, "[BOUNCE] Hello", sender)[0] == "bounce"
