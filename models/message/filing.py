"""Filing: a mail goes into its ticket through Odoo's own mail gateway."""

from dataclasses import replace
from datetime import timezone
from email.utils import format_datetime

from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools.mail import email_normalize, email_split_and_format

from ...tools.mail import gateway_message, normalize
from ...tools.quotes import find_forwarded, history_passage
from ...tools.text import text_to_html
from ..batch import BATCH, Filing
from ..names import TICKET_MODEL
from ..values import naive

# No assignment mail, stage mail, log entry or notification (law 5).
SILENT = {
    "case_mailbox_silent": True,
    "tracking_disable": True,
    "mail_auto_subscribe_no_notify": True,
}

RECIPIENTS = ("to", "cc", "recipients", "to_filtered", "cc_filtered")


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _filing(self, mail, match, answer, batch):
        """The `Filing` of this message, once it is known where it goes."""
        inbound = mail.inbound
        domain = self.server_id._own_domain()
        made_up = f"<no-message-id.{self.digest[:32]}@{domain}>"
        is_new = not match.ticket_id
        is_inside = self._is_inside(mail, match, answer, batch)
        return Filing(
            row=self,
            message_id=inbound.message_id or made_up,
            date=self._sent_date(inbound),
            is_new=is_new,
            agent_answer=answer,
            # A forwarded mail that makes a ticket is what the ticket is about.
            shows_quotes=is_new and bool(find_forwarded(inbound)),
            is_inside=is_inside,
            inside_reason=self._inside_fact(mail, match, answer, batch)
            if is_inside
            else None,
            # Whom a note names is not written to.
            adds_people=not is_inside and self._adds_people(mail, match, batch),
        )

    def _sent_date(self, inbound):
        """When the message was sent (naive UTC), as far as that can be believed."""
        now = fields.Datetime.now()
        sent = naive(inbound.date) or self.received_date or now
        return min(sent, now)

    def _gateway(self, mail, batch):
        """`mail.thread` with the context in which this message is filed."""
        silent = self.is_import or self.is_sent or mail.verdict.kind != "human"
        return self.env["mail.thread"].with_context(
            **{BATCH: batch},
            # Files stay as they were sent; resizing also fails on a damaged image.
            image_no_postprocess=True,
            **(SILENT if silent else {}),
        )

    @api.model
    def _email_message(self, inbound, filing):
        """The message for Odoo's gateway, with a Date that can be read (RFC 5322).

        Quotations in HTML are marked here: stock's parser takes off the classes of
        elements.
        """
        body = history_passage(inbound.contents, filing.shows_quotes)
        email = gateway_message(inbound.shown, inbound.from_, inbound.defects, body)
        del email["Date"]
        email["Date"] = format_datetime(filing.date.replace(tzinfo=timezone.utc))
        return email

    def _prepare(self, msg_dict, mail, match, batch):
        """Make what stock's parser found (`msg_dict`) what the history is to show.

        Our own addresses are no recipients: they must neither follow a ticket nor be
        written to by a reply-all.
        """
        filing = batch.filing
        msg_dict["message_id"] = filing.message_id
        msg_dict["subject"] = mail.inbound.subject
        never = self._never_followers(mail.inbound, batch)
        for name in RECIPIENTS:
            text = msg_dict.get(name) or "" if filing.adds_people else ""
            if any(own in text.lower() for own in never):
                text = _without(text, never)
            msg_dict[name] = text
        msg_dict |= self._answered_values(msg_dict, mail, batch)
        self._choose_parent(msg_dict, match, batch)
        msg_dict["body"] = self._history_body(msg_dict["body"], mail, batch)
        has_pictures = "cid:" in msg_dict["body"]
        self._note_signature(mail.inbound)
        batch.filing = replace(
            batch.filing,
            has_pictures=has_pictures,
            notes=[*batch.filing.notes, *self._notes_for_colleagues(mail)],
        )
        msg_dict |= self._history_values(match, batch)

    def _answered_values(self, msg_dict, mail, batch):
        """What the entry that a mail answers means for its own (dict): an answer to
        something internal is internal (law 12).

        In-Reply-To counts, else the newest entry that it names, also by our tokens:
        providers rewrite Message-IDs. Where the newest token is that of something
        internal, In-Reply-To does not make it public: our public mail names nothing
        internal.
        """
        entries = self.env["mail.message"].sudo()
        found = entries.browse(msg_dict.get("parent_id") or ())
        own, _forwarded = batch.tickets.clues[mail.inbound.digest]
        ids = {token.entry_id for token in own.tokens if token.entry_id}
        named = entries.browse(ids).exists()
        named = named.filtered(lambda entry: entry.model == TICKET_MODEL).sorted("id")
        answered = (found | named).sorted("id")[-1:]
        if found and found.message_id in mail.inbound.in_reply_to:
            answered = found
        if not answered:
            return {}
        counting = answered | named[-1:]
        inside = counting.filtered(lambda entry: entry._mailbox_is_answered_inside())
        return {"parent_id": answered.id, "is_internal": bool(inside)}

    def _choose_parent(self, msg_dict, match, batch):
        """Odoo tells the author of the entry that a mail answers, of whatever record.
        Here: only of this ticket, by a mail that adds people; a note tells colleagues
        only."""
        filing = batch.filing
        parent = self.env["mail.message"].sudo().browse(msg_dict.get("parent_id") or ())
        is_here = parent.model == TICKET_MODEL and parent.res_id == match.ticket_id
        is_told = filing.adds_people or (
            filing.is_inside and not parent.author_id.partner_share
        )
        if is_here and not is_told:
            batch.filing = replace(filing, parent_id=parent.id)
        if parent and not (is_here and is_told):
            msg_dict["parent_id"] = False

    def _history_values(self, match, batch):
        """Values of the history entry: those that Odoo would else look up for each,
        and who is to see it."""
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id or ())
        company = ticket.company_id or self.server_id.company_id or self.env.company
        mailbox = ticket.mailbox_id or self.server_id
        alias_domain = company.alias_domain_id.id or batch.lookups.alias_domain
        values = {
            "record_company_id": company.id,
            "record_alias_domain_id": alias_domain,
            "reply_to": mailbox.email_address,
        }
        if batch.filing.is_inside:
            values["is_internal"] = True
        if self.is_sent:
            values["message_type"] = "email_outgoing"
        return values

    def _route(self, gateway, email, msg_dict, mail, match, batch):
        """Hand the message to the gateway; returns the id of its ticket."""
        route = (TICKET_MODEL, match.ticket_id, {}, False, None)
        msg_dict.update(gateway._message_parse_post_process(email, msg_dict, [route]))
        msg_dict["author_id"] = self._author_id(msg_dict, mail.inbound)
        values = self.env[TICKET_MODEL]._mailbox_new_values(self, mail, match, batch)
        if batch.filing.is_new and values.get("forwarded_by_id"):
            msg_dict["is_internal"] = True
            values |= self._forward_values(mail.inbound)
        user_id = self._gateway_user(msg_dict["author_id"], mail, match, batch)
        route = (TICKET_MODEL, match.ticket_id, values, user_id, None)
        return gateway._message_route_process(email, msg_dict, [route])

    def _forward_values(self, inbound):
        """The description of a ticket that an agent's forward makes, which customers
        see in the portal: without what the agent wrote above it (dict)."""
        note = find_forwarded(inbound).note
        if not note:
            return {}
        text = inbound.body_text.strip().removeprefix(note).strip()
        return {"description": Markup(text_to_html(text or inbound.subject))}

    def _author_id(self, msg_dict, inbound):
        """The contact that Odoo found for the history entry, where that has the very
        address of the sender, which is neither guessed nor known as forged. False for
        none: Odoo would search again for None."""
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or ())
        address = normalize(author.email_normalized or "")
        if inbound.has_damaged_from or address != inbound.from_.email or not address:
            return False
        is_forged = self._is_known_as_forged(inbound) and not self.accepted_agent_id
        return not is_forged and author.id

    def _gateway_user(self, author_id, mail, match, batch):
        """The user a ticket is created or changed as: the sender's own, an internal one
        only where that is proven; else the superuser."""
        user = self.env["res.partner"].browse(author_id or ()).main_user_id
        if not user or (
            user._is_internal() and not self._acts_as_agent(mail, match, batch)
        ):
            return SUPERUSER_ID
        return user.id

    def _acts_as_agent(self, mail, match, batch):
        """Whether the internal user in From acts by the message in hand: existing mail
        changes nothing in anybody's name, but for what lies in the Sent folder."""
        if self.is_sent or self.is_import:
            return self.is_sent
        return self._is_proven_agent(mail, match, batch)

    @api.model
    def _post_collected(self, batch):
        """Make the history entries of existing mail, all at once.

        Nobody is to be told of them, which is what `message_post` is for.
        """
        if not batch.posts:
            return
        posts = batch.posts.copy()
        batch.posts.clear()
        vals_list = []
        for ticket, values, batch.filing in posts:
            vals_list.append(ticket._mailbox_post_values(values))
        entries = posts[0][0]._message_create(vals_list)
        for post, entry, vals in zip(posts, entries, vals_list, strict=True):
            ticket, _values, batch.filing = post
            ticket._message_post_after_hook(entry, vals)


def _without(text, addresses):
    """A header's addresses but for some (normalised)."""
    if text.lower() in addresses:
        return ""
    return ",".join(
        address
        for address in email_split_and_format(text)
        if email_normalize(address) not in addresses
    )
