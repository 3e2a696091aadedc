"""The one way by which authorities are asked, and what it does not let through."""

import logging
import socket
import ssl
import threading

import pytest
import requests
from authorities_kit import SECRET, AnsweringServer, client
from peers.authority_ca import authority

from tools.errors import FixSettings, RetryLater
from tools.oauth import GoogleAuthority, HttpOptions, StandardAuthority
from tools.oauth.provider_addresses import check_address, check_url, https_host
from tools.oauth.provider_http import ANSWER_BYTES, guard

TOKEN = {"access_token": "acc-ess-token", "token_type": "Bearer", "expires_in": 60}


@pytest.fixture(scope="module")
def ca(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("ca"))


def refused(kind, server, **changes):
    with server, pytest.raises(kind) as caught:
        server.ask(**changes)
    return str(caught.value)


# --- addresses


@pytest.mark.parametrize(
    "url",
    ["http://h/token", "ftp://h/token", "https:///token", "//h/token", "", "token"]
    + ["https://user:pw@h/token", "https://h/token#x", "https://h/a b", "https://["]
    + ["https://h:99999/token"],
)
def test_only_a_plain_https_address_is_one(url):
    with pytest.raises(FixSettings) as caught:
        https_host(url)
    assert caught.value.code == "authority_url_refused"


def test_an_error_never_quotes_a_query():
    with pytest.raises(FixSettings) as caught:
        https_host("http://h/token?secret=hush")
    assert str(caught.value) == (
        "authority_url_refused: not an https address: http://h/token"
    )


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "::1", "fd12::1"]
    + ["::ffff:10.0.0.1", "100.64.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)
def test_a_private_address_is_asked_only_where_allowed(address):
    check_address(address, allow_private=True)
    with pytest.raises(FixSettings) as caught:
        check_address(address, allow_private=False)
    assert "is a private address" in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "fe80::1%eth0"]
    + ["fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192"]
    + ["64:ff9b::a9fe:a9fe", "0.0.0.0", "::", "224.0.0.1", "ff02::1"],
)
@pytest.mark.parametrize("allow_private", [True, False])
def test_a_metadata_service_is_never_asked(address, allow_private):
    with pytest.raises(FixSettings) as caught:
        check_address(address, allow_private)
    assert caught.value.code == "authority_url_refused"


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_address_may_be_asked(address):
    check_address(address, allow_private=False)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "localhost", "127.1"])
def test_a_host_is_known_by_its_address_not_by_its_spelling(host):
    with pytest.raises(FixSettings) as caught:
        check_url(f"https://{host}/token", allow_private=False)
    assert "is a private address" in str(caught.value)


def test_a_host_without_an_address_is_tried_later():
    with pytest.raises(RetryLater) as caught:
        check_url("https://login.invalid/token", allow_private=False)
    assert str(caught.value).startswith("authority_unreachable: login.invalid: ")


@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".test"])
def test_a_malformed_host_is_an_error_of_ours(host):
    with pytest.raises(RetryLater):
        check_url(f"https://{host}/token", allow_private=False)


