"""The folder of sent mail, on scripted servers: positions, and what is newer."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from sessions_kit import settings

from tools.errors import RetryLater
from tools.transport import RemoteRef
from tools.transport.imap_sent import FolderPosition, SentFolder

HEAD = b"Subject: %d\r\n\r\n"


def row(uid):
    head = HEAD % uid
    size = len(head)
    return b"* 1 FETCH (UID %d BODY[HEADER] {%d}\r\n%b RFC822.SIZE 99)" % (
        uid,
        size,
        head,
    )


def folder(*answers, count=0):
    script = imap_script(count=count, answers=answers)
    return ScriptedServer(script)


def opened(server):
    return SentFolder.open(settings("imap", server.port, folder="Sent"))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("77/12", FolderPosition("77", 12)),
        ("77/twelve", None),
        ("77", None),
        ("", None),
        (None, None),
    ],
)
def test_positions_survive_as_text(text, position):
    assert FolderPosition.parse(text) == position
    assert position is None or str(position) == text


def test_an_empty_folder_begins_at_nought():
    with folder() as server, opened(server) as sent:
        assert sent.end() == FolderPosition("7", 0)


def test_a_folder_ends_behind_its_newest_mail():
    newest = (rb"UID SEARCH UID \*", b"* SEARCH 9\r\n{tag} OK done")
    with folder(newest, count=3) as server, opened(server) as sent:
        assert sent.end() == FolderPosition("7", 9)


def test_only_heads_of_newer_mails_are_read_and_what_is_gone_is_left_out():
    search = (rb"UID SEARCH UID 5:\*", b"* SEARCH 6 4 5\r\n{tag} OK done")
    fetch = (rb"UID FETCH 5,6 .*", row(6) + b"\r\n{tag} OK done")
    gone = (rb"UID SEARCH UID 5", b"* SEARCH\r\n{tag} OK done")
    with folder(search, fetch, gone, count=6) as server, opened(server) as sent:
        ((position, heads),) = sent.heads_after(FolderPosition("7", 4))
    assert position == FolderPosition("7", 6)
    assert [(head.ref.uid, head.raw) for head in heads.messages] == [("6", HEAD % 6)]
    assert heads.refused == {}


def test_a_folder_numbered_anew_yields_nothing():
    with folder(count=3) as server, opened(server) as sent:
        assert list(sent.heads_after(FolderPosition("1", 0))) == []


class TestRefused:
    """Heads of the newer messages 5 and 6, of which some are not handed out."""

    def heads(self, *answers, doubtful=()):
        search = (rb"UID SEARCH UID 5:\*", b"* SEARCH 5 6\r\n{tag} OK done")
        there = (rb"UID SEARCH UID 5", b"* SEARCH 5\r\n{tag} OK done")
        with folder(search, *answers, there, count=6) as server:
            with opened(server) as sent:
                ((position, heads),) = sent.heads_after(
                    FolderPosition("7", 4), doubtful
                )
        assert position == FolderPosition("7", 6)
        got = [head.ref.uid for head in heads.messages]
        return got, {ref.uid: str(why) for ref, why in heads.refused.items()}

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            (b"{tag} NO no", "command_refused: no"),
            (b"{tag} NO [INUSE] x", "server_busy: [INUSE] x"),
            (
                b"{tag} OK done",
                "command_refused: the server lists the message and sends nothing",
            ),
        ],
    )
    def test_one_is_told_and_the_other_read(self, said, why):
        both = (rb"UID FETCH 5,6 .*", b"{tag} NO no")
        first = (rb"UID FETCH 5 .*", said)
        second = (rb"UID FETCH 6 .*", row(6) + b"\r\n{tag} OK done")
        assert self.heads(both, first, second) == (["6"], {"5": why})

    def test_those_that_are_doubtful_are_not_asked_for(self):
        second = (rb"UID FETCH 6 .*", row(6) + b"\r\n{tag} OK done")
        doubtful = [RemoteRef("Sent", "7", "5")]
        assert self.heads(second, doubtful=doubtful) == (["6"], {})

    def test_where_none_is_handed_out_it_is_the_folders_trouble(self):
        refused = (rb"UID FETCH .*", b"{tag} NO no")
        with pytest.raises(RetryLater) as caught:
            self.heads(refused)
        assert str(caught.value) == "messages_refused: no"
        assert caught.value.keys == ()

    def test_a_connection_that_breaks_names_them(self):
        with pytest.raises(RetryLater) as caught:
            self.heads((rb"UID FETCH .*", CLOSE))
        assert caught.value.keys == ("Sent/7/5", "Sent/7/6")

    def test_one_is_asked_for_alone(self):
        fetch = (rb"UID FETCH 5 .*", row(5) + b"\r\n{tag} OK done")
        wanted = [RemoteRef("Sent", "7", "5"), RemoteRef("Sent", "6", "9")]
        with folder(fetch, count=6) as server, opened(server) as sent:
            assert [head.ref for head in sent.heads(wanted).messages] == wanted[:1]
            assert sent.heads(wanted[1:]).messages == []
