"""What lies inside a signature, or compressed, is the mail."""

import zlib

import pytest
from fuzzing.measures import grows_too_fast, takes_too_much
from peers import smime as kit

from tools.classification.classify import classify
from tools.mail import gateway_message, parse
from tools.mail.ber import BerError, BerReader
from tools.mail.cms import InflationBudget, read_cms
from tools.parsing_limits import (
    MAX_CMS_LEVELS,
    MAX_CMS_OBJECTS,
    MAX_DEPTH,
    MAX_INFLATED,
    MAX_PARTS,
)

TEXT = b"Content-Type: text/plain\r\n\r\nHello"
WORDS = "The card is lost."


def names(mail):
    return [file.filename for file in mail.attachments]


def wrapped(content, **how):
    """A CMS signature around a content, without signers."""
    return kit.signed_data([], [], content, **how)


def entity(data, kind=b"application/pkcs7-mime"):
    """A part that is a CMS object, in binary."""
    return (
        b"Content-Type: "
        + kind
        + b"\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + data
    )


def mixed(*parts):
    body = b"".join(b"--m\r\n" + part + b"\r\n" for part in parts)
    head = kit.HEAD + b"Content-Type: multipart/mixed; boundary=m\r\n\r\n"
    return head + body + b"--m--\r\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x30", id="cut in the head"),
        pytest.param(b"words", id="words"),
        pytest.param(b"\x31\x00", id="no sequence"),
        pytest.param(kit.tlv(0x30, kit.integer(1)), id="no type"),
        pytest.param(kit.tlv(0x30, kit.oid("1.2.3")), id="type alone"),
        pytest.param(
            kit.tlv(0x30, kit.oid("1.2.3"), kit.tlv(0xA0)), id="nothing inside"
        ),
        pytest.param(
            kit.tlv(0x30, kit.oid("1.2.3"), kit.tlv(0xA0, kit.integer(1))), id="number"
        ),
        pytest.param(b"\x3f\x81\x01\x00", id="tag of several octets"),
        pytest.param(b"\x30\x89" + b"\xff" * 9, id="endless length"),
        pytest.param(b"\x30\x84\xff", id="length cut"),
        pytest.param(b"\x04\x80\x00\x00", id="open end of octets"),
        pytest.param(b"-----BEGIN PKCS7-----\nMII\n-----END", id="letters cut"),
    ],
)
def test_what_is_no_cms_object_is_none(data):
    assert read_cms(data) is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(kit.cms(kit.ENVELOPED, kit.integer(0)), id="encrypted"),
        pytest.param(kit.signed_data([], []), id="content beside"),
        pytest.param(
            kit.cms("1.2.840.113549.1.7.2", kit.integer(1)), id="no content at all"
        ),
        pytest.param(
            kit.cms("1.2.840.113549.1.7.2", kit.tlv(0x30)), id="empty content info"
        ),
        pytest.param(
            wrapped(TEXT, octets=lambda data: kit.integer(1)), id="content a number"
        ),
        pytest.param(wrapped(TEXT, octets=lambda data: b""), id="content of nothing"),
        pytest.param(
            wrapped(TEXT, octets=lambda data: b"\x24\x05\x3f\x81\x01\x00\x00"),
            id="content damaged",
        ),
        pytest.param(kit.compressed(b"no zlib"), id="compression damaged"),
    ],
)
def test_what_holds_no_content_to_read_is_not_opened(data):
    assert read_cms(data).opened(InflationBudget()) is None


def test_the_contents_of_a_mail_share_one_budget_of_inflated_bytes():
    budget = InflationBudget(100)
    small, large = (kit.compressed(zlib.compress(b"a" * n)) for n in (60, 41))
    assert read_cms(small).opened(budget) == b"a" * 60
    assert read_cms(large).opened(budget) is None
    assert budget.left == 0
    assert read_cms(kit.compressed(zlib.compress(b"a"))).opened(budget) is None
    assert read_cms(small).opened(InflationBudget(60)) == b"a" * 60


def test_a_damaged_content_is_paid_for():
    budget = InflationBudget()
    assert read_cms(kit.compressed(b"no zlib")).opened(budget) is None
    assert budget.left == MAX_INFLATED - 1024 * 1024


