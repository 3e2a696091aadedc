"""No text holds the mailbox up: what Odoo could not clean in time is a file (law 8)."""

import itertools
import time

from ..tools.text.html_cost import MAX_SECONDS, cleaning_seconds, text_seconds
from .common import CUSTOMER, MailboxCase, mail
from .costly_html import COSTLY_HTML, COSTLY_TEXTS

SIZE = 990_000
_serial = itertools.count(1)
NOTE = "The text of this message is very long, or would take too long to display"

# Seconds of processor time for a mail of a megabyte, with an answer that quotes it.
LONGEST = 2


class TestCostlyHtml(MailboxCase):
    def costly(self, shape, size, subtype):
        """A mail that is nothing but this text."""
        head = (
            f"From: {CUSTOMER}\nSubject: {shape.name.split()[0]}\n"
            f"Message-ID: <{next(_serial)}@costly.example>\n"
            f"Content-Type: text/{subtype}; charset=utf-8\n\n"
        )
        return (head + shape.of_size(size)).encode()

    def seconds(self, raw):
        """Processor time that a mail takes, from the server to an answer."""
        self.deliver(raw)
        began = time.thread_time()
        self.fetch()
        row = self.rows()[-1]
        self.assertEqual(row.state, "done", row.error)
        row.ticket_id.message_post(
            body="An answer",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=row.ticket_id.message_partner_ids.ids,
        )
        return time.thread_time() - began

    def assertQuick(self, shape, size, subtype):
        """One of three mails keeps to the time: what else runs on the machine can make
        one take longer, and none take less than it needs."""
        taken = []
        while len(taken) < 3 and (not taken or taken[-1] >= LONGEST):
            taken.append(self.seconds(self.costly(shape, size, subtype)))
        self.assertLess(min(taken), LONGEST)

    def test_a_ticket_says_that_its_text_is_cut_and_has_the_whole_as_a_file(self):
        text = "<p>Where is my order? " + "<" * 60_000
        ticket = self.case_of(mail("plain", html=text))
        entry = self.history(ticket)
        for body in (entry.body, ticket.description):
            self.assertIn("plain", body)
        self.assertIn(NOTE, " ".join(self.notes_on(entry).split()))
        (file,) = entry.attachment_ids
        self.assertEqual(file.name, "message.html")
        self.assertIn(b"<" * 60_000, file.raw)

    def test_html_alone_is_cut_to_its_words(self):
        ticket = self.case_of(self.costly(COSTLY_HTML[0], 60_000, "html"))
        self.assertIn("hello &lt;&lt;&lt;", self.history(ticket).body)

    def test_an_ordinary_ticket_says_nothing_of_the_kind(self):
        ticket = self.case_of(mail("plain", html="<p>Where is <b>my</b> order?</p>"))
        self.assertNotIn("too long", ticket.description)
        self.assertFalse(self.history(ticket).attachment_ids)

    def test_a_megabyte_of_html_takes_two_seconds(self):
        self.mailbox.answer_quote = "all"
        for shape in COSTLY_HTML:
            for size in (SIZE, largest(shape, cleaning_seconds)):
                with self.subTest(shape.name, size=size):
                    self.assertQuick(shape, size, "html")

    def test_a_megabyte_of_text_takes_two_seconds(self):
        self.mailbox.answer_quote = "all"
        for shape in COSTLY_TEXTS:
            for size in (SIZE, largest(shape, text_seconds)):
                with self.subTest(shape.name, size=size):
                    self.assertQuick(shape, size, "plain")


def largest(shape, seconds):
    """The size up to which texts of this shape are shown as they came."""
    low, high = 0, SIZE
    while high - low > 1_000:
        middle = (low + high) // 2
        if seconds(shape.of_size(middle)) > MAX_SECONDS:
            high = middle
        else:
            low = middle
    return low
