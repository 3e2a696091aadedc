"""A mail server's code and words become one reason that people understand."""

import pytest

from tools.bounces.delivery_failure import CODES, failure_code
from tools.mail.dsn import Recipient


def recipient(status="", diagnostic=""):
    return Recipient("a@b.example", "", "failed", status, diagnostic)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("5.2.2", "mailbox_full"),
        ("4.2.2", "mailbox_full"),
        ("5.1.1", "unknown_user"),
        ("5.2.1", "disabled"),
        ("5.1.2", "domain_unknown"),
        ("5.1.10", "domain_unknown"),
        ("5.1.3", "bad_address"),
        ("5.3.4", "too_large"),
        ("5.2.3", "too_large"),
        ("5.7.1", "refused"),
        ("5.7.509", "refused"),
        ("4.4.7", "expired"),
        ("4.4.1", "no_connection"),
        ("5.4.6", "loop"),
        ("5.3.0", "server_trouble"),
        ("5.6.0", "content_refused"),
        ("5.0.0", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_code_alone(status, code):
    assert failure_code(recipient(status)) == code
    assert code in CODES


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("552 Quota exceeded", "mailbox_full"),
        ("550 Requested action not taken: mailbox unavailable", "unknown_user"),
        ("550 No such user here", "unknown_user"),
        ("550 RCPT: this account has been disabled", "disabled"),
        ("552 Message size exceeds maximum permitted", "too_large"),
        ("554 rejected by our spam filter", "refused"),
        ("554 too many hops", "loop"),
        ("connect to mx.b.example: Connection timed out", "expired"),
        ("Host or domain name not found", "domain_unknown"),
        ("something happened", "unknown"),
    ],
)
def test_the_words_where_the_code_says_nothing(words, code):
    assert failure_code(recipient("5.0.0", words)) == code


def test_an_exact_code_wins_over_words():
    assert failure_code(recipient("5.2.2", "550 user unknown")) == "mailbox_full"


def test_words_win_over_a_code_that_says_only_where():
    assert failure_code(recipient("5.3.0", "552 over quota")) == "mailbox_full"
