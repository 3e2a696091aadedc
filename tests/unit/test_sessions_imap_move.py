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


class Folders:
    """LIST and CREATE of a server that makes what it is asked for."""

    def __init__(self, separator=b".", there=(), makes=lambda name: name):
        self.separator, self.there, self._makes = separator, list(there), makes

    def answers(self):
        return [(rb"LIST .*", self._list), (rb"CREATE .*", self._create), SUBSCRIBE]

    def _list(self, line):
        wanted = line.split(b" ", 3)[3].strip(b'"')
        row = b'* LIST () "%b" "%b"\r\n' % (self.separator, wanted)
        return (row if wanted in [b"INBOX", *self.there] else b"") + OK

    def _create(self, line):
        made = self._makes(line.split(b" ", 2)[2].strip(b'"'))
        self.there += [made] if made else []
        return OK


SUBSCRIBE = (rb"SUBSCRIBE .*", OK)


@pytest.mark.parametrize(
    ("folder", "made"),
    [
        ("Old/Done", b"Old.Done"),
        ("Done/", b"Done"),
        ("/Done", b"Done"),
        ("Old//Done", b"Old.Done"),
        ("Old.Done.", b"Old.Done"),
        (" Old / Done ", b"Old.Done"),
    ],
)
def test_a_folder_that_is_missing_is_made_without_separators_too_many(folder, made):
    folders = Folders()
    gone, _seen = move(folders.answers(), folder=folder)
    assert gone == {REF}
    assert folders.there == [made]


@pytest.mark.parametrize("folder", ["/", ".", " / ", ""])
def test_a_name_of_separators_only_is_none(folder):
    with pytest.raises(FixSettings) as refused:
        move(Folders().answers(), folder=folder)
    assert str(refused.value) == "move_folder_refused: no folder has such a name"


def test_a_folder_that_is_said_to_be_made_and_is_not_there_is_told():
    with pytest.raises(FixSettings) as refused:
        move(Folders(makes=lambda _name: None).answers())
    assert str(refused.value) == (
        "move_folder_refused: "
        "the server said that it made the folder, and does not show it"
    )


def test_other_folders_in_the_answer_are_not_taken_for_it():
    others = (rb"LIST .*Done.*", b'* LIST () "." Old\r\n* LIST () "." Done\r\n' + OK)
    with pytest.raises(FixSettings) as refused:
        move([others, INBOX, CREATE, SUBSCRIBE])
    assert refused.value.code == "move_folder_refused"


def test_a_folder_is_called_as_the_server_spells_it():
    messages = ScriptedFolder({4: b"four"})
    spelt = (rb"LIST .*Done.*", b'* LIST () "." OLD.done\r\n{tag} OK done')
    script = imap_script(b"IMAP4rev1 MOVE", [spelt, INBOX], folder=messages)
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert session.move([REF], "Old/Done") == {REF}
    assert messages.copied == [(4, b"OLD.done")]


def test_a_folder_is_made_below_the_prefix_of_a_persons_own():
    folders = Folders()
    answers = [(rb"NAMESPACE", NAMESPACE), *folders.answers()]
    gone, _seen = move(answers, b"IMAP4rev1 UIDPLUS MOVE NAMESPACE")
    assert (gone, folders.there) == ({REF}, [b"INBOX.Old.Done"])


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


@pytest.mark.parametrize("words", [b"NO [ALREADYEXISTS] there", b"NO it is there"])
def test_a_folder_that_another_client_made_meanwhile_is_taken(words):
    folders = Folders()

    def made(_line):
        folders.there.append(b"Old.Done")
        return b"{tag} " + words

    gone, _seen = move([(CREATE[0], made), *folders.answers()])
    assert gone == {REF}


def test_a_folder_that_cannot_be_subscribed_to_takes_the_message_all_the_same():
    refused = (rb"SUBSCRIBE .*", b"{tag} NO [NOPERM] no")
    gone, _seen = move([refused, *Folders().answers()])
    assert gone == {REF}


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (b"{tag} NO [INUSE] later", "server_busy: [INUSE] later"),
        (CLOSE, "connection_lost: socket error: EOF"),
    ],
)
def test_passing_trouble_in_making_a_folder_is_tried_later(answer, text):
    with pytest.raises(MailboxError) as caught:
        move([INBOX, MISSING, (CREATE[0], answer)])
    assert str(caught.value) == text


def test_a_connection_cut_at_the_subscription_is_tried_later():
    with pytest.raises(MailboxError) as caught:
        move([(rb"SUBSCRIBE .*", CLOSE), *Folders().answers()])
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
    assert str(caught.value) == "message_unreadable: cannot"
