"""The case: what is particular to `helpdesk_mgmt` stays in this file."""

import secrets
from dataclasses import dataclass

from markupsafe import escape

from odoo import api, fields, models
from odoo.tools import email_normalize, email_normalize_all
from odoo.tools.misc import hmac

from ..tools.threading import (
    make_token,
    named_ids,
    read_tokens,
)
from .shared_html import SharedHtml

TOKEN_SCOPE = "helpdesk_mgmt_mailbox.case_token"


@dataclass(frozen=True)
class Thread:
    """Where a message belongs: a case or none, why, and a case it merely names."""

    case_id: int | bool = False
    reason: str = ""
    named_id: int | bool = False


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    description = SharedHtml()
    mailbox_id = fields.Many2one(
        "fetchmail.server",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The mailbox that this case came in by.",
    )
    received_message_ids = fields.One2many(
        "fetchmail.message",
        "ticket_id",
        string="Received Messages",
        groups="helpdesk_mgmt.group_helpdesk_manager",
    )
    received_message_count = fields.Integer(
        compute="_compute_received_message_count",
        groups="helpdesk_mgmt.group_helpdesk_manager",
    )
    named_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Names Case",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The first message refers to that case, but its sender takes no part in "
        "it; so it became a case of its own.",
    )

    @api.depends("received_message_ids")
    def _compute_received_message_count(self):
        counts = dict(
            self.env["fetchmail.message"]._read_group(
                [("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.received_message_count = counts.get(ticket, 0)

    def action_open_received_messages(self):
        """Open the journal's rows of this case."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.fetchmail_message_action"
        )
        return {**action, "domain": [("ticket_id", "=", self.id)], "context": {}}

    # ------------------------------------------------------------------
    # Coming in: which case, and what a new one is made of
    # ------------------------------------------------------------------

    @api.model
    def _mailbox_known_ids(self, message_ids):
        """Message-ID -> ids of the cases whose history has it, newest case first."""
        if not message_ids:
            return {}
        known = {}
        for found in (
            self.env["mail.message"]
            .sudo()
            .search_fetch(
                [
                    ("message_id", "in", list(message_ids)),
                    ("model", "=", self._name),
                ],
                ["message_id", "res_id"],
                order="id desc",
            )
        ):
            known.setdefault(found.message_id, []).append(found.res_id)
        return known

    @api.model
    def _mailbox_find(self, inbound, mailbox, known):
        """The `Thread` for `inbound` (`InboundMessage`), received by `mailbox`.

        `known` is the answer of `_mailbox_known_ids` for its references. A message
        joins a case by a token that we signed, or by naming a message of a case that
        its sender takes part in; else it becomes a case of its own (law 6).
        """
        names = named_ids(inbound)
        for case_id in read_tokens(names, self._mailbox_token_key()):
            case = self._mailbox_reachable([case_id], mailbox)
            if case:
                return Thread(case.id, self.env._("It carries our signed reference."))
        named = self.browse()
        for name in names:
            for case in self._mailbox_reachable(known.get(name, ()), mailbox):
                if case._mailbox_takes_part(inbound.from_.email):
                    return Thread(
                        case.id,
                        self.env._("It answers a message of this case (%s).", name),
                    )
                named = named or case
        if named:
            reason = self.env._(
                "It names case %(number)s, but its sender takes no part in that case.",
                number=named.number,
            )
            return Thread(False, reason, named.id)
        return Thread(False, self.env._("It answers no message of a case."))

    @api.model
    def _mailbox_find_by_answers(self, inbound, answers):
        """The `Thread` of journal rows that answer `inbound`, or None.

        Its sender must take part in their case.
        """
        for row in answers:
            case = row.ticket_id
            if case and case._mailbox_takes_part(inbound.from_.email):
                reason = self.env._("A message of this case answers it.")
                return Thread(case.id, reason)
        return None

    @api.model
    def _mailbox_reachable(self, case_ids, mailbox):
        """Existing cases of the mailbox's company, this mailbox's own ones first."""
        cases = self.with_context(active_test=False).browse(case_ids).exists()
        return cases.filtered(
            lambda case: not mailbox.company_id or case.company_id == mailbox.company_id
        ).sorted(lambda case: case.mailbox_id != mailbox)

    def _mailbox_takes_part(self, address):
        """True where `address` is the contact's, a follower's, or a correspondent's."""
        self.ensure_one()
        if not address:
            return False
        partners = self.partner_id | self.message_partner_ids
        if address in (
            email_normalize(self.partner_email),
            *partners.mapped("email_normalized"),
        ):
            return True
        own = self.mailbox_id._own_addresses() if self.mailbox_id else frozenset()
        return address not in own and address in self._mailbox_correspondents()

    def _mailbox_correspondents(self):
        """Normalised addresses that messages of this case came from or went to."""
        messages = self.message_ids.filtered(
            lambda message: message.message_type in ("email", "comment")
        )
        found = set(
            (messages.author_id | messages.partner_ids | messages.notified_partner_ids)
            .filtered("email_normalized")
            .mapped("email_normalized")
        )
        for message in messages:
            texts = (
                message.email_from,
                message.incoming_email_to,
                message.incoming_email_cc,
            )
            found.update(email_normalize_all(", ".join(filter(None, texts))))
        return found

    @api.model
    def _mailbox_new_values(self, row, letter, thread, desk):
        """Values of a new case for a journal row, its `Letter` and its `Thread`."""
        mailbox, sender = row.server_id, letter.inbound.from_
        values = {
            "mailbox_id": mailbox.id,
            "named_ticket_id": thread.named_id,
            "partner_email": sender.email,
            "partner_name": sender.name or sender.email,
            "channel_id": self._mailbox_channel_id(),
            # Empty too: `helpdesk_mgmt` would assign whom the action runs as.
            "user_id": mailbox.case_user_id.id,
        }
        if mailbox.company_id:
            values["company_id"] = mailbox.company_id.id
        if mailbox.case_team_id:
            values["team_id"] = mailbox.case_team_id.id
        if row.is_import:
            values |= {
                "stage_id": desk.closed_stage_id,
                "closed_date": desk.filing.date,
                "last_stage_update": desk.filing.date,
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
        """The first stage of the mailbox's team that closes a case, else its first."""
        stages = mailbox.case_team_id._get_applicable_stages()
        return stages.filtered("closed")[:1].id or stages[:1].id

    def _prepare_create_values(self, vals_list):
        """A case made from a message is as old as the message (Odoo hook)."""
        vals_list = super()._prepare_create_values(vals_list)
        desk = self.env.context.get("case_mailbox_desk")
        if desk:
            for vals in vals_list:
                vals["create_date"] = desk.filing.date
        return vals_list

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """The gateway only asks which fields there are, for each message anew."""
        if attributes is None and self.env.context.get("case_mailbox_desk"):
            attributes = ["type"]
        return super().fields_get(allfields, attributes)

    def message_update(self, msg_dict, update_vals=None):
        """A customer's answer opens a closed case again (Odoo hook)."""
        context = self.env.context
        if context.get("case_mailbox_desk") and not context.get("case_mailbox_silent"):
            for ticket in self.filtered("closed"):
                stages = ticket.team_id._get_applicable_stages()
                ticket.stage_id = stages.filtered(lambda stage: not stage.closed)[:1]
        return super().message_update(msg_dict, update_vals)

    def _creation_subtype(self):
        """Looked up once for a batch, where Odoo does for each case (Odoo hook)."""
        desk = self.env.context.get("case_mailbox_desk")
        if not desk:
            return super()._creation_subtype()
        if desk.creation_subtype is None:
            desk.creation_subtype = super()._creation_subtype()
        return desk.creation_subtype

    def message_post(self, **kwargs):
        """History entries of existing mail are collected, and made together later;
        see `_post_collected` of the journal (Odoo hook)."""
        desk = self.env.context.get("case_mailbox_desk")
        filing = desk and desk.filing
        if (
            not filing
            or not filing.row.is_import
            or kwargs.get("message_id") != filing.message_id
        ):
            return super().message_post(**kwargs)
        desk.posts.append((self, kwargs, desk.filing))
        return self.env["mail.message"]

    def _mailbox_post_values(self, kwargs):
        """What `message_post` would make of its arguments for a quiet entry (dict)."""
        attachments = kwargs.pop("attachments", None)
        values = {
            **kwargs,
            "author_guest_id": False,
            "body": escape(kwargs.get("body") or ""),
            "email_add_signature": True,
            "model": self._name,
            "parent_id": self._mailbox_parent_id(kwargs.get("parent_id")),
            "res_id": self.id,
        }
        return values | self._process_attachments_for_post(attachments, [], values)

    def _mailbox_parent_id(self, parent_id):
        """The entry that this one answers; a new case has none yet."""
        if self.env.context["case_mailbox_desk"].filing.is_new:
            return False
        return self._message_compute_parent_id(parent_id)

    def _message_post_after_hook(self, message, msg_values):
        """The journal row knows its history entry (Odoo hook)."""
        desk = self.env.context.get("case_mailbox_desk")
        if desk and message.message_id == desk.filing.message_id:
            desk.filing.row.mail_message_id = message
            if desk.filing.is_new and desk.filing.has_pictures:
                # Its pictures are attachments only now; the entry names them.
                self.description = message.body
        return super()._message_post_after_hook(message, msg_values)

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        """Imported, list and automatic mail causes no mail (Odoo hook, law 5)."""
        if self.env.context.get("case_mailbox_silent"):
            return []
        return super()._notify_thread(message, msg_vals, **kwargs)

    # ------------------------------------------------------------------
    # Going out: what we send carries a token that the answer brings back
    # ------------------------------------------------------------------

    @api.model
    def _mailbox_token_key(self):
        """The key that case tokens are signed with; derived, never stored (bytes)."""
        return hmac(self.env(su=True), TOKEN_SCOPE, "key").encode()

    def _mailbox_token(self):
        """A fresh signed token, in the form of a Message-ID, for this case."""
        self.ensure_one()
        domain = self.mailbox_id.sudo()._own_domain() or "localhost"
        return make_token(
            self.id, domain, self._mailbox_token_key(), secrets.token_hex(8)
        )

    def _notify_by_email_get_base_mail_values(
        self, message, recipients_data, additional_values=None
    ):
        """References carry a case token, also past a provider that rewrites our
        Message-ID (Odoo hook)."""
        values = super()._notify_by_email_get_base_mail_values(
            message, recipients_data, additional_values
        )
        if len(self) == 1:
            references = values.get("references") or ""
            values["references"] = f"{self._mailbox_token()} {references}".strip()
        return values

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Answers come back to the mailbox of the case (Odoo hook)."""
        replies = super()._notify_get_reply_to(default=default, author_id=author_id)
        for ticket in self.filtered("mailbox_id"):
            replies[ticket.id] = ticket.mailbox_id.sudo().email_address
        return replies
