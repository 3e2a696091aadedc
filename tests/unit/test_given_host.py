"""Hosts as people enter them."""

import pytest

from tools.transport import split_host


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        (" mail.example.com ", "mail.example.com", None),
        ("https://mail.example.com:993/", "mail.example.com", 993),
        ("imaps://user@Mail.Example.com/inbox", "mail.example.com", None),
        ("mail.example.com:143", "mail.example.com", 143),
        ("mail.example.com/", "mail.example.com", None),
        ("[::1]:993", "::1", 993),
        ("::1", "::1", None),
        ("mail.example.com:99999", "mail.example.com:99999", None),
        ("two words", "two words", None),
        ("https://", "https://", None),
        ("mail.example.com:0", "mail.example.com", None),
    ],
)
def test_host_and_port_are_taken_out_of_an_address(text, host, port):
    assert split_host(text) == (host, port)
