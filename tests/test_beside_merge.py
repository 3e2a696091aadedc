"""Beside OCA's helpdesk_mgmt_merge: one Merge, theirs, and answers follow it."""

from odoo.tests import tagged

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

    def test_one_merge_is_offered(self):
        offered = self.env["ir.actions.actions"].get_bindings(self.ticket._name)
        names = [one["name"] for one in offered["action"] if "erge" in one["name"]]
        self.assertEqual(names, ["Merge Helpdesk Tickets"])


@tagged("-standard", "house")
class TestBesideMergeBounced(ForeignMergeBounced, TieCase):
    allow_inherited_tests_method = True
    merge_elsewhere = staticmethod(merge_elsewhere)
