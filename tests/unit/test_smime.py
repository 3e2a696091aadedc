"""S/MIME signatures: whether they fit, whose they are, who says so."""

import zlib

import pytest
from fuzzing.measures import grows_too_fast, takes_too_much
from hypothesis import given
from hypothesis import strategies as st
from peers import smime as kit

from tools.mail import parse
from tools.parsing_limits import MAX_CERTIFICATES, MAX_CMS_LEVELS, MAX_SIGNERS
from tools.smime import certificate_chain, read_signatures, signer_check
from tools.smime.signer_info import dotted

OTHER = "eve@evil.example"


def signatures(raw, at=kit.NOW):
    return read_signatures(parse(raw), at)


def signature(raw, at=kit.NOW):
    (found,) = signatures(raw, at)
    return found


@pytest.fixture
def trusting(tmp_path, monkeypatch):
    """This system trusts the authority of the tests."""
    place = tmp_path / "authorities.pem"
    place.write_bytes(kit.pem(kit.authority()[0]))
    monkeypatch.setattr(certificate_chain, "_authorities", lambda: (str(place), None))


def test_a_mail_without_a_signature_has_none():
    assert signatures(kit.HEAD + b"\r\nHello") == ()
    beside = kit.clear(kit.INNER, b"x", protocol=b"application/pgp-signature")
    assert signatures(beside) == ()


# ---------------------------------------------------------------------------
# Whether it fits
# ---------------------------------------------------------------------------

HOWS = [
    pytest.param({}, id="EC"),
    pytest.param({"key": kit.rsa_key()}, id="RSA"),
    pytest.param({"key": kit.rsa_key(), "pss": True}, id="RSA-PSS"),
    pytest.param({"key": kit.ed_key()}, id="Ed25519"),
    pytest.param({"key": kit.ed_key(), "attributes": False}, id="no attributes"),
    pytest.param({"by_key_id": True}, id="named by its key"),
    pytest.param({"key": kit.dsa_key()}, id="DSA"),
    pytest.param({"more": b"a" * 200}, id="long attributes"),
]


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("mail", [kit.signed_mail, kit.clear_mail])
def test_a_signature_that_fits_by_nobody_known(mail, how):
    found = signature(mail(**how))
    weakness = "DSA 1024" if how.get("key") is kit.dsa_key() else ""
    assert (found.state, found.weakness, found.why) == ("unknown", weakness, "")
    assert (found.name, found.addresses) == ("Nora Example", (kit.NORA,))
    assert found.is_sender and found.is_all and found.is_in_time
    assert found.is_self_signed and found.may_sign_mail


@pytest.mark.parametrize("how", HOWS)
def test_a_text_that_was_changed_breaks_the_signature(how):
    changed = kit.INNER.replace(b"lost", b"found")
    assert signature(kit.clear_mail(changed=changed, **how)).state == "broken"


def test_a_content_inside_that_was_changed_breaks_it():
    key = kit.ec_key()
    owner = kit.certificate(key)
    data = kit.signed_data([kit.signer(key, owner, b"other")], [owner], kit.INNER)
    assert signature(kit.opaque(data)).state == "broken"


def test_attributes_of_another_signature_do_not_fit():
    key, owner = kit.ec_key(), kit.certificate(kit.ec_key())
    one = kit.signer(key, owner, kit.INNER)
    two = kit.signer(kit.ec_key(7), owner, kit.INNER)
    data = kit.signed_data([two], [owner], kit.INNER)
    assert one != two and signature(kit.opaque(data)).state == "broken"


def test_line_ends_that_a_server_changed_do_not_break_it():
    assert signature(kit.clear_mail().replace(b"\r\n", b"\n")).state == "unknown"


def test_a_signature_is_over_the_part_with_its_own_empty_lines():
    content = kit.INNER + b"\r\n\r\n"
    assert signature(kit.clear_mail(content)).state == "unknown"
    assert signature(kit.clear_mail(content, changed=kit.INNER)).state == "broken"


