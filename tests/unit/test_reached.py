"""Whom a mail reached is no failed recipient."""

import pytest
from kinds_kit import verdict

from tools.bounces import failed_recipients
from tools.classification.classify import classify
from tools.mail.message import parse


def said(text, subject="Undeliverable", sender="postmaster@customer.example"):
    """Kind, and addresses with their action."""
    raw = (
        f"Return-Path: <>\nFrom: {sender}\nTo: help@desk.example\n"
        f"Subject: {subject}\n\n{text}\n"
    )
    message = parse(raw.encode())
    judged = classify(message)
    found = failed_recipients(message, judged)
    return judged.kind, {r.address: r.action for r in found}


def test_a_mail_that_was_successfully_relayed_failed_nowhere():
    text = "Your message was successfully relayed to ghost@customer.example."
    assert said(text, "Delivery Notification") == ("receipt", {})


def test_an_address_that_the_mail_was_delivered_to_is_not_among_the_failed():
    text = (
        "Your message could not be delivered to these recipients:\n\n"
        "  ghost@customer.example: mailbox full\n\n"
        "It was delivered to: bob@customer.example"
    )
    assert said(text) == ("bounce", {"ghost@customer.example": "failed"})


def test_those_alone_on_the_lines_below_were_reached_too():
    text = (
        "The mail was successfully delivered to:\n"
        "  bob@customer.example\n  eva@customer.example\n"
        "It could not be delivered to:\n  ghost@customer.example\n"
    )
    assert said(text) == ("bounce", {"ghost@customer.example": "failed"})


def test_whom_the_mail_was_not_delivered_to_failed():
    text = "Your mail has not been delivered to: ghost@customer.example"
    assert said(text) == ("bounce", {"ghost@customer.example": "failed"})


@pytest.mark.parametrize(
    "words",
    [
        "Votre message n'a pas pu être remis aux destinataires suivants :",
        "Votre message n'a pas pu\nêtre remis aux destinataires suivants :",
        "Il messaggio non può essere consegnato ai seguenti destinatari:",
        "Su mensaje no pudo ser entregado a los siguientes destinatarios:",
        "Ihre Nachricht konnte nicht zugestellt werden, auch nicht zugestellt an:",
    ],
)
def test_whom_words_in_other_languages_say_was_not_reached_failed(words):
    text = f"{words}\n\n<ghost@customer.example>: 550 5.1.1 unknown"
    found = said(text, "Undelivered Mail Returned to Sender")
    assert found == ("bounce", {"ghost@customer.example": "failed"})


def test_a_headline_in_asterisks_is_no_returned_mail():
    text = (
        "** Message blocked **\n\nYour message to ghost@customer.example has been "
        "blocked. See technical details below for more information."
    )
    assert said(text) == ("bounce", {"ghost@customer.example": "failed"})


def test_what_a_bounce_says_was_blocked_failed_and_is_not_delayed():
    text = (
        "Your message to: ghost@customer.example\nwas blocked by our Spam Firewall. "
        "The email you sent with the following subject has NOT BEEN DELIVERED:\n\n"
        "Subject: Re: Frage"
    )
    found = said(text, "**Message you sent blocked by our bulk email filter**")
    assert found == ("bounce", {"ghost@customer.example": "failed"})


def test_what_a_gateway_stopped_and_put_into_quarantine_failed():
    text = (
        "MailMarshal has stopped your message because it contains offer.exe.\n"
        "To: ghost@customer.example\nPlease contact your administrator.\n"
    )
    found = said(text, "Your message has been quarantined")
    assert found == ("bounce", {"ghost@customer.example": "failed"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Votre message n'a pas pu être remis à",
        "Votre message n'a pas été remis aux destinataires suivants :\n\n",
        "Ihre Nachricht wurde nicht zugestellt an",
        "The message has not yet been delivered to",
        "El mensaje no fue entregado a",
        "Il messaggio non è stato consegnato a",
    ],
)
def test_a_sentence_that_denies_the_delivery_names_no_one_who_was_reached(sentence):
    text = f"{sentence} a@b.example\n"
    assert said(text) == ("bounce", {"a@b.example": "failed"})


def test_those_to_whom_the_delivery_was_successful_did_not_fail():
    text = (
        "The following addresses failed:\n\n <a@b.example>: 550 unknown\n\n"
        "Delivery to the following recipients was successful:\n\n <ok@b.example>\n"
    )
    assert said(text) == ("bounce", {"a@b.example": "failed"})


def test_all_that_the_text_lists_failed_and_not_only_the_first():
    text = (
        "This message was created automatically by mail delivery software.\n\n"
        "The following address(es) failed:\n\n  a@b.example\n    550 5.1.1 unknown\n"
        "  c@d.example\n    Unrouteable address\n"
    )
    sender = "Mail Delivery System <mailer-daemon@mx.example>"
    failed = {"a@b.example": "failed", "c@d.example": "failed"}
    assert said(text, "Mail delivery failed", sender) == ("bounce", failed)


def test_a_to_field_in_the_text_names_a_list_and_no_recipient_who_failed():
    text = (
        "The message could not be delivered.\n\nTo: list@lists.example\n\n"
        "<a@b.example>: 550 5.1.1 User unknown\n"
    )
    assert said(text) == ("bounce", {"a@b.example": "failed"})


def test_a_person_who_tells_that_an_answer_bounced_is_no_machine():
    text = "Your answer bounced, here is the text: 550 5.1.1 <a@b.example> unknown."
    assert verdict(text, "Your answer bounced") == ("human", "no-rule")
    fields = {"In_Reply_To": "<our-1@desk.example>"}
    assert verdict(text, "Re: Printer", **fields) == ("human", "no-rule")
