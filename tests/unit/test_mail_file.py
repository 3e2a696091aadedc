"""Files that are mails, and files that are not."""

import pytest

from tools.mail import is_mail_file


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@a.example\r\n\r\nHello",
        b"\r\n\r\nSubject: x\n\nHello",
        b"X-Own: 1\rRECEIVED : by b\rTo: a",
        b"From a@a.example Mon Jan 5 08:00:00 2024\nResent-From: a@a.example\n\n",
    ],
)
def test_what_begins_with_fields_of_a_mail_is_one(raw):
    assert is_mail_file(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<< /Type /Catalog >>",
        b"PK\x03\x04\x14\0\0\0",
        b"\x89PNG\r\n\x1a\n",
        b"BEGIN:VCARD\nFN:Ada\n",
        b"Hello\n\nSubject: not a field\n",
    ],
)
def test_anything_else_is_none(raw):
    assert not is_mail_file(raw)
