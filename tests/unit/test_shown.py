"""The parts of a mail as people are shown them."""

import base64

import pytest
from peers import winmail as kit

from tools.mail.email_message import gateway_message
from tools.mail.message import parse
from tools.parsing_limits import MAX_SHOWN_LENGTH, MAX_TNEF_PARTS
from tools.policy.attachment_limits import Limits, prune, sift

HEAD = b"From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def mixed(*parts):
    return MIXED + b"".join(b"--b\r\n" + p + b"\r\n" for p in parts) + b"--b--\r\n"


def part(content_type, content, *fields):
    head = b"".join(field + b"\r\n" for field in fields)
    return b"Content-Type: " + content_type + b"\r\n" + head + b"\r\n" + content


def packed(content_type, content, *fields):
    coded = base64.encodebytes(content)
    return part(content_type, coded, b"Content-Transfer-Encoding: base64", *fields)


def names(mail):
    return [file.filename for file in mail.attachments]


def walked(mail):
    """Type, name and content of each part as the gateway meets them."""
    built = gateway_message(mail.shown, mail.from_, mail.defects)
    return [
        (p.get_content_type(), p.get_filename(), p.get_content())
        for p in built.walk()
        if p.get_content_maintype() != "multipart"
    ]


WINMAIL = kit.winmail(
    kit.message(kit.text(kit.BODY, "Text inside")),
    kit.file(b"a.pdf", b"%PDF", kit.text(kit.CONTENT_ID, "c@x")),
)


def test_a_winmail_is_opened():
    mail = parse(mixed(packed(b"application/ms-tnef; name=winmail.dat", WINMAIL)))
    assert (mail.body_text, names(mail)) == ("Text inside", ["a.pdf"])
    assert walked(mail) == [
        ("text/plain", None, "Text inside"),
        ("application/pdf", "a.pdf", b"%PDF"),
    ]


def test_the_text_of_a_winmail_is_not_shown_beside_another():
    mail = parse(
        mixed(part(b"text/plain", b"Hello"), packed(b"application/ms-tnef", WINMAIL))
    )
    assert (mail.body_text, names(mail)) == ("Hello", ["a.pdf"])


def test_a_mail_that_is_nothing_but_a_winmail_keeps_its_head():
    mail = parse(HEAD + packed(b"application/ms-tnef", WINMAIL))
    assert (mail.body_text, names(mail)) == ("Text inside", ["a.pdf"])
    assert gateway_message(mail.shown, mail.from_)["Subject"] == "s"


def test_a_winmail_is_known_by_its_name():
    octets = b'application/octet-stream; name="WINMAIL.DAT"'
    assert names(parse(mixed(packed(octets, WINMAIL)))) == ["a.pdf"]


def test_a_winmail_that_cannot_be_opened_stays_a_file():
    mail = parse(mixed(packed(b"application/ms-tnef", b"damaged")))
    assert names(mail) == ["winmail.dat"]
    assert walked(mail) == [("application/ms-tnef", "winmail.dat", b"damaged")]


def test_an_empty_winmail_stays_a_file():
    mail = parse(mixed(packed(b"application/ms-tnef", kit.winmail())))
    assert names(mail) == ["winmail.dat"]


@pytest.mark.parametrize("kind", ["", "multipart/mixed", "a/b; c=d", "message/rfc822"])
def test_a_type_that_a_file_of_a_winmail_cannot_have_comes_from_its_name(kind):
    data = kit.winmail(kit.file(b"a.png", b"x", kit.text(kit.MIME_TYPE, kind)))
    mail = parse(mixed(packed(b"application/ms-tnef", data)))
    assert [file.content_type for file in mail.attachments] == ["image/png"]


def test_files_of_all_winmails_of_a_mail_are_bounded_and_none_is_lost():
    data = kit.winmail(*[kit.file(b"a", b"a")] * 300)
    mail = parse(mixed(*[packed(b"application/ms-tnef", data)] * 3))
    assert names(mail).count("winmail.dat") == 2
    assert len(names(mail)) < 510


INNER = b"Subject: the =?utf-8?q?=C3=BCbel?= one: a/b\r\n\r\nInner text  \r\n"


def test_a_message_inside_is_a_file_byte_for_byte():
    mail = parse(
        mixed(part(b"text/plain", b"See below"), part(b"message/rfc822", INNER))
    )
    assert (mail.body_text, names(mail)) == ("See below", ["the übel one ab.eml"])
    assert walked(mail)[1][1:] == ("the übel one ab.eml", INNER)


def test_a_mail_that_is_nothing_but_a_message_shows_its_text():
    mail = parse(HEAD + part(b"message/rfc822", INNER))
    assert (mail.body_text, names(mail)) == ("Inner text  ", [])
    assert gateway_message(mail.shown, mail.from_)["Subject"] == "s"
    assert walked(mail) == [("text/plain", None, "Inner text  \n")]


def test_a_denied_file_in_a_message_inside_is_left_out_of_it():
    inner = mixed(part(b"text/plain", b"in"), part(b"a/b; name=a.exe", b"MZ"))
    mail = parse(mixed(part(b"text/plain", b"out"), part(b"message/rfc822", inner)))
    (one,) = sift(mail, Limits(denied=("exe",)))
    built = gateway_message(prune(mail.shown, {one.index}), mail.from_)
    (content,) = [p.get_content() for p in built.walk() if p.get_filename()]
    assert b"MZ" not in content and b"in" in content


def test_a_file_without_name_gets_one():
    kinds = (
        b"text/calendar",
        b"application/pdf",
        b"application/x-odd",
        b"image/svg+xml",
    )
    mail = parse(mixed(*(part(kind, b"x") for kind in kinds)))
    expected = ["invitation.ics", "attachment.pdf", "attachment.bin", "image.svg"]
    assert names(mail) == expected
    assert [name for _kind, name, _content in walked(mail)] == expected


