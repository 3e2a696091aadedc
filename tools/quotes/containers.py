"""Elements in which mail programs put what they quote."""

import re

from .boxes import INDENTED, REFERENCE

# Parts of class names, and ids, of elements that hold an earlier mail.
_QUOTE_CLASSES = (
    "yahoo_quoted",  # Yahoo; newer ones have a prefix: ydp1a2b3cyahoo_quoted
    "protonmail_quote",
    "zmail_extra",  # Zoho
    "tutanota_quote",
    "gmail_quote",  # on a blockquote only, see below
    "moz-cite",  # on a blockquote only
)
_QUOTE_IDS = (
    "olk_src_body_section",  # Outlook for Mac
    "replyblockquote",
    "isForwardContent",  # Tencent
    "OLK_SRC_BODY_SECTION",
)
# Outlook for Mac and on telephones: class and id.
_REFERENCES = (
    "ms-outlook-mobile-reference-message",
    "mail-editor-reference-message-container",
)
# Elements below which all is an earlier mail: Outlook on the web, Hotmail, Zimbra.
_TAIL_IDS = (
    "divRplyFwdMsg",
    "appendonsend",
    "stopSpelling",
    "zwchr",
    "x_divRplyFwdMsg",
    "x_appendonsend",
    "OutlookMessageHeader",
)
_TAIL_CLASSES = (
    "OutlookMessageHeader",
    "moz-email-headers-table",
    "SkyDrivePlaceholder",
)
# Elements in which programs put a person's signature.
_SIGNATURE_CLASSES = (
    "gmail_signature",
    "moz-signature",
    "odoo_signature_wrapper",
    "protonmail_signature_block",
)
_SIGNATURE_IDS = ("Signature", "AppleMailSignature", "ms-outlook-mobile-signature")
# As editors indent what a person writes.
_INDENTED = re.compile(
    r"border(?:-left)?\s{0,3}:\s{0,3}(?:none|0)|margin[^;]{0,40}40px", re.I
)
_BORDERED = re.compile(r"border-left[a-z-]{0,8}\s{0,3}:\s{0,3}(?!none|0)", re.I)
_REPLY_RULE = re.compile(
    r"^border:\s?none;\s?border-top:\s?solid\s?(?:#[0-9a-f]{6}|windowtext)\s?"
    r"[\d.]{1,4}pt;\s?padding:\s?3(?:\.0)?pt",
    re.I,
)


def is_quote(element) -> bool:
    """Whether all in `element` is quoted."""
    name = f"{element.get('class', '')} {element.get('id', '')}"
    if element.tag == "blockquote":
        return (
            _is_marked(element)
            or _BORDERED.search(element.get("style", "")) is not None
        )
    if name == " ":
        # GMX and web.de name no class.
        return element.get("name") == "quote"
    if any(known in name for known in _QUOTE_IDS):
        return True
    if "gmail_quote" in name or "moz-cite" in name:
        return False
    return any(known in name for known in _QUOTE_CLASSES)


def box_kind(element) -> str:
    """The kind of `Box` that an element is, or ""."""
    if element.tag == "blockquote":
        return "" if _INDENTED.search(element.get("style", "")) else INDENTED
    name = f"{element.get('class', '')} {element.get('id', '')}"
    return REFERENCE if any(known in name for known in _REFERENCES) else ""


def is_tail(element) -> bool:
    """Whether an earlier mail begins with `element` and goes on to the end."""
    name = element.get("id", "")
    if name and any(name == known or name.endswith(known) for known in _TAIL_IDS):
        return True
    if any(known in element.get("class", "") for known in _TAIL_CLASSES):
        return True
    style = element.get("style", "")
    return bool(style) and element.tag == "div" and _REPLY_RULE.match(style) is not None


def is_signature(element) -> bool:
    """Whether all in `element` is a person's signature."""
    name = element.get("id")
    if name and name.removeprefix("x_") in _SIGNATURE_IDS:
        return True
    kind = element.get("class")
    return bool(kind) and any(known in kind for known in _SIGNATURE_CLASSES)


def _is_marked(element) -> bool:
    """Whether a program says of a blockquote that it quotes; editors also indent with
    this element what a person writes."""
    if element.get("type") == "cite" or element.get("cite"):
        return True
    kind = element.get("class", "")
    return "quote" in kind or "cite" in kind
