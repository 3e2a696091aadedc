"""Connections to Dovecot that must not come about."""

import pytest
from peers.authority_ca import authority
from peers.dovecot import Dovecot
from peers.mail_server import MailServerError
from refused import *  # noqa: F403
from refused import refusal, tls_ways
from wire_kit import Wire, users

from tools.errors import FixSettings


@pytest.fixture(scope="module")
def misnamed(place):
    """A Dovecot whose certificate is for another name than the one it has."""
    other = authority(place / "other", ("mail.example.test",))
    with Dovecot(place / "misnamed", other, users()) as running:
        yield Wire(running, "user0@example.test")


@tls_ways
def test_a_certificate_of_another_host_is_not_trusted(misnamed, way):
    error = refusal(FixSettings, misnamed, way)
    assert str(error) == (
        "tls_untrusted: Hostname mismatch, certificate is not valid for 'localhost'."
    )


def test_a_missing_dovecot_names_the_packages(place, ca, monkeypatch):
    monkeypatch.setattr("peers.dovecot.shutil.which", lambda *_args, **_kwargs: None)
    with pytest.raises(MailServerError) as caught:
        Dovecot(place / "none", ca, {}).start()
    assert "dovecot-imapd, dovecot-pop3d" in str(caught.value)
