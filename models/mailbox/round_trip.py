"""A mailbox's test message: out by its outgoing server, and back by a run.

The token in it is random, known to nobody before it is sent, good once, for one day,
for one mailbox, and only in a mail from that mailbox's own address. Whatever carries
another one is a message like any other.
"""

import secrets
import time
from datetime import timedelta
from functools import partial

from babel.dates import format_timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tools import formatLang
from odoo.tools.misc import get_lang

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ...tools.errors import MailboxError
from ...tools.matching import TRIP_FIELD, marked_subject, trip_token
from ...tools.transport import delivery_failure
from ..groups import ADMINISTRATOR
from .run import READY

TOKEN_BYTES = 16
GOOD_FOR = timedelta(days=1)
LATE_AFTER = timedelta(minutes=10)
# When a run looks for it, where the mailbox's interval is longer.
LOOKS_AFTER = (timedelta(), timedelta(minutes=1), timedelta(minutes=3))
STATES = [
    ("way", "On its way"),
    ("back", "Came back"),
    ("late", "Not back"),
    ("refused", "Not sent"),
]


class FetchmailTestMessage(models.Model):
    _name = "fetchmail.test.message"
    _description = "Test Message"
    _order = "id desc"

    server_id = fields.Many2one(
        "fetchmail.server", required=True, index=True, ondelete="cascade"
    )
    token = fields.Char(required=True, index=True, groups=ADMINISTRATOR)
    sent_date = fields.Datetime(required=True)
    sent_clock = fields.Float(help="When sending began, in seconds since 1970.")
    sent_seconds = fields.Float(help="How long sending took.")
    back_date = fields.Datetime()
    back_seconds = fields.Float(help="From the beginning of sending until it was read.")
    error_said = fields.Json(groups=ADMINISTRATOR)

    @api.autovacuum
    def _forget_old_tests(self):
        return self.env["fetchmail.server"]._forget_log(self, "sent_date")

    @api.model
    def _awaited(self, row, inbound):
        """The test message that a received message is; an empty record for none."""
        mailbox, token = row.server_id, trip_token(inbound)
        is_own = inbound.from_.email == mailbox.email_address
        if not token or not is_own or row.is_released:
            return self.browse()
        return self.sudo().search(
            [
                ("server_id", "=", mailbox.id),
                ("token", "=", token),
                ("back_date", "=", False),
                ("sent_date", ">", fields.Datetime.now() - GOOD_FOR),
            ],
            limit=1,
        )

    def _note_back(self):
        """It came back: its token is good for nothing any more."""
        self.write(
            {
                "back_date": fields.Datetime.now(),
                "back_seconds": time.time() - self.sent_clock,
            }
        )

    def _current_state(self):
        """One of `STATES`."""
        if self.back_date:
            return "back"
        if self.error_said:
            return "refused"
        is_late = fields.Datetime.now() - self.sent_date > LATE_AFTER
        return "late" if is_late else "way"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    test_message_ids = fields.One2many(
        "fetchmail.test.message",
        "server_id",
        string="Test Messages",
        groups=ADMINISTRATOR,
    )
    test_message_state = fields.Selection(STATES, compute="_compute_test_message")
    test_message_text = fields.Text(
        string="Test Message", compute="_compute_test_message", groups=ADMINISTRATOR
    )

    @api.depends(
        "test_message_ids.back_date",
        "test_message_ids.error_said",
        "test_message_ids.sent_seconds",
        "connection_state",
    )
    @api.depends_context("lang")
    def _compute_test_message(self):
        for mailbox in self.sudo():
            test = mailbox.test_message_ids.sorted("id")[-1:]
            state = test and test._current_state()
            mailbox.test_message_state = state or False
            mailbox.test_message_text = state and mailbox._test_message_text(
                test, state
            )

    def action_send_test_message(self):
        """Send a message to the mailbox's own address; runs look for it at once."""
        self.ensure_one()
        self._check_may_connect()
        if not self.filtered_domain(READY):
            raise UserError(
                self.env._(
                    "Connect and enable the mailbox first: the test message has to "
                    "come back."
                )
            )
        test = self.env["fetchmail.test.message"].sudo().create(self._test_values())
        # It must be known before a run may meet it.
        self.env.cr.commit()  # pylint: disable=invalid-commit
        began = time.monotonic()
        error = self._while_person_waits()._test_message_failure(test)
        found = {
            "sent_seconds": time.monotonic() - began,
            "error_said": error and error.as_json(fields.Datetime.now()),
        }
        # A run may have found it by now, and nothing may be sent again over that.
        self.env.cr.commit()  # pylint: disable=invalid-commit
        retrying(partial(test.write, found), self.env)
        if not error:
            now = fields.Datetime.now()
            self.sudo().cron_id._trigger([now + wait for wait in LOOKS_AFTER])

    def _test_values(self):
        return {
            "server_id": self.id,
            "token": secrets.token_hex(TOKEN_BYTES),
            "sent_date": fields.Datetime.now(),
            "sent_clock": time.time(),
        }

    def _test_message_failure(self, test):
        """Send a test message; the `MailboxError` that came of it, or None."""
        Servers = self.env["ir.mail_server"].sudo()
        message = Servers._build_email__(
            self.email_address,
            [self.email_address],
            marked_subject(
                self.env._("Test message of %(mailbox)s", mailbox=self.name), test.token
            ),
            self.env._(
                "Odoo sent this message to see whether mail goes out and comes back. "
                "It needs no answer."
            ),
            headers={
                TRIP_FIELD: test.token,
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        try:
            Servers.send_email(message, self._outgoing_mail_server().id or None)
        except (UserError, MailDeliveryException, OSError) as error:
            cause = error if isinstance(error, OSError) else error.__context__
            if isinstance(cause, MailboxError):
                return cause
            return delivery_failure(cause or error)
        return None

    def _test_message_text(self, test, state):
        """What became of a test message, and what to do, for a person."""
        if state == "refused":
            error = self._retold(test.error_said, self._outgoing_error_sentence)
            return self.env._("Not sent. %(error)s", error=error)
        sent = self._seconds_text(test.sent_seconds)
        if state == "back":
            back = max(test.back_seconds - test.sent_seconds, 0)
            return self.env._(
                "Sent in %(sent)s; came back after %(back)s.",
                sent=sent,
                back=self._seconds_text(back),
            )
        if state == "way":
            return self.env._(
                "Sent in %(sent)s, and on its way back. It is looked for by itself.",
                sent=sent,
            )
        if self.connection_state != "connected":
            return self.env._(
                "Sent in %(sent)s, and not back: the mailbox is not being fetched at "
                "present (%(status)s).",
                sent=sent,
                status=self.connection_status,
            )
        return self.env._(
            "Sent in %(sent)s, and not back after 10 minutes. Look for it with a mail "
            "program: what is in another folder, such as Junk, is not fetched. If it "
            "is nowhere, a bounce in Received Messages or the outgoing server's log "
            "says why.",
            sent=sent,
        )

    def _seconds_text(self, seconds):
        """A length of time as people read it: "1.2 s", "3 minutes"."""
        if seconds < 10:
            return self.env._("%(seconds)s s", seconds=formatLang(self.env, seconds, 1))
        if seconds < 60:
            return self.env._("%(seconds)s s", seconds=round(seconds))
        locale = get_lang(self.env).code
        return format_timedelta(seconds, threshold=2, locale=locale)
