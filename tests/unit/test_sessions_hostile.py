"""Servers that send without end, claim what is not so, or drip: bounded, and named."""

import socket
import tracemalloc

import pytest
from peers.scripted import Script, ScriptedServer, imap_script, pop3_script
from sessions_kit import imap_session, pop3_session, settings

from tools.errors import MailboxError, RetryLater
from tools.transport import (
    FolderPosition,
    PasswordCredential,
    RemoteRef,
    SentFolder,
    SmtpSettings,
    TimeLimits,
    bounded,
    imap_client,
    open_smtp,
    pop3_wire,
)
from tools.transport.bounded import AnswerTooLong, BoundedReader, Meter

REF = RemoteRef("INBOX", "7", "1")
LISTED = b"* 1 FETCH (UID 1 RFC822.SIZE 10 FLAGS ())\r\n{tag} OK done"
BODY = rb"UID FETCH 1 .*BODY.*"
FLOOD = b"* 1 EXISTS\r\n" * 20_000
ENDLESS_LINE = b"* OK " + b"x" * 200_000


@pytest.fixture(autouse=True)
def small_answers(monkeypatch):
    monkeypatch.setattr(imap_client, "MOST_ANSWERS", 3000)
    monkeypatch.setattr(bounded, "ANSWER_BYTES", 100_000)
    monkeypatch.setattr(pop3_wire, "MOST_MESSAGES", 1000)


def imap(*answers, count=1, **options):
    listing = (rb"FETCH 1.*", LISTED)
    return ScriptedServer(
        imap_script(answers=[*answers, listing], count=count, **options)
    )


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH (UID 1 BODY[] {1000000000000}\r\nx",
        b"* 1 FETCH (UID 1 BODY[] {300000}\r\n"
        + b"x" * 300_000
        + b")\r\n{tag} OK done",
        FLOOD + b"{tag} OK done",
        b"* X\r\n" * 4000 + b"{tag} OK done",
        b"".join(b"* 1 FETCH (UID %d)\r\n" % uid for uid in range(4000)) + b"{tag} OK",
        ENDLESS_LINE,
    ],
    ids=[
        "claimed literal",
        "literal",
        "untagged flood",
        "many answers",
        "answers nobody asked for",
        "endless line",
    ],
)
def test_an_imap_answer_is_bounded_and_says_which_mail_it_was(answer):
    with imap((BODY, answer)) as server:
        with imap_session(server) as session:
            session.list_messages()
            tracemalloc.start()
            with pytest.raises(RetryLater) as caught:
                list(session.fetch([REF]))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    assert (caught.value.code, caught.value.keys) == ("answer_too_long", (REF.key,))
    assert peak < 5_000_000
    assert b"LOGOUT" not in server.seen[-1]


def test_a_mail_as_large_as_it_was_listed_is_no_flood():
    size = 150_000
    listed = LISTED.replace(b"SIZE 10 ", b"SIZE %d " % size)
    body = b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\n{tag} OK done" % (size, b"x" * size)
    with imap((rb"FETCH 1.*", listed), (BODY, body)) as server:
        with imap_session(server) as session:
            session.list_messages()
            assert len(next(session.fetch([REF])).raw) == size


def test_a_server_that_does_not_cut_a_large_mail_is_given_up():
    body = (
        b"* 1 FETCH (UID 1 BODY[]<0> {200000}\r\n"
        + b"x" * 200_000
        + b")\r\n{tag} OK done"
    )
    with imap((BODY, body)) as server:
        with pytest.raises(RetryLater) as caught, imap_session(server) as session:
            session.list_messages()
            session.fetch_head(REF, 1000)
    assert caught.value.code == "answer_too_long"


@pytest.mark.parametrize(
    "script",
    [
        imap_script(greeting=ENDLESS_LINE),
        imap_script(greeting=b"* PREAUTH " + b"x" * 200_000),
        imap_script(answers=[(rb"CAPABILITY", FLOOD + b"{tag} OK done")]),
        imap_script(answers=[(rb"LOGIN .*", FLOOD + b"{tag} OK in")]),
        imap_script(answers=[(rb"SELECT .*", FLOOD + b"{tag} OK in")]),
        imap_script(count=4_000_000_000),
    ],
    ids=["greeting", "preauth", "capabilities", "login", "select", "claimed count"],
)
def test_opening_an_imap_mailbox_is_bounded(script):
    with ScriptedServer(script) as server:
        with pytest.raises(RetryLater) as caught:
            imap_session(server)
    assert caught.value.code == "answer_too_long"


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH " + b"(" * 40_000 + b"\r\n{tag} OK done",
        b"* 1 FETCH (UID " + b"9" * 5000 + b")\r\n{tag} OK done",
        b"* 1 FETCH (FLAGS)\r\n{tag} OK done",
        b"* FETCH FETCH\r\n{tag} OK done",
    ],
    ids=["nested", "huge number", "uneven", "no number"],
)
def test_an_imap_answer_that_cannot_be_read_is_a_protocol_error(answer):
    with imap((rb"FETCH 1.*", answer)) as server:
        with imap_session(server, timeout=1) as session:
            with pytest.raises(RetryLater) as caught:
                session.list_messages()
    assert caught.value.code == "protocol_error"


