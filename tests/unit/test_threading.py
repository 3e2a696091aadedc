"""Ticket tokens survive relays and cannot be made by others."""

import pytest

from tools.mail.message import parse
from tools.matching.references import (
    is_own,
    make_token,
    named_ids,
    read_tokens,
    references_newest_first,
)

KEY = b"k" * 32
TOKEN = make_token(42, "Desk.Example", KEY, "n0nce")


def test_a_token_is_a_message_id_in_lower_case():
    assert TOKEN == "<case-42.n0nce.fm6cb7t2btncsqxftvf3za5a@desk.example>"


@pytest.mark.parametrize(
    "seen",
    [
        TOKEN,
        TOKEN.upper(),
        TOKEN.strip("<>"),
        f"  {TOKEN}\r\n",
        TOKEN.replace("desk.example", "relay.example"),
        TOKEN.replace("@desk.example", ""),
        TOKEN[:20] + "\r\n " + TOKEN[20:],
    ],
)
def test_a_token_survives_relays(seen):
    assert read_tokens([seen], KEY) == (42,)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "<>",
        "case-42",
        TOKEN.replace("case-42", "case-43"),
        TOKEN.replace("n0nce", "nonce"),
        TOKEN.replace("fm6cb", "aaaaa"),
        TOKEN.replace("case-42", "case-042"),
        TOKEN.replace("case-42", "case-" + "9" * 30),
        TOKEN.replace("fm6cb7t2btncsqxftvf3za5a", ""),
        TOKEN.replace("case-42", "case-４２"),
        "x" + TOKEN,
        TOKEN.replace("n0nce", "\ud800"),
    ],
)
def test_what_we_did_not_sign_is_ignored(forged):
    assert read_tokens([forged], KEY) == ()


def test_another_key_reads_nothing():
    assert read_tokens([TOKEN], b"o" * 32) == ()


def test_tokens_keep_the_order_of_the_ids_and_count_once():
    other = make_token(7, "x", KEY, "a")
    again = make_token(42, "x", KEY, "b")
    assert read_tokens([other, "<x@y>", TOKEN, again], KEY) == (7, 42)


@pytest.mark.parametrize(
    ("ticket_id", "domain", "key", "nonce"),
    [
        (0, "x", KEY, "a"),
        (1, " ", KEY, "a"),
        (1, "x", KEY, "A.b"),
        (1, "x", KEY, ""),
        (1, "x", b"short", "a"),
    ],
)
def test_a_token_that_could_not_be_read_is_not_made(ticket_id, domain, key, nonce):
    with pytest.raises(ValueError, match="token"):
        make_token(ticket_id, domain, key, nonce)


@pytest.mark.parametrize(
    ("message_id", "own"), [(TOKEN, True), ("<a@b>", False), ("", False), (None, False)]
)
def test_our_own_mail_is_recognised(message_id, own):
    assert is_own(message_id, KEY) is own


def test_the_newest_mail_is_named_first():
    raw = b"In-Reply-To: <c@x>\nReferences: <a@x> <b@x> <c@x> <d@x>\n\nhi"
    assert references_newest_first(parse(raw)) == ("<c@x>", "<d@x>", "<b@x>", "<a@x>")


def test_a_token_is_found_in_the_references_of_a_reply():
    raw = f"In-Reply-To: <new@provider>\nReferences: {TOKEN} <new@provider>\n\nhi"
    assert read_tokens(named_ids(parse(raw.encode())), KEY) == (42,)


def test_a_bounce_names_the_mail_that_comes_back():
    raw = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ours@x>\n"
        f"References: <old@x> {TOKEN}\n--b--\n"
    )
    assert named_ids(parse(raw.encode())) == ("<ours@x>", TOKEN, "<old@x>")
