"""Pop3Session against scripted servers: what no installed server does."""

import hashlib
from datetime import datetime, timezone

import pytest
from peers.scripted import CLOSE, ScriptedServer, pop3_script
from sessions_kit import pop3_session

from tools.errors import FixSettings, ParkMessage, RetryLater
from tools.transport import RemoteRef


def ref(uid):
    return RemoteRef("", "", uid)


def digest(raw):
    return "digest:" + hashlib.sha256(raw).hexdigest()


def fetched(session, *uids):
    """What a fetch of these UIDLs yields, and the error at its end."""
    got = []
    try:
        got.extend(session.fetch(map(ref, uids)))
    except (ParkMessage, RetryLater) as error:
        return [one.raw for one in got], error
    return [one.raw for one in got], None


def refusal(kind, script, **changes):
    with ScriptedServer(script) as server, pytest.raises(kind) as caught:
        pop3_session(server, **changes)
    return str(caught.value), server.seen


def listing(script):
    with ScriptedServer(script) as server, pop3_session(server) as session:
        return [message.ref.uid for message in session.list_messages()]


# --- greeting and login


@pytest.mark.parametrize(
    ("greeting", "text"),
    [
        (b"-ERR [SYS/TEMP] later", "login_unavailable: -ERR [SYS/TEMP] later"),
        (CLOSE, "connection_lost: the server closed the connection"),
    ],
)
def test_a_server_that_sends_us_away_is_tried_later(greeting, text):
    assert refusal(RetryLater, pop3_script(greeting=greeting)) == (text, [])


def test_a_greeting_of_another_protocol_is_a_matter_of_settings():
    text, _seen = refusal(FixSettings, pop3_script(greeting=b"220 smtp"))
    assert text == "protocol_error: 220 smtp"


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (b"-ERR [SYS/TEMP] x", RetryLater, "login_unavailable: -ERR [SYS/TEMP] x"),
        (b"-ERR [IN-USE] x", RetryLater, "mailbox_in_use: -ERR [IN-USE] x"),
        (b"-ERR [AUTH] x", FixSettings, "login_refused: -ERR [AUTH] x"),
        (b"-ERR no", FixSettings, "login_refused: -ERR no"),
        (b"-ERR s3cret-pw?", FixSettings, "login_refused: -ERR [secret]?"),
        (CLOSE, RetryLater, "connection_lost: the server closed the connection"),
    ],
)
def test_a_refused_login_is_read_by_its_code(answer, kind, text):
    found, _seen = refusal(kind, pop3_script(answers=[(rb"PASS .*", answer)]))
    assert found == text


def test_stls_never_falls_back_to_clear_text():
    text, seen = refusal(FixSettings, pop3_script(), starttls=True)
    assert (text, seen) == ("starttls_missing", [b"CAPA"])


def test_a_password_beyond_ascii_is_not_sent_where_it_may_be_misread():
    text, seen = refusal(FixSettings, pop3_script(), secret="pä")
    assert text == "login_unsupported: the server takes ASCII only"
    assert seen == [b"CAPA"]


def test_where_tls_is_offered_a_password_beyond_ascii_wants_it_first():
    capable = pop3_script(answers=[(rb"CAPA", b"+OK\r\nSTLS\r\nUSER\r\n.")])
    text, _seen = refusal(FixSettings, capable, secret="pä")
    assert text == "clear_text_refused: the server offers STLS"


def test_a_password_beyond_ascii_goes_by_sasl_plain():
    script = pop3_script(
        answers=[
            (rb"CAPA", b"+OK\r\nSASL PLAIN\r\n."),
            (rb"AUTH PLAIN", b"+ "),
            (rb"AGFsaWNlAHDDpA==", b"+OK in"),
        ]
    )
    with ScriptedServer(script) as server:
        assert pop3_session(server, secret="pä").close() == frozenset()


def test_a_challenge_after_the_sasl_answer_is_no_success():
    script = pop3_script(
        answers=[
            (rb"CAPA", b"+OK\r\nSASL PLAIN\r\n."),
            (rb"AUTH PLAIN", b"+ "),
            (rb"AGFs.*", b"+ eyJzdGF0dXMiOiI0MDEifQ=="),
        ]
    )
    text, _seen = refusal(FixSettings, script)
    assert text == "login_refused: + eyJzdGF0dXMiOiI0MDEifQ=="