@pytest.mark.parametrize(
    "answer",
    [
        b"* VANISHED 1" + b",1" * 4000,
        b"* 1 FETCH (UID 1 X (" + b"a " * 20_000 + b"))",
        b"* 1 FETCH (UID 1)\r\n" * 2500,
        b"* SEARCH" + b" 1" * 2000,
    ],
)
def test_words_that_would_fill_the_memory_are_not_read(answer, monkeypatch):
    monkeypatch.setattr(imap_client, "MOST_TEXT", 40_000)
    monkeypatch.setattr(imap_client, "MOST_MESSAGES", 1000)
    with imap((rb"NOOP", answer + b"\r\n{tag} OK done")) as server:
        with imap_session(server) as session, pytest.raises(RetryLater) as caught:
            session._folder.poll()
    assert caught.value.code == "answer_too_long"


def test_a_search_may_have_many_words(monkeypatch):
    monkeypatch.setattr(imap_client, "MOST_TEXT", 1000)
    found = b"* SEARCH" + b" 5" * 900
    with imap((rb"UID SEARCH .*", found + b"\r\n{tag} OK done")) as server:
        with SentFolder.open(settings("imap", server.port)) as sent:
            assert sent.end() == FolderPosition("7", 5)


def test_what_belongs_to_no_command_is_not_kept():
    noise = b"* FLAGS (\\Seen)\r\n* 1 FETCH (FLAGS ())\r\n* X-NOISE x\r\n"
    noop = (rb"NOOP", noise * 300 + b"{tag} OK done")
    with imap(noop) as server, imap_session(server) as session:
        for _time in range(20):
            session._folder.poll()
        kept = session._client._imap.untagged_responses
        assert sum(map(len, kept.values())) < 1000


@pytest.mark.parametrize("number", [b"0", b"2", b"4294967295"])
def test_a_message_that_was_never_listed_cannot_leave(number):
    noop = (rb"NOOP", b"* %b EXPUNGE\r\n{tag} OK done" % number)
    with imap(noop) as server, imap_session(server) as session:
        session.list_messages()
        session._folder.poll()
        assert session._folder.index.among([1]) == [1]


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH (UID 1 INTERNALDATE (1 2) RFC822.SIZE 10)",
        b"* 1 FETCH (UID 1 INTERNALDATE 5 RFC822.SIZE 10)",
        b"* 1 FETCH (UID (1) RFC822.SIZE 10)",
        b"* EXPUNGE",
        b"* VANISHED",
    ],
)
def test_an_answer_with_the_wrong_kind_of_value_is_named_or_harmless(answer):
    with imap((rb"FETCH 1.*", answer + b"\r\n{tag} OK done")) as server:
        with imap_session(server) as session, pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert caught.value.code in ("protocol_error", "messages_refused")


@pytest.mark.parametrize(
    "answer",
    [
        b"FLAGS 5 INTERNALDATE NIL RFC822.SIZE NIL",
        b"FLAGS NIL",
        b"RFC822.SIZE (1)",
        b'INTERNALDATE ""',
        b"ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)",
    ],
)
def test_a_row_of_a_listing_without_values_is_a_message(answer):
    row = b"* 1 FETCH (UID 1 " + answer + b")\r\n{tag} OK done"
    with imap((rb"FETCH 1.*", row)) as server, imap_session(server) as session:
        (found,) = session.list_messages()
    assert (found.ref, found.size, found.date) == (REF, 0, None)
    assert not found.flagged_deleted


@pytest.mark.parametrize(
    "namespace",
    [
        b"(" * 40_000,
        b'(("INBOX." "."',
        b"5 5 5",
        b'((("" "/")) NIL NIL',
        b"",
        b"((5 NIL)) NIL NIL",
        b'(("" 5)) NIL NIL',
    ],
)
def test_a_namespace_that_cannot_be_read_is_named(namespace):
    answers = [
        (rb"NAMESPACE", b"* NAMESPACE " + namespace + b"\r\n{tag} OK done"),
        (rb"LIST .*", b"{tag} OK done"),
        (rb"CREATE .*", b"{tag} NO no"),
    ]
    capabilities = b"IMAP4rev1 NAMESPACE"
    with imap(*answers, capabilities=capabilities) as server:
        with imap_session(server) as session, pytest.raises(MailboxError) as caught:
            session.move([REF], "Done")
    assert caught.value.code in ("protocol_error", "move_folder_refused")


def test_folder_lists_and_searches_are_bounded():
    found = b"* SEARCH" + b" 1" * 100_000 + b"\r\n{tag} OK done"
    folders = b'* LIST () "/" x\r\n' * 10_000 + b"{tag} OK done"
    with imap((rb"UID SEARCH.*", found), (rb"LIST.*", folders)) as server:
        with imap_session(server) as session, pytest.raises(RetryLater) as caught:
            session.move([REF], "Done")
        assert caught.value.code == "answer_too_long"
        where = settings("imap", server.port)
        with SentFolder.open(where) as sent, pytest.raises(RetryLater) as caught:
            list(sent.heads_after(FolderPosition("7", 3)))
        assert caught.value.code == "answer_too_long"


