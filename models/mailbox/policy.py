"""How a mailbox treats mail: agents, machines, people in Cc, answers, rules."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..groups import HELPDESK_USER


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    agent_commands = fields.Boolean(
        string="Commands by Email",
        default=True,
        help="An agent who answers a notification by email may put one command alone "
        "on the first line: #action complete, #action approve, #action reject, #close, "
        "#assign me, #assign LOGIN, #note, #priority high, #tag NAME. The rest of the "
        "mail becomes an internal note. Off: such a mail is an internal note, and "
        "nothing is done.",
    )
    agent_dmarc = fields.Boolean(
        string="Agents Must Pass DMARC",
        help="A mail that would act as an agent is held, unless the authentication "
        "server named under Senders says that it passed DMARC. Off: instead, an answer "
        "may bring back the reference that we signed for that very agent in a "
        "notification. Whoever is sent such a notification by the agent could use it, "
        "too.",
    )
    accept_notifications = fields.Boolean(
        string="Accept automated notifications",
        help="Mail that a program wrote and that answers nothing of ours, such as an "
        "alarm or a shop's order, becomes a ticket. It is never acknowledged. "
        "Bounces, receipts and automatic replies are ignored all the same.",
    )
    cc_follow = fields.Boolean(
        string="Add Cc recipients as followers",
        help="People in Cc who are no contacts yet become contacts, and follow the "
        "ticket: they get the agents' replies, too. Off: only those who are contacts "
        "already follow. Addresses of mailboxes, aliases and programs never do.",
    )
    plus_addressing = fields.Boolean(
        help="Replies go to an address of their own for each ticket, such as "
        "support+case-123.…@example.com, and so find their ticket even where a mail "
        "program drops all other references. Switch it on only if your provider "
        "delivers such addresses to this mailbox.",
    )
    join_by_company = fields.Boolean(
        string="Accept replies from the same company",
        help="A contact of the same company as the contact of the ticket may write "
        "into it, too.",
    )
    wrong_sender_policy = fields.Selection(
        [
            ("own", "Make a ticket of its own, with a link"),
            ("hold", "Hold for approval"),
        ],
        string="Replies from other people",
        default="own",
        required=True,
        help="What becomes of a message that names a ticket but whose sender does not "
        "take part in it.",
    )
    closed_case_policy = fields.Selection(
        [
            ("reopen", "Reopen the ticket"),
            ("new", "Make a new, linked ticket after some time"),
        ],
        string="Replies to closed tickets",
        default="reopen",
        required=True,
        help="A new ticket is linked with the closed one, and each shows the other.",
    )
    closed_case_days = fields.Integer(
        string="New Ticket After",
        default=30,
        help="Days since the ticket was closed. Until then a reply reopens it.",
    )
    rule_ids = fields.One2many(
        "fetchmail.rule", "server_id", string="Rules of this Mailbox", copy=True
    )
    shared_rule_count = fields.Integer(compute="_compute_shared_rules")
    shared_rule_names = fields.Char(compute="_compute_shared_rules")

    @api.constrains("closed_case_days")
    def _check_closed_case_days(self):
        if any(mailbox.closed_case_days < 0 for mailbox in self):
            raise ValidationError(
                self.env._(
                    "The days after which a reply makes a new ticket are 0 or more."
                )
            )

    def _compute_shared_rules(self):
        found = self.env["fetchmail.rule"].search([("server_id", "=", False)])
        for mailbox in self:
            shared = found.filtered(lambda rule, of=mailbox: rule._is_for(of))
            mailbox.shared_rule_count = len(shared)
            mailbox.shared_rule_names = ", ".join(shared.mapped("name"))

    @api.constrains("company_id")
    def _check_rules_company(self):
        """A mailbox takes its rules along; what they set must be of its company."""
        self.rule_ids._check_company()

    def action_open_shared_rules(self):
        """Open the rules that are for all mailboxes."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.fetchmail_rule_action"
        )

    def _is_agent(self, user):
        """True where `user` is in the mailbox's team, without one in the helpdesk."""
        self.ensure_one()
        if self.case_team_id:
            return user in self.case_team_id.user_ids
        return user.has_group(HELPDESK_USER)
