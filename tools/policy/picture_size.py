"""Width and height of a picture, read from its bytes; any bytes do."""

_PNG = b"\x89PNG\r\n\x1a\n"
# JPEG markers that begin a frame with its size (ITU T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MAX_SEGMENTS = 200


def picture_size(content: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels of a PNG, GIF or JPEG; None for all else."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        return _number(content[16:20]), _number(content[20:24])
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = content[6:8], content[8:10]
        return int.from_bytes(width, "little"), int.from_bytes(height, "little")
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Go from segment to segment to the frame header (ITU T.81, B.2.2)."""
    place = 2
    for _segment in range(_MAX_SEGMENTS):
        head = content[place : place + 9]
        if len(head) < 9 or head[0] != 0xFF:
            return None
        if head[1] in _FRAMES:
            return _number(head[7:9]), _number(head[5:7])
        place += 2 + _number(head[2:4])
    return None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
