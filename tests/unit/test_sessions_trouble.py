"""Silent servers, closed ports and TLS that fails: what each session makes of it."""

import socket
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from peers.authority_ca import authority
from peers.scripted import (
    CLOSE,
    START_TLS,
    ScriptedServer,
    imap_script,
    pop3_script,
)
from sessions_kit import imap_session, pop3_session, settings

from tools.errors import FixSettings, ParkMessage, RetryLater
from tools.transport import RemoteRef, open_session
from tools.transport.tls import speaks_tls, tls_context

SILENCE = b""
INVALID = "-ERR Command is not valid in this state."
SOON = 0.3  # seconds until a silent server is given up
SCRIPTS = {"imap": imap_script, "pop3": pop3_script}
SESSIONS = {"imap": imap_session, "pop3": pop3_session}


@pytest.fixture(scope="module")
def ca(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("ca"))


def refusal(kind, protocol, server, **changes):
    with server, pytest.raises(kind) as caught:
        SESSIONS[protocol](server, **changes)
    return caught.value.code


# --- connecting


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_closed_port_is_tried_later(protocol):
    with socket.socket() as taken, pytest.raises(RetryLater) as caught:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        open_session(settings(protocol, taken.getsockname()[1]))
    assert caught.value.code == "port_closed"


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_port_that_begins_with_tls_says_so(ca, protocol):
    server = ScriptedServer(SCRIPTS[protocol](), tls=ca)
    assert refusal(FixSettings, protocol, server, timeout=SOON) == "tls_expected"


@pytest.mark.parametrize(
    ("protocol", "script", "detail"),
    [
        ("imap", imap_script(b"IMAP4rev1 LOGINDISABLED"), "LOGINDISABLED"),
        (
            "imap",
            imap_script(answers=[(rb"LOGIN .*", b"{tag} NO [PRIVACYREQUIRED] no")]),
            "[PRIVACYREQUIRED] no",
        ),
        (
            "pop3",
            pop3_script(answers=[(rb"USER .*", INVALID.encode())]),
            INVALID,
        ),
    ],
)
def test_over_tls_nobody_is_told_to_use_tls(ca, protocol, script, detail):
    with ScriptedServer(script, tls=ca) as server:
        with pytest.raises(FixSettings) as caught:
            way = settings(f"{protocol}s", server.port, ca_pem=ca.pem)
            open_session(replace(way, host="localhost"))
    assert (caught.value.code, caught.value.detail) == ("password_login_ended", detail)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_tls_port_is_known_whomever_its_certificate_names(ca, trusted):
    context = tls_context(ca.pem if trusted else None)
    with ScriptedServer(imap_script(), tls=ca) as server:
        assert speaks_tls("localhost", server.port, context, 5) is True


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_silent_server_in_the_clear_timed_out(protocol):
    server = ScriptedServer(SCRIPTS[protocol](greeting=SILENCE))
    assert refusal(RetryLater, protocol, server, timeout=SOON) == "timed_out"


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_silent_server_is_given_up_before_one_that_has_greeted(protocol):
    patience = {"timeout": 30, "greeting_timeout": SOON}
    server = ScriptedServer(SCRIPTS[protocol](greeting=SILENCE))
    assert refusal(RetryLater, protocol, server, **patience) == "timed_out"


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_server_that_has_greeted_has_its_time(protocol):
    begin = SOON / 2

    def slow(line):
        time.sleep(SOON)
        return {"imap": line.split()[0] + b" OK in", "pop3": b"+OK in"}[protocol]

    answers = {"imap": [(rb"LOGIN .*", slow)], "pop3": [(rb"PASS .*", slow)]}[protocol]
    with ScriptedServer(SCRIPTS[protocol](answers=answers)) as server:
        SESSIONS[protocol](server, greeting_timeout=begin).close()


def test_a_greeting_that_asks_for_more_is_not_that_of_imap():
    with ScriptedServer(imap_script(greeting=b"+ go on")) as server:
        with pytest.raises(FixSettings) as caught:
            imap_session(server)
    assert str(caught.value) == "protocol_error: the greeting is not that of IMAP"


# --- STARTTLS and STLS


def starting(protocol, answer):
    """A script that offers TLS and gives this answer when asked for it."""
    if protocol == "imap":
        return imap_script(b"IMAP4rev1 STARTTLS", [(rb"STARTTLS", answer)])
    return pop3_script(
        answers=[(rb"CAPA", b"+OK\r\nSTLS\r\nUSER\r\n."), (rb"STLS", answer)]
    )


BEGIN = {"imap": b"{tag} OK begin" + START_TLS, "pop3": b"+OK begin" + START_TLS}
REFUSED = {"imap": b"{tag} NO not now", "pop3": b"-ERR not now"}


@pytest.mark.parametrize("protocol", SESSIONS)
def test_tls_that_the_server_begins_when_asked_carries_the_login(ca, protocol):
    server = ScriptedServer(starting(protocol, BEGIN[protocol]), start_tls=ca)
    with server:
        SESSIONS[protocol](server, starttls=True, ca_pem=ca.pem).close()
    begun = next(at for at, line in enumerate(server.seen) if b"TLS" in line)
    assert b"s3cret-pw" not in b"\n".join(server.seen[: begun + 1])
    assert b"s3cret-pw" in b"\n".join(server.seen[begun + 1 :])


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_certificate_of_nobody_known_ends_what_began_in_the_clear(ca, protocol):
    server = ScriptedServer(starting(protocol, BEGIN[protocol]), start_tls=ca)
    assert refusal(FixSettings, protocol, server, starttls=True) == "tls_untrusted"
    assert b"s3cret-pw" not in b"\n".join(server.seen)


