from . import mailbox_setup
from . import try_message
from . import ticket_move
