"""Telling what is quoted in a mail from what is new, in plain text and in HTML."""
