from . import mailbox_setup
