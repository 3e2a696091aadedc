"""Another add-on extends this one where docs/ARCHITECTURE.md says that it may."""

from dataclasses import replace

from markupsafe import Markup

from odoo import fields, models
from odoo.orm.model_classes import add_to_registry

from odoo.addons.helpdesk_mgmt_mailbox.models.batch import Stop

from .common import CUSTOMER, MailboxCase, mail


class AddonFilter(models.Model):
    _inherit = "fetchmail.message"
    _module = None

    gate = fields.Selection(selection_add=[("contract", "No contract")])

    def _filters(self):
        return [*super()._filters(), "_filter_contract"]

    def _filter_contract(self, mail, match, batch):
        if match.ticket_id or "contract" in mail.inbound.subject:
            return None
        return Stop("held", f"{mail.inbound.from_.email} has no contract.", "contract")


class AddonNamelessFilter(models.Model):
    _inherit = "fetchmail.message"
    _module = None

    def _filters(self):
        return ["_filter_everything", *super()._filters()]

    def _filter_everything(self, mail, match, batch):
        return Stop("ignored", "Nobody works today.", "holiday")


class AddonBodyStep(models.Model):
    _inherit = "fetchmail.message"
    _module = None

    def _body_steps(self):
        return [*super()._body_steps(), "_link_orders"]

    def _link_orders(self, body, mail, batch):
        link = Markup('<a href="https://shop.example/order/7">order 7</a>')
        return Markup(body.replace("order 7", link))


class AddonTicketValues(models.Model):
    _inherit = "helpdesk.ticket"
    _module = None

    def _mailbox_new_values(self, row, mail, match, batch):
        values = super()._mailbox_new_values(row, mail, match, batch)
        if "urgent" in mail.inbound.subject:
            values["priority"] = "3"
        return values


class AddonKind(models.Model):
    _inherit = "fetchmail.message"
    _module = None

    kind = fields.Selection(selection_add=[("survey", "Answer to a survey")])

    def _classify(self, inbound, own_addresses):
        verdict = super()._classify(inbound, own_addresses)
        if "X-Survey" not in inbound.headers:
            return verdict
        return replace(
            verdict, kind="survey", rule="survey-field", reason="X-Survey is there"
        )

    def _is_ignored_kind(self, mail):
        return mail.verdict.kind == "survey" or super()._is_ignored_kind(mail)


class AddonAcceptedKind(models.Model):
    _inherit = "fetchmail.message"
    _module = None

    def _is_ignored_kind(self, mail):
        return mail.verdict.kind != "feedback_report" and super()._is_ignored_kind(mail)


class AddonCase(MailboxCase):
    def install(self, definition):
        """Extend a model as another add-on does that is loaded after this one; only
        for this test."""
        model = self.registry[definition._inherit[0]]
        self.addCleanup(self._set_up, model, model._base_classes__)
        add_to_registry(self.registry, definition)
        self._set_up(model, model._base_classes__)

    def _set_up(self, model, classes):
        self.env.flush_all()
        model._base_classes__ = classes
        self.registry._setup_models__(self.env.cr, [model._name])


class TestExtensionPointFilter(AddonCase):
    def test_a_filter_holds_mail_with_its_reason_and_its_name(self):
        self.install(AddonFilter)
        row = self.fetch_one(mail())
        self.assertEqual(
            (row.state, row.gate, row.reason),
            ("held", "contract", f"{CUSTOMER} has no contract."),
        )
        self.assertFalse(row.ticket_id)

    def test_mail_that_the_filter_lets_through_is_filed(self):
        self.install(AddonFilter)
        row = self.fetch_one(mail(Subject="My contract"))
        self.assertEqual((row.state, row.gate), ("done", False))

    def test_what_a_person_releases_passes_the_filter(self):
        self.install(AddonFilter)
        row = self.fetch_one(mail())
        row.with_user(self.manager).action_release()
        self.assertEqual((row.state, row.ticket_id.partner_email), ("done", CUSTOMER))

    def test_a_filter_that_has_no_name_in_the_list_is_another(self):
        self.install(AddonNamelessFilter)
        row = self.fetch_one(mail())
        self.assertEqual(
            (row.state, row.gate, row.reason),
            ("ignored", "other", "Nobody works today."),
        )


class TestExtensionPointBodyStep(AddonCase):
    def test_a_step_changes_the_history_entry_and_the_description(self):
        self.install(AddonBodyStep)
        ticket = self.case_of(mail("Where is order 7?"))
        for text in (self.history(ticket).body, ticket.description):
            self.assertIn('href="https://shop.example/order/7"', text)
            self.assertIn(">order 7</a>?", text)


class TestExtensionPointTicketValues(AddonCase):
    def test_a_value_is_on_the_new_ticket(self):
        self.install(AddonTicketValues)
        self.assertEqual(self.case_of(mail(Subject="urgent: fire")).priority, "3")

    def test_what_joins_a_ticket_does_not_change_its_values(self):
        self.install(AddonTicketValues)
        ticket = self.case_of(mail(message_id="<1@x.example>"))
        priority = ticket.priority
        reply = mail(Subject="urgent: fire", In_Reply_To="<1@x.example>")
        self.assertEqual(self.case_of(reply), ticket)
        self.assertEqual(ticket.priority, priority)


class TestExtensionPointKind(AddonCase):
    def test_mail_of_a_new_kind_is_ignored_with_its_reason(self):
        self.install(AddonKind)
        row = self.fetch_one(mail(X_Survey="yes"))
        self.assertEqual(
            (row.state, row.kind, row.rule, row.reason),
            ("ignored", "survey", "survey-field", "X-Survey is there"),
        )
        self.assertEqual(self.fetch_one(mail()).kind, "human")

    def test_a_rule_of_a_mailbox_may_name_the_new_kind(self):
        self.install(AddonKind)
        self.mailbox.rule_ids.create(
            {
                "name": "Surveys",
                "server_id": self.mailbox.id,
                "automatic_too": True,
                "priority": "3",
                "condition_ids": [
                    fields.Command.create(
                        {"part": "kind", "operator": "equals", "kind": "survey"}
                    )
                ],
            }
        )
        row = self.fetch_one(mail(X_Survey="yes"))
        self.assertEqual(
            (row.state, row.kind, row.ticket_id.priority), ("done", "survey", "3")
        )

    def test_try_a_message_shows_the_new_kind(self):
        self.install(AddonKind)
        window = self.env["fetchmail.try.message"]
        self.assertIn(
            ("survey", "Answer to a survey"),
            window._fields["kind"]._description_selection(window.env),
        )

    def test_a_kind_that_is_ignored_may_be_accepted(self):
        self.assertEqual(self.fetch_one(complaint()).state, "ignored")
        self.install(AddonAcceptedKind)
        row = self.fetch_one(complaint(message_id="<2@customer.example>"))
        self.assertEqual((row.state, row.kind), ("done", "feedback_report"))


def complaint(**fields_):
    """A complaint of a mail provider (RFC 5965) in its shortest form."""
    return mail(**fields_).replace(b"text/plain", b"message/feedback-report", 1)
