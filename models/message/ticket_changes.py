"""What a message changes in its ticket: whom it adds, and that it opens it again."""

from markupsafe import Markup

from odoo import models

from ..names import TICKET_MODEL
from ..values import shown_address

MOST_PEOPLE = 20  # named in one entry of the history


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _adds_people(self, mail, match, batch):
        """Whether those in To and Cc follow the ticket and belong to it (bool).

        Not where the author is known as forged, and into a ticket that is there only
        by a mail that proves who wrote it: else anybody could add anybody (law 6).
        """
        author = batch.author(mail.inbound, self.server_id)
        if self.is_sent or self.accepted_agent_id:
            return True
        if not author.is_known:
            return False
        is_proven = bool(match.proof) or author.verdict.passed
        return is_proven or self.is_import or not match.ticket_id

    def _ticket_before(self, match):
        """Followers of the ticket that a message joins, and whether it is open."""
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id or ())
        return ticket.message_partner_ids, ticket.active and not ticket.closed

    def _say_changes(self, before, mail, match, batch):
        """Note in the ticket who follows it now, who does not, and that it is open
        again; and why. In one entry, and none where nothing changed."""
        if self.is_import or self.is_sent:
            return
        followers, was_open = before
        ticket = self.ticket_id
        people = self._people_named(mail.inbound, batch)
        added = (ticket.message_partner_ids - followers) if people else followers[:0]
        lines = self._added_lines(people, added)
        if not batch.filing.adds_people:
            belonging = ticket._mailbox_correspondents(batch)
            known = {*belonging, *followers.mapped("email_normalized")}
            lines += self._not_added_lines(people, known)
        if match.ticket_id and not was_open and not ticket.closed:
            lines.append(
                self.env._("Opened again by a message. %(why)s", why=match.reason)
            )
        if lines:
            ticket._message_log(body=Markup("<br>").join(lines))

    def _people_named(self, inbound, batch):
        """(`Address`, name of the header) of those in To and Cc who are not ours."""
        ours = self._never_followers(inbound, batch)
        found = {}
        for name, addresses in (("To", inbound.to), ("Cc", inbound.cc)):
            for address in addresses:
                if address.email and address.email not in ours:
                    found.setdefault(address.email, (address, name))
        return list(found.values())[:MOST_PEOPLE]

    def _added_lines(self, people, added):
        follow = set(added.mapped("email_normalized"))
        return [
            self.env._(
                "%(person)s was in %(header)s and follows now.",
                person=shown_address(address),
                header=header,
            )
            for address, header in people
            if address.email in follow
        ]

    def _not_added_lines(self, people, known):
        return [
            self.env._(
                "%(person)s was in %(header)s and was not added: nothing proves who "
                "wrote this message.",
                person=shown_address(address),
                header=header,
            )
            for address, header in people
            if address.email not in known
        ]
