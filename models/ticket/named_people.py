"""Whom a mail about a ticket names besides its reader, and its subject outside."""

from odoo import models
from odoo.tools.mail import (
    email_normalize,
    email_normalize_all,
    email_split_and_format_normalize,
    email_split_tuples,
)

from .participants import MOST_ENTRIES

# Odoo's own header: whom To names beside those who are sent a mail, for Reply All.
ALSO_IN_TO = "X-Msg-To-Add"
NAMING_FIELDS = ("email_from", "incoming_email_to", "incoming_email_cc")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_named_people(self):
        """Normalised addresses in From, To and Cc of the public mails that this ticket
        got (set): whoever takes part may know of them."""
        mails = (
            self.env["mail.message"]
            .sudo()
            .search_fetch(
                self._mailbox_public(("email",)),
                NAMING_FIELDS,
                order="id desc",
                limit=MOST_ENTRIES,
            )
        )
        texts = [one[name] for one in mails for name in NAMING_FIELDS]
        return set(email_normalize_all(", ".join(filter(None, texts))))


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _for_each_reader(self, prepared):
        """These prepared mails of this one, as Odoo has them (list of dict): what each
        reader may know, where it is a mailbox's.

        Mail to a colleague names nobody else; mail to somebody outside names whom the
        ticket's own mails name, and has the ticket's own subject where it tells of one
        that came: what that is called is its sender's choice.
        """
        ticket = self._mailbox_ticket()
        if not ticket.mailbox_id:
            return prepared
        if self.is_notification:  # others are one mail that somebody wrote to all
            prepared = [one for values in prepared for one in _one_by_one(values)]
        named = {address for one in prepared for address in one["email_to_normalized"]}
        users = self.env["res.users"]._mailbox_internal(named)
        colleagues = set(users.mapped("email_normalized"))
        outside = [one for one in prepared if not _is_for(one, colleagues)]
        for values in prepared:
            values["email_to"] = list(map(_named, values["email_to"]))
            values["headers"] = dict(values["headers"])
            added = values["headers"].pop(ALSO_IN_TO, "")
        if outside and added:
            _add_to(outside, added, ticket)
        if self.message_type == "email":
            for values in outside:
                values["subject"] = ticket._mailbox_subject()
        return prepared


def _one_by_one(values):
    """A prepared mail to several addresses as one to each."""
    if values["partner_id"] or values["email_cc"] or len(values["email_to"]) < 2:
        return [values]
    return [
        {**values, "email_to": [to], "email_to_normalized": [email_normalize(to)]}
        for to in values["email_to"]
    ]


def _is_for(values, colleagues):
    """Whether a prepared mail goes to internal users only (their addresses)."""
    partner = values["partner_id"]
    if partner:
        return not partner.sudo().partner_share
    return colleagues.issuperset(values["email_to_normalized"])


def _add_to(mails, added, ticket):
    """Have prepared mails name those people of the header `added` whom the own mails of
    `ticket` name."""
    known = ticket._mailbox_named_people()
    people = {email_normalize(p): p for p in email_split_and_format_normalize(added)}
    for values in mails:
        others = known.intersection(people).difference(values["email_to_normalized"])
        if others:
            named = (person for email, person in people.items() if email in others)
            values["headers"][ALSO_IN_TO] = ",".join(map(_named, named))


def _named(person):
    """`person` ("Name <address>"), whose address is no name. A ticket's customer is not
    named: who filled in a form may have entered anything (`TestFormAnswers`)."""
    (name, address), *others = email_split_tuples(person) or [("", "")]
    is_address = address and name.strip().lower() == address.lower()
    return address if is_address and not others else person
