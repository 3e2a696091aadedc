"""Where mailboxes and received messages are found, and what their screens show."""

from ast import literal_eval

from lxml import etree

from .common import MailboxCase, mail

MODULE = "helpdesk_mgmt_mailbox."


class TestScreens(MailboxCase):
    def arch(self, view, user=None):
        """The view as a user gets it."""
        record = self.env.ref(MODULE + view)
        model = self.env[record.model].with_user(user or self.manager)
        return etree.fromstring(model.get_view(record.id, record.type)["arch"])

    def names(self, arch, tag="field"):
        return {node.get("name") for node in arch.iter(tag)}

    def menu(self, xmlid):
        """The names of a menu and all above it, as a manager sees them."""
        menus = self.env["ir.ui.menu"].with_user(self.manager).load_menus(False)
        menu = self.env.ref(MODULE + xmlid)
        self.assertEqual(menus[menu.id]["name"], menu.name)
        return menu.complete_name, menu.action

    def test_mailboxes_are_below_channels(self):
        path, action = self.menu("menu_mailbox")
        self.assertEqual(path, "Helpdesk/Configuration/Channels/Mailboxes")
        self.assertEqual(action.res_model, "fetchmail.server")
        self.assertEqual(action.view_mode, "kanban,list,form")
        stock = self.env["fetchmail.server"].create({"name": "stock"})
        found = self.env["fetchmail.server"].search(literal_eval(action.domain))
        self.assertIn(self.mailbox, found)
        self.assertNotIn(stock, found)

    def test_mailboxes_are_in_the_settings(self):
        view = self.env.ref("base.res_config_settings_view_form")
        settings = self.env["res.config.settings"].with_user(self.admin)
        arch = etree.fromstring(settings.get_view(view.id, "form")["arch"])
        (block,) = arch.xpath("//app//block[@name='helpdesk_mailboxes']")
        self.assertEqual(block.get("title"), "Mailboxes")
        action = str(self.env.ref(MODULE + "fetchmail_server_action").id)
        self.assertIn(action, self.names(block, "button"))

    def test_kanban_shows_the_health_at_a_glance(self):
        shown = self.names(self.arch("fetchmail_server_view_kanban"))
        self.assertLessEqual(
            {"date", "next_run", "waiting_count", "held_count", "parked_count"}
            | {"error_message"},
            shown,
        )

    def test_long_words_of_mail_widen_no_card_and_no_form(self):
        for view in ("held_message_view_kanban", "helpdesk_ticket_view_kanban"):
            arch = self.arch(view)
            titles = arch.xpath(
                "//t[@t-name='card']/field[@name='name' or @name='display_name']"
            )
            self.assertEqual(len(titles), 1, view)
            self.assertIn("o_mailbox_card_title", titles[0].get("class"))
        for view in ("held_message_view_form", "fetchmail_message_view_form"):
            self.assertEqual(self.arch(view).get("class"), "o_mailbox_form")

    def test_held_mail_shows_the_whole_address(self):
        for view in ("held_message_view_list", "held_message_view_kanban"):
            (address,) = self.arch(view).xpath("//field[@name='sender_address']")
            self.assertIn("o_mailbox_whole", address.get("class"))

    def test_form_of_an_administrator_has_the_connection(self):
        arch = self.arch("fetchmail_server_view_form", self.admin)
        shown, buttons = self.names(arch), self.names(arch, "button")
        self.assertLessEqual(
            {"name", "active", "description", "email_address", "user", "password"}
            | {"protocol", "starttls", "server", "port", "certificate_authority"}
            | {"case_team_id", "case_user_id", "interval_minutes", "max_message_mib"},
            shown,
        )
        self.assertLessEqual({"action_test_connection", "action_connect"}, buttons)
        (password,) = arch.xpath("//field[@name='password']")
        self.assertEqual(password.get("password"), "True")

    def test_form_of_a_manager_has_not(self):
        arch = self.arch("fetchmail_server_view_form")
        shown, buttons = self.names(arch), self.names(arch, "button")
        self.assertFalse(
            {"user", "password", "protocol", "server", "port", "certificate_authority"}
            & shown
        )
        self.assertFalse({"action_test_connection", "action_connect"} & buttons)
        self.assertIn("action_fetch_now", buttons)

    def test_form_shows_the_progress_of_the_import(self):
        arch = self.arch("fetchmail_server_view_form")
        (bar,) = arch.xpath("//field[@name='import_progress']")
        self.assertEqual(bar.get("widget"), "progressbar")

    def test_everything_on_the_form_waits_for_save(self):
        for name in ("fetchmail_server_view_form", "fetchmail_rule_view_form"):
            with self.subTest(name):
                arch = self.arch(name, self.admin)
                self.assertFalse(arch.xpath("//field[@widget='boolean_toggle']"))

    def test_a_new_mailbox_warns_of_deletion_below_its_buttons(self):
        arch = self.arch("fetchmail_server_view_form", self.admin)
        (warning,) = arch.xpath(
            "//header/following-sibling::div[@role][strong]"
            "[@invisible='not is_new_mailbox']"
        )
        self.assertIn("deleted from the mailbox", "".join(warning.itertext()))

    def test_a_menu_its_page_and_its_list_have_one_name(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", MODULE[:-1]), ("model", "=", "ir.ui.menu")]
        )
        menus = self.env["ir.ui.menu"].browse(data.mapped("res_id"))
        menus -= self.env.ref(MODULE + "menu_channel_list")
        self.assertGreater(len(menus), 5)
        for menu in menus.filtered(lambda each: each.action):
            with self.subTest(menu.name):
                self.assertEqual(menu.action.name, menu.name)
                views = dict(menu.action.views)
                if "list" in menu.action.view_mode:
                    found = self.env[menu.action.res_model].get_view(
                        {kind: view for view, kind in views.items()}.get("list"), "list"
                    )
                    title = etree.fromstring(found["arch"]).get("string")
                    self.assertEqual(title, menu.name)

    def test_the_tab_of_replies_and_what_a_message_answers_are_two_words(self):
        """One word for both was translated wrongly for one of them."""
        arch = self.arch("fetchmail_server_view_form", self.admin)
        tabs = {page.get("string") for page in arch.iter("page")}
        answered = self.env["fetchmail.message"]._fields["in_reply_to"].string
        self.assertNotIn(answered, tabs)
        self.assertIn("Replies", tabs)

    def test_journal_is_below_reporting(self):
        path, action = self.menu("menu_received_message")
        self.assertEqual(path, "Helpdesk/Reporting/Received Messages")
        self.assertLessEqual(
            {"list", "form", "pivot", "graph"}, set(action.view_mode.split(","))
        )

    def test_journal_filters_and_groups(self):
        arch = self.arch("fetchmail_message_view_search")
        filters = self.names(arch, "filter")
        states = {"received", "held", "parked", "ignored", "done"}
        groups = {"group_state", "group_kind", "group_server", "group_day"}
        self.assertLessEqual(states | groups, filters)
        self.fetch(mail(), mail(Auto_Submitted="auto-replied"))
        Message = self.env["fetchmail.message"].with_user(self.manager)
        for state, number in (("done", 1), ("ignored", 1), ("parked", 0)):
            (node,) = arch.xpath(f"//filter[@name='{state}']")
            self.assertEqual(node.get("domain"), f"[('state', '=', '{state}')]")
            found = Message.search_count(
                [("state", "=", state), ("server_id", "=", self.mailbox.id)]
            )
            self.assertEqual(found, number)

    def test_journal_by_day_kind_and_mailbox(self):
        for view in ("fetchmail_message_view_pivot", "fetchmail_message_view_graph"):
            with self.subTest(view):
                arch = self.arch(view)
                self.assertLessEqual({"create_date", "kind"}, self.names(arch))
                (day,) = arch.xpath("//field[@name='create_date']")
                self.assertEqual(day.get("interval"), "day")
        pivot = self.arch("fetchmail_message_view_pivot")
        self.assertIn("server_id", self.names(pivot))
        self.fetch(mail(), mail(Auto_Submitted="auto-replied"))
        groups = self.env["fetchmail.message"]._read_group(
            [("server_id", "=", self.mailbox.id)],
            ["create_date:day", "kind", "server_id"],
            ["__count"],
        )
        found = {(kind, server, count) for _day, kind, server, count in groups}
        self.assertEqual(
            found, {("human", self.mailbox, 1), ("auto_reply", self.mailbox, 1)}
        )

    def test_journal_buttons(self):
        actions = {"action_replay", "action_release", "action_ignore"}
        arch = self.arch("fetchmail_message_view_list")
        self.assertLessEqual(actions, self.names(arch, "button"))
        arch = self.arch("fetchmail_message_view_form")
        self.assertLessEqual(actions | {"action_download"}, self.names(arch, "button"))
        self.assertLessEqual({"error", "reason", "thread_reason"}, self.names(arch))

    def test_ignored_is_no_step_on_the_way_to_done(self):
        for view in ("fetchmail_message_view_form", "held_message_view_form"):
            with self.subTest(view):
                arch = self.arch(view)
                (bar,) = arch.xpath("//field[@widget='statusbar']")
                (ribbon,) = arch.xpath("//widget[@title='Ignored']")
                self.assertEqual(bar.get("invisible"), "state == 'ignored'")
                self.assertEqual(ribbon.get("invisible"), "state != 'ignored'")

    def test_a_phone_shows_cards_on_which_one_can_decide(self):
        for view, shown, buttons in (
            ("held_message", {"why_held"}, {"action_release", "action_reject"}),
            (
                "fetchmail_message",
                {"reason", "error"},
                {"action_replay", "action_release", "action_ignore"},
            ),
        ):
            with self.subTest(view):
                arch = self.arch(f"{view}_view_kanban")
                self.assertLessEqual(
                    {"email_from", "display_name"} | shown, self.names(arch)
                )
                self.assertLessEqual(buttons, self.names(arch, "button"))

    def test_rules_senders_and_automatic_mail_have_cards(self):
        for name in ("rule", "sender", "picture_sender", "automatic_mail"):
            with self.subTest(name):
                action = self.env.ref(f"{MODULE}fetchmail_{name}_action")
                self.assertIn("kanban", action.view_mode.split(","))
                arch = self.arch(f"fetchmail_{name}_view_kanban")
                self.assertTrue(arch.xpath("//t[@t-name='card']//field"))

    def test_case_shows_mailbox_and_received_messages(self):
        view = self.env.ref("helpdesk_mgmt.ticket_view_form")
        Ticket = self.env["helpdesk.ticket"].with_user(self.manager)
        arch = etree.fromstring(Ticket.get_view(view.id, "form")["arch"])
        self.assertLessEqual(
            {"mailbox_id", "named_ticket_id", "received_message_count"},
            self.names(arch),
        )
        self.assertIn("action_open_received_messages", self.names(arch, "button"))

    def test_each_screen_is_one_view_that_other_addons_extend(self):
        known = self.env["ir.model.data"].search(
            [("module", "=", MODULE[:-1]), ("model", "=", "ir.ui.view")]
        )
        views = self.env["ir.ui.view"].browse(known.mapped("res_id"))
        self.assertIn(self.env.ref(MODULE + "fetchmail_server_view_form"), views)
        extended = views.inherit_id
        self.assertTrue(extended)
        self.assertFalse(extended & views)
        self.assertEqual(len(extended), len(views.filtered("inherit_id")))
