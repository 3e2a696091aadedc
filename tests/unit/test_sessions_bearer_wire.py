"""Logins by token to scripted servers, for what a real Dovecot does not do."""

from base64 import b64encode

import pytest
from peers.authority_ca import authority
from peers.scripted import CLOSE, ScriptedServer, imap_script, pop3_script

from tools.errors import FixSettings, ReconnectNeeded, RetryLater
from tools.transport import BearerCredential, MailboxSettings, open_session

TOKEN = "ya29.token-of-alice"
CHALLENGE = b64encode(b'{"status":"400","schemes":"Bearer","scope":"mail"}')
FIRST = b64encode(f"user=alice\1auth=Bearer {TOKEN}\1\1".encode())
STANDARD = b64encode(f"n,a=alice,\1auth=Bearer {TOKEN}\1\1".encode())
SECRETS = (TOKEN, FIRST.decode(), STANDARD.decode())


@pytest.fixture(scope="module")
def ca(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("ca"))


def pop3(answers, mechanism=b"XOAUTH2"):
    offer = (rb"CAPA", b"+OK\r\nSASL PLAIN " + mechanism + b"\r\n.")
    start = (rb"AUTH " + mechanism, b"+ ")
    return pop3_script(answers=[offer, start, *answers])


def opened(ca, protocol, script, seen=None, timeout=5):
    """Log in; the lines that the server has seen go to ``seen``."""
    seen = [] if seen is None else seen
    with ScriptedServer(script, tls=ca) as server:
        settings = MailboxSettings(
            protocol,
            "localhost",
            server.port,
            "alice",
            BearerCredential(TOKEN),
            ca_pem=ca.pem,
            timeout=timeout,
        )
        try:
            open_session(settings).close()
        finally:
            seen += server.seen
    return seen


def refusal(kind, ca, protocol, script, seen=None, timeout=5):
    with pytest.raises(kind) as caught:
        opened(ca, protocol, script, seen, timeout)
    text = f"{caught.value!r} {caught.value}"
    assert not [secret for secret in SECRETS if secret in text]
    return str(caught.value)


class Imap:
    """A login by IMAP, whose final answer needs the tag of its command."""

    def __init__(self, mechanism=b"XOAUTH2"):
        self.tag = b""
        self.mechanism = mechanism

    def start(self, line):
        self.tag = line.split(b" ")[0]
        return b"+ "

    def script(self, *answers):
        def final(said):
            return lambda _line: said if said[:1] == b"+" else self.tag + b" " + said

        script = imap_script(b"IMAP4rev1 AUTH=" + self.mechanism)
        script.answers[:0] = [
            (rb"AUTHENTICATE " + self.mechanism, self.start),
            *((pattern, final(said)) for pattern, said in answers),
        ]
        return script


@pytest.mark.parametrize(
    ("mechanism", "first"), [(b"XOAUTH2", FIRST), (b"OAUTHBEARER", STANDARD)]
)
def test_imap_logs_in_by_what_is_offered(ca, mechanism, first):
    script = Imap(mechanism).script((rb"[A-Za-z0-9+/=]{20,}", b"OK in"))
    assert first in opened(ca, "imaps", script)


@pytest.mark.parametrize(
    ("mechanism", "first"), [(b"XOAUTH2", FIRST), (b"OAUTHBEARER", STANDARD)]
)
def test_pop3_logs_in_by_what_is_offered(ca, mechanism, first):
    seen = opened(ca, "pop3s", pop3([(rb"[A-Za-z0-9+/=]{20,}", b"+OK in")], mechanism))
    assert seen[:3] == [b"CAPA", b"AUTH " + mechanism, first]


