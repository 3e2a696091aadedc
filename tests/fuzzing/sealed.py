"""Small signed and packed mails to damage: their readers see bytes, not base64."""

import zlib

from peers import smime as kit


def sealed_mails() -> list[bytes]:
    """Mails with signatures of several builds, in binary where they are CMS objects."""
    key, other = kit.ec_key(), kit.rsa_key()
    owner, second = kit.certificate(key), kit.certificate(other, serial=2)
    signers = [kit.signer(key, owner, kit.INNER), kit.signer(other, second, kit.INNER)]
    whole = kit.signed_data(signers, [owner, second], kit.INNER)
    opened = kit.signed_data(
        signers[:1], [owner], kit.INNER, wrap=kit.open_ended, octets=kit.pieces
    )
    packed = kit.compressed(zlib.compress(kit.INNER))
    beside = kit.signed_data(signers[1:], [second])
    objects = (whole, opened, packed, kit.signed_data([], [], kit.clear_mail(head=b"")))
    return [
        *(kit.binary(data) for data in objects),
        kit.clear(kit.INNER, beside),
        kit.binary_clear(kit.INNER, beside),
    ]
