"""Small conversions that several rooms share."""

import logging
import traceback
from datetime import timezone

from markupsafe import Markup

from odoo.tools.mail import email_normalize

from odoo.addons.base.models.ir_mail_server import extract_rfc2822_addresses

from ..tools.mail import parse_addresses

LONGEST_LINE = 160  # characters of what somebody else said


def naive(moment):
    """An aware datetime as Odoo keeps it: naive, in UTC."""
    return moment and moment.astimezone(timezone.utc).replace(tzinfo=None)


def naive_timestamp(moment):
    """Seconds since 1970 of a datetime as Odoo keeps it."""
    return moment.replace(tzinfo=timezone.utc).timestamp()


def plain_html(text):
    """A text with a server's words in it as HTML (Markup): nothing in it is a tag, and
    no address in it becomes a link."""
    return Markup("<p>%s</p>") % Markup("<br>").join(text.splitlines())


def shown_address(address):
    """An `Address` as people read it."""
    if address.name and address.email:
        return f"{address.spoken_name} <{address.email}>"
    return address.email or address.spoken_name


def named_sender(email_from):
    """Who wrote, by a From as Odoo keeps it: name, else address; "" for nobody."""
    return next((one.spoken_name for one in parse_addresses(email_from or "")), "")


def author_name(entry):
    """Who wrote a history entry (`mail.message`), as people are called; "" for
    nobody."""
    return entry.author_id.sudo().name or named_sender(entry.email_from)


def first_line(text):
    """The first line of a text, cut at a bearable length."""
    line = next(iter(text.strip().splitlines()), "")
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE].rstrip() + "…"


def sent_to(address):
    """An address as automatic mail is sent to it, as limits count it and the log has
    it: Odoo's normalised form; "" for none."""
    return email_normalize(address or "") or ""


def is_mailable(address):
    """Whether Odoo sends to an address (of `sent_to`), and the internet has its domain:
    Odoo leaves out what it takes for no address (such as a quoted local part) without
    a word; a host's short name or number names a machine of our own network."""
    domain = address.rpartition("@")[2]
    last = domain.rpartition(".")[2]
    is_public = "." in domain and not last.isdigit() and not domain.endswith("]")
    is_local = last in ("localhost", "localdomain")
    is_sent = extract_rfc2822_addresses(address) == [address]
    return is_sent and is_public and not is_local


def log_failure(logger, what, error, argument, level=logging.WARNING):
    """Log where it failed; the error's text may quote a body, so not that."""
    logger.log(
        level,
        what + " could not be processed: %s\n%s",
        argument,
        type(error).__name__,
        "".join(traceback.format_tb(error.__traceback__)),
    )
