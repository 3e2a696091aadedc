"""The values of a new ticket: of its mailbox, its rules, its team, and who wrote."""

from odoo import Command, api, models

from ...tools.mail import spoken_name
from ...tools.policy import answer_address
from ...tools.quotes import find_forwarded
from ..values import shown_address


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _mailbox_new_values(self, row, mail, match, batch):
        """Values of a new ticket for a received message, its `ParsedMail` and its
        `TicketMatch` (dict). Extension point: other add-ons add theirs.
        """
        values = self._mailbox_base_values(row, mail, match, batch)
        values |= self._mailbox_values_of_rules(row, mail, match, batch, values)
        values = self._mailbox_with_team_defaults(values, row, batch)
        if mail.form:
            values |= self._mailbox_form_values(row, mail, batch)
        else:
            values |= self._mailbox_reply_to_values(mail.inbound, batch)
        values |= self._mailbox_first_sender_values(row, mail, match, batch)
        return values

    @api.model
    def _mailbox_base_values(self, row, mail, match, batch):
        """What the mailbox and the sender say."""
        mailbox, sender = row.server_id, mail.inbound.from_
        values = {
            "mailbox_id": mailbox.id,
            "named_ticket_id": match.named_id,
            "partner_email": sender.email,
            "partner_name": sender.spoken_name,
            "channel_id": self._mailbox_channel_id(),
            # Empty too: `helpdesk_mgmt` would assign whom the action runs as.
            "user_id": mailbox.case_user_id.id,
        }
        if match.follows_id:
            values["follows_ticket_id"] = match.follows_id
        if mailbox.company_id:
            values["company_id"] = mailbox.company_id.id
        if mailbox.case_team_id:
            values["team_id"] = mailbox.case_team_id.id
        if row._is_filed_closed():
            values |= {
                "stage_id": batch.lookups.closed_stage_id,
                "closed_date": batch.filing.date,
                "last_stage_update": batch.filing.date,
                "assigned_date": False,
            }
        return values

    @api.model
    def _mailbox_channel_id(self):
        return self.env["ir.model.data"]._xmlid_to_res_id(
            "helpdesk_mgmt.helpdesk_ticket_channel_email", raise_if_not_found=False
        )

    @api.model
    def _mailbox_closed_stage_id(self, mailbox):
        """The first stage of the mailbox's team that closes tickets, else its first."""
        stages = mailbox.case_team_id._get_applicable_stages()
        return stages.filtered("closed")[:1].id or stages[:1].id

    @api.model
    def _mailbox_values_of_rules(self, row, mail, match, batch, given):
        """What the mailbox's rules set, beside the values `given`."""
        outcome = row._rule_outcome(mail, match, batch)
        if not outcome.names:
            return {}
        values = self._mailbox_rule_values(row, outcome, given, batch)
        values["mailbox_rule_names"] = ", ".join(outcome.names)
        if outcome.tag_ids:
            links = [Command.link(tag) for tag in sorted(outcome.tag_ids)]
            values["tag_ids"] = [*given.get("tag_ids", ()), *links]
        return values

    @api.model
    def _mailbox_rule_values(self, row, outcome, values, batch):
        """The fields that rules set, fitted to each other and to existing mail."""
        chosen = dict(outcome.values)
        team = self.env["helpdesk.ticket.team"].browse(chosen.get("team_id", ()))
        if team and values.get("user_id") not in team.user_ids.ids:
            # The mailbox's own person is of another team.
            chosen.setdefault("user_id", False)
        if row._is_filed_closed():
            chosen.pop("stage_id", None)
            stages = team._get_applicable_stages() if team else team.browse()
            closed = stages.filtered("closed")[:1] if stages else stages
            if closed and batch.lookups.closed_stage_id not in stages.ids:
                chosen["stage_id"] = closed.id
        return chosen

    @api.model
    def _mailbox_reply_to_values(self, inbound, batch):
        """The customer's address is that of Reply-To; it gives no rights: who may join
        a ticket, command it or write at all is decided by the sender."""
        customer = answer_address(inbound, batch.lookups.own_addresses)
        return self._mailbox_named_values(customer, inbound) if customer else {}

    @api.model
    def _mailbox_named_values(self, customer, inbound):
        """Values of a ticket for a customer whom its first mail merely names."""
        contact = self.env["res.partner"]
        if inbound.from_.email:  # nobody has no contact
            contact = self._partner_find_from_emails_single(
                [customer.email], no_create=True
            )
        return {
            "partner_id": contact.id,
            "partner_email": customer.email,
            "partner_name": spoken_name(customer.name)
            or contact.name
            or customer.email,
            "mailbox_writes_as": shown_address(inbound.from_),
        }

    @api.model
    def _mailbox_form_values(self, row, mail, batch):
        """Of what a website's form sends, whom it names is the customer, or is offered
        to agents; neither gives a right, as with Reply-To."""
        customer = row._form_customer(mail, batch)
        person = customer or row._form_offer(mail, batch)
        values = {"form_sender": mail.inbound.from_.email}
        if person:
            values["first_sender_name"] = spoken_name(person.name)
            values["first_sender_email"] = person.email
        if customer:
            values |= self._mailbox_named_values(customer, mail.inbound)
        return values

    @api.model
    def _mailbox_first_sender_values(self, row, mail, match, batch):
        """Of a mail that an agent forwards, the contact is who wrote it first."""
        agent = row._claimed_agent(mail, match, batch)
        if match.ticket_id or not agent or not row._is_proven_agent(mail, match, batch):
            return {}
        sender = self._mailbox_first_author(row, mail, batch)
        name = spoken_name(sender.name)
        return {
            "forwarded_by_id": agent.id,
            "first_sender_name": name,
            "first_sender_email": sender.email,
            **self._mailbox_contact_values(
                name, sender.email, row.server_id.company_id
            ),
        }

    @api.model
    def _mailbox_first_author(self, row, mail, batch):
        """Who wrote what a person forwards (`Address`); None where it is no mail of an
        outsider, and for existing mail."""
        if mail.verdict.kind != "human" or row.is_import:
            return None
        forwarded = find_forwarded(mail.inbound)
        ours = (*batch.lookups.own_addresses, *batch.lookups.users)
        if not forwarded or forwarded.sender.email in ours:
            return None
        return forwarded.sender
