"""Pictures on other people's servers: whose are shown without asking."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.mail.tools.discuss import Store

from ...tools.mail import parse
from ..groups import HELPDESK_OWN
from ..names import TICKET_MODEL
from ..values import named_sender


class FetchmailPictureSender(models.Model):
    _name = "fetchmail.picture.sender"
    _description = "Sender Whose Pictures Are Shown"
    _rec_name = "address"

    address = fields.Char(required=True, readonly=True, help="Normalised.")

    _address_unique = models.UniqueIndex(
        "(address)", "Pictures of this sender are shown already."
    )

    @api.model
    def _check_may_show(self, model=TICKET_MODEL):
        """Raise AccessError where the user is none who works on tickets, or where
        something is of another model."""
        if model != TICKET_MODEL or not self.env.user.has_group(HELPDESK_OWN):
            raise AccessError(
                self.env._("Only people who work on tickets can show pictures.")
            )

    @api.model
    def _knows(self, address):
        """Whether pictures of this normalised address are shown (bool)."""
        found = address and self.sudo().search_count([("address", "=", address)])
        return bool(found)


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    shows_pictures = fields.Boolean(
        readonly=True,
        help="The sender is proven, and an agent has shown pictures of that sender.",
    )

    def _note_shown_pictures(self, inbound):
        """Only for senders that agents have chosen: proof may ask the DNS."""
        known = self.env["fetchmail.picture.sender"]._knows(inbound.from_.email)
        if known and self._is_proven_sender(inbound):
            self.shows_pictures = True

    def _is_proven_sender(self, inbound):
        """Whether From is proven to be the sender's own (bool)."""
        return bool(
            inbound.from_.email
            and not inbound.has_damaged_from
            and self.server_id._authentication(inbound).passed
        )

    def _showing_pictures(self):
        """Those of these rows whose pictures are shown: their senders may have been
        taken from the list since."""
        rows = self.filtered("shows_pictures")
        senders = self.env["fetchmail.picture.sender"].sudo()
        listed = senders.search(
            [("address", "in", rows.mapped("sender_address"))]
        ).mapped("address")
        return rows.filtered(lambda row: row.sender_address in listed)

    def _remember_pictures(self):
        """From now on pictures of these messages' senders are shown, where those are
        proven and the raw copies still there to tell."""
        for row in self:
            row._remember_sender_of_pictures()

    def _remember_sender_of_pictures(self):
        if self.raw_state in ("purged", "missing"):
            return
        inbound = parse(self._kept_message().raw)
        if not self._is_proven_sender(inbound):
            return
        senders = self.env["fetchmail.picture.sender"]
        if not senders._knows(inbound.from_.email):
            senders.create({"address": inbound.from_.email})
        self.shows_pictures = True


class MailMessage(models.Model):
    _inherit = "mail.message"

    mailbox_shows_pictures = fields.Boolean(
        compute="_compute_mailbox_shows_pictures",
        compute_sudo=True,
        groups=HELPDESK_OWN,
        help="Pictures on other people's servers are shown without asking.",
    )

    def _compute_mailbox_shows_pictures(self):
        shown = self._mailbox_picture_rows()._showing_pictures().mail_message_id
        for entry in self:
            entry.mailbox_shows_pictures = entry in shown

    def _mailbox_picture_rows(self):
        """The received messages that these entries were made of."""
        rows = self.env["fetchmail.message"].sudo()
        tickets = self.filtered(lambda entry: entry.model == TICKET_MODEL)
        return rows.search([("mail_message_id", "in", tickets.ids)])

    def mailbox_show_pictures(self):
        """An agent has pressed Show Pictures: of a proven sender, later ones show
        theirs without asking. Raises AccessError for others, customers among them."""
        self.ensure_one()
        self.check_access("read")
        self.env["fetchmail.picture.sender"]._check_may_show(self.model)
        self._mailbox_picture_rows()._remember_pictures()
        self.invalidate_recordset(["mailbox_shows_pictures"], flush=False)

    def _to_store_defaults(self, target):
        """The history names who wrote, and tells colleagues of mail in their language;
        they see pictures of senders that they have chosen (Odoo hook)."""
        names = super()._to_store_defaults(target)
        names.append(
            Store.Attr(
                "mailbox_sender_name",
                lambda entry: named_sender(entry.email_from),
                predicate=lambda entry: (
                    entry.model == TICKET_MODEL and not entry.author_id
                ),
            )
        )
        if target.is_internal(self.env):
            names.append(
                Store.Attr(
                    "body",
                    lambda entry: entry._mailbox_told(),
                    predicate=lambda entry: bool(entry.sudo().mailbox_facts),
                )
            )
        if target.is_internal(self.env) and self.env.user.has_group(HELPDESK_OWN):
            names.append("mailbox_shows_pictures")
        return names
