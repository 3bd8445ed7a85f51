"""Every registered kind of document, whatever domain it comes from, can be issued as it is described."""

from hashlib import sha256

import pytest

from congtam.foundation.access.permissions import declared
from congtam.mechanisms.documents.checking import check_template
from congtam.mechanisms.documents.kinds import DocumentKind, kinds
from congtam.mechanisms.documents.packing import read_text
from congtam.mechanisms.documents.rendering import MissingVariable, render

KINDS = sorted(kinds().values(), key=lambda kind: kind.name)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def values(kind: DocumentKind) -> list[str]:
    """Every line that the sample must leave in the text."""
    found: list[str] = []
    for value in kind.sample.values():
        found += value.splitlines() if isinstance(value, str) else value
    return found


def test_there_are_kinds() -> None:
    assert KINDS


@every_kind
def test_the_sample_is_complete_and_names_nothing_else(kind: DocumentKind) -> None:
    assert set(kind.variables) <= set(kind.sample) <= kind.all_variables


@every_kind
def test_the_sample_is_rendered_and_read_back(kind: DocumentKind) -> None:
    text = read_text(render(kind, kind.sample))
    assert [value for value in values(kind) if value not in text] == []
    assert "{{" not in text
    assert "{%" not in text


@every_kind
def test_each_variable_left_out_is_the_one_that_is_named(kind: DocumentKind) -> None:
    for left_out in kind.variables:
        with pytest.raises(MissingVariable) as refused:
            render(kind, {name: value for name, value in kind.sample.items() if name != left_out})
        assert refused.value.names == (left_out,)
        assert kind.label_of(left_out) in str(refused.value)


@every_kind
def test_each_optional_variable_can_be_left_out(kind: DocumentKind) -> None:
    without = {name: value for name, value in kind.sample.items() if name in kind.variables}
    text = read_text(render(kind, without))
    assert "()" not in text
    assert " ," not in text


@every_kind
def test_the_same_sample_gives_the_same_file(kind: DocumentKind) -> None:
    assert sha256(render(kind, kind.sample)).digest() == sha256(render(kind, kind.sample)).digest()


@every_kind
def test_the_shipped_template_passes_the_check_of_uploaded_ones(kind: DocumentKind) -> None:
    assert check_template(kind.template.read_bytes(), kind) == []


@every_kind
def test_its_permissions_are_declared(kind: DocumentKind) -> None:
    assert {kind.needs_issue, kind.needs_handle} <= set(declared())


@every_kind
def test_its_symbol_and_series_fit_the_columns(kind: DocumentKind) -> None:
    assert len(kind.symbol.format(number=99999, series=kind.series, issuer="X" * 15, drafter="X" * 15)) <= 60
    assert len(f"documents:{kind.series}") <= 60
    assert len(kind.series) <= 20
