"""Deleting by IMAP: Gmail, servers without UIDPLUS, servers that do not obey."""

import re

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session

from tools.errors import FixSettings, ParkMessage, RetryLater
from tools.transport import RemoteRef

REF = RemoteRef("INBOX", "7", "4")
OTHER = RemoteRef("INBOX", "7", "9")
OK = b"{tag} OK done"
STORE = rb"UID STORE 4 \+FLAGS.SILENT \(\\Deleted\)"
FOLDERS = (
    rb"LIST .*",
    b'* LIST (\\HasNoChildren) "/" INBOX\r\n'
    b'* LIST (\\HasNoChildren \\Trash) "/" "[Gmail]/Papierkorb"\r\n{tag} OK done',
)
LISTING = b"FETCH 1,2 (UID RFC822.SIZE INTERNALDATE FLAGS)"
LOOK = b"FETCH 1 (UID RFC822.SIZE INTERNALDATE)"


def two():
    return ScriptedFolder({4: b"four", 9: b"nine!"})


def words(server):
    """What was said after the listing and before LOGOUT, without the tags."""
    lines = [line.split(b" ", 1)[1] for line in server.seen]
    lines = [line for line in lines if line != b"CAPABILITY"]
    return lines[lines.index(LISTING) + 1 : -1]


