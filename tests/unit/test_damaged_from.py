"""Senders in From fields that are no list of mailboxes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.mail import NOBODY, Address, parse
from tools.mail.addr_spec import read_addr_spec
from tools.mail.damaged_from import read_damaged_sender
from tools.mail.from_field import read_sender

NORA = "nora@x.example"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param([], id="no From"),
        pytest.param([NORA, "eve@x.example"], id="two From fields"),
        pytest.param([f"<{NORA}, <eve@x.example>"], id="two addresses"),
        pytest.param([f"Team: {NORA};"], id="group"),
        pytest.param(["<nora berg@x.example>"], id="blank in local part"),
        pytest.param(["<nora@x.exam ple>"], id="blank in domain"),
        pytest.param([f"<{NORA} junk"], id="junk in open brackets"),
        pytest.param([f"<junk {NORA}"], id="junk before, in open brackets"),
        pytest.param([f"{NORA} junk>"], id="junk before a closing bracket"),
        pytest.param(["nora@x.example'evil"], id="letters behind a quote"),
        pytest.param([f"({NORA})"], id="only in a comment"),
        pytest.param([f'"{NORA}"'], id="only in a quoted string"),
        pytest.param(["=?utf-8?q?nora=40x.example?="], id="only in a word"),
        pytest.param([f"=?utf-8?q?Nora_<{NORA}>?="], id="brackets in a word"),
        pytest.param([f"{NORA}, x"], id="something behind"),
        pytest.param([f"{NORA} Nora"], id="a name behind"),
        pytest.param(["(" * 3_000 + NORA], id="thousands of parentheses"),
        pytest.param(["nora@@x.example"], id="two at signs"),
        pytest.param(["nora\uff20x.example"], id="wide at sign"),
        pytest.param(["nora@"], id="no domain"),
        pytest.param(["no\u202era@x.example"], id="direction mark"),
        pytest.param(["a" * 9_000 + NORA], id="endless"),
    ],
)
def test_nobody_is_guessed(fields):
    assert read_damaged_sender(fields) == NOBODY


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (f"Nora <{NORA}", "Nora"),
        (f"=?utf-8?q?N=C3=B6ra?= <{NORA}", "Nöra"),
        (f'"Doe, Nora" <{NORA}', "Doe, Nora"),
        (f"Doe, Nora <{NORA}", "Doe, Nora"),
        (f"<{NORA}", ""),
        (f"Nora {NORA}>", "Nora"),
        (f"<<{NORA}>>", ""),
        (f"Nora <{NORA}>>", "Nora"),
        (f"Nora <{NORA})", "Nora"),
        (f'"Nora <{NORA}>', "Nora"),
        (f'Nora" <{NORA}>', "Nora"),
        (f"Nora (<{NORA}>", "Nora"),
        (f"Nora (Sales <{NORA}>", "Nora Sales"),
        (f"Nora [mailto:{NORA}]", "Nora"),
        (f"Nora <mailto:{NORA}>", "Nora"),
        (f"mailto:{NORA}", ""),
        (f"'{NORA}'", ""),
        (f"Support: Nora <{NORA}>", "Support: Nora"),
        (f"Nora; Otto <{NORA}>", "Nora; Otto"),
        (f"Nora <{NORA}>;", "Nora"),
    ],
)
def test_the_one_address_of_a_damaged_field_is_guessed(value, name):
    mail = parse(b"From: " + value.encode() + b"\n\nhi")
    assert mail.from_ == Address(name, NORA)
    assert mail.has_damaged_from
    assert mail.defects[-1] == "the From field is damaged"


def test_the_same_sender_twice_is_guessed():
    found = read_damaged_sender([f"Nora <{NORA}>", NORA])
    assert found == Address("Nora", NORA)


def test_a_whole_field_is_no_guess():
    mail = parse(f"From: Nora <{NORA}>\n\nhi".encode())
    assert (mail.from_.email, mail.has_damaged_from) == (NORA, False)


def test_without_from_the_sender_field_is_a_guess_that_proves_nothing():
    mail = parse(f"Sender: Nora <{NORA}>\n\nhi".encode())
    assert (mail.from_, mail.has_damaged_from) == (Address("Nora", NORA), True)
    assert mail.defects[-1] == "no From field"


@pytest.mark.parametrize(
    "fields",
    [
        f"From: Eve\nSender: {NORA}",
        f"From:\nSender: {NORA}",
        f"Sender: {NORA}, eve@x.example",
        f"Sender: {NORA}\nSender: eve@x.example",
        f"Reply-To: {NORA}",
    ],
)
def test_a_sender_field_beside_from_and_one_that_is_not_clear_names_nobody(fields):
    mail = parse(f"{fields}\n\nhi".encode())
    assert (mail.from_.email, mail.has_damaged_from) == ("", False)
    assert mail.defects[-1] == "no sender"


_PIECES = st.sampled_from([*"<>(),;:@.\"'[] ", NORA, "Nora", "=?utf-8?q?a=40b?=", "\0"])


@given(st.lists(_PIECES, max_size=10).map("".join))
def test_any_field_gives_one_whole_address_or_none(value):
    found = read_damaged_sender([value])
    assert not found.email or read_addr_spec(found.email) == found.email
    assert "@" not in found.name
    assert found.email or found == NOBODY


@given(st.text(max_size=40))
def test_what_is_read_strictly_is_not_guessed(value):
    mail = parse(b"From: " + value.encode("utf-8", "replace") + b"\n\nhi")
    if not mail.has_damaged_from:
        assert mail.from_ == read_sender(mail.headers.get_all("From"))
