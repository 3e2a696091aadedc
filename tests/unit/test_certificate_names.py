"""What a certificate calls its owner is short and can be quoted."""

from cryptography.hazmat.primitives.serialization import Encoding
from peers import smime as kit

from tools.smime.signer_certificate import read_certificate


def test_a_name_in_a_certificate_is_short_and_has_no_quotes():
    named = kit.certificate(kit.ec_key(), 'A "b" ' + "c" * 58)
    found = read_certificate(named.public_bytes(Encoding.DER))
    assert found.name == "A b " + "c" * 55 + "\u2026"
