"""Mail that came through a list or to many; a person may have written it."""

from ..reasons import Reason, because
from . import phrases, subjects
from . import program_fields as fields
from .evidence import Clues
from .program_senders import is_newsletter


def has_list_field(clues: Clues) -> Reason | None:
    """A field that only list servers and bulk senders write (RFC 2369, 2919)."""
    return fields.list_field(clues)


def has_bulk_precedence(clues: Clues) -> Reason | None:
    """A precedence that asks not to be answered by machines (RFC 3834 section 2)."""
    return fields.bulk_precedence(clues)


def has_campaign_field(clues: Clues) -> Reason | None:
    """A field of those who send newsletters."""
    return fields.campaign_field(clues)


def is_newsletter_address(clues: Clues) -> Reason | None:
    """A sender's address that newsletters come from."""
    sender = clues.message.from_
    if clues.is_answer or not is_newsletter(sender):
        return None
    return because("sent_by", address=sender.email)


def tells_how_to_leave(clues: Clues) -> Reason | None:
    """A text that tells how to get no more of its kind. One sign is enough here: what
    is called a list makes a ticket all the same."""
    if clues.is_answer or clues.message.in_reply_to:
        return None
    said = clues.says(phrases.UNSUBSCRIBE)
    said = said or phrases.UNSUBSCRIBE.search(clues.ending)
    return because("says", said=said[:80]) if said else None


def is_newsletter_subject(clues: Clues) -> Reason | None:
    """A subject that calls the mail a newsletter."""
    said = None if clues.is_answer else subjects.NEWSLETTER.search(clues.subject)
    return because("subject", subject=said) if said else None


def is_sent_to_many(clues: Clues) -> bool:
    """Whether sender, subject or a field say that the mail went to many."""
    rules = (
        has_list_field,
        has_campaign_field,
        is_newsletter_address,
        is_newsletter_subject,
    )
    return clues.word("Precedence") == "list" or any(rule(clues) for rule in rules)


def is_to_many(clues: Clues) -> bool:
    """Whether anything says so, be it the words by which one leaves."""
    return is_sent_to_many(clues) or tells_how_to_leave(clues) is not None
