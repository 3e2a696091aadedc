"""Multiparts whose head and body do not fit together."""

import pytest

from tools.mail.mime import read_mime

BODY = b"--b\nContent-Type: text/plain\n\none\n--b\nContent-Type: a/b\n\ntwo\n--b--\n"


def types(raw):
    return [part.content_type for part in read_mime(raw)[0].walk()]


def bodies(raw):
    return [part.content() for part in read_mime(raw)[0].walk() if not part.parts]


def fields(*values):
    return b"".join(b"Content-Type: " + value + b"\n" for value in values) + b"\n"


@pytest.mark.parametrize(
    "values",
    [
        (b"multipart/mixed; boundary=a", b"multipart/mixed; boundary=b"),
        (b"multipart/mixed; boundary=b", b"multipart/mixed; boundary=bb"),
        (b"text/plain", b"multipart/mixed; boundary=b"),
        (b"multipart/mixed", b"multipart/mixed; boundary=b"),
        (b"nonsense", b"multipart/mixed; boundary=b"),
        (b"a/b", b"a/b", b"a/b", b"multipart/mixed; boundary=b"),
    ],
)
def test_of_two_types_the_one_whose_boundary_is_in_use_counts(values):
    assert types(fields(*values) + BODY) == ["multipart/mixed", "text/plain", "a/b"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((b"multipart/mixed; boundary=a", b"text/html"), "text/html"),
        ((b"nonsense", b"text/html"), "text/html"),
        ((b"text/html", b"text/plain"), "text/html"),
        ((b"nonsense", b"also"), "text/plain"),
    ],
)
def test_without_a_boundary_in_use_the_first_real_type_counts(values, expected):
    assert types(fields(*values) + b"--bb\nwords") == [expected]


def test_a_part_with_two_types_is_read():
    inner = fields(b"multipart/mixed; boundary=x", b"multipart/mixed; boundary=i")
    raw = (
        fields(b"multipart/mixed; boundary=o")
        + b"--o\n"
        + inner
        + BODY.replace(b"--b", b"--i")
        + b"--o--\n"
    )
    assert bodies(raw) == [b"one", b"two"]


@pytest.mark.parametrize(
    "line", [b"--x=1", b"----x", b"------=_Part_1", b"--'b'", b"--b b", b"--B"]
)
@pytest.mark.parametrize("is_inner", [False, True])
def test_the_delimiter_in_use_is_found(line, is_inner):
    raw = fields(b"multipart/mixed; boundary=b") + BODY.replace(b"--b", line)
    if is_inner:
        raw = fields(b"multipart/mixed; boundary=o") + b"--o\n" + raw + b"--o--\n"
    assert bodies(raw) == [b"one", b"two"]
    assert "the boundary is not the declared one" in read_mime(raw)[1]


def test_a_delimiter_is_found_where_none_is_declared():
    assert bodies(fields(b"multipart/mixed") + BODY) == [b"one", b"two"]


def test_a_rule_is_no_delimiter():
    body = b"---- Original ----\nContent-Type: text/plain\n\nwords"
    root, defects = read_mime(fields(b"multipart/mixed; boundary=b") + body)
    assert root.content() == body
    assert defects == ("a multipart has no end", "a multipart has no parts")


def test_the_delimiter_of_the_outer_parts_is_not_taken_by_an_inner_one():
    raw = (
        fields(b"multipart/mixed; boundary=o")
        + b"--o\n"
        + fields(b"multipart/mixed; boundary=i")
        + b"words\n--o\nContent-Type: a/b\n\ntwo\n--o--\n"
    )
    assert bodies(raw) == [b"words", b"two"]


@pytest.mark.parametrize(
    "value",
    [
        b"multipart/mixed boundary=b",
        b"multipart/mixed (a comment); boundary=b",
        b'"multipart/mixed"; boundary=b',
        b"multipart/mixed, boundary=b",
        b"multipart/mixed;; boundary=b",
        b"multipart/mixed; boundary*=us-ascii''b",
        b'multipart/mixed; boundary="b',
        b"multipart/mixed; boundary = b ; x=y",
    ],
)
def test_a_type_with_odd_punctuation_is_read(value):
    assert bodies(fields(value) + BODY) == [b"one", b"two"]


def test_lines_that_only_begin_like_the_delimiter_are_not_looked_at_without_end():
    head = fields(b"multipart/mixed; boundary=b")
    root, defects = read_mime(head + b"--bb\n" * 30 + BODY.replace(b"--b", b"--x"))
    assert [part.content() for part in root.parts] == [b"one", b"two"]
    assert "the boundary is not the declared one" in defects
