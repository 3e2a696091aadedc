"""Bytes that no mail program writes, through everything that reads mail."""
