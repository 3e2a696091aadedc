from . import automatic_mail
from . import mail_language
from . import sending
from . import handed_over
from . import stage_mail
from . import pauses
