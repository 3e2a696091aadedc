from . import confirmation_page
from . import left_out_file
from . import oauth_redirect
from . import thread_recipients
