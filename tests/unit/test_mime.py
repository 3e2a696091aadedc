"""The tree of parts is read from broken, cut and hostile mail."""

import time

import pytest

from tools.mail.mime import read_mime
from tools.parsing_limits import MAX_ALL_HEADERS, MAX_DEPTH, MAX_HEADERS, MAX_PARTS

MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def types(raw):
    return [part.content_type for part in read_mime(raw)[0].walk()]


def bodies(raw):
    return [part.content() for part in read_mime(raw)[0].walk() if not part.parts]


def test_a_multipart_without_boundary_is_text():
    root, defects = read_mime(b"Content-Type: multipart/mixed\r\n\r\nhello")
    assert (root.content_type, root.text()) == ("text/plain", "hello")
    assert defects == ("a multipart has no boundary",)


def test_a_multipart_without_parts_is_text():
    root, defects = read_mime(MIXED + b"hello")
    assert (root.content_type, root.text()) == ("text/plain", "hello")
    assert "a multipart has no parts" in defects


def test_a_boundary_other_than_the_declared_one_is_found():
    raw = MIXED + b"--x=1\r\nContent-Type: text/html\r\n\r\none\r\n--x=1--\r\n"
    assert types(raw) == ["multipart/mixed", "text/html"]
    assert read_mime(raw)[1] == ("the boundary is not the declared one",)


def test_a_multipart_without_end_keeps_its_last_part():
    assert bodies(MIXED + b"--b\r\n\r\none\r\n--b\r\n\r\ntwo") == [b"one", b"two"]


def test_an_inner_multipart_without_end_ends_with_the_outer_one():
    inner = b"Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n\r\none\r\n"
    raw = MIXED + b"--b\r\n" + inner + b"--b\r\n\r\ntwo\r\n--b--\r\n"
    assert types(raw)[1:] == ["multipart/alternative", "text/plain", "text/plain"]
    assert bodies(raw) == [b"one", b"two"]


def test_a_part_cut_in_its_head_does_not_swallow_the_next():
    raw = MIXED + b"--b\r\nContent-Type: text/html\r\n--b\r\n\r\ntwo\r\n--b--\r\n"
    assert bodies(raw) == [b"", b"two"]


def test_what_stands_before_and_behind_the_parts_is_left_out():
    raw = MIXED + b"before\r\n--b\r\n\r\none\r\n--b--\r\nbehind\r\n--b\r\n\r\nno\r\n"
    assert bodies(raw) == [b"one"]


def test_a_boundary_that_only_begins_like_ours_is_text():
    assert bodies(MIXED + b"--b\r\n\r\n--bc\r\n--b--\r\n") == [b"--bc"]


def test_parts_of_a_digest_are_messages():
    raw = (
        b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\nhi\n--b--"
    )
    assert types(raw) == ["multipart/digest", "message/rfc822", "text/plain"]
    assert read_mime(raw)[0].parts[0].parts[0].headers.get("subject") == "x"


def test_a_message_inside_is_a_part():
    raw = b"Content-Type: message/rfc822\n\nContent-Type: text/html\n\n<b>"
    assert types(raw) == ["message/rfc822", "text/html"]


def test_an_encoded_message_inside_is_a_file():
    raw = (
        b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        b"U3ViamVjdDogeA=="
    )
    assert bodies(raw) == [b"Subject: x"]


def test_lone_carriage_returns_are_line_ends_where_the_first_one_is():
    root, _defects = read_mime(b"Subject: x\rTo: y@z\r\rbody\r")
    assert (root.headers.get("To"), root.text()) == ("y@z", "body\n")


def test_a_byte_order_mark_and_empty_lines_before_the_head_are_skipped():
    root, _defects = read_mime(b"\xef\xbb\xbf\r\n\r\nSubject: x\r\n\r\nbody")
    assert root.headers.get("subject") == "x"


def test_dirt_between_headers_does_not_end_the_head():
    root, defects = read_mime(b"From: a@b\nrest of something\nSubject: x\n\nbody")
    assert (root.headers.get("subject"), root.text()) == ("x", "body")
    assert defects == ("line in head that is no header",)


def test_a_body_without_empty_line_before_it_is_a_body():
    root, defects = read_mime(b"Subject: x\nHello Bob,\nhow are you?")
    assert root.text() == "Hello Bob,\nhow are you?"
    assert defects == ("no empty line between head and body",)


