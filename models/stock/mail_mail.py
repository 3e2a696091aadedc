"""Outgoing mail that comes from a mailbox, whoever wrote the message in it."""

from odoo import api, fields, models
from odoo.tools.mail import email_normalize, formataddr


class MailMail(models.Model):
    _inherit = "mail.mail"

    mailbox_from = fields.Char(
        readonly=True,
        help="The sender of mail about a case: the author's name at the mailbox's "
        "address. The message itself keeps the author's own address.",
    )
    not_by_mailbox_id = fields.Many2one(
        "fetchmail.server",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="A notice that this mailbox is cut off: it goes another way.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Mail about a case that is no notification, such as a stage's template, comes
        from the case's mailbox, too, and its answers come back (Odoo hook)."""
        mails = super().create(vals_list)
        for mail, vals in zip(mails, vals_list, strict=True):
            # Else it tells of a message that was there before, and has its own author.
            if mail.model == "helpdesk.ticket" and not vals.get("mail_message_id"):
                mail._send_from_mailbox(self.env[mail.model].sudo().browse(mail.res_id))
        return mails

    def _send_from_mailbox(self, case):
        mailbox = case.mailbox_id
        if not mailbox or email_normalize(self.email_from) == mailbox.email_address:
            return
        references = f"{case._mailbox_token()} {self.references or ''}"
        self.write(
            {
                "email_from": formataddr((mailbox.name, mailbox.email_address)),
                "mail_server_id": mailbox._outgoing_mail_server().id,
                "reply_to": mailbox.email_address,
                "references": references.strip(),
            }
        )

    def _filter_mail_mail_servers(self, mail_servers):
        """A notice that a mailbox is cut off never goes through it (Odoo hook)."""
        servers = super()._filter_mail_mail_servers(mail_servers)
        mailbox = self.not_by_mailbox_id
        return mailbox._other_routes(servers) if mailbox else servers

    def _split_by_mail_configuration(self):
        """Mail of a mailbox is sent as the mailbox: Odoo puts the sender that is
        named here into From (Odoo hook)."""
        ours = self.filtered("mailbox_from")
        yield from super(MailMail, self - ours)._split_by_mail_configuration()
        for (server, alias_domain, sender), mails in ours.grouped(
            lambda mail: (
                mail.mail_server_id,
                mail.record_alias_domain_id,
                mail.mailbox_from,
            )
        ).items():
            if not server:
                found, sender = server._find_mail_server(sender)
                server = found or server
            yield server.id, alias_domain.id, sender, mails.ids
