"""What colleagues are told of the S/MIME signature of a message.

A signature is no proof of an agent and opens no ticket: whoever answers customers reads
it, and nothing decides by it (laws 6 and 12).
"""

from datetime import datetime, timezone

from odoo import fields, models
from odoo.tools import format_date

from ...tools.smime import (
    BROKEN,
    DAMAGED,
    NO_CERTIFICATE,
    NOT_CHECKED,
    TOO_MANY,
    VALID,
    read_signatures,
)

_SHOWN_ADDRESSES = 3


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    signature = fields.Text(
        readonly=True,
        help="What was found out about the S/MIME signature of the message when it was "
        "put into a ticket. It decides nothing.",
    )

    def _note_signature(self, inbound):
        """Check the signatures of a message that goes into a ticket, and keep what was
        found."""
        text = self._signature_text(inbound)
        if text:
            self.signature = text

    def _signature_text(self, inbound):
        """What is to be said of the signatures of a message: a line for each, or for
        all that are alike, "" without one. Checks them, which takes a moment."""
        at = inbound.received_date or datetime.now(timezone.utc)
        found = read_signatures(inbound, at)
        lines = (" ".join(self._about(one)) for one in found)
        return "\n".join(dict.fromkeys(lines))

    def _about(self, signature):
        """Sentences about one signature (list of str), the most important one first."""
        state = signature.state
        if state == NOT_CHECKED:
            return [self._why_not_checked(signature)]
        if state == BROKEN:
            return [
                self.env._(
                    "The signature does not fit: the message was changed after it was "
                    "signed, such as by a mailing list or a mail server, or somebody "
                    "else wrote it. The signature names %(who)s.",
                    who=self._signer(signature),
                )
            ]
        first = self._valid if state == VALID else self._of_unknown_issuer
        return [first(signature), *self._but(signature)]

    def _valid(self, signature):
        return self.env._(
            "Signed by %(who)s. The signature is valid; the certificate was issued by "
            "%(issuer)s.",
            who=self._signer(signature),
            issuer=_quoted(signature.issuer),
        )

    def _of_unknown_issuer(self, signature):
        """The signature fits, and nobody we trust says whose it is."""
        who = self._signer(signature)
        if not signature.may_sign_mail:
            return self.env._(
                "Nothing proves who signed this message: its certificate was not "
                "issued for signing mail. The certificate names %(who)s. The "
                "message is as it was signed.",
                who=who,
            )
        if signature.is_self_signed or not signature.issuer:
            return self.env._(
                "Nobody confirms who signed this message: the owner of its certificate "
                "made it. The certificate names %(who)s. The message is as it was "
                "signed.",
                who=who,
            )
        return self.env._(
            "Nobody whom this system knows confirms who signed this message. Its "
            "certificate names %(who)s, and %(issuer)s as who issued it. The message "
            "is as it was signed.",
            who=who,
            issuer=_quoted(signature.issuer),
        )

    def _but(self, signature):
        """What takes away from a signature that fits (list of str)."""
        reasons = []
        if not signature.is_sender:
            reasons.append(
                self.env._("The certificate is not for the sender's address.")
            )
        if not signature.is_in_time:
            reasons.append(self._out_of_time(signature))
        if signature.weakness:
            reasons.append(
                self.env._(
                    "It was made with %(method)s, which is too weak to prove anything.",
                    method=signature.weakness,
                )
            )
        if not signature.is_all:
            reasons.append(self.env._("It covers only a part of the message."))
        return reasons

    def _out_of_time(self, signature):
        values = {
            "begins": format_date(self.env, signature.begins),
            "ends": format_date(self.env, signature.ends),
        }
        return self.env._(
            "The certificate was not valid when the message came, only from %(begins)s "
            "to %(ends)s.",
            **values,
        )

    def _why_not_checked(self, signature):
        if signature.why == DAMAGED:
            return self.env._(
                "The message has a signature that is damaged and could not be checked."
            )
        if signature.why == NO_CERTIFICATE:
            return self.env._(
                "The message has a signature that could not be checked: it came "
                "without the signer's certificate."
            )
        if signature.why == TOO_MANY:
            return self.env._(
                "There are more signatures in the message, which were not checked."
            )
        return self.env._(
            "The message has a signature that could not be checked: its method is not "
            "supported. It names %(who)s.",
            who=self._signer(signature),
        )

    def _signer(self, signature):
        """Whom a certificate is for: “Nora Example” <nora@customer.example>."""
        addresses = ", ".join(signature.addresses[:_SHOWN_ADDRESSES])
        more = len(signature.addresses) - _SHOWN_ADDRESSES
        if more > 0:
            addresses = self.env._(
                "%(addresses)s and %(count)s more", addresses=addresses, count=more
            )
        if signature.name and addresses:
            return f"{_quoted(signature.name)} <{addresses}>"
        if signature.name:
            return _quoted(signature.name)
        return addresses or self.env._("an unnamed person")


def _quoted(name):
    """A name that a certificate gives: its words are not ours."""
    return f"\u201c{name}\u201d"
