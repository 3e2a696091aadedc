"""A message goes into a case: what a new one is made of, and the gateway's hooks."""

from markupsafe import escape

from odoo import api, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

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
        """A customer's answer opens a closed or archived case again (Odoo hook)."""
        context = self.env.context
        desk = context.get("case_mailbox_desk")
        if desk and not desk.agent_answer and not context.get("case_mailbox_silent"):
            self.filtered(lambda ticket: not ticket.active).action_unarchive()
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
