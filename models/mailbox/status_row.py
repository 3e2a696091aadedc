"""What runs note about a mailbox, in a row of its own.

A person's click never waits for a run, and a run never waits for a person: no run
writes the mailbox itself. Both write this row in short transactions only.
"""

from functools import partial

from odoo import api, fields, models
from odoo.service.model import retrying
from odoo.tools import SQL

# The fields that say why a mailbox is not fetched, when it is.
NO_TROUBLE = {
    "error_code": False,
    "error_message": False,
    "error_said": False,
    "error_date": False,
    "failure_count": 0,
    "retry_after": False,
    "pause_until": False,
    "reconnect_needed": False,
}


class FetchmailMailboxStatus(models.Model):
    _name = "fetchmail.mailbox.status"
    _description = "Mailbox Status"
    _rec_name = "server_id"

    server_id = fields.Many2one("fetchmail.server", required=True, ondelete="cascade")
    date = fields.Datetime(string="Last Fetch Date")
    success_date = fields.Datetime(help="When it was last fetched without an error.")
    error_code = fields.Char()
    error_message = fields.Text(string="Last Error Message")
    error_said = fields.Json(
        groups="base.group_system",
        help="The error as it came, for a sentence in each reader's language.",
    )
    error_date = fields.Datetime(string="Last Error Date")
    failure_count = fields.Integer(help="Failed runs in a row.")
    retry_after = fields.Datetime()
    pause_until = fields.Datetime(
        help="Until when the mail server asked to be left alone."
    )
    reconnect_needed = fields.Boolean()
    connect_count = fields.Integer(
        help="How often a person has connected the mailbox. A run that began before "
        "says nothing about what it is now."
    )
    fetching_keys = fields.Json(
        groups="base.group_system",
        help="Remote references that are being fetched. Some that are left by a run "
        "that has ended may have ended its worker.",
    )
    suspect_keys = fields.Json(
        groups="base.group_system",
        help="Remote references that were being fetched when the connection broke or "
        "the worker ended, and how often.",
    )
    refused_keys = fields.Json(
        groups="base.group_system",
        help="Remote references that the server lists but does not hand out, and what "
        "stands against each: the server's words, the number of sessions, whether "
        "others were handed out in one of them, and whether it will pass by itself.",
    )
    lists_without_sizes = fields.Boolean(
        help="The server ended a session over a listing: sizes are asked for in small "
        "numbers, so that it is found which message it cannot read."
    )
    refused_count = fields.Integer(
        help="Messages that the server did not hand out, and that are asked for again."
    )
    removal_error = fields.Text(help="Why processed messages stay on the mail server.")
    removal_said = fields.Json(groups="base.group_system")
    removal_failures = fields.Integer(
        help="Runs in a row in which messages could not be removed."
    )
    removal_retry = fields.Datetime(help="When that is tried again.")
    read_hours = fields.Json(
        groups="base.group_system",
        help="Bytes read, by the hour.",
    )
    import_pause = fields.Datetime(
        help="When existing mail goes on, where a provider's limit of bytes a day "
        "would be reached."
    )
    import_keys = fields.Json(
        groups="base.group_system",
        help="Remote references that were in the mailbox when it was set up.",
    )
    import_running = fields.Boolean()
    left_keys = fields.Json(
        groups="base.group_system",
        help="Remote references that were in the mailbox when it was set up, and that "
        "are left where they are.",
    )
    home = fields.Char(
        groups="base.group_system",
        help="The database in which a person connected the mailbox.",
    )
    next_key = fields.Char(
        groups="base.group_system",
        help="The remote reference that the next message to come was to have.",
    )
    unseen_count = fields.Integer(
        help="Messages that came and left while this database did not look."
    )
    unseen_since = fields.Datetime()
    unseen_until = fields.Datetime()
    sent_folder = fields.Char(
        groups="base.group_system",
        help="The folder that the position and the error are of.",
    )
    sent_position = fields.Char(groups="base.group_system")
    sent_error = fields.Char()
    sent_said = fields.Json(groups="base.group_system")

    _server_unique = models.UniqueIndex("(server_id)")

    @api.model
    def _make_missing(self):
        """A row for each server that has none, with what stock has noted on it.

        The ORM does not see stock's columns, as these fields are read from here.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO fetchmail_mailbox_status
                            (server_id, date, error_date, error_message)
                     SELECT id, date, error_date, error_message
                       FROM fetchmail_server
                ON CONFLICT (server_id) DO NOTHING
                """
            )
        )
        self.env.invalidate_all()

    def _note(self, **values):
        """Write and commit, also what was written before; again where somebody else
        has changed the row meanwhile."""
        retrying(partial(self.write, values), self.env)
