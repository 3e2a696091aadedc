"""Odoo's own server, in which a mail with the subject "slow" takes for ever.

python slow_server.py [Odoo's options]
"""

import base64
import time

from odoo.cli.server import main
from odoo.modules.module import initialize_sys_path
from odoo.tools import config


def be_slow():
    """Let whoever reads the slow mail sleep until somebody ends the process."""
    from odoo.addons.helpdesk_mgmt_mailbox.models.message.pipeline import (
        FetchmailMessage,
    )

    original = FetchmailMessage._parse

    def _parse(row, own_addresses):
        if b"Subject: slow\r\n" in base64.b64decode(
            row.with_context(bin_size=False).raw
        ):
            time.sleep(3600)
        return original(row, own_addresses)

    FetchmailMessage._parse = _parse


if __name__ == "__main__":
    import sys

    config.parse_config(sys.argv[1:])
    initialize_sys_path()
    be_slow()
    main(sys.argv[1:])
