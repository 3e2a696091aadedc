from . import automatic_mail
from . import sending
from . import stage_mail
from . import pauses
