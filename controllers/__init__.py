from . import left_out
from . import oauth
from . import confirmation, oauth
