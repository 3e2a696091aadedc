"""ImapSession against scripted servers: what no installed server does."""

from datetime import datetime, timezone

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from sessions_kit import imap_session

from tools.errors import ParkMessage, RetryLater
from tools.transport import RemoteRef

DATE = b'INTERNALDATE "03-Feb-2026 10:00:00 +0100"'


def ref(uid, folder="INBOX", validity="7"):
    return RemoteRef(folder, validity, str(uid))


def row(number, uid, flags=b"", size=5):
    return b"* %d FETCH (UID %d RFC822.SIZE %d FLAGS (%s) %s)" % (
        number,
        uid,
        size,
        flags,
        DATE,
    )


def body(uid, raw):
    return b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s %s)" % (uid, len(raw), raw, DATE)


SIZES = (rb"UID FETCH [\d,]+ \(RFC822.SIZE\)", b"{tag} OK none")
FETCH = rb"UID FETCH [\d,]+ \(BODY.PEEK\[\] INTERNALDATE\)"


# --- listing


def test_inbox_has_one_name_whatever_its_case():
    script = imap_script(
        count=1,
        answers=[(rb"FETCH .*", row(1, 4) + b"\r\n{tag} OK done")],
    )
    with (
        ScriptedServer(script) as server,
        imap_session(server, folder="inBox") as session,
    ):
        found = session.list_messages()
    assert [message.ref.key for message in found] == ["INBOX/7/4"]


def test_one_unreadable_message_does_not_hide_the_others_from_the_listing():
    script = imap_script(
        count=2,
        answers=[
            (rb"FETCH 1,2 .*", b"{tag} NO cannot"),
            (rb"FETCH 1 \(UID RFC.*", row(1, 4, rb"\Deleted") + b"\r\n{tag} OK done"),
            (rb"FETCH 2 \(UID RFC.*", b"{tag} NO cannot"),
            (rb"FETCH 2 \(UID FLAGS\)", b"* 2 FETCH (UID 9 FLAGS ())\r\n{tag} OK done"),
        ],
    )
    with ScriptedServer(script) as server, imap_session(server) as session:
        found = session.list_messages()
    assert [(one.ref.uid, one.size, one.flagged_deleted) for one in found] == [
        ("4", 5, True),
        ("9", 0, False),
    ]
    assert found[0].date == datetime(2026, 2, 3, 9, tzinfo=timezone.utc)
    assert found[1].date is None


def test_a_date_out_of_range_is_no_date():
    broken = row(1, 4).replace(b"03-Feb-2026", b"99-Foo-2026")
    script = imap_script(
        count=1, answers=[(rb"FETCH .*", broken + b"\r\n{tag} OK done")]
    )
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert session.list_messages()[0].date is None


def test_a_hundred_thousand_messages_are_listed_in_bounded_commands():
    asked = []

    def rows(line):
        """Of each run the first and the last: it is the commands that matter here."""
        numbers = [int(number) for number in line.split(b" ")[2].split(b",")]
        asked.extend(numbers)
        lines = [row(number, number + 10) for number in (numbers[0], numbers[-1])]
        return b"\r\n".join([*lines, line.split(b" ")[0] + b" OK done"])

    script = imap_script(count=100_000, answers=[(rb"FETCH .*", rows)])
    with ScriptedServer(script) as server, imap_session(server) as session:
        found = session.list_messages()
    assert asked == list(range(1, 100_001))
    assert (found[0].ref.uid, found[-1].ref.uid) == ("11", "100010")
    assert max(map(len, server.seen)) <= 8190


def test_a_busy_server_is_tried_later_and_not_halved():
    script = imap_script(count=2, answers=[(rb"FETCH .*", b"{tag} NO [INUSE] later")])
    with (
        ScriptedServer(script) as server,
        imap_session(server) as session,
        pytest.raises(RetryLater) as caught,
    ):
        session.list_messages()
    assert str(caught.value) == "server_busy: fetch failed: [INUSE] later"
    assert len([line for line in server.seen if b"FETCH" in line]) == 1


def test_an_answer_that_cannot_be_parsed_is_a_protocol_error():
    script = imap_script(
        count=1, answers=[(rb"FETCH .*", b"* 1 FETCH (UID\r\n{tag} OK done")]
    )
    with (
        ScriptedServer(script) as server,
        imap_session(server) as session,
        pytest.raises(RetryLater) as caught,
    ):
        session.list_messages()
    assert caught.value.code == "protocol_error"


# --- fetching