def test_a_mail_holds_no_more_than_is_inflated_in_all_of_it_together():
    html = b"Content-Type: text/html\r\n\r\n" + b" " * (MAX_INFLATED // 3)
    one = entity(kit.compressed(zlib.compress(html, 9)))
    raw = mixed(*[one] * 5)
    mail = parse(raw)
    assert names(mail)[-3:] == ["smime.p7m"] * 3
    assert len(raw) < mail.held_size < MAX_INFLATED + 2 * len(raw)


@pytest.mark.parametrize("declared", [b"", b"; smime-type=compressed-data"])
def test_a_mail_that_is_too_large_to_inflate_says_so(declared):
    bomb = kit.compressed(zlib.compress(bytes(MAX_INFLATED + 1), 9))
    mail = parse(kit.HEAD + entity(bomb, b"application/pkcs7-mime" + declared))
    assert (mail.protection, names(mail)) == ("compressed", ["smime.p7m"])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(wrapped(kit.INNER), id="DER"),
        pytest.param(wrapped(kit.INNER, wrap=kit.open_ended), id="open ends"),
        pytest.param(wrapped(kit.INNER, octets=kit.pieces), id="pieces"),
        pytest.param(
            wrapped(kit.INNER, wrap=kit.open_ended, octets=kit.pieces), id="both"
        ),
        pytest.param(
            wrapped(kit.INNER, octets=lambda d: kit.open_ended(0x24, kit.pieces(d))),
            id="pieces in pieces",
        ),
        pytest.param(
            wrapped(kit.INNER, wrap=kit.open_ended, octets=kit.pieces)[:-4], id="cut"
        ),
        pytest.param(kit.compressed(zlib.compress(kit.INNER)), id="compressed"),
    ],
)
def test_text_and_files_inside_are_the_mails(data):
    mail = parse(kit.opaque(data))
    assert (mail.body_text, names(mail), mail.protection) == (WORDS, ["card.pdf"], "")
    assert mail.content_type == "multipart/mixed"
    assert mail.headers.get("Subject") == "Card"


def test_an_object_in_letters_of_its_own_is_opened():
    lines = kit.base64.encodebytes(wrapped(TEXT))
    armour = b"-----BEGIN PKCS7-----\n" + lines + b"-----END PKCS7-----\n"
    raw = kit.HEAD + b"Content-Type: application/pkcs7-mime\r\n\r\n" + armour
    assert parse(raw).body_text == "Hello"


def test_a_mail_cut_by_the_server_shows_what_came():
    raw = kit.opaque(wrapped(TEXT + b" there" * 50))
    mail = parse(raw[:-120])
    assert mail.body_text.startswith("Hello there") and mail.attachments == ()


@pytest.mark.parametrize(
    "kind",
    [
        b"application/octet-stream",
        b"application/x-pkcs7-mime",
        b"application/pkcs7-mime",
    ],
)
def test_a_whole_mail_that_is_such_a_file_is_opened(kind):
    assert parse(kit.opaque(wrapped(TEXT), kind=kind)).body_text == "Hello"


def test_the_gateway_gets_the_head_of_the_mail_and_the_content_inside():
    mail = parse(kit.opaque(wrapped(b"Subject: inner\r\n" + kit.INNER)))
    built = gateway_message(mail.shown, mail.from_)
    assert built["Subject"] == "Card"
    contents = [p.get_content() for p in built.walk() if not p.is_multipart()]
    assert [one.strip() for one in contents] == [WORDS, b"%PDF"]
    assert mail.received.content_type == "application/pkcs7-mime"


def test_a_bare_text_inside_is_shown():
    assert parse(kit.opaque(wrapped(b"Hello\r\nNora"))).body_text == "Hello\nNora"
    inner = b"From: a@b.example\r\nSubject: x\r\n\r\nHello"
    assert parse(kit.opaque(wrapped(inner))).body_text == "Hello"


def test_a_file_that_is_no_mail_stays_signed():
    mail = parse(kit.opaque(wrapped(b"%PDF\0\0")))
    assert (names(mail), mail.protection) == (["smime.p7m"], "signed")


def test_a_part_beside_a_footer_of_a_list_is_opened():
    mail = parse(mixed(entity(wrapped(kit.INNER)), b"\r\n-- \r\nfooter"))
    assert mail.body_text == f"{WORDS}\n\n-- \nfooter"
    assert names(mail) == ["card.pdf"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(TEXT, b"contract.pdf.p7m"), (b"words\r\n", b"smime.p7m"), (TEXT, b"a.eml")],
)
def test_a_signed_file_is_a_file(content, name):
    kind = b"application/pkcs7-mime; name=" + name
    mail = parse(mixed(b"\r\nPlease sign.", entity(wrapped(content), kind)))
    assert (mail.body_text, names(mail)) == ("Please sign.", [name.decode()])


