"""Sending by SMTP: what scripted servers say, and what each of it means."""

import smtplib
import socket
from base64 import b64encode

import pytest
from peers.authority_ca import authority
from peers.scripted import CLOSE, START_TLS, Script, ScriptedServer

from tools.errors import FixSettings, MailboxError, ReconnectNeeded, RetryLater
from tools.transport import BearerCredential, PasswordCredential
from tools.transport.smtp import (
    SmtpSettings,
    check_sender,
    delivery_failure,
    open_smtp,
    with_failures,
)

SECRET, TOKEN = "s3cret-pw", "ya29.token-of-alice"
HELLO = (rb"EHLO .*", b"250-there\r\n250 AUTH PLAIN LOGIN XOAUTH2")
STARTING = (rb"EHLO .*", b"250-there\r\n250-STARTTLS\r\n250 AUTH PLAIN")
PLAIN_IN = (rb"AUTH PLAIN .*", b"235 in")
QUIT = (rb"QUIT", b"221 bye" + CLOSE)
WORD = rb"[A-Za-z0-9+/=]+"


@pytest.fixture(scope="module")
def ca(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("ca"))


def connected(ca, port, tls=True, token=False, **changes):
    credential = BearerCredential(TOKEN) if token else PasswordCredential(SECRET)
    values = {"ca_pem": ca.pem, "timeout": 5, "implicit_tls": tls} | changes
    return open_smtp(SmtpSettings("localhost", port, "alice", credential, **values))


def server(ca, *answers, greeting=b"220 there", tls=True):
    script = Script(greeting, list(answers))
    return ScriptedServer(script, tls=ca if tls else None, start_tls=ca)


def refusal(kind, ca, *answers, greeting=b"220 there", tls=True, **changes):
    """The text of the error; no secret is in it."""
    with server(ca, *answers, greeting=greeting, tls=tls) as running:
        with pytest.raises(kind) as caught:
            connected(ca, running.port, tls, **changes)
    text = f"{caught.value!r} {caught.value}"
    assert SECRET not in text and TOKEN not in text
    return str(caught.value)


# --- connecting


def test_a_closed_port_is_tried_later(ca):
    with socket.socket() as taken, pytest.raises(RetryLater) as caught:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        connected(ca, taken.getsockname()[1])
    assert caught.value.code == "port_closed"


@pytest.mark.parametrize(
    ("greeting", "kind", "text"),
    [
        (b"421 4.3.2 later", RetryLater, "server_busy: 421 4.3.2 later"),
        (b"554 no service", FixSettings, "greeting_refused: 554 no service"),
        (b"* OK IMAP4rev1", FixSettings, "protocol_error: -1 "),
        (CLOSE, RetryLater, "connection_lost: Connection unexpectedly closed"),
    ],
)
@pytest.mark.parametrize("tls", [True, False])
def test_a_greeting_that_is_no_welcome_is_told_of(ca, tls, greeting, kind, text):
    assert refusal(kind, ca, greeting=greeting, tls=tls).startswith(text)


def test_a_port_that_begins_with_tls_says_so(ca):
    with server(ca) as running, pytest.raises(FixSettings) as caught:
        connected(ca, running.port, tls=False, timeout=0.3)
    assert caught.value.code == "tls_expected"


@pytest.mark.parametrize("tls", [True, False])
def test_a_silent_server_is_given_up_before_one_that_has_greeted(ca, tls):
    patience = {"timeout": 30, "greeting_timeout": 0.3}
    text = refusal(RetryLater, ca, greeting=b"", tls=tls, **patience)
    assert text.startswith("timed_out: ")


def test_a_server_that_has_greeted_has_its_time(ca):
    with server(ca, HELLO, PLAIN_IN, QUIT) as running:
        client = connected(ca, running.port, timeout=30, greeting_timeout=5)
        assert client.sock.gettimeout() == 30
        client.quit()


@pytest.mark.parametrize(
    ("failure", "text"),
    [
        (ValueError("x"), "protocol_error: ValueError"),
        (ConnectionResetError("reset"), "connection_lost: reset"),
    ],
)
def test_what_breaks_once_the_server_is_known_is_no_matter_of_its_name(failure, text):
    def fail():
        raise failure

    with pytest.raises(RetryLater) as caught:
        with_failures(fail)
    assert str(caught.value) == text


