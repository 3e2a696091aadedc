"""Commands of agents, carried out on a ticket with the agent's own rights."""

from odoo import models
from odoo.tools import escape_psql


class CommandRefused(Exception):
    """The command cannot be obeyed; its text is a sentence for the agent."""


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _obey(self, command):
        """Carry out a `Command` as this environment's user.

        Raises CommandRefused with a sentence, or AccessError.
        """
        self.ensure_one()
        if command.is_named and not command.is_plain:
            raise CommandRefused(
                self.env._(
                    "A command must stand at the beginning of the first line, without "
                    "other characters around it."
                )
            )
        if not command.is_known:
            raise CommandRefused(self.env._("There is no such command."))
        self.check_access("write")
        getattr(self, f"_obey_{command.name}")(command)

    def _obey_note(self, command):
        if not command.rest:
            raise CommandRefused(self.env._("There is no text to note."))

    def _obey_close(self, command):
        stages = self.team_id._get_applicable_stages()
        closing = stages.filtered("closed")[:1]
        if not closing:
            raise CommandRefused(self.env._("This team has no stage that closes."))
        self.stage_id = closing

    def _obey_action(self, command):
        action = command.argument.lower()
        activities = self.activity_ids.filtered(
            lambda activity: activity.user_id == self.env.user
        )
        if action == "complete":
            activities.action_feedback(feedback=command.rest or False)
            self._obey_close(command)
        elif not activities:
            raise CommandRefused(
                self.env._(
                    "You have no open activity on this ticket to approve or reject."
                )
            )
        else:
            verdict = {
                "approve": self.env._("Approved."),
                "reject": self.env._("Rejected."),
            }[action]
            activities.action_feedback(feedback=f"{verdict} {command.rest}".strip())

    def _obey_assign(self, command):
        user = self.env.user
        if command.argument.lower() != "me":
            user = self._internal_user(command.argument)
        if self.team_id and user not in self.team_id.user_ids:
            raise CommandRefused(
                self.env._(
                    "%(user)s is no member of the team %(team)s.",
                    user=user.name,
                    team=self.team_id.name,
                )
            )
        self.user_id = user

    def _internal_user(self, login):
        """The internal user with this login or email address."""
        users = self.env["res.users"].search(
            [
                ("share", "=", False),
                "|",
                ("login", "=ilike", escape_psql(login)),
                ("email_normalized", "=", login.lower()),
            ],
            limit=1,
        )
        if not users:
            raise CommandRefused(
                self.env._("There is no user with the login “%(login)s”.", login=login)
            )
        return users

    def _obey_priority(self, command):
        wanted = command.argument.lower()
        english = dict(self.env["helpdesk.ticket"]._fields["priority"].selection)
        shown = self._fields["priority"]._description_selection(self.env)
        for key, label in [*english.items(), *shown]:
            if wanted in (key, label.lower()):
                self.priority = key
                return
        raise CommandRefused(
            self.env._(
                "There is no priority “%(given)s”. There are: %(known)s.",
                given=command.argument,
                known=", ".join(label.lower() for label in english.values()),
            )
        )

    def _obey_tag(self, command):
        tag = self.env["helpdesk.ticket.tag"].search(
            [("name", "=ilike", escape_psql(command.argument))], limit=1
        )
        if not tag:
            raise CommandRefused(
                self.env._("There is no tag “%(name)s”.", name=command.argument)
            )
        self.tag_ids |= tag
