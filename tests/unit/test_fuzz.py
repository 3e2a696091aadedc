"""Whatever becomes of a mail on its way, it is read and judged without raising, in
linear time and with bounded memory. `./dev/fuzz` is the long run of the same."""

import random
from pathlib import Path

import pytest
from fuzzing.measures import grows_too_fast, takes_too_much
from fuzzing.mutations import mutated
from fuzzing.sealed import sealed_mails
from fuzzing.shapes import SHAPES
from fuzzing.strategies import MAILS
from fuzzing.ways import WAYS, read_all
from hypothesis import HealthCheck, given, settings

from tools.mail.message import parse

SAMPLES = sorted((Path(__file__).parents[2] / "dev" / "samples").glob("*.eml"))
SEEDS = [path.read_bytes() for path in SAMPLES]
REPORT = (
    b"Return-Path: <>\nAuto-Submitted: auto-replied (x)\nReferences: <a@b>\n\t<c@d>\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n"
    b"--r\n\nSorry\n--r\nContent-Type: message/delivery-status\n\nX: y\n\n"
    b"Final-Recipient: rfc822; a@b\nAction: failed\nStatus: 5.1.1\n"
    b"--r\nContent-Type: message/rfc822\n\nMessage-ID: <o@x>\n\nhi\n--r--\n"
)
ODD = (
    b"Subject: =?iso-2022-jp?b?GyRCJCIbKEI=?=\nContent-Type: text/plain; "
    b"charset=utf-16\nContent-Transfer-Encoding: x-uuencode\n\n"
    b'begin 644 x\n":&D \nend\n'
)
SIZE = 8_000


@pytest.mark.parametrize("seed", range(10))
def test_damaged_mail_is_read_and_judged(seed):
    rnd = random.Random(seed)
    for _ in range(20):
        read_all(mutated(rnd, [*SEEDS, *sealed_mails(), REPORT, ODD]))


@settings(
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(MAILS)
def test_mail_of_any_build_is_read_and_judged(raw):
    read_all(raw)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_hostile_mail_is_read_in_linear_time(shape):
    small, large = shape.of_size(SIZE), shape.of_size(4 * SIZE)
    assert grows_too_fast(read_all, small, large) == ""


def test_a_reader_of_quadratic_time_is_found():
    def read(raw):
        for place in range(0, len(raw), 8):
            raw[place:].count(b"b")

    assert "bytes in" in grows_too_fast(read, b"a" * 25_000, b"a" * 100_000)


@pytest.mark.parametrize("name", ["parts of headers", "wide 1", "References 1"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_hostile_mail_takes_bounded_memory(name, way):
    (shape,) = [shape for shape in SHAPES if shape.name == name]
    assert takes_too_much(way, shape.of_size(100_000)) == ""


def test_a_reader_that_takes_too_much_memory_is_found():
    assert "MiB" in takes_too_much(lambda raw: [raw * 40], b"a" * 1024 * 1024)


def test_ten_thousand_parts_a_thousand_levels_and_a_hundred_thousand_headers():
    head = b"Content-Type: multipart/mixed; boundary=b\n\n"
    deep = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 1_000
    for raw in (head + b"--b\n\na\n" * 10_000, deep, b"X-A: b\n" * 100_000):
        read_all(raw)
        assert parse(raw).defects
