"""Mails are found in files and folders, byte for byte."""

import json

from kit.mail_files import read_messages, split_mbox

ENVELOPE = b"From ann@x Tue Jan  2 03:04:05 2024\n"


def names(path):
    return [name.removeprefix(f"{path}/") for name, _raw in read_messages(path)]


def test_an_mbox_is_split_at_its_envelope_lines():
    raw = ENVELOPE + b"A: 1\n\none\n\n" + ENVELOPE + b"B: 2\n\ntwo\n"
    assert split_mbox(raw) == [b"A: 1\n\none\n", b"B: 2\n\ntwo\n"]


def test_quoted_from_lines_are_unquoted_by_one():
    raw = ENVELOPE + b"A: 1\n\n>From me\n>>From you\n> From he\n"
    assert split_mbox(raw) == [b"A: 1\n\nFrom me\n>From you\n> From he\n"]


def test_a_from_line_inside_a_text_is_text():
    raw = ENVELOPE + b"A: 1\n\nhello\n" + ENVELOPE + b"x\n\nFrom now on\n"
    assert split_mbox(raw) == [raw[len(ENVELOPE) :]]


def test_an_mbox_without_envelope_is_one_mail():
    assert split_mbox(b"A: 1\r\n\r\n>From x") == [b"A: 1\r\n\r\n>From x"]


def test_an_mbox_with_crlf_keeps_it():
    envelope = ENVELOPE.replace(b"\n", b"\r\n")
    raw = envelope + b"A: 1\r\n\r\none\r\n\r\n" + envelope + b"B: 2\r\n\r\n"
    assert split_mbox(raw) == [b"A: 1\r\n\r\none\r\n", b"B: 2\r\n"]


def test_a_single_mail_loses_its_envelope_line_and_nothing_else(tmp_path):
    file = tmp_path / "a.box"
    file.write_bytes(b"From x\r\nA: 1\r\n\r\n>From \xff\0")
    assert list(read_messages(file)) == [(str(file), b"A: 1\r\n\r\n>From \xff\0")]


def test_mails_of_one_file_are_numbered(tmp_path):
    file = tmp_path / "a.mbox"
    file.write_bytes(ENVELOPE + b"A: 1\n\n\n" + ENVELOPE + b"B: 2\n\n")
    assert names(tmp_path) == ["a.mbox:1", "a.mbox:2"]


def test_a_folder_gives_its_mail_files_in_order(tmp_path):
    for name in ("b.eml", "a/z.EML", "README", "x.txt", "c.eml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"A: 1\n\n")
    assert names(tmp_path) == ["a/z.EML", "b.eml", "c.eml"]


def test_a_labelled_folder_gives_what_its_labels_list(tmp_path):
    for name in ("b.txt", "a", "other.eml"):
        (tmp_path / name).write_bytes(b"A: 1\n\n")
    lines = [json.dumps({"path": name}) for name in ("b.txt", "a")]
    (tmp_path / "labels.jsonl").write_text("\n".join(lines) + "\n\n")
    assert names(tmp_path) == ["b.txt", "a"]
