"""Servers to test against: real, scripted and faulty ones; no odoo, no pytest."""
