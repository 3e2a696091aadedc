import time

import pytest

from tools.mail import parse
from tools.policy.commands import COMMANDS, Command, choose_command, read_command
from tools.quotes import new_readings, whole_readings


def test_a_command_with_an_argument_and_the_rest():
    assert read_command(
        "\n#Assign  ada@acme.example \r\n\r\nPlease look.\n"
    ) == Command(
        "assign", "ada@acme.example", "#Assign  ada@acme.example", "Please look."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "Hello\n#close",
        "#4711 is your order number",
        "#1 is the first thing to do",
        "C# is a language",
        "#",
        "# 12",
        "#" * 5000,
        "#\u3164",
    ],
)
def test_prose_is_no_command(text):
    assert read_command(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "#close now",
        "#close " + "x" * 100,
        "#tag " + "x" * 100,
        "#assign",
        "#action",
        "#action dance",
        "#delete",
        "#priority",
        "#tag",
        "#" + "x" * 30,
        "#großartig",
    ],
)
def test_what_is_no_command_of_ours_is_unknown(line):
    assert not read_command(line).is_known


NEAR_MISSES = [
    "#note:",
    "#note: he never pays",
    "#note.",
    "#note,",
    "#note!",
    "##note",
    "# note",
    "#note-bob",
    "#note1",
    "[#note]",
    '"#note"',
    "„#note“",
    "\\#note",
    "> #note",
    "*#note*",
    "**#note** he never pays",
    "_#note_",
    "- #note",
    "#_note",
    "#\nnote",
    "---\n#note",
    "\N{PUSHPIN} #note",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_a_near_miss_is_a_command_line_that_is_not_obeyed(text):
    command = read_command(f"{text}\nHe never pays.")
    assert command.name == "note"
    assert command.is_named
    assert not command.is_known


@pytest.mark.parametrize(
    "text",
    [
        "\uff03note",
        "#\uff4e\uff4f\uff54\uff45",
        "\u200b#note",
        "\ufeff#no\u200bte",
        "#\u00adnote",
        "#no\u00adte\u200b",
        "\u3000#note\u3000",
        "\u00a0#note\u00a0",
        "#\u3164note",
        "#note\r",
    ],
)
def test_what_looks_like_a_command_is_one(text):
    command = read_command(f"{text}\nHe never pays.")
    assert (command.name, command.rest) == ("note", "He never pays.")
    assert command.is_known


def test_what_stands_behind_note_is_its_text():
    text = "He said \u201cnever\u201d \u00bd " + "and again " * 50
    command = read_command(f"#note {text}\r\nMore.")
    assert command.is_known
    assert command.rest == f"{text.strip()}\nMore."
    assert len(command.line) == 200


def test_each_command_that_is_listed_is_known():
    for line in COMMANDS:
        assert read_command(line.partition(",")[0]).is_known, line


@pytest.mark.parametrize("piece", ["\u200b", "_", "#", "\u3164", "> ", "\n", "#\u3164"])
def test_marks_without_end_take_no_time(piece):
    began = time.thread_time()
    read_command(piece * 300_000)
    assert time.thread_time() - began < 2


def chosen(plain="", html=""):
    """The command of a mail with these forms."""
    parts = [("plain", plain), ("html", html)]
    body = "".join(
        f"--b\nContent-Type: text/{kind}; charset=utf-8\n\n{text}\n"
        for kind, text in parts
        if text
    )
    head = "From: a@acme.example\nContent-Type: multipart/alternative; boundary=b\n\n"
    message = parse(f"{head}{body}--b--\n".encode())
    return choose_command(new_readings(message), whole_readings(message))


@pytest.mark.parametrize(
    "forms",
    [
        {"plain": "He never pays.", "html": "<p>#note</p><p>He never pays.</p>"},
        {"plain": "*#note*\n\nHe never pays.", "html": "<b>#note</b><p>He never pays."},
        {"html": '<div style="display:none">Hi</div><p>#note</p>He never pays.'},
        {
            "plain": "Preview\n#note",
            "html": "<p hidden>Preview</p><p>#note</p>He never pays.",
        },
    ],
)
def test_either_form_of_a_mail_may_hold_the_command(forms):
    command = chosen(**forms)
    assert command.is_known
    assert command.rest == "He never pays."


@pytest.mark.parametrize(
    "forms",
    [
        {"plain": "> #note\n\nHe never pays."},
        {"html": "<blockquote>#close</blockquote><p>He never pays.</p>"},
        {"html": "<p>#note: </p><p>He never pays.</p>"},
        {"plain": "Hello", "html": "<p>[#note]</p><p>He never pays.</p>"},
    ],
)
def test_what_is_quoted_or_misspelt_is_not_obeyed(forms):
    assert not chosen(**forms).is_known


def test_a_mail_without_a_command_has_none():
    assert chosen("Hello\n#close", "<p>Hello</p><p>#close</p>") is None
