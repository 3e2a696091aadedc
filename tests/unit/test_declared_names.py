"""What a file is called: by its own part, without directories."""

import pytest

from tools.mail import parse
from tools.mail.declared_names import terminal_name
from tools.mail.email_message import gateway_message


def mail(*fields):
    head = "".join(f"{field}\n" for field in fields)
    return parse(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\n\nWords.\n--b\n{head}\nx\n--b--\n".encode()
    )


def names(message):
    built = gateway_message(message.shown, message.from_)
    shown = [file.filename for file in message.attachments]
    assert [part.get_filename() for part in built.get_payload()[1:]] == shown
    return shown


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (r'filename="C:\Users\nora\scan.pdf"', "scan.pdf"),
        (r'filename="\\\\server\share\scan.pdf"', "scan.pdf"),
        ('filename="../../etc/scan.pdf"', "scan.pdf"),
        ('filename="a/../scan.pdf"', "scan.pdf"),
        ("filename*=utf-8''%2Fetc%2Fscan.pdf", "scan.pdf"),
        ('filename="Rent 5/2026.pdf"', "Rent 5_2026.pdf"),
        ('filename="~/.."', "attachment.pdf"),
        ("FileName = 'scan.pdf'", "scan.pdf"),
        ("filename=a;b.pdf", "a;b.pdf"),
        ('filename="\u202einvoice_fdp.exe\u202c"', "invoice_fdp.exe"),
        ("filename*=utf-8''%E2%81%A6a%E2%80%AEfdp.exe", "afdp.exe"),
        ("filename=a_.pdf; filename*=utf-8''%C3%A4.pdf", "ä.pdf"),
    ],
)
def test_a_file_has_a_name_and_no_path(field, name):
    disposition = f"Content-Disposition: attachment; {field}"
    found = mail("Content-Type: application/pdf", disposition)
    assert names(found) == [name]


def test_the_name_of_a_type_counts_where_there_is_no_other():
    field = "Content-Type: application/pdf; name=a_.pdf; name*=utf-8''%C3%A4.pdf"
    assert names(mail(field, "Content-Disposition: attachment")) == ["ä.pdf"]


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("Report.pdf", "Report.pdf"),
        ("=?utf-8?q?=C3=A4=2Epdf?=", "ä.pdf"),
        ("/tmp/Report.pdf", "Report.pdf"),
        ("The report of May", "attachment.pdf"),
        ("a" * 200 + ".pdf", "attachment.pdf"),
    ],
)
def test_a_nameless_file_is_called_by_a_description_that_is_a_name(description, name):
    found = mail("Content-Type: application/pdf", f"Content-Description: {description}")
    assert names(found) == [name]


def test_a_text_with_a_description_stays_text():
    assert mail("Content-Description: notes.txt").attachments == ()


@pytest.mark.parametrize("name", ["", ".", "..", "../..", "C:\\"])
def test_a_folder_alone_is_no_name(name):
    assert terminal_name(name) == ""
