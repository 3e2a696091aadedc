from . import batch_answers
from . import ir_mail_server
from . import mail_mail
from . import mail_notification
from . import res_config_settings
from . import res_partner
from . import res_users
from . import shared_html
