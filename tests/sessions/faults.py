"""Connections that break in the middle, between us and a real server."""

import pytest
from peers.fault_proxy import FaultProxy, Rule
from wire_kit import mail

from tools.errors import RetryLater
from tools.transport import MailSession


@pytest.fixture
def proxy(wire, request):
    with FaultProxy(getattr(wire.server, request.param)) as running:
        yield running


def open_by(wire, proxy, way, **changes) -> MailSession:
    return wire.open(way, port=proxy.port, **changes)


imap = pytest.mark.parametrize("proxy", ["imap"], indirect=True)
imaps = pytest.mark.parametrize("proxy", ["imaps"], indirect=True)
pop3 = pytest.mark.parametrize("proxy", ["pop3"], indirect=True)


@imap
@pytest.mark.parametrize("do", ["cut", "close"])
def test_a_connection_cut_during_fetch_loses_nothing(wire, proxy, do):
    wire.deliver(mail(1, 100_000), mail(2))
    session = open_by(wire, proxy, "imap")
    refs = [one.ref for one in session.list_messages()]
    proxy.rules.append(Rule(on=rb"BODY\.PEEK", do=do, after=50_000))
    with pytest.raises(RetryLater) as caught:
        list(session.fetch(refs))
    assert caught.value.code == "connection_lost"
    assert caught.value.keys == tuple(ref.key for ref in refs)
    assert session.close() == frozenset()
    assert wire.messages() == [mail(1, 100_000), mail(2)]


@imaps
def test_a_tls_connection_cut_is_a_lost_connection(wire, proxy):
    wire.deliver(mail(1, 300_000))
    session = open_by(wire, proxy, "imaps")
    refs = [one.ref for one in session.list_messages()]
    proxy.rules.append(Rule(on="bytes", do="cut", after=100_000))
    with pytest.raises(RetryLater) as caught:
        list(session.fetch(refs))
    session.abort()
    assert caught.value.code == "connection_lost"


@imap
def test_a_server_that_falls_silent_during_fetch_times_out(wire, proxy):
    wire.deliver(mail(1, 100_000))
    session = open_by(wire, proxy, "imap", timeout=0.5)
    refs = [one.ref for one in session.list_messages()]
    proxy.rules.append(Rule(on=rb"BODY\.PEEK", do="hang", after=1000))
    with pytest.raises(RetryLater) as caught:
        list(session.fetch(refs))
    assert session.close() == frozenset()
    assert str(caught.value) == "timed_out: timed out"
    assert b"LOGOUT" not in b" ".join(proxy.seen)


@imap
def test_an_expunge_whose_answer_was_lost_succeeds_when_repeated(wire, proxy):
    wire.deliver(mail(1), mail(2))
    session = open_by(wire, proxy, "imap")
    refs = [one.ref for one in session.list_messages()]
    proxy.rules.append(Rule(on=rb"EXPUNGE", do="cut"))
    with pytest.raises(RetryLater) as caught:
        session.delete(refs[:1])
    session.abort()
    assert caught.value.code == "connection_lost"
    with wire.open("imap") as again:
        assert again.delete(refs[:1]) == {refs[0]}
    assert wire.messages() == [mail(2)]


@imap
def test_a_throttled_fetch_is_tried_later(wire, proxy):
    wire.deliver(mail(1))
    with open_by(wire, proxy, "imap") as session:
        refs = [one.ref for one in session.list_messages()]
        reply = b"{tag} NO [THROTTLED] slow down\r\n"
        proxy.rules.append(Rule(on=rb"BODY\.PEEK", do="reply", data=reply))
        with pytest.raises(RetryLater) as caught:
            list(session.fetch(refs))
        assert str(caught.value) == "throttled: [THROTTLED] slow down"
        assert wire.raws(session.fetch(refs)) == [mail(1)]


@pop3
@pytest.mark.parametrize("do", ["cut", "close"])
def test_a_connection_cut_during_retr_deletes_nothing(wire, proxy, do):
    wire.deliver(mail(1), mail(2, 100_000))
    session = open_by(wire, proxy, "pop3")
    refs = [one.ref for one in session.list_messages()]
    session.delete(refs[:1])
    proxy.rules.append(Rule(on=rb"RETR", do=do, after=5000))
    with pytest.raises(RetryLater) as caught:
        list(session.fetch(refs))
    assert session.close() == frozenset()
    assert caught.value.code == "connection_lost"
    assert caught.value.keys == (refs[1].key,)
    assert wire.messages() == [mail(1), mail(2, 100_000)]


@pop3
def test_a_quit_whose_answer_was_lost_claims_nothing_and_repeats_well(wire, proxy):
    wire.deliver(mail(1), mail(2))
    session = open_by(wire, proxy, "pop3")
    refs = [one.ref for one in session.list_messages()]
    session.delete(refs[:1])
    proxy.rules.append(Rule(on=rb"QUIT", do="cut"))
    assert session.close() == frozenset()
    with wire.open("pop3") as again:
        assert again.delete(refs[:1]) == {refs[0]}
    assert wire.messages() == [mail(2)]
