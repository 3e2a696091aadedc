"""What a mail says about the ticket it belongs to: Message-IDs of ours and the tokens
they hold, plus-addresses, conversations of Exchange, ticket numbers.

`read_clues` collects what the mail's own headers say, `forwarded_clues` what is
inside; whom to believe is decided where the tickets are.
"""

from .clues import Clues, forwarded_clues, read_clues
from .plus_address import tagged_address, without_ticket_token
from .references import (
    OWN_MARK_FIELD,
    SignedToken,
    dated_nonce,
    entry_nonce,
    is_own_mail,
    make_token,
    named_ids,
    read_signed,
    read_tokens,
    references_newest_first,
    user_nonce,
)
from .thread_index import conversation_id
from .ticket_numbers import number_format
from .trip_token import TRIP_FIELD, marked_subject, trip_token

__all__ = [
    "Clues",
    "OWN_MARK_FIELD",
    "SignedToken",
    "TRIP_FIELD",
    "conversation_id",
    "dated_nonce",
    "entry_nonce",
    "forwarded_clues",
    "is_own_mail",
    "make_token",
    "marked_subject",
    "named_ids",
    "number_format",
    "read_clues",
    "read_signed",
    "read_tokens",
    "references_newest_first",
    "tagged_address",
    "trip_token",
    "user_nonce",
    "without_ticket_token",
]
