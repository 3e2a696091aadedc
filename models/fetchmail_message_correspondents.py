"""People a letter names: our own addresses never follow a case, those in Cc may."""

from dataclasses import replace

from odoo import models

from ..tools.correspondents import copied_people, is_machine, untagged
from .res_partner import STRANGERS


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _file(self, letter, thread, desk):
        person_wrote = letter.verdict.kind == "human" and not self.is_import
        if self.server_id.cc_follow and person_wrote:
            ours = self._never_followers(letter.inbound, desk)
            self._make_cc_contacts(copied_people(letter.inbound, ours))
        return super()._file(letter, thread, desk)

    def _correct(self, msg_dict, letter, desk):
        """Neither we, under any of our addresses, nor machines follow a case."""
        never = self._never_followers(letter.inbound, desk)
        return super()._correct(msg_dict, letter, replace(desk, own_addresses=never))

    def _never_followers(self, inbound, desk):
        """Our own addresses, and those in the letter that are ours by a plus-tag, mail
        aliases of this Odoo, or machines' (frozenset)."""
        own = desk.own_addresses
        named = {address.email for address in (*inbound.to, *inbound.cc)}
        named.update(inbound.delivered_to)
        return own | {
            email
            for email in named
            if email
            and (
                untagged(email) in own
                or email not in desk.not_aliases
                or is_machine(email)
            )
        }

    def _make_cc_contacts(self, people):
        """Contacts for those of `people` (`Address`es) whom nobody knows."""
        if not people:
            return
        Partner = self.env["res.partner"]
        known = Partner.search_fetch(
            [("email_normalized", "in", [person.email for person in people])],
            ["email_normalized"],
        ).mapped("email_normalized")
        strangers = self.env.cr.cache.get(STRANGERS, frozenset())
        made = Partner.create(
            [
                {
                    "name": person.name or person.email,
                    "email": person.email,
                    "company_id": self.server_id.company_id.id,
                }
                for person in people
                if person.email not in known
            ]
        )
        # The others of the batch are as unknown as before.
        made_addresses = set(made.mapped("email_normalized"))
        self.env.cr.cache[STRANGERS] = strangers - made_addresses
