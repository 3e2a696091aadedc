"""Sending through a real submission server, and through servers that say no."""

import ssl

import pytest
from peers.authority_ca import authority
from peers.dovecot import Dovecot
from peers.scripted import CLOSE, Script, ScriptedServer
from peers.smtp_receiver import SmtpReceiver
from wire_kit import PASSWORD

from tools.errors import FixSettings, RetryLater
from tools.transport import PasswordCredential
from tools.transport.smtp import SmtpSettings, check_sender, open_smtp

USER = "user@example.test"
RAW = b"From: user@example.test\r\nTo: anna@x.example\r\nSubject: Hi\r\n\r\nBody\r\n"
HELLO = b"250-there\r\n250 AUTH PLAIN LOGIN"
WAYS = {"submissions": True, "submission": False}


@pytest.fixture(scope="module")
def receiver():
    with SmtpReceiver() as running:
        yield running


@pytest.fixture(scope="module")
def submission(place, ca, receiver):
    users = {USER: PASSWORD}
    with Dovecot(place / "submission", ca, users, relay_port=receiver.port) as running:
        yield running


@pytest.fixture(params=WAYS)
def settings(request, submission, receiver):
    """Settings for either kind of TLS; changed by keywords."""
    receiver.clear()
    return lambda **changes: SmtpSettings(
        **{
            "host": "localhost",
            "port": getattr(submission, request.param),
            "username": USER,
            "credential": PasswordCredential(PASSWORD),
            "implicit_tls": WAYS[request.param],
            "ca_pem": submission.ca.pem,
            "timeout": 10,
            **changes,
        }
    )


def refusal(kind, settings):
    with pytest.raises(kind) as caught:
        open_smtp(settings)
    assert PASSWORD not in f"{caught.value!r} {caught.value}"
    return str(caught.value)


def scripted(ca, *answers, greeting=b"220 there", tls=True, **changes):
    """Settings for a scripted server, and the server."""
    server = ScriptedServer(Script(greeting, list(answers)), tls=ca if tls else None)
    settings = SmtpSettings(
        "localhost",
        server.port,
        USER,
        PasswordCredential(PASSWORD),
        implicit_tls=tls,
        ca_pem=ca.pem,
        timeout=5,
    )
    return settings, server


def test_mail_goes_out_encrypted_after_a_login_by_password(settings, receiver):
    client = open_smtp(settings())
    assert isinstance(client.sock, ssl.SSLSocket)
    client.sendmail(USER, ["anna@x.example"], RAW)
    client.quit()
    (kept,) = receiver.wait_for(1)
    assert kept.recipients == ("anna@x.example",)
    assert kept.raw.endswith(RAW)


def test_a_wrong_password_is_refused_and_not_shown(settings):
    wrong = PasswordCredential("another " + PASSWORD)
    said = refusal(FixSettings, settings(credential=wrong))
    assert said.startswith("login_refused: 535")


def test_a_certificate_of_another_authority_is_refused(settings, tmp_path):
    stranger = authority(tmp_path / "stranger").pem
    said = refusal(FixSettings, settings(ca_pem=stranger))
    assert said.startswith("tls_untrusted")


def test_a_certificate_of_another_host_is_refused(tmp_path):
    other = authority(tmp_path / "other", names=("mail.example",))
    settings, server = scripted(other, (rb"EHLO .*", HELLO))
    with server:
        assert refusal(FixSettings, settings).startswith("tls_untrusted")
        assert server.seen == []


def test_the_sender_can_be_asked_for_without_sending(settings, receiver):
    client = open_smtp(settings())
    check_sender(client, USER)
    client.quit()
    assert receiver.deliveries == []


def test_a_server_without_starttls_hears_no_password(ca):
    settings, server = scripted(
        ca, (rb"EHLO .*", HELLO), tls=False, greeting=b"220 there"
    )
    with server:
        assert refusal(FixSettings, settings) == "starttls_missing"
        assert [line.split()[0] for line in server.seen] == [b"ehlo"]


def test_a_port_that_begins_with_tls_says_so(submission):
    settings = SmtpSettings(
        "localhost",
        submission.submissions,
        USER,
        PasswordCredential(PASSWORD),
        implicit_tls=False,
        ca_pem=submission.ca.pem,
        timeout=1,
    )
    assert refusal(FixSettings, settings).startswith("tls_expected")


def test_a_clear_text_port_is_no_tls_port(submission):
    settings = SmtpSettings(
        "localhost",
        submission.submission,
        USER,
        PasswordCredential(PASSWORD),
        implicit_tls=True,
        ca_pem=submission.ca.pem,
        timeout=5,
    )
    assert refusal(FixSettings, settings).startswith("tls_failed")


REFUSALS = {
    b"535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled "
    b"for the Tenant. Visit https://aka.ms/smtp_auth_disabled": (
        FixSettings,
        "sending_disabled",
    ),
    b"454 4.7.0 Too many login attempts": (RetryLater, "throttled"),
    b"535 5.7.8 Username and Password not accepted": (FixSettings, "login_refused"),
}


@pytest.mark.parametrize("answer", REFUSALS)
def test_refusals_of_a_login_are_told_apart(ca, answer):
    kind, code = REFUSALS[answer]
    settings, server = scripted(ca, (rb"EHLO .*", HELLO), (rb"AUTH PLAIN .*", answer))
    with server:
        assert refusal(kind, settings).startswith(f"{code}: {answer[:3].decode()}")


def test_a_server_that_knows_login_only_is_signed_in_to(ca):
    settings, server = scripted(
        ca,
        (rb"EHLO .*", b"250-there\r\n250 AUTH LOGIN"),
        (rb"AUTH LOGIN", b"334 VXNlcm5hbWU6"),
        (rb"dXNlckBleGFtcGxlLnRlc3Q=", b"334 UGFzc3dvcmQ6"),
        (rb"[A-Za-z0-9+/=]+", b"235 in"),
        (rb"QUIT", b"221 bye" + CLOSE),
    )
    with server:
        open_smtp(settings).quit()


def test_a_server_without_a_known_login_is_told_of(ca):
    settings, server = scripted(ca, (rb"EHLO .*", b"250 there"))
    with server:
        said = refusal(FixSettings, settings)
    assert said == "login_unsupported: the server offers neither PLAIN nor LOGIN"


def test_a_sender_that_is_refused_is_told_of(ca):
    settings, server = scripted(
        ca,
        (rb"EHLO .*", HELLO),
        (rb"AUTH PLAIN .*", b"235 in"),
        (rb"MAIL .*", b"550 5.7.60 not permitted to send as this sender"),
    )
    with server:
        client = open_smtp(settings)
        with pytest.raises(FixSettings) as caught:
            check_sender(client, "other@example.test")
        client.close()
    assert caught.value.code == "sender_refused"
    assert "not permitted" in caught.value.detail


def test_a_server_that_has_no_time_is_tried_again(ca):
    settings, server = scripted(ca, greeting=b"421 4.3.2 later")
    with server:
        assert refusal(RetryLater, settings).startswith("server_busy: 421")
