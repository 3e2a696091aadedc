"""Answers follow a merge by any add-on that moves the entries and archives the rest."""

from .common import mail
from .foreign_merge import OTHER, ForeignMerge, ForeignMergeBounced
from .test_threads import FIRST, ThreadCase
from .test_ties import TieCase


def merge_elsewhere(source, target):
    """What such an add-on does, and no more."""
    entries = source.message_ids.filtered(lambda e: e.message_type != "notification")
    entries.write({"res_id": target.id})
    source.write({"active": False})


class TestForeignMerge(ForeignMerge, ThreadCase):
    allow_inherited_tests_method = True
    merge_elsewhere = staticmethod(merge_elsewhere)

    def test_a_ticket_of_which_entries_are_left_was_not_merged(self):
        other = self.case_of(mail(message_id=OTHER))
        self.answer(self.ticket)
        self.history(self.ticket)[:1].write({"res_id": other.id})
        self.ticket.active = False
        self.assertFalse(self.ticket.is_merged)

    def test_an_archived_ticket_was_not_merged(self):
        self.ticket.active = False
        self.assertFalse(self.ticket.is_merged)
        self.assertEqual(self.case_of(mail(In_Reply_To=FIRST)), self.ticket)

    def test_a_merge_is_offered_where_no_other_add_on_does(self):
        offered = self.env["ir.actions.actions"].get_bindings(self.ticket._name)
        own = self.env.ref("helpdesk_mgmt_mailbox.ticket_merge_action").id
        self.assertIn(own, [action["id"] for action in offered["action"]])


class TestForeignMergeBounced(ForeignMergeBounced, TieCase):
    allow_inherited_tests_method = True
    merge_elsewhere = staticmethod(merge_elsewhere)