def test_an_empty_html_alternative_does_not_hide_the_text():
    alternatives = part(b"text/plain", b"words"), part(b"text/html", b"<div><br></div>")
    mail = parse(
        mixed(*alternatives).replace(b"multipart/mixed", b"multipart/alternative")
    )
    assert walked(mail) == [("text/plain", None, "words")]


def test_alternatives_for_few_programs_are_no_files():
    alternatives = (
        part(b"text/plain", b"words"),
        part(b"text/x-amp-html", b"<html amp4>"),
    )
    mail = parse(
        mixed(*alternatives).replace(b"multipart/mixed", b"multipart/alternative")
    )
    assert (mail.body_text, mail.attachments) == ("words", ())


@pytest.mark.parametrize(
    ("kind", "name"),
    [(b"text/plain", "message.txt"), (b"text/html", "message.html")],
)
def test_a_very_long_text_is_a_file_and_its_beginning_is_shown(kind, name):
    text = b"words " * (MAX_SHOWN_LENGTH // 6 + 1)
    mail = parse(HEAD + part(kind, text))
    assert names(mail) == [name]
    (shown, file) = walked(mail)
    assert shown[2].startswith("words") and shown[2].endswith("\n\n[...]")
    assert len(shown[2]) < MAX_SHOWN_LENGTH and file[2] == text


def test_a_flowed_text_keeps_the_head_of_its_mail():
    mail = parse(HEAD + part(b"text/plain; format=flowed", b"one \r\ntwo"))
    built = gateway_message(mail.shown, mail.from_)
    assert (built["Subject"], built.get_content()) == ("s", "one two")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            HEAD + packed(b"application/pkcs7-mime; smime-type=enveloped-data", b"x"),
            "encrypted",
        ),
        (HEAD + packed(b"application/x-pkcs7-mime", b"x"), "encrypted"),
        (
            HEAD + packed(b"application/pkcs7-mime; smime-type=signed-data", b"x"),
            "signed",
        ),
        (
            HEAD
            + packed(
                b"application/pkcs7-mime", bytes.fromhex("300b06092a864886f70d010702")
            ),
            "signed",
        ),
        (
            mixed(part(b"application/pgp-encrypted", b"Version: 1")).replace(
                b"multipart/mixed", b"multipart/encrypted"
            ),
            "encrypted",
        ),
        (
            HEAD + part(b"text/plain", b"\r\n-----BEGIN PGP MESSAGE-----\r\nx"),
            "encrypted",
        ),
        (HEAD + part(b"text/plain", b"-----BEGIN PGP SIGNED MESSAGE-----\r\n"), ""),
        (HEAD + part(b"text/plain", b"I got a -----BEGIN PGP MESSAGE----- thing"), ""),
        (
            mixed(part(b"text/plain", b"a"), part(b"application/pgp-signature", b"b")),
            "",
        ),
    ],
    ids=[
        "smime",
        "no type",
        "signed",
        "bytes",
        "pgp",
        "armour",
        "clear",
        "words",
        "beside",
    ],
)
def test_mail_that_only_a_key_opens_says_so(raw, expected):
    mail = parse(raw)
    assert mail.protection == expected
    assert mail.attachments or mail.body_text


def test_a_signature_beside_the_text_is_a_file():
    mail = parse(
        mixed(part(b"text/plain", b"a"), part(b"application/pgp-signature", b"b"))
    )
    assert (mail.body_text, names(mail)) == ("a", ["signature.asc"])


@pytest.mark.parametrize(
    "kind", [b"text/markdown", b"text/x-plain", b"text/x-web-markdown"]
)
def test_a_text_of_an_unknown_kind_is_read_where_there_is_no_other(kind):
    for mail in (
        parse(HEAD + part(kind, b"The **pump**")),
        parse(mixed(part(kind, b"The **pump**"))),
    ):
        assert (mail.body_text, names(mail)) == ("The **pump**", [])
        assert [one[0] for one in walked(mail)] == ["text/plain"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"text/markdown; name=a.md", "a.md"),
        (b"text/markdown\r\nContent-Disposition: attachment; filename=a.md", "a.md"),
        (b"text/calendar", "invitation.ics"),
        (b"text/vcard", "contact.vcf"),
        (b"text/csv", "attachment.csv"),
        (b"text/xml", "attachment.xml"),
    ],
)
def test_files_in_letters_stay_files(head, name):
    mail = parse(mixed(part(head, b"x")))
    assert (mail.body_text, names(mail)) == ("", [name])


def test_a_text_of_an_unknown_kind_beside_another_is_a_file():
    mail = parse(mixed(part(b"text/plain", b"Words"), part(b"text/markdown", b"# W")))
    assert (mail.body_text, len(mail.attachments)) == ("Words", 1)


def test_a_text_signed_with_pgp_is_shown_without_its_signature():
    text = (
        b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n"
        b"The door\r\n- -- \r\nNora\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\n"
        b"iQEz\r\n-----END PGP SIGNATURE-----\r\n"
    )
    mail = parse(HEAD + part(b"text/plain", text))
    assert mail.body_text == "The door\n-- \nNora"


def test_a_mail_of_countless_winmails_opens_the_first_ones():
    one = packed(b"application/ms-tnef; name=winmail.dat", WINMAIL)
    mail = parse(mixed(*[one] * (MAX_TNEF_PARTS + 2)))
    assert names(mail).count("a.pdf") == MAX_TNEF_PARTS
    assert names(mail)[-2:] == ["winmail.dat"] * 2
