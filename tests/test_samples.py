"""Every sample mail of `dev/samples` comes to what `expected.json` says."""

import hashlib
import json
from pathlib import Path

from .common import MailboxCase

SAMPLES = Path(__file__).parents[1] / "dev" / "samples"


class TestSamples(MailboxCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        text = (SAMPLES / "expected.json").read_text("utf-8")
        cls.expected = json.loads(text)

    def setUp(self):
        super().setUp()
        for wanted in self.expected.values():
            if contact := wanted.get("needs_contact"):
                self.env["res.partner"].create({"name": contact, "email": contact})
        self.raws = {name: (SAMPLES / name).read_bytes() for name in self.expected}

    def test_every_sample_ends_as_expected(self):
        self.fetch(*self.raws.values())
        rows = self._rows_by_name()
        self.assertEqual(len(self.rows()), len(self.expected))
        for name, wanted in self.expected.items():
            with self.subTest(name):
                self._check(rows, name, wanted)
        self.assertEqual(self.left(), [])

    def _rows_by_name(self):
        names = {hashlib.sha256(raw).hexdigest(): n for n, raw in self.raws.items()}
        return {names[row.digest]: row for row in self.rows()}

    def _check(self, rows, name, wanted):
        row = rows[name]
        ticket = row.ticket_id
        first = ticket.received_message_ids.sorted("id")[:1]
        outcome = "ignored" if row.state == "ignored" else "history"
        if ticket and first == row:
            outcome = "ticket"
        self.assertEqual(outcome, wanted["outcome"], row.error or row.reason)
        self.assertEqual(row.kind, wanted["kind"], row.reason)
        self.assertEqual(row.remote_state, "removed")
        if wanted["of"]:
            self.assertEqual(ticket, rows[wanted["of"]].ticket_id)
        if link := wanted.get("link"):
            self.assertEqual(ticket.named_ticket_id, rows[link].ticket_id)

    def test_existing_samples_become_the_same_tickets_closed(self):
        self.start_over()
        self.deliver(*self.raws.values())
        self.connect().action_continue()
        self.fetch()
        outcomes = [wanted["outcome"] for wanted in self.expected.values()]
        tickets = self.rows().ticket_id
        self.assertEqual(len(tickets), outcomes.count("ticket"))
        self.assertEqual(set(tickets.mapped("closed")), {True})
        self.assertEqual(
            len(self.rows().filtered(lambda row: row.state == "ignored")),
            outcomes.count("ignored"),
        )
