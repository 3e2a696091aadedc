"""Agents who answer by email: as if they had written in the ticket."""

from markupsafe import Markup

from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime

from ...tools.policy import COMMANDS, choose_command
from ...tools.quotes import agent_reply, new_readings, whole_readings
from ...tools.reasons import because
from ...tools.text import text_to_html
from ..batch import AgentAnswer, Stop
from ..names import TICKET_MODEL
from ..ticket.agent_commands import CommandRefused
from ..ticket.inside import NOTE

WRITTEN = Markup(
    "<p>%s</p>"
    '<blockquote type="cite" style="margin: 0; padding-left: 10px; '
    'border-left: 2px solid #cccccc;">%s</blockquote>'
)


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _agent_answer(self, mail, match, batch):
        """The `AgentAnswer` that a mail is, or None: the agent has to be proven."""
        if mail.verdict.kind != "human" or self.is_import or not match.ticket_id:
            return None
        user = self._claimed_agent(mail, match, batch)
        # In this order: whether a customer is proven is asked of the DNS for nothing.
        if not user or not self._is_proven_agent(mail, match, batch):
            return None
        text = agent_reply(mail.inbound)
        command = choose_command(
            new_readings(mail.inbound), whole_readings(mail.inbound)
        )
        if not command and self._inside_reason(mail, match):
            return None
        if self.server_id.agent_commands:
            return AgentAnswer(user, text, command, is_note=bool(command))
        is_note = bool(command and command.is_named)
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
            self._refuse_command(answer, refused, match)
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

    def _refuse_command(self, answer, refused, match):
        """Put a mail aside whose command is not obeyed, and tell the agent; hold it
        where the agent cannot be told."""
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id)
        refusal = (
            str(refused)
            if isinstance(refused, CommandRefused)
            else self.env._("You may not do that with this ticket.")
        )
        reason = because("command_refused", command=answer.command.line, reason=refusal)
        log = self._tell_refusal(ticket, answer, refusal)
        if log.state == "sent":
            self._set_ignored(reason, named_ticket_id=ticket.id)
            return
        self._set_stopped(Stop("held", reason, "command"), match)
        self._add_reason(because("agent_not_told", why=log.reason))

    def _tell_refusal(self, ticket, answer, refusal):
        """Send the agent what was refused and why, with what the agent wrote; the row
        of the log.

        It is a note of the ticket, and so are answers to it, which its token says where
        a provider rewrites its Message-ID. The subject has no word of the agent's
        (law 12): a database may have an older template, which shows `refused_command`
        there.
        """
        template = self.env.ref("helpdesk_mgmt_mailbox.command_refused_template")
        template = template.with_context(
            refused_command=self._named_command(answer.command),
            refused_line=answer.command.line,
            refusal=refusal,
            allowed_commands=COMMANDS,
        )
        log = self.server_id._send_automatic(
            "command_answer", template, self.email_from, row=self, ticket=ticket
        )
        entry = log.mail_message_id
        written = self._as_written(answer)
        for mail in entry.mail_ids:
            mail.references = f"{ticket._mailbox_token(entry)} {mail.references}"
            mail.body_html = Markup(mail.body_html or "") + written
        entry.write(
            {
                "body": Markup(entry.body or "") + written,
                "is_internal": True,
                "message_type": "auto_comment",
                "subtype_id": ticket._mailbox_subtype({"subtype_xmlid": NOTE}).id,
            }
        )
        return log

    def _as_written(self, answer):
        """What the agent wrote in an `AgentAnswer`, to be sent again (HTML)."""
        text = Markup(text_to_html(answer.text))
        row = self.with_context(lang=answer.user.lang or self.env.lang)
        return WRITTEN % (row.env._("This is what you wrote:"), text)

    def _named_command(self, command):
        """What a command is called where it may not be quoted."""
        if command.is_named:
            return f"#{command.name}"
        return self.env._("Your command")
