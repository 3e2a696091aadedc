"""Connecting by IMAP to scripted servers: greeting, TLS, login, folder."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from sessions_kit import imap_session

from tools.errors import FixSettings, RetryLater


def refusal(kind, script, **changes):
    """Open a session with a scripted server; return the error's text and the lines."""
    with ScriptedServer(script) as server, pytest.raises(kind) as caught:
        imap_session(server, **changes)
    return str(caught.value), server.seen


# --- greeting and login


@pytest.mark.parametrize(
    ("greeting", "text"),
    [
        (b"* BYE overloaded", "login_unavailable: * BYE overloaded"),
        (b"* BYE [LIMIT] too many", "too_many_connections: * BYE [LIMIT] too many"),
        (CLOSE, "connection_lost: socket error: EOF"),
    ],
)
def test_a_server_that_sends_us_away_is_tried_later(greeting, text):
    assert refusal(RetryLater, imap_script(greeting=greeting)) == (text, [])


def test_a_greeting_of_another_protocol_is_a_matter_of_settings():
    text, _seen = refusal(FixSettings, imap_script(greeting=b"HTTP/1.1 400 Bad"))
    assert text == "protocol_error: HTTP/1.1 400 Bad"


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (
            b"{tag} NO [UNAVAILABLE] later",
            RetryLater,
            "login_unavailable: [UNAVAILABLE] later",
        ),
        (
            b"{tag} NO [LIMIT] many",
            RetryLater,
            "too_many_connections: [LIMIT] many",
        ),
        (b"* BYE going down\r\n{tag} OK done" + CLOSE, RetryLater, "login_unavailable"),
        (CLOSE, RetryLater, "connection_lost: socket error: EOF"),
        (b"{tag} NO wrong", FixSettings, "login_refused: wrong"),
        (
            b"{tag} NO [PRIVACYREQUIRED] tls",
            FixSettings,
            "clear_text_refused: [PRIVACYREQUIRED] tls",
        ),
    ],
)
def test_a_refused_login_is_read_by_its_code(answer, kind, text):
    found, _seen = refusal(kind, imap_script(answers=[(rb"LOGIN .*", answer)]))
    assert found.startswith(text)


@pytest.mark.parametrize("secret", ["s3cret-pw", "back\\slash", 'quo"te'])
def test_an_error_never_quotes_the_password(secret):
    def echo(line):
        return line.split(b" ")[0] + b" NO bad command " + line.split(b" ", 1)[1]

    script = imap_script(answers=[(rb"LOGIN .*", echo)])
    text, _seen = refusal(FixSettings, script, secret=secret)
    assert text == 'login_refused: bad command LOGIN "alice" "[secret]"'


def test_an_error_never_quotes_the_sasl_answer():
    with ScriptedServer(imap_script(b"IMAP4rev1 AUTH=PLAIN")) as server:

        def echo(line):
            return server.seen[-2].split(b" ")[0] + b" NO cannot read " + line

        server.script.answers[:0] = [
            (rb"AUTHENTICATE PLAIN", b"+ "),
            (rb"AGFsaWNl\S+", echo),
        ]
        with pytest.raises(FixSettings) as caught:
            imap_session(server)
    assert str(caught.value) == "login_refused: cannot read [secret]"


def test_a_password_is_not_sent_where_login_is_disabled():
    script = imap_script(capabilities=b"IMAP4rev1 LOGINDISABLED")
    text, seen = refusal(FixSettings, script)
    assert text == "clear_text_refused: LOGINDISABLED"
    assert not [line for line in seen if b"LOGIN" in line]


@pytest.mark.parametrize("status", [b"NO", b"BAD"])
@pytest.mark.parametrize(
    ("command", "capabilities"),
    [
        (rb"LOGIN .*", b"IMAP4rev1"),
        (rb"AUTHENTICATE PLAIN", b"IMAP4rev1 AUTH=PLAIN"),
        (rb"SELECT .*", b"IMAP4rev1"),
        (rb"FETCH .*", b"IMAP4rev1"),
    ],
)
def test_a_refusal_arrives_as_the_server_said_it(command, capabilities, status):
    words = "Request is throttled. [b'x'] Suggested Backoff Time: 9 ms"
    said = b"{tag} %b %b" % (status, words.encode())
    script = imap_script(capabilities, count=1, answers=[(command, said)])
    with ScriptedServer(script) as server, pytest.raises(RetryLater) as caught:
        with imap_session(server) as session:
            session.list_messages()
    assert (caught.value.code, caught.value.detail) == ("throttled", words)
    assert caught.value.is_quoted


