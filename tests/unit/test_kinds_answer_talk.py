"""What people write about automatic answers is theirs; answers say so of themselves."""

import pytest
from kinds_kit import verdict

TALK = [
    ("Automatische Antwort", "Die automatische Antwort kommt nicht an. Bitte prüfen."),
    ("Automatische Antwort", "Kunden bekommen keine automatische Antwort."),
    ("Abwesenheitsnotiz", "Meine Abwesenheitsnotiz steht auf Mai statt auf Juni."),
    ("Automatic reply", "The automatic reply is not sent since Monday."),
    ("Réponse automatique", "La réponse automatique ne part plus depuis hier."),
    ("Respuesta automática", "La respuesta automática ya no se envía."),
    ("Risposta automatica", "La risposta automatica arriva due volte."),
    ("Resposta automática", "A resposta automática está com o logo antigo."),
    ("Automatisch antwoord", "Het automatisch antwoord heeft de oude tekst."),
    ("Autosvar", "Autosvaret har fel telefonnummer."),
    ("Автоответ", "Автоответ содержит старый телефон."),
    ("自動返信", "昨日から自動返信が届きません。"),
    ("自动回复", "自动回复的电话号码是错的。"),
    ("자동 응답", "자동 응답이 안 됩니다."),
]


@pytest.mark.parametrize(("subject", "body"), TALK)
def test_a_mail_that_only_names_automatic_answers_is_a_persons(subject, body):
    assert verdict(body, subject)[0] == "human"


def test_an_absence_that_is_asked_about_is_a_persons():
    body = "Ich bin im Urlaub. Können Sie die Notiz bitte löschen?"
    assert verdict(body, "Abwesenheitsnotiz")[0] == "human"


def test_an_absence_within_quotation_marks_is_what_others_are_to_say():
    body = 'For Jane, she is ill: "I am out of the office until 4 December."'
    assert verdict(body, "Out of office message")[0] == "human"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Automatische Antwort: x", "Dies ist eine automatische Antwort."),
        ("Automatische Antwort", "Automatische Antwort: wir melden uns."),
        ("Automatic reply: x", "We received your message."),
        ("自動返信: x", "このメールは自動返信です。"),
        ("自动回复: x", "自动回复：您好。"),
    ],
)
def test_an_answer_that_calls_itself_one_or_a_receipt_is_automatic(subject, body):
    assert verdict(body, subject) == ("auto_reply", "worded-answer")


@pytest.mark.parametrize(
    "body",
    [
        "Ihre Nachricht wurde gelesen. Ich will das nicht jedes Mal senden.",
        "Sie verlangen das immer. Ich möchte das nicht. Ihre Nachricht wurde gelesen.",
    ],
)
def test_a_person_who_writes_about_read_receipts_sends_none(body):
    assert verdict(body, "Lesebestätigung")[0] == "human"


def test_a_read_receipt_that_says_nothing_else_is_one():
    body = "Ihre Nachricht wurde am Montag gelesen."
    assert verdict(body, "Lesebestätigung")[0] == "receipt"
