"""Comparing while somebody types, in a browser: what is found appears beside the fields, by keyboard too."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from congtam.casework.letters.comparing.tests.test_marks import WHO, limit, registered, waiting
from congtam.casework.letters.tests.work_pages import Office, address
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import acting
from congtam.project.home import Home
from tests.cast import describe_city, make_cast
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
TODAY = date(2026, 7, 1)


@pytest.fixture
def office(home: Home, fresh_database: Any, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office, committed, on its own day, with a limit."""
    monkeypatch.setenv("CONGTAM_CLOCK", f"{TODAY.isoformat()}T09:30:00")
    with acting(system_actor("tests", unit_id=0)):
        cast = make_cast()
        set_scope([cast.city.pk])
        describe_city(cast)
        limit(Office(cast))
    return Office(cast)


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def test_earlier_letters_appear_while_somebody_types_and_are_linked(
    office: Office, live_server: Any, opened: Browser
) -> None:
    with office.cast.acting(office.cast.van):
        earlier, now = registered(office), waiting(office)
    with chromium.tab(opened, size=(390, 800)) as page:
        session = office.browser(office.cast.van).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + address("register", now))
        for name in ("name", "address", "phone"):
            page.locator(f"#id_sender_{name}").fill(WHO[name])
            page.keyboard.press("Tab")
        found = page.locator("#same-sender")
        expect(found).to_contain_text(earlier.record.code)
        expect(found).not_to_contain_text(WHO["name"])
        assert page.locator("#id_sender_name").input_value() == WHO["name"]
        chromium.screenshot(page, "comparing-found")
        assert not chromium.console_errors(page)
        assert not chromium.axe(page)
        with page.context.expect_page() as other:
            found.get_by_role("link", name="Có cùng việc không?").click()
        link = chromium.watched(other.value)
        link.get_by_label("Vì sao cùng việc").fill("Cùng khiếu nại quyết định 57 (thử)")
        chromium.screenshot(link, "comparing-link")
        assert not chromium.axe(link)
        link.get_by_role("button", name="Cùng việc: liên kết").click()
        expect(link.get_by_text("Đã liên kết với đơn")).to_be_visible()
        link.goto(live_server.url + address("record", earlier))
        expect(link.get_by_role("heading", name="Đơn cùng việc")).to_be_visible()
        chromium.screenshot(link, "comparing-panel")
        assert not chromium.axe(link)
