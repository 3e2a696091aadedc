"""What holds on IMAP and POP3 alike, on Dovecot."""

from every_way import *  # noqa: F403
