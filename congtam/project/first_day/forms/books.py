"""The next number of each book."""

from collections.abc import Sequence
from typing import Any

from django import forms

from congtam.project.first_day.books import Book

LARGEST = 999_999


class BooksForm(forms.Form):
    """One field for each book, by its key; an empty one means 1."""

    use_required_attribute = False

    def __init__(self, *args: Any, books: Sequence[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for book in books:
            self.fields[book.key] = forms.IntegerField(
                label=book.label, help_text=book.detail, required=False, min_value=1, max_value=LARGEST, initial=1,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "ct-number"}),
            )  # fmt: skip

    def numbers(self) -> dict[str, int]:
        """What a valid form says."""
        return {name: self.cleaned_data[name] or 1 for name in self.fields}
