"""Each recorded refusal, said by a proxy before a real server."""

import pytest
from peers.dovecot import Dovecot
from peers.fault_proxy import FaultProxy, Rule
from peers.recorded_refusals import recorded
from peers.smtp_receiver import SmtpReceiver
from wire_kit import PASSWORD, Wire, mail, users

from tools.errors import MailboxError
from tools.transport import (
    BearerCredential,
    PasswordCredential,
    SmtpSettings,
    check_sender,
    open_smtp,
)

USER = "user0@example.test"
# Nobody is asked about tokens: they are refused before the server sees them.
NOBODY = "https://dovecot:pw@localhost:1/introspect/"
PORTS = {"imap": "imaps", "pop3": "pop3s", "smtp": "submissions"}
# The line that is answered by the refusal, by protocol and step.
LINES = {
    ("imap", "password"): rb"AUTHENTICATE PLAIN",
    ("imap", "token"): rb"AUTHENTICATE XOAUTH2",
    ("imap", "folder"): rb"SELECT",
    ("imap", "fetch"): rb"UID FETCH .*BODY",
    ("imap", "copy"): rb"UID (COPY|MOVE)",
    ("pop3", "password"): rb"AUTH PLAIN",
    ("pop3", "token"): rb"AUTH XOAUTH2",
    ("pop3", "list"): rb"LIST",
    ("smtp", "password"): rb"AUTH PLAIN",
    ("smtp", "token"): rb"AUTH XOAUTH2",
    ("smtp", "sender"): rb"MAIL FROM",
}

# The proxy speaks TLS: a server that wants it is one that takes no passwords.
OVER_TLS = {"clear_text_refused": "password_login_ended"}


@pytest.fixture(scope="module")
def wire(place, ca):
    """A server of all three protocols that offers logins by token, too."""
    with (
        SmtpReceiver() as receiver,
        Dovecot(
            place / "refusing",
            ca,
            users(),
            introspection_url=NOBODY,
            relay_port=receiver.port,
        ) as running,
    ):
        for number in (1, 2):  # a refusal of one alone may be its own
            running.deliver(USER, mail(number))
        yield Wire(running, USER)


@pytest.fixture
def proxy(wire, ca, request):
    """Says the refusal that the test is about, and is silent else."""
    refusal = request.getfixturevalue("refusal")
    port = getattr(wire.server, PORTS[refusal.way])
    with FaultProxy(port, tls=ca, upstream_tls=ca) as running:
        on = LINES.get((refusal.way, refusal.at), "connect")
        rule = Rule(on, "reply", data=refusal.data, times=9, closes=refusal.closes)
        running.rules.append(rule)
        yield running


def credential(refusal):
    by_token = refusal.at == "token"
    return BearerCredential("t0ken") if by_token else PasswordCredential(PASSWORD)


def read_mail(wire, proxy, refusal):
    way = PORTS[refusal.way]
    with wire.open(way, port=proxy.port, credential=credential(refusal)) as session:
        refs = [message.ref for message in session.list_messages()]
        if refusal.at == "copy":
            session.move(refs, "Done")
        list(session.fetch(refs))


def send_mail(wire, proxy, refusal):
    settings = SmtpSettings(
        *("localhost", proxy.port, USER, credential(refusal)),
        implicit_tls=True,
        ca_pem=wire.server.ca.pem,
    )
    client = open_smtp(settings)
    try:
        check_sender(client, USER)
    finally:
        client.close()


@pytest.mark.parametrize("refusal", recorded(), ids=lambda refusal: refusal.name)
def test_a_refusal_is_what_it_means(wire, proxy, refusal):
    act = send_mail if refusal.way == "smtp" else read_mail
    with pytest.raises(MailboxError) as caught:
        act(wire, proxy, refusal)
    error = caught.value
    assert proxy.acted
    code = OVER_TLS.get(refusal.code, refusal.code)
    assert (type(error).__name__, error.code) == (refusal.kind, code), error
    assert error.pause == refusal.pause
    assert error.is_quoted
    assert error.detail in " ".join(refusal.words.split())
