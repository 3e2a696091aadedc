"""Width and height of a picture, read from its bytes; any bytes do."""

from io import BytesIO

# Pillow itself makes WebP known only with all the formats there are.
from PIL import (
    Image,
    WebPImagePlugin,  # noqa: F401
)

# What mail programs show within a text.
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")


def picture_size(content: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels of a PNG, JPEG, GIF, WebP or BMP; None for all else,
    and for one of so many pixels that Pillow takes it for a decompression bomb.

    Only what stands before the pixels is read; nothing is decoded.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            return picture.size
    # Pillow raises about anything on broken files.
    except Exception:
        return None
