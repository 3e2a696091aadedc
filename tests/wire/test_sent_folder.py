"""The folder of sent mail is read from where it was left, and never changed."""

import pytest
from wire_kit import IMAP_WAYS, mail

from tools.errors import FixSettings
from tools.transport.imap_sent import FolderPosition, SentFolder


def letter(number):
    return b"Subject: sent %d\r\nMessage-ID: <%d@x>\r\n\r\ntext\r\n" % (number, number)


def subjects(heads):
    return [head.raw.split(b"\r\n")[0].decode() for head in heads]


def test_a_folder_that_is_not_there_is_named(wire):
    with pytest.raises(FixSettings) as caught:
        SentFolder.open(wire.settings("imaps", folder="No such folder"))
    assert caught.value.code == "folder_missing"


def test_positions_survive_as_text():
    assert FolderPosition.parse(str(FolderPosition("77", 12))) == FolderPosition(
        "77", 12
    )
    assert FolderPosition.parse("77/twelve") is None
    assert FolderPosition.parse("") is None


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_only_what_was_sent_since_is_read(wire, way):
    wire.deliver(letter(1), letter(2), folder="Sent")
    with SentFolder.open(wire.settings(way, folder="Sent")) as folder:
        start = folder.end()
        assert list(folder.heads_after(start)) == []
        wire.deliver(letter(3), letter(4), folder="Sent")
        ((position, heads),) = folder.heads_after(start)
        assert subjects(heads.messages) == ["Subject: sent 3", "Subject: sent 4"]
        assert position == folder.end()
        assert list(folder.heads_after(position)) == []
    assert wire.messages("Sent") == [letter(n) for n in (1, 2, 3, 4)]


def test_an_empty_folder_begins_at_nought(wire):
    wire.deliver(mail(1), folder="Outbox")
    with SentFolder.open(wire.settings("imaps", folder="Outbox")) as folder:
        position = FolderPosition(folder.end().validity, 0)
        ((_end, heads),) = folder.heads_after(position)
        assert len(heads.messages) == 1


def test_a_folder_numbered_anew_yields_nothing(wire):
    wire.deliver(letter(1), folder="Sent")
    with SentFolder.open(wire.settings("imaps", folder="Sent")) as folder:
        assert list(folder.heads_after(FolderPosition("1", 0))) == []
