"""People, scheduled actions and the mail queue side by side, in a running server."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from kit.cluster import Cluster
from kit.rpc import RpcError
from running_odoo import AGENT, AGENT_PASSWORD, ANNA, mail

EXISTING = 900
SAVE_SECONDS = 1.0
CHANGES = (
    {"description": "Edited"},
    {"name": "Renamed"},
    {"interval_minutes": 7},
    {"acknowledgement_minutes": 5},
    {"denied_types": "exe"},
    {"processed_folder": "Elsewhere"},
)


@pytest.fixture(scope="module")
def importing(odoo):
    """A mailbox while 900 existing mails are being filed."""
    box = odoo.mailbox(start=False)
    for number in range(EXISTING):
        text = f"Old question {number}. " * 100
        sender = f"P{number} <p{number}@old.example>"
        odoo.deliver(box, mail(f"Old {number} {odoo.database}", text, sender=sender))
    odoo.connect(box)
    odoo.wait(lambda: 0 < odoo.left(box) < EXISTING)
    return box


def test_any_save_is_quick_while_an_import_runs(odoo, importing):
    for values in CHANGES:
        assert odoo.left(importing) > 0, "the import was over before the save"
        began = time.monotonic()
        odoo.change(importing, **values)
        assert time.monotonic() - began < SAVE_SECONDS, values


def test_fetch_now_answers_at_once_while_an_import_runs(odoo, importing):
    assert odoo.left(importing) > 0
    began = time.monotonic()
    answer = odoo.call("fetchmail.server", "action_fetch_now", [importing.id])
    assert "being fetched already" in answer["params"]["message"]
    assert time.monotonic() - began < SAVE_SECONDS


def test_offline_stops_the_import_and_online_ends_it(odoo, importing):
    assert odoo.left(importing) > 0
    before = _last_run(odoo, importing)
    odoo.change(importing, active=False)
    odoo.wait(lambda: _last_run(odoo, importing) != before)
    assert odoo.left(importing) > 0
    odoo.change(importing, active=True)
    odoo.call("fetchmail.server", "action_fetch_now", [importing.id])
    odoo.wait(lambda: odoo.left(importing) == 0, seconds=300)
    domain = [("name", "=like", f"Old % {odoo.database}"), ("closed", "=", True)]
    odoo.wait(lambda: odoo.call("helpdesk.ticket", "search_count", domain) == EXISTING)
    (cron,) = odoo.find(
        "ir.cron", [("code", "=", f"model._run_mailbox({importing.id})")], "name"
    )
    odoo.wait(lambda: "Renamed" in _schedule(odoo, cron["id"])["name"])
    assert _schedule(odoo, cron["id"])["interval_number"] == 7


def _last_run(odoo, box):
    """When the mailbox's last run ended."""
    archived = {"context": {"active_test": False}}
    return odoo.call("fetchmail.server", "read", [box.id], ["date"], **archived)[0][
        "date"
    ]


def _schedule(odoo, cron):
    (found,) = odoo.call("ir.cron", "read", [cron], ["name", "interval_number"])
    return found


def test_twenty_answers_while_the_queue_runs_arrive_once_each(odoo):
    box = odoo.mailbox()
    odoo.receive(box, mail("Many answers"))
    (ticket,) = odoo.tickets("Many answers")
    # From now on she follows the ticket; Odoo refuses two who begin to at once.
    odoo.answer(ticket["id"], "We look into it.")
    odoo.sent(ANNA, "We look into it.")
    over = threading.Event()

    def keep_the_queue_busy():
        while not over.is_set():
            odoo.run_queue()

    def answers(session):
        client = odoo.sign_in(AGENT, AGENT_PASSWORD)
        for number in range(5):
            odoo.answer(ticket["id"], f"ANSWER-{session}-{number}.", client)

    with ThreadPoolExecutor(5) as pool:
        queue = pool.submit(keep_the_queue_busy)
        try:
            list(pool.map(answers, range(4)))
        finally:
            over.set()
        queue.result()
    texts = [f"ANSWER-{s}-{n}." for s in range(4) for n in range(5)]
    for text in texts:
        odoo.sent(ANNA, text)
    # What is quoted stands below; a neighbour may write something above.
    found = [re.search(r"ANSWER-\d-\d\.", d.text) for d in odoo.sink.to(ANNA)]
    starts = [first[0] for first in found if first]
    assert {t: starts.count(t) for t in texts} == dict.fromkeys(texts, 1)
    notices = odoo.find(
        "mail.notification",
        [
            ("mail_message_id.res_id", "=", ticket["id"]),
            ("res_partner_id.email", "=", ANNA),
        ],
        "notification_status",
    )
    assert {n["notification_status"] for n in notices} == {"sent"}


def test_a_mail_whose_message_another_worker_changes_is_sent_once(odoo):
    words = "One of two mails."
    (me,) = odoo.find("res.users", [("login", "=", "admin")], "partner_id")
    about = {"model": "res.partner", "res_id": me["partner_id"][0], "body": words}
    message = odoo.call("mail.message", "create", about)
    values = {"email_to": ANNA, "email_from": "a@b.example", "body_html": words}
    mail_id = odoo.call("mail.mail", "create", {"mail_message_id": message, **values})
    change = f"""
        BEGIN; UPDATE mail_message SET write_date = now() WHERE id = {message};
        SELECT pg_sleep(5); COMMIT"""
    unlocked = f"SELECT FROM mail_message WHERE id = {message} FOR UPDATE SKIP LOCKED"
    free = f"WITH free AS ({unlocked}) SELECT count(*) FROM free"
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(Cluster().query, change, odoo.database)
        odoo.wait(lambda: Cluster().query(free, odoo.database).strip() == "0")
        odoo.call("mail.mail", "send", [mail_id])
        other.result()
    odoo.sent(ANNA, words)
    odoo.run_queue()
    assert len(odoo.sent_now(ANNA, words)) == 1


def test_fetch_now_of_two_people_files_each_mail_once(odoo):
    box = odoo.mailbox()
    odoo.deliver(box, *(mail(f"Both {number}") for number in range(30)))

    def press(_number):
        client = odoo.sign_in("admin", "admin")
        client.call("fetchmail.server", "action_fetch_now", [box.id])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, range(4)))
    odoo.wait(lambda: odoo.fetch(box) or odoo.left(box) == 0)
    assert [len(odoo.tickets(f"Both {n}")) for n in range(30)] == [1] * 30


def test_deleting_a_mailbox_with_waiting_mail_is_refused(odoo):
    box = odoo.mailbox(sender_filter="contacts")
    odoo.receive(box, mail("Still held", sender="x@stranger.example"))

    def refused():
        """a refusal for the mail's sake: while a run goes on, Odoo has its own"""
        with pytest.raises(RpcError) as caught:
            odoo.call("fetchmail.server", "unlink", [box.id])
        return "they would be lost" in str(caught.value)

    odoo.wait(refused)
