"""Whom a website's form names becomes the customer: a name that nothing proves, and
that gives no right."""

from odoo import fields, models

from ...tools.classification import WEBSITE_FORM, filled_form
from ...tools.reasons import because
from ..batch import TicketMatch
from ..names import TICKET_MODEL
from ..values import shown_address


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    is_form = fields.Boolean(
        string="Website Form",
        readonly=True,
        help="A website's form sent it for the person who filled it in.",
    )
    form_sender_id = fields.Many2one(
        "fetchmail.form.sender",
        string="Form of the Mailbox",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    form_customer = fields.Char(
        string="Filled In By",
        readonly=True,
        help="The address of whom the website's form names; nothing proves it.",
    )

    def _filled_form(self, inbound, verdict, own_addresses):
        """Whom a website's form names (`FilledForm`), None for all other mail."""
        if verdict.rule != WEBSITE_FORM or self.is_sent:
            return None
        return filled_form(inbound, own_addresses)

    def _note_form(self, mail, batch):
        """Keep on the row that a form sent it, which one, and for whom."""
        values = dict.fromkeys(("is_form", "form_sender_id", "form_customer"), False)
        if mail.form:
            named = self.server_id._named_form(mail.inbound)
            self.form_sender_id = named
            customer = self._form_customer(mail, batch)
            values = {
                "is_form": True,
                "form_sender_id": named.id,
                "form_customer": customer.email if customer else False,
            }
        if mail.form or self.is_form:
            self.write(values)

    def _form_customer(self, mail, batch):
        """The `Address` of the person outside whom a form names and who becomes the
        customer, or None: in Reply-To, or in its text where the mailbox says so and
        that names no other."""
        form, is_outside = mail.form, batch.lookups.is_outside
        if form.answers and is_outside(form.answers.email):
            return form.answers
        if not self.form_sender_id.take_labels or len(form.filled_in) > 1:
            return None
        return self._form_offer(mail, batch)

    def _form_offer(self, mail, batch):
        """The `Address` of the person outside whom the text of a form names, the
        likeliest of several, or None."""
        is_outside = batch.lookups.is_outside
        outside = (each for each in mail.form.filled_in if is_outside(each.email))
        return next(outside, None)

    def _form_match(self, match):
        """The `TicketMatch` of a form's mail: a ticket of its own. All who fill in the
        form write from its address, so that belongs to nobody's ticket (law 6)."""
        ticket_id = match.ticket_id or match.named_id
        ticket = self.env[TICKET_MODEL].browse(ticket_id or ())
        if not ticket:
            return TicketMatch(False, because("website_form"))
        reason = because("form_names_ticket", number=ticket.number)
        return TicketMatch(False, reason, ticket.id)

    def _form_silence(self):
        """Why nothing automatic answers this row's form, as a sentence; "" where it is
        no form, or one that the mailbox acknowledges."""
        if not self.is_form or self.form_sender_id.acknowledge:
            return ""
        if self.form_sender_id:
            return self.env._("The mailbox does not acknowledge this website's form.")
        return self.env._(
            "It came by a website's form that the mailbox does not name as its own."
        )

    def _written_as(self):
        """The address that automatic mail about this row is written to: who wrote it,
        or filled in the form; "" for nobody."""
        address = self.form_customer if self.is_form else self.sender_address
        return address or ""

    def _say_form(self, mail, batch):
        """Tell colleagues in the history that a form sent it, and for whom."""
        if mail.form and batch.filing.is_new and not self.is_import:
            self.ticket_id._message_log(body=self._form_sentence(mail, batch))

    def _form_sentence(self, mail, batch):
        """By which form a mail came and whom it names, for colleagues."""
        names = {"form": shown_address(mail.inbound.from_)}
        customer = self._form_customer(mail, batch)
        offered = self._form_offer(mail, batch)
        if customer:
            return self.env._(
                "Sent by the website form %(form)s for %(person)s. Nothing proves who "
                "filled it in.",
                person=shown_address(customer),
                **names,
            )
        if offered and len(mail.form.filled_in) > 1:
            return self.env._(
                "Sent by the website form %(form)s. Its text names more than one "
                "person (%(people)s), and it is not known who filled it in. None of "
                "them is the contact unless you say so.",
                people=", ".join(map(shown_address, mail.form.filled_in)),
                **names,
            )
        if offered:
            return self.env._(
                "Sent by the website form %(form)s. Its text names %(person)s, who is "
                "not the contact unless you say so.",
                person=shown_address(offered),
                **names,
            )
        return self.env._(
            "Sent by the website form %(form)s. It names nobody outside who could be "
            "the contact.",
            **names,
        )
