"""Files of a mail: limits, denied types, decoration, and a tree without them."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peers import mails
from PIL import Image

from tools.mail.email_message import build_message
from tools.mail.message import parse
from tools.policy.attachment_limits import (
    Limits,
    decorations,
    is_denied,
    part_at,
    prune,
    sift,
)
from tools.policy.picture_size import picture_size


def picture(kind, width, height):
    """The bytes of a picture without anything on it."""
    written = BytesIO()
    Image.new("L", (width, height)).save(written, kind)
    return written.getvalue()


GIF = picture("GIF", 100, 30)
LARGE_GIF = picture("GIF", 300, 500)
DENIED = ("exe", "js", "application/x-ms*")


def message(files=(), html=None, inline=()):
    """A parsed mail. `files`: (name, bytes); `inline`: (content id, bytes)."""
    built = mails.message(html=html, files=files)
    for cid, content in inline:
        built.get_payload()[1].add_related(content, "image", "gif", cid=f"<{cid}>")
    return parse(built.as_bytes())


def left(mail, folded=(), **limits):
    return [(one.name, one.reason) for one in sift(mail, Limits(**limits), folded)]


FILES = [("a.pdf", b"x" * 10), ("b.exe", b"y" * 2000), ("c.pdf", b"z" * 5)]


@pytest.mark.parametrize(
    "limits, expected",
    [
        ({}, []),
        ({"enabled": False}, [("a.pdf", "off"), ("b.exe", "off"), ("c.pdf", "off")]),
        ({"denied": DENIED}, [("b.exe", "denied")]),
        ({"file_bytes": 10}, [("b.exe", "large")]),
        ({"files": 2}, [("c.pdf", "many")]),
        ({"files": 2, "denied": DENIED}, [("b.exe", "denied")]),
        ({"total_bytes": 15}, [("b.exe", "total")]),
        ({"total_bytes": 14}, [("b.exe", "total"), ("c.pdf", "total")]),
    ],
)
def test_what_is_left_out(limits, expected):
    assert left(message(FILES), **limits) == expected


@pytest.mark.parametrize(
    "name",
    ["a.exe", "A.EXE", "bill.pdf.exe", "a.exe.", "a.exe . ", "a.e\u200bxe", "a.ｅｘｅ"],
)
def test_an_ending_cannot_be_hidden(name):
    assert is_denied(name, "application/pdf", DENIED)


@pytest.mark.parametrize("name", ["a.exe.pdf", "exe", "a.json", "exe.txt", "", "."])
def test_names_that_are_not_denied(name):
    assert not is_denied(name, "text/plain", DENIED)


def test_a_type_is_denied_by_a_pattern():
    assert is_denied("a.bin", "application/x-msdownload", DENIED)
    assert not is_denied("a.bin", "application/zip", DENIED)


HTML = '<p>See <img src="cid:one@x"></p>'


def test_pictures_that_the_text_shows_do_not_count_as_files():
    mail = message(FILES[:1], HTML, [("one@x", GIF)])
    assert left(mail, files=1) == []
    assert left(mail, enabled=False) == [("a.pdf", "off")]


def test_pictures_over_the_size_are_left_out_all_the_same():
    (one,) = sift(message((), HTML, [("one@x", GIF)]), Limits(file_bytes=5))
    assert (one.reason, one.content_id, one.size) == ("large", "one@x", len(GIF))


def test_small_pictures_in_the_text_may_be_decoration():
    mail = message([("a.gif", GIF)], HTML, [("one@x", GIF)])
    (index,) = decorations(mail)
    assert left(mail, [index]) == [("image.gif", "folded")]


@pytest.mark.parametrize("content", [LARGE_GIF, GIF + b"\x00" * 10240, b"no picture"])
def test_a_screenshot_is_no_decoration(content):
    assert decorations(message((), HTML, [("one@x", content)])) == {}


def test_the_tree_without_a_part_has_the_others():
    mail = message(FILES)
    (index,) = [one.index for one in sift(mail, Limits(denied=DENIED))]
    assert part_at(mail.shown, index).content() == b"y" * 2000
    built = build_message(prune(mail.shown, [index]))
    names = [part.get_filename() for part in built.walk() if part.get_filename()]
    assert names == ["a.pdf", "c.pdf"]
    assert part_at(mail.shown, 99) is None


def test_a_mail_that_is_nothing_but_a_denied_file_becomes_an_empty_text():
    mail = parse(
        b"From: a@x.example\r\nSubject: s\r\n"
        b"Content-Type: application/octet-stream; name=run.exe\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nTVo=\r\n"
    )
    (one,) = sift(mail, Limits(denied=DENIED))
    built = build_message(prune(mail.shown, [one.index]))
    assert (built.get_content_type(), built.get_content()) == ("text/plain", "")
    assert built["Subject"] == "s"


def test_a_container_without_parts_becomes_an_empty_text():
    mail = parse(
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Disposition: attachment; filename=a.exe\r\n\r\nMZ\r\n--b--\r\n"
    )
    (one,) = sift(mail, Limits(denied=DENIED))
    assert build_message(prune(mail.shown, [one.index])).get_content() == ""


FORWARDED = parse(
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nsee\r\n'
    b"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n"
    b'Content-Type: multipart/mixed; boundary="c"\r\n\r\n--c\r\n'
    b"Content-Disposition: attachment; filename=a.pdf\r\n\r\nPDF\r\n--c\r\n"
    b"Content-Disposition: attachment; filename=a.exe\r\n\r\nMZ\r\n--c--\r\n--b--\r\n"
)


def test_inside_of_a_forwarded_message_only_denied_types_are_left_out():
    assert left(FORWARDED, denied=DENIED, files=1, file_bytes=400) == [
        ("a.exe", "denied")
    ]
    assert left(FORWARDED, file_bytes=20) == [("inner.eml", "large")]


def png_that_claims(width, height):
    """A PNG with this size in its head, and nearly no pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    size, check = struct.pack(">I", 13), struct.pack(">I", zlib.crc32(head))
    start = b"\x89PNG\r\n\x1a\n" + size + head + check
    return start + b"\x00\x00\x00\x00IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))


KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")


@pytest.mark.parametrize("kind", KINDS)
def test_the_size_of_a_picture(kind):
    assert picture_size(picture(kind, 256, 32)) == (256, 32)


def test_the_size_is_read_without_the_pixels():
    assert picture_size(png_that_claims(9_000, 2)) == (9_000, 2)


def test_a_decompression_bomb_has_no_size():
    assert picture_size(png_that_claims(60_000, 60_000)) is None


@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG", 256, 32)[:9],
        picture("WEBP", 256, 32)[:30],
        b"\xff\xd8" + b"\xff\xe0\x00\x00" * 300,
        png_that_claims(0, 0)[:20],
        picture("TIFF", 256, 32),
        b"",
    ],
)
def test_what_is_no_picture_has_no_size(content):
    assert picture_size(content) is None


@given(st.sampled_from(KINDS), st.integers(0, 200), st.binary(max_size=30))
def test_any_bytes_have_a_size_or_none(kind, place, noise):
    content = picture(kind, 256, 32)
    size = picture_size(content[:place] + noise + content[place + len(noise) :])
    assert size is None or min(size) >= 0
