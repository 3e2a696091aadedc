"""Log entries of a ticket that each reader has in their own language."""

from odoo import fields, models

from ..facts import Fact, can_be_told, told
from ..groups import HELPDESK_OWN


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_log_facts(self, facts, **values):
        """Log these `Fact`s in one entry, which notifies nobody; returns it. `values`:
        further arguments of `_message_log`."""
        entry = self._message_log(body=told(self.env, facts), **values)
        entry.sudo().mailbox_facts = [[fact.code, fact.values] for fact in facts]
        return entry


class MailMessage(models.Model):
    _inherit = "mail.message"

    # The body has the same in the language of whoever made the entry.
    mailbox_facts = fields.Json(readonly=True, groups=HELPDESK_OWN)

    def _mailbox_told(self):
        """What this entry tells its reader, as HTML; its body where it tells of rows
        that are gone."""
        facts = [Fact(*one) for one in self.sudo().mailbox_facts]
        return told(self.env, facts) if can_be_told(self.env, facts) else self.body
