"""./dev/rooms: what it reads from imports, and how it draws them."""

import pytest
from kit import rooms


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A function that writes files of a project, whose rooms are then drawn."""

    def write(**files):
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        monkeypatch.setattr(rooms, "ROOT", tmp_path)
        return tmp_path

    return write


def test_imports_of_files_and_of_packages_lead_to_their_rooms(code):
    root = code(
        models__mailbox__run="from ..batch import Batch\n"
        "from ...tools import oauth\nfrom .lock import held\n",
        models__mailbox__lock="import os\n",
        models__batch="from ..tools.mail.message import parse\n",
        tools__mail__message="from .. import errors\n",
        tools__oauth__google="",
        tools__errors="",
    )
    assert rooms.imports(root) == {
        "models/mailbox": {"models/*.py", "tools/oauth"},
        "models/*.py": {"tools/mail"},
        "tools/mail": {"tools/*.py"},
        "tools/oauth": set(),
        "tools/*.py": set(),
    }


def test_arrows_lead_down(code):
    code(
        tools__a__one="from ..b.two import x\n",
        tools__b__two="from ..c.three import x\n",
        tools__c__three="",
    )
    assert rooms.drawing() == (
        "+------------------------+\n"
        "| tools/a                |--> tools/b\n"
        "+------------------------+\n"
        "| tools/b                |--> tools/c\n"
        "+------------------------+\n"
        "| tools/c                |\n"
        "+------------------------+\n"
    )


def test_rooms_that_need_each_other_are_marked(code):
    code(
        tools__a__one="from ..b.two import x\n",
        tools__b__two="from ..a.one import x\n",
    )
    drawn = rooms.drawing()
    assert "| tools/a                |--> tools/b (and back)\n" in drawn
    assert "| tools/b                |--> tools/a (and back)\n" in drawn


def test_the_drawing_takes_the_place_of_the_one_before():
    text = f"Before.\n{rooms.BEGIN}old\n{rooms.END}After.\n"
    assert rooms.with_drawing(text, "new\n") == (
        f"Before.\n{rooms.BEGIN}\n```\nnew\n```\n\n{rooms.END}After.\n"
    )


def test_a_document_without_the_marks_is_left_alone():
    with pytest.raises(ValueError):
        rooms.with_drawing("Before.\n", "new\n")
