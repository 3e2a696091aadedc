"""Lines above an answered mail by program and language: Horde, GroupWise, QQ."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501, RUF001

import pytest

from tools.quotes.html_reply import visible_html
from tools.quotes.reply_text import visible_text

OWN = "It works now, thank you."


@pytest.mark.parametrize(
    "line",
    [
        "Quoting Acme Support <support@acme.example>:",
        'Quoting "Acme Support" <support@acme.example>:',
        "Zitat von Acme Support <support@acme.example>:",
    ],
)
def test_hordes_line_above_a_quotation_is_no_part_of_the_answer(line):
    assert visible_text(f"{OWN}\n\n{line}\n\n> Please restart.") == OWN


@pytest.mark.parametrize(
    "line",
    [
        ">>> Acme Support <support@acme.example> 10.11.2026 09:12 >>>",
        "------------------ Original ------------------",
        "------- Original -------",
    ],
)
def test_below_the_line_of_groupwise_or_qq_all_is_an_earlier_mail(line):
    assert visible_text(f"{OWN}\n\n{line}\nPlease restart.") == OWN
    html = f"<p>{OWN}</p><p>{line.replace('<', '&lt;')}</p><p>Please restart.</p>"
    assert visible_html(html) == OWN


@pytest.mark.parametrize(
    "line", ["Original:", "-- Original", ">>> Acme <support@acme.example>"]
)
def test_similar_words_of_a_person_end_no_answer(line):
    assert visible_text(f"{OWN}\n\n{line}\nPlease restart.").endswith("restart.")


@pytest.mark.parametrize(
    "names",
    [
        "Saatja Saatmisaeg Adressaat Teema",
        "No Nosūtīts Kam Tēma",
        "Pošiljalac Poslato Primalac Naslov",
        "Nork Bidalia Nori Gaia",
        "Од Испратено До Тема",
    ],
)
def test_outlooks_head_in_languages_with_few_speakers(names):
    sender, sent, to, subject = names.split()
    head = f"{sender}: Acme <support@acme.example>\n{sent}: 10.11.2026 9:12\n{to}: Nora\n{subject}: Door"
    assert visible_text(f"{OWN}\n\n{head}\n\nPlease restart.") == OWN
