"""Bounded pieces, dates of headers, and what failures mean: pure functions."""

import socket
import ssl
from datetime import datetime, timedelta, timezone

import pytest

from tools.errors import FixSettings, RetryLater
from tools.transport.arrival_date import arrival_date, utc
from tools.transport.chunks import bounded, runs
from tools.transport.tls import tls_context
from tools.transport.wire_failures import login_refusal, network_error, response_code


def test_a_message_larger_than_the_bound_goes_alone():
    sizes = {1: 10, 2: 500, 3: 10, 4: 10}
    assert list(bounded([1, 2, 3, 4], sizes, 10, 100)) == [[1], [2], [3, 4]]


def test_a_piece_is_bounded_by_bytes():
    assert list(bounded([1, 2, 3], {1: 50, 2: 50, 3: 1}, 10, 100)) == [[1, 2], [3]]


def test_a_piece_is_bounded_by_count():
    assert list(bounded([1, 2, 3], {}, 2, 100)) == [[1, 2], [3]]


def test_nothing_gives_no_piece():
    assert list(bounded([], {}, 2, 100)) == []
    assert list(runs([], 2)) == []


def test_runs_keep_the_order():
    assert list(runs([3, 1, 2], 2)) == [[3, 1], [2]]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            b"Received: by a; Tue, 3 Feb 2026 10:00:00 +0100\r\n"
            b"Received: by b; Mon, 2 Feb 2026 10:00:00 +0100\r\n"
            b"Date: Sun, 1 Feb 2026 10:00:00 +0100\r\n\r\n",
            datetime(2026, 2, 3, 9, tzinfo=timezone.utc),
        ),
        (
            b"Received: nonsense\r\nDate: Sun, 1 Feb 2026 10:00:00 -0000\r\n\r\n",
            datetime(2026, 2, 1, 10, tzinfo=timezone.utc),
        ),
        (b"Date: \xff\xfe\r\n\r\n", None),
        (b"Date: Mon, 99 Xyz 99999 99:99:99 +9999\r\n\r\n", None),
        (b"Date: Fri, 31 Dec 9999 23:00:00 -1400\r\n\r\n", None),
        (
            b"Received: by a; Thu, 1 Jan 1970 00:00:00 +0000\r\n"
            b"Date: Sun, 1 Feb 2026 10:00:00 +0000\r\n\r\n",
            datetime(2026, 2, 1, 10, tzinfo=timezone.utc),
        ),
        (b"", None),
    ],
)
def test_the_arrival_is_the_newest_received_else_the_date(head, expected):
    assert arrival_date(head) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (datetime(2026, 2, 1, 10), datetime(2026, 2, 1, 10, tzinfo=timezone.utc)),
        (
            datetime(2026, 2, 1, 10, tzinfo=timezone(timedelta(hours=-14))),
            datetime(2026, 2, 2, tzinfo=timezone.utc),
        ),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-14))), None),
    ],
)
def test_a_date_of_a_server_is_told_in_utc(date, expected):
    assert utc(date) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[INUSE] x", "INUSE"),
        ("-ERR [SYS/TEMP] x", "SYS/TEMP"),
        ("NO [ALERT x] y", "ALERT"),
        ("Temporary [vm:123]", ""),
        ("", ""),
    ],
)
def test_the_response_code_is_found_in_what_the_libraries_pass_on(text, code):
    assert response_code(text) == code


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[UNAVAILABLE] Temporary", "RetryLater login_unavailable"),
        ("-ERR [SYS/TEMP] x", "RetryLater login_unavailable"),
        ("-ERR [IN-USE] x", "RetryLater mailbox_in_use"),
        ("-ERR [LOGIN-DELAY] x", "RetryLater throttled"),
        ("[INUSE] x", "RetryLater mailbox_in_use"),
        ("[THROTTLED] x", "RetryLater throttled"),
        ("-ERR maildrop already locked", "RetryLater mailbox_in_use"),
        ("[LIMIT] x", "RetryLater too_many_connections"),
        ("[PRIVACYREQUIRED] x", "FixSettings clear_text_refused"),
        ("[AUTHENTICATIONFAILED] x", "FixSettings login_refused"),
        ("-ERR [AUTH] x", "FixSettings login_refused"),
        ("-ERR account locked", "FixSettings administrator_needed"),
        ("no reason given", "FixSettings login_refused"),
    ],
)
def test_what_is_said_tells_a_wrong_password_from_a_tired_server(text, error):
    found = login_refusal(text)
    assert f"{type(found).__name__} {found.code}" == error
    assert found.detail == text


@pytest.mark.parametrize(
    ("failure", "kind", "code"),
    [
        (socket.gaierror(-2, "unknown"), RetryLater, "host_unknown"),
        (ConnectionRefusedError(111, "refused"), RetryLater, "port_closed"),
        (TimeoutError("timed out"), RetryLater, "timed_out"),
        (ConnectionResetError(104, "reset"), RetryLater, "connection_lost"),
        (OSError(107, "not connected"), RetryLater, "connection_lost"),
        (OSError(113, "No route to host"), RetryLater, "unreachable"),
        (ssl.SSLEOFError(8, "EOF"), RetryLater, "connection_lost"),
        (ssl.SSLError(1, "wrong version"), FixSettings, "tls_failed"),
        (UnicodeError("label too long"), FixSettings, "host_invalid"),
        (OverflowError("port must be 0-65535"), FixSettings, "host_invalid"),
    ],
)
def test_a_failure_to_connect_says_what_to_do(failure, kind, code):
    error = network_error(failure, connecting=True)
    assert (type(error), error.code) == (kind, code)
    assert error.detail == str(failure)


@pytest.mark.parametrize("failure", [ssl.SSLError(1, "bad mac"), OSError(5, "io")])
def test_the_same_failure_later_is_a_lost_connection(failure):
    assert network_error(failure, connecting=False).code == "connection_lost"


def test_every_context_verifies_certificate_and_host_name():
    context = tls_context(None)
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname is True
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("pem", ["nonsense", "häßlich"])
def test_an_authority_that_is_no_certificate_is_named(pem):
    with pytest.raises(FixSettings) as caught:
        tls_context(pem)
    assert caught.value.code == "authority_invalid"
    assert "cadata" in caught.value.detail
