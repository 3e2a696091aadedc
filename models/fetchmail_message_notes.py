"""Sentences above a text that say what the mail is, where it does not say it itself."""

from datetime import datetime

from odoo import models
from odoo.tools import format_date

from ..tools.calendar_answer import ACCEPTED, DECLINED, TENTATIVE
from ..tools.protection import ENCRYPTED, SIGNED


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _correct(self, msg_dict, letter, desk):
        """The history entry begins with what its text cannot tell."""
        done = super()._correct(msg_dict, letter, desk)
        for note in reversed(self._notes(letter.inbound)):
            template = "helpdesk_mgmt_mailbox.message_note"
            rendered = self.env["ir.qweb"]._render(template, {"note": note})
            msg_dict["body"] = rendered + msg_dict["body"]
        return done

    def _notes(self, inbound):
        """Sentences for the head of a history entry (list of str)."""
        notes = []
        if inbound.calendar_answer:
            notes.append(self._calendar_sentence(inbound.calendar_answer))
        if inbound.protection == ENCRYPTED:
            notes.append(
                self.env._(
                    "This message is encrypted. Its content is in the attachment and "
                    "opens only with the recipient's key."
                )
            )
        elif inbound.protection == SIGNED:
            notes.append(
                self.env._(
                    "This message is signed in a form that contains its text. The text "
                    "is in the attachment; a mail program that knows S/MIME shows it."
                )
            )
        if inbound.is_cut:
            notes.append(
                self.env._(
                    "The text of this message is very long, or would take too long to "
                    "display with its layout. Below are its first words, or another "
                    "form of it; the whole text is attached."
                )
            )
        return notes

    def _calendar_sentence(self, answer):
        """Who accepted what: "Anna Berg accepted: Visit, 4 March 2024 10:00 UTC"."""
        named = {
            "who": answer.attendee.name
            or answer.attendee.email
            or self.env._("Somebody"),
            "what": ", ".join(
                filter(
                    None,
                    (answer.summary or self.env._("an invitation"), self._when(answer)),
                )
            ),
        }
        if answer.answer == ACCEPTED:
            return self.env._("%(who)s accepted: %(what)s", **named)
        if answer.answer == DECLINED:
            return self.env._("%(who)s declined: %(what)s", **named)
        if answer.answer == TENTATIVE:
            return self.env._("%(who)s may come: %(what)s", **named)
        return self.env._("%(who)s passed this on to somebody: %(what)s", **named)

    def _when(self, answer):
        """When an event begins, as people write it; '' where that is not told."""
        start = answer.start
        if start is None:
            return ""
        if not isinstance(start, datetime):
            return format_date(self.env, start, date_format="d MMMM y")
        zone = "UTC" if start.tzinfo else answer.zone
        day = format_date(self.env, start.date(), date_format="d MMMM y")
        return " ".join(filter(None, (day, f"{start:%H:%M}", zone)))