def test_a_message_inside_keeps_its_own_seal():
    inner = b"Content-Type: message/rfc822\r\n\r\n" + kit.opaque(wrapped(TEXT))
    mail = parse(mixed(b"\r\nSee below", inner))
    assert (mail.body_text, names(mail)) == ("See below", ["Card.eml"])


def test_signed_encrypted_mail_is_encrypted():
    inner = entity(kit.cms(kit.ENVELOPED, kit.integer(0)))
    mail = parse(kit.opaque(wrapped(inner)))
    assert (mail.protection, names(mail)) == ("encrypted", ["smime.p7m"])


def test_kinds_see_what_is_inside():
    report = (
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n"
        b"\r\n--r\r\n\r\nSorry\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822;a@b.example\r\n"
        b"Action: failed\r\nStatus: 5.1.1\r\n--r--\r\n"
    )
    mail = parse(kit.opaque(wrapped(report)))
    assert classify(mail, frozenset()).kind == "bounce"


def nested(levels, content=TEXT):
    for _level in range(levels):
        content = entity(wrapped(content))
    return kit.HEAD + content


def test_signatures_in_signatures_are_opened_to_a_limit():
    assert parse(nested(MAX_CMS_LEVELS)).body_text == "Hello"
    mail = parse(nested(MAX_CMS_LEVELS + 1))
    assert (mail.body_text, names(mail)) == ("", ["smime.p7m"])


def test_the_number_of_opened_parts_is_bounded():
    mail = parse(mixed(*[entity(wrapped(TEXT))] * (MAX_CMS_OBJECTS + 3)))
    assert names(mail) == ["smime.p7m"] * 3


def test_depth_and_number_of_parts_inside_are_those_of_one_mail():
    deep = TEXT
    for number in range(MAX_DEPTH + 5):
        head = b"Content-Type: multipart/mixed; boundary=d%d\r\n\r\n" % number
        deep = head + b"--d%d\r\n" % number + deep + b"\r\n--d%d--\r\n" % number
    many = (
        b"Content-Type: multipart/mixed; boundary=n\r\n\r\n" + b"--n\r\n\r\nx\r\n" * 600
    )
    assert depth(parse(mixed(entity(wrapped(deep)))).root) <= MAX_DEPTH
    mail = parse(mixed(*[entity(wrapped(many))] * 5))
    assert sum(1 for _part in mail.root.walk()) <= MAX_PARTS + 10


def depth(part):
    return 1 + max(map(depth, part.parts), default=0)


def test_the_number_of_values_read_is_bounded():
    many = kit.open_ended(0x24, b"\x04\x00" * 300_000)
    assert read_cms(wrapped(TEXT, octets=lambda data: many)) is not None
    assert (
        read_cms(wrapped(TEXT, octets=lambda data: many)).opened(InflationBudget())
        is None
    )
    with pytest.raises(BerError, match="more values than are read"):
        BerReader(b"\x30\x80" + b"\x30\x00" * 300_000).element(0)
    with pytest.raises(BerError, match="nested deeper than are read"):
        BerReader(b"\x30\x80" * 100).element(0)
    with pytest.raises(BerError, match="nested deeper than are read"):
        reader = BerReader(nested_octets(100))
        reader.octets(reader.element(0))


def nested_octets(levels):
    data = b""
    for _level in range(levels):
        data = kit.tlv(0x24, data)
    return data


@pytest.mark.parametrize(
    ("unit", "begin"),
    [
        (b"\x30\x80", b""),
        (b"\x24\x80", b""),
        (b"\x04\x01a", b"\x24\x80"),
        (b"\x24\x00", b"\x24\x80"),
        (b"\x30\x00", b""),
        (b"\x00\x00", b"\x30\x80"),
    ],
)
def test_opening_takes_linear_time_and_bounded_memory(unit, begin):
    def mail_of(size):
        inside = begin + unit * (size // len(unit))
        return kit.opaque(wrapped(TEXT, wrap=kit.open_ended, octets=lambda _d: inside))

    assert grows_too_fast(parse, mail_of(50_000), mail_of(200_000)) == ""
    assert takes_too_much(parse, mail_of(200_000)) == ""
