"""Which case a message belongs to (law 6)."""

from dataclasses import dataclass

from odoo import api, models
from odoo.tools import email_normalize, email_normalize_all
from odoo.tools.misc import hmac

from ..tools.threading import named_ids, read_tokens

TOKEN_SCOPE = "helpdesk_mgmt_mailbox.case_token"


@dataclass(frozen=True)
class Thread:
    """Where a message belongs: a case or none, why, and a case it merely names."""

    case_id: int | bool = False
    reason: str = ""
    named_id: int | bool = False


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _mailbox_known_ids(self, message_ids):
        """Message-ID -> ids of the cases whose history has it, newest case first."""
        if not message_ids:
            return {}
        known = {}
        for found in (
            self.env["mail.message"]
            .sudo()
            .search_fetch(
                [
                    ("message_id", "in", list(message_ids)),
                    ("model", "=", self._name),
                ],
                ["message_id", "res_id"],
                order="id desc",
            )
        ):
            known.setdefault(found.message_id, []).append(found.res_id)
        return known

    @api.model
    def _mailbox_find(self, inbound, mailbox, known):
        """The `Thread` for `inbound` (`InboundMessage`), received by `mailbox`.

        `known` is the answer of `_mailbox_known_ids` for its references. A message
        joins a case by a token that we signed, or by naming a message of a case that
        its sender takes part in; else it becomes a case of its own (law 6).
        """
        names = named_ids(inbound)
        for case_id in read_tokens(names, self._mailbox_token_key()):
            case = self._mailbox_reachable([case_id], mailbox)
            if case:
                return Thread(case.id, self.env._("It carries our signed reference."))
        named = self.browse()
        for name in names:
            for case in self._mailbox_reachable(known.get(name, ()), mailbox):
                if case._mailbox_takes_part(inbound.from_.email):
                    return Thread(
                        case.id,
                        self.env._("It answers a message of this case (%s).", name),
                    )
                named = named or case
        if named:
            reason = self.env._(
                "It names case %(number)s, but its sender takes no part in that case.",
                number=named.number,
            )
            return Thread(False, reason, named.id)
        return Thread(False, self.env._("It answers no message of a case."))

    @api.model
    def _mailbox_find_by_answers(self, inbound, answers):
        """The `Thread` of journal rows that answer `inbound`, or None.

        Its sender must take part in their case.
        """
        for row in answers:
            case = row.ticket_id
            if case and case._mailbox_takes_part(inbound.from_.email):
                reason = self.env._("A message of this case answers it.")
                return Thread(case.id, reason)
        return None

    @api.model
    def _mailbox_reachable(self, case_ids, mailbox):
        """Existing cases of the mailbox's company, this mailbox's own ones first."""
        cases = self.with_context(active_test=False).browse(case_ids).exists()
        return cases.filtered(
            lambda case: not mailbox.company_id or case.company_id == mailbox.company_id
        ).sorted(lambda case: case.mailbox_id != mailbox)

    def _mailbox_takes_part(self, address):
        """True where `address` is the contact's, a follower's, or a correspondent's."""
        self.ensure_one()
        if not address:
            return False
        partners = self.partner_id | self.message_partner_ids
        if address in (
            email_normalize(self.partner_email),
            *partners.mapped("email_normalized"),
        ):
            return True
        own = self.mailbox_id._own_addresses() if self.mailbox_id else frozenset()
        return address not in own and address in self._mailbox_correspondents()

    def _mailbox_correspondents(self):
        """Normalised addresses that messages of this case came from or went to."""
        messages = self.message_ids.filtered(
            lambda message: message.message_type in ("email", "comment")
        )
        found = set(
            (messages.author_id | messages.partner_ids | messages.notified_partner_ids)
            .filtered("email_normalized")
            .mapped("email_normalized")
        )
        for message in messages:
            texts = (
                message.email_from,
                message.incoming_email_to,
                message.incoming_email_cc,
            )
            found.update(email_normalize_all(", ".join(filter(None, texts))))
        return found

    @api.model
    def _mailbox_token_key(self):
        """The key that case tokens are signed with; derived, never stored (bytes)."""
        return hmac(self.env(su=True), TOKEN_SCOPE, "key").encode()
