"""What servers say when they say no: each recorded refusal, and hostile ones."""

import time
from datetime import timedelta

import pytest
from peers.recorded_refusals import recorded
from peers.scripted import ScriptedServer, imap_script
from sessions_kit import imap_session

from tools.errors import FixSettings, MailboxError, RetryLater
from tools.transport.asked_pause import LONGEST_PAUSE, SHORTEST_PAUSE, asked_pause
from tools.transport.refusals import REFUSALS, Place, readable, refusal_at
from tools.transport.wire_failures import (
    greeting_refusal,
    login_refusal,
    response_code,
    token_refusal,
)

RECORDED = recorded()
READERS = {
    "greeting": greeting_refusal,
    "password": login_refusal,
    "token": lambda words: token_refusal(words, ""),
}
PLACES = {"folder": Place.FOLDER, "sender": Place.SENDING}


def read(refusal) -> MailboxError | None:
    """What its words mean; None where they say nothing that is known."""
    if refusal.way == "smtp" and refusal.at == "greeting":
        return refusal_at(Place.SENDING, refusal.words)
    if refusal.at in READERS and refusal.words.startswith("* BYE"):
        return greeting_refusal(refusal.words)
    if refusal.at in READERS:
        return READERS[refusal.at](refusal.words)
    return refusal_at(PLACES.get(refusal.at, Place.COMMAND), refusal.words)


# What the caller makes of words that say nothing that is known.
UNKNOWN = {"messages_refused", "greeting_refused", "sender_refused"}


@pytest.mark.parametrize("refusal", RECORDED, ids=lambda refusal: refusal.name)
def test_a_recorded_refusal_is_what_it_means(refusal):
    error = read(refusal)
    if error is None:
        assert refusal.code in UNKNOWN
        return
    assert (type(error).__name__, error.code) == (refusal.kind, refusal.code)
    assert error.pause == refusal.pause


def test_at_least_sixty_refusals_are_recorded():
    assert len({refusal.lines for refusal in RECORDED}) >= 60
    assert len({refusal.provider for refusal in RECORDED}) >= 15


def test_only_what_is_said_of_a_token_asks_for_a_new_consent():
    asked = {refusal.at for refusal in RECORDED if refusal.kind == "ReconnectNeeded"}
    assert asked == {"token"}
    assert {row.kind for row in REFUSALS} == {RetryLater, FixSettings}


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: row.says.pattern[:60])
def test_each_row_is_met_by_a_recorded_refusal_or_by_words_of_a_standard(row):
    standard = "[LIMIT] [SERVERBUG] conditional access"
    assert any(row.says.search(refusal.words) for refusal in RECORDED) or (
        row.says.search(standard)
    )


# --- the time that is asked for


@pytest.mark.parametrize(
    ("words", "pause"),
    [
        ("Suggested Backoff Time: 299910 milliseconds", timedelta(minutes=5)),
        ("Suggested Backoff Time: 7 milliseconds", SHORTEST_PAUSE),
        ("Suggested Backoff Time: 999999999999 milliseconds", LONGEST_PAUSE),
        ("at least 1 minute apart", timedelta(minutes=1)),
        ("wait 90 SECONDS", timedelta(minutes=2)),
        ("in 2 hours", timedelta(hours=2)),
        ("in 3 days", LONGEST_PAUSE),
        ("in 15 Minuten", timedelta(minutes=15)),
        ("dans 2 heures", timedelta(hours=2)),
        ("请在 15 分钟后再试", timedelta(minutes=15)),
        ("mail_max_userip_connections=10", None),
        ("Backoff Time: soon", None),
        ("[host1:2020-06-11 13:56:19]", None),
        ("", None),
    ],
)
def test_the_time_that_words_name_is_read_within_bounds(words, pause):
    assert asked_pause(words) == pause


def test_throttling_without_a_time_has_the_usual_one():
    error = refusal_at(Place.COMMAND, "Request is throttled.")
    assert error.pause == timedelta(minutes=5)


# --- words of any length, with any characters


@pytest.mark.parametrize(
    "words",
    [
        "",
        "\0\x1b[31m\r\n\x7f" * 50_000,
        "[A " * 300_000,
        "too many " + "a " * 500_000,
        "mailbox " * 200_000,
        "limit " * 200_000,
        "ü" * 1_000_000,
        "\ud800 lone surrogate",
        "9" * 1_000_000 + " milliseconds throttled",
    ],
    ids=lambda words: words[:12],
)
@pytest.mark.parametrize("place", Place)
def test_hostile_words_have_an_answer_in_no_time(place, words):
    begin = time.process_time()
    error = refusal_at(place, words)
    response_code(words)
    asked_pause(readable(words))
    assert time.process_time() - begin < 0.2
    if error:
        assert len(error.detail) <= 300 and error.detail.isprintable()