@pytest.mark.parametrize(
    "answers",
    [
        [(rb"LIST", b"+OK\r\n" + b"1 1\r\n" * 50_000 + b".")],
        [(rb"LIST", b"+OK\r\n" + b"1 1\r\n" * 2000 + b".")],
        [(rb"UIDL", b"+OK\r\n" + b"1 x\r\n" * 50_000)],
        [(rb"CAPA", b"+OK\r\n" + b"X\r\n" * 50_000)],
        [(rb"RETR 1", b"+OK\r\n" + b"x" * 200_000)],
        [(rb"RETR 1", b"+OK\r\n" + b"x\r\n" * 100_000)],
    ],
    ids=["bytes", "lines", "names", "capabilities", "one line", "endless mail"],
)
def test_a_pop3_answer_is_bounded(answers):
    script = pop3_script([b"x\n"], answers, uidl=[b"one"])
    with ScriptedServer(script) as server:
        with pytest.raises(RetryLater) as caught, pop3_session(server) as session:
            list(session.fetch([m.ref for m in session.list_messages()]))
    assert caught.value.code == "answer_too_long"


def test_a_pop3_mail_whose_size_is_claimed_to_be_small_is_bounded_by_that():
    script = pop3_script([b"x\n" * 100_000], uidl=[b"one"])
    script.answers.insert(0, (rb"LIST", b"+OK\r\n1 10\r\n."))
    with ScriptedServer(script) as server:
        with pytest.raises(RetryLater) as caught, pop3_session(server) as session:
            (listed,) = session.list_messages()
            list(session.fetch([listed.ref]))
    assert caught.value.keys == (listed.ref.key,)


@pytest.mark.parametrize("limit", ["answer_seconds", "session_seconds"])
@pytest.mark.parametrize("open_session", [imap_session, pop3_session])
def test_a_server_that_drips_is_given_up_in_time(open_session, limit):
    script = imap_script() if open_session is imap_session else pop3_script()
    with ScriptedServer(script) as server:
        with pytest.raises(RetryLater) as caught:
            open_session(server, **{limit: -1})
    assert caught.value.code == "timed_out"


def test_so_is_one_that_drips_when_mail_is_to_be_sent():
    with ScriptedServer(Script(b"220 ready", [])) as server:
        where = SmtpSettings(
            "127.0.0.1",
            server.port,
            "alice",
            PasswordCredential("x"),
            False,
            answer_seconds=-1,
        )
        with pytest.raises(RetryLater) as caught:
            open_smtp(where)
    assert caught.value.code == "timed_out"


@pytest.mark.parametrize(
    ("limit", "limits"),
    [
        (None, TimeLimits(60, 300, 3600)),
        (120, TimeLimits(30, 40, 72)),
        (30, TimeLimits(10, 10, 18)),
        (90_000, TimeLimits(60, 300, 3600)),
    ],
)
def test_who_is_ended_after_a_time_waits_for_less(limit, limits):
    assert TimeLimits.within(limit) == limits


def test_a_reply_by_smtp_is_bounded():
    script = Script(b"220-" + b"x\r\n220-" * 50_000, [])
    with ScriptedServer(script) as server:
        where = SmtpSettings(
            "127.0.0.1", server.port, "alice", PasswordCredential("x"), False, timeout=5
        )
        with pytest.raises(MailboxError) as caught:
            open_smtp(where)
    assert caught.value.code == "answer_too_long"
    assert "far longer" in caught.value.detail


class TestMeter:
    def test_an_answer_ends_in_time(self):
        now = [0.0]
        meter = Meter(clock=lambda: now[0])
        now[0] = bounded.ANSWER_SECONDS + 1
        with pytest.raises(TimeoutError):
            meter.check()
        meter.begin()
        meter.check()

    def test_so_does_a_session_whatever_its_number_of_answers(self):
        now = [0.0]
        meter = Meter(clock=lambda: now[0])
        now[0] = bounded.SESSION_SECONDS + 1
        meter.begin()
        with pytest.raises(TimeoutError):
            meter.check()

    def test_what_is_expected_counts_within_only(self):
        meter = Meter()
        with meter.expecting(1_000_000):
            meter.begin()
            meter.count(1_500_000)
        meter.begin()
        with pytest.raises(AnswerTooLong):
            meter.count(1_500_000)

    def test_no_claimed_size_makes_room_for_more_than_memory_holds(self):
        meter = Meter()
        with meter.expecting(10 * 2**30):
            meter.begin()
            with pytest.raises(AnswerTooLong):
                meter.check(2 * 2**30)

    def test_the_end_of_a_connection_is_an_empty_line(self):
        ours, theirs = socket.socketpair()
        theirs.close()
        with ours:
            reader = BoundedReader(ours, Meter())
            assert reader.readline() == b""
            reader.close()
