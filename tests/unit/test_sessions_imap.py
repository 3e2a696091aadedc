"""ImapSession against scripted servers: what no installed server does."""

from datetime import datetime, timezone

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script
from peers.scripted_folder import ScriptedFolder
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


def opened(messages, *answers):
    """A server whose INBOX has these messages by UID, after the test's own answers."""
    folder = ScriptedFolder(messages)
    return ScriptedServer(imap_script(answers=answers, folder=folder))


BODIES = rb"UID FETCH %b \(RFC822.SIZE INTERNALDATE BODY.PEEK\[\]\)"
EVERY = BODIES % rb"[\d,]+"


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


def test_the_next_message_is_named_before_it_comes_where_the_server_says_so():
    said = (
        b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT 12] n\r\n"
        b"{tag} OK [READ-WRITE] selected"
    )
    for answers, expected in (([(rb"SELECT .*", said)], ref(12)), ([], None)):
        script = imap_script(answers=answers)
        with ScriptedServer(script) as server, imap_session(server) as session:
            assert session.next_ref() == expected


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


def test_a_busy_server_is_tried_later_and_not_asked_for_every_message():
    script = imap_script(count=99, answers=[(rb"FETCH .*", b"{tag} NO [INUSE] later")])
    with (
        ScriptedServer(script) as server,
        imap_session(server) as session,
        pytest.raises(RetryLater) as caught,
    ):
        session.list_messages()
    assert str(caught.value) == "server_busy: [INUSE] later"
    assert len([line for line in server.seen if b"FETCH" in line]) == 4


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


def test_a_folder_that_claims_messages_and_shows_none_is_not_empty():
    script = imap_script(count=2, answers=[(rb"FETCH .*", b"{tag} OK done")])
    with ScriptedServer(script) as server, imap_session(server) as session:
        with pytest.raises(RetryLater) as caught:
            session.list_messages()
    assert str(caught.value) == "messages_refused: no UID of 2 messages"


@pytest.mark.parametrize(
    ("stated", "size"), [(b"-5", 0), (b"NIL", 0), (b"9" * 30, 2**31 - 1)]
)
def test_a_size_that_no_message_has_is_bounded(stated, size):
    answer = b"* 1 FETCH (UID 4 RFC822.SIZE %b)\r\n{tag} OK done" % stated
    script = imap_script(count=1, answers=[(rb"FETCH .*", answer)])
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert [one.size for one in session.list_messages()] == [size]


def test_a_uid_out_of_range_is_none():
    rows = row(1, 0) + b"\r\n" + row(2, 2**32) + b"\r\n" + row(3, 4)
    script = imap_script(count=3, answers=[(rb"FETCH .*", rows + b"\r\n{tag} OK x")])
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert [one.ref.uid for one in session.list_messages()] == ["4"]


# --- fetching


def fetched(session, *uids):
    """What a fetch of these UIDs yields, and the error at its end."""
    got = []
    try:
        got.extend(session.fetch(map(ref, uids)))
    except (ParkMessage, RetryLater) as error:
        return [one.raw for one in got], error
    return [one.raw for one in got], None


