"""What a mail says about its ticket: addresses, conversations, numbers, forwards."""

import base64

import pytest

from tools.mail.message import parse
from tools.matching.clues import forwarded_clues, read_clues
from tools.matching.plus_address import (
    address_tokens,
    tagged_address,
    without_ticket_token,
)
from tools.matching.references import (
    dated_nonce,
    entry_nonce,
    is_own,
    make_token,
    read_signed,
    read_tokens,
    user_nonce,
)
from tools.matching.thread_index import conversation_id
from tools.matching.ticket_numbers import number_format, numbers_in
from tools.text.subject_marks import base_subject

KEY = b"k" * 32
TAGGED = tagged_address("support@acme.example", 42, KEY, "n0nce")
NOON = 1_772_625_630  # seconds since 1970
HT = number_format("HT", 5)
HEAD = bytes([1]) + bytes(range(21))


def mail(head, body=""):
    return parse(f"{head}\r\n\r\n{body}".encode())


def index(head=HEAD, answers=0):
    return base64.b64encode(head + bytes(5 * answers)).decode()


def test_an_address_carries_a_token():
    assert TAGGED == "support+case-42.n0nce.fm6cb7t2btncsqxftvf3za5a@acme.example"


@pytest.mark.parametrize("seen", [TAGGED, TAGGED.upper(), TAGGED.replace("acme", "b")])
def test_the_token_of_an_address_is_read(seen):
    assert [t.ticket_id for t in address_tokens([seen], KEY)] == [42]


@pytest.mark.parametrize(
    "seen",
    [
        "",
        "support@acme.example",
        "support+case-42@acme.example",
        "+@",
        "a+b@c.example",
        TAGGED.replace("case-42", "case-43"),
        TAGGED.replace("+", "-", 1),
    ],
)
def test_an_address_without_our_token_names_no_ticket(seen):
    assert address_tokens([seen], KEY) == ()


def test_the_mailbox_may_have_a_plus_itself():
    tagged = tagged_address("support+eu@acme.example", 42, KEY, "n0nce")
    assert [t.ticket_id for t in address_tokens([tagged], KEY)] == [42]
    assert without_ticket_token(tagged) == "support+eu@acme.example"


def test_a_local_part_is_never_longer_than_64():
    longest = "x" * (63 - len("case-42.n0nce.") - 24)
    tagged = tagged_address(f"{longest}@acme.example", 42, KEY, "n0nce")
    assert len(tagged.partition("@")[0]) == 64
    assert tagged_address(f"{longest}x@acme.example", 42, KEY, "n0nce") is None


def test_only_a_ticket_tag_is_taken_off():
    assert without_ticket_token(TAGGED) == "support@acme.example"
    assert (
        without_ticket_token("support+news@acme.example") == "support+news@acme.example"
    )


def test_a_token_tells_whom_it_is_for():
    for entry_id in (None, 7):
        name = make_token(42, "a.example", KEY, user_nonce("0abc", entry_id, 15))
        (token,) = read_signed([name.upper()], KEY)
        assert (token.ticket_id, token.entry_id, token.user_id) == (42, entry_id, 15)
    (token,) = read_signed([make_token(42, "a.example", KEY, "0abc")], KEY)
    assert token.user_id is None


def test_the_largest_ids_fit_a_token():
    dated = dated_nonce("0abcdef0", NOON)
    nonce = user_nonce(dated, 10**10, 10**10)
    (token,) = read_signed([make_token(42, "a.example", KEY, nonce)], KEY)
    assert (token.entry_id, token.user_id) == (10**10, 10**10)


def test_a_users_token_is_none_for_customers():
    name = make_token(42, "a.example", KEY, user_nonce("0abc", 7, 15))
    assert read_tokens([name], KEY) == ()
    assert not is_own(name, KEY)
    tagged = tagged_address("support@acme.example", 42, KEY, user_nonce("0abc", 7, 15))
    assert address_tokens([tagged], KEY) == ()


def test_a_customers_token_cannot_be_made_a_users():
    name = make_token(42, "a.example", KEY, entry_nonce("0abc", 7))
    assert read_signed([name.replace("m7.", "m7u15.")], KEY) == ()


def test_a_token_tells_to_the_minute_when_it_was_made():
    nonce = user_nonce(dated_nonce("0abc", NOON), 7, 15)
    (token,) = read_signed([make_token(42, "a.example", KEY, nonce)], KEY)
    assert (token.made, token.entry_id, token.user_id) == (NOON - NOON % 60, 7, 15)
    assert not token.is_older_than(NOON)
    assert not token.is_older_than(NOON + 60)  # clocks differ
    assert token.is_older_than(NOON + 180)


def test_a_token_of_a_version_before_tells_no_time():
    (token,) = read_signed([make_token(42, "a.example", KEY, "0abcm7")], KEY)
    assert (token.made, token.entry_id) == (None, 7)
    assert not token.is_older_than(NOON)


def test_what_a_token_counts_as_now():
    tagged = tagged_address("support@acme.example", 42, KEY, dated_nonce("0a", NOON))
    name = make_token(42, "a.example", KEY, entry_nonce("0abc", 7))
    head = f"From: a@b.example\r\nTo: {tagged}\r\nReferences: {name}"
    clues = read_clues(mail(head), KEY, ())
    (token,) = clues.tokens
    less = clues.with_tokens({token: None, clues.tagged[0]: None})
    assert (less.tokens, less.address_tickets) == ((), ())
    assert less.names == clues.names


