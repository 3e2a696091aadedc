"""Rules of mailboxes: what happens with mail that meets conditions."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

SHOWN_CONDITIONS = 3
# Fields that a rule hands to a new ticket as they are.
TICKET_FIELDS = ("team_id", "user_id", "category_id", "stage_id")


class FetchmailRule(models.Model):
    _name = "fetchmail.rule"
    _inherit = ["fetchmail.company.owned"]
    _description = "Email Rule"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    condition_ids = fields.One2many(
        "fetchmail.rule.condition", "rule_id", string="Conditions", copy=True
    )
    combine = fields.Selection(
        [("all", "All conditions are met"), ("any", "Any condition is met")],
        string="When",
        default="all",
        required=True,
    )
    new_cases_only = fields.Boolean(
        string="New Tickets Only",
        default=True,
        help="Replies to a ticket that is already there are left alone. Team, category "
        "and the like are only ever set on new tickets.",
    )
    automatic_too = fields.Boolean(
        string="Also apply to automatic mail",
        help="Notifications and automatic replies that meet the conditions are looked "
        "at like mail of a person. Without it they are ignored, unless the rule "
        "creates a ticket.",
    )
    team_id = fields.Many2one("helpdesk.ticket.team", check_company=True)
    user_id = fields.Many2one(
        "res.users",
        string="Assigned User",
        domain=[("share", "=", False)],
        check_company=True,
    )
    category_id = fields.Many2one("helpdesk.ticket.category", check_company=True)
    tag_ids = fields.Many2many(
        "helpdesk.ticket.tag", string="Add Tags", check_company=True
    )
    priority = fields.Selection(
        selection=lambda self: (
            self.env["helpdesk.ticket"]
            ._fields["priority"]
            ._description_selection(self.env)
        )
    )
    stage_id = fields.Many2one("helpdesk.ticket.stage", check_company=True)
    outcome = fields.Selection(
        [
            ("case", "As usual"),
            ("accept", "Create ticket"),
            ("hold", "Hold for a person"),
            ("ignore", "Ignore"),
        ],
        default="case",
        required=True,
        help="As usual: what a person wrote becomes a ticket, what a machine wrote is "
        "ignored.\n"
        "Create ticket: also what a machine wrote, such as a fax, a voice message or "
        "an alarm. Lists of senders, the sender filter and other rules still count, "
        "and nothing automatic answers it. Bounces, receipts and our own mail never "
        "become tickets.\n"
        "Hold: the message waits in Held until a person decides.\n"
        "Ignore: no ticket is made; the message stays in Received Messages.",
    )
    no_acknowledgement = fields.Boolean(
        help="The sender gets no automatic acknowledgement."
    )
    stop = fields.Boolean(
        string="Stop processing more rules",
        help="Rules further down are skipped. Without it, later rules may "
        "change what this one sets.",
    )
    when_text = fields.Char(string="If", compute="_compute_texts")
    then_text = fields.Char(string="Actions", compute="_compute_texts")
    no_condition_text = fields.Char(compute="_compute_no_condition_text")

    @api.constrains("stage_id", "team_id", "server_id")
    def _check_stage(self):
        for rule in self:
            team = rule.team_id or rule.server_id.case_team_id
            teams = rule.stage_id.team_ids
            if teams and team not in teams:
                raise ValidationError(
                    self.env._(
                        "The stage “%(stage)s” is not one of the team that the tickets "
                        "of rule “%(rule)s” go to.",
                        stage=rule.stage_id.name,
                        rule=rule.name,
                    )
                )

    @api.depends(
        "combine",
        "condition_ids.part",
        "condition_ids.operator",
        "condition_ids.value",
        "condition_ids.kind",
        "condition_ids.header",
        "outcome",
        "automatic_too",
        "no_acknowledgement",
        "value_ids.group",
        "value_ids.field_name",
        "tag_ids",
        "priority",
        *TICKET_FIELDS,
    )
    def _compute_texts(self):
        for rule in self:
            rule.when_text = rule._when_sentence()
            rule.then_text = ", ".join(rule._then_phrases())

    @api.depends("condition_ids", "outcome", "automatic_too")
    @api.depends_context("lang")
    def _compute_no_condition_text(self):
        for rule in self:
            rule.no_condition_text = not rule.condition_ids and rule._of_all_sentence()

    def write(self, vals):
        done = super().write(vals)
        self.check_access("write")  # of the new company; Odoo asked of the old one
        return done

    def _when_sentence(self):
        """The conditions in words, for the list."""
        shown = [line._sentence() for line in self.condition_ids[:SHOWN_CONDITIONS]]
        if not shown:
            return self.env._("Every message")
        if len(self.condition_ids) > SHOWN_CONDITIONS:
            shown.append("…")
        joint = self.env._(" or ") if self.combine == "any" else self.env._(" and ")
        return joint.join(shown)

    def _of_all_sentence(self):
        """What the rule does with mail that nobody may have meant, for lack of a
        condition; "" where it only sets values of tickets."""
        if self.outcome == "hold":
            return self.env._("Without a condition this rule holds every message.")
        if self.outcome == "ignore":
            return self.env._(
                "Without a condition this rule ignores every message: none becomes a "
                "ticket."
            )
        if self._accepts():
            return self.env._(
                "Without a condition this rule makes a ticket of every message, also "
                "of newsletters, notifications and automatic replies."
            )
        return ""

    def _then_phrases(self):
        """What the rule does, in words (list of str)."""
        labels = dict(self._fields["outcome"]._description_selection(self.env))
        outcome = self.outcome
        if outcome == "case" and self._accepts():
            outcome = "accept"
        phrases = [] if outcome == "case" else [labels[outcome]]
        named = [self[name] for name in TICKET_FIELDS]
        for record, name in zip(named, TICKET_FIELDS, strict=True):
            if record:
                label = self._fields[name]._description_string(self.env)
                phrases.append(f"{label}: {record.display_name}")
        phrases += [f"#{tag.name}" for tag in self.tag_ids]
        if self.priority:
            given = self._fields["priority"]._description_selection(self.env)
            phrases.append(
                self.env._(
                    "Priority: %(priority)s", priority=dict(given)[self.priority]
                )
            )
        phrases += [line._sentence() for line in self.value_ids]
        if self.no_acknowledgement:
            phrases.append(self.env._("No acknowledgement"))
        return phrases or [self.env._("Nothing")]

    def _accepts(self):
        """Whether this rule makes a ticket of what a machine wrote (bool)."""
        return self.outcome == "accept" or self.automatic_too

    def _pure_conditions(self):
        """The conditions as `tools.mail_rules` takes them (tuple of `Condition`)."""
        return tuple(line._pure() for line in self.condition_ids)

    def _ticket_values(self):
        """Values that this rule sets on a new ticket (dict)."""
        self.ensure_one()
        values = {name: self[name].id for name in TICKET_FIELDS if self[name]}
        if self.priority:
            values["priority"] = self.priority
        return values
