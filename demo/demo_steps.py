"""What happens in the mailboxes of the demo data, in its order: mails that come in, and
what agents answer. `demo_data.py` carries them out."""

from dataclasses import dataclass

MARC, MITCHELL = "base.user_demo", "base.user_admin"


@dataclass(frozen=True)
class Letter:
    """A mail that was received.

    `name`: of its file in `demo/mails`; `mailbox`: the end of its mailbox's XML id;
    `hours`: how long ago; `about`: the letter whose ticket it is about; `again`: the
    same mail is in the mailbox twice; `fails`: what Odoo says to each of so many tries
    (`tries`), 0 where nothing goes wrong.
    """

    name: str
    mailbox: str
    hours: float
    about: str = ""
    again: bool = False
    tries: int = 0
    fails: str = ""


@dataclass(frozen=True)
class Answer:
    """What the user `agent` (XML id) wrote in the ticket of the letter `about`, for the
    customer or as a note for colleagues."""

    about: str
    agent: str
    hours: float
    text: str
    is_note: bool = False


@dataclass(frozen=True)
class Closing:
    """The user `agent` (XML id) closed the ticket of the letter `about`."""

    about: str
    agent: str
    hours: float


@dataclass(frozen=True)
class Import:
    """The mail that was in `mailbox` began to be filed: `EARLIER` by now."""

    mailbox: str
    hours: float


STEPS = (
    Letter("list_post", "support", 262),
    Letter("spare_part", "support", 240),
    Answer(
        "spare_part",
        MARC,
        236,
        "Hello, it is in stock and costs 18.90. Shall I send you one?",
    ),
    Letter("spare_part_away", "support", 235.9, about="spare_part"),
    Letter("spare_part_opened", "support", 190, about="spare_part"),
    Letter("newsletter", "support", 188),
    Letter("kettle_leaks", "support", 170),
    Answer(
        "kettle_leaks",
        MARC,
        167,
        "Hello Anna,\nI am sorry about that. You get a new one, of course. Which "
        "number is on the bottom of the kettle?",
    ),
    Letter("offer_contact", "sales", 150),
    Letter("offer_stranger", "sales", 147),
    Letter("abuse_report", "support", 146),
    Letter("kettle_serial_number", "support", 144, about="kettle_leaks"),
    Answer(
        "kettle_leaks",
        MARC,
        143,
        "Serial number of the batch with the bad seal. I have told the warehouse.",
        is_note=True,
    ),
    Answer(
        "kettle_leaks",
        MITCHELL,
        142,
        "Hello Anna,\nthe new kettle leaves our warehouse today. You need not send the "
        "old one back.",
    ),
    Letter("kettle_stranger", "support", 120, about="kettle_leaks"),
    Letter("filter_warranty", "support", 98),
    Answer(
        "filter_warranty",
        MITCHELL,
        96,
        "Hello,\nthe filter is a wearing part, so the warranty does not cover it. You "
        "get one at a third of the price.",
    ),
    Letter("filter_delayed", "support", 92, about="filter_warranty"),
    Letter("backup_done", "support", 90),
    Letter("lottery", "support", 74),
    Letter("broken_glasses", "support", 72, again=True),
    Letter("glasses_agent", "support", 70, about="broken_glasses"),
    Letter("invoice_missing", "support", 52),
    Answer(
        "invoice_missing",
        MARC,
        50,
        "Hello Piet,\nhere it is again. Please tell me if it does not arrive.",
    ),
    Letter("invoice_bounced", "support", 49.9, about="invoice_missing"),
    Letter("cheap_pills", "support", 47),
    Closing("spare_part", MARC, 46),
    Letter("signed_address", "support", 30),
    Import("info", 29),
    Letter("bank_account", "support", 28),
    Letter("contact_form", "support", 26),
    Letter("order_unknown", "orders", 25),
    Letter(
        "plates_return",
        "support",
        24,
        tries=6,
        fails="Enter the article number of what is returned.",
    ),
    Letter("restock_1", "orders", 9),
    Letter("restock_2", "orders", 7),
    Letter("restock_3", "orders", 5),
    Letter("oven_cold", "support", 3.5),
    Letter("restock_4", "orders", 3),
    Letter("restock_5", "orders", 1),
    Letter(
        "coffee_grinder",
        "support",
        0.1,
        tries=3,
        fails="The stage “New” is being changed by somebody else.",
    ),
)

# Existing mail of the mailbox that is being filed: writer, subject, text; newest first.
EARLIER = (
    ("Grace Mbeki <grace@mbeki-hotel.example>", "Key cards", "Two are missing."),
    ("Ben Carter <ben@carter-catering.example>", "Thermos cans", "Do they fold?"),
    ("Noor Jansen <noor@jansen.example>", "Gift voucher", "How long is it valid?"),
    ("Olga Novak <olga@novak-bakery.example>", "Baking trays", "Which size fits?"),
    ("Anna Berg <anna@lakeside.example>", "Cups with a print", "Is blue possible?"),
    ("Lars Holm <lars@holm.example>", "Catalogue", "Please send me one."),
    ("Li Wei <wei@pacific-imports.example>", "Customs papers", "Which do you need?"),
    ("Chiara Conti <chiara@conti-studio.example>", "Colours", "Is there a red one?"),
    ("Piet de Vries <piet@molen.example>", "Delivery on Friday", "Is it possible?"),
    ("Jonas Meyer <jonas@harbour-cafe.example>", "Saucers", "They are too small."),
    ("Sam Okafor <sam@cookware-makers.example>", "Visit", "May we come in May?"),
    ("Nora Lind <nora@lind-interiors.example>", "Invoice", "It names the old address."),
    ("Fatima Haddad <fatima@haddad-design.example>", "Samples", "Thank you for them."),
)
EARLIER_TOTAL = 20