def test_a_bye_is_the_servers_whatever_words_it_has():
    bye = b"* BYE unexpected socket error: EOF\r\n" + CLOSE
    script = imap_script(answers=[(rb"LOGIN .*", bye)])
    text, _seen = refusal(RetryLater, script)
    assert text == "login_unavailable: unexpected socket error: EOF"


def test_nonsense_at_the_login_is_no_wrong_password():
    script = imap_script(answers=[(rb"LOGIN .*", b"hello?")])
    text, _seen = refusal(RetryLater, script)
    assert text == "protocol_error: hello?"


def test_starttls_never_falls_back_to_clear_text():
    text, seen = refusal(FixSettings, imap_script(), starttls=True)
    assert text == "starttls_missing"
    assert [line.split(b" ")[1] for line in seen] == [b"CAPABILITY"]


def test_a_preauth_greeting_cannot_talk_us_out_of_starttls():
    script = imap_script(b"IMAP4rev1 STARTTLS", greeting=b"* PREAUTH in")
    text, _seen = refusal(FixSettings, script, starttls=True)
    assert text.startswith("tls_failed: command STARTTLS illegal in state AUTH")


def test_a_refused_starttls_is_a_matter_of_settings():
    script = imap_script(
        b"IMAP4rev1 STARTTLS", answers=[(rb"STARTTLS", b"{tag} NO not now")]
    )
    text, _seen = refusal(FixSettings, script, starttls=True)
    assert text.startswith("tls_failed:")


def test_a_password_that_login_cannot_carry_is_named_and_not_sent():
    text, seen = refusal(FixSettings, imap_script(), secret="pä")
    assert text == "login_unsupported: LOGIN takes ASCII only"
    assert not [line for line in seen if b"LOGIN" in line]


def test_a_user_name_cannot_smuggle_a_second_command():
    text, seen = refusal(FixSettings, imap_script(), user='a" "b"\r\nx DELETE y')
    assert text == "login_unsupported: LOGIN takes one line only"
    assert not [line for line in seen if b"DELETE" in line]


def test_where_tls_is_offered_a_password_beyond_ascii_wants_it_first():
    script = imap_script(b"IMAP4rev1 STARTTLS")
    text, _seen = refusal(FixSettings, script, secret="pä")
    assert text == "clear_text_refused: the server offers STARTTLS"


def test_a_user_name_with_blanks_quotes_and_backslashes_is_one_word():
    with ScriptedServer(imap_script()) as server:
        imap_session(server, user='DOM\\al "x"').close()
    assert server.seen[1].endswith(b' LOGIN "DOM\\\\al \\"x\\"" "s3cret-pw"')


# --- the folder


@pytest.mark.parametrize(
    ("answer", "folder", "kind", "text"),
    [
        (b"NO [NONEXISTENT] x", "Cases", FixSettings, "folder_missing"),
        (b"NO [NOPERM] x", "Cases", FixSettings, "folder_refused"),
        (b"NO not connected", "inbox", FixSettings, "folder_refused"),
        (b"NO [INUSE] x", "Cases", RetryLater, "mailbox_in_use"),
        (b"OK done", "Cases", FixSettings, "folder_refused"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(answer, folder, kind, text):
    script = imap_script(answers=[(rb"SELECT .*", b"{tag} " + answer)])
    found, _seen = refusal(kind, script, folder=folder)
    assert found.split(":")[0] == text


def test_a_folder_name_cannot_smuggle_a_second_command():
    text, seen = refusal(FixSettings, imap_script(), folder='x"\r\ny DELETE z')
    assert text == "folder_missing: no folder has such a name"
    assert not [line for line in seen if b"DELETE" in line]