class TestRefusals:
    """Refused messages: NO for a command that has one of them."""

    def fetch(self, messages, refused, uids=None, words=b"NO cannot convert"):
        """Fetch; what came, the error at the end, and the commands for bodies."""
        folder = ScriptedFolder(messages)

        def answer(line):
            asked = line.split(b" ")[3].split(b",")
            if any(b"%d" % uid in asked for uid in refused):
                return b"{tag} " + words
            return folder._fetch(line)

        script = imap_script(answers=[(EVERY, answer)], folder=folder)
        with ScriptedServer(script) as server, imap_session(server) as session:
            raws, error = fetched(session, *(uids or messages))
        return raws, error, [line for line in server.seen if b"PEEK" in line]

    def test_one_of_several_is_named_with_the_servers_words(self):
        raws, error, _asked = self.fetch({4: b"four", 5: b"five"}, [4])
        assert raws == [b"five"]
        assert isinstance(error, ParkMessage)
        words = "cannot convert"
        assert str(error) == f"message_unreadable: {words}"
        assert error.keys == ("INBOX/7/4",)

    @pytest.mark.parametrize("refused", [[1], [50], [100], [1, 50, 99], [3, 4, 5, 97]])
    def test_few_of_many_are_found(self, refused):
        messages = {uid: b"%d" % uid for uid in range(1, 101)}
        raws, error, _asked = self.fetch(messages, refused)
        assert error.keys == tuple(ref(uid).key for uid in refused)
        assert raws == [b"%d" % uid for uid in messages if uid not in refused]

    def test_all_of_several_are_the_trouble_of_the_mailbox(self):
        messages = {uid: b"x" for uid in range(1, 101)}
        raws, error, asked = self.fetch(
            messages, messages, words=b"NO System I/O error"
        )
        assert (raws, error.keys) == ([], ())
        assert isinstance(error, RetryLater)
        assert str(error) == "messages_refused: System I/O error"
        assert len(asked) == 4

    def test_a_chunk_that_seemed_refused_is_asked_for_one_by_one_after_others_came(
        self,
    ):
        messages = {uid: b"%d" % uid for uid in range(1, 121)}
        raws, error, _asked = self.fetch(messages, [1, 51, 100])
        assert error.keys == tuple(ref(uid).key for uid in (1, 51, 100))
        assert sorted(map(int, raws)) == sorted(set(messages) - {1, 51, 100})

    def test_the_only_one_is_named(self):
        _raws, error, _asked = self.fetch({4: b"four", 5: b"five"}, [4], uids=[4])
        assert isinstance(error, ParkMessage)
        assert error.keys == ("INBOX/7/4",)

    @pytest.mark.parametrize("uids", [[4, 5], [4]])
    def test_one_that_passes_is_told_with_the_servers_words(self, uids):
        messages = {4: b"four", 5: b"five"}
        words = b"NO [UNAVAILABLE] being checked"
        raws, error, _asked = self.fetch(messages, [4], uids, words)
        assert raws == [b"five"][: len(uids) - 1]
        said = "[UNAVAILABLE] being checked"
        assert str(error) == f"message_unavailable: {said}"
        assert error.keys == ()
        assert {key: str(why) for key, why in error.passing.items()} == {
            "INBOX/7/4": f"server_busy: {said}"
        }

    def test_one_that_passes_is_told_beside_one_that_does_not(self):
        folder = ScriptedFolder({4: b"four", 5: b"five", 6: b"six"})
        passing = (rb"UID FETCH (4,5,6|4) .*BODY.*", b"{tag} NO [INUSE] no")
        lasting = (rb"UID FETCH 5(,6)? .*BODY.*", b"{tag} NO no")
        script = imap_script(answers=[passing, lasting], folder=folder)
        with ScriptedServer(script) as server, imap_session(server) as session:
            raws, error = fetched(session, 4, 5, 6)
        assert raws == [b"six"]
        assert str(error) == "message_unreadable: no"
        assert (error.keys, set(error.passing)) == (("INBOX/7/5",), {"INBOX/7/4"})

    def test_all_that_pass_are_tried_later_and_name_no_suspects(self):
        messages = {4: b"four", 5: b"five"}
        words = b"NO [UNAVAILABLE] later"
        raws, error, _asked = self.fetch(messages, [4, 5], words=words)
        assert (raws, error.keys) == ([], ())
        assert str(error) == "server_busy: [UNAVAILABLE] later"

    @pytest.mark.parametrize(
        "words",
        [
            b"NO Mailbox does not exist",
            b"NO [NONEXISTENT] no",
            b"BAD [TRYCREATE] no",
        ],
    )
    def test_a_folder_deleted_meanwhile_parks_nothing(self, words):
        messages = {4: b"four", 5: b"five"}
        _raws, error, asked = self.fetch(messages, [4, 5], words=words)
        assert (error.code, error.keys) == ("messages_refused", ())
        assert len(asked) == 1

    def test_a_limit_that_is_reached_ends_the_asking(self):
        messages = {4: b"four", 5: b"five"}
        words = b"NO [LIMIT] no"
        _raws, error, asked = self.fetch(messages, [4, 5], words=words)
        assert (error.code, error.keys) == ("too_many_connections", ())
        assert len(asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"{tag} OK nothing",
        b"{tag} NO [EXPUNGEISSUED] gone",
        b"{tag} NO gone",
        b"* 1 FETCH (UID 4 BODY[] NIL)\r\n{tag} OK done",
        b'* 1 FETCH (UID 4 BODY[] "")\r\n{tag} OK done',
        b"* 4 FETCH (FLAGS (\\Seen))\r\n{tag} OK done",
    ],
)
def test_a_message_that_vanished_is_left_out(answer):
    folder = ScriptedFolder({4: b"four", 5: b"five"})
    script = imap_script(answers=[(EVERY, answer)], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        folder.pending = [4]
        assert fetched(session, 4) == ([], None)


def test_a_message_that_leaves_while_it_is_sent_is_left_out():
    """Cyrus may still send it."""
    folder = ScriptedFolder({4: b"four", 5: b"five"})

    def fetch(line):
        said = folder._fetch(line).replace(b"{tag}", b"* 1 EXPUNGE\r\n{tag}")
        del folder.messages[4]
        return said

    script = imap_script(answers=[(EVERY, fetch)], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        session.list_messages()
        assert fetched(session, 4, 5) == ([b"five"], None)
        assert session.delete([ref(4), ref(5)]) == {ref(4), ref(5)}


@pytest.mark.parametrize(
    "answer",
    [
        b"{tag} OK nothing",
        b"* 1 FETCH (UID 4 BODY[] NIL)\r\n{tag} OK done",
        b'* 1 FETCH (UID 4 BODY[] "")\r\n{tag} OK done',
    ],
)
def test_a_message_that_is_listed_and_never_sent_is_unreadable(answer):
    with (
        opened({4: b"four"}, (rb"UID FETCH .*", answer)) as server,
        imap_session(server) as session,
    ):
        session.list_messages()
        got, error = fetched(session, 4)
        with pytest.raises(ParkMessage) as caught:
            session.fetch_head(ref(4), 3)
    sentence = "message_unreadable: the server lists the message and sends nothing"
    assert (got, str(error), str(caught.value)) == ([], sentence, sentence)


def test_a_message_that_is_empty_by_the_servers_word_is_a_message():
    with opened({4: b""}) as server, imap_session(server) as session:
        assert fetched(session, 4) == ([b""], None)


def test_nothing_sent_of_a_message_without_a_size_is_no_message():
    """Courier says so of a file that it cannot open."""
    row = b"* 1 FETCH (UID 4 FLAGS ())\r\n{tag} OK done"
    body = b"* 1 FETCH (UID 4 BODY[] {0}\r\n)\r\n{tag} OK done"
    answers = [(rb"FETCH 1 .*", row), (EVERY, body)]
    with opened({4: b"four"}, *answers) as server, imap_session(server) as session:
        got, error = fetched(session, 4)
    assert (got, error.code) == ([], "message_unreadable")


def test_messages_come_in_the_order_asked_whatever_the_order_of_the_answers():
    answer = (
        b"* 2 FETCH (FLAGS ())\r\n* 2 FETCH (UID 5 BODY[] {4}\r\nfive)\r\n"
        b"* 3 EXISTS\r\n* 1 FETCH (BODY[] {4}\r\nfour UID 4)\r\n"
        b"* 9 FETCH (UID 77 BODY[] {1}\r\nx)\r\n* 1 FETCH (UID 4 FLAGS (\\Seen))\r\n"
        b"{tag} OK done"
    )
    with (
        opened({4: b"four", 5: b"five"}, (EVERY, answer)) as server,
        imap_session(server) as session,
    ):
        assert fetched(session, 4, 5) == ([b"four", b"five"], None)


def test_refs_of_another_validity_or_folder_mean_other_messages():
    with ScriptedServer(imap_script()) as server, imap_session(server) as session:
        strangers = [ref(4, validity="6"), ref(4, folder="Other")]
        assert list(session.fetch(strangers)) == []
        assert session.delete(strangers) == frozenset()
    assert [line.split(b" ")[1] for line in server.seen[4:]] == [b"LOGOUT"]


def test_a_lost_connection_names_the_messages_that_were_asked_for():
    with (
        opened({4: b"four", 5: b"five"}, (EVERY, CLOSE)) as server,
        imap_session(server) as session,
    ):
        _got, error = fetched(session, 4, 5)
    assert str(error) == "connection_lost: socket error: EOF"
    assert error.keys == ("INBOX/7/4", "INBOX/7/5")


def test_what_the_server_states_comes_with_the_message():
    with opened({4: b"four"}) as server, imap_session(server) as session:
        (got,) = session.fetch([ref(4)])
        head = session.fetch_head(ref(4), 2)
    assert (got.raw, got.size, got.complete) == (b"four", 4, True)
    assert (head.raw, head.size, head.complete) == (b"fo", 4, False)
    assert got.date == head.date == datetime(2026, 2, 3, 9, tzinfo=timezone.utc)


def test_the_head_of_a_message_that_is_gone_says_so():
    with opened({4: b"four"}) as server, imap_session(server) as session:
        with pytest.raises(ParkMessage) as caught:
            session.fetch_head(ref(9), 10)
    assert (caught.value.code, caught.value.keys) == ("message_gone", ("INBOX/7/9",))


def test_messages_that_were_not_listed_are_found_without_listing_a_large_folder():
    messages = {uid: b"%d" % uid for uid in range(1, 2001)}
    with opened(messages) as server, imap_session(server) as session:
        assert fetched(session, 1000, 9999) == ([b"1000"], None)
        said = [line.split(b" ", 1)[1] for line in server.seen[4:]]
        assert session.delete([ref(1000)]) == {ref(1000)}
    assert said == [
        b"UID FETCH 1000,9999 (UID RFC822.SIZE INTERNALDATE)",
        b"UID FETCH 1000 (RFC822.SIZE INTERNALDATE BODY.PEEK[])",
    ]


def test_a_message_that_was_not_listed_and_left_meanwhile_is_left_out():
    folder = ScriptedFolder({4: b"four"})

    def fetch(line):
        folder.pending = [4]
        return b"{tag} OK done"

    script = imap_script(answers=[(EVERY, fetch)], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert fetched(session, 4) == ([], None)


def test_where_a_uid_that_is_gone_is_refused_the_folder_is_listed():
    """As GNU Mailutils does."""
    folder = ScriptedFolder({4: b"four", 6: b"six"})

    def fetch(line):
        named = set(line.split(b" ")[3].split(b","))
        return b"{tag} BAD no" if b"5" in named else folder._fetch(line)

    script = imap_script(answers=[(rb"UID FETCH .*", fetch)], folder=folder)
    with ScriptedServer(script) as server, imap_session(server) as session:
        assert fetched(session, 4, 5, 6) == ([b"four", b"six"], None)


def test_a_head_is_cut_also_where_the_server_sends_more():
    answer = b"* 1 FETCH (UID 4 BODY[]<0> {8}\r\n12345678)\r\n{tag} OK done"
    part = (rb"UID FETCH 4 \(.* BODY.PEEK\[\]<0.5>\)", answer)
    with opened({4: b"12345678"}, part) as server, imap_session(server) as session:
        head = session.fetch_head(ref(4), 5)
    assert (head.raw, head.complete) == (b"12345", False)


def test_a_fetch_is_bounded_by_the_sizes_that_were_listed():
    messages = {4: b"four", 5: b"five", 6: b"six", 7: b"seven"}
    folder = ScriptedFolder(messages)
    folder.sizes = {5: 9 * 2**20}
    with (
        ScriptedServer(imap_script(folder=folder)) as server,
        imap_session(server) as session,
    ):
        refs = [one.ref for one in session.list_messages()]
        assert len(list(session.fetch(refs))) == 4
        asked = [line.split(b" ")[3] for line in server.seen if b"PEEK" in line]
    assert asked == [b"4", b"5", b"6,7"]


# --- what is no mail

UNAVAILABLE = (
    b"From: System Administrator <root@localhost>\r\nSubject: message unavailable"
    b"\r\n\r\nThis message is no longer available on the server.\r\n"
)


def test_couriers_text_for_a_message_that_it_cannot_open_is_no_mail():
    messages = {4: UNAVAILABLE, 5: b"five"}
    with opened(messages) as server, imap_session(server) as session:
        got, error = fetched(session, 4, 5)
        with pytest.raises(ParkMessage) as caught:
            session.fetch_head(ref(4), 1000)
    words = "Courier's text for a message that it cannot open was sent instead"
    assert (got, error.keys) == ([b"five"], ("INBOX/7/4",))
    assert str(error) == str(caught.value) == f"message_unreadable: {words}"


def test_couriers_text_for_a_message_that_is_gone_is_left_out():
    folder = ScriptedFolder({4: UNAVAILABLE, 5: b"five"})
    with (
        ScriptedServer(imap_script(folder=folder)) as server,
        imap_session(server) as session,
    ):
        session.list_messages()
        folder.pending = [4]
        assert fetched(session, 4, 5) == ([b"five"], None)


def test_a_mailbox_of_nothing_but_such_texts_fails_as_a_whole():
    messages = {4: UNAVAILABLE, 5: UNAVAILABLE}
    with opened(messages) as server, imap_session(server) as session:
        assert fetched(session, 4, 5)[1].code == "messages_refused"


# --- lines


def test_a_line_that_ends_with_lf_alone_is_a_line():
    answer = b"* 1 FETCH (UID 4 BODY[] {5}\r\na\nb\r\n)\n{tag} OK done"
    with (
        opened({4: b"a\nb\r\n"}, (EVERY, answer)) as server,
        imap_session(server) as session,
    ):
        assert fetched(session, 4)[0] == [b"a\nb\r\n"]


def test_a_folder_that_becomes_read_only_meanwhile_is_read_on():
    noop = (rb"NOOP", b"* OK [READ-ONLY] from now on\r\n{tag} OK done")
    with opened({4: b"four"}, noop) as server, imap_session(server) as session:
        session.list_messages()
        session._folder.poll()
        assert fetched(session, 4) == ([b"four"], None)


# --- the number of the next message


def test_a_server_tells_the_number_of_the_next_message():
    selected = (
        rb"SELECT .*",
        b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n"
        b"* OK [UIDNEXT 12] .\r\n{tag} OK [READ-WRITE] done",
    )
    with (
        ScriptedServer(imap_script(answers=[selected])) as server,
        imap_session(server) as session,
    ):
        session.list_messages()
        assert session.next_ref() == ref(12)


def test_a_server_that_tells_none_has_none():
    selected = (
        rb"SELECT .*",
        b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n{tag} OK [READ-WRITE] done",
    )
    with (
        ScriptedServer(imap_script(answers=[selected])) as server,
        imap_session(server) as session,
    ):
        session.list_messages()
        assert session.next_ref() is None
