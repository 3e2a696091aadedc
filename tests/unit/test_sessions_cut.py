"""A message of which the server sends far less than it states is not the message."""

import pytest
from peers.scripted import ScriptedServer, imap_script, pop3_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session, pop3_session

from tools.errors import ParkMessage
from tools.transport import RemoteRef

HEAD = b"Subject: x\r\n\r\n"
REF = RemoteRef("INBOX", "7", "4")
EXCHANGE = b"The Microsoft Exchange %s service is ready."


def imap(raw, size, greeting=b"ready"):
    """What a session gets, whether it may be deleted, of a message stated so large."""
    folder = ScriptedFolder({4: raw})
    folder.sizes[4] = size
    script = imap_script(folder=folder, greeting=b"* OK " + greeting)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        (found,) = session.fetch([REF])
        gone = session.delete([REF])
    return found.raw, found.complete, found.size, bool(gone)


def pop3(raw, size, greeting=b"ready"):
    answers = [
        (rb"LIST 1", b"+OK 1 %d" % size),
        (rb"LIST", b"+OK\r\n1 %d\r\n." % size),
        (rb"TOP .*", b"-ERR"),
    ]
    script = pop3_script(
        [raw.replace(b"\r\n", b"\n")], answers, uidl=[b"a"], greeting=b"+OK " + greeting
    )
    with ScriptedServer(script) as server:
        with pop3_session(server) as session:
            (listed,) = session.list_messages()
            (found,) = session.fetch([listed.ref])
            session.delete([listed.ref])
    return found.raw, found.complete, found.size, b"DELE 1" in server.seen


@pytest.mark.parametrize("fetched", [imap, pop3])
def test_it_is_not_complete_and_stays(fetched):
    assert fetched(HEAD, 4536) == (HEAD, False, 4536, False)


@pytest.mark.parametrize("fetched", [imap, pop3])
@pytest.mark.parametrize(
    ("length", "size"), [(100, 1000), (5000, 9000), (5000, 100), (5000, 0)]
)
def test_a_size_that_is_stated_roughly_is_no_reason(fetched, length, size):
    raw = HEAD + b"x" * (length - 2 - len(HEAD)) + b"\r\n"
    found, complete, _size, is_deleted = fetched(raw, size)
    assert (found, complete, is_deleted) == (raw, True, True)


@pytest.mark.parametrize(("fetched", "name"), [(imap, b"IMAP4"), (pop3, b"POP3")])
def test_exchange_only_estimates(fetched, name):
    assert fetched(HEAD, 45_360, EXCHANGE % name)[1] is True


@pytest.mark.parametrize(
    ("body", "size", "greeting", "words"),
    [
        (b"", 4536, b"ready", "the server lists the message and sends nothing"),
        (b"", 10, EXCHANGE % b"POP3", "the server lists the message and sends nothing"),
        (b"-ERR I/O error\n", 4536, b"ready", "-ERR I/O error"),
    ],
)
def test_nothing_and_an_error_are_refusals_by_pop3(body, size, greeting, words):
    answers = [
        (rb"LIST 1", b"+OK 1 %d" % size),
        (rb"LIST", b"+OK\r\n1 %d\r\n." % size),
        (rb"TOP .*", b"-ERR"),
    ]
    if not body:
        answers.append((rb"RETR 1", b"+OK\r\n."))
    script = pop3_script([body], answers, uidl=[b"a"], greeting=b"+OK " + greeting)
    with ScriptedServer(script) as server:
        with pop3_session(server) as session:
            (listed,) = session.list_messages()
            with pytest.raises(ParkMessage) as caught:
                list(session.fetch([listed.ref]))
            with pytest.raises(ParkMessage):
                session.fetch_head(listed.ref, 100)
            session.delete([listed.ref])
    assert (caught.value.code, caught.value.detail.strip()) == (
        "message_unreadable",
        words,
    )
    assert b"DELE 1" not in server.seen
