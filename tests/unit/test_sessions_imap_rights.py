"""Rights in folders (ACL, RFC 4314): asked for, and told from passing trouble."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script, pop3_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session, pop3_session

from tools.errors import FixSettings, MailboxError, RetryLater
from tools.transport import RemoteRef

REF = RemoteRef("INBOX", "7", "4")
OK = b"{tag} OK done"
OLD = b"IMAP4rev1 UIDPLUS MOVE ACL"
NEW = OLD + b" RIGHTS=texk"
DONE = (rb'LIST "" "?(INBOX|Done)"?', b'* LIST () "/" Done\r\n{tag} OK done')
DENIED = b"{tag} NO Permission denied"


def rights(folder, letters):
    """The answer to MYRIGHTS for this folder."""
    return (
        rb'MYRIGHTS "?%b"?' % folder,
        b'* MYRIGHTS "%b" %b\r\n{tag} OK done' % (folder, letters),
    )


def session_with(capabilities, *answers):
    messages = ScriptedFolder({4: b"four"})
    script = imap_script(capabilities, answers, folder=messages)
    return ScriptedServer(script), messages


def refused(kind, act, capabilities, *answers):
    server, messages = session_with(capabilities, *answers)
    with server, imap_session(server) as session:
        with pytest.raises(kind) as caught:
            act(session)
    assert list(messages.messages) == [4]
    return str(caught.value)


def delete(session):
    return session.delete([REF])


def move(session):
    return session.move([REF], "Done")


@pytest.mark.parametrize(
    ("capabilities", "letters"),
    [
        (NEW, b"lrswi"),
        (NEW, b"lrswit"),
        (NEW, b"lrswid"),
        (NEW, b'""'),
        (NEW, b"7"),
        (OLD, b"lrswi"),
    ],
)
@pytest.mark.parametrize(
    "act",
    [
        delete,
        move,
        lambda session: session.check_delete(),
        lambda session: session.check_move("Done"),
    ],
)
def test_without_the_rights_to_delete_it_is_a_matter_of_settings(
    capabilities, letters, act
):
    answers = [rights(b"INBOX", letters), rights(b"Done", b"lrswi"), DONE]
    text = refused(FixSettings, act, capabilities, *answers)
    assert text.startswith("delete_refused: MYRIGHTS INBOX")


@pytest.mark.parametrize(
    ("capabilities", "letters"),
    [(NEW, b"lrste"), (OLD, b"lrste"), (OLD, b"lrd"), (b"IMAP4rev1 UIDPLUS", b"")],
)
def test_with_the_rights_to_delete_messages_leave(capabilities, letters):
    server, _messages = session_with(capabilities, rights(b"INBOX", letters))
    with server, imap_session(server) as session:
        session.check_delete()
        assert session.delete([REF]) == {REF}
    asked = [line for line in server.seen if b"MYRIGHTS" in line]
    assert len(asked) == (b"ACL" in capabilities)


@pytest.mark.parametrize(
    "answer", [b"{tag} NO no", b"{tag} BAD what", OK, b"* MYRIGHTS INBOX\r\n" + OK]
)
def test_a_server_that_does_not_tell_the_rights_is_tried(answer):
    server, _messages = session_with(NEW, (rb"MYRIGHTS .*", answer))
    with server, imap_session(server) as session:
        assert session.delete([REF]) == {REF}


def test_a_connection_that_breaks_at_the_question_is_tried_later():
    text = refused(RetryLater, delete, NEW, (rb"MYRIGHTS .*", CLOSE))
    assert text.startswith("connection_lost")


def test_without_the_right_to_put_messages_there_another_folder_is_needed():
    answers = [rights(b"INBOX", b"lrste"), rights(b"Done", b"lr"), DONE]
    text = refused(FixSettings, move, NEW, *answers)
    assert text == "move_refused: MYRIGHTS Done lr"


@pytest.mark.parametrize(
    ("inbox", "done", "code"),
    [
        (b"lr", b"lri", "delete_refused: MYRIGHTS INBOX lr"),
        (b"lrte", b"lr", "move_refused: MYRIGHTS Done lr"),
        (b"lrte", b"lri", "command_refused: no"),
    ],
)
def test_rights_that_were_taken_away_meanwhile_are_seen_at_the_refusal(
    inbox, done, code
):
    said = {b"INBOX": [b"lrte", inbox], b"Done": [b"lri", done]}

    def asked(line):
        name = line.split(b" ")[2].strip(b'"')
        return b"* MYRIGHTS %b %b\r\n{tag} OK done" % (name, said[name].pop(0))

    answers = [(rb"MYRIGHTS .*", asked), (rb"UID MOVE .*", b"{tag} NO no"), DONE]
    assert refused(MailboxError, move, NEW, *answers) == code


def test_permission_that_is_denied_without_a_code_is_a_matter_of_settings():
    text = refused(FixSettings, delete, b"IMAP4rev1", (rb"UID STORE .*", DENIED))
    assert text == "delete_refused: Permission denied"


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        (b"", None),
        (b'* LIST () "/" Done\r\n', "move_refused: MYRIGHTS Done lr"),
        (b'* LIST () "/" INBOX\r\n', "move_same_folder: INBOX"),
    ],
)
def test_whether_messages_may_be_moved_is_asked_without_making_the_folder(listed, code):
    name = b"INBOX" if b"INBOX" in listed else b"Done"
    answers = [
        rights(b"INBOX", b"lrste"),
        rights(b"Done", b"lr"),
        (rb'LIST "" "?(INBOX|Done)"?', listed + b"{tag} OK done"),
    ]
    server, _messages = session_with(NEW, *answers)
    with server, imap_session(server) as session:
        if code:
            with pytest.raises(FixSettings) as caught:
                session.check_move(name.decode())
            assert str(caught.value) == code
        else:
            session.check_move(name.decode())
    assert not [line for line in server.seen if b"CREATE" in line]


def test_pop3_moves_nothing():
    with ScriptedServer(pop3_script()) as server, pop3_session(server) as session:
        with pytest.raises(FixSettings) as caught:
            session.check_move("Done")
    assert caught.value.code == "move_needs_imap"


@pytest.mark.parametrize(
    ("capabilities", "command"),
    [(b"IMAP4rev1 MOVE", rb"UID MOVE .*"), (b"IMAP4rev1 UIDPLUS", rb"UID COPY .*")],
)
def test_permission_that_is_denied_at_a_move_is_about_moving(capabilities, command):
    no = b"{tag} NO [NOPERM] Access denied"
    text = refused(FixSettings, move, capabilities, (command, no), DONE)
    assert text == "move_refused: [NOPERM] Access denied"
