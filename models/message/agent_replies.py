"""Agents who answer by email: as if they had written in the ticket."""

from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime

from ...tools.policy import COMMANDS, read_command
from ...tools.quotes import visible_reply
from ..batch import AgentAnswer
from ..names import TICKET_MODEL
from ..ticket.agent_commands import CommandRefused


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _agent_answer(self, mail, match, batch):
        """The `AgentAnswer` that a mail is, or None: the agent has to be proven."""
        if mail.verdict.kind != "human" or self.is_import:
            return None
        if not match.ticket_id or not self._is_proven_agent(mail, match, batch):
            return None
        user = self._claimed_agent(mail, match, batch)
        if not user:
            return None
        text = visible_reply(mail.inbound)
        command = read_command(text)
        if not command and self._inside_reason(mail, match):
            return None
        if self.server_id.agent_commands:
            return AgentAnswer(user, text, command, is_note=bool(command))
        is_note = bool(command and command.is_known)
        return AgentAnswer(user, text, None, is_note)

    def _is_inside(self, mail, match, answer, batch):
        """Whether a mail is for colleagues only: what an agent forwards or commands,
        and what merely says that it is of somebody inside, which a person released
        (bool)."""
        if answer or match.is_note or self.is_import:
            return bool(match.is_note or (answer and answer.is_note))
        if not self._claimed_insider(mail, match, batch) or not match.ticket_id:
            return False
        if not self._is_proven_agent(mail, match, batch):
            return True
        agent = self._claimed_agent(mail, match, batch)
        return bool(agent and self._inside_reason(mail, match))

    def _command_settles(self, answer, mail, match):
        """Obey the command of an `AgentAnswer`; whether the mail is settled by that.

        A command that cannot be obeyed is answered, and nothing is done.
        """
        if not answer or not answer.command:
            return False
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id)
        try:
            with self.env.cr.savepoint():
                ticket._mailbox_as(answer.user)._obey(answer.command)
        except (CommandRefused, AccessError) as refused:
            self._refuse_command(ticket, answer.command, refused)
            return True
        if answer.command.name != "note":
            self._log_command(ticket, answer)
        if answer.command.rest or mail.inbound.attachments:
            return False
        self._set_done(ticket.id, match)
        return True

    def _log_command(self, ticket, answer):
        """Say in the ticket what was commanded, and by which message."""
        sent = format_datetime(self.env, self.date or self.received_date)
        ticket._message_log(
            author_id=answer.user.partner_id.id,
            body=self.env._(
                "By email: %(command)s (%(message)s)",
                command=answer.command.line,
                message=self._get_html_link(
                    title=self.env._("message of %(date)s", date=sent)
                ),
            ),
        )

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
