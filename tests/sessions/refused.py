"""Connections that must not come about, and what their errors say."""

import socket

import pytest
from peers.authority_ca import authority
from peers.fault_proxy import FaultProxy, Rule
from wire_kit import WAYS

from tools.errors import FixSettings, RetryLater
from tools.transport import PasswordCredential

every_way = pytest.mark.parametrize("way", WAYS)
tls_ways = pytest.mark.parametrize(
    "way", [w for w in WAYS if w not in ("imap", "pop3")]
)
other_ways = pytest.mark.parametrize("way", ["imaps", "pop3s"])
clear_ways = pytest.mark.parametrize("way", ["imap", "pop3"])


def refusal(kind, wire, way, **changes):
    with pytest.raises(kind) as caught:
        wire.open(way, **changes)
    return caught.value


@tls_ways
def test_a_server_of_an_unknown_authority_is_not_trusted(wire, way):
    error = refusal(FixSettings, wire, way, ca_pem=None)
    assert str(error) == "tls_untrusted: self-signed certificate in certificate chain"


@tls_ways
def test_only_the_named_authority_is_trusted(wire, way, tmp_path):
    stranger = authority(tmp_path / "other").pem
    error = refusal(FixSettings, wire, way, ca_pem=stranger)
    assert error.code == "tls_untrusted"


@every_way
def test_an_ip_address_is_a_host_like_any_other(wire, way):
    with wire.open(way, host="127.0.0.1") as session:
        assert session.list_messages() == []


@every_way
def test_a_wrong_password_is_named_as_such(wire, way):
    credential = PasswordCredential("not-the-password")
    error = refusal(FixSettings, wire, way, credential=credential)
    assert error.code == "login_refused"
    assert any(words in error.detail for words in wire.server.wrong_password)
    assert "not-the-password" not in repr(error)


@every_way
def test_a_closed_port_is_named_as_such(wire, way):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        error = refusal(RetryLater, wire, way, host="127.0.0.1", port=port)
    assert str(error) == "port_closed: [Errno 111] Connection refused"


@every_way
def test_an_unknown_host_is_named_as_such(wire, way):
    error = refusal(RetryLater, wire, way, host="mail.invalid")
    assert error.code == "host_unknown"


@every_way
@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".test"])
def test_a_malformed_host_is_a_matter_of_settings(wire, way, host):
    assert refusal(FixSettings, wire, way, host=host).code == "host_invalid"


@other_ways
def test_tls_to_a_clear_port_is_a_matter_of_settings(wire, way):
    port = getattr(wire.server, way.removesuffix("s"))
    assert refusal(FixSettings, wire, way, port=port).code == "tls_failed"


@clear_ways
def test_clear_text_to_a_tls_port_is_a_matter_of_settings(wire, way):
    port = getattr(wire.server, way + "s")
    error = refusal(FixSettings, wire, way, port=port, timeout=0.5)
    assert str(error) == "tls_expected: timed out"


def test_pop3_spoken_to_an_imap_port_is_a_matter_of_settings(wire):
    port = wire.server.imap
    error = refusal(FixSettings, wire, "pop3", port=port)
    assert error.code == "protocol_error"
    assert error.detail.startswith("* OK ")


def test_imap_spoken_to_a_pop3_port_is_a_matter_of_settings(wire):
    error = refusal(FixSettings, wire, "imap", port=wire.server.pop3)
    assert str(error) == "protocol_error: the greeting is not that of IMAP"


@clear_ways
def test_a_server_that_hangs_times_out(wire, way):
    with FaultProxy(getattr(wire.server, way)) as proxy:
        proxy.rules.append(Rule(on="connect", do="hang", times=2))
        error = refusal(RetryLater, wire, way, port=proxy.port, timeout=0.3)
    assert str(error) == "timed_out: timed out"


@other_ways
def test_a_server_that_hangs_in_the_handshake_times_out(wire, way):
    with FaultProxy(getattr(wire.server, way)) as proxy:
        proxy.rules.append(Rule(on="connect", do="hang"))
        error = refusal(RetryLater, wire, way, port=proxy.port, timeout=0.3)
    assert error.code == "timed_out"
    assert "handshake operation timed out" in error.detail


@every_way
def test_a_connection_reset_in_the_first_answer_is_tried_later(wire, way):
    with FaultProxy(getattr(wire.server, WAYS[way][1])) as proxy:
        proxy.rules.append(Rule(on="bytes", do="cut", after=1, times=2))
        error = refusal(RetryLater, wire, way, port=proxy.port)
    assert error.code == "connection_lost"


@pytest.mark.parametrize("way", ["imap+starttls", "pop3+stls"])
def test_a_stripped_starttls_never_sends_the_password(wire, way):
    with FaultProxy(getattr(wire.server, WAYS[way][1])) as proxy:
        reply = b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"
        proxy.rules.append(Rule(on=rb"CAPABILITY", do="reply", data=reply, times=9))
        proxy.rules.append(Rule(on=rb"CAPA\b", do="reply", data=b"+OK\r\n.\r\n"))
        error = refusal(FixSettings, wire, way, port=proxy.port)
        seen = b" ".join(proxy.seen)
    assert str(error) == "starttls_missing"
    assert b"LOGIN" not in seen and b"AUTH" not in seen and b"USER" not in seen
