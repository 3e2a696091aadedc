"""Texts of mail, whatever they are written in: charsets, encoded words and header
parameters, HTML, flowed, enriched and rich text, the marks before a subject.

Knows nothing of a mail as a whole.
"""

from .base64_text import decode_base64
from .charsets import clean, decode_html, decode_text
from .enriched import enriched_to_html
from .entities import unescape
from .flowed import unwrap_flowed
from .header_text import decode_words, one_line, parse_parameters
from .hidden_html import without_hidden
from .html_cost import MAX_SECONDS, cleaning_seconds, text_seconds
from .html_text import html_to_text
from .html_tree_parser import (
    MAX_HTML,
    MAX_TREE_DEPTH,
    markup_depth,
    parse_html,
    without_controls,
)
from .picture_sources import block_stored_pictures, blocked_sources
from .rtf import decompress_rtf, rtf_to_text
from .subject_marks import (
    base_subject,
    has_forward_mark,
    has_mark,
    without_answer_marks,
)
from .text_to_html import text_to_html
from .written_language import written_language

__all__ = [
    "MAX_HTML",
    "MAX_SECONDS",
    "MAX_TREE_DEPTH",
    "base_subject",
    "block_stored_pictures",
    "blocked_sources",
    "clean",
    "cleaning_seconds",
    "decode_base64",
    "decode_html",
    "decode_text",
    "decode_words",
    "decompress_rtf",
    "enriched_to_html",
    "has_forward_mark",
    "has_mark",
    "html_to_text",
    "markup_depth",
    "one_line",
    "parse_html",
    "parse_parameters",
    "rtf_to_text",
    "text_seconds",
    "text_to_html",
    "unescape",
    "unwrap_flowed",
    "without_answer_marks",
    "without_controls",
    "without_hidden",
    "written_language",
]
