"""Refs, settings and errors: the values everybody else builds on."""

import pytest

from tools.errors import FixSettings, MailboxError, ParkMessage, RetryLater, printable
from tools.transport import MailboxSettings, PasswordCredential, RemoteRef


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        (RemoteRef("INBOX", "1234", "17"), "INBOX/1234/17"),
        (RemoteRef("a/b%c", "1", "2"), "a%2Fb%25c/1/2"),
        (RemoteRef("Müll halde", "1", "2"), "M%C3%BCll%20halde/1/2"),
        (RemoteRef("", "", "x/y/z"), "//x/y/z"),
        (RemoteRef("", "", "100%~!\"'\\"), "//100%25~!\"'\\"),
        (RemoteRef("", "", "\xff \n"), "//%C3%BF%20%0A"),
    ],
)
def test_a_key_is_printable_and_leads_back_to_its_ref(ref, key):
    assert ref.key == key
    assert RemoteRef.parse(key) == ref


def test_every_character_of_a_uidl_leads_back_to_its_ref():
    uidl = "".join(map(chr, range(0x21, 0x7F)))
    assert RemoteRef.parse(RemoteRef("", "", uidl).key).uid == uidl


def test_a_slash_in_a_folder_makes_no_key_of_another_ref():
    assert RemoteRef("a/1", "2", "3").key != RemoteRef("a", "1", "2/3").key


def test_text_that_is_no_key_is_refused_with_its_text():
    with pytest.raises(ValueError, match="not the key of a remote ref: 'INBOX/17'"):
        RemoteRef.parse("INBOX/17")


def test_refs_sort_by_number_not_by_letter():
    refs = [RemoteRef("INBOX", "1", uid) for uid in ("10", "9", "100")]
    assert [ref.uid for ref in sorted(refs)] == ["9", "10", "100"]


def test_settings_never_show_the_password():
    shown = repr(
        MailboxSettings("imap", "h", 143, "u", PasswordCredential("hush-hush"))
    )
    assert "hush" not in shown
    assert "username='u'" in shown


def test_an_unknown_protocol_is_refused():
    with pytest.raises(ValueError, match="unknown mailbox protocol 'imap4'"):
        MailboxSettings("imap4", "h", 143, "u", PasswordCredential("p"))


def test_an_error_reads_as_code_and_detail():
    assert str(FixSettings("login_refused", "no")) == "login_refused: no"
    assert str(FixSettings("starttls_missing")) == "starttls_missing"


def test_a_detail_is_one_printable_line_of_bounded_length():
    error = RetryLater("server_busy", "a\r\nb\x00\x1b[31m" + "c" * 1000)
    assert error.detail.startswith("a b??[31mccc")
    assert len(error.detail) == 300
    assert error.args == ("server_busy", error.detail)


def test_secrets_are_cut_out_of_a_text_the_longest_first():
    assert printable("LOGIN u pass pass1", ["pass", "pass1", ""]) == (
        "LOGIN u [secret] [secret]"
    )


def test_every_error_is_a_mailbox_error_and_park_names_its_messages():
    error = ParkMessage("message_gone", keys=["//a", "//b"])
    assert isinstance(error, MailboxError)
    assert error.keys == ("//a", "//b")


@pytest.mark.parametrize(
    "ref, reusable",
    [
        (RemoteRef("", "", "a-uidl"), True),
        (RemoteRef("", "", "digest:" + "0" * 64), False),
        (RemoteRef("INBOX", "7", "1"), False),
    ],
)
def test_only_a_uidl_may_be_given_to_another_message(ref, reusable):
    assert ref.is_reusable is reusable
