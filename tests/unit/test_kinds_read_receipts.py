"""Read receipts in words, and people who write under such subjects."""

import pytest
from kinds_kit import verdict

ANSWER = {"In_Reply_To": "<our-1@desk.example>"}

# Thunderbird and Outlook, where no report comes along: subject, and text.
READ = [
    (
        "Empfangsbestätigung (angezeigt) - Tür",
        "Dies ist eine Empfangsbestätigung für die Mail, die Sie an "
        "nora@customer.example gesendet haben.\n\nAchtung: Diese Empfangsbestätigung "
        "sagt nur aus, dass die Nachricht auf dem Computer des Empfängers angezeigt "
        "wurde.",
    ),
    (
        "Accusé de réception (affiché) - Porte",
        "Ceci est un accusé de réception pour le courrier que vous avez envoyé à "
        "nora@customer.example.",
    ),
    (
        "Lest: Dør",
        "Meldingen din\n\n   Til: Nora\n   Emne: Dør\n\nble lest 10.11.2026.",
    ),
    ("Lest: Dør", "Meldingen\n\n   Til: Nora\n   Emne: Dør\n\nble lest 10.11.2026."),
    (
        "Olvasott: Ajtó",
        "Az üzenetet\n\n   Címzett: Nora\n   Tárgy: Ajtó\n\n2026.11.10. elolvasták.",
    ),
    (
        "Citit: Ușă",
        "Mesajul dvs.\n\n   Către: Nora\n   Subiect: Ușă\n\n"
        "a fost citit pe 10.11.2026.",
    ),
    (
        "已读: 门",
        "你的邮件\n\n   收件人: Nora\n   主题: 门\n\n已在 2026年11月10日 阅读。",
    ),
    (
        "Przeczytane: Drzwi",
        "Potwierdzenie przeczytania wiadomości wysłanej do Nora 10.11.2026.",
    ),
]


@pytest.mark.parametrize(("subject", "body"), READ)
def test_a_mail_program_says_that_a_mail_was_read(subject, body):
    assert verdict(body, subject, **ANSWER) == ("receipt", "worded-receipt")
    assert verdict(body, f"Re: {subject}", **ANSWER)[0] == "human"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Empfangsbestätigung (angezeigt) - Tür", "Was soll diese Mail bedeuten?"),
        ("Accusé de réception (affiché) - Porte", "Que veut dire ce courrier ?"),
        ("Lest: Dør", "Meldingen ble lest av naboen. Døren henger fortsatt."),
        ("Olvasott: Ajtó", "Az ajtó leírását elolvastuk, de nem záródik."),
        ("Citit: Ușă", "Mesajul a fost citit, dar ușa tot nu se închide."),
        ("已读: 门", "邮件看过了，门还是关不上。"),
        ("Przeczytane: Drzwi", "Drzwi nadal się nie zamykają."),
    ],
)
def test_somebody_who_has_read_our_mail_and_answers_is_a_person(subject, body):
    assert verdict(body, subject, **ANSWER)[0] == "human"