def test_a_user_name_cannot_smuggle_a_second_command():
    text, seen = refusal(FixSettings, pop3_script(), user="a\r\nDELE 1")
    assert text == "login_unsupported: USER and PASS take one line only"
    assert seen == [b"CAPA"]


# --- messages beyond ASCII


def utf8(*answers):
    return pop3_script(answers=[*answers, (rb"CAPA", b"+OK\r\nUSER\r\nUTF8 USER\r\n.")])


@pytest.mark.parametrize("answer", [b"+OK", b"-ERR no", b"what?"])
def test_utf8_is_asked_for_before_the_login_and_may_be_refused(answer):
    with ScriptedServer(utf8((rb"UTF8", answer))) as server:
        pop3_session(server).close()
    assert server.seen[:3] == [b"CAPA", b"UTF8", b"USER alice"]


def test_utf8_is_not_asked_for_where_it_is_not_offered():
    with ScriptedServer(pop3_script()) as server:
        pop3_session(server).close()
    assert b"UTF8" not in server.seen


# Of Courier's imap/pop3dserver.c.
WRAPPED = b"""From: Mail Delivery Subsystem <postmaster>
Subject: Cannot display Unicode content
Mime-Version: 1.0
Content-Type: multipart/mixed; boundary="=_1"



--=_1
Content-Type: text/plain

This E-mail message was determined to be Unicode-formatted
but your E-mail reader does not support Unicode E-mail.

--=_1
Content-Type: message/global

Subject: \xc3\xa4

--=_1--
"""


def test_couriers_wrapper_around_a_message_is_no_mail():
    top = (rb"TOP .*", b"-ERR no")
    script = pop3_script([WRAPPED, b"two\n"], [top], uidl=[b"a", b"b"])
    script.answers.append((rb"LIST \d", b"+OK"))
    with ScriptedServer(script) as server, pop3_session(server) as session:
        got, error = fetched(session, "a", "b")
        with pytest.raises(ParkMessage) as caught:
            session.fetch_head(ref("a"), 1000)
    words = "Courier's wrapper for a message beyond ASCII was sent instead"
    assert (got, error.keys) == ([b"two\r\n"], ("//a",))
    assert str(error) == str(caught.value) == f"message_unreadable: {words}"


# --- listing


def test_without_uidl_the_content_is_the_name():
    script = pop3_script([b"one\n", b".two\n"], uidl=None)
    assert listing(script) == [digest(b"one\r\n"), digest(b".two\r\n")]


def test_a_uidl_given_twice_names_neither_message():
    script = pop3_script([b"one\n", b"two\n", b"three\n"], uidl=[b"x", b"y", b"x"])
    assert listing(script) == [digest(b"one\r\n"), "y", digest(b"three\r\n")]


def test_a_message_missing_from_uidl_is_named_by_its_content():
    assert listing(pop3_script([b"one\n", b"two\n"], uidl=[b"x"])) == [
        "x",
        digest(b"two\r\n"),
    ]


def test_a_uidl_too_long_for_an_index_is_not_used():
    script = pop3_script([b"one\n"], uidl=[b"x" * 300])
    assert listing(script) == [digest(b"one\r\n")]


def test_identical_mails_without_uidl_are_one_ref_and_leave_together():
    script = pop3_script([b"same\n", b"same\n"], uidl=None)
    with ScriptedServer(script) as server, pop3_session(server) as session:
        (only,) = session.list_messages()
        assert session.delete([only.ref]) == frozenset()
        assert session.close() == {only.ref}
    assert server.seen[-3:] == [b"DELE 1", b"DELE 2", b"QUIT"]


def test_a_uidl_that_will_come_later_is_no_reason_for_digests():
    script = pop3_script([b"one\n"], answers=[(rb"UIDL", b"-ERR [SYS/TEMP] later")])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert str(caught.value) == "server_busy: -ERR [SYS/TEMP] later"
    assert not [line for line in server.seen if line.startswith(b"RETR")]


