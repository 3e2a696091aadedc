"""Requests and the queue send at the same time: each mail goes out once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from kit import odoo_runner
from kit.server import Server
from mail_queue import WAIT_SECONDS, MailQueue, SlowReceiver
from peers.ports import free_port

DATABASE = "mail_queue"
SESSIONS, ANSWERS_EACH = 4, 5
LATER = {"mail_notify_force_send": False}


@pytest.fixture(scope="module")
def queue():
    """An Odoo that sends by a receiver on loopback."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    server = Server(DATABASE, free_port(), crons=0)
    try:
        with SlowReceiver() as receiver, server, ThreadPoolExecutor() as pool:
            running = MailQueue(server, DATABASE, receiver, pool)
            values = {
                "name": "post",
                "smtp_host": receiver.host,
                "smtp_port": receiver.port,
            }
            running.client().call("ir.mail_server", "create", [values])
            yield running
    finally:
        cluster.drop(DATABASE)


def reached(queue, customer, text):
    """How often a mail came to the customer that begins with `text`."""
    texts = (delivery.text.lstrip() for delivery in queue.receiver.to(customer))
    return sum(came.startswith(text) for came in texts)


def test_the_queue_leaves_out_what_a_request_is_sending(queue):
    ticket = queue.ticket("bea@customer.example")
    queue.answer(ticket, "WAITS-IN-THE-QUEUE.", **LATER)
    with queue.receiver.holding("BEING-SENT."):
        request = queue.aside(queue.answer, ticket, "BEING-SENT.")
        queue.receiver.wait_until_held()
        queue.run()
        assert reached(queue, "bea@customer.example", "WAITS-IN-THE-QUEUE.") == 1
    request.result(WAIT_SECONDS)
    assert reached(queue, "bea@customer.example", "BEING-SENT.") == 1
    assert queue.unsent("BEING-SENT.") == []
    assert queue.complaints() == []


def test_the_queue_goes_on_past_what_others_sent_and_deleted(queue):
    texts = ("FIRST.", "SECOND.", "THIRD.")
    for text in texts:
        queue.answer(queue.ticket(f"{text}cleo@customer.example"), text, **LATER)
    with queue.receiver.holding("FIRST."):
        run = queue.aside(queue.run)
        queue.receiver.wait_until_held()
        queue.send_now("SECOND.")
        assert queue.waiting("SECOND.") == []
    run.result(WAIT_SECONDS)
    for text in texts:
        assert reached(queue, f"{text}cleo@customer.example", text) == 1
        assert queue.unsent(text) == []
    assert queue.complaints() == []


def test_a_request_leaves_out_what_the_queue_is_sending(queue):
    ticket = queue.ticket("dora@customer.example")
    queue.answer(ticket, "BY-THE-QUEUE.", **LATER)
    waiting = queue.waiting("BY-THE-QUEUE.")
    with queue.receiver.holding("BY-THE-QUEUE."):
        run = queue.aside(queue.run)
        queue.receiver.wait_until_held()
        queue.send_now("BY-THE-QUEUE.")
    run.result(WAIT_SECONDS)
    queue.client().call("mail.mail", "action_send_and_close", waiting)  # they are gone
    assert reached(queue, "dora@customer.example", "BY-THE-QUEUE.") == 1
    assert queue.unsent("BY-THE-QUEUE.") == []
    assert queue.complaints() == []


def test_twenty_answers_of_four_sessions_arrive_once_while_the_queue_runs(queue):
    customers = [f"customer{number}@customer.example" for number in range(SESSIONS)]

    def session(customer):
        ticket, client = queue.ticket(customer), queue.client()
        for number in range(ANSWERS_EACH):
            queue.answer(ticket, f"ANSWER-{number}-TO-{customer}.", client)

    sessions = [queue.aside(session, customer) for customer in customers]
    while not all(one.done() for one in sessions):
        queue.run()
    for one in sessions:
        one.result()
    queue.run()
    for customer in customers:
        for number in range(ANSWERS_EACH):
            text = f"ANSWER-{number}-TO-{customer}."
            assert reached(queue, customer, text) == 1
    assert queue.unsent("ANSWER-") == []
    assert queue.complaints() == []
