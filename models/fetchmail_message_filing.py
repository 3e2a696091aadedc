"""Filing: a letter goes into its case through the gateway's own stations."""

from dataclasses import replace
from datetime import timezone
from email.utils import format_datetime

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools.mail import email_normalize, email_split_and_format

from ..tools.email_message import gateway_message
from .desk import Filing, naive
from .fetchmail_message_desk import CASE_MODEL

# No assignment mail, stage mail, log entry or notification (law 5).
SILENT = {
    "case_mailbox_silent": True,
    "tracking_disable": True,
    "mail_auto_subscribe_no_notify": True,
}

RECIPIENTS = ("to", "cc", "recipients", "to_filtered", "cc_filtered")


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _file(self, letter, thread, desk):
        """Put the letter into its case, through the gateway's own stations."""
        desk.filing = self._filing(letter.inbound, thread)
        gateway = self._gateway(letter, desk)
        email = self._email_message(letter.inbound, desk.filing.date)
        msg_dict = gateway.message_parse(email)
        self._correct(msg_dict, letter, desk)
        desk.filing = replace(desk.filing, has_pictures="cid:" in msg_dict["body"])
        msg_dict |= self._post_values(thread, desk)
        route = (CASE_MODEL, thread.case_id, {}, False, None)
        msg_dict.update(gateway._message_parse_post_process(email, msg_dict, [route]))
        # Odoo would search for the author again where it is None.
        msg_dict["author_id"] = msg_dict.get("author_id") or False
        values = self.env[CASE_MODEL]._mailbox_new_values(self, letter, thread, desk)
        user_id = self._gateway_user(msg_dict["author_id"])
        route = (CASE_MODEL, thread.case_id, values, user_id, None)
        case_id = gateway._message_route_process(email, msg_dict, [route])
        self._set_done(case_id, thread)
        desk.note_filed(self, letter.inbound.message_id, case_id)

    @api.model
    def _email_message(self, inbound, date):
        """The message for Odoo's gateway, with a Date that can be read (RFC 5322)."""
        email = gateway_message(inbound.shown, inbound.defects)
        del email["Date"]
        email["Date"] = format_datetime(date.replace(tzinfo=timezone.utc))
        return email

    def _filing(self, inbound, thread):
        domain = self.server_id._own_domain()
        return Filing(
            row=self,
            message_id=inbound.message_id
            or f"<no-message-id.{self.digest[:32]}@{domain}>",
            date=self._case_date(inbound),
            is_new=not thread.case_id,
        )

    def _set_done(self, case_id, thread):
        self.write(
            {
                "state": "done",
                "ticket_id": case_id,
                "named_ticket_id": thread.named_id,
                "thread_reason": thread.reason,
                "settled_date": fields.Datetime.now(),
                "error": False,
            }
        )

    @api.model
    def _post_collected(self, desk):
        """Make the history entries of existing mail, all at once.

        Nobody is to be told of them, which is what `message_post` is for.
        """
        if not desk.posts:
            return
        posts = desk.posts.copy()
        desk.posts.clear()
        vals_list = []
        for case, values, desk.filing in posts:
            vals_list.append(case._mailbox_post_values(values))
        entries = posts[0][0]._message_create(vals_list)
        for post, entry, vals in zip(posts, entries, vals_list, strict=True):
            case, _values, desk.filing = post
            case._message_post_after_hook(entry, vals)

    @api.model
    def _not_aliases(self, letters):
        """Addresses in the letters' headers that are no mail aliases (frozenset)."""
        found = {
            address.email
            for letter in letters
            for address in (
                letter.inbound.from_,
                *letter.inbound.to,
                *letter.inbound.cc,
            )
            if address.email
        }
        found.update(a for letter in letters for a in letter.inbound.delivered_to)
        aliases = self.env["mail.alias.domain"].sudo()._find_aliases(list(found))
        return frozenset(found) - frozenset(aliases)

    def _gateway(self, letter, desk):
        """`mail.thread` with the context in which this letter is filed."""
        silent = self.is_import or letter.verdict.kind != "human"
        return self.env["mail.thread"].with_context(
            case_mailbox_desk=desk,
            # Files stay as they were sent; resizing also fails on a damaged image.
            image_no_postprocess=True,
            **(SILENT if silent else {}),
        )

    def _post_values(self, thread, desk):
        """Values of the history entry that Odoo would else look up for each."""
        case = self.env[CASE_MODEL].browse(thread.case_id or ())
        company = case.company_id or self.server_id.company_id or self.env.company
        mailbox = case.mailbox_id or self.server_id
        return {
            "record_company_id": company.id,
            "record_alias_domain_id": company.alias_domain_id.id or desk.alias_domain,
            "reply_to": mailbox.email_address,
        }

    def _gateway_user(self, author_id):
        """The user a case is created as: the sender's own, else the superuser."""
        author = self.env["res.partner"].browse(author_id or ())
        return author.main_user_id.id or SUPERUSER_ID

    def _case_date(self, inbound):
        """When the message was sent (naive UTC), as far as that can be believed."""
        now = fields.Datetime.now()
        sent = naive(inbound.date) or self.received_date or now
        return min(sent, now)

    def _correct(self, msg_dict, letter, desk):
        """Mend what stock's parser guesses where the message says nothing sound.

        Our own addresses are no recipients: they must neither follow a case nor be
        written to by a reply-all.
        """
        msg_dict["message_id"] = desk.filing.message_id
        msg_dict["subject"] = letter.inbound.subject
        for name in RECIPIENTS:
            text = msg_dict.get(name) or ""
            if any(own in text.lower() for own in desk.own_addresses):
                msg_dict[name] = _without(text, desk.own_addresses)
        if self.raw_state == "head":
            msg_dict["body"] = self._oversize_note(letter) + msg_dict["body"]

    def _oversize_note(self, letter):
        return self.env["ir.qweb"]._render(
            "helpdesk_mgmt_mailbox.oversize_note",
            {
                "size": f"{self.size / 1048576:.1f}",
                "limit": self.server_id.max_message_mib,
                "left_out": letter.left_out,
            },
        )


def _without(text, addresses):
    """A header's addresses but for some (normalised)."""
    if text.lower() in addresses:
        return ""
    return ",".join(
        address
        for address in email_split_and_format(text)
        if email_normalize(address) not in addresses
    )
