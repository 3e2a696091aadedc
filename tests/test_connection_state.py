"""What every screen says of a mailbox, and which form a link to it opens."""

from datetime import timedelta

from lxml import etree

from odoo import fields

from .common import MailboxCase

MODULE = "helpdesk_mgmt_mailbox."


class TestConnectionState(MailboxCase):
    def assertState(self, state, status):
        self.mailbox.invalidate_recordset()
        shown = (self.mailbox.connection_state, self.mailbox.connection_status)
        self.assertEqual(shown, (state, status))

    def note(self, **values):
        self.mailbox._status().write(values)

    def test_connected_and_not_connected(self):
        self.assertState("connected", "Connected")
        self.mailbox.state = "draft"
        self.assertState("not_connected", "Not connected")

    def test_a_failure_names_its_day(self):
        self.note(error_message="no", error_date="2024-01-05 08:00:00")
        self.assertState("failing", "Failing since 1/5/24")

    def test_a_failure_of_today_names_its_time(self):
        now = fields.Datetime.now().replace(microsecond=0)
        self.note(error_message="no", error_date=now)
        time = self.mailbox._time_text(now)
        self.assertState("failing", f"Failing since {time}")

    def test_a_pause_that_the_server_asked_for(self):
        end = fields.Datetime.now() + timedelta(hours=1)
        self.note(error_message="no", error_date=end, pause_until=end)
        self.assertState("paused", "Paused")

    def test_lost_consent_and_offline(self):
        self.note(error_message="no", reconnect_needed=True)
        self.assertState("reconnect", "Reconnect needed")
        self.mailbox.active = False
        self.assertState("offline", "Offline")


class TestStatesOnScreens(MailboxCase):
    """No screen works out for itself whether a mailbox works."""

    def arch(self, name, kind):
        view = self.env.ref(MODULE + name)
        mailbox = self.mailbox.with_user(self.admin)
        return etree.fromstring(mailbox.get_view(view.id, kind)["arch"])

    def test_list_kanban_form_and_card_show_the_one_status(self):
        for name, kind in (
            ("fetchmail_server_view_list", "list"),
            ("fetchmail_server_view_kanban", "kanban"),
            ("fetchmail_server_view_form", "form"),
            ("fetchmail_server_view_card", "form"),
        ):
            with self.subTest(name):
                arch = self.arch(name, kind)
                self.assertTrue(arch.xpath("//field[@name='connection_status']"))
                shown = arch.xpath("//field[@name='state' and not(@invisible='1')]")
                self.assertFalse(shown)

    def test_each_trouble_has_one_banner(self):
        arch = self.arch("fetchmail_server_view_form", "form")
        for state in ("failing", "paused", "reconnect"):
            with self.subTest(state):
                is_shown = f"@invisible=\"connection_state != '{state}'\""
                (banner,) = arch.xpath(f"//div[@role='alert'][{is_shown}]")
                self.assertTrue(banner.xpath(".//field[@name='error_message']"))

    def test_banner_list_and_kanban_name_the_same_next_run(self):
        banners = self.arch("fetchmail_server_view_form", "form").xpath(
            "//div[@role='alert'][.//field[@name='error_message']]"
        )
        named = [banner.xpath(".//field[@name='next_run']") for banner in banners]
        self.assertEqual([len(fields) for fields in named], [0, 1, 1])
        for name, kind in (("list", "list"), ("kanban", "kanban"), ("card", "form")):
            arch = self.arch(f"fetchmail_server_view_{name}", kind)
            self.assertTrue(arch.xpath("//field[@name='next_run']"), name)
        self.assertFalse(self.env["fetchmail.server"]._fields["next_run"].store)

    def test_no_list_is_grouped_by_what_is_not_the_status(self):
        arch = self.arch("fetchmail_server_view_search", "search")
        groups = [node.get("context") or "" for node in arch.iter("filter")]
        self.assertFalse([group for group in groups if "'state'" in group])


class TestLinksToMailboxes(MailboxCase):
    def opened(self, user, server=None):
        action = (server or self.mailbox).with_user(user).get_formview_action()
        return action["views"][0][0]

    def test_managers_and_administrators_get_the_form_with_settings(self):
        form = self.env.ref(MODULE + "fetchmail_server_view_form").id
        self.assertEqual(self.opened(self.manager), form)
        self.assertEqual(self.opened(self.admin), form)

    def test_agents_get_a_card_without_settings(self):
        card = self.env.ref(MODULE + "fetchmail_server_view_card")
        self.assertEqual(self.opened(self.agent), card.id)
        self.mailbox.with_user(self.agent).get_view(card.id, "form")
        spec = {"name": {}, "connection_status": {}, "next_run": {}, "date": {}}
        (shown,) = self.mailbox.with_user(self.agent).web_read(spec)
        self.assertEqual(shown["connection_status"], "Connected")

    def test_other_servers_open_the_form_of_odoo(self):
        stock = self.env["fetchmail.server"].create({"name": "stock"})
        self.assertFalse(self.opened(self.admin, stock))
