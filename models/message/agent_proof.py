"""Proof that an agent wrote a mail: else anybody could act in an agent's name."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import USERS_TOKEN
from ..names import TICKET_MODEL

AGENTS = "agents"


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    accepted_agent_id = fields.Many2one(
        "res.users",
        string="Accepted as",
        readonly=True,
        help="A helpdesk manager decided that this agent wrote the message.",
    )
    named_agent_id = fields.Many2one(
        "res.users",
        string="Says It Is From",
        compute="_compute_named_agent",
        help="The agent whose address the message has. Nothing proves it.",
    )

    @api.depends("state", "gate", "sender_address", "named_ticket_id")
    def _compute_named_agent(self):
        held = self.filtered(lambda row: row.state == "held" and row.gate == AGENTS)
        users = self._internal_users(set(held.mapped("sender_address")) - {False})
        self.named_agent_id = False
        by_address = users.sorted("id").grouped("email_normalized")
        for row in held:
            found = by_address.get(row.sender_address, users.browse())
            acting = row.named_ticket_id.sudo()._mailbox_acting_agent(found)
            row.named_agent_id = acting or found[:1]

    def action_accept_agent(self):
        """File held messages as what the agents wrote whose addresses they have: with
        their rights, as these are now."""
        self._check_manager()
        rows = self.sudo().filtered(lambda row: row.state == "held")
        if not rows or rows.filtered(lambda row: not row.named_agent_id):
            raise UserError(
                self.env._("Choose only messages that say they are from an agent.")
            )
        for agent, messages in rows.grouped("named_agent_id").items():
            values = {"is_released": True, "accepted_agent_id": agent.id}
            messages._reprocess(("held",), values)

    def _claimed_agent(self, mail, match, batch):
        """The agent in whose name a mail would act: write into a ticket that this user
        may write, or make one of somebody whose mail is forwarded. None for others."""
        users = batch.author(mail.inbound, self.server_id).users
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id or ())
        if not users or self.is_sent:
            return None
        if ticket:
            return ticket._mailbox_acting_agent(self.accepted_agent_id or users)
        agents = users.filtered(self.server_id._is_agent)[:1]
        forwards = agents and ticket._mailbox_first_author(self, mail, batch)
        return agents if forwards else None

    def _is_proven_agent(self, mail, match, batch):
        """Whether the internal user in From wrote the mail: by the passing verdict of
        our own server, by that user's token where the mailbox takes one, or because a
        person said so (bool)."""
        author = batch.author(mail.inbound, self.server_id)
        if self.accepted_agent_id & author.users:
            return True
        if author.verdict.passed:
            return True
        by_token = match.proof == USERS_TOKEN and author.is_known
        return by_token and not self.server_id.agent_dmarc

    def _unproven_sentence(self, agent, mail, batch):
        """Why a mail is not taken as the agent's, for a person."""
        verdict = batch.author(mail.inbound, self.server_id).verdict
        if verdict.failed:
            return self.env._(
                "It says that it is from %(agent)s, but %(server)s found that the "
                "address may be forged (%(found)s).",
                agent=agent.name,
                server=verdict.server,
                found=verdict,
            )
        if self.server_id.agent_dmarc:
            return self.env._(
                "It says that it is from %(agent)s, but did not pass DMARC.",
                agent=agent.name,
            )
        return self.env._(
            "It says that it is from %(agent)s, and nothing proves it: it brings no "
            "valid reference that we signed for %(agent)s, and no mail server that you "
            "trust says that it passed DMARC.",
            agent=agent.name,
        )