def test_a_signature_in_pieces_with_open_ends_is_checked():
    key = kit.ec_key()
    owner = kit.certificate(key)
    data = kit.signed_data(
        [kit.signer(key, owner, kit.INNER)],
        [owner],
        kit.INNER,
        wrap=kit.open_ended,
        octets=kit.pieces,
    )
    assert signature(kit.opaque(data)).state == "unknown"


@pytest.mark.parametrize(
    ("digest", "weakness"), [("sha1", "SHA-1"), ("md5", "MD5"), ("sha256", "")]
)
def test_a_weak_hash_is_told(digest, weakness):
    found = signature(kit.signed_mail(key=kit.rsa_key(), digest=digest))
    assert (found.state, found.weakness) == ("unknown", weakness)


def test_a_short_key_is_told():
    found = signature(kit.signed_mail(key=kit.rsa_key(1024)))
    assert (found.state, found.weakness) == ("unknown", "RSA 1024")


# ---------------------------------------------------------------------------
# Who says so
# ---------------------------------------------------------------------------


def issued_mail(**how):
    key = kit.ec_key()
    return kit.signed_mail(key=key, owner=kit.issued(key, **how))


@pytest.mark.usefixtures("trusting")
def test_a_signature_of_a_known_issuer_is_valid():
    found = signature(issued_mail())
    assert (found.state, found.issuer) == ("valid", "Acme Root")
    assert not found.is_self_signed


@pytest.mark.usefixtures("trusting")
def test_a_chain_that_came_with_it_is_followed():
    key, middle = kit.ec_key(), kit.ec_key(2)
    between = kit.issued(middle, name="Acme Mail", addresses=(), is_authority=True)
    owner = kit.certificate(key, issuer=between, issuer_key=middle, serial=5)
    data = kit.signed_data(
        [kit.signer(key, owner, kit.INNER)], [between, owner], kit.INNER
    )
    assert signature(kit.opaque(data)).state == "valid"


@pytest.mark.usefixtures("trusting")
def test_an_authority_for_websites_vouches_for_no_mail():
    key, middle = kit.ec_key(), kit.ec_key(2)
    between = kit.issued(middle, addresses=(), is_authority=True, uses=[kit.TLS_USE])
    owner = kit.certificate(key, issuer=between, issuer_key=middle, serial=5)
    data = kit.signed_data(
        [kit.signer(key, owner, kit.INNER)], [between, owner], kit.INNER
    )
    assert signature(kit.opaque(data)).state == "unknown"


@pytest.mark.usefixtures("trusting")
def test_one_whom_no_authority_made_one_vouches_for_nobody():
    key, middle = kit.ec_key(), kit.ec_key(2)
    between = kit.issued(middle)
    owner = kit.certificate(key, issuer=between, issuer_key=middle, serial=5)
    data = kit.signed_data(
        [kit.signer(key, owner, kit.INNER)], [between, owner], kit.INNER
    )
    assert signature(kit.opaque(data)).state == "unknown"


@pytest.mark.usefixtures("trusting")
def test_a_certificate_for_websites_signs_no_mail():
    found = signature(issued_mail(uses=[kit.TLS_USE]))
    assert (found.state, found.may_sign_mail) == ("unknown", False)
    assert signature(issued_mail(uses=[kit.MAIL_USE])).state == "valid"


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("days", [(-20, -10), (10, 20)])
def test_a_certificate_out_of_time_is_told(days):
    found = signature(issued_mail(days=days))
    assert (found.state, found.is_in_time) == ("valid", False)
    assert (found.begins, found.ends) == tuple(
        kit.NOW + kit.timedelta(days=one) for one in days
    )


@pytest.mark.usefixtures("trusting")
def test_a_certificate_for_another_address_is_told():
    found = signature(issued_mail(addresses=(OTHER,)))
    assert (found.state, found.is_sender) == ("valid", False)
    assert found.addresses == (OTHER,)


def test_no_certificate_is_for_a_sender_that_was_guessed():
    head = kit.HEAD.replace(b"<nora@customer.example>", b"<nora@customer.example")
    assert not signature(kit.signed_mail(head=head)).is_sender


