"""Fields of this add-on on models that many may read: nobody reads them who need not.

Each field of the registry that is ours is tried: a new one without groups fails here.
"""

from odoo.exceptions import UserError
from odoo.fields import Domain

from .common import MailboxCase, mail

MODULE = "helpdesk_mgmt_mailbox"
# Why an answer of theirs did not arrive is shown to all who work here.
OF_COLLEAGUES = {
    # What they type themselves, in a window of their own.
    "mail.compose.message": {"mailbox_email_to"},
    "mail.notification": {
        "bounce_cause",
        "bounce_is_temporary",
        "bounce_sentence",
        "undelivered_ticket_id",
    },
}


class FieldAccessCase(MailboxCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_people(
            portal="base.group_portal",
            public="base.group_public",
            colleague="base.group_user",
        )
        ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": "Seen by the portal",
                "description": "x",
                "partner_id": cls.portal.partner_id.id,
            }
        )
        ticket.message_subscribe(cls.portal.partner_id.ids)
        ticket.message_post(
            body="Public", message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    @property
    def our_fields(self):
        """(model name, field) of each field that this add-on adds."""
        return [
            (name, field)
            for name, model in sorted(self.registry.items())
            for field in model._fields.values()
            if field._modules and field._modules[0] == MODULE
        ]

    def assertRefused(self, call, what):
        # Exporting at all is refused by a UserError; an AccessError is one, too.
        with self.subTest(what), self.assertRaises(UserError):
            call()


class TestFieldAccess(FieldAccessCase):
    def test_the_portal_user_sees_a_ticket_and_its_history(self):
        for name in ("helpdesk.ticket", "mail.message"):
            self.assertTrue(self.env[name].with_user(self.portal).search([]))

    def test_our_fields_are_found(self):
        models = {name for name, _field in self.our_fields}
        self.assertLess({"helpdesk.ticket", "mail.message", "fetchmail.server"}, models)

    def test_people_outside_read_none_in_no_way(self):
        for user in (self.portal, self.public):
            for name, field in self.our_fields:
                self.assertNotReadable(self.env[name].with_user(user), field)

    def test_colleagues_without_the_helpdesk_read_what_they_are_shown(self):
        for name, field in self.our_fields:
            model = self.env[name].with_user(self.colleague)
            if field.name in OF_COLLEAGUES.get(name, ()):
                self.assertTrue(model._has_field_access(field, "read"))
            else:
                self.assertNotReadable(model, field)

    def assertNotReadable(self, model, field):
        """By no call that a client can make: read, look for, group, sort, export."""
        what = f"{model.env.user.login}: {field}"
        name = field.name
        if model._abstract:
            return
        records = model.sudo().search([], limit=1).with_env(model.env)
        self.assertNotIn(name, model.has_access("read") and model.fields_get() or ())
        if records:
            self.assertRefused(lambda: records.read([name]), what)
            self.assertRefused(lambda: records.export_data([name])["datas"], what)
        self.assertRefused(lambda: model.search_read([], [name]), what)
        self.assertRefused(lambda: model.web_search_read([], {name: {}}), what)
        if field._description_searchable:
            domain = [(name, "!=", False)]
            self.assertRefused(lambda: model.search(domain), what)
            self.assertRefused(lambda: model.search_count(domain), what)
        # Odoo looks at no field where it has nothing to sort or to group.
        sees_none = model.has_access("read") and not model.search_count([])
        if field.store and field.column_type and not sees_none:
            self.assertRefused(lambda: model.search([], order=name), what)
            self.assertRefused(
                lambda: model.formatted_read_group([], [name], ["__count"]), what
            )

    def test_no_way_leads_to_them_over_another_model(self):
        """A domain may follow links to a field that cannot be read itself."""
        user = self.portal
        oracle = Domain("mail_message_id.moved_from_ticket_id", "!=", False)
        for name, domain in (
            ("mail.notification", oracle),
            ("helpdesk.ticket", Domain("mailbox_id.password", "=like", "a%")),
            ("helpdesk.ticket", Domain("message_ids.moved_from_ticket_id", "!=", 0)),
        ):
            model = self.env[name].with_user(user)
            self.assertRefused(lambda m=model, d=domain: m.search(d), str(domain))

    def test_the_password_is_found_out_by_nobody_below_an_administrator(self):
        domain = [("password", "=like", "a%")]
        for user in (self.manager, self.agent, self.colleague, self.portal):
            mailboxes = self.env["fetchmail.server"].with_user(user)
            tickets = self.env["helpdesk.ticket"].with_user(user)
            over = [("mailbox_id.password", "=like", "a%")]
            calls = {
                "search": lambda m=mailboxes: m.search(domain),
                "read": lambda m=mailboxes: self.mailbox.with_env(m.env).password,
                "group": lambda m=mailboxes: m._read_group([], ["password"]),
                "order": lambda m=mailboxes: m.search([], order="password"),
                "over a ticket": lambda t=tickets, d=over: t.search(d),
            }
            for what, call in calls.items():
                self.assertRefused(call, f"{user.login}: {what}")

    def test_an_agent_does_not_see_which_account_signed_in(self):
        self.assertRefused(
            lambda: self.mailbox.with_user(self.agent).read(["oauth_account"]), "agent"
        )


class TestPeopleWithoutAccess(FieldAccessCase):
    """What is hidden from people is at work all the same when they write."""

    def test_a_portal_user_writes_into_a_ticket_of_a_mailbox(self):
        ticket = self.case_of(mail())
        ticket.partner_id = self.portal.partner_id
        ticket.message_subscribe((self.portal + self.agent).partner_id.ids)
        self.env.flush_all()
        self.env.invalidate_all()
        ticket.with_user(self.portal).message_post(
            body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        mails = self.env["mail.mail"].search([("res_id", "=", ticket.id)])
        self.assertIn(self.agent.partner_id, mails.recipient_ids)
