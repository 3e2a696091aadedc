"""Whom the composer shows as recipients of an answer."""

from odoo import models
from odoo.tools.mail import email_normalize, email_split_and_format_normalize

from ...tools.mail import spoken_name


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _message_get_suggested_recipients_batch(self, *args, **kwargs):
        """Each person once, by contact before mere address, and never a mailbox of ours
        (Odoo hook)."""
        suggested = super()._message_get_suggested_recipients_batch(*args, **kwargs)
        for ticket in self.filtered(lambda one: one.sudo().mailbox_id):
            own = ticket.sudo().mailbox_id._own_addresses()
            suggested[ticket.id] = [
                {**one, "name": ticket._mailbox_recipient_name(one)}
                for one in _each_once(suggested[ticket.id], own)
            ]
        return suggested

    def _get_customer_information(self):
        """A contact that is made of the customer's address has the customer's name
        (Odoo hook)."""
        found = super()._get_customer_information()
        for ticket in self.filtered("partner_name"):
            address = email_normalize(ticket.partner_email)
            if address:
                found.setdefault(address, {}).setdefault("name", ticket.partner_name)
        return found

    def _mailbox_recipient_name(self, one):
        """The name of a suggested recipient (Odoo's dict), as the person is called."""
        name = spoken_name(one["name"] or "")
        is_customer = email_normalize(one["email"]) == email_normalize(
            self.partner_email
        )
        if one["partner_id"] or not is_customer:
            return name
        return self.partner_name or name

    def _mailbox_without_contact(self, emails, partners):
        """Those of `emails` (list of str) that are none of `partners` nor ours, as
        value of `outgoing_email_to` (str)."""
        known = set(partners.mapped("email_normalized"))
        known.update(self.sudo().mailbox_id._own_addresses())
        people = email_split_and_format_normalize(", ".join(emails))
        found = {email_normalize(person): person for person in people}
        return ",".join(found[email] for email in found if email not in known)


def _each_once(recipients, own):
    """Suggested `recipients` (list of Odoo's dicts) but for own addresses and for what
    is there already; contacts come first, and who has a name before a mere address."""
    kept, seen = [], set(own)
    known_first = sorted(
        recipients, key=lambda one: (not one["partner_id"], not one["name"])
    )
    for one in known_first:
        address = email_normalize(one["email"]) or one["email"]
        if not address or address not in seen:
            kept.append(one)
            seen.add(address)
    return kept
