"""Connections that break in the middle, between us and Dovecot."""

from faults import *  # noqa: F403
