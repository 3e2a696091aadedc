"""What a message changes in its ticket: whom it adds, and that it opens it again."""

from odoo import models

from ..facts import Fact, person, reasons
from ..names import TICKET_MODEL

MOST_PEOPLE = 20  # named in one entry of the history


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _adds_people(self, mail, match, batch):
        """Whether those in To and Cc follow the ticket and belong to it (bool).

        Not where the author is known as forged, and into a ticket that is there only
        by a mail that proves who wrote it: else anybody could add anybody (law 6).
        """
        author = batch.author(mail.inbound, self.server_id)
        if self.is_sent or author.is_accepted:
            return True
        if not author.is_known:
            return False
        if self.is_import or not match.ticket_id or match.proof:
            return True
        return author.verdict.passed and self._is_sent_to_us(mail.inbound, batch)

    def _ticket_before(self, mail, match, batch):
        """What `_say_changes` compares: whom a message may add to its ticket, who
        follows that now, and whether it is open. Followers are read for few messages.
        """
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id or ())
        people = self._people_named(mail.inbound, batch)
        author = batch.author(mail.inbound, self.server_id)
        if author.users and ticket:  # Odoo has internal authors follow
            people.append((mail.inbound.from_, "From"))
        followers = (ticket if people else ticket.browse()).message_partner_ids
        return people, followers, ticket.active and not ticket.closed

    def _say_changes(self, before, match, batch):
        """Note in the ticket who follows it now, who does not, and that it is open
        again; and why. In one entry, and none where nothing changed."""
        if self.is_import or self.is_sent:
            return
        people, followers, was_open = before
        ticket = self.ticket_id
        facts = [batch.filing.inside_reason] if batch.filing.inside_reason else []
        if people:
            facts += self._added_facts(people, ticket.message_partner_ids - followers)
        if people and batch.filing.adds_people:
            facts += self._kept_out_facts(people, ticket)
        elif people:
            known = ticket._mailbox_correspondents(batch)
            known |= set(followers.mapped("email_normalized"))
            facts += self._not_added_facts(people, known, batch.filing.is_inside)
        if match.ticket_id and not was_open and not ticket.closed:
            facts.append(Fact("reopened", {"why": reasons(match.reason)}))
        if facts:
            ticket._mailbox_log_facts(facts)

    def _people_named(self, inbound, batch):
        """(`Address`, name of the header) of those in To and Cc who are not ours."""
        ours = self._never_followers(inbound, batch)
        found = {}
        for name, addresses in (("To", inbound.to), ("Cc", inbound.cc)):
            for address in addresses:
                if address.email and address.email not in ours:
                    found.setdefault(address.email, (address, name))
        return list(found.values())[:MOST_PEOPLE]

    def _added_facts(self, people, added):
        """`Fact`s on those of `people` who are among the new followers `added`."""
        follow = set(added.mapped("email_normalized"))
        return [
            _fact("follows_author" if header == "From" else "follows", who, header)
            for who, header in people
            if who.email in follow
        ]

    def _not_added_facts(self, people, known, is_inside):
        """`Fact`s on those of `people` who do not belong to the ticket."""
        code = "not_added_inside" if is_inside else "not_added_unproven"
        return [
            _fact(code, who, header)
            for who, header in people
            if header != "From" and who.email not in known
        ]

    def _kept_out_facts(self, people, ticket):
        """`Fact`s on the colleagues among `people` who may not read the ticket."""
        named = {each[0].email: each for each in people if each[1] != "From"}
        users = self.env["res.users"]._mailbox_internal(named)
        added = users.partner_id - ticket.message_partner_ids
        kept_out = ticket._mailbox_kept_out(added.ids).mapped("email_normalized")
        return [_fact("kept_out", *named[address]) for address in kept_out]


def _fact(code, who, header):
    """The `Fact` about an `Address` of a message's header field."""
    return Fact(code, {"person": person(who), "header": header})
