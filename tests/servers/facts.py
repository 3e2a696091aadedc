"""What servers do otherwise than the shared tests of sessions want, and why.

Each fact has a test in this folder that says what happens instead.
"""

OTHERWISE = {
    "courier": {},
    "cyrus": {},
    "mailutils": {},
}
# POP3's USER and PASS are ASCII (RFC 1939); it offers neither UTF8 (RFC 6856) nor SASL.
NEEDS_ASCII = ("mailutils",)
ASCII = 'pa ss \\w"ord'
