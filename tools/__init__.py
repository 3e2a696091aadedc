"""Plain Python behind the models; nothing in here imports odoo."""
