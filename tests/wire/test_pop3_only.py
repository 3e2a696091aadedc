"""What only POP3 has, on Dovecot."""

from pop3_only import *  # noqa: F403
