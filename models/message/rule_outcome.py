"""Rules at work: what those of a mailbox make of a mail."""

from dataclasses import dataclass, field, replace

from odoo import fields, models

from ...tools.classification import BOUNCE, DELAYED, OWN_MAIL, RECEIPT
from ...tools.policy import (
    Budget,
    ConditionUntried,
    TextTooLong,
    matches,
    named_groups,
)
from ...tools.reasons import Reason, because, stored_reasons
from ..batch import Stop

STOPS = {"hold": "held", "ignore": "ignored"}
# What tells of mail of ours is noted where it belongs, whatever a rule says.
NEVER_ACCEPTED = frozenset((BOUNCE, DELAYED, RECEIPT))


@dataclass(frozen=True)
class RuleOutcome:
    """What a mailbox's rules say of one mail.

    `names` of those that match, in order; `values` for a new ticket; `stop`: the rule
    that holds or ignores it, as a `Stop`, or None; `accepting`: names of the rules by
    which mail of machines makes a ticket; `found`: what is taken from the mail into
    fields (`FoundValue`); `no_acknowledgement`: name of the rule that forbids one, or
    ""; `trouble`: why rules could not be tried (`Reason`).
    """

    names: tuple[str, ...] = ()
    values: dict = field(default_factory=dict)
    tag_ids: frozenset[int] = frozenset()
    stop: Stop | None = None
    accepting: tuple[str, ...] = ()
    found: tuple = ()
    no_acknowledgement: str = ""
    trouble: tuple[Reason, ...] = ()


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    rule_names = fields.Char(
        string="Rules",
        readonly=True,
        help="The mailbox's rules that the message meets, in their order.",
    )

    def _match_by_rule(self, mail, batch):
        """The `TicketMatch` of a machine's mail that a rule wants filed, else None."""
        verdict = mail.verdict
        if verdict.rule == OWN_MAIL or verdict.kind in NEVER_ACCEPTED:
            return None
        if batch.lookups.is_own(mail.inbound.from_.email):
            return None  # our own mail in a ticket would be answered again (law 5)
        if not any(rule._accepts() for rule, *_tests in self._mailbox_rules(batch)):
            return None
        match = self._match(mail.inbound, batch)
        outcome = self._rule_outcome(mail, match, batch)
        if not outcome.accepting:
            return None
        names = ", ".join(outcome.accepting)
        self._add_reason(because("accepted_by_rule", rule=names))
        return match

    def _rule_outcome(self, mail, match, batch):
        """The `RuleOutcome` of a mail; found once, and noted on the row."""
        if self.id not in batch.memo.rule_outcomes:
            outcome = self._apply_rules(mail, match, batch)
            batch.memo.rule_outcomes[self.id] = outcome
            noted = {
                "rule_names": ", ".join(outcome.names) or False,
                "rule_trouble_codes": stored_reasons(*outcome.trouble) or False,
            }
            if any(self[name] != value for name, value in noted.items()):
                self.write(noted)
        return batch.memo.rule_outcomes[self.id]

    def _apply_rules(self, mail, match, batch):
        outcome, budget = RuleOutcome(), Budget()
        for rule, conditions, taken in self._mailbox_rules(batch):
            if match.ticket_id and rule.new_cases_only:
                continue
            try:
                met = matches(
                    conditions, rule.combine, mail.inbound, mail.verdict.kind, budget
                )
            except ConditionUntried as error:
                outcome = self._with_untried_rule(outcome, rule, error)
                continue
            if met:
                outcome = self._with_rule(outcome, rule)
            if met and taken and not match.ticket_id:
                outcome = self._with_found(
                    outcome, rule, conditions, taken, mail, budget
                )
            if met and rule.stop:
                break
        return outcome

    def _with_found(self, outcome, rule, conditions, taken, mail, budget):
        """`outcome` and what the rule's patterns find for fields of the ticket; a later
        rule's finds take the place of an earlier one's."""
        inbound, kind = mail.inbound, mail.verdict.kind
        try:
            groups = named_groups(conditions, inbound, kind, budget)
        except ConditionUntried as error:
            reason = self._untried_reason(rule, error)
            return replace(outcome, trouble=(*outcome.trouble, reason))
        found = rule._found_values(taken, groups, self.server_id.company_id)
        names = {one.field for one in found}
        kept = (one for one in outcome.found if one.field not in names)
        return replace(outcome, found=(*kept, *found))

    def _mailbox_rules(self, batch):
        """(rule, its conditions, which groups go into which fields) for this row's
        mailbox, in order; looked up once in a batch."""
        key = self.server_id.id
        if key not in batch.memo.rules:
            rules = self.env["fetchmail.rule"].search(
                [("server_id", "in", (key, False))]
            )
            rules = rules.filtered(lambda rule: rule._is_for(self.server_id))
            batch.memo.rules[key] = [
                (rule, rule._pure_conditions(), rule._taken_groups()) for rule in rules
            ]
        return batch.memo.rules[key]

    def _with_untried_rule(self, outcome, rule, error):
        """`outcome` and a rule of which a sender's text hides whether it is met.

        A rule that would stop mail is not passed by that way: a person looks.
        """
        reason = self._untried_reason(rule, error)
        stop = outcome.stop
        if rule.outcome in STOPS:
            stop = Stop("held", reason, "rules")
        return replace(outcome, trouble=(*outcome.trouble, reason), stop=stop)

    def _untried_reason(self, rule, error):
        """Why it is not known whether a message meets a rule (`Reason`)."""
        is_long = isinstance(error, TextTooLong)
        code = "rule_text_too_long" if is_long else "rule_too_slow"
        return because(code, rule=rule.name, pattern=str(error))

    def _with_rule(self, outcome, rule):
        """`outcome` and what one more rule says."""
        stop = outcome.stop
        if rule.outcome in STOPS:
            reason = because("by_rule", rule=rule.name)
            stop = Stop(STOPS[rule.outcome], reason, "rules")
        silent = rule.name if rule.no_acknowledgement else ""
        accepting = (rule.name,) if rule._accepts() else ()
        return replace(
            outcome,
            names=(*outcome.names, rule.name),
            values=outcome.values | rule._ticket_values(),
            tag_ids=outcome.tag_ids | frozenset(rule.tag_ids.ids),
            stop=stop,
            accepting=(*outcome.accepting, *accepting),
            no_acknowledgement=outcome.no_acknowledgement or silent,
        )