def test_one_private_address_among_several_is_enough(monkeypatch):
    found = [(0, 0, 0, "", ("8.8.8.8", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    with pytest.raises(FixSettings) as caught:
        check_url("https://h/token", allow_private=False)
    assert str(caught.value) == "authority_url_refused: 10.0.0.1 is a private address"


def test_a_name_that_changes_after_the_check_gets_nothing(ca, monkeypatch):
    # DNS rebinding: public when looked at, this host when connected to.
    monkeypatch.setattr(
        "tools.oauth.provider_http.check_url", lambda *_args, **_kwargs: None
    )
    server = AnsweringServer(ca, body=TOKEN)
    text = refused(FixSettings, server, allow_private=False)
    assert text == "authority_url_refused: 127.0.0.1 is a private address"
    assert server.seen == []


@pytest.mark.parametrize("which", ["auth_url", "token_url"])
@pytest.mark.parametrize("adapter", [StandardAuthority, GoogleAuthority])
def test_both_addresses_have_to_be_https(which, adapter):
    wrong = client(**{which: "http://login.example.test/x"})
    with pytest.raises(FixSettings) as caught:
        adapter().begin(wrong, None, "s" * 43, "v" * 43)
    assert caught.value.code == "authority_url_refused"


# --- answers


def test_a_good_answer_gives_a_token(ca):
    with AnsweringServer(ca, body=TOKEN) as server:
        granted = server.ask()
    assert granted.access_token == "acc-ess-token"


@pytest.mark.parametrize(
    ("status", "body", "text"),
    [
        (200, b"<html>", "HTTP 200, not an answer of OAuth"),
        (200, b"", "HTTP 200, not an answer of OAuth"),
        (200, b"[1]", "HTTP 200, not an answer of OAuth"),
        (200, b"[" * 100_000, "HTTP 200, not an answer of OAuth"),
        (200, b"{}", "MissingTokenError"),
        (200, b'{"access_token": 7}', "an answer without a token"),
        (400, b"<html>", "HTTP 400, not an answer of OAuth"),
        (500, b"<html>", "HTTP 500"),
        (429, b'{"error": "invalid_grant"}', "invalid_grant"),
        (200, b"x" * (ANSWER_BYTES + 1), "HTTP 200, not an answer of OAuth"),
    ],
)
def test_what_is_no_answer_is_tried_later(ca, status, body, text):
    found = refused(RetryLater, AnsweringServer(ca, status, body))
    assert found == f"authority_unavailable: {text}"


def test_an_error_in_a_good_answer_is_one(ca):
    body = {"error": "invalid_scope", "error_description": "no such scope"}
    text = refused(FixSettings, AnsweringServer(ca, 200, body))
    assert text == "scope_refused: invalid_scope: no such scope"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(ca, status):
    with AnsweringServer(ca, body=TOKEN) as other:
        away = {"Location": f"{other.url}/token"}
        text = refused(FixSettings, AnsweringServer(ca, status, headers=away))
    assert text == f"authority_url_refused: HTTP {status}"
    assert other.seen == []


def test_a_secret_is_encoded_as_the_standard_wants_it_and_tried_in_the_body(ca):
    server = AnsweringServer(ca, 401, {"error": "invalid_client"})
    text = refused(FixSettings, server)
    assert text == "client_refused: invalid_client"
    first, second = server.seen
    pair = requests.auth._basic_auth_str("our-app", "client-secret%2Fof%2Bours")
    assert first[2]["Authorization"] == pair
    assert b"client_secret=client-secret%2Fof%2Bours" in second[3]
    assert second[2]["Authorization"] is None


def test_a_secret_that_is_quoted_back_is_not_shown(ca):
    body = {"error": "invalid_client", "error_description": f"bad secret {SECRET}"}
    text = refused(FixSettings, AnsweringServer(ca, 401, body))
    assert text == "client_refused: invalid_client: bad secret [secret]"


# --- the connection


def test_an_unknown_authority_is_not_trusted(ca):
    text = refused(FixSettings, AnsweringServer(ca), ca_pem=None)
    assert text.startswith("tls_untrusted: self-signed certificate")


def test_only_the_named_authority_is_trusted(ca, tmp_path):
    stranger = authority(tmp_path / "other").pem
    text = refused(FixSettings, AnsweringServer(ca), ca_pem=stranger)
    assert text.startswith("tls_untrusted:")


def test_a_certificate_of_another_host_is_not_trusted(tmp_path):
    other = authority(tmp_path / "other", ("login.example.test",))
    text = refused(FixSettings, AnsweringServer(other))
    assert text.startswith("tls_untrusted: Hostname mismatch")


def test_the_named_authority_has_to_be_a_certificate(ca):
    text = refused(FixSettings, AnsweringServer(ca), ca_pem="nonsense")
    assert text.startswith("authority_invalid")


def test_the_environment_does_not_decide_whom_to_trust(ca, tmp_path, monkeypatch):
    stranger = authority(tmp_path / "other")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(stranger.ca))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    (tmp_path / "netrc").write_text("machine localhost login x password y\n")
    with AnsweringServer(ca, body=TOKEN) as server:
        server.ask()
        with guard(requests.Session(), server.options()) as session:
            session.get(server.url)
    assert server.seen[1][2]["Authorization"] is None


def test_a_certificate_is_verified_whatever_a_library_says(ca):
    with (
        AnsweringServer(ca) as server,
        guard(
            requests.Session(), HttpOptions(allow_private=True, timeout=5)
        ) as session,
    ):
        with pytest.raises(requests.exceptions.SSLError):
            session.get(server.url, verify=False)


def test_clear_text_has_no_way_out(ca):
    with guard(requests.Session(), HttpOptions(ca.pem, True)) as session:
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get("http://127.0.0.1:1/")


def test_a_silent_authority_times_out():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        asked = StandardAuthority(HttpOptions(allow_private=True, timeout=0.3))
        with pytest.raises(RetryLater) as caught:
            asked.client_credentials(client(f"https://localhost:{port}"))
    assert caught.value.code == "authority_unreachable"


def test_a_closed_port_is_tried_later():
    asked = StandardAuthority(HttpOptions(allow_private=True, timeout=5))
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(RetryLater) as caught:
            asked.client_credentials(client(f"https://localhost:{port}"))
    assert str(caught.value) == "authority_unreachable: Connection refused"


def test_a_clear_text_port_is_a_matter_of_settings(ca):
    with socket.create_server(("127.0.0.1", 0)) as plain:
        port = plain.getsockname()[1]

        def answer():
            connection, _peer = plain.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        asked = StandardAuthority(HttpOptions(allow_private=True, timeout=5))
        with pytest.raises(FixSettings) as caught:
            asked.client_credentials(client(f"https://localhost:{port}"))
        thread.join()
    assert caught.value.code == "tls_failed"


def test_the_libraries_write_no_secrets_whatever_the_level(ca, caplog):
    loggers = ["", "requests_oauthlib", "requests_oauthlib.oauth2_session", "oauthlib"]
    for name in [*loggers, "oauthlib.oauth2.rfc6749.parameters", "urllib3"]:
        caplog.set_level(logging.DEBUG, logger=name)
    with AnsweringServer(ca, body=TOKEN) as server:
        server.ask()
    assert "urllib3" in caplog.text  # something was listened to
    for secret in (SECRET, "client-secret", "acc-ess-token"):
        assert secret not in caplog.text


def test_at_least_tls_1_2_is_spoken():
    with guard(requests.Session(), HttpOptions()) as session:
        context = session.get_adapter("https://h")._context
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.verify_mode == ssl.CERT_REQUIRED
