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