def test_a_listing_that_is_no_listing_is_a_protocol_error():
    script = pop3_script(answers=[(rb"LIST", b"+OK\r\nabc\r\n.")])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert caught.value.code == "protocol_error"


# --- fetching


def test_a_message_the_server_refuses_is_named_after_all_others():
    script = pop3_script(
        [b"one\n", b"two\n"],
        uidl=[b"a", b"b"],
        answers=[(rb"RETR 1", b"-ERR broken"), (rb"LIST 1", b"+OK 1 5")],
    )
    got = []
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(ParkMessage) as caught:
            got.extend(session.fetch([ref("a"), ref("b")]))
    assert [one.raw for one in got] == [b"two\r\n"]
    assert str(caught.value) == "message_unreadable: -ERR broken"
    assert caught.value.keys == ("//a",)


class TestRefusals:
    """Some of several messages, named by their numbers, are refused."""

    def fetch(self, count, refused, words=b"-ERR [SYS/PERM] Could not read it"):
        names = [b"%d" % number for number in range(1, count + 1)]
        answers = [(rb"RETR %d" % number, words) for number in refused]
        script = pop3_script([b"x\n"] * count, answers, uidl=names)
        script.answers.append((rb"LIST \d+", b"+OK"))
        with ScriptedServer(script) as server, pop3_session(server) as session:
            got, error = fetched(session, *(name.decode() for name in names))
        return len(got), error, [line for line in server.seen if b"RETR" in line]

    def test_all_are_the_trouble_of_the_mailbox_and_not_asked_for(self):
        got, error, asked = self.fetch(100, range(1, 101))
        assert (got, error.keys, len(asked)) == (0, (), 5)
        assert str(error) == "messages_refused: -ERR [SYS/PERM] Could not read it"

    def test_all_of_a_few_are_the_trouble_of_the_mailbox_as_well(self):
        for count in (2, 3, 4):
            got, error, _asked = self.fetch(count, range(1, count + 1))
            assert (got, error.code, error.keys) == (0, "messages_refused", ())

    def test_the_first_ones_are_named_after_all_others(self):
        got, error, _asked = self.fetch(20, range(1, 6))
        assert got == 15
        assert error.keys == tuple(f"//{number}" for number in range(1, 6))

    def test_the_only_one_is_named(self):
        got, error, _asked = self.fetch(1, [1])
        assert (got, error.code, error.keys) == (0, "message_unreadable", ("//1",))

    @pytest.mark.parametrize("count", [1, 2])
    def test_one_that_passes_is_told_with_the_servers_words(self, count):
        got, error, _asked = self.fetch(count, [1], b"-ERR [SYS/TEMP] later")
        assert (got, error.keys) == (count - 1, ())
        assert str(error) == "message_unavailable: -ERR [SYS/TEMP] later"
        (why,) = error.passing.values()
        assert str(why) == "server_busy: -ERR [SYS/TEMP] later"

    def test_all_that_pass_name_no_suspects(self):
        got, error, _asked = self.fetch(9, range(1, 10), b"-ERR [SYS/TEMP] later")
        assert (got, error.keys) == (0, ())
        assert str(error) == "server_busy: -ERR [SYS/TEMP] later"


def test_a_head_that_is_refused_for_now_is_told():
    answers = [(rb"(TOP|RETR) .*", b"-ERR [SYS/TEMP] later")]
    script = pop3_script([b"one\n"], answers, uidl=[b"a"])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(ParkMessage) as caught:
            session.fetch_head(ref("a"), 100)
    assert str(caught.value) == "message_unavailable: -ERR [SYS/TEMP] later"
    assert set(caught.value.passing) == {"//a"}


def test_a_message_without_name_that_is_refused_for_now_is_no_reason_to_go_on():
    answers = [(rb"RETR 1", b"-ERR [SYS/TEMP] later")]
    script = pop3_script([b"one\n", b"two\n"], answers, uidl=None)
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert caught.value.code == "server_busy"


