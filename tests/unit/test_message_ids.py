"""Message ids are found in fields that programs have spoilt."""

import pytest
from fuzzing.measures import grows_too_fast

from tools.mail import find_message_ids, parse


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        pytest.param("=?utf-8?q?a?=", (), id="a word without an id"),
        pytest.param("<=?utf-8?q?a=2Ec?=@b>", ("<a.c@b>",), id="a word in an id"),
        pytest.param(
            "<=?u?q?=3C?=@b>", ("<=?u?q?=3C?=@b>",), id="a bracket in a word in an id"
        ),
        pytest.param("=?utf-8?q?=3Ca=40b=3E?=", ("<a@b>",), id="one word"),
        pytest.param("=?utf-8?b?PGFAYj4=?=", ("<a@b>",), id="base64"),
        pytest.param(
            "=?utf-8?q?=3Clong-=40h?= =?utf-8?q?ost=2Eexample=3E?=",
            ("<long-@host.example>",),
            id="cut in two",
        ),
        pytest.param(
            "=?us-ascii?Q?<a@b>_<c-?=\t=?us-ascii?Q?d@e>?= <f@g>",
            ("<a@b>", "<c-d@e>", "<f@g>"),
            id="several in words and one in clear",
        ),
        pytest.param("<a- =?utf-8?q?b=40c=3E?=", ("<a-b@c>",), id="half an id"),
        pytest.param("&lt;a@b&gt; &lt;c@d&gt;", ("<a@b>", "<c@d>"), id="for HTML"),
        pytest.param("a@b, c@d", ("<a@b>", "<c@d>"), id="no brackets"),
    ],
)
def test_ids_are_found(value, ids):
    assert find_message_ids(value) == ids


@pytest.mark.parametrize(
    ("value", "own"),
    [
        ("=?utf-8?q?=3Ca=40b=3E?=", "<a@b>"),
        ("=?utf-8?q?no_at_sign?=", "<noatsign>"),
        ("a" * 999, None),
    ],
)
def test_a_mails_own_id_is_read(value, own):
    assert parse(b"Message-ID: " + value.encode() + b"\n\nhi").message_id == own


def test_an_answer_finds_what_it_answers_in_spite_of_folding():
    mail = parse(
        b"References: =?utf-8?q?=3Caaa=40long=2E?=\r\n =?utf-8?q?example=3E?=\r\n"
        b"In-Reply-To: =?utf-8?q?=3Caaa=40long=2Eexample=3E?=\r\n\r\nhi"
    )
    assert mail.references == mail.in_reply_to == ("<aaa@long.example>",)


@pytest.mark.parametrize(
    "unit", ["=?a?q?b", "=?a?q?b?= ", "<", "=?", "&lt;", "<=?a?q?"]
)
def test_reading_takes_linear_time(unit):
    small, large = unit * 10_000, unit * 40_000
    assert grows_too_fast(find_message_ids, small, large) == ""
