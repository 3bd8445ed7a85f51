"""Terms of the search arrays: syllables and pairs of neighbours."""

from itertools import pairwise

from congtam.foundation.text.forms import fold


def syllable_terms(text: str) -> list[str]:
    """Every folded syllable and every pair `a_b` of neighbours, once each, sorted.

    Two syllables make a word in Vietnamese: with the pairs a phrase is found from the index alone, where
    rechecking positions of common syllables grows with the table.
    """
    syllables = fold(text).split()
    return sorted({*syllables, *_pairs(syllables)})


def phrase_terms(phrase: str) -> list[str]:
    """The terms that a text must all contain to hold the phrase: its pairs, or its one syllable."""
    syllables = fold(phrase).split()
    return sorted(set(_pairs(syllables))) if len(syllables) > 1 else syllables


def _pairs(syllables: list[str]) -> list[str]:
    return [f"{left}_{right}" for left, right in pairwise(syllables)]
