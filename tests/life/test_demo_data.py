"""A throw-away database with demo data shows every state, and reaches no server."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from kit import odoo_runner, paths

DATABASE = "life_demo"
WATCH = Path(__file__).parent / "network_watch"
COMPLAINTS = (" WARNING ", " ERROR ", " CRITICAL ", "Traceback")


def odoo(place, *arguments, **more):
    """Run Odoo, with the network watched; its output (both kinds, str)."""
    environment = odoo_runner.environment(NETWORK_LOG=str(place / "network"))
    python_path = [str(WATCH), environment["PYTHONPATH"]]
    environment["PYTHONPATH"] = os.pathsep.join(python_path)
    done = subprocess.run(
        odoo_runner.command(*arguments),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **more,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    found = tmp_path_factory.mktemp("demo")
    (found / "network").touch()
    return found


@pytest.fixture(scope="module")
def logs(place):
    """What Odoo wrote while it installed, and while the scheduled actions ran and the
    add-on was uninstalled."""
    cluster = odoo_runner.prepare()
    cluster.drop(DATABASE)
    options = ("-d", DATABASE, "--no-http")
    first = ("-i", paths.ADDON, "--with-demo", "--stop-after-init")
    script = (Path(__file__).parent / "demo_counts.py").read_text()
    try:
        installed = odoo(place, *options, *first)
        yield installed, odoo(place, "shell", *options, input=script)
    finally:
        cluster.drop(DATABASE)


@pytest.fixture(scope="module")
def found(logs):
    """What `demo_counts.py` found (dict)."""
    lines = [line for line in logs[1].splitlines() if line.startswith("FOUND ")]
    assert lines, logs[1][-3000:]
    return json.loads(lines[0].removeprefix("FOUND "))


def test_nothing_in_the_log_needs_a_person(logs):
    for log in logs:
        lines = log.splitlines()
        assert [x for x in lines if any(word in x for word in COMPLAINTS)] == []


def test_no_server_is_contacted(logs, place):
    assert (place / "network").read_text() == ""


def test_nothing_waits_to_be_sent(found):
    assert found["queue"] == 0


def test_mailboxes_are_in_every_state_that_lasts(found):
    assert found["connections"] == {
        "Support": "connected",
        "Orders": "connected",
        "Info": "connected",
        "Sales": "reconnect",
        "Repairs": "failing",
        "Jobs": "not_connected",
        "Trade Fair": "offline",
    }
    done, total = found["import"]
    assert 0 < done < total
    assert found["failed runs"] and found["changes"]


def test_the_scheduled_actions_change_nothing(found):
    assert found["connections after the scheduled actions"] == found["connections"]


def test_messages_are_in_every_state_and_of_every_kind(found):
    assert set(found["states"]) == {"received", "held", "parked", "done", "ignored"}
    kinds = "human list notification auto_reply bounce delayed receipt feedback_report"
    assert set(kinds.split()) <= set(found["kinds"])
    assert found["waiting"] and found["missing"] and found["copies"]


def test_messages_are_stopped_by_every_filter(found):
    filters = "denied sender_filter confirmation wrong_sender rules agents"
    assert set(filters.split()) <= set(found["gates"])


def test_an_answer_has_bounced(found):
    (note,) = found["undelivered"]
    assert "did not reach piet@molen.example: mailbox full." in note


def test_automatic_mail_is_withheld_at_a_limit(found):
    assert set(found["automatic"]) == {"sent", "withheld"}
    (pause,) = found["paused"]
    assert "4 automatic emails to stock@bistro-chain.example" in pause


def test_tickets_have_files_a_form_and_a_signature(found):
    assert {"kettle.png", "delivery_note_4711.pdf"} <= set(found["files"])
    assert found["signatures"] == found["forms"] == 1


def test_it_is_spread_over_days(found):
    assert found["days"] > 5


def test_it_can_be_uninstalled(logs):
    assert "UNINSTALLED True" in logs[1]
