"""What a mail may cost: bounds checked before the costly step."""

# Mail in the world nests below ten levels; a forward of a forward of ... adds two
# each. Readers downstream recurse per level, so this also bounds their stack.
MAX_DEPTH = 30

# Parts in one mail, all levels together. Digests reach some hundreds.
MAX_PARTS = 1_000

# Header fields of one part. Long delivery paths reach about 150.
MAX_HEADERS = 1_000

# Header fields of all parts of a mail together: a field of three bytes takes some
# hundred in memory.
MAX_ALL_HEADERS = 10_000

# Bytes of a head that are searched, behind a line that is no header, for one.
MAX_DIRT = 16_384

# Characters of one unfolded header value; a list of some thousand recipients.
MAX_HEADER_LENGTH = 65_536

# Characters up to which the standard library's structured header parsers run:
# they copy the rest of the value at each token, so their time grows by the square.
MAX_STRUCTURED_LENGTH = 8_192

# Addresses read from one header.
MAX_ADDRESSES = 1_000

# Message ids kept of References, the newest ones. RFC 5322 section 3.6.4 has no
# bound; a thread that long is found by its newest ids.
MAX_REFERENCES = 100

# Longest Message-ID taken for one: the line limit of RFC 5322 section 2.1.1.
MAX_MESSAGE_ID_LENGTH = 998

# Bytes of a text that are read to judge a mail, and characters of the text.
MAX_TEXT_LENGTH = 500_000

# Bytes of a text that are shown in a ticket; a longer one is a file there. Cleaning
# HTML takes seconds and a hundred times its size in memory beyond that.
MAX_SHOWN_LENGTH = 1_000_000

# Characters and lines of a text that is not shown whole.
MAX_BEGINNING_LENGTH = 100_000
MAX_BEGINNING_LINES = 5_000

# Characters of HTML turned into text when a mail has no text of its own.
MAX_HTML_LENGTH = 500_000

# Parameters read from one Content-Type or Content-Disposition.
MAX_PARAMETERS = 100

# Characters and lines of a calendar that are looked at for an answer.
MAX_CALENDAR_LENGTH = 200_000
MAX_CALENDAR_LINES = 2_000

# Pieces of base64 in one body that are read each by itself: a mail of 25 MB whose lines
# were encoded one by one has some 400,000. What is behind them is read as one.
MAX_BASE64_PIECES = 500_000

# Files winmail.dat opened in one mail: what is rich text there grows tenfold.
MAX_TNEF_PARTS = 20

# Files in one winmail.dat, those of messages inside it too.
MAX_TNEF_FILES = 500

# MAPI properties read from one set of them.
MAX_MAPI_PROPERTIES = 2_000

# Elements read from one ASN.1 object: a signed mail of 25 MB in pieces of 1,000 bytes
# has some 30,000, and is walked over twice.
MAX_ASN1_ELEMENTS = 200_000

# Values without a length inside each other; a signature has about six.
MAX_ASN1_DEPTH = 50

# Signed or compressed contents that are opened in one mail, and how deep in each other:
# two agents who sign in turn are rare already.
MAX_CMS_OBJECTS = 20
MAX_CMS_LEVELS = 5

# Bytes that all compressed contents of one mail may become together: a little more than
# the largest mail that is fetched whole.
MAX_INFLATED = 30 * 1024 * 1024

# Signatures checked in one mail, and certificates looked at for each.
MAX_SIGNERS = 5
MAX_CERTIFICATES = 30

# Bytes of one certificate or signer, and of the key in it: RSA of 8,192 bits has 1,062.
# What a check costs grows faster than the key.
MAX_CERTIFICATE_SIZE = 32_768
MAX_PUBLIC_KEY_SIZE = 1_200
