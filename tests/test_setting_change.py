"""Changes of a mailbox's settings: who, when, what, from what to what."""

from datetime import timedelta

from odoo import fields

from .common import MailboxCase


class TestSettingChange(MailboxCase):
    def setUp(self):
        super().setUp()
        self.made = self.mailbox.change_ids.sorted("id")

    def changed(self, user=None):
        """(setting, from, to) of each change since the mailbox was made, oldest first,
        as `user` reads them."""
        found = (self.mailbox.change_ids - self.made).sorted("id")
        found = found.with_user(user or self.admin)
        return [(c.setting, c.shown_before, c.shown_after) for c in found]

    def newest(self):
        return self.mailbox.change_ids.sorted("id")[-1]

    def test_making_a_mailbox_is_the_first_entry(self):
        first = self.made[0]
        self.assertEqual(first.setting, "Mailbox created")
        self.assertEqual(first.user_id, self.env.user)

    def test_connecting_it_is_one_too(self):
        last = self.made[-1]
        self.assertEqual(
            (last.setting, last.shown_before, last.shown_after),
            ("Connection Status", "Not connected", "Connected"),
        )

    def test_a_change_says_who_what_from_and_to(self):
        self.mailbox.with_user(self.manager).write(
            {"interval_minutes": 7, "agent_dmarc": True, "case_user_id": self.agent.id}
        )
        self.assertEqual(
            self.changed(self.manager),
            [
                ("Fetch Every", "5", "7"),
                ("Agents Must Pass DMARC", "No", "Yes"),
                ("Assigned User", "None", self.agent.name),
            ],
        )
        self.assertEqual(self.newest().user_id, self.manager)

    def test_what_stays_as_it_was_is_no_change(self):
        self.mailbox.write({"interval_minutes": 5, "name": self.mailbox.name})
        self.assertEqual(self.changed(), [])

    def test_a_secret_is_only_said_to_be_changed(self):
        self.mailbox.password = "another secret"
        self.assertEqual(self.changed(), [("Password", False, "Changed")])
        kept = self.newest().read()[0]
        self.assertNotIn("secret", str(kept))

    def test_a_manager_does_not_read_what_only_administrators_may(self):
        self.mailbox.port = 1993
        self.assertEqual(self.changed(), [("Port", str(self.dovecot.imaps), "1993")])
        self.assertEqual(self.changed(self.manager), [("Port", False, "Changed")])

    def test_settings_and_values_are_named_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        field = self.env["ir.model.fields"]._get("fetchmail.server", "agent_dmarc")
        field.with_context(lang="de_DE").field_description = "Nur mit DMARC"
        self.mailbox.agent_dmarc = True
        change = self.newest().with_context(lang="de_DE")
        self.assertEqual(change.setting, "Nur mit DMARC")
        self.assertEqual((change.shown_before, change.shown_after), ("Nein", "Ja"))

    def test_a_choice_is_named_as_on_the_form(self):
        self.mailbox.closed_case_policy = "new"
        self.assertEqual(
            self.changed()[0][1:],
            ("Reopen the ticket", "Make a new, linked ticket after some time"),
        )

    def test_rules_that_are_added_are_named_and_others_said_to_be_changed(self):
        self.mailbox.rule_ids = [(0, 0, {"name": "Spam"})]
        self.mailbox.rule_ids = [(1, self.mailbox.rule_ids.id, {"sequence": 99})]
        label = "Rules of this Mailbox"
        self.assertEqual(
            self.changed(), [(label, "None", "Spam"), (label, False, "Changed")]
        )

    def test_a_long_text_is_cut(self):
        self.mailbox.description = "word " * 100
        ((_setting, _before, after),) = self.changed()
        self.assertLessEqual(len(after), 100)
        self.assertTrue(after.endswith("…"))

    def test_runs_change_nothing(self):
        self.fetch()
        self.assertEqual(self.changed(), [])

    def test_changes_are_kept_as_long_as_other_logs(self):
        self.mailbox.interval_minutes = 7
        Change = self.env["fetchmail.mailbox.change"]
        Change._forget_old_changes()
        self.assertTrue(self.changed())
        month = fields.Datetime.now() - timedelta(days=31)
        self.mailbox.change_ids.date = month
        Change._forget_old_changes()
        self.assertFalse(self.mailbox.change_ids)

    def test_a_setting_of_an_addon_that_is_gone_keeps_its_name(self):
        self.mailbox.interval_minutes = 7
        change = self.newest()
        change.field = "x_of_another"
        self.assertEqual(change.setting, "x_of_another")
        self.assertFalse(change.shown_after)
