"""A winmail.dat gives its text and files, and never more than it holds."""

import struct

import pytest
from peers import winmail as kit
from tnefparse import TNEF

from tools.mail.tnef import TnefFile, read_tnef
from tools.parsing_limits import MAX_TNEF_FILES

WINMAIL = kit.winmail(
    kit.message(
        kit.text(kit.SUBJECT, "Angebot"),
        kit.prop(kit.INTERNET_CODEPAGE, 0x03, 65001),
        kit.prop(kit.HTML, 0x102, "<p>Grüße</p>".encode()),
        kit.text(kit.BODY, "Grüße\r\n"),
    ),
    kit.file(
        b"ANGEBO~1.PDF",
        b"%PDF-1",
        kit.text(kit.LONG_NAME, "Angebot für Anna.pdf"),
        kit.text(kit.MIME_TYPE, "application/pdf"),
        kit.text(kit.CONTENT_ID, "<offer@x>"),
    ),
    kit.file(b"short.txt", b"hello"),
)


def test_text_and_files_are_found():
    found = read_tnef(WINMAIL)
    assert (found.subject, found.text, found.html) == (
        "Angebot",
        "Grüße\n",
        "<p>Grüße</p>",
    )
    assert found.files == [
        TnefFile("Angebot für Anna.pdf", b"%PDF-1", "application/pdf", "offer@x"),
        TnefFile("short.txt", b"hello"),
    ]


def test_another_reader_finds_the_same():
    other, own = TNEF(WINMAIL), read_tnef(WINMAIL)
    assert (other.htmlbody, other.body.replace("\r\n", "\n")) == (own.html, own.text)
    assert [(a.long_filename(), a.data) for a in other.attachments] == [
        (file.filename, file.data) for file in own.files
    ]


@pytest.mark.parametrize("data", [b"", b"x", b"\x78\x9f\x3e", b"%PDF-1" * 20])
def test_other_bytes_are_no_winmail(data):
    assert read_tnef(data) is None


@pytest.mark.parametrize("end", range(0, len(WINMAIL), 7))
def test_a_cut_file_gives_what_is_there(end):
    found = read_tnef(WINMAIL[:end])
    assert found is None or len(found.files) <= 2


def test_a_file_of_which_the_end_is_missing_is_kept():
    (file,) = read_tnef(kit.winmail(kit.file(b"a.txt", b"hello"))[:-25]).files
    assert b"hello".startswith(file.data)


@pytest.mark.parametrize(
    "properties",
    [
        struct.pack("<I", 2**32 - 1),
        struct.pack("<IHHI", 1, 0x1003, 1, 2**32 - 1),
        struct.pack("<IHHI", 1, 0x101F, 1, 2**32 - 1),
        struct.pack("<IHHII", 1, 0x1E, 0x1000, 1, 2**32 - 1) + b"text",
        struct.pack("<IHH", 1, 0x77, 1),
        struct.pack("<IHH16sII", 1, 0x1F, 0x8000, b"", 1, 2**32 - 1),
    ],
    ids=["properties", "numbers", "values", "length", "type", "name"],
)
def test_counts_that_nothing_holds_are_not_believed(properties):
    data = kit.winmail(
        kit.attribute(kit.MESSAGE, 0x9003, properties), kit.file(b"a.txt", b"a")
    )
    assert [file.filename for file in read_tnef(data).files] == ["a.txt"]


def test_a_named_property_is_passed_over():
    name = "x".encode("utf-16-le")
    named = (
        struct.pack("<HH16sII", 0x03, 0x8001, b"guid", 1, len(name)) + name + b"\0\0"
    )
    named += struct.pack("<I", 7)
    by_number = struct.pack("<HH16sII", 0x0B, 0x8002, b"guid", 0, 1) + b"\1\0\0\0"
    text = kit.text(kit.BODY, "behind")
    assert read_tnef(kit.winmail(kit.message(named, by_number, text))).text == "behind"


def test_rich_text_is_read_where_there_is_no_other_text():
    rtf = kit.uncompressed(rb"{\rtf1\ansi\ansicpg1252 Gr\'fc\'dfe\par from here}")
    found = read_tnef(kit.winmail(kit.message(kit.prop(kit.RTF, 0x102, rtf))))
    assert found.text == "Grüße\nfrom here"


def test_the_old_body_attribute_is_text_in_its_code_page():
    cyrillic = kit.attribute(kit.MESSAGE, 0x9007, struct.pack("<II", 1251, 0))
    body = kit.attribute(kit.MESSAGE, 0x800C, "Привет".encode("cp1251") + b"\0")
    assert read_tnef(kit.SIGNATURE + cyrillic + body).text == "Привет"


def inside(data, title=b""):
    """A message inside as the file of another."""
    inner = kit.prop(kit.DATA, 0x0D, kit.IMESSAGE + data)
    return kit.winmail(kit.file(title, b"", inner))


def test_a_message_inside_is_shown_as_its_text_and_files():
    assert [
        (file.filename, file.content_type) for file in read_tnef(inside(WINMAIL)).files
    ] == [
        ("Angebot für Anna.pdf", "application/pdf"),
        ("short.txt", ""),
        ("Angebot.html", "text/html"),
    ]


def test_messages_inside_messages_end_where_the_limit_is():
    data = WINMAIL
    for _level in range(50):
        data = inside(data)
    (file,) = read_tnef(data).files[-1:]
    assert len(read_tnef(data).files) <= 10
    assert file.filename


def test_no_more_files_are_read_than_the_limit():
    data = kit.winmail(*[kit.file(b"a", b"a")] * (MAX_TNEF_FILES + 9))
    assert len(read_tnef(data).files) == MAX_TNEF_FILES
