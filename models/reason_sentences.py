"""The sentence of each reason's code; they are translated when they are shown."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# What a message is, and by which signs.
SIGNS = {
    "no_sign": _lt("No sign of automatic mail"),
    "signs": _lt("Signs of automatic mail: %(signs)s"),
    "field": _lt("header field %(field)s"),
    "field_value": _lt("header field %(field)s: %(value)s"),
    "null_path": _lt("no address to return it to"),
    "sent_by": _lt("sent by %(address)s"),
    "from_function": _lt("from %(address)s, the address of a function"),
    "answers_go_to": _lt("answers go to %(address)s"),
    "named_by_domain": _lt("sender called like the domain: %(name)s"),
    "name_in_subject": _lt("subject with the sender's name “%(name)s”"),
    "programs_id": _lt("Message-ID of a program"),
    "programs_boundary": _lt("built by a program"),
    "written_by": _lt("written by the program %(program)s"),
    "handed_over": _lt("handed over on the mail server itself (%(said)s)"),
    "labelled_lines": _lt("%(count)s lines with labels"),
    "table_of_links": _lt("table of links"),
    "own_link": _lt("link made for this reader"),
    "link_into": _lt("link into %(host)s"),
    "says": _lt("text says “%(said)s”"),
    "says_both": _lt("text says “%(first)s” and “%(second)s”"),
    "says_only": _lt("text says nothing but “%(first)s”: “%(second)s”"),
    "begins_with": _lt("text begins with “%(said)s”"),
    "subject": _lt("subject “%(subject)s”"),
    "subject_about": _lt("subject about “%(said)s”"),
    "subject_text": _lt("subject “%(subject)s”, text “%(said)s”"),
    "answers_as": _lt("subject begins with “%(said)s”"),
    "sign_words": _lt("%(sign)s, “%(said)s”"),
    "sign_says": _lt("%(sign)s, text says “%(said)s”"),
    "sign_subject": _lt("%(sign)s, subject “%(subject)s”"),
    "feedback_report": _lt("abuse report of a mail provider"),
    "complaint": _lt("complaint about a message"),
    "read_receipt": _lt("read receipt"),
    "delivery_report": _lt("delivery report: %(action)s"),
    "delivery_status": _lt("delivery report: %(action)s, status %(status)s"),
    "unreadable_report": _lt("delivery report that says nothing readable"),
    "null_path_report": _lt("report without an address to return it to"),
    "system_report": _lt("report %(sign)s"),
    "own_mail": _lt("sent by this Odoo itself"),
    "aggregate_report": _lt("report on many messages, “%(said)s”"),
    "named_form": _lt("website form %(form)s, which the mailbox names"),
    "form_reply_to": _lt("website form %(form)s, answers go to %(person)s"),
    "form_filled_in": _lt("website form %(form)s, filled in by %(people)s"),
}

# Which ticket a message belongs to.
MATCHES = {
    "new_conversation": _lt("New conversation"),
    "sent_elsewhere": _lt("It answers no message of a ticket."),
    "sent_to_others": _lt("An agent wrote to others by mail program."),
    "sent_answer": _lt("An agent answered by mail program."),
    "approved_for_ticket": _lt("A helpdesk manager approved it for this ticket."),
    "made_own_ticket": _lt("A helpdesk manager made it a ticket of its own."),
    "goes_on_later": _lt("It answers a ticket that this one goes on with."),
    "closed_for_long": _lt(
        "It answers ticket %(number)s, which has been closed for more than %(days)s "
        "days."
    ),
    "named_by_agent": _lt("An agent sent it, and it names this ticket."),
    "nobody_sent_it": _lt(
        "From does not name exactly one address, so nobody is the sender, and it joins "
        "no ticket."
    ),
    "sender_not_in_ticket": _lt(
        "It names ticket %(number)s, but its sender takes no part in that ticket."
    ),
    "answers_message": _lt("It answers a message of this ticket (%(name)s)."),
    "number_in_subject": _lt("Its subject has the number of this ticket."),
    "signed_reference": _lt("It carries our signed reference."),
    "answers_moved": _lt("It answers a message moved to this ticket (%(name)s)."),
    "signed_address": _lt("It was sent to the signed address of this ticket."),
    "same_conversation": _lt(
        "It goes on with a conversation of this ticket (Thread-Index)."
    ),
    "is_answered": _lt("A message of this ticket answers it."),
    "moved_here": _lt("%(user)s moved it here."),
    "website_form": _lt("It came by a website's form."),
    "form_names_ticket": _lt(
        "It names ticket %(number)s, but came by a website's form, where anybody can "
        "write."
    ),
}

# What holds or ignores a message.
STOPS = {
    "denied": _lt("The sender is blocked (%(pattern)s)."),
    "no_new_tickets": _lt(
        "It belongs to no ticket, and this mailbox takes no new tickets."
    ),
    "no_contact": _lt("The sender is not among the contacts."),
    "unconfirmed": _lt("The sender is unknown and has not confirmed the message."),
    "unnamed_form": _lt(
        "It came by a website's form that the mailbox does not name as its own, and "
        "nobody was asked to confirm it."
    ),
    "nobody_answered": _lt(
        "%(reason)s Nobody was asked or answered: %(server)s found that the address "
        "may be forged (%(found)s)."
    ),
    "agent_forged": _lt(
        "It says that it is from %(agent)s, but %(server)s found that the address may "
        "be forged (%(found)s)."
    ),
    "own_address": _lt(
        "It says that it is from %(address)s, which is our own address. Odoo did not "
        "send it."
    ),
    "sent_on_to_us": _lt(
        "It is from %(agent)s, but none of our addresses is in To or Cc: somebody may "
        "have sent on to us what was written to others."
    ),
    "agent_without_dmarc": _lt(
        "It says that it is from %(agent)s, but did not pass DMARC."
    ),
    "agent_unproven": _lt(
        "It says that it is from %(agent)s, and nothing proves it: it brings no valid "
        "reference that we signed for %(agent)s, and no mail server that you trust "
        "says that it passed DMARC."
    ),
    "command_refused": _lt("The command “%(command)s” was refused: %(reason)s"),
    "agent_not_told": _lt("The agent could not be told: %(why)s"),
    "by_rule": _lt("By the rule “%(rule)s”."),
    "rule_text_too_long": _lt(
        "The rule “%(rule)s” could not be tried: the text is too long to look for "
        "“%(pattern)s” in all of it."
    ),
    "rule_too_slow": _lt(
        "The rule “%(rule)s” could not be tried: searching for “%(pattern)s” takes "
        "too long."
    ),
    "accepted_by_rule": _lt("accepted by the rule “%(rule)s”"),
    "copy": _lt("The same message was received before."),
}

# What people and senders did, or were told.
DECISIONS = {
    "ignored_by": _lt("Ignored by %(user)s."),
    "rejected_by": _lt("Rejected by %(user)s."),
    "not_confirmed": _lt("Not confirmed within %(days)s days."),
    "told_before": _lt("The sender was told so within a day."),
    "told": _lt("The sender was told so."),
    "not_told": _lt("The sender was not told: %(why)s"),
    "asked_tomorrow": _lt(
        "The sender confirmed an earlier message today, and is asked about this one "
        "tomorrow."
    ),
    "asked_today": _lt("The sender is unknown, and was asked today to confirm."),
    "asked": _lt("The sender is unknown, and was asked to confirm."),
    "not_asked": _lt("The sender is unknown, and was not asked to confirm: %(why)s"),
}

# What a machine's mail says of mail of ours.
DELIVERIES = {
    "unsigned_report": _lt(
        "it names ticket %(number)s, but carries no reference that we signed; nothing "
        "is changed"
    ),
    "report_of_others": _lt(
        "it names ticket %(number)s, but no message it names went to %(addresses)s; "
        "nothing is changed"
    ),
    "report_of_nobody": _lt(
        "it names ticket %(number)s, but no message it names went to an address it "
        "reports; nothing is changed"
    ),
    "noted": _lt("noted on ticket %(number)s"),
    "noted_on_answer": _lt("it is about the answer of %(date)s to %(address)s"),
}

# What went wrong with a message.
FAILURES = {
    "ended": _lt("Odoo was ended while this message was processed; it is tried again."),
    "ended_last": _lt(
        "Odoo was ended while it processed this message, at the last of %(count)s "
        "tries. Look for the time or memory limit in the server's log; then retry the "
        "message."
    ),
    "refused_by_odoo": _lt("Odoo refused the message: %(words)s."),
    "not_processed": _lt(
        "The message could not be processed: %(words)s. The server's log has the "
        "details."
    ),
    "gone": _lt(
        "This message was asked for again, but it is no longer on the mail server. "
        "Before, the server did not hand it out."
    ),
}

SENTENCES = SIGNS | MATCHES | STOPS | DECISIONS | DELIVERIES | FAILURES
