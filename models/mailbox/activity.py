"""Activities: how a mailbox tells its people that it needs one of them."""

from odoo import models

from ...tools.errors import ReconnectNeeded
from ..groups import HELPDESK_MANAGER
from ..values import plain_html

NOT_FETCHED = "helpdesk_mgmt_mailbox.activity_type_not_fetched"
NOT_REMOVED = "helpdesk_mgmt_mailbox.activity_type_not_removed"
NOT_SEEN = "helpdesk_mgmt_mailbox.activity_type_not_seen"
PARKED = "helpdesk_mgmt_mailbox.activity_type_parked"
RECONNECT = "helpdesk_mgmt_mailbox.activity_type_reconnect"
FAILURES_TO_TELL = 3  # in a row; passing trouble is mostly over by then


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    # `mail.thread` cannot be inherited: its `message_ids` are not those of stock's
    # servers. `mail.activity` calls these three on every record all the same.

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """A mailbox has no followers (called when an activity is made)."""
        return True

    def message_notify(self, **kwargs):
        """Tell a person of an activity; the notification is on no record."""
        return self.env["mail.thread"].message_notify(**kwargs)

    def message_post_with_source(self, source_ref, **kwargs):
        """A mailbox has no history (called when an activity is marked as done)."""
        return self.env["mail.message"]

    def _tell_of_parked(self, rows):
        """One open activity per mailbox tells its people of parked messages; it says
        where those are that are parked now."""
        rows.server_id._tell(PARKED, FetchmailServer._parked_sentence, renewed=True)

    def _parked_sentence(self):
        """What to do about the parked messages of this mailbox, and where they are."""
        counts = dict(
            self.env["fetchmail.message"]
            .sudo()
            ._read_group(
                [("server_id", "=", self.id), ("state", "=", "parked")],
                ["raw_state"],
                ["__count"],
            )
        )
        unread = counts.pop("missing", 0)
        if not unread:
            return self.env._(
                "Open “Failed” in the mailbox to see why, then retry or "
                "ignore them. Nothing is lost: the messages are stored here."
            )
        if not counts:
            return self.env._(
                "Open “Failed” in the mailbox to see why. The mail server did not hand "
                "these messages out: they are not stored here, so do not delete them "
                "there. Retry asks for them again; or read them in a mail program, "
                "and ignore them here."
            )
        return self.env._(
            "Open “Failed” in the mailbox to see why, then retry or ignore "
            "them. Some of them the mail server did not hand out: these are not stored "
            "here, so do not delete them there. Retry asks for them again. The others "
            "are stored here."
        )

    def _tell_of_error(self, error, failures):
        """Tell people that a run has failed, the last of so many in a row.

        Of lost consent they are told at once, and not again before it is back.
        """
        if not isinstance(error, ReconnectNeeded):
            if failures == FAILURES_TO_TELL:
                self._tell(NOT_FETCHED, lambda box: box._error_sentence(error))
        elif not self.reconnect_needed:
            self._untell(NOT_FETCHED)  # of an outage before: this says what to do
            self._tell_of_lost_consent(error)

    def _tell_of_recovery(self):
        """What the activities asked for is done."""
        self._untell(NOT_FETCHED, RECONNECT)

    def _untell(self, *xmlids):
        """Take back the activities of these types."""
        kinds = [self.env.ref(xmlid) for xmlid in xmlids]
        self.activity_ids.filtered(lambda a: a.activity_type_id in kinds).unlink()

    def _tell(self, xmlid, note_of, renewed=False):
        """An activity of this type, unless there is one, whose text may be `renewed`.
        `note_of` makes the text (str) of the mailbox, which is in the language of the
        person it is for."""
        kind = self.env.ref(xmlid)
        for mailbox in self:
            open_one = mailbox.activity_ids.filtered(
                lambda activity: activity.activity_type_id == kind
            )[:1]
            if renewed or not open_one:
                person = open_one.user_id or mailbox._responsible_person()
                theirs = mailbox.with_context(lang=person.lang, tz=person.tz)
                mailbox._tell_person(xmlid, person, note_of(theirs))

    def _tell_person(self, xmlid, person, note):
        """One open activity of this type for `person`; a later `note` (str), perhaps
        with a server's words, replaces it."""
        kind, note = self.env.ref(xmlid), plain_html(note)
        open_one = self.activity_ids.filtered(
            lambda a: a.activity_type_id == kind and a.user_id == person
        )
        if open_one:
            open_one.note = note
        else:
            self.activity_schedule(
                activity_type_id=kind.id, note=note, user_id=person.id
            )

    def _responsible_person(self):
        return (
            self.responsible_id
            or self.case_team_id.user_id
            or self.env.ref("base.user_admin")
        )

    def _people_of_connection(self):
        """The responsible person, and the helpdesk managers of the mailbox's company:
        who is told when the mailbox will need a person to reconnect it."""
        domain = [
            ("share", "=", False),
            ("all_group_ids", "in", self.env.ref(HELPDESK_MANAGER).ids),
        ]
        if self.company_id:
            domain.append(("company_ids", "in", self.company_id.ids))
        return self._responsible_person() | self.env["res.users"].sudo().search(domain)