def test_the_authorities_are_those_of_the_system(monkeypatch):
    file, folder = certificate_chain._authorities()
    assert file or folder

    class Nothing:
        cafile = capath = None

    monkeypatch.setattr(
        certificate_chain.ssl, "get_default_verify_paths", lambda: Nothing
    )
    assert certificate_chain._authorities() == (certificate_chain.certifi.where(), None)


# ---------------------------------------------------------------------------
# Names
# ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("Nora\u202e Example", "Nora Example"),
        (f"Nora {OTHER}", "Nora"),
        (OTHER, OTHER),
    ],
)
def test_the_name_in_a_certificate_hides_nothing(name, shown):
    owner = kit.certificate(kit.ec_key(), name)
    assert signature(kit.signed_mail(owner=owner)).name == shown


def test_the_addresses_of_a_name_count_and_odd_ones_do_not():
    attributes = [
        (kit.NameOID.ORGANIZATION_NAME, "Acme Ltd"),
        (kit.NameOID.EMAIL_ADDRESS, kit.NORA),
        (kit.NameOID.EMAIL_ADDRESS, "no address"),
    ]
    root, key = kit.authority()
    subject = kit.named(*attributes)
    owner = (
        kit.x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(
            kit.named(
                (kit.NameOID.COMMON_NAME, "Mail CA"),
                (kit.NameOID.ORGANIZATION_NAME, "Acme Ltd"),
            )
        )
        .public_key(kit.ec_key().public_key())
        .serial_number(3)
        .not_valid_before(kit.NOW)
        .not_valid_after(kit.NOW)
        .sign(key, kit.hashes.SHA256())
    )
    found = signature(kit.signed_mail(owner=owner))
    assert (found.name, found.addresses) == ("Acme Ltd", (kit.NORA,))
    assert found.issuer == "Mail CA (Acme Ltd)"


# ---------------------------------------------------------------------------
# What is signed
# ---------------------------------------------------------------------------


def test_a_signature_of_a_part_does_not_cover_the_mail():
    inner = kit.signed_mail(head=b"")
    body = b"--m\r\n" + inner + b"\r\n--m\r\n\r\nPay at once!\r\n--m--\r\n"
    raw = kit.HEAD + b"Content-Type: multipart/mixed; boundary=m\r\n\r\n" + body
    found = signature(raw)
    assert (found.state, found.is_all) == ("unknown", False)


def test_a_third_part_is_not_covered():
    raw = kit.clear_mail().replace(b"--sig--", b"--sig\r\n\r\nPay!\r\n--sig--")
    assert not signature(raw).is_all


def test_a_signature_inside_that_is_no_smime_is_left_aside():
    inner = kit.clear(kit.INNER, b"x", head=b"", protocol=b"application/pgp-signature")
    assert len(signatures(kit.signed_mail(inner))) == 1


def test_a_signature_of_what_is_compressed_is_told():
    packed = kit.compressed(zlib.compress(kit.signed_mail(head=b"")))
    body = b"--m\r\n" + kit.opaque(packed, b"") + b"\r\n--m\r\n"
    broken = kit.opaque(b"nothing", b"") + b"\r\n--m--\r\n"
    raw = kit.HEAD + b"Content-Type: multipart/mixed; boundary=m\r\n\r\n" + body
    assert [one.state for one in signatures(raw + broken)] == ["unknown"]


def test_signatures_inside_each_other_are_all_told():
    inner = kit.clear_mail(head=b"")
    found = signatures(kit.signed_mail(inner))
    assert [(one.state, one.is_all) for one in found] == [("unknown", True)] * 2


def test_a_message_inside_speaks_for_itself():
    raw = kit.HEAD + b"Content-Type: message/rfc822\r\n\r\n" + kit.signed_mail()
    assert signatures(raw) == ()


