"""Deleting by IMAP: Gmail, servers without UIDPLUS, servers that do not obey."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from sessions_kit import imap_session

from tools.errors import FixSettings, RetryLater
from tools.transport import RemoteRef

REF = RemoteRef("INBOX", "7", "4")
OK = b"{tag} OK done"
STORE = (rb"UID STORE 4 \+FLAGS.SILENT \(\\Deleted\)", OK)
GONE = (rb"UID FETCH 4 \(UID\)", OK)
FOLDERS = (
    rb"LIST .*",
    b'* LIST (\\HasNoChildren) "/" INBOX\r\n'
    b'* LIST (\\HasNoChildren \\Trash) "/" "[Gmail]/Papierkorb"\r\n{tag} OK done',
)


def delete(capabilities, answers):
    """Delete message 4; return what is gone and the commands after the SELECT."""
    script = imap_script(capabilities, answers)
    with ScriptedServer(script) as server, imap_session(server) as session:
        gone = session.delete([REF])
    return gone, [
        line.split(b" ", 1)[1] for line in server.seen[3:] if b"CAPABILITY" not in line
    ]


def test_a_message_that_is_still_there_does_not_count_as_gone():
    still = (rb"UID FETCH 4 \(UID\)", b"* 1 FETCH (UID 4)\r\n{tag} OK done")
    answers = [STORE, (rb"UID EXPUNGE 4", OK), still]
    gone, _lines = delete(b"IMAP4rev1 UIDPLUS", answers)
    assert gone == frozenset()


def test_uidplus_expunges_just_these_uids():
    answers = [STORE, (rb"UID EXPUNGE 4", OK), GONE]
    gone, lines = delete(b"IMAP4rev1 UIDPLUS", answers)
    assert gone == {REF}
    assert lines == [
        b"UID STORE 4 +FLAGS.SILENT (\\Deleted)",
        b"UID EXPUNGE 4",
        b"UID FETCH 4 (UID)",
        b"LOGOUT",
    ]


def test_without_uidplus_the_folder_is_expunged():
    gone, lines = delete(b"IMAP4rev1", [STORE, (rb"EXPUNGE", OK), GONE])
    assert gone == {REF}
    assert lines[1] == b"EXPUNGE"


def test_messages_that_are_gone_already_count_as_gone():
    store = (STORE[0], b"{tag} NO [EXPUNGEISSUED] some are gone")
    answers = [store, (rb"UID EXPUNGE 4", OK), GONE]
    gone, _lines = delete(b"IMAP4rev1 UIDPLUS", answers)
    assert gone == {REF}


def test_gmail_moves_to_the_folder_whose_use_is_trash():
    answers = [FOLDERS, (rb'UID MOVE 4 "\[Gmail\]/Papierkorb"', OK), GONE]
    gone, lines = delete(b"IMAP4rev1 UIDPLUS MOVE X-GM-EXT-1", answers)
    assert gone == {REF}
    assert lines[1] == b'UID MOVE 4 "[Gmail]/Papierkorb"'


def test_gmail_without_move_copies_to_the_trash_and_expunges():
    copy = (rb'UID COPY 4 "\[Gmail\]/Papierkorb"', OK)
    answers = [FOLDERS, copy, STORE, (rb"UID EXPUNGE 4", OK), GONE]
    gone, lines = delete(b"IMAP4rev1 UIDPLUS X-GM-EXT-1", answers)
    assert gone == {REF}
    assert [b" ".join(line.split(b" ")[:3]) for line in lines[1:4]] == [
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
        delete(b"IMAP4rev1 UIDPLUS", [(STORE[0], b"{tag} NO [NOPERM] no")])
    assert str(caught.value) == "delete_refused: store failed: [NOPERM] no"


def test_any_other_refusal_is_tried_again():
    with pytest.raises(RetryLater) as caught:
        delete(b"IMAP4rev1 UIDPLUS", [(STORE[0], b"{tag} NO no")])
    assert str(caught.value) == "command_refused: store failed: no"


def test_a_bye_in_the_middle_is_a_lost_connection():
    bye = b"* BYE shutting down\r\n{tag} NO x" + CLOSE
    with pytest.raises(RetryLater) as caught:
        delete(b"IMAP4rev1 UIDPLUS", [(STORE[0], bye)])
    assert str(caught.value) == "connection_lost: command: UID => shutting down"


def test_closing_never_raises_and_returns_nothing():
    script = imap_script(answers=[(rb"LOGOUT", CLOSE)])
    with ScriptedServer(script) as server:
        session = imap_session(server)
        assert session.close() == frozenset()
        assert session.close() == frozenset()
