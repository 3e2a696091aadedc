"""What stays inside (law 12): the one definition, and the guards that keep to it."""

import re
from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import email_normalize, email_split_and_format_normalize

from ...tools.policy import read_command
from ...tools.text import html_to_text, without_hidden
from ..groups import HELPDESK_OWN
from ..names import SURVEY, TICKET_MODEL
from .named_people import ALSO_IN_TO

# Key of the context: whether what is posted tells of something internal (True), or
# goes to whom it names (False).
INSIDE = "mailbox_inside"
# Key of the context in which notices tell of the ticket only.
ABOUT_TICKET = "mailbox_about_ticket"
# Sent to whom it names by nature, and to nobody who follows.
OUT_OF_OFFICE = "out_of_office"
ADDRESSED = ("auto_comment", "email_outgoing", OUT_OF_OFFICE)
COMMENT = "mail.mt_comment"
NOTE = "mail.mt_note"
# A command stands at the very beginning.
BEGINNING = 20_000  # characters of HTML
# How Odoo's gateway names a picture of a mail in its text.
_PICTURES = re.compile(r'src="/web/image/([0-9]{1,18})\?access_token=')


class MailMessage(models.Model):
    _inherit = "mail.message"

    is_survey = fields.Boolean(
        readonly=True,
        copy=False,
        groups=HELPDESK_OWN,
        help="It asks the customer for a rating, and is a note to all others.",
    )

    def _mailbox_is_inside(self):
        """Whether only colleagues may read this history entry (bool)."""
        self.ensure_one()
        message = self.sudo()
        if message.is_internal or message.message_type == OUT_OF_OFFICE:
            return message.is_internal
        if not message.subtype_id:
            return message.message_type not in ADDRESSED
        return message.subtype_id.internal

    def _mailbox_is_answered_inside(self):
        """Whether what answers this history entry is for colleagues only (bool): not
        what answers a notice that tells of the ticket, and of nothing inside."""
        message = self.sudo()
        if message.message_type == "user_notification":
            return message.is_internal
        return message._mailbox_is_inside()

    def _mailbox_is_for_colleagues(self):
        """Whether nobody outside may be sent this entry (bool).

        A notice goes to whom it names, and what has neither mark was sent as a
        mailing, not posted.
        """
        message = self.sudo()
        is_mailing = not message.is_internal and not message.subtype_id
        is_notice = message.message_type == "user_notification"
        is_addressed = is_mailing or is_notice or message.is_survey
        return message._mailbox_is_inside() and not is_addressed

    def _mailbox_keep_files(self):
        """The files of an internal entry are its own from now on, where no other entry
        has them: whoever may read a ticket may fetch the ticket's."""
        if not self._mailbox_is_inside():
            return
        message = self.sudo()
        files = message.attachment_ids.filtered(
            lambda file: file.res_model == TICKET_MODEL
        )
        others = self.sudo().search(
            [("attachment_ids", "in", files.ids), ("id", "!=", self.id)]
        )
        files -= others.attachment_ids
        files.write({"res_model": self._name, "res_id": self.id})

    def write(self, vals):
        """Nobody makes public what was kept inside; what was received goes with entries
        that another add-on moves (Odoo hook)."""
        if not self.env.su and not vals.keys().isdisjoint(
            ("is_internal", "subtype_id")
        ):
            inside = self.filtered(
                lambda entry: entry.model == TICKET_MODEL and entry._mailbox_is_inside()
            )
            if not inside._mailbox_stays_inside(vals):
                raise UserError(
                    self.env._("What was written inside stays inside; write it anew.")
                )
        target, moved = self._moved_by_others(vals)
        done = super().write(vals)
        for source_id, entries in moved.items():
            target._follow_entries(entries, source_id)
        return done

    def _mailbox_stays_inside(self, vals):
        """Whether these internal entries would be internal with `vals`, too."""
        subtypes = self.env["mail.message.subtype"].sudo()
        internal = subtypes.browse(vals.get("subtype_id") or ()).internal
        return not self or (
            vals.get("is_internal", True) and ("subtype_id" not in vals or internal)
        )


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_inside_values(self, kwargs):
        """What keeps a message inside, for arguments of `message_post` (dict); empty
        for what is public.

        Colleagues who follow are told as of a comment, where it would have been one.
        """
        if self.env.context.get(SURVEY):
            return {"is_survey": True}
        subtype = self._mailbox_subtype(kwargs)
        said = self.env.context.get(INSIDE)
        is_said = bool(said or kwargs.get("is_internal"))
        # Odoo gives it an internal subtype only to keep followers out.
        is_absence = kwargs.get("message_type") == OUT_OF_OFFICE
        if not is_said and is_absence and said is not None:
            return {}
        if not is_said and not subtype.internal and not self._answers_inside(kwargs):
            return {}
        partners = self.env["res.partner"].browse(kwargs.get("partner_ids") or ())
        outside = partners.sudo().filtered("partner_share")
        self._mailbox_say_not_told(outside)
        colleagues = self._mailbox_colleagues(kwargs, subtype)
        note = self._mailbox_subtype({"subtype_xmlid": NOTE})
        return {
            "is_internal": True,
            "subtype_xmlid": None,
            "subtype_id": (subtype if subtype.internal else note).id,
            "partner_ids": (partners - outside | colleagues).ids,
            "outgoing_email_to": False,
        }

    def _get_message_create_valid_field_names(self):
        """A message may be a survey (Odoo hook)."""
        return super()._get_message_create_valid_field_names() | {"is_survey"}

    def _mailbox_shown_files(self):
        """The files that customers see in the portal: none of an internal entry, and no
        picture that stands in the text of another."""
        files = self.attachment_ids.sudo()
        entries = self.env["mail.message"].sudo()
        entries = entries.search([("attachment_ids", "in", files.ids)])
        inside = entries.filtered(lambda entry: entry._mailbox_is_inside())
        hidden = inside.attachment_ids - (entries - inside).attachment_ids
        bodies = " ".join(entry.body or "" for entry in entries - inside)
        shown = set(map(int, _PICTURES.findall(bodies)))
        files = self.attachment_ids - hidden
        return files.filtered(lambda one: one.id not in shown)

    @api.model
    def _mailbox_subtype(self, kwargs):
        """The subtype of what is posted with these arguments of `message_post`."""
        name, subtype_id = kwargs.get("subtype_xmlid"), kwargs.get("subtype_id")
        if name or not subtype_id:
            subtype_id = self.env["ir.model.data"]._xmlid_to_res_id(name or NOTE)
        return self.env["mail.message.subtype"].sudo().browse(subtype_id)

    def _answers_inside(self, kwargs):
        """Whether what is posted answers something internal, or is a colleague's that
        begins with the name of a command, be it misspelt or not."""
        parents = self.env["mail.message"].sudo()
        parent = parents.browse(kwargs.get("parent_id") or ()).exists()
        if parent and parent._mailbox_is_answered_inside():
            return True
        body = without_hidden(str(kwargs.get("body") or "")[:BEGINNING])
        command = read_command(html_to_text(body))
        return bool(command and command.is_named) and self._is_by_colleague(kwargs)

    def _is_by_colleague(self, kwargs):
        """Whether who posts with these arguments of `message_post` is an internal
        user."""
        author_id, _email = self._message_compute_author(
            kwargs.get("author_id"), kwargs.get("email_from")
        )
        author = self.env["res.partner"].sudo().browse(author_id or ())
        return bool(author) and not author.partner_share

    def _mailbox_colleagues(self, kwargs, subtype):
        """Contacts of internal users who follow what is said in this ticket, where what
        is posted would have been a comment; none for a note."""
        comment = self._mailbox_subtype({"subtype_xmlid": COMMENT})
        is_mail = self._mailbox_filing(kwargs.get("message_id"))
        is_addressed = kwargs.get("message_type") in ADDRESSED
        if is_addressed or (subtype.internal and not is_mail):
            return self.env["res.partner"]
        followers = self.sudo().message_follower_ids.filtered(
            lambda follower: comment in follower.subtype_ids
        )
        inside = followers.partner_id.filtered(
            lambda partner: not partner.partner_share
        )
        return inside - self.sudo()._mailbox_customers()

    def _mailbox_say_not_told(self, outside):
        """Tell who is at the screen that people they named were not told."""
        user = self.env.user
        if outside and user._is_internal() and not self.env.su:
            message = self.env._(
                "This note stays inside. Not told: %(names)s",
                names=", ".join(outside.mapped("display_name")),
            )
            notice = {"type": "warning", "message": message}
            user._bus_send("simple_notification", notice)

    def _mailbox_inside_mail_values(self, message, values):
        """Values of mail about `message` in place of `values`, so that it names nobody
        and nothing that its readers are not to know of (dict).

        Reply All of a note reaches colleagues only; an answer's goes on to people
        outside, and refers to no note.
        """
        headers = literal_eval(values.get("headers") or "{}")
        added = headers.pop(ALSO_IN_TO, "")
        if message._mailbox_is_inside():
            return {"headers": repr(headers)}
        people = email_split_and_format_normalize(added)
        users = self.env["res.users"]._mailbox_internal(map(email_normalize, people))
        ours = set(users.mapped("email_normalized"))
        people = [person for person in people if email_normalize(person) not in ours]
        if people:
            headers[ALSO_IN_TO] = ",".join(people)
        references = self._mailbox_public_references(values.get("references") or "")
        return {"headers": repr(headers), "references": references}

    @api.model
    def _mailbox_public_references(self, references):
        """References (RFC 5322 3.6.4) without those to internal entries."""
        names = references.split()
        entries = self.env["mail.message"].sudo().search([("message_id", "in", names)])
        inside = entries.filtered(lambda entry: entry._mailbox_is_inside())
        hidden = set(inside.mapped("message_id"))
        return " ".join(name for name in names if name not in hidden)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """What is internal has no recipient outside, however it was made, and also
        where it is sent later; nor is who asked a colleague. A notice goes to whom it
        names (Odoo hook)."""
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        recipients = self._mailbox_without_relays(message, recipients)
        if not message._mailbox_is_for_colleagues():
            return recipients
        asked = self.sudo()._mailbox_customers().ids
        return [
            recipient
            for recipient in recipients
            if not recipient["share"] and recipient["id"] not in asked
        ]

    def _message_update_content(
        self, message, /, *, body, partner_ids=None, strict=True, **kwargs
    ):
        """Nor does an edited one name anybody outside (Odoo hook)."""
        if partner_ids and message._mailbox_is_for_colleagues():
            partners = self.env["res.partner"].browse(map(int, partner_ids))
            outside = partners.sudo().filtered("partner_share")
            self._mailbox_say_not_told(outside)
            partner_ids = (partners - outside).ids
        return super()._message_update_content(
            message, body=body, partner_ids=partner_ids, strict=strict, **kwargs
        )

    def _notify_thread_with_out_of_office(
        self, message, recipients_data, msg_vals=False, **kwargs
    ):
        """What an absent colleague answers quotes the message (Odoo hook), but not to
        somebody outside, who may not be whom From names."""
        if self._mailbox_gets_no_answer(message):
            return self.env["mail.message"]
        msg_vals = self._mailbox_unquoted(message, msg_vals)
        ticket = self.with_context(**{INSIDE: message._mailbox_is_inside()})
        return super(HelpdeskTicket, ticket)._notify_thread_with_out_of_office(
            message, recipients_data, msg_vals=msg_vals, **kwargs
        )

    def _message_auto_subscribe_notify(self, partner_ids, template):
        """Agents answer the customer by the notice that a ticket is theirs: it tells of
        the ticket only (Odoo hook)."""
        ticket = self.with_context(**{ABOUT_TICKET: True})
        return super(HelpdeskTicket, ticket)._message_auto_subscribe_notify(
            partner_ids, template
        )

    def message_notify(self, **kwargs):
        """What answers a notice of other things, such as a mention or an activity,
        stays inside; Odoo marks all notices for that (Odoo hook)."""
        if self.env.context.get(ABOUT_TICKET):
            kwargs["is_internal"] = False
        return super().message_notify(**kwargs)


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _without_outside(self, mails):
        """These prepared mails of this one, as Odoo has them, with colleagues only
        where it is made of something internal (list of dict)."""
        message = self.mail_message_id
        if message.model != TICKET_MODEL or not message._mailbox_is_for_colleagues():
            return mails
        named = {address for one in mails for address in one["email_to_normalized"]}
        users = self.env["res.users"]._mailbox_internal(named)
        known = set(users.mapped("email_normalized"))
        for one in mails:
            for name in ("email_to", "email_cc"):
                one[name] = [x for x in one[name] if email_normalize(x) in known]
            one["email_to_normalized"] = [
                address for address in one["email_to_normalized"] if address in known
            ]
        return [one for one in mails if one["email_to"] or one["email_cc"]]
