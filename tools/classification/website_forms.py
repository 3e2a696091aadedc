"""Mail that a website's form sends for the person who filled it in."""

import re
from dataclasses import dataclass

from ..mail.address import Address
from ..mail.machine_addresses import is_website
from ..mail.message import InboundMessage
from ..reasons import Reason, because
from . import bulk, form_words, phrases, subjects
from . import program_fields as fields
from .evidence import Clues
from .labelled_lines import labelled_senders
from .program_senders import is_robot
from .reply_addresses import is_person, same_organisation
from .wording import fold

# What people call a form's sender, beside the addresses of websites; somebody may read
# what is sent to these.
_FORM = re.compile(
    r"(?:\A|[-_.+])(?:web-?shop|forms?|formular|formulaire|formulario|contact-?formulier"
    r"|formulier|online-?form|cgi|enquiry|enquiries|anfragen?)(?:[-_.+=]|\d{0,4}\Z)"
)

# Characters at the beginning of a text in which shops and websites say what they tell.
BEGINNING = 500
# People whom a form's text names; more are not told apart by looking at them.
MAX_NAMED = 5


@dataclass(frozen=True, slots=True)
class FilledForm:
    """Whom a website's form names. Nothing proves either: anybody can fill in a form.

    `answers`: the person in Reply-To, None without one. `filled_in`: those in labelled
    lines of the text, the likeliest first; with more than one, nobody can tell.
    """

    answers: Address | None
    filled_in: tuple[Address, ...]


def filled_form(
    message: InboundMessage, own_addresses: frozenset[str] = frozenset()
) -> FilledForm:
    """Whom a mail that is a website's form names. Never raises."""
    clues = Clues(message, own_addresses)
    return FilledForm(replying_person(clues), labelled_people(clues))


def is_website_form(clues: Clues) -> Reason | None:
    """A machine sends what a person filled in: the mailbox names it as its form,
    Reply-To names that person, or the text has the person's address in a labelled line
    and says that a form was filled in."""
    sender = _sending_site(clues)
    if not sender or _is_other_machine(clues):
        return None
    if clues.is_named_form:
        return because("named_form", form=sender)
    person = replying_person(clues)
    if person and (_has_form_lines(clues) or _stands_alone(clues, person)):
        return because("form_reply_to", form=sender, person=person.email)
    filled_in = labelled_people(clues) if _says_form(clues) else ()
    if filled_in:
        named = ", ".join(each.email for each in filled_in)
        return because("form_filled_in", form=sender, people=named)
    return None


def is_order_notice(clues: Clues) -> Reason | None:
    """A shop tells of an order or a payment. Reply-To may name the buyer, who wrote
    nothing."""
    sender = _sending_site(clues) or fields.sending(clues)
    said = _order(clues) if sender else None
    if not said or bulk.is_to_many(clues):
        return None
    sign = because("sent_by", address=clues.message.from_.email)
    return because("sign_words", sign=sign, said=said)


def is_site_news(clues: Clues) -> Reason | None:
    """A website tells those who run it of a user, a password or a comment, in the words
    of WordPress. Reply-To may name who commented."""
    sender = clues.message.from_
    is_site = is_robot(sender) or is_website(sender.local_part)
    if not is_site or clues.is_answer or _says_form(clues):
        return None
    said = form_words.SITE_NEWS.match(clues.text)
    sign = because("sent_by", address=sender.email)
    return because("sign_words", sign=sign, said=said[:60]) if said else None


def replying_person(clues: Clues) -> Address | None:
    """The one person beside the machine that sends whom Reply-To names."""
    named = {address.email: address for address in clues.message.reply_to[:10]}
    if len(named) != 1 or clues.message.from_.email in named:
        return None
    return next((one for one in named.values() if is_person(one, clues)), None)


def labelled_people(clues: Clues) -> tuple[Address, ...]:
    """The people whom labelled lines of the text name (`labelled_senders`)."""
    sender = clues.message.from_.email
    return labelled_senders(
        clues.message.body_text,
        lambda found: found.email != sender and is_person(found, clues),
    )[:MAX_NAMED]


def _sending_site(clues: Clues) -> str | None:
    """The address of a machine that sends, which websites do: by its name, its fields,
    or because it is our own, which nobody writes from."""
    sender = clues.message.from_
    is_machine = (
        clues.is_named_form
        or is_robot(sender)
        or is_website(sender.local_part)
        or _FORM.search(sender.local_part[:100])
        or clues.auto_submitted not in ("", "no", "auto-replied")
        or sender.email in clues.own_addresses
        or form_words.SUBJECT.search(fold(sender.name[:100]))
        or (fields.sending(clues) and _says_form(clues))
    )
    return sender.email if sender.email and is_machine else None


def _is_other_machine(clues: Clues) -> bool:
    """Whether a mail goes on with another, is sent to many, invites, or reports: an
    order, a comment, what a program found."""
    message = clues.message
    goes_on = message.in_reply_to or message.references
    return bool(
        (goes_on and not clues.is_named_form)
        or bulk.is_sent_to_many(clues)
        or fields.reporting(clues)
        or _has_calendar(clues)
        or _order(clues)
        or form_words.COMMENT.search(clues.subject)
        or form_words.COMMENT.search(clues.text[:BEGINNING])
    )


def _has_calendar(clues: Clues) -> bool:
    """Whether the mail brings an invitation or an answer to one (RFC 6047)."""
    parts = clues.message.root.walk(into_messages=False)
    return any(part.content_type == "text/calendar" for part in parts)


def _order(clues: Clues) -> str | None:
    """The words by which a shop tells of an order; a form that asks about one says
    that it is a form."""
    if clues.is_answer or _says_form(clues):
        return None
    said = form_words.ORDER_SUBJECT.match(clues.subject.lstrip(": "))
    return said or form_words.ORDER_SENTENCE.search(clues.text[:BEGINNING])


def _says_form(clues: Clues) -> bool:
    """Whether subject or text say that somebody filled in a form."""
    return bool(
        form_words.SUBJECT.search(clues.subject)
        or form_words.SENTENCE.search(clues.text)
        or form_words.SENTENCE.search(clues.ending)
    )


def _has_form_lines(clues: Clues) -> bool:
    """Whether they say so, or the text has the labelled lines of forms."""
    return _says_form(clues) or phrases.FORM.search(clues.text) is not None


def _stands_alone(clues: Clues, person: Address) -> bool:
    """Whether the Reply-To alone says that a person wrote: of another organisation than
    the machine, and nothing in the words is a program's."""
    return not (
        same_organisation(person, clues.message.from_)
        or subjects.NOTICE.match(clues.subject)
        or phrases.DECLARED.search(clues.text)
    )
