"""The document says what the tests ask."""

from tests.architecture.matrix.document import PLACE, text


def test_the_document_is_up_to_date() -> None:
    assert PLACE.read_text(encoding="utf-8") == text(), "run: python -m tests.architecture.matrix"
