from . import mailbox
from . import message
from . import ticket
from . import automatic
from . import stock
