"""Points in time as the reader writes them."""

import babel.dates

from odoo import fields
from odoo.tools.misc import babel_locale_parse, get_lang


def shown_moment(env, when):
    """A point in time (naive UTC) in the words of the user of `env`: "Nov 25, 8:06 PM",
    with the year where it is another one than now."""
    local = fields.Datetime.context_timestamp(env.user, when)
    now = fields.Datetime.context_timestamp(env.user, fields.Datetime.now())
    locale = babel_locale_parse(get_lang(env).code)
    skeleton = "MMMd" if local.year == now.year else "yMMMd"
    day = babel.dates.format_skeleton(skeleton, local, locale=locale)
    time = babel.dates.format_time(local, "short", locale=locale)
    return f"{day}, {time}".replace("\u202f", " ")
