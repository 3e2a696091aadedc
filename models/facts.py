"""What the history tells of mail: codes with values, said to each reader in their own
language, date format and time zone."""

from dataclasses import dataclass, field

from markupsafe import Markup, escape

from odoo import fields
from odoo.tools import LazyTranslate

from ..tools.reasons import stored_reasons
from .moments import shown_moment
from .told_reasons import stored_text

_lt = LazyTranslate(__name__)

SENTENCES = {
    # What machines report of a delivery.
    "delayed": _lt(
        "%(author)s's answer of %(when)s has not reached %(address)s yet; the mail "
        "server still tries."
    ),
    "delivered": _lt("%(author)s's answer of %(when)s was delivered to %(address)s."),
    "opened": _lt(
        "%(author)s's answer of %(when)s was opened by %(address)s on %(told)s."
    ),
    "deleted": _lt(
        "%(author)s's answer of %(when)s was deleted by %(address)s on %(told)s, "
        "perhaps unread."
    ),
    "confirmed": _lt(
        "The mail program of %(address)s confirmed %(author)s's answer of %(when)s on "
        "%(told)s."
    ),
    "auto_reply": _lt("Automatic reply of %(address)s: “%(start)s”"),
    # Whom a message adds to its ticket, whom not, and that it opens it again.
    "follows_author": _lt("%(person)s wrote and follows now."),
    "follows": _lt("%(person)s was in %(header)s and follows now."),
    "kept_out": _lt(
        "%(person)s was in %(header)s and was not added: this colleague may not read "
        "the ticket."
    ),
    "not_added_inside": _lt(
        "%(person)s was in %(header)s and was not added: the message is internal."
    ),
    "not_added_unproven": _lt(
        "%(person)s was in %(header)s and was not added: nothing proves who wrote this "
        "message."
    ),
    "no_contact": _lt("No contact was created for %(address)s: %(error)s"),
    # Why an agent's mail is for colleagues only.
    "kept_forward": _lt("Kept inside, as it is a forward."),
    "kept_unanswered": _lt(
        "Kept inside, as it answers no message: only its subject names the ticket."
    ),
    "kept_unproven": _lt("Kept inside, as nothing proves who wrote it."),
    "reopened": _lt("Opened again by a message. %(why)s"),
    # Why the text of a message is not all there is.
    "encrypted": _lt(
        "This message is encrypted. Its content is in the attachment and opens only "
        "with the recipient's key."
    ),
    "signed": _lt(
        "This message is signed in a form that contains its text, and is damaged. What "
        "came of it is in the attachment."
    ),
    "compressed": _lt(
        "This message is compressed, and damaged or too large to open. It is in the "
        "attachment as it came."
    ),
    "cut": _lt(
        "The text of this message is very long, or would take too long to display with "
        "its layout. Below are its first words, or another form of it; the whole text "
        "is attached."
    ),
    "words": "%(words)s",
}
TEMPLATES = {
    "oversize": "helpdesk_mgmt_mailbox.oversize_note",
    "left_out": "helpdesk_mgmt_mailbox.left_out_note",
    "folded": "helpdesk_mgmt_mailbox.folded_note",
    "whole_text": "helpdesk_mgmt_mailbox.whole_text_note",
}


@dataclass(frozen=True)
class Fact:
    """One thing that the history tells: its code and the values (JSON) that its words
    need, as `person` and `moment` make them where they depend on the reader."""

    code: str
    values: dict = field(default_factory=dict)


def person(address):
    """The value for an `Address`."""
    return {"name": address.spoken_name, "address": address.email}


def moment(when):
    """The value for a point in time (naive UTC)."""
    return {"moment": fields.Datetime.to_string(when)}


def reasons(*given):
    """The value for `Reason`s."""
    return {"reasons": stored_reasons(*given)}


def told(env, facts):
    """What these `Fact`s say to the user of `env`: HTML (Markup)."""
    return Markup("").join(_told(env, fact) for fact in facts)


def can_be_told(env, facts):
    """Whether the rows that these `Fact`s tell of are still there (bool)."""
    return all(
        len(_left_out(env, fact)) == len(fact.values.get("files", ())) for fact in facts
    )


def _told(env, fact):
    if fact.code in TEMPLATES:
        values = {**fact.values, "files": _left_out(env, fact)}
        return env["ir.qweb"]._render(TEMPLATES[fact.code], values)
    sentence = SENTENCES[fact.code]
    words = sentence if isinstance(sentence, str) else env._(sentence)
    values = {name: _shown(env, value) for name, value in fact.values.items()}
    return Markup("<p>%s</p>") % (escape(words) % values)


def _left_out(env, fact):
    # Whoever reads the history may know what is not in it.
    rows = env["fetchmail.left.out"].sudo()
    return rows.browse(fact.values.get("files", ())).exists()


def _shown(env, value):
    """A value as the user of `env` reads it."""
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        return shown_moment(env, fields.Datetime.to_datetime(value["moment"]))
    if "reasons" in value:
        return stored_text(env, value["reasons"])
    if value["name"] == value["address"]:
        return value["address"]
    return Markup('<span title="%(address)s">%(name)s</span>') % value
