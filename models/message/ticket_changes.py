"""What a message changes in its ticket: whom it adds, and that it opens it again."""

from markupsafe import Markup

from odoo import models

from ..names import TICKET_MODEL
from ..told_reasons import reason_text
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
        lines = [batch.filing.inside_reason] if batch.filing.inside_reason else []
        if people:
            lines += self._added_lines(people, ticket.message_partner_ids - followers)
        if people and batch.filing.adds_people:
            lines += self._kept_out_lines(people, ticket)
        elif people:
            known = ticket._mailbox_correspondents(batch)
            known |= set(followers.mapped("email_normalized"))
            lines += self._not_added_lines(people, known, batch.filing.is_inside)
        if match.ticket_id and not was_open and not ticket.closed:
            why = reason_text(self.env, match.reason)
            lines.append(self.env._("Opened again by a message. %(why)s", why=why))
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
        """Sentences on those of `people` who are among the new followers `added`."""
        follow = set(added.mapped("email_normalized"))
        found = [each for each in people if each[0].email in follow]
        return [self._added_line(shown_address(who), header) for who, header in found]

    def _added_line(self, person, header):
        if header == "From":
            return self.env._("%(person)s wrote and follows now.", person=person)
        return self.env._(
            "%(person)s was in %(header)s and follows now.",
            person=person,
            header=header,
        )

    def _not_added_lines(self, people, known, is_inside):
        """Sentences on those of `people` who do not belong to the ticket."""
        return [
            self._not_added_line(shown_address(who), header, is_inside)
            for who, header in people
            if header != "From" and who.email not in known
        ]

    def _kept_out_lines(self, people, ticket):
        """Sentences on the colleagues among `people` who may not read the ticket."""
        named = {each[0].email: each for each in people if each[1] != "From"}
        users = self.env["res.users"]._mailbox_internal(named)
        added = users.partner_id - ticket.message_partner_ids
        return [
            self._kept_out_line(*named[address])
            for address in ticket._mailbox_kept_out(added.ids).mapped(
                "email_normalized"
            )
        ]

    def _kept_out_line(self, person, header):
        return self.env._(
            "%(person)s was in %(header)s and was not added: this colleague may not "
            "read the ticket.",
            person=shown_address(person),
            header=header,
        )

    def _not_added_line(self, person, header, is_inside):
        if is_inside:
            return self.env._(
                "%(person)s was in %(header)s and was not added: the message is "
                "internal.",
                person=person,
                header=header,
            )
        return self.env._(
            "%(person)s was in %(header)s and was not added: nothing proves who wrote "
            "this message.",
            person=person,
            header=header,
        )
