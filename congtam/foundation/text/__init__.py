"""Vietnamese text in the two derived forms that comparing, searching and sorting need.

The sender's own text is kept untouched everywhere; these forms stand beside it.
"""

from congtam.foundation.text.forms import canon, fold
from congtam.foundation.text.sorting import sort_key
from congtam.foundation.text.terms import phrase_terms, syllable_terms

__all__ = ["canon", "fold", "phrase_terms", "sort_key", "syllable_terms"]
