"""Messages a second, silence, and the bytes of a session."""

import pytest
from peers.scripted import CLOSE, ScriptedServer, imap_script, pop3_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session, pop3_session

from tools.errors import RetryLater
from tools.providers import Provider
from tools.transport import RemoteRef
from tools.transport.pace import LONGEST_SLEEP, Pace


class Time:
    """A clock that only goes on while somebody sleeps; ``slept`` has how long."""

    def __init__(self):
        self.now, self.slept = 100.0, []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def test_four_a_second_are_twenty_in_five_seconds():
    time = Time()
    pace = Pace(4, time.clock, time.sleep)
    for _chunk in range(3):
        pace.wait(pace.at_most(100))
    assert pace.at_most(100) == 20
    assert time.slept == [LONGEST_SLEEP, LONGEST_SLEEP]


def test_time_that_passed_by_itself_counts():
    time = Time()
    pace = Pace(4, time.clock, time.sleep)
    pace.wait(4)
    time.now += 30
    pace.wait(4)
    pace.wait(4)
    assert time.slept == [1.0]


def test_a_slow_pace_lets_one_through_at_a_time():
    assert Pace(0.01).at_most(100) == 1
    assert Pace(4).at_most(3) == 3


def test_no_pace_never_sleeps():
    time = Time()
    pace = Pace(None, time.clock, time.sleep)
    pace.wait(1_000_000)
    assert (pace.at_most(1_000_000), time.slept) == (1_000_000, [])


def test_a_session_keeps_the_pace_of_its_provider():
    time = Time()
    folder = ScriptedFolder({uid: b"x" for uid in range(1, 51)})
    with (
        ScriptedServer(imap_script(folder=folder)) as server,
        imap_session(server) as session,
    ):
        session._pace = Pace(4, time.clock, time.sleep)
        refs = [one.ref for one in session.list_messages()]
        assert len(list(session.fetch(refs))) == 50
    asked = [
        line.split(b" ")[3].count(b",") + 1 for line in server.seen if b"PEEK" in line
    ]
    assert (asked, time.slept) == ([20, 20, 10], [5.0, 5.0])


def test_a_pop3_session_keeps_it_as_well():
    time = Time()
    script = pop3_script([b"x\n"] * 5, uidl=[b"a", b"b", b"c", b"d", b"e"])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        session._pace = Pace(4, time.clock, time.sleep)
        refs = [one.ref for one in session.list_messages()]
        assert len(list(session.fetch(refs))) == 5
    assert time.slept == [0.25] * 4


# --- silence


def imap_after(seconds, command="NOOP", answer=b"{tag} OK done"):
    """Keep an IMAP session alive after so much silence; the last line said then."""
    script = imap_script(answers=[(rb"(NOOP|STATUS .*)", answer)])
    with ScriptedServer(script) as server, imap_session(server) as session:
        provider = Provider("x", keep_alive_seconds=60, keep_alive_command=command)
        session._provider = provider
        began = session._client.meter.clock()
        session._client.meter.clock = lambda: began + seconds
        session.keep_alive()
        return server.seen[-1].split(b" ", 1)[1]


def test_a_session_that_was_silent_for_long_says_something():
    assert imap_after(61) == b"NOOP"
    assert imap_after(61, "STATUS") == b'STATUS "INBOX" (UIDNEXT)'


def test_a_session_that_just_spoke_says_nothing():
    assert imap_after(50).startswith(b"SELECT")


def test_a_refused_word_does_no_harm():
    assert imap_after(61, answer=b"{tag} NO not here") == b"NOOP"


def test_a_session_that_was_ended_is_tried_later():
    with pytest.raises(RetryLater) as caught:
        imap_after(61, answer=b"* BYE autologout" + CLOSE)
    assert caught.value.code == "connection_lost"


def test_what_left_meanwhile_is_learned_by_it():
    folder = ScriptedFolder({4: b"four", 5: b"five"})
    with (
        ScriptedServer(imap_script(folder=folder)) as server,
        imap_session(server) as session,
    ):
        session.list_messages()
        folder.pending = [4]
        session._provider = Provider("x", keep_alive_seconds=-1)
        session.keep_alive()
        gone = RemoteRef("INBOX", "7", "4")
        assert list(session.fetch([gone])) == []
    assert not [line for line in server.seen if b"UID FETCH" in line]


@pytest.mark.parametrize(("seconds", "last"), [(50, b"PASS s3cret-pw"), (61, b"NOOP")])
def test_pop3_knows_silence_as_well(seconds, last):
    script = pop3_script(answers=[(rb"NOOP", b"+OK")])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        session._provider = Provider("x", keep_alive_seconds=60)
        began = session._wire.meter.clock()
        session._wire.meter.clock = lambda: began + seconds
        session.keep_alive()
        assert server.seen[-1] == last


# --- bytes


def test_the_bytes_of_a_session_are_counted():
    with (
        ScriptedServer(imap_script(folder=ScriptedFolder({4: b"x" * 5000}))) as server,
        imap_session(server) as session,
    ):
        before = session.bytes_read
        list(session.fetch([RemoteRef("INBOX", "7", "4")]))
        assert 0 < before < 1000 < 5000 < session.bytes_read < 6500


def test_the_bytes_of_a_pop3_session_are_counted():
    script = pop3_script([b"x" * 5000 + b"\n"], uidl=[b"a"])
    with ScriptedServer(script) as server, pop3_session(server) as session:
        before = session.bytes_read
        list(session.fetch([RemoteRef("", "", "a")]))
        assert 0 < before < 1000 < 5000 < session.bytes_read < 6000
