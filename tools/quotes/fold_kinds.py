"""What folded elements hold: said by a class, which Odoo's cleaner keeps, so that each
reader is told in words of theirs."""

from collections.abc import Iterable

from lxml import etree

from .labels import NEW, SIGNATURE

SIGNATURE_CLASS = "o_mailbox_signature"
QUOTATION_CLASS = "o_mailbox_quotation"


def kind_classes(labels: Iterable[str]) -> list[str]:
    """The classes of an element that holds lines with these labels."""
    held = set(labels) - {NEW}
    classes = [SIGNATURE_CLASS] if SIGNATURE in held else []
    return classes + ([QUOTATION_CLASS] if held - {SIGNATURE} else [])


def add_classes(element: etree._Element, classes: Iterable[str]) -> None:
    """Give an element these classes besides its own."""
    named = [*element.get("class", "").split(), *classes]
    if named:
        element.set("class", " ".join(named))


def held_in(elements: Iterable[etree._Element]) -> tuple[bool, bool]:
    """Whether folded elements hold a signature, and a quotation. What was folded before
    they were told apart is taken for a quotation."""
    classes = {name for one in elements for name in one.get("class", "").split()}
    is_signature = SIGNATURE_CLASS in classes
    return is_signature, QUOTATION_CLASS in classes or not is_signature