def test_several_signers_are_told():
    one, two = kit.ec_key(), kit.rsa_key()
    owners = [kit.certificate(one), kit.certificate(two, "Otto", serial=2)]
    signers = [
        kit.signer(one, owners[0], kit.INNER),
        kit.signer(two, owners[1], kit.INNER),
    ]
    found = signatures(kit.opaque(kit.signed_data(signers, owners, kit.INNER)))
    assert [one.name for one in found] == ["Nora Example", "Otto"]


def test_a_namesake_in_front_does_not_hide_the_signer():
    key = kit.ec_key()
    owner = kit.certificate(key)
    namesake = kit.certificate(kit.ec_key(9), "Eve")
    data = kit.signed_data(
        [kit.signer(key, owner, kit.INNER)], [namesake, owner], kit.INNER
    )
    found = signature(kit.opaque(data))
    assert (found.state, found.name) == ("unknown", "Nora Example")


# ---------------------------------------------------------------------------
# What cannot be checked
# ---------------------------------------------------------------------------


def not_checked(raw):
    found = signature(raw)
    assert found.state == "not checked"
    return found.why


def test_a_signature_without_its_certificate_is_not_checked():
    key, owner = kit.ec_key(), kit.certificate(kit.ec_key())
    for certificates in ([], [kit.certificate(key, serial=9)], [b"\x30\x01a"]):
        data = kit.signed_data(
            [kit.signer(key, owner, kit.INNER)], certificates, kit.INNER
        )
        assert not_checked(kit.opaque(data)) == "certificate"


@pytest.mark.parametrize("attributes", [False, True])
def test_an_algorithm_that_is_not_known_is_told(attributes):
    how = {"digest": "none", "attributes": attributes}
    assert not_checked(kit.signed_mail(key=kit.rsa_key(), **how)) == "algorithm"


def test_a_hash_that_this_machine_lacks_is_told(monkeypatch):
    def missing(name, content):
        raise ValueError(name)

    raw = kit.signed_mail()
    monkeypatch.setattr(signer_check.hashlib, "new", missing)
    assert not_checked(raw) == "algorithm"


def test_a_key_that_cannot_verify_is_told():
    owner = kit.issued(kit.x_key())
    signers = [kit.signer(kit.ed_key(), owner, kit.INNER)]
    data = kit.signed_data(signers, [owner], kit.INNER)
    assert not_checked(kit.opaque(data)) == "algorithm"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"no signature", id="no CMS object"),
        pytest.param(kit.signed_data([], []), id="no signers"),
        pytest.param(kit.signed_data([kit.integer(1)], []), id="a number as signer"),
        pytest.param(kit.signed_data([kit.tlv(0x30)], []), id="an empty signer"),
        pytest.param(
            kit.signed_data([kit.tlv(0x30, b"a" * 40_000)], []), id="a large signer"
        ),
        pytest.param(
            kit.signed_data([kit.tlv(0x3F, b"a")], [kit.tlv(0x3F)]), id="odd tags"
        ),
        pytest.param(kit.cms(kit.ENVELOPED, kit.integer(0)), id="encrypted"),
    ],
)
def test_a_damaged_signature_is_told(data):
    assert not_checked(kit.clear(kit.INNER, data)) == "damaged"


def test_parts_without_the_boundary_of_their_head_are_not_checked():
    raw = kit.clear_mail().replace(b"--sig", b"--other")
    assert not_checked(raw) == "damaged"


def test_what_is_checked_is_bounded():
    key = kit.ec_key()
    owner = kit.certificate(key)
    signers = [kit.signer(key, owner, kit.INNER)] * (MAX_SIGNERS + 3)
    many = [owner] * 5 + [b"\x30\x03abc"] * 100_000
    raw = kit.opaque(kit.signed_data(signers, many, kit.INNER))
    *checked, last = signatures(raw)
    assert [one.state for one in checked] == ["unknown"] * MAX_SIGNERS
    assert (last.state, last.why) == ("not checked", "number")
    last = [b"\x30\x01a"] * MAX_CERTIFICATES + [owner]
    data = kit.signed_data(signers[:1], last, kit.INNER)
    assert not_checked(kit.opaque(data)) == "certificate"