@pytest.mark.parametrize(
    ("mechanism", "dummy"), [(b"XOAUTH2", b""), (b"OAUTHBEARER", b"AQ==")]
)
def test_imap_answers_the_error_challenge(ca, mechanism, dummy):
    script = Imap(mechanism).script(
        (rb"[A-Za-z0-9+/=]{20,}", b"+ " + CHALLENGE), (dummy, b"NO failed")
    )
    assert refusal(ReconnectNeeded, ca, "imaps", script) == (
        "token_refused: failed (status 400, scope mail, schemes Bearer)"
    )


@pytest.mark.parametrize(
    ("mechanism", "dummy"), [(b"XOAUTH2", b""), (b"OAUTHBEARER", b"AQ==")]
)
def test_pop3_takes_the_error_challenge_for_a_refusal(ca, mechanism, dummy):
    script = pop3(
        [(rb"[A-Za-z0-9+/=]{20,}", b"+ " + CHALLENGE), (dummy, b"-ERR failed")],
        mechanism,
    )
    seen = []
    assert refusal(ReconnectNeeded, ca, "pop3s", script, seen) == (
        "token_refused: -ERR failed (status 400, scope mail, schemes Bearer)"
    )
    assert seen[-1] == dummy


def test_pop3_is_not_talked_into_a_login_after_a_challenge(ca):
    script = pop3([(FIRST.replace(b"+", rb"\+"), b"+ " + CHALLENGE), (b"", b"+OK in")])
    assert refusal(ReconnectNeeded, ca, "pop3s", script).startswith("token_refused")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"NO [UNAVAILABLE] later", "login_unavailable"),
        (b"NO [LIMIT] many", "too_many_connections"),
    ],
)
def test_imap_passing_trouble_is_tried_later(ca, said, code):
    script = Imap().script((rb"[A-Za-z0-9+/=]{20,}", said))
    assert refusal(RetryLater, ca, "imaps", script).startswith(code)


@pytest.mark.parametrize("quoted", [TOKEN.encode(), FIRST])
def test_an_error_never_quotes_the_token(ca, quoted):
    script = pop3([(rb"[A-Za-z0-9+/=]{20,}", b"-ERR bad " + quoted)])
    text = refusal(ReconnectNeeded, ca, "pop3s", script)
    assert text == "token_refused: -ERR bad [secret]"
    script = Imap().script((rb"[A-Za-z0-9+/=]{20,}", b"NO bad " + quoted))
    text = refusal(ReconnectNeeded, ca, "imaps", script)
    assert text == "token_refused: bad [secret]"


def test_a_connection_cut_in_the_login_is_tried_later(ca):
    script = imap_script(
        b"IMAP4rev1 AUTH=XOAUTH2", answers=[(rb"AUTHENTICATE .*", CLOSE)]
    )
    assert refusal(RetryLater, ca, "imaps", script).startswith("connection_lost")
    script = pop3([(rb"[A-Za-z0-9+/=]{20,}", CLOSE)])
    assert refusal(RetryLater, ca, "pop3s", script).startswith("connection_lost")


@pytest.mark.parametrize("protocol", ["imaps", "pop3s"])
def test_a_server_without_tokens_never_gets_one(ca, protocol):
    script = imap_script() if protocol == "imaps" else pop3_script()
    seen = []
    text = refusal(FixSettings, ca, protocol, script, seen)
    assert text.startswith("login_unsupported: the server offers neither XOAUTH2")
    assert not [line for line in seen if b"AUTH" in line]


def test_a_server_silent_at_the_token_is_tried_later(ca):
    script = imap_script(b"IMAP4rev1 AUTH=XOAUTH2", [(rb"AUTHENTICATE .*", b"")])
    assert refusal(RetryLater, ca, "imaps", script, timeout=1).startswith("timed_out")


def test_a_challenge_that_is_no_base64_is_a_protocol_error(ca):
    script = imap_script(b"IMAP4rev1 AUTH=XOAUTH2", [(rb"AUTHENTICATE .*", b"+ a")])
    assert refusal(RetryLater, ca, "imaps", script) == "protocol_error: Error"
