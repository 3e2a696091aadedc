"""How all mailboxes are, on one screen, and counts on the menus."""

import json
from datetime import timedelta

from odoo import fields

from .common import CUSTOMER, SECOND, MailboxCase, mail


class TestOverview(MailboxCase):
    def step(self, mailbox=None):
        """What the manager is told to do next, and the button for it."""
        mailbox = (mailbox or self.mailbox).with_user(self.manager)
        mailbox.invalidate_recordset()
        return mailbox.next_step, mailbox.next_step_button

    def stored(self, state, count=1, mailbox=None, **values):
        mailbox = mailbox or self.mailbox
        known = len(self.rows(mailbox))
        return self.env["fetchmail.message"].create(
            [
                {
                    "server_id": mailbox.id,
                    "remote_key": f"INBOX/1/{known + number}",
                    "state": state,
                    **values,
                }
                for number in range(count)
            ]
        )

    def test_a_mailbox_that_works_needs_nothing(self):
        self.fetch(mail())
        self.assertEqual(self.step(), ("Nothing to do.", False))
        self.assertTrue(self.mailbox.success_date)

    def test_the_last_success_is_not_that_of_a_failed_run(self):
        self.fetch()
        long_ago = fields.Datetime.now() - timedelta(hours=3)
        self.mailbox._status().success_date = long_ago
        self.mailbox.password = "wrong"
        self.fetch()
        self.assertEqual(self.mailbox.success_date, long_ago)
        self.assertEqual(self.step(), ("See why it is not being fetched.", "open"))

    def test_what_has_failed_comes_before_what_is_held(self):
        self.stored("held", 2)
        self.assertEqual(self.step(), ("Decide on 2 held messages.", "held"))
        self.stored("parked")
        self.assertEqual(
            self.step(),
            ("See why 1 message failed, then retry or ignore it.", "failed"),
        )

    def test_each_button_leads_to_what_its_sentence_is_about(self):
        self.stored("held")
        action = self.mailbox.with_user(self.manager).action_next_step()
        self.assertEqual(action["res_model"], "fetchmail.message")
        self.assertEqual(action["domain"], [("server_id", "=", self.mailbox.id)])
        self.assertIn("search_default_held", action["context"])
        self.mailbox.active = False
        action = self.mailbox.with_user(self.manager).action_next_step()
        self.assertEqual(
            (action["res_model"], action["res_id"]),
            ("fetchmail.server", self.mailbox.id),
        )

    def test_what_a_person_has_to_connect_says_so(self):
        other = self.make_mailbox(SECOND, connected=False)
        self.assertEqual(
            self.step(other), ("Connect it: nothing is fetched yet.", "open")
        )
        self.mailbox._status().reconnect_needed = True
        self.assertEqual(
            self.step(),
            ("Reconnect it, as an administrator: nothing is fetched.", "open"),
        )

    def test_the_graph_counts_each_mailboxs_messages_by_day(self):
        other = self.make_mailbox(SECOND)
        self.stored("done", 3)
        self.stored("done", 1, other)
        old = self.stored("ignored", 2)
        self.env.cr.execute(
            "UPDATE fetchmail_message SET create_date = now() - interval '20 days' "
            "WHERE id IN %s",
            [tuple(old.ids)],
        )
        self.env.invalidate_all()
        both = self.mailbox | other
        counts = []
        for mailbox in both:
            (graph,) = json.loads(mailbox.day_graph)
            self.assertEqual(len(graph["values"]), 14)
            counts.append([bar["value"] for bar in graph["values"]])
        self.assertEqual(counts, [[0] * 13 + [3], [0] * 13 + [1]])

    def test_menus_count_what_a_manager_has_to_decide_on(self):
        before = self.env["fetchmail.server"].with_user(self.manager).get_menu_counts()
        self.stored("held", 2)
        self.stored("parked")
        self.stored("done", 4)
        after = self.env["fetchmail.server"].with_user(self.manager).get_menu_counts()
        for menu, count in (("menu_held_message", 2), ("menu_failed_message", 1)):
            name = f"helpdesk_mgmt_mailbox.{menu}"
            self.assertEqual(after[name] - before[name], count)
            self.assertTrue(self.env.ref(name))

    def test_an_agent_who_cannot_decide_is_shown_no_counts(self):
        counts = self.env["fetchmail.server"].with_user(self.agent).get_menu_counts()
        self.assertEqual(counts, {})

    def test_the_overview_opens_for_a_manager(self):
        self.fetch(mail(From=CUSTOMER))
        view = self.env.ref("helpdesk_mgmt_mailbox.fetchmail_server_view_overview")
        manager = self.env["fetchmail.server"].with_user(self.manager)
        arch = manager.get_view(view.id, "kanban")
        names = arch["models"]["fetchmail.server"]
        found = manager.web_search_read(
            [("id", "=", self.mailbox.id)], {name: {} for name in names}
        )
        (read,) = found["records"]
        self.assertEqual(read["next_step"], "Nothing to do.")