UNKNOWN = {"ada@there.example": (550, b"5.1.1 no such user")}


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (
            smtplib.SMTPRecipientsRefused(UNKNOWN),
            FixSettings,
            "not_sent: 550 5.1.1 no such user",
        ),
        (
            smtplib.SMTPDataError(554, b"5.7.1 spam"),
            FixSettings,
            "not_sent: 554 5.7.1 spam",
        ),
        (smtplib.SMTPServerDisconnected("gone"), RetryLater, "connection_lost: gone"),
        (ConnectionResetError("reset"), RetryLater, "connection_lost: reset"),
        (
            smtplib.SMTPNotSupportedError("no SMTPUTF8"),
            FixSettings,
            "not_sent: no SMTPUTF8",
        ),
        (None, FixSettings, "not_sent"),
    ],
)
def test_why_a_message_was_not_sent_is_told_in_the_servers_words(error, kind, text):
    failure = delivery_failure(error)
    assert (type(failure), str(failure)) == (kind, text)


# --- STARTTLS


def test_tls_that_the_server_begins_when_asked_carries_the_login(ca):
    begin = (rb"STARTTLS", b"220 go" + START_TLS)
    with server(ca, STARTING, begin, PLAIN_IN, QUIT, tls=False) as running:
        connected(ca, running.port, tls=False).quit()
    words = [line.split()[0].upper() for line in running.seen]
    assert words == [b"EHLO", b"STARTTLS", b"EHLO", b"AUTH", b"QUIT"]


def test_a_server_without_starttls_hears_no_password(ca):
    assert refusal(FixSettings, ca, HELLO, tls=False) == "starttls_missing"


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (b"454 not now", RetryLater, "server_busy: 454 not now"),
        (b"501 no such thing", FixSettings, "tls_failed: 501 no such thing"),
        (CLOSE, RetryLater, "connection_lost: Connection unexpectedly closed"),
    ],
)
def test_tls_that_does_not_begin_ends_the_connection(ca, answer, kind, text):
    answers = (STARTING, (rb"STARTTLS", answer))
    assert refusal(kind, ca, *answers, tls=False) == text


def test_a_certificate_of_nobody_known_ends_what_began_in_the_clear(ca):
    begin = (rb"STARTTLS", b"220 go" + START_TLS)
    text = refusal(FixSettings, ca, STARTING, begin, tls=False, ca_pem=None)
    assert text.startswith("tls_untrusted")


# --- logging in by password


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (b"535 5.7.8 not accepted", FixSettings, "login_refused"),
        (b"454 4.7.0 Too many login attempts", RetryLater, "throttled"),
        (b"454 4.7.0 Temporary failure", RetryLater, "login_unavailable"),
        (b"535 see aka.ms/smtp_auth_disabled", FixSettings, "sending_disabled"),
    ],
)
def test_refusals_of_a_login_are_told_apart(ca, answer, kind, code):
    text = refusal(kind, ca, HELLO, (rb"AUTH PLAIN .*", answer))
    assert text == f"{code}: {answer.decode()}"


@pytest.mark.parametrize(("accepted", "kind"), [(True, None), (False, FixSettings)])
def test_a_server_that_knows_login_only_is_given_name_and_password(ca, accepted, kind):
    names = [b64encode(word.encode()) for word in ("alice", SECRET)]
    answers = (
        (rb"EHLO .*", b"250-there\r\n250 AUTH LOGIN"),
        (rb"AUTH LOGIN", b"334 VXNlcm5hbWU6"),
        (names[0], b"334 UGFzc3dvcmQ6" if accepted else b"535 who?"),
        (names[1], b"235 in"),
    )
    if kind:
        assert refusal(kind, ca, *answers) == "login_refused: 535 who?"
        return
    with server(ca, *answers, QUIT) as running:
        connected(ca, running.port).quit()
    assert running.seen[1:4] == [b"AUTH LOGIN", *names]


