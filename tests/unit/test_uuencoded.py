"""Files in letters of uuencode inside a text."""

import binascii
import os

import pytest
from fuzzing.measures import grows_too_fast
from hypothesis import given
from hypothesis import strategies as st

from tools.mail import gateway_message, parse
from tools.parsing_limits import MAX_SHOWN_LENGTH
from tools.text.uuencoded import take_uuencoded

HEAD = b"From: a@b.example\nContent-Type: text/plain"


def coded(name, data, end="`\nend\n"):
    lines = (data[n : n + 45] for n in range(0, len(data), 45))
    body = b"".join(map(binascii.b2a_uu, lines)).decode()
    return f"begin 644 {name}\n{body}{end}"


HI = coded("a.txt", b"hi")


def taken(text, limit=10):
    rest, files = take_uuencoded(text, limit)
    return rest, [(file.filename, file.data) for file in files]


@pytest.mark.parametrize(
    "text",
    [
        "We begin 644 times\nand end",
        "begin 644 times we tried\nand it failed.\nend\n",
        "begin 644 a.txt\nM" + "a" * 60 + "\nend\n",
        "begin 644 a.txt\nM!! \nend\n",
        "begin 644 a.txt\nü\nend\n",
        HI.replace("end\n", ""),
        "begin with 644\n" + HI.partition("\n")[2],
        "> " + HI.replace("\n", "\n> "),
        "=ybegin line=128 size=2 name=a.txt\n**\n=yend size=2\n",
    ],
    ids=["words", "sentence", "letters", "short", "beyond ASCII", "no end", "no mode"]
    + ["quoted", "yEnc"],
)
def test_what_is_no_file_stays_text(text):
    assert taken(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "rest", "files"),
    [
        (f"one\n\n{HI}two\n", "one\n\ntwo\n", [("a.txt", b"hi")]),
        (HI + HI, "", [("a.txt", b"hi")] * 2),
        (HI.replace("\n", "\r\n"), "", [("a.txt", b"hi")]),
        (HI.replace(" \n", "\n"), "", [("a.txt", b"hi")]),
        (coded("two words.txt", b"x"), "", [("two words.txt", b"x")]),
        (coded("C:\\dir/a.txt", b"x"), "", [("a.txt", b"x")]),
        (coded("e", b"", "end"), "", [("e", b"")]),
        (coded("z", b"\0" * 90, " \nend\n"), "", [("z", b"\0" * 90)]),
    ],
    ids=["between", "two", "CRLF", "blanks cut", "blank", "folder", "empty", "zeros"],
)
def test_files_are_taken_out_of_the_text(text, rest, files):
    assert taken(text) == (rest, files)


def test_the_number_of_files_is_bounded():
    assert taken(HI * 3, 2) == (HI, [("a.txt", b"hi")] * 2)


@given(st.binary(max_size=200), st.sampled_from(["", "before\n"]))
def test_any_file_comes_out_as_it_was(data, before):
    assert taken(before + coded("f", data)) == (before, [("f", data)])


@pytest.mark.parametrize("encoding", [b"", b"quoted-printable"])
@pytest.mark.parametrize("flowed", [b"", b"; format=flowed"])
def test_the_files_of_a_mail_are_its_attachments(encoding, flowed):
    body = f"See \nbelow\n\n{HI}\nBye\n".encode().replace(b"=", b"=3D")
    field = b"\nContent-Transfer-Encoding: " + encoding if encoding else b""
    mail = parse(HEAD + flowed + field + b"\n\n" + body)
    between = " " if flowed else " \n"
    assert mail.body_text == f"See{between}below\n\n\nBye"
    (file,) = mail.attachments
    assert (file.filename, file.content_type, file.size) == ("a.txt", "text/plain", 2)
    built = gateway_message(mail.shown, mail.from_)
    assert [p.get_content() for p in built.walk() if p.get_filename()] == [b"hi"]


def test_a_large_file_in_a_text_does_not_make_the_text_long():
    data = os.urandom(MAX_SHOWN_LENGTH)
    mail = parse(HEAD + b"\n\nHello\n" + coded("a.zip", data).encode())
    assert (mail.body_text, mail.is_cut) == ("Hello", False)
    assert [file.size for file in mail.attachments] == [len(data)]


@pytest.mark.parametrize(
    "unit", ["begin 644 x\n", '":&D \n', "begin 644 x\n`\n", HI, "`\n", "M\n", "begin "]
)
@pytest.mark.parametrize("prefix", ["", "begin 644 x\n"])
def test_reading_takes_linear_time(unit, prefix):
    def read(text):
        take_uuencoded(text, 500)

    small, large = prefix + unit * 10_000, prefix + unit * 40_000
    assert grows_too_fast(read, small, large) == ""
