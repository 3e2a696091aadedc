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
    from odoo.addons.helpdesk_mgmt_mailbox.models.fetchmail_message_desk import (
        FetchmailMessage,
    )

    original = FetchmailMessage._read

    def _read(row, own_addresses):
        if b"Subject: slow\r\n" in base64.b64decode(
            row.with_context(bin_size=False).raw
        ):
            time.sleep(3600)
        return original(row, own_addresses)

    FetchmailMessage._read = _read


if __name__ == "__main__":
    import sys

    config.parse_config(sys.argv[1:])
    initialize_sys_path()
    be_slow()
    main(sys.argv[1:])
