"""What is to hold of a ticket that another add-on has merged into a second one."""

from .common import CUSTOMER, mail
from .peers.bounces import bounce
from .test_threads import FIRST

OTHER = "<other@customer.example>"
PRIVATE = "anna@private.example"


class ForeignMerge:
    """Promises; `merge_elsewhere(source, target)` of a subclass merges."""

    def merged(self):
        """The ticket is merged into `self.other`; what its customer was sent before."""
        self.other = self.case_of(mail(message_id=OTHER))
        sent = self.answer(self.ticket)
        self.merge_elsewhere(self.ticket, self.other)
        return sent

    def assertFollowed(self, **headers):
        self.assertEqual(self.case_of(mail(**headers)), self.other)
        self.assertFalse(self.ticket.active)

    def test_an_answer_follows_by_what_it_answers(self):
        self.merged()
        self.assertFollowed(In_Reply_To=FIRST)

    def test_an_answer_follows_by_the_token_of_our_answer(self):
        token = self.merged().references.split()[0]
        self.assertFollowed(From=PRIVATE, References=token)

    def test_an_answer_follows_by_a_token_that_names_no_entry(self):
        token = self.ticket._mailbox_token()
        self.merged()
        self.assertFollowed(From=PRIVATE, References=token)

    def test_an_answer_follows_by_number(self):
        self.merged()
        self.assertFollowed(Subject=f"Re: {self.ticket.number}")

    def test_what_was_received_is_at_the_ticket_that_is_left(self):
        rows = self.ticket.received_message_ids
        self.merged()
        self.assertEqual(rows.ticket_id, self.other)
        self.assertEqual(self.ticket.duplicate_id, self.other)
        self.assertEqual(self.other.referring_count, 1)

    def test_merged_twice_it_leads_to_the_last(self):
        token = self.merged().references.split()[0]
        third = self.case_of(mail(message_id="<third@customer.example>"))
        self.merge_elsewhere(self.other, third)
        raw = mail(From=PRIVATE, References=token)
        self.assertEqual(self.case_of(raw), third)

    def test_who_took_part_in_a_ticket_that_was_merged_takes_part_still(self):
        self.other = self.case_of(mail(message_id=OTHER, From="eva@else.example"))
        self.merge_elsewhere(self.ticket, self.other)
        self.assertFollowed(From=CUSTOMER, Subject=f"Re: {self.other.number}")


class ForeignMergeBounced:
    """The same of an answer that really went out."""

    def test_a_bounce_is_marked_where_the_answer_is_now(self):
        other = self.case_of(mail(message_id=OTHER))
        self.merge_elsewhere(self.ticket, other)
        self.fetch(bounce(self.sent.message.as_bytes(), CUSTOMER))
        self.assertTrue(other.has_undelivered)
        self.assertEqual(self.notification().undelivered_ticket_id, other)
