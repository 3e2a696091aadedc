"""Limits and rules: files that are left out, whom a mail names and who may write,
proof of a sender, conditions, commands of agents, when to try again, when to stop
answering, what a day may cost at a provider.
"""

from .attachment_limits import FOLDED, Limits, decorations, part_at, prune, sift
from .authentication_results import (
    MICROSOFT,
    authentication,
    microsoft_authentication,
    topmost_server,
)
from .automatic_limits import ADDRESS, DAY, MAILBOX, TICKET, hourly_limits, trip
from .commands import COMMANDS, Command, choose_command, read_command
from .daily_budget import (
    EXISTING_SHARE,
    SHARE,
    Allowance,
    Usage,
    connection_slots,
)
from .dkim_signature import SignatureCheck
from .dns_text import TextLookup
from .field_values import choose, read_value
from .import_pace import WINDOW, ImportPace, import_pace
from .named_groups import group_names, named_groups
from .no_answer import no_answer_reason
from .recipients import (
    answer_address,
    copied_people,
    may_be_told_at,
    reader_address,
    untagged,
)
from .refused_messages import Judgement, Refusal, judge
from .repeated_text import greeted_name, harmless
from .pattern_limits import (
    MAX_PATTERN_DEPTH,
    MAX_PATTERN_LENGTH,
    MAX_REPEATS,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY_REPEATS,
    pattern_excess,
)
from .retry import CONNECTIONS, MESSAGES, REMOVALS
from .rule_conditions import (
    Budget,
    Condition,
    ConditionUntried,
    TextTooLong,
    check_pattern,
    matches,
)
from .sender_patterns import (
    domain_of,
    is_everybodys_domain,
    is_free_mail,
    patterns_for,
    read_pattern,
    site_domain,
)
from .suspicion import Suspicion

__all__ = [
    "ADDRESS",
    "Allowance",
    "Budget",
    "COMMANDS",
    "CONNECTIONS",
    "Command",
    "Condition",
    "ConditionUntried",
    "DAY",
    "EXISTING_SHARE",
    "FOLDED",
    "ImportPace",
    "Judgement",
    "Limits",
    "MAILBOX",
    "MAX_PATTERN_DEPTH",
    "MAX_PATTERN_LENGTH",
    "MAX_REPEATS",
    "MESSAGES",
    "MICROSOFT",
    "REMOVALS",
    "Refusal",
    "SHARE",
    "SignatureCheck",
    "Suspicion",
    "TICKET",
    "TOO_DEEP",
    "TOO_LONG",
    "TOO_MANY_REPEATS",
    "TextLookup",
    "TextTooLong",
    "Usage",
    "answer_address",
    "authentication",
    "check_pattern",
    "choose",
    "choose_command",
    "connection_slots",
    "copied_people",
    "decorations",
    "domain_of",
    "group_names",
    "greeted_name",
    "harmless",
    "import_pace",
    "hourly_limits",
    "is_everybodys_domain",
    "is_free_mail",
    "judge",
    "matches",
    "may_be_told_at",
    "microsoft_authentication",
    "named_groups",
    "no_answer_reason",
    "part_at",
    "pattern_excess",
    "patterns_for",
    "prune",
    "read_command",
    "read_pattern",
    "read_value",
    "reader_address",
    "sift",
    "site_domain",
    "topmost_server",
    "trip",
    "untagged",
    "WINDOW",
]