@pytest.mark.parametrize("protocol", SESSIONS)
def test_tls_that_the_server_refuses_is_a_matter_of_settings(protocol):
    server = ScriptedServer(starting(protocol, REFUSED[protocol]))
    assert refusal(FixSettings, protocol, server, starttls=True) == "tls_failed"


def test_tls_that_the_server_cannot_begin_now_is_tried_later():
    server = ScriptedServer(starting("pop3", b"-ERR [SYS/TEMP] later"))
    assert refusal(RetryLater, "pop3", server, starttls=True) == "server_busy"


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_connection_cut_instead_of_tls_is_tried_later(protocol):
    server = ScriptedServer(starting(protocol, CLOSE))
    assert refusal(RetryLater, protocol, server, starttls=True) == "connection_lost"


# --- logging in, and after it


@pytest.mark.parametrize(
    ("protocol", "command"), [("imap", rb"LOGIN .*"), ("pop3", rb"PASS .*")]
)
def test_a_server_silent_at_the_login_is_tried_later(protocol, command):
    server = ScriptedServer(SCRIPTS[protocol](answers=[(command, SILENCE)]))
    assert refusal(RetryLater, protocol, server, timeout=SOON) == "timed_out"


def test_a_server_silent_at_a_command_is_tried_later():
    server = ScriptedServer(imap_script(answers=[(rb"SELECT .*", SILENCE)]))
    assert refusal(RetryLater, "imap", server, timeout=SOON) == "timed_out"


def test_a_command_answered_with_nonsense_is_a_protocol_error():
    script = imap_script(answers=[(rb"SELECT .*", b"hello?")])
    with ScriptedServer(script) as server, pytest.raises(RetryLater) as caught:
        imap_session(server)
    assert str(caught.value) == "protocol_error: hello?"
    assert caught.value.is_quoted


def test_a_challenge_that_is_no_base64_is_a_protocol_error():
    script = imap_script(b"IMAP4rev1 AUTH=PLAIN", [(rb"AUTHENTICATE PLAIN", b"+ a")])
    with ScriptedServer(script) as server, pytest.raises(RetryLater) as caught:
        imap_session(server)
    assert str(caught.value) == "protocol_error: Error"


def test_an_ok_before_the_sasl_answer_is_no_challenge():
    script = pop3_script(
        answers=[(rb"CAPA", b"+OK\r\nSASL PLAIN\r\n."), (rb"AUTH PLAIN", b"+OK in")]
    )
    with ScriptedServer(script) as server, pytest.raises(FixSettings) as caught:
        pop3_session(server)
    assert str(caught.value) == "login_refused: +OK in"
    assert server.seen == [b"CAPA", b"AUTH PLAIN"]


@pytest.mark.parametrize(
    ("capability", "words", "minutes"),
    [
        (b"LOGIN-DELAY 900", b"-ERR [LOGIN-DELAY] too soon", 15),
        (b"LOGIN-DELAY 900 USER", b"-ERR [LOGIN-DELAY] wait 2 minutes", 2),
        (b"LOGIN-DELAY soon", b"-ERR [LOGIN-DELAY] too soon", 5),
        (b"TOP", b"-ERR [LOGIN-DELAY] too soon", 5),
    ],
)
def test_the_least_time_between_logins_is_that_of_the_words_or_of_capa(
    capability, words, minutes
):
    offered = b"+OK\r\nUSER\r\n" + capability + b"\r\n."
    script = pop3_script(answers=[(rb"CAPA", offered), (rb"PASS .*", words)])
    with ScriptedServer(script) as server, pytest.raises(RetryLater) as caught:
        pop3_session(server)
    assert caught.value.code == "throttled"
    assert caught.value.pause == timedelta(minutes=minutes)


# --- POP3's answers


ONE = RemoteRef("", "", "a")


def pop3_trouble(kind, act, *answers, messages=(b"one\n",), uidl=(b"a",)):
    script = pop3_script(messages, answers, uidl=uidl)
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(kind) as caught:
            act(session)
    return str(caught.value)


def test_a_line_without_end_is_not_read_on():
    endless = b"+OK\r\n1 " + b"5" * 70_000 + b"\r\n."
    text = pop3_trouble(
        RetryLater, lambda session: session.list_messages(), (rb"LIST", endless)
    )
    assert text == "protocol_error: line too long"


def test_a_message_cut_in_the_middle_is_a_lost_connection():
    text = pop3_trouble(
        RetryLater,
        lambda session: list(session.fetch([ONE])),
        (rb"RETR 1", b"+OK\r\nSubject: x" + CLOSE),
    )
    assert text == "connection_lost: the server closed the connection"


def test_a_challenge_where_none_belongs_deletes_nothing():
    text = pop3_trouble(
        RetryLater, lambda session: session.delete([ONE]), (rb"DELE 1", b"+ what?")
    )
    assert text == "protocol_error: + what?"


def test_a_head_that_is_refused_in_every_way_is_put_aside():
    text = pop3_trouble(
        ParkMessage,
        lambda session: session.fetch_head(ONE, 60),
        (rb"(TOP|RETR) .*", b"-ERR broken"),
    )
    assert text == "message_unreadable: -ERR broken"


def test_a_message_without_name_that_is_refused_stays_where_it_is():
    script = pop3_script(
        [b"one\n", b"two\n"], [(rb"RETR 1", b"-ERR broken")], uidl=None
    )
    with ScriptedServer(script) as server, pop3_session(server) as session:
        (only,) = session.list_messages()
    assert only.size == 5 and only.ref.uid.startswith("digest:")


def test_pop3_moves_nothing():
    text = pop3_trouble(FixSettings, lambda session: session.move([ONE], "Done"))
    assert text == "move_needs_imap: Done"