def test_a_message_that_vanished_is_left_out():
    gone = [(rb"RETR 1", b"-ERR gone"), (rb"LIST 1", b"-ERR no such message")]
    script = pop3_script([b"one\n", b"two\n"], uidl=[b"a", b"b"], answers=gone)
    with ScriptedServer(script) as server, pop3_session(server) as session:
        got = [one.raw for one in session.fetch([ref("a"), ref("z"), ref("b")])]
    assert got == [b"two\r\n"]


@pytest.mark.parametrize(
    ("sent", "raw"),
    [
        (b"..\r\n...x\r\n.", b".\r\n..x\r\n"),
        (b"a\n.\nb\r\n.", b"a\n.\nb\r\n"),
        (b"x\r\r\n\0\xff\r\n.", b"x\r\r\n\0\xff\r\n"),
        (b"y" * 65535 + b"\r\n..z\r\n.", b"y" * 65535 + b"\r\n.z\r\n"),
        (b"y" * 300_000 + b"\r\n.", b"y" * 300_000 + b"\r\n"),
        (b".", b""),
    ],
)
def test_exactly_the_bytes_sent_arrive(sent, raw):
    listed = (rb"LIST", b"+OK\r\n1 %d\r\n." % len(raw))
    script = pop3_script(
        [b"one\n"], uidl=[b"a"], answers=[(rb"RETR 1", b"+OK\r\n" + sent), listed]
    )
    with ScriptedServer(script) as server, pop3_session(server) as session:
        assert [one.raw for one in session.fetch([ref("a")])] == [raw]


@pytest.mark.parametrize(
    ("sent", "raw"),
    [
        (b"+OK\na\n..b\n.\n", b"a\n.b\n"),
        (b"+OK\na\r\n..b\r\n.\r\n", b"a\r\n.b\r\n"),
    ],
)
def test_a_server_may_end_its_lines_by_lf_alone(sent, raw):
    """The scripted server adds a line ending to what it says, which is not read."""
    script = pop3_script([b"one\n"], uidl=[b"a"], answers=[(rb"RETR 1", sent)])
    with ScriptedServer(script) as server:
        session = pop3_session(server)
        assert [one.raw for one in session.fetch([ref("a")])] == [raw]
        session.abort()


def test_a_head_is_cut_to_the_limit_and_the_session_goes_on():
    script = pop3_script(
        [b"one\n"],
        uidl=[b"a"],
        answers=[(rb"TOP 1 2", b"+OK\r\n" + b"h" * 500 + b"\r\n..\r\n.")],
    )
    with ScriptedServer(script) as server, pop3_session(server) as session:
        head = session.fetch_head(ref("a"), 120)
        assert [one.raw for one in session.fetch([ref("a")])] == [b"one\r\n"]
    assert (head.raw, head.complete) == (b"h" * 120, False)


def test_without_top_the_head_is_cut_from_the_whole():
    script = pop3_script([b"0123\n"], uidl=[b"a"], answers=[(rb"TOP .*", b"-ERR")])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        assert session.fetch_head(ref("a"), 3).raw == b"012"


def test_the_head_of_a_message_that_is_gone_says_so():
    with ScriptedServer(pop3_script()) as server, pop3_session(server) as session:
        with pytest.raises(ParkMessage) as caught:
            session.fetch_head(ref("a"), 3)
    assert (caught.value.code, caught.value.keys) == ("message_gone", ("//a",))


def test_the_summary_reads_the_dates_of_the_first_and_last_message():
    first = b"+OK\r\nDate: Sun, 1 Feb 2026 10:00:00 +0000\r\n\r\n."
    last = b"+OK\r\nReceived: x; Tue, 3 Feb 2026 10:00:00 +0000\r\n\r\n."
    script = pop3_script(
        answers=[
            (rb"STAT", b"+OK 3 4500"),
            (rb"TOP 1 0", first),
            (rb"TOP 3 0", last),
        ]
    )
    with ScriptedServer(script) as server, pop3_session(server) as session:
        found = session.summary()
    assert (found.count, found.size) == (3, 4500)
    assert found.oldest == datetime(2026, 2, 1, 10, tzinfo=timezone.utc)
    assert found.newest == datetime(2026, 2, 3, 10, tzinfo=timezone.utc)


# --- what is deleted is what was read