def test_control_characters_hide_no_words():
    error = refusal_at(Place.PASSWORD, "Too\tmany\r\n simultaneous\v connections")
    assert str(error) == "too_many_connections: Too many simultaneous connections"


def test_utf_8_that_pop3_hands_on_byte_by_byte_is_read_and_shown():
    said = "-ERR Dienst vorübergehend gestört".encode().decode("latin-1")
    assert str(login_refusal(said)) == (
        "login_unavailable: -ERR Dienst vorübergehend gestört"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Der Dienst ist vorübergehend gestört.",
        "Bitte versuchen Sie es später noch einmal.",
        "Service temporairement indisponible",
        "Inténtelo más tarde",
        "Probeer het later opnieuw",
        "系统繁忙，请稍后再试",
    ],
)
def test_hosters_that_say_so_in_their_language_are_tried_later(words):
    errors = (login_refusal(words), token_refusal(words, ""))
    assert {error.code for error in errors} == {"login_unavailable"}


def test_bytes_in_another_charset_are_shown_as_they_are():
    assert readable("Kennwort ungültig") == "Kennwort ungültig"


# --- what must not be taken for something else


@pytest.mark.parametrize(
    "words",
    [
        "[AUTHENTICATIONFAILED] Authentication failed.",
        "Your temporary password is not accepted here",
        "Login fail. Account is abnormal, service is not open, password is incorrect, "
        "login frequency limited, or system is busy.",
        "invalid credentials or IMAP is disabled",
    ],
)
def test_a_wrong_password_is_no_limit(words):
    assert login_refusal(words).code == "login_refused"
    assert token_refusal(words, "").code == "token_refused"


@pytest.mark.parametrize(
    "words",
    [
        "Server is undergoing maintenance",
        "-ERR mail system under maintenance",
        "Der Server ist wegen Wartungsarbeiten nicht erreichbar",
        "[ALERT] Backend error",
        "authentication backend unavailable",
        "Service is currently unavailable",
        "Account temporarily locked, try later",
        "Internal authentication failure",
    ],
)
def test_a_server_in_trouble_is_no_wrong_password(words):
    errors = (login_refusal(words), token_refusal(words, ""))
    assert {error.code for error in errors} == {"login_unavailable"}


@pytest.mark.parametrize(
    "words",
    [
        "Your account has been suspended",
        "-ERR account locked",
        "This mailbox is disabled",
        "535 5.7.8 User has been blocked",
        "Your account was deactivated.",
        "account is not active",
        "525 5.7.13 who knows",
        "Disabled account",
    ],
)
def test_an_account_that_is_locked_is_the_administrators_matter(words):
    errors = (login_refusal(words), token_refusal(words, ""))
    assert {error.code for error in errors} == {"administrator_needed"}


def test_over_tls_a_server_that_refuses_clear_text_takes_no_password_at_all():
    error = login_refusal("[PRIVACYREQUIRED] no", secured=True)
    assert str(error) == "password_login_ended: [PRIVACYREQUIRED] no"
    assert error.is_quoted


def test_a_full_mailbox_passes_by_itself_at_no_reply_code():
    for words in ("452 4.2.2 Over quota", "552 5.2.2 Over quota"):
        error = refusal_at(Place.SENDING, words)
        assert (type(error), error.code) == (FixSettings, "mailbox_full")


def test_a_challenge_says_what_is_wrong_with_a_token():
    assert str(token_refusal("SASL authentication failed", "status 400")) == (
        "token_refused: SASL authentication failed (status 400)"
    )


def test_a_single_message_that_is_refused_is_no_trouble_of_the_mailbox():
    for words in ("System I/O error", "[SERVERBUG] Internal error"):
        assert refusal_at(Place.COMMAND, words) is None


def test_a_single_message_that_is_being_scanned_will_be_handed_out():
    said = "The message is being scanned, please try again later."
    assert type(refusal_at(Place.COMMAND, said)) is RetryLater


def test_a_good_answer_with_a_word_of_throttling_is_a_good_answer():
    listed = b"* 1 FETCH (UID 5 RFC822.SIZE 9 FLAGS ())\r\n"
    throttled = b"{tag} OK [THROTTLED] Success"
    script = imap_script(count=1, answers=[(rb"FETCH .*", listed + throttled)])
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert [message.size for message in session.list_messages()] == [9]
