"""The words of a login by token: XOAUTH2, OAUTHBEARER and their refusals."""

import json
from base64 import b64decode, b64encode

import pytest

from tools.errors import FixSettings, ReconnectNeeded, RetryLater
from tools.transport import BearerCredential, MailboxSettings, open_session
from tools.transport.sasl import (
    BearerExchange,
    bearer_mechanism,
    challenge_text,
    decoded,
)
from tools.transport.wire_failures import token_refusal

TOKEN = "ya29.token-of-alice"


def test_a_credential_never_shows_its_token():
    settings = MailboxSettings("imaps", "h", 993, "u", BearerCredential(TOKEN))
    assert TOKEN not in repr(settings)
    assert repr(settings.credential) == "BearerCredential()"


@pytest.mark.parametrize(
    ("offered", "mechanism"),
    [
        (["PLAIN", "XOAUTH2", "OAUTHBEARER"], "XOAUTH2"),
        (["OAUTHBEARER", "XOAUTH2"], "XOAUTH2"),
        (["PLAIN", "OAUTHBEARER"], "OAUTHBEARER"),
    ],
)
def test_the_standard_mechanism_is_for_whoever_has_nothing_else(offered, mechanism):
    assert bearer_mechanism(offered) == mechanism


def test_a_server_without_tokens_is_named_as_such():
    with pytest.raises(FixSettings) as caught:
        bearer_mechanism(["PLAIN", "LOGIN"])
    assert str(caught.value) == (
        "login_unsupported: the server offers neither XOAUTH2 nor OAUTHBEARER"
    )


@pytest.mark.parametrize(
    ("mechanism", "user", "words"),
    [
        ("XOAUTH2", "a@b.c", b"user=a@b.c\1auth=Bearer tok\1\1"),
        ("OAUTHBEARER", "a@b.c", b"n,a=a@b.c,\1auth=Bearer tok\1\1"),
        ("OAUTHBEARER", "a=b,c", b"n,a=a=3Db=2Cc,\1auth=Bearer tok\1\1"),
        ("XOAUTH2", "ä@b.c", b"user=\xc3\xa4@b.c\1auth=Bearer tok\1\1"),
    ],
)
def test_the_first_words_are_those_of_the_mechanism(mechanism, user, words):
    exchange = BearerExchange(mechanism, user, "tok")
    assert exchange.answer(b"") == words


@pytest.mark.parametrize(
    ("mechanism", "last"), [("XOAUTH2", b""), ("OAUTHBEARER", b"\1")]
)
def test_a_refusal_is_answered_and_kept_without_the_token(mechanism, last):
    exchange = BearerExchange(mechanism, "a", TOKEN)
    exchange.answer(b"")
    said = {"status": "401", "scope": f"mail {TOKEN}", "hint": "hidden"}
    assert exchange.answer(json.dumps(said).encode()) == last
    assert exchange.challenge == "status 401, scope mail [secret]"


def test_pop3_has_the_same_words_in_base64():
    exchange = BearerExchange("OAUTHBEARER", "a", TOKEN)
    assert b64decode(exchange.line("")) == f"n,a=a,\1auth=Bearer {TOKEN}\1\1".encode()
    challenge = b64encode(b'{"status":"invalid_token"}').decode()
    assert exchange.line(challenge) == "AQ=="
    assert exchange.challenge == "status invalid_token"


def test_what_might_be_quoted_back_is_known():
    exchange = BearerExchange("XOAUTH2", "a", TOKEN)
    assert exchange.secrets == [TOKEN, b64encode(exchange.answer(b"")).decode()]


@pytest.mark.parametrize("token", ["", "two words", "tök", "a\1b", "a\r\nb"])
def test_a_token_that_would_change_the_words_is_refused(token):
    with pytest.raises(FixSettings) as caught:
        BearerExchange("XOAUTH2", "a", token)
    assert str(caught.value) == "login_unsupported: a token is printable ASCII"


@pytest.mark.parametrize("user", ["a\1auth=Bearer x", "a\0b", "a\r\nb"])
def test_a_user_name_that_would_change_the_words_is_refused(user):
    with pytest.raises(FixSettings) as caught:
        BearerExchange("XOAUTH2", user, TOKEN)
    assert caught.value.code == "login_unsupported"


@pytest.mark.parametrize(
    "challenge", [b"", b"\xff", b"[1]", b"7", b'{"status": 401}', b"[" * 100_000]
)
def test_any_challenge_gives_a_text(challenge):
    assert challenge_text(challenge) == ""


@pytest.mark.parametrize("line", ["", "a", "ä", "====", "not base64"])
def test_any_line_gives_bytes(line):
    assert isinstance(decoded(line), bytes)


@pytest.mark.parametrize(
    ("said", "kind", "text"),
    [
        (
            "[AUTHENTICATIONFAILED] no",
            ReconnectNeeded,
            "token_refused: [AUTHENTICATIONFAILED] no (status 401)",
        ),
        ("[UNAVAILABLE] later", RetryLater, "login_unavailable: [UNAVAILABLE] later"),
        (
            "-ERR [SYS/TEMP] later",
            RetryLater,
            "login_unavailable: -ERR [SYS/TEMP] later",
        ),
        ("[LIMIT] many", RetryLater, "too_many_connections: [LIMIT] many"),
        ("[PRIVACYREQUIRED] tls", FixSettings, "clear_text_refused"),
    ],
)
def test_a_refused_token_is_read_by_its_code(said, kind, text):
    error = token_refusal(said, "status 401")
    assert type(error) is kind
    assert str(error).startswith(text)


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_a_token_never_goes_in_the_clear(protocol):
    # Port 1 has no server: the refusal comes before any connection.
    settings = MailboxSettings(protocol, "127.0.0.1", 1, "u", BearerCredential(TOKEN))
    with pytest.raises(FixSettings) as caught:
        open_session(settings)
    assert str(caught.value) == f"token_needs_tls: {protocol}"