def test_a_server_without_a_known_login_is_told_of(ca):
    assert refusal(FixSettings, ca, (rb"EHLO .*", b"250 there")) == (
        "login_unsupported: the server offers neither PLAIN nor LOGIN"
    )


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (CLOSE, "connection_lost: Connection unexpectedly closed"),
        (b"235 " + b"x" * 9000, "server_busy: 500 Line too long."),
    ],
)
def test_a_login_that_breaks_off_is_tried_later(ca, answer, text):
    assert refusal(RetryLater, ca, HELLO, (rb"AUTH PLAIN .*", answer)) == text


# --- logging in by token


def token_answers(*after):
    return (HELLO, (rb"AUTH XOAUTH2", b"334 "), *after)


def test_a_token_goes_in_a_line_of_its_own(ca):
    answers = token_answers((WORD, b"235 in"), QUIT)
    with server(ca, *answers) as running:
        connected(ca, running.port, token=True).quit()
    first = b64encode(f"user=alice\1auth=Bearer {TOKEN}\1\1".encode())
    assert running.seen[1:3] == [b"AUTH XOAUTH2", first]


def test_a_challenge_is_answered_and_names_the_reason(ca):
    challenge = b"334 " + b64encode(b'{"status":"400"}')
    answers = token_answers((WORD, challenge), (b"", b"535 5.7.8 no"))
    assert refusal(ReconnectNeeded, ca, *answers, token=True) == (
        "token_refused: 535 5.7.8 no (status 400)"
    )


def test_a_server_that_never_ends_its_challenges_is_left(ca):
    answers = token_answers((rb"[A-Za-z0-9+/=]*", b"334 "))
    with server(ca, *answers) as running, pytest.raises(ReconnectNeeded) as caught:
        connected(ca, running.port, token=True)
    assert str(caught.value) == "token_refused: 334"
    assert len(running.seen) == 5


def test_a_server_too_busy_for_a_token_is_tried_later(ca):
    answers = token_answers((WORD, b"454 4.7.0 later"))
    text = refusal(RetryLater, ca, *answers, token=True)
    assert text == "login_unavailable: 454 4.7.0 later"


# --- the sender


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (b"550 5.7.60 not as this sender", "sender_refused: 550 5.7.60 not as this"),
        (b"451 4.3.2 later", "server_busy: 451 4.3.2 later"),
        (CLOSE, "connection_lost: Connection unexpectedly closed"),
    ],
)
def test_a_sender_that_is_not_taken_is_told_of(ca, answer, text):
    with server(ca, HELLO, PLAIN_IN, (rb"MAIL .*", answer)) as running:
        client = connected(ca, running.port)
        with pytest.raises(MailboxError) as caught:
            check_sender(client, "other@example.test")
        client.close()
    assert str(caught.value).startswith(text)


def test_a_sender_that_is_taken_is_no_error(ca):
    with server(ca, HELLO, PLAIN_IN, (rb"MAIL .*", b"250 ok"), QUIT) as running:
        client = connected(ca, running.port)
        assert check_sender(client, "alice@example.test") is None
        client.quit()


@pytest.mark.parametrize(
    "address",
    ["jürgen@example.test", "anna@exa..mple.test", "a\r\nDATA@x.test"],
)
def test_a_sender_that_the_server_cannot_take_is_named_and_not_sent(ca, address):
    with server(ca, HELLO, PLAIN_IN) as running:
        client = connected(ca, running.port)
        with pytest.raises(FixSettings) as caught:
            check_sender(client, address)
        client.close()
    said = " ".join(address.split())
    assert str(caught.value) == f"sender_unsupported: {said}"
    assert len(running.seen) == 2


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("jürgen@müller.test", "mail FROM:<jürgen@xn--mller-kva.test> SMTPUTF8"),
        ("anna@müller.test", "mail FROM:<anna@xn--mller-kva.test>"),
    ],
)
def test_a_sender_beyond_ascii_is_asked_for_where_the_server_takes_it(
    ca, address, line
):
    hello = (rb"EHLO .*", b"250-there\r\n250-SMTPUTF8\r\n250 AUTH PLAIN")
    with server(ca, hello, PLAIN_IN, (rb"MAIL .*", b"250 ok"), QUIT) as running:
        client = connected(ca, running.port)
        check_sender(client, address)
        client.quit()
    assert running.seen[-2].decode() == line