@pytest.mark.parametrize("second", [b"1 77\r\n2 5\r\n", b"2 5\r\n"])
def test_a_message_that_is_listed_with_another_size_or_not_at_all_stays(second):
    listings = [b"1 5\r\n2 5\r\n", second]
    answers = [(rb"LIST", lambda _line: b"+OK\r\n" + listings.pop(0) + b".")]
    script = pop3_script([b"one\n", b"two\n"], answers, uidl=[b"a", b"b"])
    with ScriptedServer(script) as server:
        session = pop3_session(server)
        session.delete([ref("a"), ref("b")])
        assert session.close() == {ref("b")}
    assert server.seen[-3:] == [b"LIST", b"DELE 2", b"QUIT"]


def test_a_message_that_was_not_handed_out_stays_until_it_is():
    refusals = [b"-ERR cannot"]
    read = (rb"RETR 1", lambda _line: refusals.pop() if refusals else b"+OK\r\nx\r\n.")
    script = pop3_script([b"one\n"], [read, (rb"LIST 1", b"+OK")], uidl=[b"a"])
    with ScriptedServer(script) as server:
        session = pop3_session(server)
        assert fetched(session, "a")[1].code == "message_unreadable"
        session.delete([ref("a")])
        assert b"DELE 1" not in server.seen
        assert fetched(session, "a") == ([b"x\r\n"], None)
        session.delete([ref("a")])
        assert session.close() == {ref("a")}


@pytest.mark.parametrize(
    "listing", [b"-1 5", b"0 5", b"1 x", b"1", b"9" * 5000 + b" 1", b""]
)
def test_a_listing_with_numbers_that_no_message_has_is_a_protocol_error(listing):
    script = pop3_script(answers=[(rb"LIST", b"+OK\r\n" + listing + b"\r\n.")])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert caught.value.code == "protocol_error"


@pytest.mark.parametrize("stat", [b"+OK -1 0", b"+OK 99999999 1", b"+OK", b"+OK x y"])
def test_a_status_that_no_mailbox_has_is_a_protocol_error(stat):
    with ScriptedServer(pop3_script(answers=[(rb"STAT", stat)])) as server:
        with pop3_session(server) as session, pytest.raises(RetryLater) as caught:
            session.summary()
    assert caught.value.code == "protocol_error"


# --- deleting


@pytest.mark.parametrize(
    "answer", [b"-ERR [SYS/TEMP] some messages were not deleted", CLOSE]
)
def test_without_the_ok_of_quit_nothing_counts_as_gone(answer):
    script = pop3_script([b"one\n"], uidl=[b"a"], answers=[(rb"QUIT", answer)])
    with ScriptedServer(script) as server:
        session = pop3_session(server)
        assert session.delete([ref("a")]) == frozenset()
        assert session.close() == frozenset()
        assert session.close() == frozenset()


def test_a_session_that_lost_its_connection_does_not_quit():
    script = pop3_script([b"one\n"], uidl=[b"a"], answers=[(rb"RETR 1", CLOSE)])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        with pytest.raises(RetryLater) as caught:
            list(session.fetch([ref("a")]))
        assert session.close() == frozenset()
    assert str(caught.value) == "connection_lost: the server closed the connection"
    assert caught.value.keys == ("//a",)
    assert b"QUIT" not in server.seen


def test_a_refused_dele_does_not_undo_the_others():
    script = pop3_script(
        [b"one\n", b"two\n"], uidl=[b"a", b"b"], answers=[(rb"DELE 1", b"-ERR no")]
    )
    with ScriptedServer(script) as server:
        session = pop3_session(server)
        session.delete([ref("a"), ref("b")])
        assert session.close() == {ref("b")}


def test_a_message_not_on_the_server_is_gone_at_once():
    with ScriptedServer(pop3_script()) as server, pop3_session(server) as session:
        assert session.delete([ref("a")]) == {ref("a")}


def test_a_message_marked_for_deletion_is_neither_listed_nor_fetched():
    script = pop3_script([b"one\n", b"two\n"], uidl=[b"a", b"b"])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        session.delete([ref("a")])
        assert [one.ref.uid for one in session.list_messages()] == ["b"]
        assert list(session.fetch([ref("a")])) == []
