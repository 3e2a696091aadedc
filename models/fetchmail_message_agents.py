"""Agents who answer by email: as if they had written in the case (C8)."""

from dataclasses import dataclass

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import plaintext2html

from ..tools.commands import COMMANDS, Command, read_command
from ..tools.html_cost import has_costly_links
from ..tools.reply_text import visible_reply
from .desk import Stop
from .helpdesk_ticket_commands import CommandRefused


@dataclass(frozen=True)
class AgentAnswer:
    """A mail of an internal `user` to a case, what is new in it, and its command."""

    user: object
    text: str
    command: Command | None


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    @api.model
    def _agents_by_address(self, addresses):
        """Normalised address -> internal user who has it (dict)."""
        users = (
            self.env["res.users"]
            .sudo()
            .search(
                [("share", "=", False), ("email_normalized", "in", list(addresses))]
            )
        )
        return {
            user.email_normalized: user for user in users.sorted("id", reverse=True)
        }

    def _desk(self, letters, own):
        desk = super()._desk(letters, own)
        senders = {letter.inbound.from_.email for letter in letters} - {""}
        desk.agents = self._agents_by_address(senders)
        return desk

    def _gates(self):
        return [self._gate_agents, *super()._gates()]

    def _gate_agents(self, letter, thread, desk):
        """Whoever writes as an agent must be one, where the mailbox asks for that."""
        agent = desk.agents.get(letter.inbound.from_.email)
        if not agent or not thread.case_id or not self.server_id.agent_dmarc:
            return None
        if self.server_id._authentication(letter.inbound).passed:
            return None
        reason = self.env._(
            "It says that it is from %(agent)s, but did not pass DMARC.",
            agent=agent.name,
        )
        return Stop("held", reason, "agents")

    def _agent_answer(self, letter, thread, desk):
        """The `AgentAnswer` that a letter is, or None.

        It has to bring back our signed reference to the case, unless the mailbox has
        agents' mail pass DMARC.
        """
        user = desk.agents.get(letter.inbound.from_.email)
        case = self.env["helpdesk.ticket"].browse(thread.case_id or ())
        if not user or not case or letter.verdict.kind != "human" or self.is_import:
            return None
        if thread.is_note:
            return None
        if case.partner_id and case.partner_id == user.partner_id:
            return None
        if not self.server_id.agent_dmarc and not thread.is_signed:
            return None
        text = visible_reply(letter.inbound)
        command = read_command(text) if self.server_id.agent_commands else None
        return AgentAnswer(user, text, command)

    def _file(self, letter, thread, desk):
        desk.agent_answer = self._agent_answer(letter, thread, desk)
        try:
            if self._leaves_nothing_to_file(letter, thread, desk.agent_answer):
                return None
            return super()._file(letter, thread, desk)
        finally:
            desk.agent_answer = None

    def _leaves_nothing_to_file(self, letter, thread, answer):
        """Obey the command of an `AgentAnswer`; whether the letter is settled by that.

        A command that cannot be obeyed is answered, and nothing is done.
        """
        if not answer or not answer.command:
            return False
        case = self.env["helpdesk.ticket"].browse(thread.case_id)
        try:
            with self.env.cr.savepoint():
                case.with_user(answer.user)._obey(answer.command)
        except (CommandRefused, AccessError) as refused:
            self._refuse_command(case, answer.command, refused)
            return True
        if answer.command.rest or letter.inbound.attachments:
            return False
        case._message_log(
            author_id=answer.user.partner_id.id,
            body=self.env._("By email: %(command)s", command=answer.command.line),
        )
        self._set_done(case.id, thread)
        return True

    def _refuse_command(self, case, command, refused):
        reason = (
            str(refused)
            if isinstance(refused, CommandRefused)
            else self.env._("You may not do that with this case.")
        )
        self._set_ignored(
            self.env._(
                "The command «%(command)s» was refused: %(reason)s",
                command=command.line,
                reason=reason,
            ),
            named_ticket_id=case.id,
        )
        template = self.env.ref("helpdesk_mgmt_mailbox.command_refused_template")
        template = template.with_context(
            refused_command=command.line, refusal=reason, allowed_commands=COMMANDS
        )
        self.server_id._send_automatic(
            "command_answer", template, self.email_from, row=self, case=case
        )

    def _correct(self, msg_dict, letter, desk):
        """An agent's answer is what is new in it: what it quotes may be internal."""
        res = super()._correct(msg_dict, letter, desk)
        answer = desk.agent_answer
        if answer:
            text = answer.command.rest if answer.command else answer.text
            if has_costly_links(text):
                msg_dict["body"] = Markup("<pre>%s</pre>") % text
            else:
                msg_dict["body"] = plaintext2html(text)
            msg_dict["is_internal"] = bool(
                answer.command and answer.command.name == "note"
            )
        return res
