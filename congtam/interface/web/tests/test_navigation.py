"""The menu shows what the reader may open, and only that."""

from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest

from congtam.foundation.domains import NavigationItem
from congtam.interface.web import navigation

ITEMS = (
    NavigationItem(
        label="Danh sách", url="gallery-list", icon="list-details", permission="letters.view", order=2
    ),
    NavigationItem(
        label="Vào sổ", url="gallery-intake", icon="mail-plus", permission="letters.receive", order=1
    ),
)


@pytest.fixture(autouse=True)
def gallery_addresses(settings: Any) -> Any:
    settings.ROOT_URLCONF = "congtam.interface.web.tests.gallery.urls"
    domain = SimpleNamespace(navigation=ITEMS)
    with (
        mock.patch.object(navigation, "installed_domains", return_value=[domain]),
        mock.patch.object(navigation, "_shell_items", return_value=()),
    ):
        yield


def _actor(*permissions: str) -> Any:
    return SimpleNamespace(may=lambda name: name in permissions)


def _labels(actor: Any, path: str = "/") -> list[str]:
    return [str(entry.label) for entry in navigation.entries(actor, path)]


def test_entries_stand_in_their_order_after_home() -> None:
    assert _labels(_actor("letters.view", "letters.receive")) == ["Việc hôm nay", "Vào sổ", "Danh sách"]


def test_an_entry_without_the_permission_is_not_there() -> None:
    assert _labels(_actor("letters.view")) == ["Việc hôm nay", "Danh sách"]


def test_the_entry_of_the_page_is_current_and_home_only_on_its_own_page() -> None:
    shown = navigation.entries(_actor("letters.view", "letters.receive"), "/list")
    assert [entry.current for entry in shown] == [False, False, True]
    assert navigation.entries(_actor(), "/")[0].current


def test_g_h_leads_home_and_g_l_to_the_first_list() -> None:
    shown = navigation.entries(_actor("letters.view", "letters.receive"), "/")
    assert [entry.go for entry in shown] == ["h", "", "l"]


def test_a_number_stands_only_where_a_domain_counts() -> None:
    with mock.patch.dict(navigation._counters, {"gallery-list": lambda _actor: 7}):
        shown = navigation.entries(_actor("letters.view", "letters.receive"), "/")
    assert [entry.count for entry in shown] == [None, None, 7]


def test_a_count_of_what_may_not_be_seen_is_never_asked_for() -> None:
    def forbidden(_actor: Any) -> int:
        raise AssertionError("counted for somebody who may not see it")

    with mock.patch.dict(navigation._counters, {"gallery-intake": forbidden}):
        navigation.entries(_actor("letters.view"), "/")
