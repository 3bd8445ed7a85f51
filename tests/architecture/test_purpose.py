"""The ten rules of docs/purpose.md: each names its tests, and what can be read from the code is read here."""

import ast
import inspect
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from congtam.foundation.domains import installed_domains
from congtam.mechanisms.indicators.registry import Indicator, indicators
from tests.architecture.product_words import words
from tests.architecture.source_files import REPOSITORY, dotted, files, place, tree_of
from tests.architecture.told_tests import missing, rows

TEXT = (REPOSITORY / "docs" / "purpose.md").read_text(encoding="utf-8")
RULES = [row for row in rows(TEXT) if row.section == "Where this version stands"]

#: what an address may say beside the path: pages of a list, tabs, units, days, codes of records, sizes of pictures;
#: never who
ASKED = frozenset({
    "after", "before", "book", "calendar", "day", "kind", "lang", "next", "on", "page", "purpose", "q", "set", "size",
    "tab", "turn", "unit", "week", "what", "year",
})  # fmt: skip
#: the parts in which somebody's records are kept; a further one is added here by whoever has read rule 9
DOMAINS = frozenset({
    "congtam.casework.archives", "congtam.casework.correspondence", "congtam.casework.letters",
    "congtam.registers.accounts", "congtam.registers.custody", "congtam.registers.legislation",
    "congtam.registers.organisations",
})  # fmt: skip
#: foreign keys from the tables of one domain to those of another (rule 3); there are none
JOINED: frozenset[str] = frozenset()
#: the links between two records that somebody declares, or that an act makes, and what carries their reason
LINKS = frozenset({"lifecycle.Continuation", "letters.RecordLink"})

#: what people think, believe or are (rules 4 and 5), and labels on those who write (rule 1)
NOBODYS_BUSINESS = re.compile(
    r"opinion|belief|ideolog|religio|ethnic|political|loyal|attitude|worldview|conviction"
    r"|quan điểm|tư tưởng|tín ngưỡng|tôn giáo|dân tộc|chính kiến|lập trường|thái độ|nhân thân|lý lịch"
    r"|thành phần gia đình"
    r"|persistent|heated|extreme|querulous|dai dẳng|quá khích|cực đoan|gay gắt|chống đối|khiếu kiện nhiều",
    re.IGNORECASE,
)
#: words of a table that ranks people
RANKING = re.compile(r"holder|handler|officer|actor|account|person|sender", re.IGNORECASE)


# -- the list of rules ----------------------------------------------------------------------------------------


def test_each_of_the_ten_rules_says_where_it_stands() -> None:
    stated = re.findall(r"^(\d+)\. \*\*", TEXT, re.M)
    assert stated == [str(number) for number in range(1, 11)]
    assert [row.cells[0].partition(" ")[0] for row in RULES] == stated


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"rule {row.cells[0]}")
def test_each_rule_names_tests_that_are_there(row: object) -> None:
    assert not missing(row)  # type: ignore[arg-type]


# -- 1: no file on a person -----------------------------------------------------------------------------------


def asked_in(tree: ast.AST) -> Iterator[str]:
    """The names of what a view reads from the address."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith(("GET.get", "GET.getlist")):
            name = node.args[0]
            yield str(name.value) if isinstance(name, ast.Constant) else "?"
        elif isinstance(node, ast.Subscript) and dotted(node.value).endswith(".GET"):
            yield str(node.slice.value) if isinstance(node.slice, ast.Constant) else "?"


def test_no_address_asks_for_letters_of_somebody() -> None:
    found = [
        f"{place(path)}: {name}"
        for path in files(".py")
        for name in asked_in(tree_of(path))
        if name not in ASKED and not (name == "?" and path.name in GIVEN_BY_THEIR_CALLER)
    ]
    assert not found


#: helpers that are given the name of the parameter
GIVEN_BY_THEIR_CALLER = frozenset({"rules.py"})


def test_a_search_for_a_person_in_an_address_is_seen() -> None:
    tree = ast.parse("def view(request):\n    return request.GET.get('sender'), request.GET['person']")
    assert set(asked_in(tree)) == {"sender", "person"}


# -- 3: walls between kinds of records ------------------------------------------------------------------------


def foreign_keys() -> Iterator[str]:
    domains = {domain.label for domain in installed_domains()}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            other = field.related_model
            if field.concrete and isinstance(other, type) and model._meta.app_label in domains:
                label = other._meta.app_label
                if label in domains and label != model._meta.app_label:
                    yield f"{model._meta.label}.{field.name} -> {other._meta.label}"


def test_no_table_of_one_domain_leads_into_another() -> None:
    assert set(foreign_keys()) == JOINED


def test_two_records_are_joined_by_a_declared_link_alone() -> None:
    record = apps.get_model("lifecycle", "Record")
    found = set()
    for model in apps.get_models():
        ends = [field for field in model._meta.fields if field.related_model is record]
        found |= {model._meta.label} if len(ends) > 1 else set()
    assert found == LINKS


# -- 4 and 5: what people think, believe or are ---------------------------------------------------------------


def test_nothing_is_kept_asked_counted_or_permitted_about_what_people_think_or_are() -> None:
    assert len(words()) > 500
    assert not [(where, told) for where, told in words() if NOBODYS_BUSINESS.search(told)]


@pytest.mark.parametrize("label", ["Tôn giáo", "Political opinion", "Người khiếu nại dai dẳng"])
def test_such_a_label_is_seen(label: str) -> None:
    assert NOBODYS_BUSINESS.search(label)


# -- 8: proportion --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("indicator", indicators(), ids=lambda indicator: indicator.name)
def test_no_figure_is_counted_by_person(indicator: Indicator) -> None:
    """A figure counts rows of units; nothing in its definition looks at who did or wrote something."""
    assert indicator.unit.endswith("unit_id")
    assert not RANKING.search(f"{indicator.name} {indicator.dated}")
    assert not RANKING.search(str(indicator.rows().query).partition(" WHERE ")[2])


def test_no_list_is_ordered_or_summed_by_who_holds_the_record() -> None:
    found = []
    for path in files(".py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == "order_by":
                named = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                found += [place(path, node.lineno) for name in named if "holder" in str(name)]
    assert not found


# -- 9: out of scope ------------------------------------------------------------------------------------------


def test_no_further_part_keeps_records_of_people() -> None:
    assert {domain.name for domain in installed_domains()} == DOMAINS


# -- 10: people decide ----------------------------------------------------------------------------------------


#: the act of the part of the system that reads scans
KEEPS_PROPOSALS = "finish_reading"


def test_what_is_proposed_is_kept_apart_from_what_people_decided() -> None:
    """No act of a person takes a proposal: a form sends what somebody accepted, as if they had typed it."""
    from congtam.casework.letters import actions

    told = [
        name
        for name, act in vars(actions).items()
        if inspect.isfunction(act) and {"proposal", "proposals"} & set(inspect.signature(act).parameters)
    ]
    assert told == [KEEPS_PROPOSALS]
