"""Hard negatives: people who write what machines write are never ignored."""

import pytest
from kinds_kit import judged, verdict, written

from tools.classification.classify import classify
from tools.mail.message import parse

AWAY = "I will be out of the office until Monday. Please send the parcel to Bob."
BOUNCE = (
    "Hi, I got this when I wrote to you, what is wrong?\n\n"
    "> This message was created automatically by mail delivery software.\n"
    "> 550 5.1.1 user unknown\n"
)
HUMAN = ("human", "no-rule")


@pytest.mark.parametrize(
    "subject",
    [
        "Out of office",
        "On vacation",
        "Urlaub",
        "Absence",
        "Vacaciones",
        "Semester",
        "休暇",
        "Holidays and my order",
    ],
)
def test_a_person_who_tells_that_they_are_away(subject):
    assert verdict(AWAY, subject) == HUMAN


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Out of office: how do I set it?", AWAY + " How can I switch it on?"),
        ("Automatic reply does not work", "I am on vacation and it does not work."),
        ("Automatische Antwort", "Ich bin im Urlaub. Wie kann ich das einstellen?"),
        ("Réponse automatique", "Je suis absent lundi. Comment faire ?"),
        ("Undeliverable: my invoice", BOUNCE),
        ("Mail delivery failed", BOUNCE),
        ("Read: this please", "My book was read by somebody else."),
        ("Delivery delayed", "Delivery has been delayed for a week now, where is it?"),
        ("Password reset", "Please do not reply to my old address, use this one."),
        ("Newest invoice", "I received this: this is an automated message."),
        ("Thank you for your message", "We received your e-mail and agree."),
    ],
)
def test_a_person_who_writes_about_what_machines_write(subject, body):
    assert verdict(body, subject) == HUMAN


@pytest.mark.parametrize(
    "prefix", ["Re", "AW", "Fwd", "WG", "SV", "RE[2]", "回复", "TR"]
)
def test_a_person_who_answers_or_forwards_a_machines_mail(prefix):
    for subject in ("Automatic reply: x", "Undeliverable: x", "Your order 17"):
        assert verdict(AWAY, f"{prefix}: {subject}", In_Reply_To="<a@b>") == HUMAN


def test_a_person_who_forwards_a_bounce_as_a_file():
    raw = (
        b"From: anna@customer.example\nSubject: Fwd: Undeliverable: x\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWhat is this?\n--b\n"
        b"Content-Type: message/delivery-status\n\n"
        b"Final-Recipient: rfc822; a@b.example\nAction: failed\n--b--\n"
    )
    assert classify(parse(raw)).kind == "human"


@pytest.mark.parametrize("sender", ["noreply@forms.example", "notify@forms.example"])
def test_a_portal_that_sends_for_a_person(sender):
    body = "Do not reply to this e-mail. My parcel is lost."
    fields = {"sender": sender, "Reply_To": "anna@customer.example"}
    assert verdict(body, "Your order", **fields) == HUMAN


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("New message", "Name: Anna\nE-mail: anna@customer.example\nWhere is it?"),
        ("Kontaktformular", "Wo ist mein Paket"),
        ("Website", "Nachricht: Wo ist mein Paket"),
        ("Contact form submission", "Hello"),
    ],
)
def test_a_web_form_without_reply_to(subject, body):
    assert verdict(body, subject, "noreply@shop.example") == HUMAN


def test_a_person_on_a_mailing_list_is_list_mail_whatever_they_write():
    fields = {"List_Id": "<l.x.example>", "Precedence": "bulk"}
    assert verdict(AWAY, "Holidays", **fields) == ("list", "list-field")


def test_a_person_whose_mail_lost_its_envelope():
    assert verdict("Where is my order?", "Order", Return_Path="<>") == HUMAN


def test_a_footer_of_a_virus_scanner_is_no_declaration():
    body = "See the file.\n\nThis e-mail has been automatically scanned for viruses."
    assert verdict(body, "Report", "reports@customer.example") == HUMAN


def test_an_agent_of_another_helpdesk():
    fields = {"Feedback_ID": "1:x", "X_Mailer": "Zendesk Mailer"}
    assert verdict("We cannot deliver before May.", "Your order", **fields) == HUMAN


def test_a_postmaster_who_answers():
    body = "The user is unknown to us, too."
    assert verdict(body, "Re: Mail to Anna", "postmaster@x.example") == HUMAN


def test_a_postmaster_who_asks():
    body = "We cannot deliver mail to you: 550 5.7.1. Can you have a look at it?"
    subject = "Mail delivery problem"
    assert verdict(body, subject, "postmaster@x.example") == HUMAN
    assert verdict(body[:44], subject, "Joe Doe <postmaster@x.example>") == HUMAN


@pytest.mark.parametrize(
    "sender", ["alarm@alarms.example", "bot.otto@x.example", "robot@x.example"]
)
def test_a_company_with_a_name_like_a_program(sender):
    assert verdict("We want two of them.", "Offer", sender) == HUMAN


def test_a_person_on_an_old_list_who_writes_about_holidays():
    found = verdict("Here are the pictures.", "Vacation", Precedence="bulk")
    assert found[0] == "list"


def test_headers_that_say_no():
    fields = {"X_Autoreply": "no", "Auto_Submitted": "no", "Precedence": "first-class"}
    assert verdict("Hi", "Hi", **fields) == HUMAN


def test_a_mail_to_all_says_no_more_than_list():
    raw = written("Stop it", "Please unsubscribe me from this", List_Id="<x.y>")
    assert classify(parse(raw)).kind == "list"
    assert verdict("Please unsubscribe me.", "Newsletters")[0] != "notification"


def reported(text, sender="Ann <ann@customer.example>", subject="Undeliverable"):
    """A mail in multipart/mixed with a text and a delivery report of it as a file."""
    return (
        f"From: {sender}\nTo: help@desk.example\nSubject: {subject}\n"
        "Content-Type: multipart/mixed; boundary=m\n\n"
        f"--m\nContent-Type: text/plain\n\n{text}\n"
        "--m\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
        "Final-Recipient: rfc822; ghost@customer.example\nAction: failed\n"
        "Status: 5.1.1\n--m--\n"
    ).encode()


def test_a_person_who_asks_about_a_delivery_report_in_a_file_writes_no_bounce():
    assert judged(reported("What does this mean? Please fix."))[0] == "human"


def test_a_delivery_report_in_a_plain_mail_of_a_mail_system_is_a_bounce():
    raw = reported("Could you check? Please fix.", "Mailer <mailer-daemon@x.example>")
    assert judged(raw) == ("bounce", "delivery-failed")


def test_what_a_program_only_passed_on_is_still_its_authors():
    fields = {"Auto_Submitted": "auto-forwarded"}
    assert verdict("My door does not open.", "Door", **fields)[0] == "human"


def test_what_a_program_passed_on_and_nobody_wrote_is_a_notification():
    fields = {"Auto_Submitted": "auto-forwarded"}
    body = "This is an automated message. Your backup ran."
    assert verdict(body, "Backup", **fields) == ("notification", "auto-generated")
