"""Proof that a mail is of somebody inside: else anybody could write in an agent's name,
in a colleague's or in ours."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.policy import domain_of, untagged
from ...tools.reasons import because
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
        users = self.env["res.users"]._mailbox_internal(held.mapped("sender_address"))
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

    def _claimed_insider(self, mail, match, batch):
        """Who is inside and, as From says, writes into a ticket of somebody else: the
        name of an internal user, agent or not, or an address of our own; "" for
        others."""
        agent = self._claimed_agent(mail, match, batch)
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id or ())
        if agent or not ticket or self.is_sent:
            return agent.name if agent else ""
        author = batch.author(mail.inbound, self.server_id)
        if ticket._mailbox_asked_by(author):
            return ""
        if author.users:
            return (self.accepted_agent_id & author.users or author.users)[0].name
        return author.address if self._is_ours(author, batch) else ""

    def _is_ours(self, author, batch):
        """Whether an `Author` has an address that only we write from: a mailbox's, an
        alias of this Odoo, or the robot's (bool). The login of a mailbox may be a
        person's own address."""
        address = author.address
        if batch.lookups.is_own(address):
            return not author.users or self._is_mailboxes(address)
        if not address or author.users:
            return False
        robot = self.env.ref("base.partner_root").sudo().email_normalized
        return address == robot or self._is_alias(address, batch)

    @api.model
    def _is_alias(self, address, batch):
        """Whether `address` (normalised) is an alias of a domain of this Odoo (bool);
        Odoo also takes those of any domain that begin like one."""
        if address in batch.lookups.not_aliases:
            return False
        domains = self.env["mail.alias.domain"].sudo()
        return bool(domains.search_count([("name", "=", domain_of(address))]))

    @api.model
    def _is_mailboxes(self, address):
        """Whether `address` (normalised) is a mailbox's, a plus-tag aside (bool)."""
        mailboxes = self.env["fetchmail.server"].sudo().with_context(active_test=False)
        named = ("email_address", "in", [address, untagged(address)])
        return bool(mailboxes.search_count([("case_mailbox", "=", True), named]))

    def _is_proven_agent(self, mail, match, batch):
        """Whether the internal user in From wrote the mail: by the passing verdict of
        our own server, by that user's token where the mailbox takes one, or because a
        person said so (bool). Our own addresses are nobody's."""
        author = batch.author(mail.inbound, self.server_id)
        if self.accepted_agent_id & author.users:
            return True
        if self._is_ours(author, batch):
            return False
        if author.verdict.passed and self._is_sent_to_us(mail.inbound, batch):
            return True
        by_token = match.proof == USERS_TOKEN and author.is_known
        return by_token and not self.server_id.agent_dmarc

    @api.model
    def _is_sent_to_us(self, inbound, batch):
        """Whether a mail names one of our addresses in To or Cc (bool): what an agent
        wrote to others is genuine, too, and they may send it on to us."""
        people = (*inbound.to, *inbound.cc)
        return any(batch.lookups.is_own(person.email) for person in people)

    def _unproven_reason(self, name, mail, batch):
        """Why a mail is not taken as that of who it says it is from (`Reason`)."""
        author = batch.author(mail.inbound, self.server_id)
        verdict = author.verdict
        if verdict.failed:
            return because(
                "agent_forged", agent=name, server=verdict.server, found=verdict
            )
        if self._is_ours(author, batch):
            return because("own_address", address=author.address)
        if verdict.passed:
            return because("sent_on_to_us", agent=name)
        if self.server_id.agent_dmarc:
            return because("agent_without_dmarc", agent=name)
        return because("agent_unproven", agent=name)
