"""Judging: which kind a message is of, by which rule, and what else spoke for it."""

from odoo import fields, models

from ..tools.classification import OWN_MAIL, classify
from ..tools.threading import is_own_mail
from .fetchmail_message_desk import CASE_MODEL


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    hits = fields.Text(
        "All Rules That Matched",
        readonly=True,
        help="The kind, the rule and the reason of each rule that matched, one a line."
        " The first one decides.",
    )

    def _judge(self, inbound, own_addresses):
        """The `Classification` of a mail (`InboundMessage`) received here."""
        key = self.env[CASE_MODEL]._mailbox_token_key()
        return classify(inbound, own_addresses, is_own_mail(inbound, key))

    def _verdict_values(self, verdict):
        """What the row keeps of a `Classification`."""
        return {
            "kind": verdict.kind,
            "rule": verdict.rule,
            "reason": verdict.reason,
            "hits": "\n".join(
                f"{hit.kind}, {hit.rule}: {hit.reason}" for hit in verdict.hits
            )
            or False,
        }

    def _is_ignored_kind(self, letter):
        """Our own mail is ignored also where notifications are accepted (law 5)."""
        if letter.verdict.rule == OWN_MAIL:
            return True
        return super()._is_ignored_kind(letter)
