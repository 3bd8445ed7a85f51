"""The citizen's page: light, without scripts, cookies or a trace."""

from urllib.request import urlopen

import pytest

from congtam.interface.web.tests.conftest import Visit
from tests.journeys import browser

pytestmark = pytest.mark.journey
BUDGET = 100_000


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [browser.PHONE, browser.DESKTOP], ids=["phone", "desktop"])
def test_it_is_readable_on_an_old_phone_and_a_desktop(
    visit: Visit, size: tuple[int, int], theme: str
) -> None:
    with visit("/vi/", size=size, theme=theme) as page:
        assert browser.axe(page) == []
        assert not browser.overflows(page)
        assert browser.console_errors(page) == []


def test_it_weighs_at_most_a_hundred_kilobytes_with_letters_and_signs(visit: Visit, gallery: str) -> None:
    loaded: set[str] = set()
    with visit("/empty") as page:
        page.on("request", lambda request: loaded.add(request.url))
        loaded.clear()
        page.goto(f"{gallery}/vi/")
        page.wait_for_load_state("networkidle")
    # as they lie on the disk: what a server that compresses sends is less
    weights = {url.removeprefix(gallery): len(urlopen(url).read()) for url in loaded}
    assert sum(weights.values()) <= BUDGET, weights
    assert not [name for name in weights if name.endswith(".js")]
    assert [name for name in weights if "vietnamese" in name], "the letters with marks were not loaded"


def test_it_sets_no_cookie_and_needs_no_script(visit: Visit) -> None:
    with visit("/empty", javascript=False) as page:
        page.context.clear_cookies()
        page.goto(page.url.replace("/empty", "/vi/"))
        assert page.get_by_role("heading", name="Đang giải quyết").is_visible()
        assert page.context.cookies() == []


def test_the_other_language_is_a_link_in_the_address(visit: Visit) -> None:
    with visit("/vi/?code=SECRET") as page:
        page.get_by_role("link", name="English").click()
        assert page.url.endswith("/en/")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.get_by_text("Skip to the content").count() == 1


def test_its_text_is_at_least_sixteen_pixels(visit: Visit) -> None:
    with visit("/vi/", size=browser.PHONE) as page:
        sizes = page.evaluate(
            "[...document.querySelectorAll('main p, main li, main label, main input, main a')]"
            ".map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
    assert min(sizes) >= 15  # help texts; everything else is 17
    assert sorted(sizes)[len(sizes) // 2] >= 16
