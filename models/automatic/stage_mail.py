"""The mail that a stage, or another add-on, sends by a template goes the way of all
automatic mail."""

from odoo import models
from odoo.tools.mail import email_normalize_all

from ...tools.policy import may_be_told_at
from ..names import SURVEY, TICKET_MODEL

# Key of the context in which it is us who send a template.
BY_US = "mailbox_sends"


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def message_mail_with_source(self, source_ref, **kwargs):
        """A ticket of a mailbox sends a template, such as that of a stage, within the
        limits of automatic mail (Odoo hook)."""
        template, _view = self._get_source_from_ref(source_ref)
        ours = self.filtered(lambda one: template and one.sudo().mailbox_id)
        mails = self.env["mail.mail"].sudo()
        if self - ours:
            mails = super(HelpdeskTicket, self - ours).message_mail_with_source(
                source_ref, **kwargs
            )
        layout = kwargs.get("email_layout_xmlid")
        return mails.union(
            *(one._send_by_itself("stage", template, layout) for one in ours)
        )

    def rating_send_request(self, template, *args, **kwargs):
        """Nobody writes the survey that asks for a rating: Odoo posts it as a note only
        so that followers are not told (hook of `rating`, where that is installed)."""
        ours = self.filtered(lambda one: one.sudo().mailbox_id)
        for one in ours:
            one._send_by_itself("addon", template, "mail.mail_notification_light")
        if self == ours:
            return None
        others = (self - ours).with_context(**{SURVEY: True})
        return super(HelpdeskTicket, others).rating_send_request(
            template, *args, **kwargs
        )

    def _send_by_itself(self, purpose, template, layout):
        """Mail of `template` to each whom it names; the `mail.mail` that wait."""
        mailbox = self.sudo().mailbox_id
        logs = self.env["fetchmail.automatic.mail"].sudo()
        for address in self._named_recipients(template):
            logs |= mailbox._send_automatic(
                purpose, template, address, ticket=self, layout=layout
            )
        sent = [("mail_message_id", "in", logs.mail_message_id.ids)]
        return self.env["mail.mail"].sudo().search(sent)

    def _named_recipients(self, template):
        """Whom a template on tickets names for this one (list of normalised
        addresses, each once)."""
        if template.sudo().model != self._name:
            return []
        fields = ("email_cc", "email_to", "partner_to")
        found = template.sudo()._generate_template_recipients(self.ids, fields)
        named = found.get(self.id, {})
        partners = self.env["res.partner"].sudo().browse(named.get("partner_ids") or ())
        texts = [
            named.get("email_to"),
            named.get("email_cc"),
            *partners.mapped("email"),
        ]
        return list(dict.fromkeys(email_normalize_all(", ".join(filter(None, texts)))))

    def _never_told_at(self, address, first):
        """Why nothing automatic goes to `address` (normalised) about this ticket, which
        the received message `first` opened; else "".

        A contact whom the sender merely names in Reply-To is nobody's choice until an
        agent writes to it.
        """
        ticket, sender = self.sudo(), first.sender_address or ""
        if first.is_form and address == sender:
            return self.env._("%(address)s is a website's form.", address=address)
        is_named = ticket.mailbox_writes_as or (first and not sender)
        emails = (ticket.partner_email, ticket.partner_id.email)
        contact = email_normalize_all(", ".join(filter(None, emails)))
        if not is_named or address not in contact or ticket._mailbox_is_answered():
            return ""
        if first.is_form:
            return first._form_silence() or ticket.mailbox_id._unwanted(first)
        if may_be_told_at(address, sender):
            return ""
        return self.env._(
            "The sender merely names %(address)s, and no agent has answered yet.",
            address=address,
        )


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def send_mail(self, res_id, *args, email_values=None, **kwargs):
        """A template that an add-on sends about a ticket of a mailbox, as a warning, is
        automatic mail; False where it is withheld (Odoo hook)."""
        model = self.env[TICKET_MODEL]
        is_ours = self.model == TICKET_MODEL and not self.env.context.get(BY_US)
        ticket = model.browse(is_ours and not email_values and res_id or ()).exists()
        if not ticket.sudo().mailbox_id:
            return super().send_mail(res_id, *args, email_values=email_values, **kwargs)
        self._send_check_access(ticket.ids)
        layout = kwargs.get("email_layout_xmlid")
        return ticket._send_by_itself("addon", self, layout)[:1].id
