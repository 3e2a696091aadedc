"""A mail system for tests: what is handed to it by SMTP lands in people's mailboxes."""

from __future__ import annotations

from email.utils import formatdate

from aiosmtpd.smtp import Envelope

from .dovecot import Dovecot
from .smtp_receiver import SmtpReceiver


class Postman(SmtpReceiver):
    """Puts each mail into the Dovecot mailbox of its recipients.

    An address without a mailbox there is refused or, unless `strict`, taken all the
    same. As a receiving server does, it writes Return-Path and Received on top (RFC
    5321 section 4.4); a plus-address goes to its own mailbox, else to the one without
    the plus.
    """

    def __init__(self, dovecot: Dovecot, strict: bool = True) -> None:
        super().__init__()
        self._dovecot = dovecot
        self._strict = strict

    def keep(self, envelope: Envelope) -> str:
        """Deliver one mail; returns the server's reply to it."""
        mailboxes = [self._mailbox(address) for address in envelope.rcpt_tos]
        if self._strict and not all(mailboxes):
            return "550 5.1.1 there is no such mailbox"
        trace = (
            f"Return-Path: <{envelope.mail_from or ''}>\r\n"
            f"Received: from sender by {self.host} with ESMTP; {formatdate()}\r\n"
        )
        for mailbox in filter(None, mailboxes):
            self._dovecot.deliver(mailbox, trace.encode() + envelope.content)
        return super().keep(envelope)

    def _mailbox(self, address: str) -> str:
        """The mailbox of an address, or '' where it has none."""
        whole = address.lower()
        name, _at, domain = whole.rpartition("@")
        bare = f"{name.partition('+')[0]}@{domain}"
        known = (one for one in (whole, bare) if one in self._dovecot.users)
        return next(known, "")
