"""Extensions that some providers need: ID, UIDONLY and MESSAGELIMIT."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from peers.scripted_folder import OK, ScriptedFolder
from sessions_kit import imap_session, settings

from tools.errors import RetryLater
from tools.transport import FolderPosition, RemoteRef, SentFolder
from tools.transport.imap_extensions import version

UIDONLY = b"IMAP4rev1 UIDPLUS MOVE ENABLE UIDONLY"
ENABLE = (rb"ENABLE UIDONLY", b"* ENABLED UIDONLY\r\n{tag} OK done")


def ref(uid):
    return RemoteRef("INBOX", "7", str(uid))


def words(server):
    return [line.split(b" ", 1)[1] for line in server.seen]


# --- ID (RFC 2971)


def opening(answer, capabilities=b"IMAP4rev1 ID"):
    with ScriptedServer(imap_script(capabilities, [(rb"ID .*", answer)])) as server:
        imap_session(server).close()
    return words(server)


@pytest.mark.parametrize(
    "answer",
    [
        b'* ID ("name" "Coremail" "x" NIL)\r\n{tag} OK done',
        b"* ID NIL\r\n{tag} OK done",
        b'* ID ("no end\r\n{tag} OK done',
        b"{tag} NO not here",
        b"{tag} BAD what",
    ],
)
def test_who_we_are_is_said_between_login_and_select(answer):
    said = opening(answer)
    at = said.index(
        b'ID ("name" "helpdesk_mgmt_mailbox" "version" "%b")' % (version().encode())
    )
    assert said[at - 2].startswith(b"LOGIN") and said[at + 1] == b'SELECT "INBOX"'


def test_who_we_are_is_said_to_nobody_who_does_not_ask():
    assert not [line for line in opening(OK, b"IMAP4rev1") if line.startswith(b"ID")]


def test_the_version_is_that_of_the_add_on():
    assert version().startswith("19.0.")


@pytest.mark.parametrize("command", [rb"ID .*", rb"ENABLE .*"])
def test_a_connection_that_breaks_there_is_tried_later(command):
    script = imap_script(UIDONLY + b" ID", [(command, CLOSE), (rb"ID .*", OK)])
    with ScriptedServer(script) as server, pytest.raises(RetryLater) as caught:
        imap_session(server)
    assert caught.value.code == "connection_lost"


# --- UIDONLY (RFC 9586)


def uids_only(messages, *answers, **options):
    folder = ScriptedFolder(messages, uids_only=True, **options)
    return folder, ScriptedServer(
        imap_script(UIDONLY, [*answers, ENABLE], folder=folder)
    )


def test_a_folder_is_listed_read_and_emptied_without_numbers():
    there = (rb"LIST .*", b'* LIST () "." "INBOX.Done"\r\n' + OK)
    folder, server = uids_only({4: b"four", 9: b"nine"}, there)
    folder.flags = {9: {b"\\Deleted"}}
    with server, imap_session(server) as session:
        listed = session.list_messages()
        raws = [one.raw for one in session.fetch([one.ref for one in listed])]
        head = session.fetch_head(ref(9), 2)
        gone = session.delete([ref(4)])
        moved = session.move([ref(9)], "INBOX.Done")
    assert [(one.ref.uid, one.size, one.flagged_deleted) for one in listed] == [
        ("4", 4, False),
        ("9", 4, True),
    ]
    assert (raws, head.raw) == ([b"four", b"nine"], b"ni")
    assert (gone, moved, folder.messages) == ({ref(4)}, {ref(9)}, {})
    assert not [word for word in words(server) if word.startswith(b"FETCH")]


def test_what_differs_or_is_gone_stays_or_is_not_named_there_either():
    folder, server = uids_only({4: b"four", 9: b"nine", 11: b"x"})
    with server, imap_session(server) as session:
        session.list_messages()
        folder.messages[9] = b"another"
        folder.pending = [4]
        assert session.delete([ref(4), ref(9), ref(11)]) == {ref(4), ref(11)}
    assert list(folder.messages) == [9]
    stored = [word for word in words(server) if word.startswith(b"UID STORE")]
    assert stored == [b"UID STORE 11 +FLAGS.SILENT (\\Deleted)"]


def test_one_unreadable_message_does_not_hide_the_others():
    sizes = (rb"UID FETCH (4,9|4) \(UID RFC822.*", b"{tag} NO cannot")
    _folder, server = uids_only({4: b"four", 9: b"nine"}, sizes)
    with server, imap_session(server) as session:
        found = session.list_messages()
    assert [(one.ref.uid, one.size) for one in found] == [("4", 0), ("9", 4)]


def test_an_empty_folder_is_empty():
    _folder, server = uids_only({})
    with server, imap_session(server) as session:
        assert session.list_messages() == []


@pytest.mark.parametrize(
    "answer", [b"{tag} NO no", b"{tag} BAD no", OK, b"* ENABLED X\r\n" + OK]
)
def test_a_server_that_does_not_enable_it_is_read_by_numbers(answer):
    script = imap_script(
        UIDONLY, [(rb"ENABLE .*", answer)], folder=ScriptedFolder({4: b"four"})
    )
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert [one.ref.uid for one in session.list_messages()] == ["4"]


def test_the_folder_of_sent_mail_is_read_without_numbers():
    folder, server = uids_only({4: b"Subject: 4\r\n\r\nx", 9: b"Subject: 9\r\n\r\ny"})
    with server, SentFolder.open(settings("imap", server.port)) as sent:
        ((position, heads),) = sent.heads_after(FolderPosition("7", 4))
        (got,) = sent.fetch([heads.messages[0].ref])
    assert (position.uid, heads.messages[0].raw) == (9, b"Subject: 9\r\n\r\n")
    assert got.raw == folder.messages[9]


@pytest.mark.parametrize(
    ("vanished", "left"),
    [
        (b"4", ["6", "9", "12"]),
        (b"1:5,9", ["6", "12"]),
        (b"9:6,12", ["4", "6", "9"]),
        (b"(EARLIER) 1:4294967295", []),
        (b"5,7:8", ["4", "6", "9", "12"]),
    ],
)
def test_ranges_of_messages_that_vanished_are_followed(vanished, left):
    uids = {4: b"4", 6: b"6", 9: b"9", 12: b"12"}
    noop = (rb"NOOP", b"* VANISHED " + vanished + b"\r\n" + OK)
    _folder, server = uids_only(uids, noop)
    with server, imap_session(server) as session:
        session.list_messages()
        session._folder.poll()
        found = session._folder.index.among(sorted(uids))
    assert [str(uid) for uid in found] == left


# --- MESSAGELIMIT (RFC 9738)


@pytest.mark.parametrize("is_by_uid", [True, False])
def test_commands_stay_below_the_limit_that_the_server_states(is_by_uid):
    folder = ScriptedFolder({uid: b"x" for uid in range(1, 26)}, is_by_uid, limit=10)
    capabilities = UIDONLY if is_by_uid else b"IMAP4rev1 UIDPLUS"
    script = imap_script(capabilities + b" MESSAGELIMIT=10", [ENABLE], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        refs = [one.ref for one in session.list_messages()]
        got = list(session.fetch(refs))
        assert session.delete(refs) == set(refs)
    assert (len(refs), len(got), folder.messages) == (25, 25, {})
    for line in server.seen:
        assert line.count(b",") < 10


@pytest.mark.parametrize("is_by_uid", [True, False])
def test_the_rest_of_an_answer_that_was_cut_short_is_asked_for(is_by_uid):
    """The limit may be lower than what is stated, as on AOL."""
    folder = ScriptedFolder({uid: b"x" for uid in range(1, 26)}, is_by_uid, limit=4)
    capabilities = UIDONLY if is_by_uid else b"IMAP4rev1 UIDPLUS"
    script = imap_script(capabilities, [ENABLE], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        refs = [one.ref for one in session.list_messages()]
        assert len(list(session.fetch(refs))) == len(refs) == 25


def test_an_answer_that_is_whole_and_says_that_it_was_cut_short_is_whole():
    folder = ScriptedFolder({4: b"four"})

    def cut_short(line):
        return folder._fetch(line).replace(b"OK done", b"OK [MESSAGELIMIT 1 4] partial")

    script = imap_script(answers=[(rb"UID FETCH .*", cut_short)], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert [one.raw for one in session.fetch([ref(4)])] == [b"four"]
    assert len([line for line in server.seen if b"PEEK" in line]) == 1


def test_a_limit_that_says_nothing_is_no_limit():
    capabilities = b"IMAP4rev1 MESSAGELIMIT=0 MESSAGELIMIT=x"
    script = imap_script(capabilities, folder=ScriptedFolder({4: b"four"}))
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert session._client.message_limit() is None
        assert len(session.list_messages()) == 1


def test_a_search_that_is_cut_short_without_end_ends():
    forever = (rb"UID SEARCH .*", b"* SEARCH 4\r\n{tag} OK [MESSAGELIMIT 1 4] partial")
    folder, server = uids_only({4: b"four"}, forever)
    with server, imap_session(server) as session:
        assert [one.ref.uid for one in session.list_messages()] == ["4"]
    assert len([word for word in words(server) if b"SEARCH" in word]) == 2
