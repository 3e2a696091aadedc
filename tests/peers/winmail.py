"""winmail.dat files to read (MS-OXTNEF), made from what they should hold."""

import struct

SIGNATURE = struct.pack("<IH", 0x223E9F78, 1)
MESSAGE, FILE = 1, 2
BODY, HTML, RTF, SUBJECT = 0x1000, 0x1013, 0x1009, 0x0037
LONG_NAME, MIME_TYPE, CONTENT_ID, DATA = 0x3707, 0x370E, 0x3712, 0x3701
DISPLAY_NAME, INTERNET_CODEPAGE = 0x3001, 0x3FDE
IMESSAGE = bytes.fromhex("0703020000000000c000000000000046")


def attribute(level, number, data, kind=6):
    """One attribute with its checksum."""
    head = struct.pack("<BHHI", level, number, kind, len(data))
    return head + data + struct.pack("<H", sum(data) & 0xFFFF)


def prop(number, kind, data):
    """One MAPI property of variable size, or a number where `data` is an int."""
    if isinstance(data, int):
        return struct.pack("<HHI", kind, number, data)
    head = struct.pack("<HHII", kind, number, 1, len(data))
    return head + data + b"\0" * (-len(data) % 4)


def text(number, value):
    """A property of Unicode text."""
    return prop(number, 0x1F, value.encode("utf-16-le") + b"\0\0")


def properties(*props):
    """A set of properties."""
    return struct.pack("<I", len(props)) + b"".join(props)


def message(*props):
    """The attribute with the message's properties."""
    return attribute(MESSAGE, 0x9003, properties(*props))


def file(title, data, *props):
    """The attributes of one file."""
    made = attribute(FILE, 0x9002, b"\0" * 14) + attribute(FILE, 0x800F, data)
    made += attribute(FILE, 0x8010, title + b"\0", 1)
    return made + (attribute(FILE, 0x9005, properties(*props)) if props else b"")


def winmail(*attributes):
    """The whole file."""
    version = attribute(MESSAGE, 0x9006, struct.pack("<I", 0x10000), 8)
    codepage = attribute(MESSAGE, 0x9007, struct.pack("<II", 1252, 0))
    return SIGNATURE + version + codepage + b"".join(attributes)


def uncompressed(rtf):
    """RTF as an RTF property that is not packed."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
