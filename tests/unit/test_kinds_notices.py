"""Notices of programs, and mail to many: what is ignored and what becomes a ticket."""

import pytest
from kinds_kit import verdict, written

from tools.classification.classify import classify
from tools.mail.message import parse


@pytest.mark.parametrize(
    "local_part",
    [
        "noreply",
        "no-reply",
        "do_not_reply",
        "donotreply",
        "shop-noreply",
        "ne-pas-repondre",
        "nicht-antworten",
        "no-responder",
        "nao-responda",
        "non-rispondere",
        "niet-beantwoorden",
        "svar-ikke",
        "nie-odpowiadaj",
        "notifications",
        "alerts",
        "cron",
        "www-data",
        "autoreports",
        "rssfeeds",
    ],
)
def test_an_address_that_only_programs_use(local_part):
    found = verdict("It is done.", "Job 17", f"{local_part}@shop.example")
    assert found == ("notification", "program-address")


@pytest.mark.parametrize(
    "local_part", ["noreen", "abbot", "rob.otto", "cronin", "info"]
)
def test_an_address_that_a_person_has(local_part):
    assert verdict(sender=f"{local_part}@shop.example")[0] == "human"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Password reset", "Click here."),
        ("Ihre Bestellung 17", "Danke."),
        ("Votre commande 17", "Merci."),
        ("x", "This is an automatically generated e-mail."),
        ("x", "Bitte antworten Sie nicht auf diese E-Mail."),
        ("x", "Это письмо отправлено автоматически, не отвечайте на него."),
        ("x", "请勿直接回复"),
    ],
)
def test_a_doubtful_address_with_a_subject_or_text_of_programs(subject, body):
    found = verdict(body, subject, "system@shop.example")
    assert found == ("notification", "notice")


def test_a_doubtful_address_alone_is_not_enough():
    assert verdict("Hello", "Hello", "system@shop.example")[0] == "human"


def test_a_sending_service_and_the_text():
    body = "This is an automated message, please do not reply."
    assert verdict(body, Feedback_ID="1:2:x") == ("notification", "notice")
    assert verdict("Hello", Feedback_ID="1:2:x")[0] == "human"
    assert verdict(body)[0] == "human"


@pytest.mark.parametrize(
    "name", ["X_Cron_Env", "X_Jira_Fingerprint", "X_Bugzilla_Reason"]
)
def test_a_field_of_a_reporting_program(name):
    assert verdict(**{name: "x"}) == ("notification", "reporting-field")


def test_an_aggregate_report():
    subject = "Report Domain: x.example Submitter: y.example Report-ID: 17"
    found = verdict("x", subject, "dmarc-report-sender@y.example")
    assert found[0] == "notification"


def test_a_mail_that_outlook_takes_back():
    body = 'Berg, Anna would like to recall the message, "Hello".'
    assert verdict(body, "Recall: Hello") == ("notification", "recall")
    assert verdict("Please call me.", "Recall: Hello")[0] == "human"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Read: x", "Your message To: Anna was read on 17 May."),
        ("Gelesen: x", "Ihre Nachricht wurde am 17. Mai gelesen."),
        ("Lu : x", "Votre message a été lu le 17 mai."),
        ("Leído: x", "Su mensaje fue leído el 17."),
        ("Прочтено: x", "Ваше сообщение было прочитано."),
        ("已读: x", "邮件已阅读"),
    ],
)
def test_a_receipt_in_words(subject, body):
    assert verdict(body, subject) == ("receipt", "worded-receipt")


def test_our_own_mail():
    mail = parse(written("Hello", "Re: x"))
    found = classify(mail, frozenset(), True)
    assert (found.kind, found.rule) == ("notification", "own-mail")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"X_BeenThere": "l@x.example"}, "list-field"),
        ({"Mailing_List": "contact x"}, "list-field"),
        ({"X_Campaign": "17"}, "campaign-field"),
        ({"sender": "newsletter@x.example"}, "newsletter-address"),
        ({"subject": "Unser Newsletter im Mai"}, "newsletter-subject"),
        ({"body": "News.\nTo unsubscribe, click here."}, "unsubscribe-words"),
        ({"body": "Neues.\nNewsletter abbestellen"}, "unsubscribe-words"),
        ({"body": "x\n" * 3000 + "Pour vous désabonner"}, "unsubscribe-words"),
    ],
)
def test_mail_to_many_is_list_mail(fields, rule):
    assert verdict(**fields) == ("list", rule)


def test_a_newsletter_from_a_no_reply_address_is_list_mail():
    body = "Our offers. To unsubscribe, click here."
    assert verdict(body, "May", "noreply@shop.example")[0] == "list"


def test_a_function_that_says_that_a_program_made_the_mail_sends_a_notice():
    body = "Il suo estratto conto è disponibile. Messaggio generato automaticamente."
    found = verdict(body, "Estratto conto", "Banca <info@banca.example>")
    assert found == ("notification", "generated-notice")


def test_a_payment_that_is_told_without_an_answer_wanted_is_a_notice():
    body = (
        "Sie haben eine Zahlung erhalten. Bitte antworten Sie nicht auf diese E-Mail."
    )
    found = verdict(body, "Sie haben eine Zahlung erhalten", "service@pay.example")
    assert found == ("notification", "weighed-notice")


@pytest.mark.parametrize(
    "body",
    [
        "I get this: your order was automatically generated. Why?",
        "Die Rechnung wurde automatisch erstellt und ist falsch. Bitte korrigieren.",
    ],
)
def test_a_person_at_a_function_who_writes_about_what_programs_make(body):
    assert verdict(body, "Rechnung", "Shop <info@shop.example>")[0] == "human"