def delete(capabilities, answers=(), folder=None):
    """Delete message 4; return what is gone, and the commands after the listing."""
    folder = folder or two()
    script = imap_script(capabilities, answers, folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        gone = session.delete([REF])
    return gone, words(server)


# --- what is deleted is what was read


def change(**attributes):
    """Do this to the folder between the reading and the deleting of message 4."""
    folder = two()
    script = imap_script(folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        list(session.fetch([REF]))
        for name, value in attributes.items():
            setattr(folder, name, value)
        gone = session.delete([REF, OTHER])
    return gone, words(server), folder


@pytest.mark.parametrize(
    "changed",
    [
        {"messages": {4: b"another mail", 9: b"nine!"}},
        {"dates": {4: b'"04-Feb-2026 10:00:00 +0100"'}},
    ],
)
def test_a_message_that_is_another_one_by_now_stays(changed):
    gone, lines, folder = change(**changed)
    assert gone == {OTHER}
    assert list(folder.messages) == [4]
    assert not [line for line in lines if line.startswith(b"UID STORE 4")]


def test_a_message_whose_size_could_not_be_stated_when_it_was_read_stays():
    folder = two()
    folder.sizes = {4: "NIL"}
    script = imap_script(folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        folder.sizes = {}
        assert session.delete([REF]) == frozenset()
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert session.delete([REF]) == {REF}


def test_a_message_that_was_not_handed_out_stays_until_it_is():
    """Courier keeps the size of the text that it sent instead."""
    folder = two()
    refusals = [b"{tag} NO cannot", b"{tag} NO cannot"]

    def fetch(line):
        return refusals.pop() if refusals else folder._fetch(line)

    script = imap_script(answers=[(rb"UID FETCH 4 .*", fetch)], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        with pytest.raises(ParkMessage):
            list(session.fetch([REF]))
        with pytest.raises(ParkMessage):
            session.fetch_head(REF, 10)
        assert session.delete([REF]) == frozenset()
        assert [one.raw for one in session.fetch([REF])] == [b"four"]
        assert session.delete([REF]) == {REF}


def test_a_server_that_never_states_sizes_is_obeyed():
    folder = two()
    folder.sizes = {4: "NIL"}
    assert delete(b"IMAP4rev1", folder=folder)[0] == {REF}


def test_the_same_date_in_another_zone_is_the_same():
    gone, _lines, _folder = change(dates={4: b'"03-Feb-2026 09:00:00 +0000"'})
    assert gone == {REF, OTHER}


def test_a_message_that_was_another_one_when_it_was_fetched_stays():
    folder = two()
    script = imap_script(folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        folder.messages[4] = b"another mail"
        (got,) = session.fetch([REF])
        folder.messages[4] = b"four"
        assert session.delete([REF]) == frozenset()
    assert (got.size, list(folder.messages)) == (12, [4, 9])


def test_sizes_that_are_not_those_of_the_bytes_are_compared_with_themselves_only():
    folder = two()
    folder.sizes = {4: 777}
    assert delete(b"IMAP4rev1 UIDPLUS", folder=folder)[0] == {REF}


def test_one_look_a_chunk_is_all_that_it_costs():
    folder = ScriptedFolder({uid: b"x" for uid in range(1, 501)})
    script = imap_script(folder=folder)
    refs = [RemoteRef("INBOX", "7", str(uid)) for uid in range(1, 501)]
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        seen = len(server.seen)
        assert session.delete(refs) == set(refs)
        said = [line.split(b" ")[1] for line in server.seen[seen:]]
    assert said == [b"FETCH", b"UID", b"UID"]
    assert folder.messages == {}


def test_a_message_that_the_server_does_not_show_any_more_is_not_named():
    """GNU Mailutils flags the next message instead."""
    gone, lines, folder = change(pending=[4])
    assert gone == {REF, OTHER}
    assert [line for line in lines if line.startswith(b"UID STORE")] == [
        b"UID STORE 9 +FLAGS.SILENT (\\Deleted)"
    ]


def test_numbers_follow_what_other_clients_expunge():
    folder = ScriptedFolder({uid: b"x" * uid for uid in range(1, 7)})
    refs = [RemoteRef("INBOX", "7", str(uid)) for uid in (2, 5, 6)]
    script = imap_script(folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        folder.pending = [1, 3]
        session._folder.poll()
        assert session.delete(refs) == set(refs)
    assert list(folder.messages) == [4]


def test_numbers_that_changed_without_a_word_are_learned_anew():
    """An answer by number is believed with its UID only."""
    folder = ScriptedFolder({uid: b"x" for uid in (4, 9, 11)})
    script = imap_script(folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        del folder.messages[4]
        assert session.delete([REF, OTHER]) == {REF, OTHER}
    assert list(folder.messages) == [11]


def test_a_message_whose_look_is_refused_stays():
    folder = two()
    refused = (re.escape(LOOK), b"{tag} NO System I/O error")
    with pytest.raises(RetryLater) as caught:
        delete(b"IMAP4rev1 UIDPLUS", [refused], folder)
    assert str(caught.value) == "command_refused: System I/O error"
    assert list(folder.messages) == [4, 9]


# --- the ways of deleting


def test_a_message_that_is_still_there_does_not_count_as_gone():
    gone, lines = delete(b"IMAP4rev1 UIDPLUS", [(rb"UID EXPUNGE 4", OK)])
    assert gone == frozenset()
    assert lines[-1] == b"FETCH 1 (UID)"


def test_a_message_that_cannot_be_looked_for_does_not_count_as_gone():
    answers = [(rb"UID EXPUNGE 4", OK), (rb"FETCH 1 \(UID\)", b"{tag} NO no")]
    assert delete(b"IMAP4rev1 UIDPLUS", answers)[0] == frozenset()


def test_uidplus_expunges_just_these_uids():
    gone, lines = delete(b"IMAP4rev1 UIDPLUS")
    assert gone == {REF}
    assert lines == [
        LOOK,
        b"UID STORE 4 +FLAGS.SILENT (\\Deleted)",
        b"UID EXPUNGE 4",
    ]


def test_without_uidplus_the_folder_is_expunged():
    gone, lines = delete(b"IMAP4rev1")
    assert gone == {REF}
    assert lines[2] == b"EXPUNGE"


def test_gnu_mailutils_calls_it_expunged():
    folder = two()

    def expunged(line):
        return folder._expunge(b"4").replace(b"EXPUNGE", b"EXPUNGED")

    gone, lines = delete(b"IMAP4rev1", [(rb"EXPUNGE", expunged)], folder)
    assert gone == {REF}
    assert lines[-1] == b"EXPUNGE"


def test_messages_that_are_gone_already_count_as_gone():
    store = (STORE, b"* 1 EXPUNGE\r\n{tag} NO [EXPUNGEISSUED] some are gone")
    gone, _lines = delete(b"IMAP4rev1 UIDPLUS", [store])
    assert gone == {REF}


def test_gmail_moves_to_the_folder_whose_use_is_trash():
    folder = two()
    capabilities = b"IMAP4rev1 UIDPLUS MOVE X-GM-EXT-1"
    gone, lines = delete(capabilities, [FOLDERS], folder)
    assert gone == {REF}
    assert lines[2] == b'UID MOVE 4 "[Gmail]/Papierkorb"'
    assert folder.copied == [(4, b"[Gmail]/Papierkorb")]


def test_gmail_without_move_copies_to_the_trash_and_expunges():
    gone, lines = delete(b"IMAP4rev1 UIDPLUS X-GM-EXT-1", [FOLDERS])
    assert gone == {REF}
    assert [b" ".join(line.split(b" ")[:3]) for line in lines[2:5]] == [
        b"UID COPY 4",
        b"UID STORE 4",
        b"UID EXPUNGE 4",
    ]


def test_gmail_without_a_visible_trash_deletes_nothing():
    answers = [(rb"LIST .*", b'* LIST () "/" Trash\r\n{tag} OK done')]
    with pytest.raises(FixSettings) as caught:
        delete(b"IMAP4rev1 UIDPLUS MOVE X-GM-EXT-1", answers)
    assert str(caught.value) == ("trash_missing: no folder has the special use \\Trash")


def test_a_folder_that_may_not_be_changed_is_a_matter_of_settings():
    with pytest.raises(FixSettings) as caught:
        delete(b"IMAP4rev1 UIDPLUS", [(STORE, b"{tag} NO [NOPERM] no")])
    assert str(caught.value) == "delete_refused: [NOPERM] no"


def test_any_other_refusal_is_tried_again():
    with pytest.raises(RetryLater) as caught:
        delete(b"IMAP4rev1 UIDPLUS", [(STORE, b"{tag} NO no")])
    assert str(caught.value) == "command_refused: no"


def test_a_bye_in_the_middle_is_a_lost_connection():
    bye = b"* BYE shutting down\r\n{tag} NO x" + CLOSE
    with pytest.raises(RetryLater) as caught:
        delete(b"IMAP4rev1 UIDPLUS", [(STORE, bye)])
    assert str(caught.value) == "connection_lost: shutting down"


def test_a_folder_that_is_opened_for_reading_is_read_and_says_so_at_the_delete():
    folder = two()
    read_only = (
        rb"SELECT .*",
        lambda line: folder._select(line).replace(b"WRITE", b"ONLY"),
    )
    script = imap_script(answers=[read_only], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        assert [one.raw for one in session.fetch([REF])] == [b"four"]
        with pytest.raises(FixSettings) as caught:
            session.delete([REF])
    assert str(caught.value) == "folder_read_only"


def test_closing_never_raises_and_returns_nothing():
    script = imap_script(answers=[(rb"LOGOUT", CLOSE)])
    with ScriptedServer(script) as server:
        session = imap_session(server)
        assert session.close() == frozenset()
        assert session.close() == frozenset()
