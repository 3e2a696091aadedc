"""Telling people of lost consent: an activity, and a mail by another route."""

from markupsafe import Markup

from odoo import models
from odoo.tools.mail import email_normalize

from ..names import MAIL_QUEUE
from ..values import plain_html
from .activity import RECONNECT


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _tell_of_lost_consent(self, error):
        """Once per loss; each person in their own language.

        The mail does not depend on the activity's notification, which some people
        read in Odoo only, and which may go out through this very mailbox.
        """
        people = self._people_of_connection()
        for person in people:
            mailbox = self.with_context(lang=person.lang, mail_activity_quick_update=1)
            mailbox._tell_person(RECONNECT, person, mailbox._error_sentence(error))
        self.env["mail.mail"].sudo().create(
            [
                self.with_context(lang=person.lang)._lost_consent_mail(person, error)
                for person in people
                if self._is_reached_elsewhere(person.email)
            ]
        )
        self.env.ref(MAIL_QUEUE).sudo()._trigger()

    def _is_reached_elsewhere(self, address):
        """False for no address, and for that of a mailbox, which is not read now."""
        found = email_normalize(address)
        return bool(found) and found not in self._own_addresses()

    def _lost_consent_mail(self, person, error):
        """Values of the `mail.mail` to `person`."""
        sender = self._notice_sender(person)
        return {
            "subject": self.env._("Reconnect needed: %(mailbox)s", mailbox=self.name),
            "body_html": self._lost_consent_body(error),
            "email_from": sender,
            "reply_to": sender,
            "email_to": person.email_formatted,
            "mail_server_id": self._notice_server(sender).id,
            "not_by_mailbox_id": self.id,
            "auto_delete": True,
        }

    def _lost_consent_body(self, error):
        """What happened, where, and a link to the mailbox's form (HTML)."""
        opening = self.env._(
            "The mailbox %(name)s (%(address)s) is not being fetched.",
            name=self.name,
            address=self.email_address,
        )
        sentence = plain_html(self._error_sentence(error))
        url = f"{self.get_base_url().rstrip('/')}/odoo/helpdesk-mailboxes/{self.id}"
        return Markup('<p>%s</p>%s<p><a href="%s">%s</a></p>') % (
            opening,
            sentence,
            url,
            self.env._("Open the mailbox"),
        )

    def _notice_sender(self, person):
        """The system's own address; never a mailbox's, which may be cut off."""
        company = self.company_id or self.env.company
        servers = self.env["ir.mail_server"].with_company(company)
        candidates = (servers._get_default_from_address(), company.email_formatted)
        reached = filter(self._is_reached_elsewhere, candidates)
        return next(reached, person.email_formatted)

    def _notice_server(self, sender):
        """The outgoing server to name in a notice; none where Odoo's options have
        to do."""
        Servers = self.env["ir.mail_server"].sudo()
        allowed = Servers.search(
            Servers._find_mail_server_allowed_domain(), order="sequence, id"
        ).filtered(lambda server: not server.owner_user_id)
        found, _sender = Servers._find_mail_server(sender, self._other_routes(allowed))
        return found or Servers

    def _other_routes(self, servers):
        """Of outgoing servers those that have nothing to do with this mailbox.

        Another account's server that the mailbox is set to send by serves where there
        is nothing else.
        """
        mailbox = self.sudo()
        logins = {mailbox.email_address, email_normalize(mailbox.user)} - {False, ""}
        free = servers.filtered(
            lambda server: (
                not server.mailbox_id
                and email_normalize(server.smtp_user) not in logins
            )
        )
        return free - mailbox.outgoing_server_id or free
