from . import confirmation
from . import left_out
from . import oauth
