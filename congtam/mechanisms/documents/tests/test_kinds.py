"""A kind that is not sound cannot be registered."""

from datetime import date
from pathlib import Path

import pytest

from congtam.mechanisms.documents.kinds import Form, UnknownDocument, kind_of, register
from congtam.mechanisms.documents.tests.samples import kind

OLD = Form(
    number="01", law="07/2013/TT-TTCP", since=date(2013, 12, 16), until=date(2020, 12, 10),
    confidence="verified_in_law_text",
)  # fmt: skip
NEW = Form(
    number="03", law="124/2020/NĐ-CP", since=date(2020, 12, 10), until=None, confidence="secondary_source"
)
LABELS = {name: name for name in ("number_line", "date_line", "issuer", "superior", "who", "what")}


def test_the_form_in_force_depends_on_the_day(tmp_path: Path) -> None:
    paper = kind(tmp_path, forms=(OLD, NEW))
    assert paper.form_on(date(2013, 12, 15)) is None
    assert paper.form_on(date(2020, 12, 9)) == OLD
    assert paper.form_on(date(2020, 12, 10)) == NEW
    assert paper.form_on(date(2030, 1, 1)) == NEW


def test_two_forms_on_one_day_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two forms"):
        register(kind(tmp_path, labels=LABELS, forms=(NEW, OLD)))


def test_a_variable_without_a_label_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no label for"):
        register(kind(tmp_path))


def test_a_kind_without_number_and_date_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must be among the variables"):
        register(kind(tmp_path, labels=LABELS, variables=("issuer", "who", "what")))


def test_a_series_apart_holds_no_paper_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="all kinds of TB are apart, or none"):
        register(kind(tmp_path, labels=LABELS, apart=True))


def test_a_name_that_nobody_registered_is_unknown() -> None:
    with pytest.raises(UnknownDocument):
        kind_of("tests.nothing")
