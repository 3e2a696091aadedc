"""Answers that are spelt as imaplib and poplib do not expect them."""

import pytest
from peers.scripted import ScriptedServer, imap_script, pop3_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session, pop3_session, settings

from tools.errors import FixSettings, ParkMessage, RetryLater
from tools.transport import FolderPosition, RemoteRef, SentFolder, open_session
from tools.transport.imap_lines import readable_line, searched

REF = RemoteRef("INBOX", "7", "4")
MAIL = b"Subject: x\r\n\r\n* ok text ~{3}\r\na1 ok\r\n"
LISTED = b"* 1 FETCH (UID 4 RFC822.SIZE 39 FLAGS ())\r\n{tag} OK done"


def small(answer):
    """An answer in small letters, but for its literals and quoted texts."""
    return lambda line: _small(answer(line) if callable(answer) else answer)


def _small(said):
    rows = said.split(b"\r\n")
    return b"\r\n".join(
        row.lower() if row.startswith((b"*", b"{tag}")) and b"~" not in row else row
        for row in rows
    )


def test_small_letters_are_read():
    script = imap_script(folder=ScriptedFolder({4: MAIL}), greeting=b"* ok ready")
    script.answers = [(pattern, small(said)) for pattern, said in script.answers]
    with ScriptedServer(script) as server, imap_session(server) as session:
        (listed,) = session.list_messages()
        (found,) = session.fetch([listed.ref])
        gone = session.delete([listed.ref])
    assert (listed.ref, found.raw, gone) == (REF, MAIL, {REF})


def test_an_ok_without_words_and_a_tag_in_small_letters_are_read():
    script = imap_script(folder=ScriptedFolder({4: MAIL}))

    def short(said):
        def answer(line):
            whole = said(line) if callable(said) else said
            head, _tag, _words = whole.rpartition(b"{tag}")
            return head + line.split(b" ")[0].lower() + b" ok"

        return answer

    script.answers = [
        (pattern, said if b"LOGOUT" in pattern else short(said))
        for pattern, said in script.answers
    ]
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert [one.ref for one in session.list_messages()] == [REF]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (b"* ok [uidvalidity 7] all ok\r\n", b"* OK [UIDVALIDITY 7] all ok\r\n"),
        (b"* 3 exists\r\n", b"* 3 EXISTS\r\n"),
        (b"a1 no [Alert] x\r\n", b"A1 NO [Alert] x\r\n"),
        (b"A1 OK\r\n", b"A1 OK \r\n"),
        (b"A1 OKAY\r\n", b"A1 OKAY\r\n"),
        (b"+ go on\r\n", b"+ go on\r\n"),
        (b"*\r\n", b"*\r\n"),
        (b"* OK see ~{3}\r\n", b"* OK see ~{3}\r\n"),
        (b"* 1 fetch (body[] ~{3+}\r\n", b"* 1 FETCH (body[] {3}\r\n"),
        (b"* 1 FETCH (X ~{3} y)\r\n", b"* 1 FETCH (X ~{3} y)\r\n"),
    ],
)
def test_words_are_made_capitals_and_texts_are_not(line, read):
    assert readable_line(line) == read


@pytest.mark.parametrize("literal", [b"~{%d}", b"{%d+}", b"~{%d+}"])
def test_every_kind_of_literal_is_the_message(literal):
    sent = literal % len(MAIL) + b"\r\n" + MAIL
    for items in (b"UID 4 BODY[] " + sent, b"UID 4 X {1}\r\ny BODY[] " + sent):
        body = (rb"UID FETCH 4 .*BODY.*", b"* 1 FETCH (%b)\r\n{tag} OK done" % items)
        script = imap_script(answers=[body, (rb"FETCH 1.*", LISTED)], count=1)
        with ScriptedServer(script) as server, imap_session(server) as session:
            session.list_messages()
            assert [one.raw for one in session.fetch([REF])] == [MAIL]


def test_two_bodies_for_one_message_are_none():
    one = b"* 1 FETCH (UID 4 BODY[] {%d}\r\n%b)\r\n"
    for second, comes in ((MAIL, True), (b"junk", False)):
        said = one % (len(MAIL), MAIL) + one % (len(second), second)
        body = (rb"UID FETCH 4 .*BODY.*", said + b"{tag} OK done")
        script = imap_script(answers=[body, (rb"FETCH 1.*", LISTED)], count=1)
        with ScriptedServer(script) as server, imap_session(server) as session:
            session.list_messages()
            if comes:
                assert [one.raw for one in session.fetch([REF])] == [MAIL]
                continue
            with pytest.raises(ParkMessage, match="sends two messages for one"):
                list(session.fetch([REF]))