def test_one_message_the_server_refuses_is_named_after_all_others():
    script = imap_script(
        answers=[
            SIZES,
            (rb"UID FETCH 4,5 .*", b"{tag} NO cannot convert"),
            (rb"UID FETCH 4 .*", b"{tag} NO cannot convert"),
            (rb"UID FETCH 5 .*", body(5, b"good\r\n") + b"\r\n{tag} OK done"),
        ]
    )
    got = []
    with ScriptedServer(script) as server, imap_session(server) as session:
        with pytest.raises(ParkMessage) as caught:
            got.extend(session.fetch([ref(4), ref(5)]))
        session.close()
    assert [one.raw for one in got] == [b"good\r\n"]
    assert str(caught.value) == "message_unreadable: FETCH was refused"
    assert caught.value.keys == ("INBOX/7/4",)


@pytest.mark.parametrize(
    "answer",
    [
        b"{tag} OK nothing",
        b"{tag} NO [EXPUNGEISSUED] gone",
        b"* 1 FETCH (UID 4 BODY[] NIL)\r\n{tag} OK done",
        b"* 4 FETCH (FLAGS (\\Seen))\r\n{tag} OK done",
    ],
)
def test_a_message_that_vanished_is_left_out(answer):
    with (
        ScriptedServer(imap_script(answers=[SIZES, (FETCH, answer)])) as server,
        imap_session(server) as session,
    ):
        assert list(session.fetch([ref(4)])) == []


def test_an_empty_answer_for_a_message_that_had_bytes_means_it_vanished():
    script = imap_script(
        answers=[
            (rb"UID FETCH 4 \(RFC822.SIZE\)", row(1, 4) + b"\r\n{tag} OK done"),
            (FETCH, b'* 1 FETCH (UID 4 BODY[] "")\r\n{tag} OK done'),
        ]
    )
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert list(session.fetch([ref(4)])) == []


def test_messages_come_in_the_order_asked():
    answer = body(5, b"five") + b"\r\n" + body(4, b"four") + b"\r\n{tag} OK done"
    with (
        ScriptedServer(imap_script(answers=[SIZES, (FETCH, answer)])) as server,
        imap_session(server) as session,
    ):
        got = list(session.fetch([ref(4), ref(5)]))
    assert [one.raw for one in got] == [b"four", b"five"]


def test_refs_of_another_validity_or_folder_mean_other_messages():
    with ScriptedServer(imap_script()) as server, imap_session(server) as session:
        strangers = [ref(4, validity="6"), ref(4, folder="Other")]
        assert list(session.fetch(strangers)) == []
        assert session.delete(strangers) == frozenset()
    assert [line.split(b" ")[1] for line in server.seen[3:]] == [b"LOGOUT"]


def test_a_lost_connection_names_the_messages_that_were_asked_for():
    script = imap_script(answers=[SIZES, (FETCH, CLOSE)])
    with (
        ScriptedServer(script) as server,
        imap_session(server) as session,
        pytest.raises(RetryLater) as caught,
    ):
        list(session.fetch([ref(4), ref(5)]))
    assert str(caught.value) == ("connection_lost: command: FETCH => socket error: EOF")
    assert caught.value.keys == ("INBOX/7/4", "INBOX/7/5")


def test_the_head_of_a_message_that_is_gone_says_so():
    script = imap_script(answers=[(rb"UID FETCH .*", b"{tag} OK done")])
    with (
        ScriptedServer(script) as server,
        imap_session(server) as session,
        pytest.raises(ParkMessage) as caught,
    ):
        session.fetch_head(ref(4), 10)
    assert (caught.value.code, caught.value.keys) == ("message_gone", ("INBOX/7/4",))


def test_a_head_is_cut_also_where_the_server_sends_more():
    answer = b"* 1 FETCH (UID 4 BODY[]<0> {8}\r\n12345678)\r\n{tag} OK done"
    script = imap_script(answers=[(rb"UID FETCH 4 \(BODY.PEEK\[\]<0.5> .*", answer)])
    with ScriptedServer(script) as server, imap_session(server) as session:
        head = session.fetch_head(ref(4), 5)
    assert (head.raw, head.complete) == (b"12345", False)


def test_a_fetch_is_bounded_by_the_sizes_that_were_listed():
    rows = [row(1, 4), row(2, 5, size=9 * 2**20), row(3, 6), row(4, 7)]
    script = imap_script(
        count=4,
        answers=[
            (rb"FETCH 1,2,3,4 .*", b"\r\n".join(rows) + b"\r\n{tag} OK done"),
            (FETCH, b"{tag} OK done"),
        ],
    )
    with ScriptedServer(script) as server, imap_session(server) as session:
        refs = [one.ref for one in session.list_messages()]
        assert list(session.fetch(refs)) == []
        asked = [line.split(b" ")[3] for line in server.seen if b"PEEK" in line]
    assert asked == [b"4", b"5", b"6,7"]
