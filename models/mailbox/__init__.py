from . import policy
from . import after_processing
from . import attachment_settings
from . import sender_settings
from . import answer_settings
