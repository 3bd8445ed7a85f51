"""From the invitation to the first sign-in with two steps, in a real browser; and every page at every width."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.scope import acting
from congtam.project.home import Home
from congtam.registers.accounts.tests.conftest import DAY, Register, make_register
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
PASSWORD = "một câu dài dễ nhớ 26"
UNSTICK = "document.querySelectorAll('.ct-top, .ct-bottom, .ct-save-bar').forEach(bar => bar.style.position = 'static')"


@pytest.fixture
def office(home: Home, fresh_database: Any, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Committed, on its own day: the server answers in other threads."""
    monkeypatch.setenv("CONGTAM_CLOCK", f"{DAY.isoformat()}T09:30:00")
    with acting(system_actor("tests", unit_id=0)):
        register = make_register()
        register.entry(register.cast.van)
    return register


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def as_person(page: Page, office: Register, account: Account, server: str) -> None:
    session = office.browser(account).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def sound(page: Page, name: str) -> None:
    """Nothing on the console, nothing wider than the screen, nothing that hinders a person; a picture of it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    chromium.screenshot(page, f"accounts-{name}")
    assert not chromium.console_errors(page)
    assert not chromium.overflows(page)
    assert not chromium.axe(page)


def invite(page: Page, server: str) -> str:
    """The administrator invites somebody; the code on the slip."""
    page.goto(server + "/people/")
    page.get_by_role("link", name="Mời người mới").click()
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa (thử)")
    page.get_by_label("Tên đăng nhập").fill("hoa.nguyen")
    page.get_by_label("Văn thư").check()
    page.get_by_role("button", name="Mời và hiện mã").click()
    sound(page, "slip")
    return page.locator(".ac-code").inner_text()


def test_from_the_slip_to_the_first_sign_in_with_two_steps(
    office: Register, live_server: Any, opened: Browser
) -> None:
    with chromium.tab(opened) as page:
        as_person(page, office, office.quan, live_server.url)
        code = invite(page, live_server.url)
    with chromium.tab(opened, size=chromium.PHONE) as page:
        page.goto(live_server.url + "/")
        page.get_by_role("link", name="Có phiếu mời: nhận tài khoản").click()
        page.get_by_label("Mã mời").fill(code.lower())
        page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        page.get_by_label("Mật khẩu mới, gõ lại").fill(PASSWORD)
        sound(page, "join")
        page.get_by_role("button", name="Nhận tài khoản").click()
        expect(page.get_by_text("Đã nhận tài khoản.")).to_be_visible()
        page.get_by_label("Tên đăng nhập").fill("hoa.nguyen")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        expect(page).to_have_url(live_server.url + "/accounts/2fa/totp/activate/")
        assert code not in page.content()
        page.goto(live_server.url + "/people/me/")
        expect(page.get_by_text("Văn thư")).not_to_have_count(0)


def test_the_account_is_taken_over_without_scripts(
    office: Register, live_server: Any, opened: Browser
) -> None:
    with chromium.tab(opened, javascript=False) as page:
        as_person(page, office, office.quan, live_server.url)
        page.goto(live_server.url + "/people/invite/")
        page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa (thử)")
        page.get_by_label("Tên đăng nhập").fill("hoa.nguyen")
        page.get_by_label("Văn thư").check()
        page.get_by_role("button", name="Mời và hiện mã").click()
        code = page.locator(".ac-code").inner_text()
        page.goto(live_server.url + "/join/")
        page.get_by_label("Mã mời").fill(code)
        page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        page.get_by_label("Mật khẩu mới, gõ lại").fill(PASSWORD)
        page.get_by_role("button", name="Nhận tài khoản").click()
        expect(page.get_by_text("Đã nhận tài khoản.")).to_be_visible()
    assert Account.objects.get(username="hoa.nguyen").is_active


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        (chromium.PHONE, "light", "vi"),
        (chromium.DESKTOP, "dark", "en"),
        pytest.param(chromium.TABLET, "dark", "en", marks=pytest.mark.long),
        pytest.param(chromium.DESKTOP, "light", "vi", marks=pytest.mark.long),
    ],
)
def test_every_page_is_sound_at_every_width(
    office: Register, live_server: Any, opened: Browser, size: tuple[int, int], scheme: Any, language: str
) -> None:
    Account.objects.update(language=language, theme=scheme)
    with office.cast.acting(office.quan):
        code = office.entry(office.cast.van).record.code
        post = office.post("Văn thư").pk
    paths = [
        "/people/", f"/people/{code}/", "/people/invite/", "/people/posts/", "/people/posts/new/?set=leader",
        f"/people/posts/{post}/", "/people/me/",
        *(f"/people/{code}/{act}/" for act in ("give_post", "end_post", "substitute", "leave")),
    ]  # fmt: skip
    with chromium.tab(opened, size=size, scheme=scheme) as page:
        as_person(page, office, office.quan, live_server.url)
        for path in paths:
            page.goto(live_server.url + path)
            name = path.strip("/").replace("/", "-").replace(code, "one").partition("?")[0]
            sound(page, f"{name}-{size[0]}-{scheme}-{language}")
