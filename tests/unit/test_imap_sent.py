"""The folder of sent mail, on scripted servers: positions, and what is newer."""

import pytest
from peers.scripted import ScriptedServer, imap_script
from sessions_kit import settings

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
    with folder(search, fetch, count=6) as server, opened(server) as sent:
        ((position, heads),) = sent.heads_after(FolderPosition("7", 4))
    assert position == FolderPosition("7", 6)
    assert [(head.ref.uid, head.raw) for head in heads] == [("6", HEAD % 6)]


def test_a_folder_numbered_anew_yields_nothing():
    with folder(count=3) as server, opened(server) as sent:
        assert list(sent.heads_after(FolderPosition("1", 0))) == []
