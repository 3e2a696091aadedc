"""What comes in beside add-ons that watch tickets and contacts."""

from .common import CUSTOMER, mail
from .house_common import BesideCase

FIRST = "<first@customer.example>"


class TestBesideDesk(BesideCase):
    def answer(self, text="It is broken again", **headers):
        given = {"In_Reply_To": FIRST, "References": FIRST, **headers}
        return mail(text, Subject="Re: Where is my order?", **given)

    def test_a_customers_answer_moves_the_ticket_and_a_machines_does_not(self):
        stages = self.team._get_applicable_stages().filtered(lambda one: not one.closed)
        source, destination = stages[:2]
        self.team.write(
            {
                "autoupdate_ticket_stage": True,
                "autopupdate_src_stage_ids": [(6, 0, source.ids)],
                "autopupdate_dest_stage_id": destination.id,
            }
        )
        ticket = self.case_of(mail(message_id=FIRST))
        ticket.stage_id = source
        self.fetch(self.answer("I am away.", Auto_Submitted="auto-replied"))
        self.assertEqual(ticket.stage_id, source)
        self.fetch(self.answer(From="Eve <eve@evil.example>"))
        self.assertEqual(ticket.stage_id, source)
        self.assertEqual(self.case_of(self.answer()), ticket)
        self.assertEqual(ticket.stage_id, destination)

    def test_a_rule_takes_the_type_from_the_mail(self):
        kind = self.env["helpdesk.ticket.type"].create(
            {"name": "Complaint", "team_ids": [(6, 0, self.team.ids)]}
        )
        self.env["fetchmail.rule"].create(
            {
                "name": "Type",
                "server_id": self.mailbox.id,
                "condition_ids": [
                    (
                        0,
                        0,
                        {
                            "part": "body",
                            "operator": "pattern",
                            "value": r"Type: (?P<kind>\w+)",
                        },
                    )
                ],
                "value_ids": [(0, 0, {"group": "kind", "field_name": "type_id"})],
            }
        )
        ticket = self.case_of(mail("Type: Complaint"))
        self.assertEqual(ticket.type_id, kind)

    def test_the_alias_of_the_team_gives_type_and_project(self):
        kind = self.env["helpdesk.ticket.type"].create({"name": "Complaint"})
        project = self.env["project.project"].create({"name": "Repairs"})
        self.team.alias_defaults = repr({"type_id": kind.id, "project_id": project.id})
        ticket = self.case_of(mail())
        self.assertEqual((ticket.type_id, ticket.project_id), (kind, project))

    def test_an_audit_logs_tickets_and_their_changes(self):
        rule = self.env["auditlog.rule"].create(
            {
                "name": "Tickets",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "log_read": False,
                "log_create": True,
                "log_write": True,
                "log_unlink": True,
                "log_type": "full",
            }
        )
        rule.set_to_confirmed()
        self.addCleanup(rule.set_to_draft)
        ticket = self.case_of(mail(message_id=FIRST))
        ticket.stage_id = self.team._get_applicable_stages().filtered("closed")[:1]
        self.assertEqual(self.case_of(self.answer()), ticket)
        self.assertFalse(ticket.closed)
        logs = self.env["auditlog.log"].search(
            [("model_id", "=", rule.model_id.id), ("res_id", "=", ticket.id)]
        )
        self.assertLessEqual({"create", "write"}, set(logs.mapped("method")))

    def test_who_is_added_in_cc_follows_where_choosing_followers_is_restricted(self):
        self.mailbox.cc_follow = True
        ticket = self.case_of(mail(Cc="Eva <eva@customer.example>"))
        followers = ticket.message_partner_ids.mapped("email")
        self.assertIn("eva@customer.example", followers)


class TestBesideContacts(BesideCase):
    def setUp(self):
        super().setUp()
        self.mailbox.create_contact = True

    def test_a_sender_becomes_a_contact_with_first_and_last_name(self):
        partner = self.case_of(mail()).partner_id
        self.assertEqual((partner.name, partner.email), ("Anna Berg", CUSTOMER))
        self.assertEqual((partner.firstname, partner.lastname), ("Anna", "Berg"))

    def test_an_address_that_a_neighbour_takes_for_invalid_makes_none(self):
        self.env.company.partner_email_check_syntax = True
        row = self.fetch_one(mail(From="Anna <anna..berg@customer.example>"))
        self.assertEqual(row.state, "done")
        self.assertFalse(row.ticket_id.partner_id)
        self.assertIn(
            "No contact was created for anna..berg@customer.example: "
            "anna..berg@customer.example is an invalid email",
            self.notes_on(self.history(row.ticket_id)),
        )

    def test_who_is_known_by_another_spelling_is_found(self):
        self.env.company.partner_email_check_filter_duplicates = True
        known = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        ticket = self.case_of(mail(From=f"Anna Berg <{CUSTOMER.upper()}>"))
        self.assertEqual(ticket.partner_id, known)

    def test_a_contact_that_is_forgotten_leaves_a_ticket_that_works(self):
        ticket = self.case_of(mail(message_id=FIRST))
        partner, row = ticket.partner_id, ticket.received_message_ids
        partner.anonymize_partner_data()
        self.env.invalidate_all()
        self.assertNotIn("anna", f"{partner.name} {partner.email}".lower())
        self.assertFalse(self.history(ticket), "the neighbour deletes what they wrote")
        self.assertFalse(row.mail_message_id)
        self.comment(ticket)
        again = self.case_of(
            mail("Hello", In_Reply_To=FIRST, From=f"Anna <{CUSTOMER}>")
        )
        self.assertIn(again, self.env["helpdesk.ticket"].search([]))

    def test_the_privacy_lookup_finds_what_mailboxes_keep(self):
        self.mailbox.create_contact = True
        row = self.fetch_one(mail())
        ours = ("fetchmail.message", "helpdesk.ticket", "mail.message")
        others = [model for model in self.env if model not in ours]
        # Its own query fails on columns that stock models inherit.
        Wizard = self.registry["privacy.lookup.wizard"]
        self.patch(Wizard, "_get_query_models_blacklist", lambda _self: others)
        lookup = self.env["privacy.lookup.wizard"].create(
            {"name": "Anna Berg", "email": CUSTOMER}
        )
        lookup.action_lookup()
        found = {(line.res_model, line.res_id) for line in lookup.line_ids}
        self.assertIn(("fetchmail.message", row.id), found)
        self.assertIn(("helpdesk.ticket", row.ticket_id.id), found)
