from . import automatic_mail
from . import sending
from . import pauses
