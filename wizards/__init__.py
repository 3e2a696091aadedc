from . import mailbox_setup
from . import try_message
from . import tried_values
from . import ticket_move
