"""What an agent sent from a mail program is outgoing history of its case."""

from odoo import fields, models

from ..tools.threading import named_ids
from .correlation import Thread
from .fetchmail_message_filing import SILENT


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    is_sent = fields.Boolean(
        string="From the Sent Folder",
        readonly=True,
        help="An agent sent it from a mail program.",
    )

    def _settle(self, letter, desk):
        if not self.is_sent:
            return super()._settle(letter, desk)
        thread = self._find_thread(letter.inbound, desk)
        if thread.case_id:
            self._file(letter, thread, desk)
        else:
            self._set_ignored(thread.reason)
        return None

    def _find_thread(self, inbound, desk):
        """The folder is ours, so the sender needs no check."""
        if not self.is_sent:
            return super()._find_thread(inbound, desk)
        Case, mailbox = self.env["helpdesk.ticket"], self.server_id
        names = named_ids(inbound)
        found = list(Case._mailbox_signed_ids(names))
        found += [case_id for name in names for case_id in desk.known.get(name, ())]
        for case_id in found:
            case = Case._mailbox_reachable([case_id], mailbox)
            if case:
                return Thread(case.id, self.env._("An agent answered by mail program."))
        return Thread(False, self.env._("It answers no message of a case."))

    def _gateway(self, letter, desk):
        gateway = super()._gateway(letter, desk)
        return gateway.with_context(**SILENT) if self.is_sent else gateway

    def _post_values(self, thread, desk):
        values = super()._post_values(thread, desk)
        return values | {"message_type": "email_outgoing"} if self.is_sent else values

    def _agent_answer(self, letter, thread, desk):
        if self.is_sent:
            return None
        return super()._agent_answer(letter, thread, desk)