def test_all_spellings_of_a_token_have_one_mark():
    name = make_token(42, "a.example", KEY, user_nonce("0abc", 7, 15))
    spelled = (name, name.upper(), name.replace("a.example", "relay.example"))
    marks = {token.mark for token in read_signed(spelled, KEY)}
    assert marks == {"42.0abcm7u15"}


def test_a_token_tells_its_history_entry():
    with_entry = make_token(42, "a.example", KEY, entry_nonce("0abc", 7))
    (token,) = read_signed([with_entry], KEY)
    assert (token.ticket_id, token.entry_id) == (42, 7)
    (token,) = read_signed([make_token(42, "a.example", KEY, "0abc")], KEY)
    assert token.entry_id is None


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Printer",
        "AW: WG: Printer",
        "回复: Printer",
        "回复：Printer",
        "Re[2]: printer",
        "RE : Printer",
        "[HT00001] Re: Printer",
        "Fwd:[Acme] Printer",
        " printer ",
        "Re2: Printer",
    ],
)
def test_marks_of_answers_do_not_count(subject):
    assert base_subject(subject) == "printer"


def test_a_subject_of_marks_alone_ends():
    assert base_subject("Re: " * 1000).count("re:") == 980


def test_answers_of_one_conversation_share_its_id():
    first = mail(f"Thread-Index: {index()}")
    later = mail(f"Thread-Index: {index(answers=3)[:30]}\r\n {index(answers=3)[30:]}")
    assert conversation_id(first) == base64.b64encode(HEAD).decode()
    assert conversation_id(later) == conversation_id(first)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "AQ==",
        "not base64 at all, but long enough",
        index(b"\0" + HEAD[1:]),
        "é" * 40,
    ],
)
def test_what_is_no_thread_index_is_no_conversation(value):
    assert conversation_id(mail(f"Thread-Index: {value}")) is None


def test_a_topic_that_does_not_fit_the_subject_is_another_conversation():
    head = f"Thread-Index: {index()}\r\nThread-Topic: Printer\r\nSubject: "
    assert conversation_id(mail(head + "AW: Printer"))
    assert conversation_id(mail(head + "New order")) is None


def test_an_encoded_topic_fits():
    topic = "=?utf-8?Q?Dr=C3=BCcker?="
    raw = mail(f"Thread-Index: {index()}\r\nThread-Topic: {topic}\r\nSubject: {topic}")
    assert conversation_id(raw)


@pytest.mark.parametrize(
    "subject",
    [
        "Re: [HT00001] Printer",
        "HT00001",
        "#HT00001",
        "Re: Your case ht00001, please",
        "(HT00001)",
        "AW:HT00001:",
    ],
)
def test_a_ticket_number_is_read(subject):
    assert numbers_in(subject, [HT]) == ("HT00001",)


@pytest.mark.parametrize(
    "subject", ["HT0001", "WHT00001", "HT00001B", "HT 00001", "00001", "HT" + "1" * 13]
)
def test_other_words_are_no_ticket_number(subject):
    assert numbers_in(subject, [HT]) == ()


def test_numbers_above_the_padding_are_read():
    assert numbers_in("HT1234567", [HT]) == ("HT1234567",)


def test_a_bare_number_needs_a_mark():
    bare = number_format("", 5)
    assert numbers_in("Order 00001", [bare]) == ()
    assert numbers_in("[00001] and #00002", [bare]) == ("00001", "00002")


def test_a_prefix_with_a_date():
    dated = number_format("HD/%(year)s/", 4)
    assert numbers_in("re: hd/2024/0007", [dated]) == ("HD/2024/0007",)


def test_a_prefix_of_special_characters():
    odd = number_format("H{(T.*", 3)
    assert numbers_in("H{(T.*001", [odd]) == ("H{(T.*001",)


def test_five_numbers_are_enough():
    subject = " ".join(f"HT{number:05}" for number in range(1, 100))
    assert numbers_in(subject, [HT])[-1] == "HT00005"


def test_clues_of_the_headers():
    clues = read_clues(
        mail(
            "In-Reply-To: <a@b.example>\r\nReferences: <c@d.example>\r\n"
            f"Delivered-To: {TAGGED}\r\nSubject: Re: HT00009"
        ),
        KEY,
        [HT],
    )
    assert clues.names == ("<a@b.example>", "<c@d.example>")
    assert (clues.tokens, clues.address_tickets) == ((), (42,))
    assert clues.numbers == ("HT00009",)


def test_clues_of_a_forward_in_the_text():
    body = (
        "See below, HT00001\n\n> *Von:* Anna <anna@customer.example>\n"
        f"> *An:* {TAGGED}\n> *Betreff:* Re: [HT00009] Printer\n\nHello\n"
    )
    for text in (body, body.replace(":*", "：*")):
        clues = forwarded_clues(mail("Subject: x", text), KEY, [HT])
        assert clues.numbers == ("HT00009",)
        assert clues.address_tickets == (42,)


def test_one_line_with_a_colon_is_no_forward():
    clues = forwarded_clues(mail("Subject: x", "Number: HT00009\n\nBye"), KEY, [HT])
    assert clues.numbers == ()


def test_clues_of_an_attached_mail():
    raw = (
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: message/rfc822\r\n\r\nMessage-ID: <in@side.example>\r\n"
        "References: <older@side.example>\r\nSubject: =?utf-8?Q?HT00009?=\r\n\r\nHi\r\n"
        "--x--\r\n"
    )
    clues = forwarded_clues(parse(raw.encode()), KEY, [HT])
    assert clues.names == ("<in@side.example>", "<older@side.example>")
    assert clues.numbers == ("HT00009",)