def test_an_envelope_line_before_the_head_is_skipped():
    root, _defects = read_mime(b"From x@y Mon Jan  1 00:00:00 2024\nSubject: x\n\nhi")
    assert root.headers.fields == (("Subject", "x"),)


def test_eight_bit_and_folded_headers_are_text():
    root, _defects = read_mime(b"Subject: caf\xe9\r\n and\0 more\r\n\r\n")
    assert root.headers.get_all("SUBJECT") == ("café and more",)


@pytest.mark.parametrize(
    ("encoding", "body", "content"),
    [
        (b"base64", b"These are words", b"These are words"),
        (b"BASE64 (x)", b"aGk=", b"hi"),
        (b"base64", b"aGk=\r\n-- \r\nfooter of a list", b"hi"),
        (b"quoted-printable", b"a=\r\nb=3D=zz", b"ab==zz"),
        (b"x-uuencode", b'begin 644 x\n":&D \nend\n', b"hi"),
        (b"x-uuencode", b"nothing", b"nothing"),
        (b"uuencoded", b'begin 644 x\n":&D \nend\n', b"hi"),
        (b"'Base-64'", b"aGk=", b"hi"),
        (b"quoted/printable", b"a=3Db", b"a=b"),
        (b"x-odd", b"as it is", b"as it is"),
    ],
)
def test_transfer_encodings_are_undone(encoding, body, content):
    raw = b"Content-Transfer-Encoding: " + encoding + b"\r\n\r\n" + body
    assert bodies(raw) == [content]


def test_the_size_of_base64_is_known_without_decoding():
    raw = b"Content-Transfer-Encoding: base64\r\n\r\naGVs\r\nbG8=\r\n"
    assert read_mime(raw)[0].size() == 5


def nested(depth):
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return levels + b"\r\nhi\r\n"


def test_nesting_ends_where_the_limit_is():
    parts = list(read_mime(nested(MAX_DEPTH + 5))[0].walk())
    assert len(parts) == MAX_DEPTH
    assert parts[-1].content_type == "application/octet-stream"


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        (nested(10_000), "parts nested deeper than are read"),
        (b"Content-Type: message/rfc822\n\n" * 10_000, "parts nested deeper"),
        (MIXED + b"--b\r\n\r\nx\r\n" * 10_000, "more parts than are read"),
        (b"X-A: b\r\n" * 100_000 + b"\r\n", "more header fields than are read"),
        (b"Subject: " + b"a" * 1_000_000, "header field longer than is read"),
        (MIXED + b"--b\r\n\r\n" + b"--\r\n" * 200_000, "a multipart has no end"),
    ],
    ids=["depth", "messages", "parts", "headers", "header", "dashes"],
)
def test_hostile_mail_costs_little_and_says_what_was_left_out(raw, defect):
    began = time.thread_time()
    root, defects = read_mime(raw)
    assert time.thread_time() - began < 5
    assert any(found.startswith(defect) for found in defects)
    assert len(list(root.walk())) <= MAX_PARTS
    assert len(root.headers.fields) <= MAX_HEADERS


def test_words_before_the_head_do_not_hide_it():
    raw = b"---- Original ----\nReturn-Path: a@b\ntests=x\nSubject: s\n\nhi"
    root, _defects = read_mime(raw)
    assert (root.headers.get("Subject"), root.text()) == ("s", "hi")


def test_a_letter_without_any_header_is_text():
    root, _defects = read_mime(b"Dear all,\nSubject: is this one?\n\nYours")
    assert root.text().startswith("Dear all,")


def test_a_parameter_on_a_line_that_is_not_folded_is_read():
    raw = (
        b"Subject: s\nContent-Type: multipart/mixed;\nboundary=b\nTo: a@b\n\n"
        b"--b\n\none\n--b--\n"
    )
    assert bodies(raw) == [b"one"]


def test_fields_of_all_parts_together_are_bounded():
    raw = MIXED + (b"--b\r\n" + b"A:\r\n" * 900 + b"\r\n") * 100
    root, defects = read_mime(raw)
    assert sum(len(part.headers.fields) for part in root.walk()) <= MAX_ALL_HEADERS
    assert "more header fields than are read" in defects
