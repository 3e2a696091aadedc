"""The language that a mail's text is in."""

import pytest

from tools.text import written_language

GERMAN = (
    "Guten Tag, meine Bestellung ist noch nicht angekommen, obwohl sie vor zwei "
    "Wochen verschickt wurde. Können Sie bitte nachsehen, wo sie geblieben ist?"
)
ENGLISH = (
    "The printer in office 4 does not work. It prints blank pages since yesterday, "
    "and the display says that there is a paper jam although there is none."
)
FRENCH = (
    "Bonjour, ma commande n'est pas encore arrivée. Pouvez-vous vérifier où se trouve "
    "le colis, s'il vous plaît ? Merci d'avance et bonne journée."
)


@pytest.mark.parametrize(
    "text, code",
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("你好，我的订单还没有到。请帮我查一下包裹现在在哪里，谢谢。" * 3, "zh_CN"),
        (GERMAN * 10_000, "de"),
    ],
)
def test_a_letter_says_its_language(text, code):
    assert written_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rechnung 2024",
        "Wo bleibt meine Bestellung?",
        "12345 " * 100,
        "https://www.shop.example/kundenkonto/bestellungen/uebersicht/anzeigen/alle/",
        f"{GERMAN} {ENGLISH}"[60:240],
    ],
)
def test_what_is_short_or_not_sure_says_none(text):
    assert written_language(text) == ""


def test_the_same_text_has_the_same_answer():
    text = f"{GERMAN} {ENGLISH} {FRENCH}"
    assert len({written_language(text) for _time in range(20)}) == 1
