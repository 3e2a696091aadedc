"""Small conversions that several rooms share."""

import traceback
from datetime import timezone

from markupsafe import Markup


def naive(moment):
    """An aware datetime as Odoo keeps it: naive, in UTC."""
    return moment and moment.astimezone(timezone.utc).replace(tzinfo=None)


def plain_html(text):
    """A text with a server's words in it as HTML (Markup): nothing in it is a tag, and
    no address in it becomes a link."""
    return Markup("<p>%s</p>") % Markup("<br>").join(text.splitlines())


def shown_address(address):
    """An `Address` as people read it."""
    if address.name and address.email:
        return f"{address.name} <{address.email}>"
    return address.email or address.name


def log_failure(logger, what, error, argument):
    """Log where it failed; the error's text may quote a body, so not that."""
    logger.warning(
        what + " could not be processed: %s\n%s",
        argument,
        type(error).__name__,
        "".join(traceback.format_tb(error.__traceback__)),
    )
