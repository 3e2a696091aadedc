"""Which kind a message is of, by which rule, and which kinds make no ticket."""

from odoo import fields, models

from ...tools.classification import OWN_MAIL, classify
from ...tools.matching import conversation_id, is_own_mail, references_newest_first
from ...tools.policy import no_answer_reason
from ...tools.reasons import stored_reasons
from ..values import naive, shown_address

IGNORED_KINDS = frozenset(
    {
        "notification",
        "auto_reply",
        "bounce",
        "delayed",
        "receipt",
        "feedback_report",
    }
)


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    no_answer_reason = fields.Char(
        string="Asks for No Answer",
        readonly=True,
        help="The header field by which the message asks for no automatic answer.",
    )

    def _classify(self, inbound, own_addresses):
        """The `Classification` of a mail (`InboundMessage`) received here. Extension
        point: other add-ons add a kind (`selection_add` on `kind`).
        """
        key = self.env["helpdesk.ticket"]._mailbox_token_key()
        is_named_form = bool(self.server_id._named_form(inbound))
        return classify(
            inbound, own_addresses, is_own_mail(inbound, key), is_named_form
        )

    def _header_values(self, inbound):
        """What the row shows of a mail's header (dict of field values)."""
        return {
            "subject": inbound.subject,
            "email_from": shown_address(inbound.from_),
            "email_to": ", ".join(address.email for address in inbound.to),
            "sender_address": inbound.from_.email or False,
            "message_id": inbound.message_id,
            "in_reply_to": next(iter(references_newest_first(inbound)), False),
            "conversation": conversation_id(inbound),
            "no_answer_reason": no_answer_reason(inbound),
            "defects": "\n".join(inbound.defects) or False,
            "date": naive(inbound.date),
            "received_date": self.received_date or naive(inbound.received_date),
        }

    def _kind_values(self, verdict):
        """What the row keeps of a `Classification` (dict of field values)."""
        return {
            "kind": verdict.kind,
            "rule": verdict.rule,
            "reason_codes": stored_reasons(verdict.reason),
            "hits_codes": stored_reasons(*(hit.reason for hit in verdict.hits)),
        }

    def _is_ignored_kind(self, mail):
        """Whether mail of this kind makes no ticket in this mailbox.

        Our own mail never does, also where notifications are accepted (law 5).
        Extension point: other add-ons say so of their kinds.
        """
        verdict = mail.verdict
        if verdict.rule == OWN_MAIL:
            return True
        if verdict.kind == "notification" and self.server_id.accept_notifications:
            return False
        return verdict.kind in IGNORED_KINDS
