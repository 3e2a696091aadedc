"""A message goes into a ticket: the hooks of Odoo's mail gateway."""

from markupsafe import escape

from odoo import api, models
from odoo.tools.mail import email_normalize

from ...tools.quotes import MARK, toggle_quotes
from ..batch import BATCH
from .last_message import LAST_MESSAGE


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_filing(self, message_id):
        """The `Filing` in hand, where it is of the message with this Message-ID."""
        batch = self.env.context.get(BATCH)
        filing = batch and batch.filing
        return filing if filing and message_id == filing.message_id else None

    def _prepare_create_values(self, vals_list):
        """A ticket made from a message is as old as the message (Odoo hook)."""
        vals_list = super()._prepare_create_values(vals_list)
        batch = self.env.context.get(BATCH)
        for vals in vals_list:
            # Else each would be looked for in a history that is still to come.
            vals.update(dict.fromkeys(LAST_MESSAGE, False))
            if batch:
                vals["create_date"] = batch.filing.date
        return vals_list

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """The gateway only asks which fields there are, for each message anew."""
        if attributes is None and self.env.context.get(BATCH):
            attributes = ["type"]
        return super().fields_get(allfields, attributes)

    @api.model
    def message_new(self, msg, custom_values=None):
        """The editor folds in its own form (Odoo hook)."""
        batch = self.env.context.get(BATCH)
        if batch and MARK in (msg.get("body") or ""):
            custom_values = dict(custom_values or {})
            description = self._mailbox_description(msg["body"], batch.filing)
            custom_values.setdefault("description", description)
        return super().message_new(msg, custom_values)

    @api.model
    def _mailbox_description(self, body, filing):
        """The text of a history entry in the form of the description."""
        if MARK not in body:
            return body
        mailbox = filing.row.server_id
        lang = mailbox.automatic_lang or mailbox.responsible_id.lang
        title = self.with_context(lang=lang or self.env.lang)._mailbox_fold_title
        return toggle_quotes(body, title, f"case-mail-{filing.row.id}") or body

    @api.model
    def _mailbox_fold_title(self, is_signature, is_quotation):
        """What a fold in the description is called. It is text that people edit, so in
        one language: the mailbox's."""
        if is_signature and is_quotation:
            return self.env._("Signature and earlier messages")
        if is_signature:
            return self.env._("Signature")
        return self.env._("Earlier messages")

    def message_update(self, msg_dict, update_vals=None):
        """A customer's answer opens a closed or archived ticket again; notes and agents
        do not (Odoo hook)."""
        batch = self.env.context.get(BATCH)
        silent = self.env.context.get("case_mailbox_silent")
        filing = batch and batch.filing
        by_agent = filing and (filing.agent_answer or filing.is_inside)
        if batch and not by_agent and not silent and not msg_dict.get("is_internal"):
            self.filtered(lambda ticket: not ticket.active).action_unarchive()
            for ticket in self.filtered("closed"):
                stages = ticket.team_id._get_applicable_stages()
                ticket.stage_id = stages.filtered(lambda stage: not stage.closed)[:1]
        return super().message_update(msg_dict, update_vals)

    def _creation_subtype(self):
        """Looked up once for a batch, where Odoo does for each ticket (Odoo hook)."""
        batch = self.env.context.get(BATCH)
        if not batch:
            return super()._creation_subtype()
        if batch.memo.creation_subtype is None:
            batch.memo.creation_subtype = super()._creation_subtype()
        return batch.memo.creation_subtype

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
        """The entry that this one answers; a new ticket has none yet."""
        if self.env.context[BATCH].filing.is_new:
            return False
        return self._message_compute_parent_id(parent_id)

    def _message_compute_parent_id(self, parent_id):
        """The entry that a mail answers, where its author is not told (Odoo hook)."""
        batch = self.env.context.get(BATCH)
        known = parent_id or (batch and batch.filing and batch.filing.parent_id)
        return super()._message_compute_parent_id(known or False)

    def _mailbox_log_notes(self, message, notes):
        """Tell colleagues beside a history entry what it cannot tell itself."""
        if notes:
            entry = self.sudo()._mailbox_log_facts(notes)
            entry.write({"parent_id": message.id, "date": message.date})

    def _message_post_after_hook(self, message, msg_values):
        """The received message knows its history entry; the files of a note are no
        customer's (Odoo hook)."""
        message._mailbox_keep_files()
        self._mailbox_note_last(message)
        filing = self._mailbox_filing(message.message_id)
        if filing:
            filing.row.mail_message_id = message
            self._mailbox_log_notes(message, filing.notes)
            if (
                filing.is_new
                and filing.has_pictures
                and not message._mailbox_is_inside()
            ):
                # Its pictures are attachments only now; the entry names them.
                self.description = self._mailbox_description(message.body, filing)
        return super()._message_post_after_hook(message, msg_values)

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        """Existing, list and automatic mail causes no mail, nor does what was sent from
        a mail program (Odoo hook, law 5)."""
        if self.env.context.get("case_mailbox_silent"):
            return []
        return super()._notify_thread(message, msg_vals, **kwargs)

    def _notify_thread_by_email(
        self, message, recipients_data, *, msg_vals=False, **kwargs
    ):
        """The breaker looks at what an incoming mail causes (Odoo hook)."""
        batch = self.env.context.get(BATCH)
        automatic = batch and batch.filing and not batch.filing.agent_answer
        if automatic and len(self) == 1 and self.sudo().mailbox_id:
            recipients_data = [
                data
                for data in recipients_data
                if data["notif"] != "email" or self._breaker_lets_through(data, batch)
            ]
        return super()._notify_thread_by_email(
            message, recipients_data, msg_vals=msg_vals, **kwargs
        )

    def _breaker_lets_through(self, recipient, batch):
        """Note a notification by mail to `recipient` (Odoo's dict) in the log; False
        where it is withheld."""
        mailbox = self.sudo().mailbox_id
        partner = self.env["res.partner"].sudo().browse(recipient["id"] or ())
        address = partner.email_normalized or email_normalize(partner.email) or "?"
        reason, pause = mailbox._breaker_blocked("notification", address, self)
        self.env["fetchmail.automatic.mail"].sudo()._record(
            {
                "server_id": mailbox.id,
                "ticket_id": self.id,
                "received_message_id": batch.filing.row.id,
                "purpose": "notification",
                "address": address,
            },
            reason,
            pause,
        )
        return not reason