def test_a_key_that_would_take_long_is_not_used():
    der = kit.rsa_certificate(100_000)
    signers = [kit.signer(kit.ec_key(), kit.certificate(kit.ec_key()), kit.INNER)]
    raw = kit.opaque(kit.signed_data(signers, [der], kit.INNER))
    assert not_checked(raw) == "algorithm"


def test_a_key_on_a_curve_that_is_not_known_is_not_used():
    der = kit.certificate(kit.ec_key()).public_bytes(kit.Encoding.DER)
    curve = kit.oid("1.2.840.10045.3.1.7")
    odd = der.replace(curve, curve[:-1] + b"\x63")
    signers = [kit.signer(kit.ec_key(), kit.certificate(kit.ec_key()), kit.INNER)]
    raw = kit.opaque(kit.signed_data(signers, [odd], kit.INNER))
    assert odd != der and not_checked(raw) == "algorithm"


def test_signatures_deep_inside_each_other_are_bounded():
    content = kit.INNER
    for _level in range(MAX_CMS_LEVELS + 4):
        content = kit.clear_mail(content, head=b"")
    *checked, last = signatures(kit.HEAD + content)
    assert len(checked) == MAX_SIGNERS
    assert last.why == "number"


@pytest.mark.parametrize("content", [b"", b"\x80", b"\xff" * 50, b"\x2a\x86"])
def test_an_odd_name_of_an_algorithm_is_none(content):
    assert not dotted(content).count("..")


def test_an_attribute_without_a_value_is_left_aside():
    inside = kit.tlv(0x30, kit.oid("1.2.3"), kit.tlv(0x31))
    fields = (kit.algorithm("1.2.3"), kit.tlv(0xA0, inside), kit.algorithm("1.2"))
    who = kit.tlv(0x80, b"key")
    signer = kit.tlv(0x30, kit.integer(1), who, *fields, kit.tlv(0x04, b"x"))
    data = kit.signed_data([signer], [], kit.INNER)
    assert not_checked(kit.opaque(data)) == "certificate"


def test_what_is_no_certificate_is_left_aside():
    owner = kit.certificate(kit.ec_key())
    signer = kit.signer(kit.ec_key(), owner, kit.INNER)
    attribute_certificate = kit.tlv(0xA1, b"x")  # RFC 5652 section 10.2.2
    data = kit.signed_data([signer], [attribute_certificate, owner], kit.INNER)
    assert signature(kit.opaque(data)).is_sender


WHOLE = kit.signed_data(
    [kit.signer(kit.ec_key(), kit.certificate(kit.ec_key()), kit.INNER)],
    [kit.certificate(kit.ec_key())],
    kit.INNER,
)


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.integers(0, 6))
def test_a_damaged_object_never_raises(place, put_in, left_out):
    data = WHOLE[:place] + put_in + WHOLE[place + left_out :]
    for raw in (kit.opaque(data), kit.clear(kit.INNER, data)):
        for found in signatures(raw):
            repr(found).encode("utf-8")


@pytest.mark.parametrize(
    "what", ["signers", "certificates", "attributes", "line ends", "content"]
)
def test_checking_takes_linear_time_and_bounded_memory(what):
    key = kit.ec_key()
    owner = kit.certificate(key)

    def mail_of(size):
        content = kit.INNER + (b"\n" if what == "line ends" else b"a") * (
            size if what in ("line ends", "content") else 0
        )
        signers = [kit.signer(key, owner, content)]
        certificates = [owner]
        if what == "signers":
            signers *= size // 300
        elif what == "certificates":
            certificates *= size // 500
        elif what == "attributes":
            signers = [kit.tlv(0x30, *[kit.tlv(0x30)] * 4, b"\x30\x00" * (size // 2))]
        return kit.opaque(kit.signed_data(signers, certificates, content))

    assert grows_too_fast(signatures, mail_of(50_000), mail_of(200_000)) == ""
    assert takes_too_much(signatures, mail_of(200_000)) == ""
