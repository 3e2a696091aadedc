"""Outgoing mail that comes from a mailbox, whoever wrote the message in it."""

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.tools import SQL, split_every
from odoo.tools.mail import email_normalize, formataddr

from ..names import MAIL_QUEUE, TICKET_MODEL
from .ir_mail_server import SENDER

BATCH_SIZE = 1000  # mails in one SMTP session, as in Odoo's `mail.mail`


class MailMail(models.Model):
    _inherit = "mail.mail"

    mailbox_from = fields.Char(
        readonly=True,
        help="The sender of mail about a ticket: the author's name at the mailbox's "
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
        """Mail about a ticket that is no notification, such as a stage's template,
        comes from the ticket's mailbox, too, and its answers come back (Odoo hook)."""
        mails = super().create(vals_list)
        for mail, vals in zip(mails, vals_list, strict=True):
            # Else it tells of a message that was there before, and has its own author.
            if mail.model == TICKET_MODEL and not vals.get("mail_message_id"):
                mail._send_from_mailbox(self.env[mail.model].sudo().browse(mail.res_id))
        return mails

    def _send_from_mailbox(self, ticket):
        mailbox = ticket.mailbox_id
        if not mailbox or email_normalize(self.email_from) == mailbox.email_address:
            return
        references = f"{ticket._mailbox_token()} {self.references or ''}"
        self.write(
            {
                "email_from": formataddr((mailbox.name, mailbox.email_address)),
                "mail_server_id": mailbox._outgoing_mail_server().id,
                "reply_to": mailbox.email_address,
                "references": references.strip(),
            }
        )

    def _prepare_outgoing_list(self, *args, **kwargs):
        """What is internal goes to colleagues only, whoever made the mail and whomever
        it names. Who is the one recipient of a mail about a ticket, and an internal
        user, gets a token of his own; all others get the one for customers (Odoo hook).

        Here, because mail that is queued once is sent to each recipient on its own.
        """
        prepared = super()._prepare_outgoing_list(*args, **kwargs)
        prepared = self._for_each_reader(self._without_outside(prepared))
        ticket = self._mailbox_ticket()
        for values in prepared if ticket and self.references else ():
            user = self._sole_internal_user(values)
            if user:
                references = values["references"]
                values["references"] = ticket._mailbox_user_references(references, user)
        return prepared

    def _mailbox_ticket(self):
        """The ticket that this mail is about, or none."""
        tickets = self.env[TICKET_MODEL].sudo()
        return tickets.browse(self.model == TICKET_MODEL and self.res_id or ()).exists()

    def _sole_internal_user(self, values):
        """The only internal user who gets a prepared mail, where nobody else does."""
        addresses, partner = values["email_to_normalized"], values["partner_id"]
        users = self.env["res.users"].sudo()
        if len(addresses) != 1 or len(values["email_to"]) != 1 or values["email_cc"]:
            return users
        if partner:
            found = partner.sudo().user_ids.filtered(lambda user: not user.share)
        else:
            found = users._mailbox_internal(addresses)
        return found if len(found) == 1 else users

    def _filter_mail_mail_servers(self, mail_servers):
        """A notice that a mailbox is cut off never goes through it (Odoo hook)."""
        servers = super()._filter_mail_mail_servers(mail_servers)
        mailbox = self.not_by_mailbox_id
        return mailbox._other_routes(servers) if mailbox else servers

    def _split_by_mail_configuration(self):
        """Mail of a mailbox is sent as the mailbox: Odoo puts the sender that is
        named here into From (Odoo hook).

        All is read before the first mail is sent: sending commits, and other workers
        send and delete mail meanwhile. What is yielded is locked.
        """
        there = self.exists()
        ours = there.filtered("mailbox_from")
        batches = [
            *super(MailMail, there - ours)._split_by_mail_configuration(),
            *ours._split_by_mailbox_sender(),
        ]
        for server_id, alias_domain_id, sender, mail_ids in batches:
            mails = self.browse(mail_ids)._lock_outgoing()
            if len(mails) < len(mail_ids):
                # Their message may be locked for another of its mails.
                self.env.ref(MAIL_QUEUE).sudo()._trigger()
            if mails:
                yield server_id, alias_domain_id, sender, mails.ids

    def _split_by_mailbox_sender(self):
        """Batches of mailboxes' mail, as large as Odoo's own.

        Returns a list of (server id, alias domain id, sender, mail ids).
        """
        parameters = self.env["ir.config_parameter"].sudo()
        size = int(parameters.get_param("mail.session.batch.size")) or BATCH_SIZE
        Servers = self.env["ir.mail_server"].sudo()
        servers = Servers.search([("active", "=", True)], order="sequence, id")
        batches = []
        for (server, alias_domain, sender, allowed), mails in self.grouped(
            lambda mail: (
                mail.mail_server_id,
                mail.record_alias_domain_id,
                mail.mailbox_from,
                mail._filter_mail_mail_servers(servers),
            )
        ).items():
            if not server:
                found, sender = server._find_mail_server(sender, allowed)
                server = found or server
            batches += [
                (server.id, alias_domain.id, sender, list(mail_ids))
                for mail_ids in split_every(size, mails.ids)
            ]
        return batches

    def _send(self, auto_commit=False, *args, post_send_callback=None, **kwargs):
        """Of two workers that have the same mail, one sends it and the other goes on
        (Odoo hook): the queue locks each mail anew, since it commits after each."""
        if not auto_commit:
            kwargs["post_send_callback"] = post_send_callback
            nameless = self.filtered(lambda mail: mail._is_nameless())
            for mails in (self - nameless, *nameless):
                super(MailMail, mails._as_mailbox())._send(auto_commit, *args, **kwargs)
            return True
        for mail_id in self.ids:
            # The lock comes first in its transaction, so that what is read is new.
            self.env.cr.commit()  # pylint: disable=invalid-commit
            mail = self.browse(mail_id)._lock_outgoing()
            if mail:
                super(MailMail, mail._as_mailbox())._send(auto_commit, *args, **kwargs)
            if post_send_callback:
                post_send_callback([mail_id])
        return True

    def _is_nameless(self):
        """Whether it is a mailbox's mail about a message of no address (bool)."""
        return bool(self.mailbox_from) and not email_normalize(self.email_from)

    def _as_mailbox(self):
        """These mails; one that is nameless with the sender to be named in its place:
        Odoo sends nothing without one."""
        if len(self) != 1 or not self._is_nameless():
            return self
        return self.with_context(**{SENDER: self.mailbox_from})

    def _lock_outgoing(self):
        """Those of these mails that wait to be sent and that nobody else is sending.

        They stay locked until the transaction ends, and their messages: sending writes
        to both, and one message may have several mails. `try_lock_for_update` would
        write an error to the log where another worker has just changed one.
        """
        locking = SQL(
            "SELECT mail.id FROM mail_mail mail "
            "JOIN mail_message message ON message.id = mail.mail_message_id "
            "WHERE mail.id IN %s FOR NO KEY UPDATE SKIP LOCKED",
            self._ids or (0,),
        )
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(locking, log_exceptions=False)
                locked = {mail_id for (mail_id,) in self.env.cr.fetchall()}
        except SerializationFailure:
            if len(self) == 1:
                return self.browse()
            return self.browse().union(*(mail._lock_outgoing() for mail in self))
        return self.filtered(
            lambda mail: mail.id in locked and mail.state == "outgoing"
        )
