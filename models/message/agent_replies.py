"""Agents who answer by email: as if they had written in the ticket."""

from odoo import models
from odoo.exceptions import AccessError

from ...tools.policy import COMMANDS, read_command
from ...tools.quotes import visible_reply
from ..batch import AgentAnswer
from ..ticket.agent_commands import CommandRefused


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _agent_answer(self, mail, match, batch):
        """The `AgentAnswer` that a mail is, or None.

        It has to bring back our signed reference to the ticket, unless the mailbox has
        agents' mail pass DMARC.
        """
        if self.is_sent:
            return None
        user = batch.lookups.users.get(mail.inbound.from_.email)
        ticket = self.env["helpdesk.ticket"].browse(match.ticket_id or ())
        if not user or not ticket or mail.verdict.kind != "human" or self.is_import:
            return None
        if match.is_note:
            return None
        if ticket.partner_id and ticket.partner_id == user.partner_id:
            return None
        if not self.server_id.agent_dmarc and not match.is_signed:
            return None
        text = visible_reply(mail.inbound)
        command = read_command(text) if self.server_id.agent_commands else None
        return AgentAnswer(user, text, command)

    def _command_settles(self, answer, mail, match):
        """Obey the command of an `AgentAnswer`; whether the mail is settled by that.

        A command that cannot be obeyed is answered, and nothing is done.
        """
        if not answer or not answer.command:
            return False
        ticket = self.env["helpdesk.ticket"].browse(match.ticket_id)
        try:
            with self.env.cr.savepoint():
                ticket.with_user(answer.user)._obey(answer.command)
        except (CommandRefused, AccessError) as refused:
            self._refuse_command(ticket, answer.command, refused)
            return True
        if answer.command.rest or mail.inbound.attachments:
            return False
        ticket._message_log(
            author_id=answer.user.partner_id.id,
            body=self.env._("By email: %(command)s", command=answer.command.line),
        )
        self._set_done(ticket.id, match)
        return True

    def _refuse_command(self, ticket, command, refused):
        reason = (
            str(refused)
            if isinstance(refused, CommandRefused)
            else self.env._("You may not do that with this ticket.")
        )
        self._set_ignored(
            self.env._(
                "The command «%(command)s» was refused: %(reason)s",
                command=command.line,
                reason=reason,
            ),
            named_ticket_id=ticket.id,
        )
        template = self.env.ref("helpdesk_mgmt_mailbox.command_refused_template")
        template = template.with_context(
            refused_command=command.line, refusal=reason, allowed_commands=COMMANDS
        )
        self.server_id._send_automatic(
            "command_answer", template, self.email_from, row=self, ticket=ticket
        )
