"""The queue of held messages: what a person sees of them and decides."""

from datetime import timedelta

from babel.dates import format_timedelta
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import get_lang

from ...tools.mail import head_message, parse
from ...tools.quotes import find_forwarded, visible_reply
from ...tools.reasons import because
from ...tools.text import text_to_html
from .agent_proof import AGENTS

PREVIEW_LENGTH = 2000
# What is read of a message for that: it may be one that ends a worker.
PREVIEW_BYTES = 256 * 1024
ONE_DAY = timedelta(days=1)
# So that "14 days" is not rounded to weeks or months.
MORE_THAN_ALL_DAYS = 10**6


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    preview = fields.Html(
        string="Message Text",
        compute="_compute_preview",
        help="What the sender wrote, without what it quotes and without pictures.",
    )
    why_held = fields.Char(
        string="Why",
        compute="_compute_why_held",
        help="Why the message is held, or was held before it was decided on.",
    )

    time_left = fields.Char(
        string="Expires In",
        compute="_compute_time_left",
        help="How long the sender may still confirm the message.",
    )

    @api.depends("held_until")
    @api.depends_context("lang")
    def _compute_time_left(self):
        now = fields.Datetime.now()
        locale = get_lang(self.env).code
        for row in self:
            row.time_left = row.held_until and format_timedelta(
                row.held_until - now,
                granularity="hour" if row.held_until - now < ONE_DAY else "day",
                threshold=MORE_THAN_ALL_DAYS,
                locale=locale,
            )

    @api.depends("state", "reason", "held_reason")
    @api.depends_context("lang", "tz")
    def _compute_why_held(self):
        for row in self:
            row.why_held = row.reason if row.state == "held" else row.held_reason

    def _note_why_held(self):
        """Keep why these rows are held, before what is decided takes its place."""
        for row in self.filtered(lambda row: row.state == "held"):
            row.held_reason_codes = row.reason_codes

    @api.depends("raw")
    def _compute_preview(self):
        for row in self:
            raw = row._raw_bytes()
            if row.raw_state == "head" or len(raw) > PREVIEW_BYTES:
                raw = head_message(raw[:PREVIEW_BYTES]).raw
            text = _text_to_decide_on(parse(raw)).strip()
            if len(text) > PREVIEW_LENGTH:
                text = text[:PREVIEW_LENGTH] + " …"
            row.preview = Markup(text_to_html(text))

    def action_accept_sender(self):
        """Make tickets of held messages, and never hold their senders' mail again."""
        self._check_manager()
        self._remember_senders("allow", self.env._("Accepted"))
        self.action_release()

    def action_reject(self):
        """Put held messages aside for good."""
        self._check_manager()
        rows = self.sudo().filtered(lambda row: row.state == "held")
        for row in rows:
            row._set_ignored(because("rejected_by", user=self.env.user.name))
        rows.write({"confirmation_due": False, "next_attempt": False})

    def action_reject_sender(self):
        """Put held messages aside, and ignore their senders from now on."""
        self._check_manager()
        self._remember_senders("deny", self.env._("Rejected"))
        self.action_reject()

    def _remember_senders(self, kind, verb):
        """Note the senders of held messages in the lists of their mailboxes."""
        note = self.env._(
            "%(verb)s by %(user)s in the queue of held messages.",
            verb=verb,
            user=self.env.user.name,
        )
        own = self.env["fetchmail.server"]._own_addresses()
        rows = self.sudo().filtered(lambda row: row.state == "held")
        rows._check_may_remember(kind)
        for row in rows:
            address = row.form_customer or row.sender_address
            if address and address not in own:
                self.env["fetchmail.sender"]._remember(
                    address, row.server_id, kind, note
                )

    def _check_may_remember(self, kind):
        """Refuse to list a sender who may not have written what is held: the list
        would be about somebody else."""
        denied = self if kind == "deny" else self.browse()
        users = self.env["res.users"]._mailbox_internal(denied.mapped("sender_address"))
        colleagues = set(users.mapped("email_normalized"))
        for row in self:
            if kind == "deny" and row.form_sender_id and not row.form_customer:
                sentence = self.env._(
                    "The message came by the website form %(form)s, and it is not "
                    "known who filled it in. The form's address is not put into a "
                    "list: all that it sends would be ignored. Reject the message "
                    "alone.",
                    form=row.sender_address,
                )
                raise UserError(sentence)
            if row.is_forged:
                sentence = self.env._(
                    "The message from %(address)s is forged: somebody else wrote it. "
                    "So the address is not put into a list. Accept or reject the "
                    "message alone.",
                    address=row.sender_address,
                )
                raise UserError(sentence)
            if row.gate == AGENTS or row.sender_address in colleagues:
                sentence = self.env._(
                    "%(address)s is a colleague's address. It is not put into a list "
                    "for a message that may be somebody else's. Accept or reject the "
                    "message alone.",
                    address=row.sender_address,
                )
                raise UserError(sentence)


def _text_to_decide_on(message):
    """What is new in a parsed message; all of it where it forwards another."""
    is_forward = not message.in_reply_to and find_forwarded(message)
    return message.body_text if is_forward else visible_reply(message)
