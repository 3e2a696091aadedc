"""Addresses behind which no person reads, told by their local part."""

import re

# Addresses that tell people not to write to them, in the words of many languages.
_NO_REPLY = re.compile(
    # English
    r"(?:\A|[-_.+=])(?:no|dont|donot|do-not|do_not|do\.not|not|never)[-_.]?(?:reply"
    r"|replies|respond|response|answer)(?:[-_.+=]|\Z|to|\d)|reply-?not\b|(?:auto"
    r"|gmail)-?noreply|noreply|no-reply|unmonitored|donotuse|(?:\A|[-_.])no-?body\Z"
    r"|(?:\A|[-_.])no[-_.]?address\Z"
    r"|noanswer"
    # French, German
    r"|ne[-_.]?pas[-_.]?repondre|keine?[-_.]?antwort|nicht[-_.]?(?:be)?antworten"
    # Spanish, Portuguese, Italian, Dutch
    r"|(?:\A|[-_.])no[-_.]?(?:responder|responda|contestar|contesta)"
    r"|(?:\A|[-_.])nao[-_.]?respond(?:a|er)|(?:\A|[-_.])non?[-_.]?rispond(?:ere|i)"
    r"|niet[-_.]?(?:be)?antwoorden|geen[-_.]?antwoord"
    # Swedish, Danish, Norwegian, Finnish
    r"|inte[-_.]?svara|svara[-_.]?(?:ej|inte)|ej[-_.]?svar|svar[-_.]?ikke"
    r"|ikke[-_.]?svar|besvar[-_.]?ikke|ingen[-_.]?svar|ala[-_.]?vastaa|ei[-_.]?vasta"
    # Polish, Czech, Slovak, Russian, Turkish, Hungarian, Romanian
    r"|nie[-_.]?odpowiadaj|ne[-_.]?(?:odpovida[jt]|odpovedaj)|ne[-_.]?otve(?:ch|t)"
    r"|(?:yanit|cevap)lama|ne[-_.]?valaszol|nu[-_.]?raspunde"
)

# Addresses that only programs use.
_PROGRAM = re.compile(
    r"(?:\A|[-_.+])(?:notifications?|notifier|alerts?|auto(?:mat(?:ed"
    r"|ic)[-_.]?)?-?(?:mailer|reports?|responder|reply|notify|notifications?|mail)"
    r"|mail[-_]?robot|bounces?|rss-?(?:feeds?)?|fax-?service"
    r"|voice-?(?:mail|service)|nagios|zabbix|icinga|prometheus|logwatch"
    r"|www-?data|wwwrun|httpd|dmarc|tlsrpt|e-?bill|reminders?|e-?receipts?)(?:[-_.+=]"
    r"|\d{0,4}\Z)"
    # Behind a first name these are names of people.
    r"|\A(?:cron|jenkins)(?:[-_+=]|\d{0,4}\Z)"
)

# Addresses that websites send under, whoever fills in their forms: those of WordPress,
# Joomla, Drupal, TYPO3 and of form mailers. Nobody reads what is sent to them.
_WEBSITE = re.compile(
    r"(?:\A|[-_.+])(?:wordpress|joomla|drupal|typo3|web-?site|web-?forms?|web-?mailer"
    r"|form-?mail(?:er)?|mail-?forms?|contact-?form|kontakt-?formular|php|webserver)"
    r"(?:[-_.+=]|\d{0,4}\Z)"
)

# Those that deliver mail (RFC 2142 section 5 names postmaster).
_DELIVERY = re.compile(r"(?:mailer?[-_.]?d(?:ae|ea)mon|post[-_.]?master)(?:[-_.+=]|\Z)")

# Characters of a local part that are looked at; RFC 5321 section 4.5.3.1.1 allows 64.
_LONGEST = 100


def is_program(local_part: str) -> bool:
    """Whether only programs use a local part (lower case), no-reply ones among them."""
    local_part = local_part[:_LONGEST]
    return bool(_NO_REPLY.search(local_part) or _PROGRAM.search(local_part))


def is_machine(email: str) -> bool:
    """Whether an address (lower case; the domain may be missing) says that no person
    reads what is sent to it: one of a program, of a mail system or a no-reply one."""
    local_part = email.rpartition("@")[0] or email
    return is_program(local_part) or bool(_DELIVERY.match(local_part[:_LONGEST]))


def is_website(local_part: str) -> bool:
    """Whether websites send under a local part (lower case), and nobody reads what is
    sent to it."""
    return bool(_WEBSITE.search(local_part[:_LONGEST]))


def is_everybodys(email: str) -> bool:
    """Whether an address (lower case) is one that many people's mail comes from, none
    of whom reads it: a machine's or a website's."""
    return is_machine(email) or is_website(email.rpartition("@")[0])
