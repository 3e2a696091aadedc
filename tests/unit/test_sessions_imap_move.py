"""Moving by IMAP: the folder is found or made, and refusals are told."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session

from tools.errors import FixSettings, MailboxError, ParkMessage
from tools.transport import RemoteRef

REF = RemoteRef("INBOX", "7", "4")
OK = b"{tag} OK done"
INBOX = (rb'LIST "" "?INBOX"?', b'* LIST () "." INBOX\r\n{tag} OK done')
THERE = (rb'LIST "" "?Old.Done"?', b'* LIST () "." Old.Done\r\n{tag} OK done')
MISSING = (rb'LIST "" "?Old.Done"?', OK)
NAMESPACE = b'* NAMESPACE (("INBOX." ".")) NIL NIL\r\n{tag} OK done'


def move(
    answers, capabilities=b"IMAP4rev1 UIDPLUS MOVE", folder="Old/Done", refs=(REF,)
):
    """Move message 4; return what is gone, and the lines that the server saw."""
    messages = ScriptedFolder({4: b"four", 5: b"five"})
    script = imap_script(capabilities, answers, folder=messages)
    with ScriptedServer(script) as server, imap_session(server) as session:
        gone = session.move(refs, folder)
    return gone, b"\n".join(server.seen)


def test_nothing_is_moved_of_nothing():
    gone, seen = move([], refs=())
    assert gone == frozenset() and b"LIST" not in seen


def test_a_folder_that_is_there_takes_the_message():
    gone, seen = move([INBOX, THERE])
    assert gone == {REF}
    assert b"CREATE" not in seen


def test_a_folder_that_is_missing_is_made():
    gone, seen = move(
        [
            INBOX,
            MISSING,
            (rb'CREATE "?Old.Done"?', OK),
            (rb"SUBSCRIBE .*", OK),
        ]
    )
    assert gone == {REF}
    assert b"CREATE" in seen


def test_a_folder_is_made_below_the_prefix_of_a_persons_own():
    answers = [
        (rb"NAMESPACE", NAMESPACE),
        (rb"LIST .*", OK),
        (rb'CREATE "?INBOX.Old.Done"?', OK),
        (rb"SUBSCRIBE .*", OK),
    ]
    gone, _seen = move(answers, b"IMAP4rev1 UIDPLUS MOVE NAMESPACE")
    assert gone == {REF}


def test_without_namespace_and_separator_the_name_is_taken_as_it_is():
    nothing = (rb"NAMESPACE", b"* NAMESPACE NIL NIL NIL\r\n{tag} OK done")
    answers = [
        nothing,
        (rb'LIST "" "?INBOX"?', OK),
        (rb'LIST "" "?Old/Done"?', b'* LIST () "/" Old/Done\r\n{tag} OK done'),
    ]
    gone, _seen = move(answers, b"IMAP4rev1 UIDPLUS MOVE NAMESPACE")
    assert gone == {REF}


@pytest.mark.parametrize("folder", ["a\r\nb", "a*", "%"])
def test_a_name_that_no_folder_can_have_is_refused(folder):
    with pytest.raises(FixSettings) as refused:
        move([], folder=folder)
    assert refused.value.code == "move_folder_refused"


def test_a_folder_that_the_server_does_not_make_is_told():
    answers = [INBOX, MISSING, (rb"CREATE .*", b"{tag} NO [CANNOT] no")]
    with pytest.raises(FixSettings) as refused:
        move(answers)
    assert refused.value.code == "move_folder_refused"


CREATE = (rb'CREATE "?Old.Done"?', OK)


def test_a_folder_that_another_client_made_meanwhile_is_taken():
    made = (CREATE[0], b"{tag} NO [ALREADYEXISTS] there")
    gone, _seen = move([INBOX, MISSING, made, (rb"SUBSCRIBE .*", OK)])
    assert gone == {REF}


def test_a_folder_that_cannot_be_subscribed_to_takes_the_message_all_the_same():
    refused = (rb"SUBSCRIBE .*", b"{tag} NO [NOPERM] no")
    gone, _seen = move([INBOX, MISSING, CREATE, refused])
    assert gone == {REF}


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (b"{tag} NO [INUSE] later", "server_busy: create failed: [INUSE] later"),
        (CLOSE, "connection_lost: command: CREATE => socket error: EOF"),
    ],
)
def test_passing_trouble_in_making_a_folder_is_tried_later(answer, text):
    with pytest.raises(MailboxError) as caught:
        move([INBOX, MISSING, (CREATE[0], answer)])
    assert str(caught.value) == text


def test_a_connection_cut_at_the_subscription_is_tried_later():
    with pytest.raises(MailboxError) as caught:
        move([INBOX, MISSING, CREATE, (rb"SUBSCRIBE .*", CLOSE)])
    assert caught.value.code == "connection_lost"


def test_a_folder_is_looked_for_once_in_a_session():
    script = imap_script(
        b"IMAP4rev1 UIDPLUS MOVE",
        [INBOX, THERE],
        folder=ScriptedFolder({4: b"four", 5: b"five"}),
    )
    other = RemoteRef("INBOX", "7", "5")
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert session.move([REF], "Old/Done") == {REF}
        assert session.move([other], "Old/Done") == {other}
    assert len([line for line in server.seen if b" LIST " in line]) == 2


def test_a_message_is_not_moved_to_where_it_is():
    with pytest.raises(FixSettings) as refused:
        move([INBOX], folder="INBOX")
    assert refused.value.code == "move_same_folder"


def test_the_summary_has_number_size_and_dates():
    row = (
        b'* 1 FETCH (UID 4 RFC822.SIZE 10 INTERNALDATE "04-Mar-2024 10:00:00 +0000")'
        b"\r\n{tag} OK done"
    )
    script = imap_script(count=1, answers=[(rb"FETCH .*", row)])
    with ScriptedServer(script) as server, imap_session(server) as session:
        summary = session.summary()
    assert (summary.count, summary.size) == (1, 10)
    assert summary.oldest == summary.newest is not None


def test_a_head_that_is_refused_is_put_aside():
    refused = (rb"UID FETCH .*", b"{tag} NO cannot")
    script = imap_script(answers=[refused], folder=ScriptedFolder({4: b"four"}))
    with (
        ScriptedServer(script) as server,
        imap_session(server) as session,
        pytest.raises(ParkMessage) as caught,
    ):
        session.fetch_head(REF, 10)
    assert str(caught.value) == "message_unreadable: fetch failed: cannot"
