"""The acknowledgement of a new ticket: once, to a person, or the reason why not."""

import logging
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.policy import may_be_told_at
from ..groups import HELPDESK_OWN
from ..names import TICKET_MODEL
from ..values import sent_to

_logger = logging.getLogger(__name__)


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    no_acknowledgement_reason = fields.Char(
        string="Not Acknowledged",
        readonly=True,
        help="Why this message got no acknowledgement.",
    )

    def _acknowledge(self, mail, match, batch):
        """A new ticket is acknowledged in its own transaction: both or none (law 3).
        What joins a ticket is not."""
        if batch.filing.is_new:
            reason = self._acknowledgement_blocked(mail, match, batch)
            self.no_acknowledgement_reason = reason or self._acknowledged(mail)

    def _acknowledged(self, mail):
        """Send the acknowledgement; why it was withheld, or ""."""
        mailbox = self.server_id
        try:
            with self.env.cr.savepoint():
                sent = mailbox._send_automatic(
                    "acknowledgement",
                    mailbox.acknowledgement_template_id,
                    self._acknowledged_address(mail),
                    row=self,
                    ticket=self.ticket_id,
                    is_proven=lambda: self._is_writer_proven(mail),
                )
        except UserError:  # a mistake in the template must cost nobody their ticket
            _logger.warning("The acknowledgement of mailbox %d fails", mailbox.id)
            return self.env._(
                "The template “%(name)s” has a mistake; its preview shows where.",
                name=mailbox.acknowledgement_template_id.sudo().name,
            )
        return sent.reason

    def _acknowledgement_blocked(self, mail, match, batch):
        """Why a mail gets no acknowledgement, as a sentence; "" where it gets one.

        The limits of automatic mail are asked when it is sent.
        """
        mailbox, address = self.server_id, self._acknowledged_address(mail)
        if match.ticket_id:
            return self.env._("Added to an existing ticket.")
        if not mailbox.acknowledgement_template_id:
            return self.env._("The mailbox has no acknowledgement.")
        sender = mail.inbound.from_.email
        if not sender:
            return self.env._("It does not say who sent it.")
        if batch.lookups.is_own(sender) and not mail.form:
            return self.env._("It came from one of our own addresses.")
        if self._is_agents_forward(mail, match, batch):
            return self.env._("An agent forwarded it; the customer wrote to the agent.")
        never = mailbox._never_answered(address, self)
        if never:
            return never
        # Whom a form of ours names is told: else `never` said why not.
        if not mail.form and not may_be_told_at(address, sender):
            return self.env._(
                "It asks for answers to an address that the sender merely names "
                "(%(address)s).",
                address=address,
            )
        rule = self._rule_outcome(mail, match, batch).no_acknowledgement
        if rule:
            return self.env._("The rule “%(rule)s” says so.", rule=rule)
        return self._stage_acknowledges() or self._acknowledged_before(address)

    def _acknowledged_address(self, mail):
        """Who is to be answered, normalised: whom a form names, else as the mail says;
        "" for nobody."""
        return sent_to(self._written_as() if mail.form else _answer_address(mail))

    def _is_agents_forward(self, mail, match, batch):
        """Whether the contact is not who sent this mail, but whom an agent's forward
        names (bool)."""
        tickets = self.env[TICKET_MODEL]
        found = not mail.form and tickets._mailbox_first_author(self, mail, batch)
        agent = found and self._claimed_agent(mail, match, batch)
        return bool(agent and self._is_proven_agent(mail, match, batch))

    def _is_writer_proven(self, mail):
        """Whether the mail's words are its sender's own. What a form sends is signed by
        the website, and anybody's words."""
        proven = self.server_id._authentication(mail.inbound).passed
        return proven and not mail.form

    def _stage_acknowledges(self):
        """The sentence where the stage of a new ticket sends mail of its own."""
        if self.ticket_id:
            stage = self.ticket_id.stage_id
        else:
            stage = self.server_id.case_team_id._get_applicable_stages()[:1]
        if not stage.mail_template_id:
            return ""
        return self.env._(
            "The stage “%(stage)s” sends a mail of its own.", stage=stage.name
        )

    def _acknowledged_before(self, address):
        """The sentence where the address was acknowledged a short time ago."""
        minutes = self.server_id.acknowledgement_minutes
        since = fields.Datetime.now() - timedelta(minutes=minutes)
        # Also for whoever may try a message and not read the log.
        log = self.env["fetchmail.automatic.mail"].sudo()
        if not minutes or not log._sent_since(
            self.server_id, "acknowledgement", address, since
        ):
            return ""
        return self.env._(
            "%(address)s got an acknowledgement less than %(minutes)s minutes ago.",
            address=address,
            minutes=minutes,
        )


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    no_acknowledgement_reason = fields.Char(
        string="Not Acknowledged",
        compute="_compute_no_acknowledgement_reason",
        help="Why the message that opened this ticket got no acknowledgement.",
        groups=HELPDESK_OWN,
    )

    def _compute_no_acknowledgement_reason(self):
        # Agents may not read received messages, and need to know what the customer
        # knows.
        rows = (
            self.env["fetchmail.message"]
            .sudo()
            .search(
                [
                    ("ticket_id", "in", self.ids),
                    ("no_acknowledgement_reason", "!=", False),
                ],
                order="id desc",
            )
        )
        reasons = {row.ticket_id.id: row.no_acknowledgement_reason for row in rows}
        for ticket in self:
            ticket.no_acknowledgement_reason = reasons.get(ticket.id, False)


def _answer_address(mail):
    """Who is to be answered (RFC 5322, 3.6.2); "" for nobody, as where Reply-To has no
    address that can be read in one way only."""
    asked = sorted(mail.inbound.reply_to, key=lambda one: not one.email)
    return (asked or [mail.inbound.from_])[0].email
