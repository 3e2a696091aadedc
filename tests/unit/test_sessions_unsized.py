"""Sessions that list no sizes: a server may end them over one message."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script, pop3_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session, pop3_session

from tools.errors import RetryLater
from tools.transport import RemoteRef

SIZES = rb"(UID )?FETCH ([0-9,]+,)?%d(,[0-9,]+)? \(UID RFC822.SIZE.*"


def ref(uid):
    return RemoteRef("INBOX", "7", str(uid))


def script_of(*answers, uids_only=False):
    """Three messages, and what is answered otherwise."""
    messages = {4: b"four", 5: b"fifth", 9: b"nine"}
    capabilities = b"IMAP4rev1 UIDPLUS" + b" ENABLE UIDONLY" * uids_only
    folder = ScriptedFolder(messages, uids_only=uids_only)
    enabled = (rb"ENABLE UIDONLY", b"* ENABLED UIDONLY\r\n{tag} OK done")
    return imap_script(capabilities, [*answers, enabled], folder=folder), folder


def test_a_listing_over_which_the_server_ends_the_session_names_no_message():
    script, _folder = script_of((SIZES % 2, CLOSE))
    with ScriptedServer(script) as server, imap_session(server) as session:
        with pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert (caught.value.code, caught.value.keys) == ("connection_lost", ())


@pytest.mark.parametrize("uids_only", [False, True])
def test_without_sizes_all_are_listed_and_sizes_are_asked_for_apart(uids_only):
    script, _folder = script_of(uids_only=uids_only)
    with (
        ScriptedServer(script) as server,
        imap_session(server, lists_sizes=False) as session,
    ):
        listed = session.list_messages()
        found = session.stated([ref(4), ref(9), ref(77)])
        assert session.summary().count == 3
    assert [(one.ref, one.size, one.date) for one in listed] == [
        (ref(uid), 0, None) for uid in (4, 5, 9)
    ]
    assert [(one.ref, one.size) for one in found] == [(ref(4), 4), (ref(9), 4)]
    assert all(one.date for one in found)


def test_a_connection_that_breaks_over_sizes_names_those_asked_for():
    script, _folder = script_of((SIZES % 5, CLOSE))
    with (
        ScriptedServer(script) as server,
        imap_session(server, lists_sizes=False) as session,
    ):
        session.list_messages()
        with pytest.raises(RetryLater) as caught:
            session.stated([ref(4), ref(5)])
    assert caught.value.keys == (ref(4).key, ref(5).key)


@pytest.mark.parametrize("words", [b"NO no", b"NO [UNAVAILABLE] later"])
def test_one_whose_size_is_refused_has_none(words):
    script, _folder = script_of((SIZES % 5, b"{tag} " + words))
    with (
        ScriptedServer(script) as server,
        imap_session(server, lists_sizes=False) as session,
    ):
        session.list_messages()
        found = session.stated([ref(5)])
    assert [(one.ref, one.size) for one in found] == [(ref(5), 0)]


def test_what_was_fetched_or_stated_is_deleted_and_nothing_else_is():
    script, folder = script_of()
    with (
        ScriptedServer(script) as server,
        imap_session(server, lists_sizes=False) as session,
    ):
        session.list_messages()
        assert [one.raw for one in session.fetch([ref(4)])] == [b"four"]
        session.stated([ref(5)])
        assert session.delete([ref(4), ref(5), ref(9)]) == {ref(4), ref(5)}
    assert list(folder.messages) == [9]


def test_pop3_lists_sizes_at_once():
    script = pop3_script([b"one\n", b"three\n"], uidl=[b"a", b"b"])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        (_one, three) = session.list_messages()
        assert session.stated([three.ref, RemoteRef("", "", "z")]) == [three]
