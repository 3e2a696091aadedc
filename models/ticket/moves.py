"""Moving history entries between tickets, splitting one, merging two.

Where a person puts a message, there go the answers that follow; see
`_mailbox_signed_claims`.
"""

from markupsafe import escape

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize

from ...tools.reasons import because, stored_reasons
from ..groups import HELPDESK_OWN

# Log entries of a ticket are about that ticket only, and stay there.
MOVABLE_TYPES = ("email", "comment", "email_outgoing", "auto_comment")
QUIET = {"tracking_disable": True, "mail_auto_subscribe_no_notify": True}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _movable_domain(self, ticket_ids):
        return [*self._movable_domain_of_any(), ("res_id", "in", ticket_ids)]

    @api.model
    def _movable_domain_of_any(self):
        return [("model", "=", self._name), ("message_type", "in", MOVABLE_TYPES)]

    def _check_move(self):
        """Raise unless the user may change all these tickets and they may be joined."""
        if not self.env.user.has_group(HELPDESK_OWN):
            raise AccessError(self.env._("Only helpdesk users can move messages."))
        self.check_access("write")
        if len(self.company_id) > 1:
            raise UserError(
                self.env._(
                    "The tickets belong to different companies; they stay apart."
                )
            )

    def _take_entries(self, entries):
        """Move history entries of other tickets into this one, with dates, authors and
        files; received messages follow.

        Rights on all the tickets were checked; `sudo` because Odoo lets only its author
        change an entry, and only managers read received messages.
        """
        self.ensure_one()
        entries = entries.sudo().filtered(lambda entry: entry.res_id != self.id)
        # What was noted about an entry goes with it.
        entries |= entries.child_ids.filtered(
            lambda child: child.message_type == "notification" and child.is_internal
        )
        for source_id, group in entries.grouped("res_id").items():
            group.attachment_ids.filtered(
                lambda file, source_id=source_id: (
                    (file.res_model, file.res_id) == (self._name, source_id)
                )
            ).write({"res_id": self.id})
            group.write({"res_id": self.id, "moved_from_ticket_id": source_id})
        self._take_what_belongs_to(entries)

    def _follow_entries(self, entries, source_id):
        """Another add-on has moved history entries from the ticket `source_id` into
        this one, and knows nothing of what belongs to them."""
        entries.write({"res_id": self.id, "moved_from_ticket_id": source_id})
        self._take_what_belongs_to(entries)
        source = self.browse(source_id).exists()
        if source.mailbox_id and not self.mailbox_id:
            # One that the add-on has made for them: its answers go out as theirs did.
            self.with_context(**QUIET).mailbox_id = source.mailbox_id
        (self | source)._compute_last_message()

    def _take_what_belongs_to(self, entries):
        """What was received and what was not delivered is with its entries."""
        entries.notification_ids.filtered("undelivered_ticket_id").write(
            {"undelivered_ticket_id": self.id}
        )
        (entries | entries.child_ids).filtered(
            lambda entry: entry.parent_id.res_id != entry.res_id
        ).write({"parent_id": False})
        self._take_rows([("mail_message_id", "in", entries.ids)])

    def _take_rows(self, domain):
        """Received messages of what was moved, and of copies of it, lead here."""
        rows = self.env["fetchmail.message"].sudo().search(domain)
        copies = rows.search([("duplicate_of_id", "in", rows.ids)])
        (rows | copies).write({"ticket_id": self.id})
        reason = because("moved_here", user=self.env.user.name)
        rows.write({"thread_reason_codes": stored_reasons(reason)})

    def _log_move(self, text, other):
        """Say in this ticket's history what was moved, with a link to the other one."""
        self.sudo()._message_log(
            body=escape(text) % {"ticket": other._get_html_link(title=other.number)},
            author_id=self.env.user.partner_id.id,
        )

    def _move_entries(self, entries, target):
        """A person moves history entries of this ticket into `target`."""
        (self | target)._check_move()
        self._check_entries(entries)
        if self == target:
            raise UserError(self.env._("The messages are in that ticket already."))
        target._take_entries(entries)
        (self | target).sudo()._compute_last_message()
        self._log_move(self.env._("Messages were moved to ticket %(ticket)s."), target)
        target._log_move(
            self.env._("Messages were moved here from ticket %(ticket)s."), self
        )

    def _check_entries(self, entries):
        if not entries:
            raise UserError(self.env._("Choose at least one message."))
        domain = self._movable_domain(self.ids)
        if len(entries.sudo().filtered_domain(domain)) != len(entries):
            raise UserError(self.env._("Only messages of this ticket can be moved."))

    def _split_entries(self, entries, title):
        """A person makes a new ticket of some history entries of this ticket."""
        self._check_move()
        self._check_entries(entries)
        values = self._split_values(entries.sudo(), title)
        target = self.with_context(**QUIET).create(values).with_env(self.env)
        self._move_entries(entries, target)
        return target

    def _split_values(self, entries, title):
        """Values of the ticket that is made of these history entries. Customers see
        its name and description in the portal: those of the first public one."""
        public = entries.filtered(lambda entry: not entry._mailbox_is_inside())
        first = public.sorted(lambda entry: (entry.date, entry.id))[:1]
        author = first.author_id.filtered("partner_share")
        sender = author or self.partner_id
        return {
            "name": title or first.subject or self.name,
            "description": first.body or title or self.name,
            "partner_id": sender.id,
            "partner_name": sender.name or self.partner_name,
            "partner_email": author.email
            or (first.message_type == "email" and first.email_from)
            or self.partner_email,
            "team_id": self.team_id.id,
            "user_id": self.user_id.id,
            "company_id": self.company_id.id,
            "channel_id": self.channel_id.id,
            "category_id": self.category_id.id,
            "mailbox_id": self.mailbox_id.id,
        }

    def _merge_into(self, target):
        """A person merges these tickets into `target`, which gets all they have."""
        sources = self - target
        (sources | target)._check_move()
        if not sources or target.duplicate_id:
            raise UserError(
                self.env._(
                    "Choose a ticket that is not itself a duplicate of another, and "
                    "another one to merge into it."
                )
            )
        for source in sources:
            source._give_all_to(target)

    def _give_all_to(self, target):
        """`sudo` in here: rights on both tickets were checked before."""
        entries = self.env["mail.message"].sudo().search(self._movable_domain(self.ids))
        self._log_description(target, entries)
        target._take_entries(entries)
        target._take_rows([("ticket_id", "=", self.id)])
        (self | target).sudo()._compute_last_message()
        self.sudo().attachment_ids.write({"res_id": target.id})
        self.sudo().activity_ids.write({"res_id": target.id})
        followers = self.sudo().message_partner_ids | self._told_of_answers(target)
        target.sudo().message_subscribe(followers.ids)
        duplicates = self.with_context(active_test=False).duplicate_ids
        duplicates.write({"duplicate_id": target.id})
        values = {"duplicate_id": target.id, "is_merged": True}
        stage = self._merged_stage()
        if stage and stage != self.stage_id:
            values["stage_id"] = stage.id
        self.with_context(**QUIET).write(values)
        self._log_move(
            self.env._("This ticket was merged into ticket %(ticket)s."), target
        )
        target._log_move(
            self.env._("Ticket %(ticket)s was merged into this one."), self
        )
        target._log_not_told(self)

    def _told_of_answers(self, target):
        """The contact of a merged ticket, who goes on getting answers; none of a
        company that `target` does not belong to."""
        contact = self.partner_id.sudo()
        company = contact.company_id
        return (
            contact if not company or company == target.company_id else contact.browse()
        )

    def _log_not_told(self, source):
        """Say where the customer of a merged ticket is nobody who could follow."""
        address = email_normalize(source.partner_email)
        known = self.sudo().message_partner_ids | self.sudo().partner_id
        reached = {email_normalize(self.partner_email)}
        reached.update(known.mapped("email_normalized"))
        if not address or address in reached:
            return
        self.sudo()._message_log(
            author_id=self.env.user.partner_id.id,
            body=self.env._(
                "%(address)s wrote the merged ticket and is no contact: answers do not "
                "reach this address. Make a contact that follows the ticket.",
                address=address,
            ),
        )

    def _mailbox_first_row(self):
        """The first received message of this ticket's own; one that was moved here
        only where there is no other."""
        rows = self.env["fetchmail.message"].sudo()
        here = ("ticket_id", "=", self.id)
        own = [
            ("mail_message_id", "!=", False),
            ("mail_message_id.moved_from_ticket_id", "=", False),
        ]
        return rows.search([here, *own], order="id", limit=1) or rows.search(
            [here], order="id", limit=1
        )

    def _log_description(self, target, entries):
        """The text of a ticket that did not come by mail is nowhere else."""
        if not entries.filtered(lambda entry: entry.message_type == "email"):
            target.sudo()._message_log(
                body=self.description, author_id=self.env.user.partner_id.id
            )

    def _merged_stage(self):
        """The company's stage for duplicates if that closes, else a closing one."""
        stages = self.team_id._get_applicable_stages().filtered("closed")
        wanted = self.company_id.helpdesk_mgmt_duplicate_ticket_stage_id
        return wanted if wanted.closed else stages[:1]

    def action_open_move(self):
        """Open the window that moves messages of this ticket."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.ticket_move_action"
        )
        return {**action, "context": {"default_source_id": self.id}}


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def action_open_move(self):
        """Open the window that moves this message to another ticket."""
        return self._open_move("move")

    def action_open_split(self):
        """Open the window that makes a new ticket of this message."""
        return self._open_move("split")

    def _open_move(self, mode):
        self._check_manager()
        if len(self.ticket_id) != 1 or not all(row.mail_message_id for row in self):
            raise UserError(self.env._("Choose messages that are in one ticket."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.ticket_move_action"
        )
        return {
            **action,
            "context": {
                "default_mode": mode,
                "default_source_id": self.ticket_id.id,
                "default_message_ids": self.mail_message_id.ids,
            },
        }


class MailMessage(models.Model):
    """An entry remembers the ticket that a person moved it out of."""

    _inherit = "mail.message"

    moved_from_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=HELPDESK_OWN,
    )
