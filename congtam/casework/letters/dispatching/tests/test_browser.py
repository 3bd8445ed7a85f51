"""Work without the identity, from end to end in a browser: the case officer reads the copy, the custodian sends."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from congtam.casework.letters.dispatching.tests.test_opening import SECRETS, accepted, page_of
from congtam.casework.letters.redaction.tests.sealed_office import SENDER, SealedOffice
from congtam.casework.letters.redaction.tests.test_browser import as_person, sound
from congtam.casework.letters.redaction.tests.test_browser import desk as _desk
from congtam.casework.letters.redaction.tests.test_copies import released
from congtam.foundation.access.scope import acting
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
desk = _desk


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


@pytest.mark.parametrize("size", [(390, 800), chromium.DESKTOP])
def test_the_case_officer_reads_the_copy_and_the_custodian_puts_the_name_on_the_envelope(
    desk: SealedOffice, live_server: Any, opened: Browser, size: tuple[int, int]
) -> None:
    with acting(desk.actor(desk.cast.chi)):
        made = accepted(desk)
        released(desk, desk.fresh(made.letter))
        envelope = page_of(made)
    with chromium.tab(opened, size=size) as page:
        as_person(page, desk, desk.cast.chi, live_server.url)
        page.goto(live_server.url + reverse("letters:denunciation", args=(made.record.code,)))
        expect(page.get_by_text(made.code).first).to_be_visible()
        sound(page, f"case-{size[0]}")
        assert not any(secret in page.content() for secret in SECRETS)
        page.get_by_role("link", name="Đọc bản làm việc").click()
        expect(page.get_by_role("heading", name="Bản làm việc", exact=True)).to_be_visible()
        sound(page, f"case-copy-{size[0]}")
        page.goto(live_server.url + envelope)
        expect(page.get_by_text("hãy nhờ người giữ danh tính")).to_be_visible()
        sound(page, f"case-refused-{size[0]}")
        as_person(page, desk, desk.hoa, live_server.url)
        page.goto(live_server.url + envelope)
        page.get_by_role("button", name="Mở để gửi").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text(SENDER.name)).to_be_visible()
        sound(page, f"label-{size[0]}")
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải văn bản có tên").click()
        assert SENDER.name not in download.value.suggested_filename
        page.goto(live_server.url + envelope)
        assert not any(secret in page.content() for secret in SECRETS)
        sound(page, f"after-{size[0]}")
