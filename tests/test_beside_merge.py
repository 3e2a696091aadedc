"""Beside OCA's helpdesk_mgmt_merge: one Merge, theirs, and answers follow it."""

from odoo.tests import tagged

from .common import mail
from .foreign_merge import ForeignMerge, ForeignMergeBounced
from .test_threads import ThreadCase
from .test_ties import TieCase


def merge_elsewhere(source, target):
    """Their wizard, as an agent fills it in."""
    wizard = source.env["helpdesk.ticket.merge"].with_context(
        active_ids=(target | source).ids, active_model=source._name
    )
    values = {"dst_ticket_id": target.id}
    wizard.create(values).merge_tickets()


@tagged("-standard", "house")
class TestBesideMerge(ForeignMerge, ThreadCase):
    allow_inherited_tests_method = True
    merge_elsewhere = staticmethod(merge_elsewhere)

    def merged_into_a_new_one(self, *tickets):
        """Their wizard with *Create a new ticket*; that ticket. Odoo lets only
        administrators use it."""
        ids = [ticket.id for ticket in tickets]
        wizard = self.env["helpdesk.ticket.merge"]
        wizard = wizard.with_user(self.env.ref("base.user_admin"))
        wizard = wizard.with_context(active_ids=ids, active_model="helpdesk.ticket")
        values = {"create_new_ticket": True, "dst_ticket_name": "All of it"}
        opened = wizard.create(values).merge_tickets()
        return self.env["helpdesk.ticket"].browse(opened["res_id"])

    def test_what_they_say_of_it_stays_inside(self):
        second = self.case_of(mail(From="Ben <ben@else.example>"))
        merged = self.merged_into_a_new_one(self.ticket, second)
        said = (merged | self.ticket | second).message_ids.filtered(
            lambda entry: entry.subject == "Merge helpdesk ticket"
        )
        self.assertTrue(said)
        for entry in said:
            self.assertTrue(entry.is_internal)
            self.assertFalse(entry.partner_ids.filtered("partner_share"))

    def test_a_ticket_that_they_make_is_of_the_mailbox(self):
        second = self.case_of(mail(From="Ben <ben@else.example>"))
        merged = self.merged_into_a_new_one(self.ticket, second)
        self.assertEqual(merged.mailbox_id, self.mailbox)
        self.assertIn("ben@else.example wrote the merged", self.log_of(merged))

    def offered_to(self, user):
        """Names of the merges that are offered to a user."""
        actions = self.env["ir.actions.actions"].with_user(user)
        found = actions.get_bindings(self.ticket._name)["action"]
        words = ("Merge Helpdesk Tickets", "Merge into...")
        return [one["name"] for one in found if one["name"] in words]

    def test_an_administrator_is_offered_theirs(self):
        admin = self.env.ref("base.user_admin")
        self.assertEqual(self.offered_to(admin), ["Merge Helpdesk Tickets"])

    def test_an_agent_is_offered_ours_as_theirs_would_be_refused(self):
        self.assertEqual(self.offered_to(self.agent), ["Merge into..."])


@tagged("-standard", "house")
class TestBesideMergeBounced(ForeignMergeBounced, TieCase):
    allow_inherited_tests_method = True
    merge_elsewhere = staticmethod(merge_elsewhere)
