"""The language that a text is written in."""

from functools import lru_cache

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

# Letters from which on a text says its language: some dozen words.
SHORTEST = 60
_READ = 4_000  # characters that are looked at
_SURE = 0.99  # all trials of langdetect say the same
_SEED = 0  # langdetect draws what it compares; the same text has the same answer
# ISO 639-1 code of langdetect -> that of Odoo.
_OTHER_CODES = {"no": "nb", "zh-cn": "zh_CN", "zh-tw": "zh_TW", "tl": "fil"}


def written_language(text: str) -> str:
    """The language (code such as "de", with a country for Chinese only) of a text; ""
    where that is not sure, or the text too short. Never raises; in bounded time."""
    text = text[:_READ]
    if sum(map(str.isalpha, text)) < SHORTEST:
        return ""
    detector = _languages().create()
    detector.seed = _SEED
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return ""  # nothing but addresses and links
    if not found or found[0].prob < _SURE:
        return ""
    return _OTHER_CODES.get(found[0].lang, found[0].lang)


@lru_cache(maxsize=1)
def _languages() -> DetectorFactory:
    """What langdetect knows of all its languages, read once."""
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
