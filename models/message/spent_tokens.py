"""Tokens of agents that a message showed to outsiders prove nothing any more."""

from odoo import api, fields, models


class FetchmailSpentToken(models.Model):
    """One token for one internal user, and the message that showed it to others: mail
    programs copy References, so who gets a copy of an agent's answer has its tokens."""

    _name = "fetchmail.spent.token"
    _description = "Spent Token of an Agent"

    name = fields.Char(string="Token", required=True, index=True)
    digest = fields.Char(
        string="Message", required=True, help="SHA-256 of the message that showed it."
    )

    @api.model
    def _look_up(self, tokens):
        """Mark -> digests of the messages that spent it (dict), of signed `tokens`."""
        marks = {token.mark for token in tokens if token.user_id}
        if not marks:
            return {}
        found = self.sudo().search_fetch([("name", "in", list(marks))])
        return {
            mark: set(group.mapped("digest"))
            for mark, group in found.grouped("name").items()
        }


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _spend_tokens(self, mail, batch):
        """Note the tokens of agents that somebody outside has by this message; what
        machines report of a notification comes to us alone."""
        inbound = mail.inbound
        if mail.verdict.kind not in ("human", "list"):
            return
        clues = batch.tickets.clues[inbound.digest]
        marks = {t.mark for each in clues for t in each.tokens if t.user_id}
        spent = batch.tickets.spent
        fresh = {mark for mark in marks if inbound.digest not in spent.get(mark, ())}
        if not fresh or not self._shows_outsiders(inbound, batch):
            return
        self.env["fetchmail.spent.token"].sudo().create(
            [{"name": mark, "digest": inbound.digest} for mark in sorted(fresh)]
        )
        for mark in fresh:
            spent.setdefault(mark, set()).add(inbound.digest)

    def _shows_outsiders(self, inbound, batch):
        """Whether the author, or whoever else it was sent to, is no internal user."""
        author = batch.author(inbound, self.server_id)
        people = {address.email for address in (*inbound.to, *inbound.cc)} - {""}
        others = {email for email in people if not batch.lookups.is_own(email)}
        users = self.env["res.users"]._mailbox_internal(others)
        inside = users.mapped("email_normalized")
        return not author.is_known or not author.users or bool(others - set(inside))
