"""What servers do otherwise than the shared tests of sessions want.

Each fact has a test in this folder that says what happens instead, but for what depends
on time.
"""

from every_way import HARD

# Names of shared tests that are not made for a server, each with the test instead.
OTHERWISE = {
    "courier": {
        "test_a_move_whose_answer_was_lost_is_done": "no MOVE: test_copies.py",
    },
    "cyrus": {
        "test_a_message_expunged_by_another_client_is_left_out": "test_expunged.py",
        "test_nul_arrives_as_it_is": "test_cyrus.py, what it does not take",
    },
    "mailutils": {
        "test_the_head_has_no_more_bytes_than_asked_for": "TOP: test_mailutils.py",
        "test_a_message_expunged_by_another_client_is_left_out": "test_expunged.py",
        "test_without_move_only_these_messages_are_copied_and_expunged": "no UIDPLUS: "
        "test_mailutils.py",
        "test_a_move_whose_answer_was_lost_is_done": "no MOVE: test_copies.py",
        "test_uid_expunge_spares_what_others_flagged_as_deleted": "no UIDPLUS: "
        "test_mailutils.py",
        "test_while_it_is_fetched_from_the_sent_folder": "no UID *: test_mailutils.py",
        # Where a mail comes while a session that was cut still ends, it is gone from
        # the server at times.
        "test_the_others_go_on_after_the_first_time": "sessions overwrite one another",
        "test_even_without_the_lock_the_unique_index_lets_nothing_be_doubled": "POP3 "
        "has a lock of its own: test_mailutils.py",
    },
}
# Messages of `every_way.HARD` that a server does not take.
NOT_TAKEN = {
    "courier": [],
    "cyrus": [b"no header at all\r\n"],
    "mailutils": [b"no header at all\r\n"],
}
WITHOUT_MOVE = ("courier", "mailutils")
# Where workers are killed, too.
LOSS = ("courier", "cyrus", "mailutils")
# POP3's USER and PASS are ASCII (RFC 1939); it offers neither UTF8 (RFC 6856) nor SASL.
NEEDS_ASCII = ("mailutils",)
ASCII = 'pa ss \\w"ord'


def hard_mails(name: str) -> list[bytes]:
    """Those of `HARD` that a server takes."""
    return [raw for raw in HARD if raw not in NOT_TAKEN[name]]
