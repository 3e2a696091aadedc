"""New text that stands where programs put an earlier mail, or is about that mail."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import pytest
from fuzzing.measures import grows_too_fast

from tools.mail.message import parse
from tools.quotes.agent_reply import agent_reply
from tools.quotes.announced import announces_answers, points_below
from tools.quotes.fold import fold_quotes
from tools.quotes.html_reply import visible_html
from tools.quotes.readings import new_readings
from tools.quotes.reply_text import visible_text

OUTLOOK = "From: Acme <support@acme.example>\nSent: Thursday, November 26, 2026 9:12 AM\nTo: Maria\nSubject: Gate\n\nWhich model?\nA7"
FORWARD = "---------- Forwarded message ---------\nFrom: Bob <bob@shop.example>\nDate: Tue, 5 Mar 2024 at 10:12\nSubject: Gate\nTo: me\n\nThe gate is stuck."

ANNOUNCED = (
    "See my answers in red below.",
    "Hi, I replied inline.",
    "Please find our comments below",
    "My answers are in blue",
    "Below are my answers.",
    "Meine Antworten unten in rot.",
    "Antworten im Text.",
    "Siehe unten meine Antworten.",
    "Mes réponses ci-dessous en rouge",
    "Mis respuestas abajo en rojo",
    "Minhas respostas abaixo",
    "As respostas no texto",
    "Le mie risposte sotto",
    "Mijn antwoorden hieronder",
    "Mina svar nedan",
    "Mine svar nedenfor",
    "Vastaukset alla",
    "Odpowiedzi poniżej",
    "Odpovědi níže červeně",
    "A válaszaim alább, válaszaimat pirossal",
    "Răspunsurile mai jos, răspunsuri cu roșu",
    "Мои ответы ниже",
    "Мої відповіді нижче",
    "Απαντήσεις παρακάτω",
    "Cevaplarım aşağıda",
    "请看下面红字回复",
    "赤字で回答します",
    "아래 답변 드립니다",
)


@pytest.mark.parametrize("words", ANNOUNCED)
def test_where_answers_are_announced_nothing_is_folded(words):
    text = f"{words}\n\n{OUTLOOK}"
    assert visible_text(text) == text


@pytest.mark.parametrize(
    "words",
    [
        "Could you send me your answers below?",
        "Thank you for the answer.",
        "Thank you for your answers below.",
        "I have not had any response to my mail below.",
        "Danke für die Antworten unten.",
        "Please reply below the line.",
        "The answer is on the door. It hangs below.",
        "Die Antwort ist gut.",
    ],
)
def test_who_asks_for_answers_or_thanks_for_them_announces_none(words):
    assert not announces_answers([words])
    assert visible_text(f"{words}\n\n{OUTLOOK}") == words


def test_answers_in_the_colours_of_html_stay_in_sight():
    html = (
        "<p>See my answers in red below.</p><div id=divRplyFwdMsg><b>From:</b> Acme</div>"
        "<p>Which model?</p><p style='color:red'>A7</p>"
    )
    assert visible_html(html).endswith("A7")
    assert "data-o-mail-quote" not in fold_quotes(html)


@pytest.mark.parametrize(
    "words", ["Look what my colleague says:", "FYI", "Siehe unten", "See below."]
)
def test_a_forwarded_mail_that_the_text_points_to_stays_in_sight(words):
    text = f"{words}\n\n{FORWARD}"
    assert visible_text(text) == text
    older = f"{text}\n\nOn 3/5/24 10:12, Acme wrote:\n> Thank you."
    assert visible_text(older) == text
    lines = text.replace("<", "&lt;").replace("\n", "<br>")
    html = f"<div>{lines}</div>"
    assert "The gate is stuck." in visible_html(html)


def test_so_does_one_that_a_program_quotes():
    text = "See what Bob says:\n\nBegin forwarded message:\n\n> From: Bob <bob@shop.example>\n> Subject: Gate\n>\n> It is stuck.\n>> Older.\n"
    assert visible_text(text) == text.replace("\n>> Older.\n", "")
    html = "<p>See:</p><div class=yahoo_quoted>----- Forwarded Message -----<br>From: Bob<br>It is stuck.</div>"
    assert "It is stuck." in visible_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Mine.</p><div class=yahoo_quoted>----- Forwarded Message -----<br>Old.</div>",
        "<p>Mine:</p><div class=yahoo_quoted>Somebody:<br>Old.</div>",
        "<p>Mine:</p><div class=yahoo_quoted><img src=x><br> <br>Old.</div>",
        "<p>Mine:</p><p></p><blockquote type=cite>Old.</blockquote>",
    ],
)
def test_what_the_text_does_not_point_to_is_folded(html):
    assert "Old." not in visible_html(html)


def test_a_forwarded_mail_of_which_nothing_is_said_is_folded():
    assert (
        visible_text(f"My gate does not open.\n\n{FORWARD}") == "My gate does not open."
    )
    assert not points_below("")


@pytest.mark.parametrize(
    "rest", [FORWARD, OUTLOOK, "From: Bob\nTo: me\nDate: 5 March\nSubject: x\n\nOld."]
)
@pytest.mark.parametrize("words", ["See my answers below:", "FYI:"])
def test_of_an_agents_answer_and_for_the_kind_of_a_mail_no_earlier_mail_is_new(
    words, rest
):
    text = f"{words}\n\n{rest}"
    html = text.replace("<", "&lt;").replace("\n", "<br>")
    plain = parse(f"Content-Type: text/plain; charset=utf-8\n\n{text}".encode())
    rich = parse(f"Content-Type: text/html; charset=utf-8\n\n{html}".encode())
    for message in (plain, rich):
        assert agent_reply(message) == words
        assert new_readings(message) == [words]


OWN = "I need a transport:\n\nFrom: Lund\nTo: Oslo\nDate: {}\nSubject: piano\n\nWhat does it cost?"


@pytest.mark.parametrize("date", ["3 December 2026", "3.12.2026", "3/12", "soon"])
def test_fields_without_what_programs_write_are_the_writers_own(date):
    assert visible_text(OWN.format(date)) == OWN.format(date)


@pytest.mark.parametrize(
    "date", ["3 December 2026 10:12", "Thu, 3 December 2026", "3.12.2026, 9.12"]
)
def test_fields_with_a_time_are_the_head_of_a_mail(date):
    assert visible_text(OWN.format(date)) == "I need a transport:"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("From: Lund", "From: Lund <l@shop.example>"),
        ("To: Oslo", "Sent: today"),
        ("\nFrom: Lund", "\n____________________\nFrom: Lund"),
    ],
)
def test_an_address_or_a_rule_or_the_word_sent_makes_one_too(one, other):
    text = OWN.format("3 December 2026").replace(one, other)
    assert visible_text(text) == "I need a transport:"


POSTSCRIPTS = (
    "PS: the number is 4711",
    "P.S. the number is 4711",
    "P.-S. : le numéro est 4711",
    "PS the number is 4711",
    "PPS: it is 4711",
    "NB: it is 4711",
    "N.B. it is 4711",
    "P.D.: es 4711",
    "Ui.: 4711",
    "追伸 4711",
)


@pytest.mark.parametrize("line", POSTSCRIPTS)
@pytest.mark.parametrize("rule", ["-- ", "--"])
def test_a_postscript_below_a_signature_is_new(line, rule):
    text = f"It is blue.\n\n{rule}\nMaria Lind\nPhone 123\n\n{line}\nand red.\n\nSent from my iPhone"
    assert visible_text(text).split("\n")[0] == "It is blue."
    assert visible_text(text).endswith(f"{line}\nand red.")
    assert "Maria" not in visible_text(text)


def test_so_is_one_in_the_element_of_a_signature():
    html = "<p>It is blue.</p><div class=gmail_signature>Maria<br>PS: it is 4711</div>"
    assert visible_html(html).split() == "It is blue. PS: it is 4711".split()


@pytest.mark.parametrize("name", ["Psi Ltd", "NBC", "ps@shop.example", "Uiman"])
def test_a_name_is_no_postscript(name):
    assert visible_text(f"It is blue.\n-- \nMaria\n{name}") == "It is blue."


def test_prose_longer_than_a_signature_is_new():
    text = "It is blue.\n\n-- \n" + "The gate is stuck since the morning. " * 60
    assert visible_text(text) == text.strip()


@pytest.mark.parametrize(
    "unit",
    ["answers ", "FYI:\n", "PS ", "red below ", "-- \nPS:\n", f"See:\n{FORWARD}\n"],
)
def test_the_time_grows_with_the_length(unit):
    assert grows_too_fast(visible_text, unit * 2_000, unit * 8_000) == ""


QUOTED = "Вы писали 26 ноября 2026 г., 9:12:00:\n\n> Old."


@pytest.mark.parametrize("greeting", ["Здравствуйте, Support.", "Hello Support,"])
def test_a_greeting_that_a_program_puts_above_its_attribution_is_folded_too(greeting):
    assert visible_text(f"It works.\n\n{greeting}\n\n{QUOTED}") == "It works."


@pytest.mark.parametrize(
    "text", ["Hello Jane,", "It works.\n\nHello is the word.", "One.\nTwo.\n\n\n\n"]
)
def test_what_a_person_wrote_there_stays(text):
    assert visible_text(f"{text}\n\n{QUOTED}") == text.strip()