def test_a_server_that_has_logged_in_already_is_not_asked(ca):
    script = imap_script(
        folder=ScriptedFolder({4: MAIL}), greeting=b"* PREAUTH logged in as alice"
    )
    with ScriptedServer(script, tls=ca) as server:
        with open_session(settings("imaps", server.port, ca_pem=ca.pem)) as session:
            assert [one.ref for one in session.list_messages()] == [REF]
    assert not [line for line in server.seen if b"LOGIN" in line]


def test_a_server_of_imap4rev2_alone_is_understood():
    found = b'* ESEARCH (TAG "{tag}") UID ALL 4,7:8\r\n{tag} OK done'
    script = imap_script(
        b"IMAP4rev2", [(rb"UID SEARCH .*", found)], folder=ScriptedFolder({4: MAIL})
    )
    with ScriptedServer(script) as server:
        with imap_session(server) as session:
            assert [one.ref for one in session.list_messages()] == [REF]
        with SentFolder.open(settings("imap", server.port)) as sent:
            assert sent.end() == FolderPosition("7", 8)


def test_what_an_esearch_answer_may_have():
    assert searched(b'(TAG "A1") UID ALL 3,5:7', 4) == b"3 5 6 7"
    assert searched(b'(TAG "A1") UID', 4) == b""
    for answer in (b'(TAG "A1") UID ALL 1:5', b"COUNT 3"):
        with pytest.raises(ValueError, match="ESEARCH"):
            searched(answer, 4)


def test_neither_protocol_is_not_imap():
    with ScriptedServer(imap_script(b"IMAP2")) as server:
        with pytest.raises(FixSettings, match="protocol_error"):
            imap_session(server)


def test_a_refused_listing_has_the_servers_words():
    refused = (rb"(UID )?FETCH .*", b"{tag} NO Mailbox index is corrupted")
    with ScriptedServer(imap_script(answers=[refused], count=30)) as server:
        with imap_session(server) as session, pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert caught.value.code == "messages_refused"
    assert "Mailbox index is corrupted" in caught.value.detail


# --- POP3


def test_pop3_in_small_letters_is_read():
    script = pop3_script([b"one\n"], uidl=[b"a"], greeting=b"+ok ready")
    script.answers = [
        (pattern, said.replace(b"+OK", b"+ok").replace(b"-ERR", b"-err"))
        for pattern, said in script.answers
    ]
    with ScriptedServer(script) as server:
        session = pop3_session(server)
        (listed,) = session.list_messages()
        assert [one.raw for one in session.fetch([listed.ref])] == [b"one\r\n"]
        session.delete([listed.ref])
        assert session.close() == {listed.ref}


def test_a_refusal_in_small_letters_is_one():
    script = pop3_script(answers=[(rb"PASS .*", b"-err no such user")])
    with ScriptedServer(script) as server:
        with pytest.raises(FixSettings, match="login_refused: -ERR no such user"):
            pop3_session(server)


def test_where_stat_is_refused_the_listing_counts():
    answers = [(rb"STAT", b"-ERR no"), (rb"TOP .*", b"-ERR no"), (rb"RETR .*", b"-ERR")]
    script = pop3_script([b"one\n", b"three\n"], answers, uidl=[b"a", b"b"])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        summary = session.summary()
    assert (summary.count, summary.size) == (2, 12)


@pytest.mark.parametrize(
    ("stat", "code"),
    [(b"-ERR [SYS/TEMP] later", "server_busy"), (b"+ what", "protocol_error")],
)
def test_what_passes_or_is_no_answer_is_named(stat, code):
    with ScriptedServer(pop3_script(answers=[(rb"STAT", stat)])) as server:
        with pop3_session(server) as session, pytest.raises(RetryLater) as caught:
            session.summary()
    assert caught.value.code == code


def test_a_refused_list_has_its_words():
    script = pop3_script(
        [b"one\n"], [(rb"STAT|LIST", b"-ERR maildrop index broken")], uidl=[b"a"]
    )
    with ScriptedServer(script) as server, pop3_session(server) as session:
        for step in (session.summary, session.list_messages):
            with pytest.raises(RetryLater) as caught:
                step()
            assert caught.value.detail == "-ERR maildrop index broken"
