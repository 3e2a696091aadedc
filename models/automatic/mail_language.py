"""The language of automatic mail: of who gets it, or else of the mail it answers."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.mail import content_language, parse, variants
from ...tools.quotes import visible_reply
from ...tools.text import written_language

# Key of the context: the language of automatic mail where the template names none.
AUTOMATIC_LANG = "mailbox_automatic_lang"
# Key of the transaction's cache: row id -> language of the message.
WRITTEN_LANGS = "helpdesk_mgmt_mailbox.written_langs"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    automatic_lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Language of Automatic Mail",
        help="For people whose language is not known: it is neither set on their "
        "contact, nor sure from their message.",
    )

    def _in_automatic_lang(self, template, address, row, ticket):
        """`template` in the language of its reader: of the contact with `address`
        (normalised), else of the received message that causes it, if one does, else of
        the mailbox, else as Odoo chooses."""
        found = self._lang_of_contact(address, ticket)
        if found not in self._installed_langs():
            found = row._written_lang() or self._own_lang()
        if not found:
            return template
        return template.with_context(**{AUTOMATIC_LANG: found, "lang": found})

    def _own_lang(self):
        """The mailbox's language (code) while it is installed, or the only one that is,
        else ""."""
        installed = self._installed_langs()
        if len(installed) == 1:
            return installed[0]
        return self.automatic_lang if self.automatic_lang in installed else ""

    @api.model
    def _installed_langs(self):
        """Codes of the languages that this Odoo speaks (list)."""
        return [code for code, _name in self.env["res.lang"].get_installed()]

    def _lang_of_contact(self, address, ticket):
        """The language of the contact with this address, first of the ticket's own."""
        own = ticket.sudo().partner_id if ticket else self.env["res.partner"]
        if own.lang and own.email_normalized == address:
            return own.lang
        domain = (
            Domain("company_id", "in", (False, self.company_id.id))
            & Domain("email_normalized", "=", address)
            & Domain("lang", "!=", False)
        )
        partners = self.env["res.partner"].sudo()
        return partners.search(domain, order="id", limit=1).lang


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _written_lang(self):
        """The installed language (code) that the message is in, or "". A form's is that
        of its website. Read once: a new contact and the acknowledgement ask for it."""
        if not self or self.is_form:
            return ""
        known = self.env.cr.cache.setdefault(WRITTEN_LANGS, {})
        if self.id not in known:
            known[self.id] = self._read_lang()
        return known[self.id]

    def _read_lang(self):
        """That of the text, or of the header field where the text is too short to be
        sure."""
        mailbox = self.server_id
        codes = mailbox._installed_langs()
        message = parse(self._raw_bytes())
        stated = content_language(message.headers, codes)
        language = written_language(visible_reply(message))
        if not language:
            return stated
        written = variants(language, codes)
        preferred = (stated, mailbox._own_lang(), *written)
        return next((code for code in preferred if code in written), "")

    def _lang_of_new_contact(self):
        """The language of a contact that the message makes (dict of field values);
        Odoo would take that of who is at work."""
        lang = self._written_lang() or self.server_id._own_lang()
        return {"lang": lang} if lang else {}


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _render_lang(self, res_ids, engine="inline_template"):
        """What the template itself says of its language is first (Odoo hook)."""
        languages = super()._render_lang(res_ids, engine=engine)
        given = self.env.context.get(AUTOMATIC_LANG)
        if not given:
            return languages
        codes = self.env["fetchmail.server"]._installed_langs()
        return {
            res_id: lang if self.lang and lang in codes else given
            for res_id, lang in languages.items()
        }
