"""Whether what was read makes sense, or a person has to type the letter."""

import re

from congtam.casework.letters.reading.pages import PageText
from congtam.foundation.text import fold

_FEWEST_LETTERS = 25
_LEAST_CONFIDENCE = 60.0
_LEAST_SYLLABLES = 0.6

# The shape of a Vietnamese syllable without marks: beginning, vowels, end.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def looks_unreadable(page: PageText) -> bool:
    """Handwriting, an empty page or a picture of something else: too few letters, low confidence of the
    reading, or too few of them in anything shaped like a Vietnamese syllable."""
    syllables = [word for word in fold(page.text).split() if not word.isdigit()]
    letters = sum(map(len, syllables))
    if letters < _FEWEST_LETTERS or page.mean_confidence < _LEAST_CONFIDENCE:
        return True
    return sum(len(word) for word in syllables if _looks_vietnamese(word)) / letters < _LEAST_SYLLABLES


def _looks_vietnamese(word: str) -> bool:
    return len(word) > 1 and _SYLLABLE.fullmatch(word) is not None
