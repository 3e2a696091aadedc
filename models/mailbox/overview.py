"""How all mailboxes are: what came in, what stays undone, and what to do next."""

import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ..groups import HELPDESK_MANAGER

GRAPH_DAYS = 14
MENUS = {"held": "menu_held_message", "parked": "menu_failed_message"}
STEP_BUTTONS = [
    ("open", "Open Mailbox"),
    ("failed", "Show Failed"),
    ("held", "Show Held"),
]


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    next_step = fields.Char(compute="_compute_next_step")
    next_step_button = fields.Selection(STEP_BUTTONS, compute="_compute_next_step")
    day_graph = fields.Text(compute="_compute_day_graph")

    @api.depends("connection_state", "import_running", "removal_error")
    @api.depends_context("lang", "tz")
    def _compute_next_step(self):
        for mailbox in self:
            mailbox.next_step, mailbox.next_step_button = mailbox._current_step()

    def _current_step(self):
        """What a person should do next, in a sentence, and the button for it."""
        stopped = self._sentences_of_stopped().get(self.connection_state)
        if stopped:
            return stopped, "open"
        if self.parked_count:
            return self._step_for_failed(), "failed"
        if self.held_count:
            return self._step_for_held(), "held"
        if self.removal_error:
            sentence = self.env._(
                "Processed messages stay on the mail server. See why."
            )
            return sentence, "open"
        if self.connection_state == "paused":
            return self.env._("Nothing to do: it resumes automatically."), False
        if self.import_running:
            sentence = self.env._(
                "Nothing to do: existing mail is being filed (%(progress)s).",
                progress=self.import_text,
            )
            return sentence, False
        return self.env._("Nothing to do."), False

    def _sentences_of_stopped(self):
        """`connection_state` -> what to do, where nothing is fetched until somebody
        acts."""
        return {
            "not_connected": self.env._("Connect it: nothing is fetched yet."),
            "reconnect": self.env._(
                "Reconnect it, as an administrator: nothing is fetched."
            ),
            "failing": self.env._("See why it is not being fetched."),
            "offline": self.env._("Enable it again if its mail is to be fetched."),
        }

    def _step_for_failed(self):
        if self.parked_count == 1:
            return self.env._("See why 1 message failed, then retry or ignore it.")
        return self.env._(
            "See why %(count)s messages failed, then retry or ignore them.",
            count=self.parked_count,
        )

    def _step_for_held(self):
        if self.held_count == 1:
            return self.env._("Decide on 1 held message.")
        return self.env._("Decide on %(count)s held messages.", count=self.held_count)

    def action_next_step(self):
        """Open what the next step is about."""
        self.ensure_one()
        button = self.next_step_button
        if button not in ("failed", "held"):
            return self.get_formview_action()
        wanted = "parked" if button == "failed" else "held"
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.mailbox_messages_action"
        )
        action["context"] = {f"search_default_{wanted}": 1, "active_id": self.id}
        action["domain"] = [("server_id", "=", self.id)]
        return action

    @api.depends_context("lang", "tz")
    def _compute_day_graph(self):
        today = fields.Date.context_today(self)
        days = [today - timedelta(days=ago) for ago in reversed(range(GRAPH_DAYS))]
        counts = self._counts_by_day(days[0])
        for mailbox in self:
            bars = [
                {
                    "label": format_date(self.env, day, date_format="d"),
                    "value": counts.get((mailbox.id, day), 0),
                    "type": "past",
                }
                for day in days
            ]
            graph = {"key": self.env._("Messages"), "values": bars}
            mailbox.day_graph = json.dumps([graph])

    def _counts_by_day(self, first):
        """(mailbox id, date) -> messages fetched on that day, from `first` on."""
        found = self.env["fetchmail.message"]._read_group(
            # A day more: the user's first day may begin before that of UTC.
            [
                ("server_id", "in", self.ids),
                ("create_date", ">=", first - timedelta(days=1)),
            ],
            ["server_id", "create_date:day"],
            ["__count"],
        )
        return {(server.id, day.date()): count for server, day, count in found}

    @api.model
    def get_menu_counts(self):
        """Menus (XML ids) -> how many messages below them need a person; nothing for
        those who do not decide on them. Called by the menus."""
        if not self.env.user.has_group(HELPDESK_MANAGER):
            return {}
        counts = dict(
            self.env["fetchmail.message"]._read_group(
                [("state", "in", tuple(MENUS))], ["state"], ["__count"]
            )
        )
        return {
            f"helpdesk_mgmt_mailbox.{menu}": counts.get(state, 0)
            for state, menu in MENUS.items()
        }
