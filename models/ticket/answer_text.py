"""The mail that customers get of an agent's answer: its template and its parts."""

from dataclasses import dataclass

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date, format_time, is_html_empty

from ...tools.quotes import quotable
from ..groups import HELPDESK_OWN
from .answering import CONVERSATION

MOST_QUOTED = 20  # messages
LONGEST_HISTORY = 60_000  # characters of HTML; mail programs cut long mail themselves
ANSWER = "case_mailbox_answer"  # key of the context in which a template is rendered
QUOTE = Markup(
    '<p style="margin: 16px 0 4px 0; color: #555555;">%s</p>'
    '<blockquote type="cite" style="margin: 0; padding-left: 10px; '
    'border-left: 2px solid #cccccc; color: #555555;">%s</blockquote>'
)
HINT = Markup('<p style="margin: 16px 0; color: #555555; font-size: 12px;">%s</p>')


@dataclass(frozen=True)
class AnswerText:
    """The parts of one answer, for its readers: all HTML."""

    text: Markup
    signature: Markup
    history: Markup


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # For templates: what they show is in the context while an answer is sent.
    answer_text = fields.Html(
        string="Answer",
        compute="_compute_answer_text",
        sanitize=False,
        groups=HELPDESK_OWN,
    )
    answer_signature = fields.Html(
        string="Agent's Signature",
        compute="_compute_answer_text",
        sanitize=False,
        groups=HELPDESK_OWN,
    )
    answer_history = fields.Html(
        string="Conversation So Far",
        compute="_compute_answer_text",
        sanitize=False,
        groups=HELPDESK_OWN,
    )
    answer_subject = fields.Char(
        string="Subject of Replies",
        compute="_compute_answer_subject",
        groups=HELPDESK_OWN,
    )

    @api.depends_context(ANSWER)
    def _compute_answer_text(self):
        """Sample text, unless an answer is being sent: templates have a preview."""
        answer = self.env.context.get(ANSWER) or self._sample_answer()
        for ticket in self:
            ticket.answer_text = answer.text
            ticket.answer_signature = answer.signature
            ticket.answer_history = answer.history

    @api.depends("name", "number", "mailbox_id")
    def _compute_answer_subject(self):
        for ticket in self:
            ticket.answer_subject = ticket._mailbox_subject()

    @api.model
    def _sample_answer(self):
        return AnswerText(
            text=Markup("<p>%s</p>") % self.env._("Here stands what the agent writes."),
            signature=Markup("<p>%s</p>") % self.env._("The agent's signature"),
            history=QUOTE
            % (
                self.env._("Here stands the conversation so far:"),
                self.env._("Where is my order?"),
            ),
        )

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        """Customers get the ticket response, without Odoo's links (Odoo hook)."""
        if self._mailbox_is_for_customers(message, recipients_group):
            return self._mailbox_answer_body(message, render_values or {})
        body = super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals=msg_vals, render_values=render_values
        )
        if not self._mailbox_is_for_agents(message, recipients_group):
            return body
        lang = (render_values or {}).get("lang") or self.env.lang
        hint = self.with_context(lang=lang)._mailbox_agents_hint(message)
        begin, end, rest = Markup(body).rpartition("</body>")
        return begin + hint + end + rest if end else rest + hint

    def _mailbox_is_for_customers(self, message, recipients_group):
        return (
            len(self) == 1
            and bool(self.sudo().mailbox_id)
            and message.message_type in CONVERSATION
            and all(data["share"] for data in recipients_group["recipients_data"])
        )

    def _mailbox_is_for_agents(self, message, recipients_group):
        """Whether agents of this ticket get this mail, and nobody else (bool): mail of
        theirs answers the customer."""
        if len(self) != 1 or not self.sudo().mailbox_id.active:
            return False
        is_ours = message.message_type in (*CONVERSATION, "user_notification")
        ids = [data["id"] for data in recipients_group["recipients_data"]]
        if not is_ours or not all(ids):
            return False
        partners = self.env["res.partner"].sudo().browse(ids)
        ticket = self.sudo()
        return not partners & ticket._mailbox_customers() and all(
            ticket._mailbox_acting_agent(partner.user_ids) for partner in partners
        )

    def _mailbox_agents_hint(self, message):
        """What becomes of an agent's answer to the mail about `message` (HTML)."""
        if message._mailbox_is_answered_inside():
            hint = self.env._(
                "Replies to this email are internal notes. The customer does not get "
                "them."
            )
        else:
            hint = self.env._(
                "Reply to this email to answer the customer. To write an internal note "
                "instead, start with #note on the first line."
            )
        return HINT % hint

    def _mailbox_answer_body(self, message, render_values):
        """The HTML of a mail about `message`, in the language of its readers."""
        lang = render_values.get("lang") or self.env.lang
        ticket = self.sudo().with_context(lang=lang)
        answer = ticket._mailbox_answer_text(message, render_values)
        template = ticket.mailbox_id.response_template_id
        if template.model != self._name:  # none, or made for other records since
            return answer.text + answer.signature + answer.history
        body = Markup(
            template.with_context(**{ANSWER: answer})._render_field(
                "body_html", ticket.ids, set_lang=lang
            )[ticket.id]
        )
        # A template that forgot the answer must not swallow it.
        return body if "answer_text" in template.body_html else answer.text + body

    def _mailbox_answer_text(self, message, render_values):
        """The `AnswerText` of a message."""
        signature = render_values.get("signature") or ""
        signed = render_values.get("email_add_signature") and not is_html_empty(
            signature
        )
        by_agent = self.mailbox_id.answer_from == "agent"
        return AnswerText(
            text=Markup(message.body or ""),
            signature=Markup(signature if signed and by_agent else ""),
            history=self._mailbox_history(message),
        )

    def _mailbox_history(self, message):
        """What the mailbox quotes below an answer; bounded, never internal notes."""
        mode = self.mailbox_id.answer_quote
        if mode == "none":
            return Markup("")
        history = Markup("")
        limit = MOST_QUOTED if mode == "all" else 1
        for earlier in self._mailbox_previous(message, limit):
            quote = self._mailbox_quote(earlier)
            if len(history) + len(quote) > LONGEST_HISTORY:
                break
            history += quote
        return history

    def _mailbox_quote(self, message):
        # The body was sanitised when it was stored.
        body = Markup(quotable(message.body or ""))
        if not body:
            return Markup("")
        head = self.env._(
            "On %(date)s, %(author)s wrote:",
            date=self._mailbox_date(message.date),
            author=self._mailbox_author_name(message, message.author_id.sudo()),
        )
        return QUOTE % (head, body)

    def _mailbox_date(self, date):
        """A moment (naive UTC) in the reader's language, in the context's time zone."""
        local = fields.Datetime.context_timestamp(self, date)
        time = format_time(self.env, local.time(), time_format="short")
        return f"{format_date(self.env, local.date(), date_format='long')} {time}"
